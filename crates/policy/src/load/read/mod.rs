//! Tables to a draft.

mod head;
mod kinds;
mod people;
mod purpose;
mod rights;
mod term;

use toml::de::DeTable;

use super::{At, Place, draft::*, table::Tab};
use crate::{
    EventScope,
    check::{FaultCode, Report},
};
pub(crate) use kinds::biometric;

/// Tables of which a pack has one.
const ONCE: [&str; 5] = ["pack", "operator", "responsible", "conditions", "clauses"];
/// Tables of which it has many.
const MANY: [&str; 12] = [
    "item",
    "category",
    "event",
    "everywhere",
    "purpose",
    "role",
    "recipient",
    "state",
    "product",
    "site",
    "request",
    "copy-exception",
];

/// Reads the tables of all files as one policy; what is missing is told only where the policy is `whole`.
pub(super) fn read(files: &[Option<DeTable<'_>>], whole: bool, out: &mut Report) -> Draft {
    let mut draft = Draft::default();
    for (file, table) in files.iter().enumerate() {
        let Some(table) = table else { continue };
        let mut tab = Tab::new("pack file", table, Place { file, start: 0, end: 0 });
        once(&mut tab, &mut draft, out);
        many(&mut tab, &mut draft, out);
        super::published::read(&mut tab, &mut draft.published, out);
        tab.done(out);
    }
    let needed = [
        ("pack", draft.head.is_some()),
        ("operator", draft.operator.is_some()),
        ("clauses", draft.clauses.is_some()),
    ];
    for (key, there) in needed {
        if whole && !there {
            out.add(FaultCode::MissingKey, Place::NOWHERE).with("key", key).with("table", "pack");
        }
    }
    draft
}

fn once(tab: &mut Tab<'_>, draft: &mut Draft, out: &mut Report) {
    for key in ONCE {
        let Some(table) = tab.table(key, out) else { continue };
        let at = table.at;
        let first = match key {
            "pack" => draft.head.replace(head::head(table, out)).map(|head| head.at),
            "operator" => draft.operator.replace(head::operator(table, out)).map(|o| o.at),
            "responsible" => draft.responsible.replace(head::responsible(table, out)).map(|r| r.at),
            "clauses" => draft.clauses.replace(head::clauses(table, out)).map(|c| c.at),
            _ => draft.conditions.replace(head::conditions(table, out)).map(|c| c.at),
        };
        if let Some(first) = first {
            out.add(FaultCode::RepeatedTable, at).with("table", key).also(first);
        }
    }
}

fn many(tab: &mut Tab<'_>, draft: &mut Draft, out: &mut Report) {
    for key in MANY {
        for table in tab.tables(key, out) {
            match key {
                "item" => draft.items.push(kinds::item(table, out)),
                "category" => draft.categories.push(category(table, out)),
                "event" => draft.events.push(event(table, out)),
                "everywhere" => draft.everywhere.push(term::ending(table, out)),
                "purpose" => draft.purposes.push(purpose::purpose(table, out)),
                "role" => draft.roles.push(people::role(table, out)),
                "recipient" => draft.recipients.push(people::recipient(table, out)),
                "state" => draft.states.push(people::state(table, out)),
                "product" => draft.products.push(head::product(table, out)),
                "request" => draft.requests.push(rights::request(table, out)),
                "copy-exception" => draft.copy_exceptions.push(rights::copy_exception(table, out)),
                _ => draft.sites.push(head::site(table, out)),
            }
        }
    }
}

fn category(mut tab: Tab<'_>, out: &mut Report) -> Category {
    let category = Category {
        id: tab.parsed("id", FaultCode::BadId, out),
        name: tab.names("name", out),
        identified_by: tab.ids("identified-by", out),
    };
    tab.done(out);
    category
}

fn event(mut tab: Tab<'_>, out: &mut Report) -> Event {
    let scopes = [("engagement", EventScope::Engagement), ("organisation", EventScope::Organisation)];
    let at = tab.at;
    let event = Event {
        id: tab.parsed("id", FaultCode::BadId, out),
        name: tab.names("name", out),
        scope: match tab.get("scope") {
            Some(value) => value.word(&scopes, out),
            None => Some(At { value: EventScope::Engagement, at }),
        },
    };
    tab.done(out);
    event
}
