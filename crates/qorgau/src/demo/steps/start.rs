//! The beginning: the files are written, and the store is founded.

use std::{path::Path, time::Instant};

use anyhow::{Context as _, Result};
use policy::Pack;
use serde_json::{Map, json};

use super::{Story, typed};
use crate::demo::{
    Args, pack,
    page::Page,
    people::{PERIODS, write},
    rehearsal::{Rehearsal, files, store},
};

/// Writes the files and founds the store.
pub(super) fn start<'a>(args: &Args, dir: &Path, mut page: Page<'a>) -> Result<Story<'a>> {
    let (edition, _) = pack::edition()?;
    introduce(args, dir, edition.pack(), &mut page);

    page.step(&page.word("demo-files"));
    let began = Instant::now();
    let written = write(&edition, args.seed, args.people as usize, &files(dir))
        .with_context(|| dir.display().to_string())?;
    let pieces = [
        ("people", page.number(args.people.into()).into()),
        ("p", args.people.into()),
        ("rows", page.number(written.rows).into()),
        ("r", written.rows.into()),
        ("events", page.number(written.events).into()),
        ("e", written.events.into()),
        ("files", written.files.into()),
    ];
    page.done(&page.speech.say("demo-files-done", &pieces), began.elapsed());
    page.text(&page.speech.say("demo-files-why", &[("seed", args.seed.to_string().into())]));

    page.step(&page.word("demo-store"));
    let began = Instant::now();
    let numbers = (edition.pack().purposes.len(), edition.row_count(), edition.pack().items.len());
    let name = edition.pack().edition.clone();
    let first = PERIODS[0];
    let rehearsal = Rehearsal::found(dir, edition, &first, page.speech.lang)?;
    let staff = rehearsal.office.world().staff.len();
    let pieces = [
        ("edition", name.into()),
        ("purposes", numbers.0.into()),
        ("lists", numbers.1.into()),
        ("items", numbers.2.into()),
        ("staff", staff.into()),
    ];
    page.done(&page.speech.say("demo-store-done", &pieces), began.elapsed());
    page.text(&page.speech.say("demo-store-why", &[("day", first.taken.to_string().into())]));
    page.command(&format!("qorgau init --pack bitrix-kz --rehearsal \"{} 12:00\"", first.taken));
    page.command(&format!("qorgau staff add hr --role hr --session {}.session", rehearsal.responsible));
    page.command("qorgau staff acknowledge --session hr.session");

    let mut story = Story { page, rehearsal, written, told: Map::new() };
    let told = &story.written;
    let told = json!({
        "people": args.people,
        "seed": args.seed,
        "files": told.files,
        "rows": told.rows,
        "events": told.events,
    });
    story.tell("written", told);
    Ok(story)
}

fn introduce(args: &Args, dir: &Path, pack: &Pack, page: &mut Page<'_>) {
    page.title(&page.word("demo-title"));
    let pieces = [
        ("people", page.number(args.people.into()).into()),
        ("p", args.people.into()),
        ("operator", pack.operator.name.get(page.speech.lang).to_owned().into()),
        ("edition", pack.edition.clone().into()),
    ];
    page.text(&page.speech.say("demo-lead", &pieces));
    page.command(&format!("export QORGAU_DIR={}", typed(&store(dir))));
    if let Some(binary) = binary() {
        page.command(&format!("alias qorgau={binary}"));
    }
}

/// The way to this binary, where typing its name alone does not find it.
fn binary() -> Option<String> {
    let binary = std::env::current_exe().ok()?;
    let found = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path)
            .any(|dir| dir.join("qorgau").canonicalize().ok().as_ref() == Some(&binary))
    });
    let here = std::env::current_dir().ok();
    let near = here.and_then(|here| Some(Path::new(".").join(binary.strip_prefix(here).ok()?)));
    (!found).then(|| typed(&near.unwrap_or(binary)))
}
