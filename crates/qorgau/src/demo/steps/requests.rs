//! Two requests of the customer: what is held of me, and destroy it all.

use std::{
    net::{IpAddr, Ipv4Addr},
    time::Instant,
};

use anyhow::{Context as _, Result, bail};
use kernel::{Channel, PaperId, SubjectId};
use office::{CodeEntered, Decision, Grant, RequestForm};
use policy::{IdentityLevel, RequestKind};
use serde_json::json;

use super::{Story, papers, printed, typed};
use crate::show::{Names, by, cite, rule};

/// The customer asks what is held, shows who they are by a code, and gets the answer on paper.
pub(super) fn information(story: &mut Story<'_>) -> Result<()> {
    let page = &mut story.page;
    page.step(&page.word("demo-information"));
    let began = Instant::now();
    // Whoever writes is nobody known yet: the code binds the request to the person.
    let (request, _) = received(story, RequestKind::Information, None)?;
    let who = known_by_code(story, request)?;
    let (office, responsible) = (&story.rehearsal.office, story.rehearsal.responsible.clone());
    let page = &mut story.page;
    let pieces = [("subject", who.to_string().into())];
    page.done(&page.speech.say("demo-information-code", &pieces), began.elapsed());
    page.command(&format!(
        "qorgau request receive --kind information --channel email --session {responsible}.session"
    ));
    page.command(&format!(
        "qorgau request code send {request} --address {} --session {responsible}.session",
        story.written.customer
    ));

    let began = Instant::now();
    office.decide_request(&responsible, request, Decision::Grant(Grant::default()))?;
    let answer = office.information(&responsible, request)?;
    let doc = clerk::information(&office.world(), &answer, page.speech.lang);
    let file = papers(&story.rehearsal.dir)?.join("information.pdf");
    printed(office, &doc, &file)?;
    office.answered(&responsible, request)?;
    let values = answer.dossier.engagements.iter().flat_map(|one| &one.items).count();
    let pieces = [
        ("purposes", answer.dossier.engagements.len().into()),
        ("values", values.into()),
        ("acts", page.number(answer.dossier.acts.len() as u64).into()),
        ("path", typed(&file).into()),
    ];
    page.done(&page.speech.say("demo-information-done", &pieces), began.elapsed());
    page.command(&format!("qorgau request decide {request} grant --session {responsible}.session"));
    page.command(&format!(
        "qorgau request answer {request} --format pdf --out {} --session {responsible}.session",
        typed(&file)
    ));
    let told = json!({
        "request": request,
        "subject": who,
        "values": answer.values,
        "engagements": answer.dossier.engagements.len(),
        "acts": answer.dossier.acts.len(),
        "file": file.display().to_string(),
    });
    story.tell("information", told);
    Ok(())
}

/// The customer demands that everything be destroyed. What a law keeps stays, and the answer says until when.
pub(super) fn erase(story: &mut Story<'_>) -> Result<()> {
    let page = &mut story.page;
    page.step(&page.word("demo-erase"));
    let began = Instant::now();
    let responsible = story.rehearsal.responsible.clone();
    let who = story.rehearsal.find(&responsible, &story.written.customer)?;
    let (request, told_by) = received(story, RequestKind::Erase, Some(who))?;
    let office = &story.rehearsal.office;
    let page = &mut story.page;
    let decided = office.decide_request(&responsible, request, Decision::Grant(Grant::default()))?;
    let destroyed = decided.swept.as_ref().map_or(0, |swept| swept.destroyed);
    page.done(&page.speech.say("demo-erase-done", &[("n", destroyed.into())]), began.elapsed());
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), page.speech.lang);
    for kept in &decided.answer.kept {
        let until = match kept.until {
            Some(until) => by(office, until),
            None => page.word("demo-erase-open"),
        };
        let pieces = [
            ("purpose", names.purpose(kept.purpose.as_str()).into()),
            ("law", cite(page.speech, office, &kept.law).into()),
            ("until", until.into()),
        ];
        page.refused(&page.speech.say("demo-erase-kept", &pieces));
    }
    let view = office.request(&responsible, request)?;
    let doc = clerk::answer(&world, &view, page.speech.lang);
    let file = papers(&story.rehearsal.dir)?.join("erasure.pdf");
    printed(office, &doc, &file)?;
    office.answered(&responsible, request)?;
    page.text(
        &page.speech.say("demo-erase-answer", &[("path", typed(&file).into()), ("rule", told_by.into())]),
    );
    page.command(&format!(
        "qorgau request receive --kind erase --channel paper --subject email={} --session {responsible}.session",
        story.written.customer
    ));
    page.command(&format!("qorgau request identify {request} staff-check --session {responsible}.session"));
    page.command(&format!("qorgau request decide {request} grant --session {responsible}.session"));
    let told = json!({
        "request": request,
        "outcome": decided.answer.outcome,
        "destroyed": destroyed,
        "kept": decided.answer.kept,
        "act": decided.answer.act,
        "file": file.display().to_string(),
    });
    story.tell("erasure", told);
    Ok(())
}

/// Takes a request in; gives it with the rule that sets its deadline.
fn received(story: &Story<'_>, kind: RequestKind, subject: Option<SubjectId>) -> Result<(PaperId, String)> {
    let (office, responsible) = (&story.rehearsal.office, &story.rehearsal.responsible);
    let form = RequestForm {
        kind,
        channel: if subject.is_some() { Channel::Paper } else { Channel::Email },
        identity: if subject.is_some() { IdentityLevel::StaffCheck } else { IdentityLevel::None },
        subject,
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: story.written.customer.clone(),
        text: String::new(),
    };
    let taken = office.receive_request(responsible, None, &form)?;
    let view = office.request(responsible, taken.request)?;
    Ok((taken.request, rule(story.page.speech, office, &view.rule)))
}

/// A code goes to the address that is held, and comes back.
fn known_by_code(story: &Story<'_>, request: PaperId) -> Result<SubjectId> {
    let (office, responsible) = (&story.rehearsal.office, &story.rehearsal.responsible);
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let code = office.make_code(responsible, request, &story.written.customer, here)?;
    let (_, code) = code.letter().context("the customer's address is held")?;
    match office.enter_code(responsible, request, &code.expose_grouped())? {
        CodeEntered::Passed { subject } => Ok(subject),
        CodeEntered::Wrong { .. } | CodeEntered::Over => bail!("the code that was sent is not the right one"),
    }
}
