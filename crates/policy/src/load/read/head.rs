//! The pack itself, its operator and responsible person, its products and sites.

use crate::{
    Form, Kind, Site, Text, Topic,
    check::{FaultCode, Report},
    load::{
        At,
        draft::*,
        table::{Tab, Val},
    },
};

pub(super) fn head(mut tab: Tab<'_>, out: &mut Report) -> Head {
    let head = Head {
        at: tab.at,
        id: tab.parsed("id", FaultCode::BadId, out),
        profile: tab.text("profile", out),
        edition: tab.text("edition", out),
        approved_on: tab.date("approved-on", out),
        approved_by: tab.names("approved-by", out),
        in_force_from: tab.date("in-force-from", out),
    };
    tab.done(out);
    head
}

pub(super) fn operator(mut tab: Tab<'_>, out: &mut Report) -> Operator {
    let forms = [("legal-entity", Form::LegalEntity), ("person", Form::Person)];
    let kinds: Vec<Kind> = Kind::of_operators().map(|(_, kind)| kind).collect();
    let words: Vec<_> = Kind::of_operators().enumerate().map(|(nth, (word, _))| (word, nth)).collect();
    let operator = Operator {
        at: tab.at,
        name: tab.names("name", out),
        form: tab.need("form", out).and_then(|value| value.word(&forms, out)),
        number: tab.text("number", out),
        number_kind: (tab.need("number-kind", out).and_then(|value| value.word(&words, out)))
            .map(|nth| nth.map(|nth| kinds[nth].clone())),
        address: tab.text("address", out),
    };
    tab.done(out);
    operator
}

pub(super) fn responsible(mut tab: Tab<'_>, out: &mut Report) -> Responsible {
    let email = |value: Val<'_>, out: &mut Report| {
        let formed = |text: &str| {
            let (name, domain) = text.split_once('@').unwrap_or_default();
            !name.is_empty() && is_domain(domain)
        };
        shaped(&value, formed, out)
    };
    let responsible = Responsible {
        at: tab.at,
        position: tab.names("position", out),
        role: tab.parsed("role", FaultCode::BadId, out),
        email: tab.need("email", out).and_then(|value| email(value, out)),
        staff: tab.parsed("staff", FaultCode::BadId, out),
    };
    tab.done(out);
    responsible
}

pub(super) fn conditions(mut tab: Tab<'_>, out: &mut Report) -> Conditions {
    let conditions = Conditions { at: tab.at, scans_as_paper: tab.flag("scans-as-paper", out) };
    tab.done(out);
    conditions
}

/// A clause for every topic.
pub(super) fn clauses(mut tab: Tab<'_>, out: &mut Report) -> Clauses {
    let at = tab.at;
    let given = Topic::ALL.iter().filter_map(|topic| Some((*topic, tab.text(topic.word(), out)?)));
    let by_topic = given.collect();
    tab.done(out);
    Clauses { at, by_topic }
}

pub(super) fn product(mut tab: Tab<'_>, out: &mut Report) -> Option<Text> {
    let name = tab.names("name", out);
    tab.done(out);
    name
}

pub(super) fn site(mut tab: Tab<'_>, out: &mut Report) -> Option<Site> {
    let domain = tab.need("domain", out).and_then(|value| shaped(&value, is_domain, out));
    let subdomains = tab.flag("subdomains", out);
    tab.done(out);
    domain.map(|domain| Site { domain: domain.value, subdomains })
}

/// A text of a given shape.
pub(super) fn shaped(value: &Val<'_>, formed: impl Fn(&str) -> bool, out: &mut Report) -> Option<At<String>> {
    let text = value.text(out)?;
    if formed(&text.value) {
        return Some(text);
    }
    out.add(FaultCode::BadValue, text.at).with("value", &text.value);
    None
}

fn is_domain(text: &str) -> bool {
    let label = |part: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        !part.is_empty() && part.len() <= 63 && part.bytes().all(plain) && !part.starts_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}
