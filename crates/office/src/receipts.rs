//! Receipts of consents: the record in the form of ISO/IEC TS 27560, committed to by a log entry, with the proof that the
//! log holds it. What is in a receipt names items and purposes, never a value.

use jiff::Timestamp;
use kernel::{Actor, Consent, Deed, Engagement, Paper, PaperId, Part, Parts, SubjectId, Target, World};
use policy::{Ground, Lang};
use receipts::{
    ConsentFacts, Event, Happened, Notice, Party, ProofFacts, Purpose, Recipient, Role, Withdrawal,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    GoesOn, Office, ToTell,
    acts::{About, done, load_for, permitted},
    consents::{goes_on, tasks_since},
    desk::{key_of, record_of, subject_of},
    error::{OfficeError, Result},
    keys::hex,
    perform::Payload,
    record::PROOF,
};

/// The receipt of a consent, with what a confirmation for the person says besides.
#[derive(Clone)]
pub struct ConsentReceipt {
    /// The receipt, as JSON-LD: `docs/schemas/consent-receipt.schema.json`.
    pub file: Value,
    /// What its record says.
    pub facts: ConsentFacts,
    /// When it was given out.
    pub at: Timestamp,
    /// The log entry that commits to it.
    pub entry: u64,
    /// SHA-256 of the record's canonical form, in hex.
    pub digest: String,
    /// The log's name.
    pub log: String,
    /// When the data under the purpose is due to be destroyed, where that is known, and whether the moment is exact.
    pub due: Option<(Timestamp, bool)>,
    /// What is processed besides, and on which ground.
    pub goes_on: Vec<GoesOn>,
    /// Who had the data and has to hear of a withdrawal.
    pub to_tell: Vec<ToTell>,
    /// How many publications have to be taken back.
    pub to_remove: usize,
}

impl std::fmt::Debug for ConsentReceipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConsentReceipt").field("entry", &self.entry).finish_non_exhaustive()
    }
}

impl Office {
    /// A receipt for the consent under a purpose as it stands now, withdrawals included. Its giving is an act: the log
    /// entry commits to the record, and the receipt proves that the log holds it.
    ///
    /// # Errors
    /// Refused, the purpose rests on no consent, or the log can't be signed.
    pub fn consent_receipt(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: &Target,
        lang: Lang,
    ) -> Result<ConsentReceipt> {
        let record = self.new_paper_id();
        let act = self.said(actor, None, Deed::Export);
        let (now, about, target) = (self.clock.now(), About::from(who), target.clone());
        let mut out = self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let mut permit = permitted(unit, &state, &act, now)?;
            let world = unit.context().world.clone();
            let papers = unit.papers(who)?;
            let of = |e: &&Engagement| {
                let row = world.editions.get(&e.edition).and_then(|edition| edition.row(e.row));
                let named = target.engagement.is_none_or(|id| id == e.id);
                named && e.consent.is_some() && row.is_some_and(|(purpose, _)| purpose.id == target.purpose)
            };
            let none = || OfficeError::input("no-consent-held", &[("purpose", &target.purpose)]);
            let engagement =
                state.engagements.iter().filter(of).max_by_key(|e| (e.recorded, e.id)).ok_or_else(none)?;
            let untold = || OfficeError::input("no-notice", &[("purpose", &target.purpose)]);
            let key = key_of(unit, subject_of(&state)?)?;
            let proof = record_of(unit, &key, engagement)?.get(PROOF).map(|one| one.value.to_string());
            let facts = facts(&world, engagement, record, proof, lang, now).ok_or_else(untold)?;
            let entry = &mut permit.changes.entry;
            entry.how = Some("receipt".to_owned());
            entry.purpose = Some(target.purpose.clone());
            entry.parts = engagement.consent.map(|c| c.standing(now).iter().collect()).unwrap_or_default();
            let digest = hex(&receipts::digest(&receipts::record(&facts)));
            entry.digest = Some(digest.clone());
            let consent = engagement.consent.ok_or_else(none)?;
            let since = consent.withdrawn.into_iter().flatten().min();
            // A consent that stands asks nobody to be told.
            let (to_tell, to_remove) = since
                .map(|since| tasks_since(&world, &of_engagement(&papers, engagement), since))
                .unwrap_or_default();
            let ended = consent.withdrawn[Part::Processing.place()].map(|_| engagement.id);
            let goes_on = goes_on(&world, &state.engagements, ended.as_slice(), now);
            let due = engagement.due.map(|due| (due.at, due.exact));
            let (done, _) = done(unit, permit, None, Payload::default())?;
            Ok(ConsentReceipt {
                file: Value::Null,
                facts,
                at: now,
                entry: done.entry,
                digest,
                log: String::new(),
                due,
                goes_on,
                to_tell,
                to_remove: to_remove.len(),
            })
        })?;
        self.checkpoint()?;
        let proof = self.prove(out.entry)?;
        let proof = ProofFacts {
            operational: proof.operational,
            salt: proof.salt,
            subject_hash: proof.subject_hash,
            log: self.verifier_key().name().to_owned(),
            proof: proof.tlog_proof,
        };
        let file = receipts::receipt(&out.facts, &proof);
        out.file = file.map_err(|why| OfficeError::damaged(format!("a receipt: {why}")))?;
        out.log = proof.log;
        Ok(out)
    }
}

