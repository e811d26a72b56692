//! What the organisation owes besides: a breach told of in time, and its policy published from the very pack.

use std::time::Instant;

use anyhow::{Context as _, Result};
use documents::{html, policy::render};
use jiff::{SignedDuration, civil::Time};
use office::{BreachStepKind, NewBreach};
use policy::Lang;
use serde_json::json;

use super::{Story, papers, printed, typed};
use crate::{
    demo::rehearsal::item,
    show::{Readers, by, clause, put},
};

/// How many people the lost notebook holds.
const CONCERNED: u64 = 240;

/// A notebook is lost: the register, the notification to the authority, its day.
pub(super) fn breach(story: &mut Story<'_>) -> Result<()> {
    let (office, responsible) = (&story.rehearsal.office, story.rehearsal.responsible.clone());
    let page = &mut story.page;
    page.step(&page.word("demo-breach"));
    let began = Instant::now();
    let new = NewBreach {
        detected: office.clock().now() - SignedDuration::from_hours(2),
        what: page.word("demo-breach-what"),
        categories: vec!["participant".parse()?],
        subjects: CONCERNED,
        items: vec![item("full-name")?, item("email")?],
        consequences: page.word("demo-breach-consequences"),
        measures: page.word("demo-breach-measures"),
    };
    let (done, breach) = office.report_breach(&responsible, new)?;
    let doc = clerk::breach::authority(&office.world(), &breach, office.clock().now(), page.speech.lang);
    let file = papers(&story.rehearsal.dir)?.join("breach-notification.pdf");
    printed(office, &doc, &file)?;
    let pieces = [
        ("number", breach.number.to_string().into()),
        ("clause", clause(page.speech, office, &done.clause).into()),
        ("due", by(office, breach.due).into()),
        ("path", typed(&file).into()),
    ];
    page.done(&page.speech.say("demo-breach-done", &pieces), began.elapsed());
    let (_, told) =
        office.follow_breach(&responsible, breach.number, BreachStepKind::AuthorityTold, "2026/17")?;
    page.text(&page.word("demo-breach-why"));
    page.command(&format!(
        "qorgau breach notice {} --format pdf --out {} --session {responsible}.session",
        breach.number,
        typed(&file)
    ));
    page.command(&format!(
        "qorgau breach step {} authority-told --note 2026/17 --session {responsible}.session",
        breach.number
    ));
    let told = json!({
        "number": breach.number,
        "due": breach.due,
        "authority_told": told.authority_told(),
        "file": file.display().to_string(),
    });
    story.tell("breach", told);
    Ok(())
}

/// The policy as the public reads it, in every language.
pub(super) fn publish(story: &mut Story<'_>) -> Result<()> {
    let office = &story.rehearsal.office;
    let page = &mut story.page;
    page.step(&page.word("demo-publish"));
    let began = Instant::now();
    let world = office.world();
    let edition = world.edition().context("no edition is in force")?;
    let folder = papers(&story.rehearsal.dir)?;
    let mut files = Vec::new();
    for lang in Lang::ALL {
        let doc = render(edition, &world.profile, lang);
        let (page, paper) =
            (folder.join(format!("policy-{lang}.html")), folder.join(format!("policy-{lang}.pdf")));
        put(&page, html::page(&doc).as_bytes(), Readers::All)?;
        let dated = edition.pack().in_force_from.to_datetime(Time::midnight());
        put(&paper, &pdf::render(&doc, dated)?, Readers::All)?;
        files.extend([page, paper].map(|path| path.display().to_string()));
    }
    let pieces = [("files", files.len().into()), ("path", typed(&folder).into())];
    page.done(&page.speech.say("demo-publish-done", &pieces), began.elapsed());
    page.command(&format!(
        "qorgau policy render bitrix-kz --lang kk --format html --out {}",
        typed(&folder.join("policy-kk.html"))
    ));
    story.tell("published", json!({ "files": files }));
    Ok(())
}
