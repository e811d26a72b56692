//! The published policy: the whole of an edition as the public reads it.
//!
//! The sentences are the program's; names, lists, terms and clause numbers are the pack's, and deadlines the
//! profile's. What a pack lacks does not appear.

mod conditions;
mod cookies;
mod duties;
mod general;
mod last;
mod processor;
mod register;
mod rights;
mod say;

use ::policy::{Edition, Lang};
use calendar::Profile;

use crate::{Doc, Run};
use say::Telling;

/// Writes an edition's policy in one language. Deadlines are the newest that the profile knows.
///
/// Equal editions and profiles give equal documents: nothing else, and no clock, goes into it.
pub fn render(edition: &Edition, profile: &Profile, lang: Lang) -> Doc {
    let it = Telling { edition, pack: edition.pack(), profile, lang };
    let mut doc = Doc::new(lang, it.say("title", &[]));
    doc.subtitle = Some(it.pack.operator.name.get(lang).into());
    head(&it, &mut doc);
    general::add(&it, &mut doc);
    register::add(&it, &mut doc);
    conditions::add(&it, &mut doc);
    rights::add(&it, &mut doc);
    duties::add(&it, &mut doc);
    processor::add(&it, &mut doc);
    cookies::add(&it, &mut doc);
    last::add(&it, &mut doc);
    doc
}

fn head(it: &Telling<'_>, doc: &mut Doc) {
    let pack = it.pack;
    let approved = [("date", it.date(pack.approved_on).into()), ("by", it.text(&pack.approved_by).into())];
    let mut meta = vec![
        (it.number_kind(&pack.operator.number_kind), pack.operator.number.as_str().into()),
        (it.say("meta-edition", &[]), pack.edition.as_str().into()),
        (it.say("meta-approved", &[]), it.say("approved", &approved).into()),
        (it.say("meta-in-force", &[]), it.date(pack.in_force_from).into()),
    ];
    if let Some(responsible) = &pack.responsible {
        meta.push((it.say("meta-responsible", &[]), it.text(&responsible.position).into()));
    }
    meta.push((it.say("meta-contact", &[]), it.contact().into()));
    let address = it.address();
    meta.push((it.say("meta-address", &[]), Run::link(address, address).into()));
    doc.meta = meta.into_iter().map(|(name, value)| (name.into(), value)).collect();
}
