//! A draft without faults to a pack. Order never depends on how files are split.

use std::collections::BTreeMap;

use super::{
    At,
    draft::{self, Draft, Named},
    published,
};
use crate::*;

type Only = BTreeMap<PurposeId, CategoryId>;

/// `None` where something needed is missing; the report then says what.
pub(super) fn finish(mut draft: Draft) -> Option<Pack> {
    draft.everywhere.sort_by(|a, b| a.event().cmp(&b.event()));
    let only = draft.only_categories();
    let head = draft.head?;
    let operator = draft.operator?;
    let mut pack = Pack {
        id: head.id?.value,
        profile: head.profile?.value,
        edition: head.edition?.value,
        approved_on: head.approved_on?.value,
        approved_by: head.approved_by?,
        in_force_from: head.in_force_from?.value,
        operator: Operator {
            name: operator.name?,
            form: operator.form?.value,
            number: operator.number?.value,
            number_kind: operator.number_kind?.value,
            address: operator.address?.value,
        },
        responsible: match draft.responsible {
            None => None,
            Some(one) => Some(Responsible {
                position: one.position?,
                role: one.role?.value,
                email: one.email?.value,
                staff: one.staff?.value,
            }),
        },
        items: all(draft.items, item)?,
        categories: all(draft.categories, category)?,
        events: all(draft.events, event)?,
        purposes: all(draft.purposes, |one| purpose(one, &draft.everywhere, &only))?,
        roles: all(draft.roles, role)?,
        recipients: all(draft.recipients, recipient)?,
        states: all(draft.states, |one| Some(State { code: one.code?.value, because: one.because? }))?,
        products: all(draft.products, |name| Some(Product { name: name? }))?,
        sites: all(draft.sites, |site| site)?,
        clauses: draft.clauses?.by_topic.into_iter().map(|(topic, clause)| (topic, clause.value)).collect(),
        requests: all(draft.requests, request)?,
        copy_exceptions: all(draft.copy_exceptions, |one| {
            Some(CopyException { id: one.id?.value, name: one.name? })
        })?,
        published: published::finish(draft.published)?,
        conditions: Conditions { scans_as_paper: draft.conditions.is_some_and(|c| c.scans_as_paper) },
    };
    pack.put_in_order();
    Some(pack)
}

fn all<A, B>(list: Vec<A>, each: impl FnMut(A) -> Option<B>) -> Option<Vec<B>> {
    list.into_iter().map(each).collect()
}

fn ids<T>(list: Vec<At<T>>) -> Vec<T> {
    list.into_iter().map(|one| one.value).collect()
}

fn item(one: draft::Item) -> Option<Item> {
    Some(Item {
        id: one.id?.value,
        kind: one.kind?.value,
        name: one.name?,
        findable: one.findable,
        special: one.special,
    })
}

fn category(one: draft::Category) -> Option<Category> {
    Some(Category { id: one.id?.value, name: one.name?, identified_by: ids(one.identified_by) })
}

fn event(one: draft::Event) -> Option<Event> {
    Some(Event { id: one.id?.value, name: one.name?, scope: one.scope?.value })
}

fn purpose(one: draft::Purpose, everywhere: &[draft::Ending], only: &Only) -> Option<Purpose> {
    let ground = match one.ground?.value {
        draft::Ground::Consent(particulars) => Ground::Consent(particulars??.value),
        draft::Ground::Law(reference) => Ground::Law(reference?.value),
        draft::Ground::Other(id, reference) => Ground::Other { id, reference: reference?.value },
    };
    let choice = match one.choice {
        None => None,
        Some(choice) => Some(Choice {
            name: choice.name?,
            options: all(choice.options, |o| Some(ChoiceOption { id: o.id?.value, name: o.name? }))?,
        }),
    };
    Some(Purpose {
        no: one.no?.value,
        id: one.id?.value,
        clause: one.clause?.value,
        name: one.name?,
        ground,
        special: one.special.map(|special| special.value),
        cross_border: one.cross_border,
        lists: all(one.lists, |list| {
            let ends = list.with_everywhere(everywhere);
            Some(List {
                categories: ids(list.categories),
                items: ids(list.items),
                required: ids(list.required),
                choice: choice.clone(),
                ends: all(ends, |one| ending(one, only))?,
            })
        })?,
    })
}

fn ending(one: draft::Ending, only: &Only) -> Option<Ending> {
    let due = match one.due?.value {
        draft::Due::Deadline(name) => Due::Deadline(name),
        draft::Due::After(span) => Due::After(span),
        draft::Due::Law(name) => Due::Law(name),
        draft::Due::Until(event) => Due::Until(event),
    };
    let opens = match one.opens {
        None => None,
        Some(opens) => {
            let purpose = opens.purpose?.value;
            let category = opens.category.map(|c| c.value).or_else(|| only.get(&purpose).cloned())?;
            Some(Opens { purpose, category, carries: ids(opens.carries) })
        }
    };
    Some(Ending {
        on: one.on?.value,
        when: one.when.map(|when| when.value),
        due,
        until_due: one.until_due?.value,
        opens,
    })
}

fn role(one: draft::Role) -> Option<Role> {
    let may = one.may.into_iter().map(|permission| Permission {
        acts: ids(permission.acts),
        purposes: scope(permission.purposes),
        items: scope(permission.items),
    });
    Some(Role { id: one.id?.value, name: one.name?, may: may.collect() })
}

fn scope<T>(named: Named<T>) -> Scope<T> {
    match named {
        Named::All => Scope::All,
        Named::Only(these) => Scope::Only(ids(these)),
    }
}

fn request(one: draft::Request) -> Option<RequestRule> {
    let identity = one.identity?.value;
    Some(RequestRule {
        kind: one.kind?.value,
        clause: one.clause?.value,
        deadline: one.deadline?.value,
        identity,
        values: one.values.map_or(identity, |level| level.value),
    })
}

fn recipient(one: draft::Recipient) -> Option<Recipient> {
    let undertaking = one.undertaking?;
    Some(Recipient {
        id: one.id?.value,
        name: one.name?,
        state: one.state?.value,
        purposes: ids(one.purposes),
        items: ids(one.items),
        undertaking: Undertaking {
            reference: undertaking.reference?.value,
            from: undertaking.from?.value,
            until: undertaking.until.map(|until| until.value),
        },
    })
}
