//! The columns of a journal, as codes for programs and in words for people.

use calendar::Profile;
use jiff::Timestamp;
use office::{JournalLine, Office};
use serde_json::{Value, json};

use crate::{
    moment,
    show::{Names, cite, local},
    speech::Speech,
};

/// The columns, as a program reads them.
pub(super) const COLUMNS: [&str; 19] = [
    "entry",
    "time",
    "actor",
    "act",
    "purpose",
    "category",
    "items",
    "parts",
    "recipient",
    "abroad",
    "ground",
    "how",
    "due",
    "number",
    "clause",
    "request",
    "count",
    "code",
    "run",
];

/// The cells of a line by [`COLUMNS`], as codes; `due` is the last day on which it is in time.
pub(super) fn codes(line: &JournalLine, profile: &Profile) -> Vec<String> {
    let said = &line.said;
    let word = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let exactly = |at: Timestamp| {
        let offset = profile.offset(at);
        at.display_with_offset(offset).to_string()
    };
    let items: Vec<&str> = said.items.iter().map(|item| item.as_str()).collect();
    let parts: Vec<&str> = said.parts.iter().map(|part| part.word()).collect();
    let some = |text: Option<&str>| text.unwrap_or_default().to_owned();
    vec![
        line.entry.to_string(),
        exactly(said.time),
        said.actor.to_string(),
        said.act.as_str().to_owned(),
        some(said.purpose.as_ref().map(|id| id.as_str())),
        some(said.category.as_ref().map(|id| id.as_str())),
        items.join(" "),
        parts.join(" "),
        some(said.recipient.as_ref().map(|id| id.as_str())),
        some(said.abroad.as_deref()),
        some(said.ground.as_deref()),
        some(line.manner()),
        said.due.map(|due| moment::last(due, profile)).unwrap_or_default(),
        said.number.map(|number| number.to_string()).unwrap_or_default(),
        said.clause.clone(),
        some(said.request.map(|kind| kind.word())),
        said.count.map(|count| count.to_string()).unwrap_or_default(),
        said.code.map(|code| word(json!(code))).unwrap_or_default(),
        said.run.map(|run| run.to_string()).unwrap_or_default(),
    ]
}

/// The same in the reader's words.
pub(super) fn words(speech: &Speech, office: &Office, line: &JournalLine) -> Vec<String> {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let said_of = clerk::words_of(speech.lang);
    let (mut cells, said) = (codes(line, &world.profile), &line.said);
    let items: Vec<_> = said.items.iter().map(|item| names.item(item)).collect();
    let parts: Vec<_> = said.parts.iter().map(|part| speech.named("part", part.word())).collect();
    cells[1] = local(office, said.time);
    cells[3] = speech.word(&format!("act-{}", said.act.as_str()));
    cells[4] = names.purpose(&cells[4]);
    cells[5] = names.category(&cells[5]);
    cells[6] = items.join("; ");
    cells[7] = parts.join("; ");
    cells[8] = names.recipient(&cells[8]);
    cells[11] = line.manner().map(|how| said_of.named("journal-how", how)).unwrap_or_default();
    cells[10] = cite(speech, office, &cells[10]);
    cells[14] = cite(speech, office, &cells[14]);
    cells[15] = said.request.map(|kind| speech.named("request-kind", kind.word())).unwrap_or_default();
    cells
}
