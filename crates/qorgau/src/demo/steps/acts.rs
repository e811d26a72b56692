//! Three acts on people: one permitted, one refused, one that stops everything.

use kernel::Actor;
use std::time::Instant;

use anyhow::{Result, bail};
use office::{OfficeError, explain, remedy};
use serde_json::json;

use super::Story;
use crate::{
    demo::rehearsal::{item, target},
    show::{Names, clause},
};

/// Who asks.
const SALES: &str = "sales";
/// What they may see of a customer under a contract, and what not under another purpose.
const SEEN: [&str; 3] = ["full-name", "phone", "bank-details"];
const UNSEEN: &str = "bank-details";

/// A member of staff reads what the purpose holds.
pub(super) fn read(story: &mut Story<'_>) -> Result<()> {
    let (office, sales) = (&story.rehearsal.office, SALES.parse::<Actor>()?);
    let page = &mut story.page;
    page.step(&page.word("demo-read"));
    let began = Instant::now();
    let who = story.rehearsal.find(&sales, &story.written.customer)?;
    let items = SEEN.into_iter().map(item).collect::<Result<Vec<_>>>()?;
    let reading = office.read(&sales, who, target("contracts")?, &items)?;
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), page.speech.lang);
    let pieces = [
        ("clause", clause(page.speech, office, &reading.done.clause).into()),
        ("entry", page.number(reading.done.entry).into()),
    ];
    page.done(&page.speech.say("demo-read-done", &pieces), began.elapsed());
    let pairs = reading.values.iter().map(|(item, value)| {
        let value = value.as_ref().map(|value| value.as_str().to_owned());
        (names.item(item), value.unwrap_or_else(|| page.speech.word("not-held")))
    });
    page.fields(&pairs.collect::<Vec<_>>());
    page.command(&format!(
        "qorgau read email={} --purpose contracts --session {SALES}.session {}",
        story.written.customer,
        SEEN.join(" ")
    ));
    let told = json!({ "clause": reading.done.clause, "entry": reading.done.entry });
    story.tell("read", told);
    Ok(())
}

/// The same asks for one item under a purpose that does not hold it.
pub(super) fn refuse(story: &mut Story<'_>) -> Result<()> {
    let (office, sales) = (&story.rehearsal.office, SALES.parse::<Actor>()?);
    let page = &mut story.page;
    page.step(&page.word("demo-refuse"));
    let who = story.rehearsal.find(&sales, &story.written.customer)?;
    let refusal = match office.read(&sales, who, target("products")?, &[item(UNSEEN)?]) {
        Err(OfficeError::Refused(refusal)) => refusal,
        Err(why) => return Err(why.into()),
        Ok(_) => bail!("the policy permits {UNSEEN} where it should not"),
    };
    let world = office.world();
    if let Some(pack) = world.edition().map(|edition| edition.pack()) {
        page.refused(&explain(&refusal, pack, &world.cites(page.speech.lang)));
        page.text(&remedy(&refusal, pack, &world.cites(page.speech.lang)));
    }
    page.command(&format!(
        "qorgau read email={} --purpose products --session {SALES}.session {UNSEEN}",
        story.written.customer
    ));
    let told = json!({ "code": refusal.code, "clause": refusal.clause, "item": refusal.item });
    story.tell("refused", told);
    Ok(())
}

/// The responsible person blocks somebody whose data is due.
pub(super) fn block(story: &mut Story<'_>) -> Result<()> {
    let (office, responsible) = (&story.rehearsal.office, story.rehearsal.responsible.clone());
    let page = &mut story.page;
    page.step(&page.word("demo-block"));
    let began = Instant::now();
    let who = story.rehearsal.find(&responsible, &story.written.candidate)?;
    let done = office.block(&responsible, who)?;
    let pieces = [
        ("clause", clause(page.speech, office, &done.clause).into()),
        ("entry", page.number(done.entry).into()),
    ];
    page.done(&page.speech.say("demo-block-done", &pieces), began.elapsed());
    page.text(&page.word("demo-block-why"));
    page.command(&format!("qorgau block email={} --session {responsible}.session", story.written.candidate));
    story.tell("blocked", json!({ "clause": done.clause, "entry": done.entry }));
    Ok(())
}
