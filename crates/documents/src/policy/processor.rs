//! What the organisation keeps for its users, and how it protects it.

use ::policy::{KeptBy, Measure, MeasureKind, Part, Warranty};

use super::say::Telling;
use crate::{Block, Doc, Entry};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    let Some(processor) = &it.published().processor else { return };
    it.heading(doc, 2, "processor", it.part(Part::Processor));
    it.paragraph(doc, it.part(Part::ContentRoles), it.say("content-roles", &[]));
    if !processor.warranties.is_empty() {
        let abroad = processor.warranties.contains(&Warranty::CrossBorder);
        let key = if abroad { "warranties-abroad" } else { "warranties" };
        it.paragraph(doc, it.part(Part::Warranties), it.say(key, &[]));
    }
    if !processor.kept_by.is_empty() {
        it.paragraph(doc, it.part(Part::Keeping), it.say("keeping", &[]));
        doc.push(Block::bullets(processor.kept_by.iter().map(|one| it.entry(None, kept_by(*one)))));
    }
    if processor.foreign_software {
        it.paragraph(doc, it.part(Part::ForeignSoftware), it.say("foreign-software", &[]));
    }
    if !processor.measures.is_empty() {
        it.heading(doc, 3, "content-measures", it.part(Part::ContentMeasures));
        it.paragraph(doc, None, it.say("content-measures-intro", &[]));
        let one = |one: &Measure| match &one.text {
            Some(text) => Entry::from(it.text(text)),
            None => it.entry(None, measure(one.id)),
        };
        doc.push(Block::bullets(processor.measures.iter().map(one)));
    }
    let lawful = if processor.demands_proof { "content-proof" } else { "content-lawful" };
    it.paragraph(doc, it.part(Part::ContentLawful), it.say(lawful, &[]));
    if let Some(place) = &processor.public_by_user {
        let text = it.say("public-content", &[("where", it.text(place).into())]);
        it.paragraph(doc, it.part(Part::PublicContent), text);
    }
}

fn kept_by(one: KeptBy) -> &'static str {
    match one {
        KeptBy::Function => "kept-function",
        KeptBy::Documentation => "kept-documentation",
        KeptBy::Licence => "kept-licence",
        KeptBy::Assignment => "kept-assignment",
    }
}

fn measure(one: MeasureKind) -> &'static str {
    match one {
        MeasureKind::Tls256 => "measure-tls256",
        MeasureKind::TwoStepSignIn => "measure-two-step-sign-in",
        MeasureKind::Reactions => "measure-reactions",
        MeasureKind::Waf => "measure-waf",
        MeasureKind::Audits => "measure-audits",
        MeasureKind::Firewall => "measure-firewall",
        MeasureKind::Monitoring => "measure-monitoring",
        MeasureKind::Updates => "measure-updates",
        MeasureKind::EncryptionAtRest => "measure-encryption-at-rest",
        MeasureKind::Backups => "measure-backups",
    }
}
