//! The proof: the act of destruction checked with its file and a key alone, and the log checked whole.

use std::{fs, path::Path, time::Instant};

use anyhow::{Context as _, Result, ensure};
use office::verify_act;
use serde_json::json;

use super::{Story, typed};
use crate::show::Count;

/// Checks the act as a stranger would, then the log.
pub(super) fn check(story: &mut Story<'_>, act: &Path) -> Result<()> {
    let office = &story.rehearsal.office;
    let key = office.layout().log().join("verifier-keys");
    let page = &mut story.page;
    page.step(&page.word("demo-proof"));
    let began = Instant::now();
    // Nothing but the two files: the store is not asked.
    let text = |path: &Path| fs::read_to_string(path).with_context(|| path.display().to_string());
    let attested = verify_act(&text(act)?, text(&key)?.trim())?;
    let pieces = [
        ("destroyed", page.number(attested.counts.engagements).into()),
        ("d", attested.counts.engagements.into()),
        ("entry", page.number(attested.index).into()),
        ("origin", attested.origin.clone().into()),
    ];
    page.done(&page.speech.say("demo-proof-act", &pieces), began.elapsed());

    let began = Instant::now();
    office.checkpoint()?;
    let count = Count::new(page.speech, "log-progress");
    let log = office.verify_log(&mut |index| count.tell(index))?;
    count.close();
    ensure!(log.faults.is_empty(), "the log does not hold: {}", log.faults.join("; "));
    let pieces = [
        ("entries", page.number(log.entries).into()),
        ("e", log.entries.into()),
        ("gone", page.number(log.destroyed).into()),
        ("g", log.destroyed.into()),
    ];
    page.done(&page.speech.say("demo-proof-log", &pieces), began.elapsed());
    let told = json!({
        "act_entry": attested.index,
        "act_records": attested.counts.engagements,
        "log_entries": log.entries,
        "log_signed": log.signed,
        "log_faults": log.faults.len(),
    });
    let (act, key) = (typed(act), typed(&key));
    story.page.command(&format!("qorgau verify {act} --key {key}"));
    story.page.command("qorgau log verify");
    story.tell("proof", told);
    Ok(())
}
