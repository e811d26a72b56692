//! `qorgau policy diff`: what a new pack changes, clause by clause, and for whom.

use anyhow::Result;
use kernel::jurisdiction;
use policy::{
    Difference, Edition, Effect, Lang,
    diff::{Said, count, diff_under, summary},
};
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    cli::Format,
    pack::Loaded,
    show::{Paint, wrapped},
    speech::Speech,
};

/// The blanks before a line, its mark among them.
const INDENT: usize = 4;

/// Compares two packs that loaded.
pub(super) fn run(old: &Loaded, new: &Loaded, speech: &Speech) -> Result<Answer> {
    let (from, to) = (old.edition.pack(), new.edition.pack());
    let found = diff_under(from, to, &jurisdiction(&new.profile));
    let said = |one: &Difference| one.say(from, to, speech.lang);
    let lines: Vec<(&Difference, Said)> = found.iter().map(|one| (one, said(one))).collect();
    let text = match speech.format() {
        Format::Md => markdown(&lines, speech.lang),
        _ => table(&lines),
    };
    let total = summary(&found, speech.lang);
    let text = if text.is_empty() { total } else { format!("{}\n\n{total}", text.trim_end()) };
    Ok(Answer::done(text, in_json(old, new, &lines)?))
}

/// The lines by what they stand under, in the order in which each is first met.
fn groups<'l>(lines: &'l [(&'l Difference, Said)]) -> Vec<(&'l str, Vec<(&'l Difference, &'l Said)>)> {
    let mut groups: Vec<(&str, Vec<_>)> = Vec::new();
    for (one, said) in lines {
        match groups.iter_mut().find(|(head, _)| *head == said.head) {
            Some((_, group)) => group.push((*one, said)),
            None => groups.push((&said.head, vec![(*one, said)])),
        }
    }
    groups
}

fn table(lines: &[(&Difference, Said)]) -> String {
    let paint = Paint::out();
    let mut out = String::new();
    for (head, group) in groups(lines) {
        out += &format!("{}\n", paint.strong(head));
        for (one, said) in group {
            let mark = one.effect.mark();
            let mark = match one.effect {
                Effect::Widening => paint.bad(mark),
                Effect::Narrowing => paint.good(mark),
                Effect::Neutral => paint.faint(mark),
            };
            let line = wrapped(&format!("{} ({})", said.line, said.why), INDENT);
            out += &format!("  {mark} {}\n", line.trim());
        }
    }
    out
}

fn markdown(lines: &[(&Difference, Said)], lang: Lang) -> String {
    let mut out = String::new();
    // What packs say is text, not markup.
    let plain = |text: &str| {
        let marks = ['\\', '`', '*', '_', '<', '>', '[', ']', '|', '#'];
        let escaped = text.chars().flat_map(|c| marks.contains(&c).then_some('\\').into_iter().chain([c]));
        escaped.collect::<String>().replace('\n', " ")
    };
    for (head, group) in groups(lines) {
        out += &format!("### {}\n\n", plain(head));
        for (one, said) in group {
            let effect = one.effect.say(lang);
            out += &format!("- **{effect}:** {} ({})\n", plain(&said.line), plain(&said.why));
        }
        out.push('\n');
    }
    out
}

/// The packs with their hashes, every difference as the library gives it, with its line in the language asked for.
fn in_json(old: &Loaded, new: &Loaded, lines: &[(&Difference, Said)]) -> Result<Value> {
    let side = |edition: &Edition| {
        let pack = edition.pack();
        json!({ "pack": pack.id, "edition": pack.edition, "sha256": hex::encode(edition.hash()) })
    };
    let mut differences = Vec::new();
    for (one, said) in lines {
        let mut value = serde_json::to_value(one)?;
        value["text"] = json!({ "head": said.head, "line": said.line, "why": said.why });
        differences.push(value);
    }
    let all: Vec<Difference> = lines.iter().map(|(one, _)| (*one).clone()).collect();
    let [widening, narrowing, neutral] = count(&all);
    Ok(json!({
        "old": side(&old.edition),
        "new": side(&new.edition),
        "differences": differences,
        "count": { "widening": widening, "narrowing": narrowing, "neutral": neutral },
    }))
}
