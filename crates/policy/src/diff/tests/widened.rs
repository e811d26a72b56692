//! What an old consent does not cover.

use super::*;
use crate::{Due, Edition, Ground, Opens, Span, Undertaking, UntilDue, sample};

/// What a change of the sample asks beyond its first row, that of candidates.
fn asked(change: impl FnOnce(&mut Pack)) -> Option<Widened> {
    let old = sample::edition();
    let mut new = old.pack().clone();
    change(&mut new);
    widened(&old, 0, &Edition::freeze(new))
}

fn words<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(T::to_string).collect()
}

fn row(pack: &mut Pack) -> &mut crate::List {
    &mut pack.purposes[0].lists[0]
}

#[test]
fn what_asks_no_more_asks_nothing() {
    assert_eq!(asked(|_| {}), None);
    assert_eq!(asked(|p| p.edition.push('b')), None);
    assert_eq!(asked(|p| drop(row(p).items.pop())), None);
    assert_eq!(asked(|p| row(p).items.reverse()), None);
    assert_eq!(asked(|p| row(p).ends[1].due = Due::After(Span::Days(10))), None);
    assert_eq!(asked(|p| row(p).ends[0].opens = None), None);
    assert_eq!(asked(|p| p.purposes[0].no = 9), None);
    // Other rows are other consents.
    assert_eq!(asked(|p| p.purposes[3].lists[0].items.push("phone".parse().unwrap())), None);
    assert_eq!(asked(|p| drop(p.purposes.remove(0))), None);
    assert_eq!(asked(|p| p.purposes[0].ground = Ground::Law("A law".to_owned())), None);
    let edition = sample::edition();
    assert_eq!(widened(&edition, 99, &edition), None);
}

#[test]
fn each_thing_beyond_is_named() {
    let iin = || "iin".parse().unwrap();
    let beyond = asked(|p| row(p).items.push(iin())).unwrap();
    assert_eq!(beyond, Widened { items: vec![iin()], ..Widened::default() });

    let beyond = asked(|p| {
        let Ground::Consent(particulars) = &mut p.purposes[0].ground else { panic!() };
        (particulars.third_parties, particulars.publication) = (true, true);
        p.purposes[0].cross_border = true;
    });
    let parts = Widened { third_parties: true, cross_border: true, publication: true, ..Widened::default() };
    assert_eq!(beyond.unwrap(), parts);

    let beyond = asked(|p| p.purposes[0].name.kk.push('!')).unwrap();
    assert_eq!(beyond, Widened { wording: true, ..Widened::default() });
}

#[test]
fn longer_terms_and_endings_that_are_gone() {
    let refused = || vec!["refused".parse().unwrap()];
    let longer = |change: fn(&mut Pack)| asked(change).unwrap();
    let expected = Widened { longer: refused(), ..Widened::default() };
    assert_eq!(longer(|p| row(p).ends[1].due = Due::After(Span::Days(31))), expected);
    assert_eq!(longer(|p| row(p).ends[1].until_due = UntilDue::Use), expected);
    assert_eq!(longer(|p| drop(row(p).ends.remove(1))), expected);
    assert_eq!(longer(|p| row(p).ends[1].due = Due::Deadline("withdrawal".to_owned())), expected);
}

#[test]
fn recipients_with_more_and_in_other_states() {
    let old = sample::edition();
    let mailings = old.rows().find(|(_, purpose, _)| purpose.id.as_str() == "mailings").unwrap().0;
    let asked = |change: &dyn Fn(&mut Pack)| {
        let mut new = old.pack().clone();
        change(&mut new);
        widened(&old, mailings, &Edition::freeze(new))
    };
    let mailer = || "mailer".parse().unwrap();
    // What it gets beyond the row's items it does not get of this row.
    assert_eq!(asked(&|p| p.recipients[0].items.push("phone".parse().unwrap())), None);
    let more = asked(&|p| p.recipients[0].items.push("password".parse().unwrap())).unwrap();
    assert_eq!(more, Widened { recipients: vec![mailer()], ..Widened::default() });
    let moved = asked(&|p| p.recipients[0].state = "TR".to_owned()).unwrap();
    assert_eq!(moved, Widened { states: vec!["TR".to_owned()], ..Widened::default() });
    let second = asked(&|p| {
        let mut second = p.recipients[0].clone();
        second.id = "second".parse().unwrap();
        second.undertaking = Undertaking { reference: "Contract 8".to_owned(), ..second.undertaking };
        p.recipients.push(second);
    });
    assert_eq!(words(&second.unwrap().recipients), ["second"]);
}

#[test]
fn a_purpose_entered_with_more() {
    let beyond = asked(|p| {
        let (purpose, category) = ("mailings".parse().unwrap(), "participant".parse().unwrap());
        row(p).ends[1].opens = Some(Opens { purpose, category, carries: Vec::new() });
    });
    assert_eq!(words(&beyond.unwrap().opens), ["mailings"]);
    let beyond = asked(|p| row(p).ends[0].opens.as_mut().unwrap().carries.push("iin".parse().unwrap()));
    assert_eq!(words(&beyond.unwrap().opens), ["employment"]);
}

#[test]
fn a_law_that_becomes_a_consent_asks_for_it_whole() {
    let old = sample::edition();
    let mut new = old.pack().clone();
    new.purposes[1].ground = new.purposes[3].ground.clone();
    let beyond = widened(&old, 1, &Edition::freeze(new)).unwrap();
    assert_eq!(beyond, Widened { consent: true, third_parties: true, ..Widened::default() });
}

#[test]
fn categories_that_part_are_told_apart() {
    let mut together = sample::pack();
    row(&mut together).categories.push("participant".parse().unwrap());
    let mut apart = together.clone();
    let mut second = row(&mut apart).clone();
    row(&mut apart).categories.truncate(1);
    second.categories.remove(0);
    second.items.push("iin".parse().unwrap());
    apart.purposes[0].lists.push(second);
    let (old, new) = (Edition::freeze(together), Edition::freeze(apart));
    let whom = |id: &str| widened_for(&old, 0, &id.parse().unwrap(), &new);
    assert_eq!(whom("candidate"), None);
    assert_eq!(words(&whom("participant").unwrap().items), ["iin"]);
    assert_eq!(widened(&old, 0, &new), whom("participant"));
}
