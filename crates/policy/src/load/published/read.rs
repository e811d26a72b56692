//! Tables to a draft of what is published.

use super::*;
use crate::{
    MeasureKind,
    check::{FaultCode, Report},
    load::table::{Tab, Val},
};

/// Reads these tables of one file.
pub(in crate::load) fn read(tab: &mut Tab<'_>, draft: &mut Draft, out: &mut Report) {
    once(tab, draft, out);
    draft.laws.extend(tab.tables("law", out).into_iter().map(|tab| law(tab, out)));
    draft.citations.extend(tab.tables("citation", out).into_iter().map(|tab| citation(tab, out)));
    draft.cookie_groups.extend(tab.tables("cookie-group", out).into_iter().map(|tab| group(tab, out)));
    draft.cookie_services.extend(tab.tables("cookie-service", out).into_iter().map(|tab| service(tab, out)));
    draft.cookies.extend(tab.tables("cookie", out).into_iter().map(|tab| cookie(tab, out)));
}

fn once(tab: &mut Tab<'_>, draft: &mut Draft, out: &mut Report) {
    let again = |key: &str, at: Place, first: Option<Place>, out: &mut Report| {
        if let Some(first) = first {
            out.add(FaultCode::RepeatedTable, at).with("table", key).also(first);
        }
    };
    if let Some(table) = tab.table("publication", out) {
        let at = table.at;
        again("publication", at, draft.publication.replace(publication(table, out)).map(|one| one.at), out);
    }
    if let Some(table) = tab.table("parts", out) {
        let at = table.at;
        again("parts", at, draft.parts.replace(parts(table, out)).map(|one| one.at), out);
    }
    if let Some(table) = tab.table("processor", out) {
        let at = table.at;
        again("processor", at, draft.processor.replace(processor(table, out)).map(|one| one.at), out);
    }
}

fn publication(mut tab: Tab<'_>, out: &mut Report) -> Publication {
    let contact =
        |text: &str| text.split_once('@').is_some_and(|(name, at)| !name.is_empty() && at.contains('.'));
    let publication = Publication {
        at: tab.at,
        address: tab.need("address", out).and_then(|value| shaped(&value, is_https, out)),
        contact: tab.need("contact", out).and_then(|value| shaped(&value, contact, out)),
    };
    tab.done(out);
    publication
}

fn parts(mut tab: Tab<'_>, out: &mut Report) -> Parts {
    let at = tab.at;
    let given = Part::ALL.iter().filter_map(|part| Some((*part, tab.get(part.word())?.text(out)?.value)));
    let by_part = given.collect();
    tab.done(out);
    Parts { at, by_part }
}

fn law(mut tab: Tab<'_>, out: &mut Report) -> Law {
    let law =
        Law { no: tab.need("no", out).and_then(|value| value.number(out)), name: tab.names("name", out) };
    tab.done(out);
    law
}

fn citation(mut tab: Tab<'_>, out: &mut Report) -> Option<At<Citation>> {
    let (cite, name) = (tab.text("cite", out), tab.names("name", out));
    tab.done(out);
    let cite = cite?;
    Some(At { value: Citation { cite: cite.value, name: name? }, at: cite.at })
}

fn processor(mut tab: Tab<'_>, out: &mut Report) -> Processor {
    let processor = Processor {
        at: tab.at,
        content: tab.names("content", out),
        warranties: words(&mut tab, "warranties", Warranty::ALL, Warranty::word, out),
        kept_by: words(&mut tab, "kept-by", KeptBy::ALL, KeptBy::word, out),
        measures: {
            let measures = tab.need("measures", out).and_then(|value| value.array(out)).unwrap_or_default();
            measures.iter().map(|value| measure(value, out)).collect()
        },
        foreign_software: tab.flag("foreign-software", out),
        demands_proof: tab.flag("demands-proof", out),
        public_by_user: tab.get("public-by-user").and_then(|value| value.names(out)),
    };
    tab.done(out);
    processor
}

