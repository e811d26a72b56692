//! What an edit means: one rule for each part of a pack.

mod head;
mod identity;
mod people;
mod purpose;
mod rights;
mod subjects;
mod term;

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    About, Difference, Effect, What, Why,
    edit::{Edit, Op, Step},
};
use crate::{Pack, PurposeId, Topic, load::LawFact};
pub use rights::Rights;
pub(super) use term::compare;

/// The two packs, and what is known of their jurisdiction.
pub(super) struct Sides<'p> {
    pub(super) old: &'p Pack,
    pub(super) new: &'p Pack,
    pub(super) laws: &'p BTreeMap<String, LawFact>,
    pub(super) region: Option<&'p str>,
}

/// What a rule says of an edit.
type Judged = (What, Effect, Why);
/// What an edit in one part of a pack means; `None` where the rule knows no such edit.
type Rule = fn(&Sides<'_>, &Seen<'_>) -> Option<Judged>;

/// A rule for every field of [`Pack`], in the order in which differences are told.
///
/// A field without one still differs (as [`What::Other`], taken as a widening), and `every_field_has_a_rule` fails.
const RULES: [(&str, Rule); 22] = [
    ("id", head::head),
    ("profile", head::head),
    ("edition", head::head),
    ("approved_on", head::head),
    ("approved_by", head::head),
    ("in_force_from", head::head),
    ("operator", head::operator),
    ("responsible", head::responsible),
    ("purposes", purpose::purpose),
    ("recipients", people::recipient),
    ("states", people::state),
    ("roles", rights::role),
    ("categories", identity::category),
    ("items", identity::item),
    ("events", identity::event),
    ("products", head::product),
    ("sites", head::site),
    ("conditions", head::conditions),
    ("requests", subjects::request),
    ("copy_exceptions", subjects::exception),
    ("clauses", head::clauses),
    ("published", head::published),
];

/// An edit under judgement: its fields with `*` for one of an array, and the names of those.
pub(super) struct Seen<'e> {
    pub(super) fields: Vec<&'e str>,
    pub(super) keys: Vec<&'e str>,
    pub(super) op: &'e Op,
}

/// The sort of an edit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// One came in, or was not there.
    In,
    /// One went out, or is there no more.
    Out,
    /// It was and is.
    Set,
    /// In another order.
    Order,
}

impl Seen<'_> {
    fn of(edit: &Edit) -> Seen<'_> {
        let mut seen = Seen { fields: Vec::new(), keys: Vec::new(), op: &edit.op };
        for step in &edit.path {
            match step {
                Step::Field(name) => seen.fields.push(name),
                Step::One(name) => {
                    seen.fields.push("*");
                    seen.keys.push(&name.key);
                }
            }
        }
        seen
    }

    pub(super) fn sort(&self) -> Sort {
        match self.op {
            Op::Insert { .. } | Op::Set { old: None, .. } => Sort::In,
            Op::Remove { .. } | Op::Set { new: None, .. } => Sort::Out,
            Op::Set { .. } => Sort::Set,
            Op::Order { .. } => Sort::Order,
        }
    }

    /// The value that is no more.
    pub(super) fn before(&self) -> Option<&Value> {
        self.op.sides().0
    }

    /// The value that is new.
    pub(super) fn after(&self) -> Option<&Value> {
        self.op.sides().1
    }

    /// The name of the one that came in or went out.
    pub(super) fn key(&self) -> &str {
        match self.op {
            Op::Insert { name, .. } | Op::Remove { name, .. } => &name.key,
            _ => "",
        }
    }

    /// One of two judgements for something that is now so, or no longer.
    pub(super) fn switch(&self, on: Judged, off: Judged) -> Option<Judged> {
        match (self.before(), self.after()) {
            (_, Some(Value::Bool(true))) => Some(on),
            (Some(Value::Bool(true)), _) => Some(off),
            _ => None,
        }
    }

    /// One of two judgements for something that came in or went out.
    pub(super) fn come_or_gone(&self, come: Judged, gone: Judged) -> Option<Judged> {
        match self.sort() {
            Sort::In => Some(come),
            Sort::Out => Some(gone),
            Sort::Set => None,
            Sort::Order => Some(REORDERED),
        }
    }
}

