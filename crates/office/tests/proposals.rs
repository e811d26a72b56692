//! What takes two people: proposed, approved by somebody else, done; found out where it was changed behind the program.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use std::ops::ControlFlow;

use common::*;
use kernel::{ActKind, Actor, By, Operational, ProposalNo, RefusalCode, Verdict};
use office::{BulkExport, BulkExported, Office, OfficeError, ProposalMatter, Stretch};
use policy::Edition;

fn refusal<T: std::fmt::Debug>(result: Result<T, OfficeError>) -> RefusalCode {
    match result {
        Err(OfficeError::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

fn newer() -> Edition {
    patched_from(&edition(), "2026-03-01", |pack| pack.approved_on = "2026-02-20".parse().unwrap())
}

fn export(items: &[&str]) -> BulkExport {
    let items = items.iter().map(|item| item.parse().unwrap()).collect();
    BulkExport {
        purpose: "recruitment".parse().unwrap(),
        items,
        reason: "Moving to another archive".to_owned(),
    }
}

fn take(
    office: &Office,
    by: &Actor,
    number: ProposalNo,
    stretch: Stretch,
) -> Result<(BulkExported, Vec<(String, String)>), OfficeError> {
    let mut lines = Vec::new();
    let out = office.bulk_export(by, number, stretch, &mut |one| {
        let values: Vec<_> = one
            .values
            .iter()
            .map(|(item, value)| format!("{item}={}", value.as_deref().map_or("", String::as_str)))
            .collect();
        lines.push((one.subject.to_string(), values.join(" ")));
        ControlFlow::Continue(())
    })?;
    Ok((out, lines))
}

fn said(office: &Office, kinds: &[ActKind]) -> Vec<Operational> {
    office.checkpoint().unwrap();
    let mut out = Vec::new();
    for index in 0..office.overview().unwrap().entries {
        let said = Operational::from_bytes(office.prove(index).unwrap().operational.as_bytes()).unwrap();
        if kinds.contains(&said.act) {
            out.push(said);
        }
    }
    out
}

#[test]
fn an_edition_takes_two_and_is_in_force_with_the_second_ones_word() {
    let dir = tempfile::tempdir().unwrap();
    let (office, boss, admin) = (found(dir.path()), responsible(), staff("administrator"));
    let proposed = office.propose_edition(&boss, newer()).unwrap();
    assert_eq!(office.world().in_force, 1);
    assert_eq!(office.world().editions.len(), 1, "what is only proposed is loaded nowhere");
    assert_eq!(refusal(office.propose_edition(&admin, newer())), RefusalCode::ProposalKnown);
    assert_eq!(refusal(office.approve(&boss, proposed.proposal)), RefusalCode::OwnProposal);
    assert_eq!(refusal(office.approve(&staff("hr"), proposed.proposal)), RefusalCode::NoPermission);
    assert!(office.proposals(&staff("hr")).is_empty());
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap(); // it outlives a restart
    let [line] = &office.proposals(&admin)[..] else { panic!("one waits") };
    assert_eq!((line.number, &line.proposal.by), (proposed.proposal, boss.staff().unwrap()));
    let (_, matter) = office.proposal(&admin, line.number).unwrap().unwrap();
    let ProposalMatter::Edition(seen) = matter else { panic!("an edition") };
    assert_eq!(seen.hash(), newer().hash());
    let approved = office.approve(&admin, line.number).unwrap();
    assert_eq!((approved.edition, office.world().in_force), (Some(2), 2));
    assert!(office.proposals(&admin).is_empty());
    office.acknowledge(&boss).unwrap();
    assert_eq!(refusal(office.propose_edition(&boss, newer())), RefusalCode::EditionNotNewer);
    let kinds = [ActKind::Propose, ActKind::Approve, ActKind::ActivateEdition];
    let told: Vec<_> = said(&office, &kinds)
        .into_iter()
        .filter(|said| said.verdict == Verdict::Permitted && said.number.is_some())
        .map(|said| (said.act, said.actor, said.number))
        .collect();
    let (by, number) = (|who: &Actor| By::Staff(who.staff().unwrap().clone()), Some(proposed.proposal));
    let expected = [
        (ActKind::Propose, by(&boss), number),
        (ActKind::Approve, by(&admin), number),
        (ActKind::ActivateEdition, by(&admin), number),
    ];
    assert_eq!(told, expected);
    assert!(office.examine(true, &mut |_| {}).unwrap().is_well());
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    assert_eq!(office.world().in_force, 2);
}

#[test]
fn whatever_would_be_refused_is_refused_before_it_is_proposed_and_when_it_is_approved() {
    let dir = tempfile::tempdir().unwrap();
    let (office, boss, admin) = (found(dir.path()), responsible(), staff("administrator"));
    let mut ahead = newer().pack().clone();
    ahead.in_force_from = "2099-01-01".parse().unwrap();
    assert_eq!(refusal(office.propose_edition(&boss, Edition::freeze(ahead))), RefusalCode::EditionNotYet);
    let first = office.propose_edition(&boss, newer()).unwrap().proposal;
    let other = patched_from(&newer(), "2026-03-02", |_| {});
    let second = office.propose_edition(&boss, other).unwrap().proposal;
    office.approve(&admin, second).unwrap();
    office.acknowledge(&admin).unwrap();
    // the pack was proposed before the one that is in force now, and was loaded never: it is newer all the same
    let approved = office.approve(&admin, first).unwrap();
    assert_eq!(approved.edition, Some(3));
    // nobody responsible would be left
    office.acknowledge(&boss).unwrap();
    office.acknowledge(&admin).unwrap();
    let mut pack = patched_from(&newer(), "2026-03-03", |_| {}).pack().clone();
    pack.responsible.as_mut().unwrap().role = "auditor".parse().unwrap();
    let third = office.propose_edition(&boss, Edition::freeze(pack)).unwrap().proposal;
    office.remove_staff(&boss, "auditor".parse().unwrap()).unwrap();
    assert_eq!(refusal(office.approve(&admin, third)), RefusalCode::LastResponsible);
    assert_eq!(office.world().in_force, 3);
    assert_eq!(office.proposals(&admin).len(), 1, "it still waits: nothing was approved");
    assert!(said(&office, &[ActKind::Approve]).iter().all(|said| said.number != Some(third)));
    office.decline(&boss, third).unwrap();
    assert!(office.proposals(&admin).is_empty());
    assert!(office.examine(true, &mut |_| {}).unwrap().is_well());
}

#[test]
fn an_export_shows_everybody_held_once_each_in_the_log_and_leaves_out_whom_it_has_to() {
    let dir = tempfile::tempdir().unwrap();
    let (office, boss, admin) = (found(dir.path()), responsible(), staff("administrator"));
    let people = ["Асан", "Берик", "Вера", "Галым", "Дана"].map(|name| {
        candidate(&office, name, &format!("n{}@example.com", name.chars().next().unwrap() as u32))
    });
    office.block(&boss, people[3]).unwrap();
    assert_eq!(refusal(office.propose_export(&admin, export(&["email"]))), RefusalCode::NoPermission);
    let wordless = BulkExport { reason: " ".to_owned(), ..export(&["email"]) };
    assert!(office.propose_export(&boss, wordless).is_err());
    let number = office.propose_export(&boss, export(&["email", "full-name"])).unwrap().proposal;
    assert_eq!(refusal(take(&office, &boss, number, Stretch::default())), RefusalCode::TakesTwo);
    office.approve(&admin, number).unwrap();
    let theirs = refusal(take(&office, &admin, number, Stretch::default()));
    assert_eq!(theirs, RefusalCode::TakesTwo, "it was approved for whoever proposed it");
    let (out, lines) = take(&office, &boss, number, Stretch::default()).unwrap();
    assert_eq!((out.shown, out.left_out), (4, 1));
    assert!(
        lines[0].1.contains("email=n1040@example.com") && lines[0].1.contains("full-name=Асан"),
        "{lines:?}"
    );
    let shown = said(&office, &[ActKind::BulkExport]).into_iter();
    let shown: Vec<_> = shown.filter(|said| said.verdict == Verdict::Permitted).collect();
    assert_eq!(shown.len(), 4);
    assert!(shown.iter().all(|said| said.number == Some(number) && said.subject));
    // in stretches it is the same, and ends
    let (mut after, mut all) = (None, Vec::new());
    for _ in 0..4 {
        let (out, lines) = take(&office, &boss, number, Stretch { after, most: Some(2) }).unwrap();
        if out.last.is_none() {
            break;
        }
        after = out.last;
        all.extend(lines);
    }
    assert_eq!(all, lines);
    assert!(take(&office, &boss, number + 1, Stretch::default()).is_err(), "there is no such");
    office.set_clock(at(START) + jiff::SignedDuration::from_hours(30)).unwrap();
    assert!(take(&office, &boss, number, Stretch::default()).is_err(), "it is over after a day");
    assert!(office.examine(true, &mut |_| {}).unwrap().is_well());
}

#[test]
fn a_proposal_changed_or_taken_away_behind_the_program_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (office, boss) = (found(dir.path()), responsible());
    office.propose_edition(&boss, newer()).unwrap();
    drop(office);
    let store = dir.path().join("store");
    for kind in ["proposal", "proposal-matter"] {
        let gone = format!("DELETE FROM document WHERE kind = '{kind}'");
        let kept = tempfile::tempdir().unwrap();
        let copy = kept.path().join("store");
        copied(&store, &copy);
        assert_eq!(tamper::behind(&copy).execute(&gone, []).unwrap(), 1, "{kind}");
        match Office::open(&copy, None) {
            Ok(office) => assert!(!office.examine(true, &mut |_| {}).unwrap().is_well(), "{kind}"),
            Err(why) => assert!(matches!(why, OfficeError::Damaged { .. }), "{why:?}"),
        }
    }
}

fn copied(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &place);
        } else {
            std::fs::copy(&path, place).unwrap();
        }
    }
}