/// A word, or a table of the word and the pack's own text.
fn measure(value: &Val<'_>, out: &mut Report) -> Option<Measure> {
    let known = known(MeasureKind::ALL, MeasureKind::word);
    if !value.is_table() {
        return Some(Measure { id: value.word(&known, out)?.value, text: None });
    }
    let mut tab = value.table("measures", out)?;
    let id = tab.need("id", out).and_then(|value| value.word(&known, out));
    let text = tab.names("text", out);
    tab.done(out);
    Some(Measure { id: id?.value, text: Some(text?) })
}

fn group(mut tab: Tab<'_>, out: &mut Report) -> CookieGroup {
    let required = tab.flag("required", out);
    let group = CookieGroup {
        no: tab.need("no", out).and_then(|value| value.number(out)),
        id: tab.parsed("id", FaultCode::BadId, out),
        name: tab.names("name", out),
        serves: tab.names("serves", out),
        required,
        // Who may refuse has to know what they go without.
        lost: if required { None } else { tab.names("lost", out) },
        purpose: tab.get("purpose").and_then(|value| value.parsed(FaultCode::BadId, out)),
    };
    tab.done(out);
    group
}

fn service(mut tab: Tab<'_>, out: &mut Report) -> CookieService {
    let address = |tab: &mut Tab<'_>, key, out: &mut Report| {
        tab.get(key).and_then(|value| shaped(&value, is_https, out))
    };
    let service = CookieService {
        id: tab.parsed("id", FaultCode::BadId, out),
        name: tab.names("name", out),
        group: tab.parsed("group", FaultCode::BadId, out),
        provider: tab.names("provider", out),
        recipient: tab.get("recipient").and_then(|value| value.parsed(FaultCode::BadId, out)),
        collects: tab.ids("collects", out),
        terms: address(&mut tab, "terms", out),
        opt_out: address(&mut tab, "opt-out", out),
    };
    tab.done(out);
    service
}

fn cookie(mut tab: Tab<'_>, out: &mut Report) -> Cookie {
    let at = tab.at;
    let name = tab.need("name", out).and_then(|value| shaped(&value, is_cookie_name, out));
    let of = match (tab.get("group"), tab.get("service")) {
        (Some(group), None) => group.parsed(FaultCode::BadId, out).map(|one| one.map(CookieOf::Group)),
        (None, Some(service)) => service.parsed(FaultCode::BadId, out).map(|one| one.map(CookieOf::Service)),
        _ => {
            out.add(FaultCode::CookieOfNobody, at);
            None
        }
    };
    let lasts = tab.parsed("lasts", FaultCode::BadValue, out);
    tab.done(out);
    Cookie { name, of, lasts }
}

fn words<T: Copy>(
    tab: &mut Tab<'_>,
    key: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
    out: &mut Report,
) -> Vec<At<T>> {
    let known = known(all, word);
    let values = tab.get(key).and_then(|value| value.array(out)).unwrap_or_default();
    values.iter().filter_map(|value| value.word(&known, out)).collect()
}

fn known<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|one| (word(*one), *one)).collect()
}

/// A text of a given shape.
fn shaped(value: &Val<'_>, formed: impl Fn(&str) -> bool, out: &mut Report) -> Option<At<String>> {
    let text = value.text(out)?;
    if formed(&text.value) {
        return Some(text);
    }
    out.add(FaultCode::BadValue, text.at).with("value", &text.value);
    None
}

/// An `https` address without anything that a page or a document would have to escape.
fn is_https(text: &str) -> bool {
    let host = text.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\"'<>\\^`{|}".contains(c);
    host.contains('.') && text.len() <= 500 && text.chars().all(plain)
}

/// A token of RFC 6265, `*` at its end for what varies.
fn is_cookie_name(text: &str) -> bool {
    let name = text.strip_suffix('*').unwrap_or(text);
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'+-.^_`|~".contains(&b);
    !name.is_empty() && name.len() <= 200 && name.bytes().all(token)
}
