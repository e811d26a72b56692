//! What each change of a pack is, and what it does to the person.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Effect::*, judge, *};
use crate::{
    ActKind, ChoiceOption, Conditions, Due, Form, Ground, IdentityLevel, Kind, Opens, Permission, Scope,
    Site, Span, State, Text, UntilDue,
};

type Case = (What, Effect, fn(&mut Pack));

fn text(word: &str) -> Text {
    Text { kk: word.to_owned(), ru: word.to_owned(), en: word.to_owned() }
}

fn particulars(pack: &mut Pack) -> &mut crate::Particulars {
    match &mut pack.purposes[0].ground {
        Ground::Consent(particulars) => particulars,
        Ground::Law(_) | Ground::Other { .. } => panic!("the sample's first purpose rests on consent"),
    }
}

/// The candidate's row: hired, refused, consent withdrawn, and the two of everywhere.
fn row(pack: &mut Pack) -> &mut crate::List {
    &mut pack.purposes[0].lists[0]
}

/// One change each. Those that need another start than the sample come in pairs, told apart by `back`.
const CASES: &[Case] = &[
    (What::PackId, Neutral, |p| p.id = "other".parse().unwrap()),
    (What::Profile, Widening, |p| p.profile = "other".to_owned()),
    (What::EditionName, Neutral, |p| p.edition.push('b')),
    (What::ApprovedOn, Neutral, |p| p.approved_on = p.approved_on.tomorrow().unwrap()),
    (What::ApprovedBy, Neutral, |p| p.approved_by = text("Board")),
    (What::InForceFrom, Neutral, |p| p.in_force_from = p.in_force_from.tomorrow().unwrap()),
    (What::OperatorName, Neutral, |p| p.operator.name = text("New name")),
    (What::OperatorForm, Neutral, |p| p.operator.form = Form::Person),
    (What::OperatorNumber, Widening, |p| p.operator.number = "0".to_owned()),
    (What::OperatorAddress, Neutral, |p| p.operator.address.push('/')),
    (What::ResponsibleRemoved, Widening, |p| p.responsible = None),
    (What::ResponsiblePosition, Neutral, |p| p.responsible.as_mut().unwrap().position = text("Officer")),
    (What::ResponsibleRole, Neutral, |p| p.responsible.as_mut().unwrap().role = "hr".parse().unwrap()),
    (What::ResponsibleContact, Neutral, |p| p.responsible.as_mut().unwrap().email.insert(0, 'x')),
    (What::ItemUndeclared, Neutral, |p| drop(p.items.remove(0))),
    (What::ItemRenamed, Neutral, |p| p.items[0].name = text("Address")),
    (What::ItemKind, Widening, |p| p.items[0].kind = Kind::Text),
    (What::FindableOff, Narrowing, |p| {
        p.items.iter_mut().for_each(|i| i.findable &= i.id.as_str() != "phone")
    }),
    (What::CategoryUndeclared, Neutral, |p| drop(p.categories.remove(0))),
    (What::CategoryRenamed, Neutral, |p| p.categories[0].name = text("Applicant")),
    (What::IdentifierRemoved, Widening, |p| p.categories[0].identified_by.clear()),
    (What::IdentifiersReordered, Widening, |p| {
        let all = p.categories.iter_mut().find(|one| one.identified_by.len() > 1).unwrap();
        all.identified_by.reverse();
    }),
    (What::EventUndeclared, Neutral, |p| drop(p.events.remove(0))),
    (What::EventRenamed, Neutral, |p| p.events[0].name = text("Over")),
    (What::EventScope, Neutral, |p| p.events[0].scope = crate::EventScope::Organisation),
    (What::PurposeRemoved, Narrowing, |p| drop(p.purposes.remove(1))),
    (What::PurposeRenamed, Neutral, |p| p.purposes[0].name = text("Finding people")),
    (What::PurposeNumber, Neutral, |p| p.purposes[0].no = 9),
    (What::PurposeClause, Neutral, |p| p.purposes[0].clause = "3.1/9".to_owned()),
    (What::ReachOn, Widening, |p| p.purposes[0].cross_border = true),
    (What::GroundChanged, Widening, |p| p.purposes[0].ground = Ground::Law("A law, art. 1".to_owned())),
    (What::LawCited, Neutral, |p| p.purposes[1].ground = Ground::Law("Labour Code, art. 34".to_owned())),
    (What::ConsentReference, Neutral, |p| particulars(p).reference.push('.')),
    (What::ConsentTerm, Neutral, |p| particulars(p).term = text("a year")),
    (What::ThirdPartiesOn, Widening, |p| particulars(p).third_parties = true),
    (What::CrossBorderOn, Widening, |p| particulars(p).cross_border = true),
    (What::PublicationOn, Widening, |p| particulars(p).publication = true),
    (What::RowRemoved, Narrowing, |p| p.purposes[0].lists.clear()),
    (What::RowCategoryAdded, Widening, |p| row(p).categories.push("employee".parse().unwrap())),
    (What::HeldAdded, Widening, |p| row(p).items.insert(1, "iin".parse().unwrap())),
    (What::RequiredAdded, Widening, |p| row(p).required.push("phone".parse().unwrap())),
    (What::ChoiceRemoved, Neutral, |p| p.purposes[2].lists[0].choice = None),
    (What::ChoiceRenamed, Neutral, |p| p.purposes[2].lists[0].choice.as_mut().unwrap().name = text("Kind")),
    (What::OptionAdded, Neutral, |p| {
        let option = ChoiceOption { id: "term-10-years".parse().unwrap(), name: text("10 years") };
        p.purposes[2].lists[0].choice.as_mut().unwrap().options.insert(1, option);
    }),
    (What::OptionRenamed, Neutral, |p| {
        p.purposes[2].lists[0].choice.as_mut().unwrap().options[0].name = text("Five");
    }),
    (What::EndingRemoved, Widening, |p| drop(row(p).ends.remove(1))),
    (What::TermLonger, Widening, |p| row(p).ends[1].due = Due::After(Span::Months(1))),
    (What::TermShorter, Narrowing, |p| row(p).ends[1].due = Due::After(Span::WorkingDays(21))),
    (What::TermChanged, Widening, |p| row(p).ends[1].due = Due::Law("employment-records".to_owned())),
    (What::UseGoesOn, Widening, |p| row(p).ends[1].until_due = UntilDue::Use),
    (What::OpensRemoved, Narrowing, |p| row(p).ends[0].opens = None),
    (What::OpensAdded, Widening, |p| {
        let (purpose, category) = ("mailings".parse().unwrap(), "participant".parse().unwrap());
        row(p).ends[1].opens = Some(Opens { purpose, category, carries: Vec::new() });
    }),
    (What::OpensChanged, Widening, |p| {
        row(p).ends[0].opens.as_mut().unwrap().category = "candidate".parse().unwrap();
    }),
    (What::CarriedRemoved, Narrowing, |p| drop(row(p).ends[0].opens.as_mut().unwrap().carries.remove(0))),
    (What::RoleRemoved, Narrowing, |p| drop(p.roles.remove(0))),
    (What::RoleRenamed, Neutral, |p| p.roles[0].name = text("People")),
    (What::RightsWider, Widening, |p| p.roles[0].may[0].acts.push(ActKind::Erase)),
    (What::RightsNarrower, Narrowing, |p| p.roles[0].may[0].items = Scope::Only(Vec::new())),
    (What::RightsRewritten, Neutral, |p| p.roles[0].may[0].acts.reverse()),
    (What::RecipientRemoved, Narrowing, |p| p.recipients.clear()),
    (What::RecipientRenamed, Neutral, |p| p.recipients[0].name = text("Post")),
    (What::RecipientState, Widening, |p| p.recipients[0].state = "DE".to_owned()),
    (What::RecipientPurposeAdded, Widening, |p| p.recipients[0].purposes.push("contracts".parse().unwrap())),
    (What::RecipientItemAdded, Widening, |p| p.recipients[0].items.push("phone".parse().unwrap())),
    (What::UndertakingReference, Neutral, |p| p.recipients[0].undertaking.reference.push('a')),
    (What::UndertakingFrom, Widening, |p| p.recipients[0].undertaking.from = "2023-01-01".parse().unwrap()),
    (What::UndertakingUntil, Widening, |p| p.recipients[0].undertaking.until = None),
    (What::StateAdded, Widening, |p| p.states.push(State { code: "DE".to_owned(), because: text("GDPR") })),
    (What::StateReason, Neutral, |p| p.states[0].because = text("Convention 108")),
    (What::ProductRemoved, Narrowing, |p| p.products.clear()),
    (What::SiteAdded, Widening, |p| p.sites.push(Site { domain: "a.kz".to_owned(), subdomains: true })),
    (What::SubdomainsOff, Narrowing, |p| p.sites[0].subdomains = false),
    (What::ScansLoose, Widening, |p| p.conditions = Conditions { scans_as_paper: false }),
    (What::SpecialOn, Narrowing, |p| p.items[0].special = true),
    (What::SpecialCondition, Widening, |p| p.purposes[0].special = Some("health-care".parse().unwrap())),
    (What::TransferNoticeOn, Narrowing, |p| particulars(p).transfer_notice = true),
    (What::RightRemoved, Widening, |p| drop(p.requests.remove(0))),
    (What::RightClause, Neutral, |p| p.requests[0].clause.push('a')),
    (What::RightDeadline, Widening, |p| p.requests[0].deadline = "refusal".to_owned()),
    (What::IdentityLower, Widening, |p| p.requests[0].identity = IdentityLevel::None),
    (What::CopyExceptionRemoved, Narrowing, |p| drop(p.copy_exceptions.remove(0))),
    (What::CopyExceptionRenamed, Neutral, |p| p.copy_exceptions[0].name = text("Another case")),
    (What::TopicClause, Neutral, |p| drop(p.clauses.insert(crate::Topic::Duty, "1.3".to_owned()))),
    (What::Citation, Neutral, |p| p.published.citations[0].name = text("Act 7")),
    (What::Reordered, Neutral, |p| row(p).items.reverse()),
];