/// The papers of one engagement.
fn of_engagement(papers: &[Paper], engagement: &Engagement) -> Vec<Paper> {
    papers.iter().filter(|paper| paper.engagement() == Some(engagement.id)).cloned().collect()
}

/// Everything that a record says of an engagement's consent.
fn facts(
    world: &World,
    engagement: &Engagement,
    record: PaperId,
    proof: Option<String>,
    lang: Lang,
    now: Timestamp,
) -> Option<ConsentFacts> {
    let edition = world.editions.get(&engagement.edition)?;
    let pack = edition.pack();
    let (purpose, list) = edition.row(engagement.row)?;
    let consent = engagement.consent?;
    let Ground::Consent(particulars) = &purpose.ground else { return None };
    // what was shown in one language is told in it
    let lang = consent.notice.map_or(lang, |notice| notice.lang);
    let name = |text: &policy::Text| text.get(lang).to_owned();
    let cites = kernel::cites(lang, [pack], &world.profile);
    let email = pack.responsible.as_ref().map(|one| one.email.clone()).unwrap_or_default();
    let named = list.items.iter().filter_map(|id| pack.item(id));
    let recipients = pack.recipients.iter().filter(|one| one.purposes.contains(&purpose.id));
    let asked = Parts::asked(particulars);
    let validity = match consent.until {
        Some(until) => until.to_string(),
        None => name(&particulars.term),
    };
    Some(ConsentFacts {
        record: Uuid::from_bytes(*record.as_bytes()),
        subject: Uuid::from_bytes(*engagement.subject.as_bytes()),
        language: lang,
        parties: vec![Party {
            number: pack.operator.number.clone(),
            name: name(&pack.operator.name),
            address: pack.operator.address.clone(),
            email: email.clone(),
            role: Role::Controller,
        }],
        jurisdiction: world.profile.region().to_owned(),
        legal_basis: cites.cite(&particulars.reference),
        notice: Notice {
            address: pack.operator.address.clone(),
            shown: consent.notice.map(|notice| (notice.lang, notice.digest)),
            edition: pack.edition.clone(),
            edition_sha256: *edition.hash(),
        },
        purposes: vec![Purpose {
            id: purpose.id.to_string(),
            name: name(&purpose.name),
            clause: cites.cite(&purpose.clause),
            items: named.map(|item| (item.id.to_string(), name(&item.name))).collect(),
            parts: asked.iter().map(|part| (told(part), consent.parts.has(part))).collect(),
            recipients: recipients
                .map(|one| Recipient { name: name(&one.name), country: one.state.clone() })
                .collect(),
            storage: vec![world.profile.region().to_owned()],
            retention: name(&particulars.term),
        }],
        withdrawal: Withdrawal { text: email, address: None },
        events: events(&consent, purpose.id.as_str(), &validity, now),
        evidence: proof.unwrap_or_default(),
    })
}

/// What happened to a consent until now, in order.
fn events(consent: &Consent, purpose: &str, validity: &str, now: Timestamp) -> Vec<Event> {
    let event =
        |at, what| Event { at, what, way: consent.way.word().to_owned(), validity: validity.to_owned() };
    let mut out = vec![event(consent.at, Happened::Answered)];
    let mut withdrawn: Vec<(Timestamp, Part)> =
        Part::ALL.into_iter().filter_map(|part| Some((consent.withdrawn[part.place()]?, part))).collect();
    withdrawn.sort_by_key(|(at, part)| (*at, part.place()));
    for at in withdrawn.iter().map(|(at, _)| *at).collect::<std::collections::BTreeSet<_>>() {
        let parts = withdrawn.iter().filter(|(then, _)| *then == at);
        let parts = parts.map(|(_, part)| (purpose.to_owned(), told(*part))).collect();
        out.push(event(at, Happened::Withdrawn(parts)));
    }
    if let Some(until) = consent.until.filter(|until| *until <= now) {
        out.push(event(until, Happened::Expired));
    }
    out
}

/// A part as records name it.
fn told(part: Part) -> receipts::Part {
    match part {
        Part::Processing => receipts::Part::Processing,
        Part::Publication => receipts::Part::Publication,
        Part::ThirdParties => receipts::Part::ThirdPartyTransfer,
        Part::CrossBorder => receipts::Part::CrossBorderTransfer,
    }
}