pub(super) const REORDERED: Judged = (What::Reordered, Effect::Neutral, Why::Sequence);

/// The difference that an edit is.
pub(super) fn judge(sides: &Sides<'_>, edit: Edit) -> Difference {
    let seen = Seen::of(&edit);
    let rule = RULES.iter().find(|(field, _)| seen.fields.first() == Some(field));
    let (what, effect, why) = rule.and_then(|(_, rule)| rule(sides, &seen)).unwrap_or((
        What::Other,
        Effect::Widening,
        Why::Unjudged,
    ));
    let mut about = About::of(&seen);
    if what == What::RightsWider || what == What::RightsNarrower {
        (about.gained, about.lost) = rights::moved(sides, &seen);
    }
    let clauses = clauses(sides, &seen, &about);
    Difference { what, effect, why, clauses, about, edit }
}

/// Whether some rule judges a field of [`Pack`].
#[cfg(test)]
pub(super) fn has_rule(field: &str) -> bool {
    RULES.iter().any(|(known, _)| *known == field)
}

/// Where a difference is told: by the part of the pack, and within the purposes by their numbers.
pub(super) fn rank(sides: &Sides<'_>, edit: &Edit) -> (usize, u16) {
    let seen = Seen::of(edit);
    let field = seen.fields.first().copied().unwrap_or_default();
    let part = RULES.iter().position(|(known, _)| *known == field).unwrap_or(RULES.len());
    let purpose = About::of(&seen).purpose.filter(|_| field == "purposes");
    let purpose = purpose.and_then(|id| sides.new.purpose(&id).or_else(|| sides.old.purpose(&id)));
    (part, purpose.map_or(0, |purpose| purpose.no))
}

/// The clauses that a difference touches: those of the new pack, of the old one for what is gone.
fn clauses(sides: &Sides<'_>, seen: &Seen<'_>, about: &About) -> Vec<String> {
    let of = |id: &PurposeId| {
        let purpose = sides.new.purpose(id).or_else(|| sides.old.purpose(id));
        purpose.map(|purpose| purpose.clause.clone())
    };
    let topic = |topic| {
        let clause = if sides.new.clauses.contains_key(&topic) { sides.new } else { sides.old }.clause(topic);
        (!clause.is_empty()).then(|| clause.to_owned())
    };
    let one = |clause: Option<String>| clause.into_iter().collect::<Vec<_>>();
    match seen.fields.first().copied().unwrap_or_default() {
        "purposes" => {
            let also = match seen.fields.get(2..) {
                Some(["ground", ..]) => topic(Topic::Consent),
                Some(["lists", "*", "ends", ..]) => topic(Topic::Terms),
                _ => None,
            };
            about.purpose.as_ref().and_then(of).into_iter().chain(also).collect()
        }
        "recipients" => {
            let all = about.recipient.as_ref().map(|id| people::purposes(sides, id)).unwrap_or_default();
            let mut clauses: Vec<_> = all.iter().filter_map(of).collect();
            clauses.dedup();
            clauses
        }
        "states" => one(topic(Topic::Border)),
        "requests" => one(topic(Topic::Requests)),
        "copy_exceptions" => one(topic(Topic::IdentityCopies)),
        "roles" => one(topic(Topic::Access)),
        "responsible" => one(topic(Topic::Responsible)),
        "categories" if seen.fields.len() > 2 => one(topic(Topic::Information)),
        "items" | "categories" | "conditions" => one(topic(Topic::Register)),
        "events" => one(topic(Topic::Terms)),
        "clauses" => one(about.topic.and_then(topic)),
        _ => one(topic(Topic::Editions)),
    }
}
