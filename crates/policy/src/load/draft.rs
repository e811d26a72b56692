//! A policy as written: every value with its place, what could not be read left out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{At, Place};
use crate::{
    ActKind, CategoryId, EventId, EventScope, ExceptionId, Form, GroundId, IdentityLevel, ItemId, Kind,
    OptionId, PackId, Particulars, PurposeId, RecipientId, RequestKind, RoleId, Site, Span, SpecialId,
    StaffId, Text, Topic, UntilDue,
};

#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) head: Option<Head>,
    pub(crate) operator: Option<Operator>,
    pub(crate) responsible: Option<Responsible>,
    pub(crate) conditions: Option<Conditions>,
    pub(crate) clauses: Option<Clauses>,
    pub(crate) items: Vec<Item>,
    pub(crate) categories: Vec<Category>,
    pub(crate) events: Vec<Event>,
    pub(crate) everywhere: Vec<Ending>,
    pub(crate) purposes: Vec<Purpose>,
    pub(crate) roles: Vec<Role>,
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) states: Vec<State>,
    pub(crate) products: Vec<Option<Text>>,
    pub(crate) sites: Vec<Option<Site>>,
    pub(crate) requests: Vec<Request>,
    pub(crate) copy_exceptions: Vec<CopyException>,
    pub(crate) published: super::published::Draft,
}

pub(crate) struct Head {
    pub(crate) at: Place,
    pub(crate) id: Option<At<PackId>>,
    pub(crate) profile: Option<At<String>>,
    pub(crate) edition: Option<At<String>>,
    pub(crate) approved_on: Option<At<Date>>,
    pub(crate) approved_by: Option<Text>,
    pub(crate) in_force_from: Option<At<Date>>,
}

pub(crate) struct Operator {
    pub(crate) at: Place,
    pub(crate) name: Option<Text>,
    pub(crate) form: Option<At<Form>>,
    pub(crate) number: Option<At<String>>,
    pub(crate) number_kind: Option<At<Kind>>,
    pub(crate) address: Option<At<String>>,
}

pub(crate) struct Responsible {
    pub(crate) at: Place,
    pub(crate) position: Option<Text>,
    pub(crate) role: Option<At<RoleId>>,
    pub(crate) email: Option<At<String>>,
    pub(crate) staff: Option<At<StaffId>>,
}

pub(crate) struct Conditions {
    pub(crate) at: Place,
    pub(crate) scans_as_paper: bool,
}

pub(crate) struct Clauses {
    pub(crate) at: Place,
    pub(crate) by_topic: BTreeMap<Topic, At<String>>,
}

pub(crate) struct Item {
    pub(crate) id: Option<At<ItemId>>,
    pub(crate) kind: Option<At<Kind>>,
    pub(crate) name: Option<Text>,
    pub(crate) findable: bool,
    pub(crate) special: bool,
}

pub(crate) struct Category {
    pub(crate) id: Option<At<CategoryId>>,
    pub(crate) name: Option<Text>,
    pub(crate) identified_by: Vec<At<ItemId>>,
}

pub(crate) struct Event {
    pub(crate) id: Option<At<EventId>>,
    pub(crate) name: Option<Text>,
    pub(crate) scope: Option<At<EventScope>>,
}

pub(crate) struct Purpose {
    pub(crate) at: Place,
    pub(crate) no: Option<At<u16>>,
    pub(crate) id: Option<At<PurposeId>>,
    pub(crate) clause: Option<At<String>>,
    pub(crate) clause_given: bool,
    pub(crate) name: Option<Text>,
    pub(crate) ground: Option<At<Ground>>,
    pub(crate) special: Option<At<SpecialId>>,
    pub(crate) cross_border: bool,
    pub(crate) choice: Option<Choice>,
    pub(crate) lists: Vec<List>,
}

pub(crate) enum Ground {
    /// At their reference. The outer is none where none are given, the inner where they have faults of their own.
    Consent(Option<Option<At<Particulars>>>),
    Law(Option<At<String>>),
    Other(GroundId, Option<At<String>>),
}

pub(crate) struct Choice {
    pub(crate) at: Place,
    pub(crate) name: Option<Text>,
    pub(crate) options: Vec<ChoiceOption>,
}

pub(crate) struct ChoiceOption {
    pub(crate) id: Option<At<OptionId>>,
    pub(crate) name: Option<Text>,
}

