//! Cookies: groups, services, the cookies by name, and how to refuse.

use ::policy::{Cookie, CookieGroup, CookieOf, CookieService, Part};

use super::say::Telling;
use crate::{Block, Cell, Column, Doc, Run, Runs, Table};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    let published = it.published();
    if published.cookie_groups.is_empty() {
        return;
    }
    it.heading(doc, 2, "cookies", it.part(Part::Cookies));
    let asks = published.cookie_groups.iter().any(|group| !group.required);
    let intro = if asks { "cookies-intro" } else { "cookies-intro-none" };
    it.paragraph(doc, None, it.say(intro, &[]));
    it.paragraph(doc, it.part(Part::CookieKinds), it.say("cookie-kinds", &[]));
    it.heading(doc, 3, "cookies-groups", it.part(Part::CookieGroups));
    doc.push(Block::Table(table(
        it,
        "groups-caption",
        &[("head-group", 18), ("head-serves", 36), ("head-asked", 16), ("head-lost", 30)],
        published.cookie_groups.iter().map(|one| group(it, one)).collect(),
    )));
    if !published.cookie_services.is_empty() {
        doc.push(Block::Table(table(
            it,
            "services",
            &[("head-service", 24), ("head-cookie-group", 20), ("head-about", 56)],
            published.cookie_services.iter().map(|one| service(it, one)).collect(),
        )));
    }
    if !published.cookies.is_empty() {
        doc.push(Block::Table(table(
            it,
            "cookies-list",
            &[("head-cookie", 36), ("head-of", 32), ("head-lasts", 32)],
            published.cookies.iter().map(|one| cookie(it, one)).collect(),
        )));
    }
    it.heading(doc, 3, "cookies-refuse", None);
    if asks {
        it.paragraph(doc, it.part(Part::CookieRefusal), it.say("cookie-refusal", &[]));
    }
    it.paragraph(doc, it.part(Part::CookieBrowsers), it.say("cookie-browsers", &[]));
    it.paragraph(doc, it.part(Part::CookieLoss), it.say("cookie-loss", &[]));
}

fn table(it: &Telling<'_>, caption: &str, heads: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = heads.iter().map(|(key, share)| Column::new(it.say(key, &[]), *share)).collect();
    Table { caption: it.say(caption, &[]).into(), columns, rows }
}

fn group(it: &Telling<'_>, one: &CookieGroup) -> Vec<Cell> {
    let lost = one.lost.as_ref().map(|lost| it.text(lost).to_owned());
    vec![
        Cell::from(it.text(&one.name)),
        Cell::from(it.text(&one.serves)),
        Cell::from(it.say(if one.required { "always" } else { "asked" }, &[])),
        Cell::from(lost.unwrap_or_else(|| it.say("lost-all", &[]))),
    ]
}

fn service(it: &Telling<'_>, one: &CookieService) -> Vec<Cell> {
    let group = it.published().cookie_group(&one.group).map_or("", |group| it.text(&group.name));
    let mut about: Vec<Runs> = Vec::new();
    if !one.collects.is_empty() {
        about.push(it.say("service-collects", &[("items", it.items(&one.collects).into())]).into());
    }
    // Named in the policy is not yet allowed to be loaded.
    if one.recipient.is_none() {
        about.push(it.say("service-idle", &[]).into());
    }
    let links = [("service-terms", &one.terms), ("service-opt-out", &one.opt_out)];
    let link =
        |(key, to): (&str, &Option<String>)| Some(Runs::from(Run::link(&it.say(key, &[]), to.as_ref()?)));
    about.extend(links.into_iter().filter_map(link));
    let provider = it.say("service-provider", &[("provider", it.text(&one.provider).into())]);
    vec![
        Cell(vec![vec![Run::strong(it.text(&one.name)), Run::text(&format!(", {provider}"))].into()]),
        Cell::from(group),
        Cell(about),
    ]
}

fn cookie(it: &Telling<'_>, one: &Cookie) -> Vec<Cell> {
    let of = match &one.of {
        CookieOf::Group(_) => it.say("own", &[]),
        CookieOf::Service(id) => {
            it.published().cookie_service(id).map_or_else(String::new, |one| it.text(&one.name).to_owned())
        }
    };
    vec![Cell::from(Run::code(&one.name)), Cell::from(of), Cell::from(it.lifetime(one.lasts))]
}
