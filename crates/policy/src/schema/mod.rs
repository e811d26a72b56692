//! The JSON Schema of a pack's files, for editors: which keys a table has, what stands in each, and what it is for.
//!
//! The loader is the judge; the schema says the same beforehand. Words that the program knows (kinds, acts, topics)
//! come from the code, and tests hold the rest to the loader: whichever keys it asks for stand here, and a change of
//! any single value is refused by both or by neither.

mod head;
mod people;
mod published;
mod purpose;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;
mod words;

use serde_json::{Value, json};

/// The schema (JSON Schema 2020-12) of one file of a pack. Files are split as reads best, so every table is optional.
pub fn schema() -> Value {
    let mut schema = words::table(
        "One file of a pack: a personal-data policy as tables. All TOML files of a folder are one pack, however they are split.",
        head::keys().into_iter().chain(purpose::keys()).chain(people::keys()).chain(published::keys()),
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Qorgau pack file");
    schema
}
