//! From files to an edition: read every table, check what it says, freeze it.
//!
//! TOML files in a folder, split as reads best: the tables of all files are merged, and the edition is the
//! same however they are split.

mod dir;
pub(crate) mod draft;
mod finish;
pub(crate) mod published;
mod read;
mod source;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use crate::{
    Edition, Text,
    check::{self, FaultCode, Faults, Report},
};
pub use dir::{DirError, load_dir};
pub(crate) use read::biometric;
pub(crate) use source::{At, Place};
pub use source::{MAX_DEPTH, MAX_FILE, MAX_FILES, MAX_PACK, SourceFile};

/// What a pack needs to know of the jurisdiction it is written for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jurisdiction {
    /// The profile's id.
    pub id: String,
    /// The profile's own state or region.
    pub region: String,
    /// The names of its deadlines.
    pub deadlines: BTreeSet<String>,
    /// The terms that its laws set, by name.
    pub laws: BTreeMap<String, LawFact>,
    /// The grounds that its law names besides consent and a cited law, by id.
    pub grounds: BTreeMap<String, GroundFact>,
    /// The conditions under which it lets data of special categories be held, by id. Without any, its law knows no
    /// special categories.
    pub specials: BTreeMap<String, GroundFact>,
    /// What its rules cite to people: of deadlines, terms, grounds and conditions.
    pub cited: BTreeSet<String>,
    /// Citations that it has words for.
    pub citations: BTreeMap<String, Text>,
}

/// What a law names a ground, or a condition for special categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundFact {
    /// What people call it.
    pub name: Text,
    /// The article that names it.
    pub citation: String,
}

/// A term that a law sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LawFact {
    /// The law that sets it; a pack can't rest on one without.
    pub citation: Option<String>,
    /// The term as text, such as `5 years`.
    pub span: String,
}

/// Reads a pack and checks it against the profile that `jurisdiction` gives for its id.
///
/// # Errors
/// Every fault of every file at once.
pub fn load(
    files: &[SourceFile],
    jurisdiction: &dyn Fn(&str) -> Option<Jurisdiction>,
) -> Result<Edition, Faults> {
    let mut files = files.to_vec();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut out = Report::new(&files);
    let tables = parse(&files, &mut out);
    let whole = out.is_empty();
    let draft = read::read(&tables, whole, &mut out);
    if let Some(clauses) = &draft.clauses {
        out.cite(clauses.by_topic.iter().map(|(topic, clause)| (*topic, clause.value.clone())).collect());
    }
    let citations = draft.published.citations.iter().flatten();
    out.words(citations.map(|one| (&one.value.cite, &one.value.name)));
    // A file that does not parse would make everything it declares look unknown elsewhere: of the others only that is
    // told which concerns nobody else.
    if !whole {
        return Err(out.into_faults());
    }
    check::check(&draft, jurisdiction, &mut out);
    match finish::finish(draft) {
        Some(pack) if out.is_empty() => Ok(Edition::freeze(pack)),
        _ => Err(out.into_faults()),
    }
}

/// Which keys the loader asks for in some files, by the tables' names.
#[cfg(test)]
pub(crate) fn asked_of(files: &[SourceFile]) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut out = Report::new(files);
    let tables = parse(files, &mut out);
    read::read(&tables, false, &mut out);
    out.asked
}

/// The files' tables, in their order; `None` for one that does not parse.
fn parse<'a>(files: &'a [SourceFile], out: &mut Report) -> Vec<Option<DeTable<'a>>> {
    if files.len() > MAX_FILES {
        out.add(FaultCode::TooLarge, Place::NOWHERE).with("limit", format!("{MAX_FILES} files"));
        return Vec::new();
    }
    if files.iter().map(|file| file.text.len()).sum::<usize>() > MAX_PACK {
        out.add(FaultCode::TooLarge, Place::NOWHERE).with("limit", format!("{} KiB", MAX_PACK / 1024));
        return Vec::new();
    }
    let mut tables = Vec::new();
    for (file, source) in files.iter().enumerate() {
        let start = Place { file, start: 0, end: 0 };
        if source.text.len() > MAX_FILE {
            out.add(FaultCode::TooLarge, start).with("limit", format!("{} KiB", MAX_FILE / 1024));
            tables.push(None);
            continue;
        }
        if let Some(at) = source.text.find(char::REPLACEMENT_CHARACTER) {
            let at = Place { file, start: at, end: at + char::REPLACEMENT_CHARACTER.len_utf8() };
            out.add(FaultCode::TomlSyntax, at).with("message", "not UTF-8: save the file as UTF-8");
            tables.push(None);
            continue;
        }
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let mut sound = errors.is_empty();
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let at = Place { file, start: span.start, end: span.end };
            out.add(FaultCode::TomlSyntax, at).with("message", error.message());
        }
        if table.get_ref().values().any(|value| depth(value.get_ref()) > MAX_DEPTH) {
            out.add(FaultCode::TooLarge, start).with("limit", format!("{MAX_DEPTH} levels"));
            sound = false;
        }
        tables.push(sound.then(|| table.into_inner()));
    }
    tables
}

/// How deep a value nests; the parser itself stops long before the stack does.
fn depth(value: &DeValue<'_>) -> usize {
    match value {
        DeValue::Array(values) => 1 + values.iter().map(|v| depth(v.get_ref())).max().unwrap_or(0),
        DeValue::Table(values) => 1 + values.values().map(|v| depth(v.get_ref())).max().unwrap_or(0),
        _ => 0,
    }
}