pub(crate) struct List {
    pub(crate) at: Place,
    pub(crate) categories: Vec<At<CategoryId>>,
    pub(crate) items: Vec<At<ItemId>>,
    pub(crate) required: Vec<At<ItemId>>,
    /// The purpose's own and this list's, but not those of everywhere.
    pub(crate) ends: Vec<Ending>,
}

#[derive(Clone)]
pub(crate) struct Ending {
    pub(crate) at: Place,
    pub(crate) on: Option<At<EventId>>,
    pub(crate) on_given: bool,
    pub(crate) when: Option<At<OptionId>>,
    pub(crate) due: Option<At<Due>>,
    pub(crate) until_due: Option<At<UntilDue>>,
    pub(crate) opens: Option<Opens>,
}

#[derive(Clone)]
pub(crate) enum Due {
    Deadline(String),
    After(Span),
    Law(String),
    Until(EventId),
}

#[derive(Clone)]
pub(crate) struct Opens {
    pub(crate) at: Place,
    pub(crate) purpose: Option<At<PurposeId>>,
    pub(crate) category: Option<At<CategoryId>>,
    pub(crate) carries: Vec<At<ItemId>>,
}

pub(crate) struct Role {
    pub(crate) id: Option<At<RoleId>>,
    pub(crate) name: Option<Text>,
    pub(crate) may: Vec<Permission>,
}

pub(crate) struct Permission {
    pub(crate) acts: Vec<At<ActKind>>,
    pub(crate) purposes: Named<PurposeId>,
    pub(crate) items: Named<ItemId>,
}

/// All, or those named with their places.
pub(crate) enum Named<T> {
    All,
    Only(Vec<At<T>>),
}

pub(crate) struct Recipient {
    pub(crate) at: Place,
    pub(crate) id: Option<At<RecipientId>>,
    pub(crate) name: Option<Text>,
    pub(crate) state: Option<At<String>>,
    pub(crate) purposes: Vec<At<PurposeId>>,
    pub(crate) items: Vec<At<ItemId>>,
    pub(crate) undertaking: Option<Undertaking>,
    pub(crate) undertaking_given: bool,
}

pub(crate) struct Undertaking {
    pub(crate) reference: Option<At<String>>,
    pub(crate) from: Option<At<Date>>,
    pub(crate) until: Option<At<Date>>,
}

pub(crate) struct Request {
    pub(crate) kind: Option<At<RequestKind>>,
    pub(crate) clause: Option<At<String>>,
    pub(crate) deadline: Option<At<String>>,
    pub(crate) identity: Option<At<IdentityLevel>>,
    pub(crate) values: Option<At<IdentityLevel>>,
}

pub(crate) struct CopyException {
    pub(crate) id: Option<At<ExceptionId>>,
    pub(crate) name: Option<Text>,
}

pub(crate) struct State {
    pub(crate) code: Option<At<String>>,
    pub(crate) because: Option<Text>,
}

impl Draft {
    /// The category of each purpose that has just one: an `opens` need not name it.
    pub(crate) fn only_categories(&self) -> BTreeMap<PurposeId, CategoryId> {
        let one = |purpose: &Purpose| {
            let id = purpose.id.as_ref()?.value.clone();
            Some((id, purpose.only_category()?.clone()))
        };
        self.purposes.iter().filter_map(one).collect()
    }
}

impl Purpose {
    /// Its category, where it has just one.
    pub(crate) fn only_category(&self) -> Option<&CategoryId> {
        let mut categories = self.lists.iter().flat_map(|list| &list.categories);
        let first = categories.next()?;
        categories.next().is_none().then_some(&first.value)
    }
}

impl List {
    /// Its endings and those of everywhere whose event it has no rule of its own for.
    pub(crate) fn with_everywhere(&self, everywhere: &[Ending]) -> Vec<Ending> {
        let own = |one: &Ending| self.ends.iter().any(|end| end.event() == one.event());
        let mut all = self.ends.clone();
        all.extend(everywhere.iter().filter(|one| !own(one)).cloned());
        all
    }
}

impl Ending {
    /// The event it listens to.
    pub(crate) fn event(&self) -> Option<&EventId> {
        self.on.as_ref().map(|on| &on.value)
    }
}