#[test]
fn each_change_is_what_it_is() {
    for (what, effect, change) in CASES {
        let found = changed(change);
        let told: Vec<_> = found.iter().map(|one| (one.what, one.effect)).collect();
        assert_eq!(told, [(*what, *effect)]);
        assert!(!found[0].clauses.is_empty(), "{what} names a clause");
    }
}

#[test]
fn taken_back_each_change_turns_round() {
    let old = base();
    for (what, effect, change) in CASES {
        let mut new = old.clone();
        change(&mut new);
        let (there, back) = (diff(&old, &new), diff(&new, &old));
        assert_eq!(back.len(), 1, "{what}");
        let uncertain = [Why::Uncertain, Why::OtherOperator].contains(&there[0].why);
        let turned = match effect {
            _ if uncertain => Widening,
            Widening => Narrowing,
            Narrowing => Widening,
            Neutral => Neutral,
        };
        assert_eq!(back[0].effect, turned, "{what}, taken back: {}", back[0].what);
    }
}

#[test]
fn every_sort_of_difference_has_a_case() {
    let old = base();
    let mut seen = BTreeSet::new();
    for (_, _, change) in CASES {
        let mut new = old.clone();
        change(&mut new);
        seen.extend(diff(&old, &new).iter().chain(&diff(&new, &old)).map(|one| one.what));
    }
    let missing: Vec<_> =
        What::ALL.iter().filter(|what| **what != What::Other && !seen.contains(what)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Fields of a pack without a rule, and why each may go without.
const WITHOUT_A_RULE: &[(&str, &str)] = &[];

#[test]
fn every_field_has_a_rule() {
    let value = serde_json::to_value(base()).unwrap();
    for field in value.as_object().unwrap().keys() {
        let known = judge::has_rule(field) || WITHOUT_A_RULE.iter().any(|(name, _)| name == field);
        assert!(
            known,
            "`{field}` of Pack has no rule in diff/judge: what does a change of it mean to the person?"
        );
    }
}

/// Every single value of the sample, changed: some rule has to know it.
#[test]
fn every_leaf_has_a_rule() {
    let old = base();
    let value = serde_json::to_value(&old).unwrap();
    let mut places = Vec::new();
    super::mutations::places_of(&value, &mut String::new(), &mut places);
    let mut tried = 0;
    for place in &places {
        let mut new = value.clone();
        match new.pointer_mut(place).unwrap() {
            Value::Bool(flag) => *flag = !*flag,
            Value::String(text) => text.push('0'),
            Value::Number(number) => *number = 77.into(),
            Value::Array(all) if !all.is_empty() => drop(all.pop()),
            _ => continue,
        }
        let Ok(new) = serde_json::from_value::<Pack>(new) else { continue };
        for one in diff(&old, &new) {
            assert_ne!(one.what, What::Other, "{place}: {}", one.edit);
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn what_no_rule_knows_is_told_and_carried_out() {
    // A field that nobody judged yet differs like any other, and is taken as a widening.
    let edit = Edit {
        path: vec![Step::Field("novelty".to_owned())],
        op: Op::Set { old: None, new: Some(Value::Bool(true)) },
    };
    let (old, laws) = (base(), BTreeMap::new());
    let sides = judge::Sides { old: &old, new: &old, laws: &laws, region: None };
    let one = judge::judge(&sides, edit);
    assert_eq!((one.what, one.effect, one.why), (What::Other, Widening, Why::Unjudged));
    assert!(one.say(&old, &old, crate::Lang::En).line.contains("novelty"));
}

#[test]
fn a_law_of_the_profile_tells_which_term_is_longer() {
    let old = base();
    let mut new = old.clone();
    row(&mut new).ends[1].due = Due::Law("employment-records".to_owned());
    let profile = sample::jurisdiction("kz").unwrap();
    let found = diff_under(&old, &new, &profile);
    assert_eq!((found[0].what, found[0].why), (What::TermLonger, Why::Longer));
    assert_eq!(found[0].clauses, ["3.1/1", "3.1.2"]);
    let mut moved = old.clone();
    moved.recipients[0].state = "DE".to_owned();
    assert_eq!(diff_under(&old, &moved, &profile)[0].effect, Widening);
    assert_eq!(diff_under(&moved, &old, &profile)[0].effect, Narrowing);
}

#[test]
fn a_row_keeps_its_name_while_its_categories_change() {
    let found = changed(|pack| {
        row(pack).categories = vec!["participant".parse().unwrap(), "candidate".parse().unwrap()];
        row(pack).items.pop();
    });
    let told: Vec<_> = found.iter().map(|one| (one.what, one.edit.to_string())).collect();
    let path = |field: &str| format!("purposes/recruitment/lists/candidate/{field}");
    assert_eq!(told, [(What::RowCategoryAdded, path("categories")), (What::HeldRemoved, path("items"))]);
}

#[test]
fn a_role_tells_what_it_gained_and_lost() {
    let found = changed(|pack| {
        let may = &mut pack.roles[1].may;
        may[0].items = Scope::Only(vec!["phone".parse().unwrap()]);
        let acts = vec![ActKind::Export];
        may.push(Permission { acts, purposes: Scope::All, items: Scope::All });
    });
    let [one] = &*found else { panic!("{found:?}") };
    assert_eq!((one.what, one.why), (What::RightsWider, Why::EyesBothWays));
    let (gained, lost) = (one.about.gained.as_ref().unwrap(), one.about.lost.as_ref().unwrap());
    assert!(gained.acts.contains(&ActKind::Export) && gained.all_items && gained.all_purposes);
    assert!(gained.items.iter().any(|item| item.as_str() == "phone"));
    assert!(!lost.acts.contains(&ActKind::Export) && !lost.items.is_empty() && !lost.all_purposes);
}
