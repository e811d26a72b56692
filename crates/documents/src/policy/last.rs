//! How the policy changes, where it stands, and which edition this is.

use ::policy::{Part, Topic};

use super::say::Telling;
use crate::{Doc, Run};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "final", it.part(Part::Final));
    it.paragraph(doc, it.clause(Topic::Editions), it.say("final-change", &[]));
    let address = it.address();
    it.paragraph(doc, None, it.runs("final-address", &[("address", Run::link(address, address))]));
    let pack = it.pack;
    let edition = [
        ("edition", pack.edition.as_str().into()),
        ("approved", it.date(pack.approved_on).into()),
        ("by", it.text(&pack.approved_by).into()),
        ("from", it.date(pack.in_force_from).into()),
    ];
    it.paragraph(doc, None, it.say("final-edition", &edition));
    let hash = hex::encode(it.edition.hash());
    it.paragraph(doc, None, it.runs("final-hash", &[("hash", Run::code(&hash))]));
}
