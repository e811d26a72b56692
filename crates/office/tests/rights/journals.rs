//! Each journal holds the acts that it should over one story, with item codes and never a value.

use std::{collections::BTreeSet, ops::ControlFlow};

use jiff::{SignedDuration, Timestamp};
use kernel::{DutyKind, EraseReason, Operational, Step};
use office::{BreachStepKind, Decision, DossierMatter, Journal, NewBreach, RequestForm};
use policy::{IdentityLevel, Pack, Recipient, RequestKind};

use super::*;
use crate::common::paperwork::form;

/// Mailings that may be published and sent abroad, and somebody there who may have them.
fn wider(pack: &mut Pack) {
    let asks = particulars(pack, "mailings");
    (asks.publication, asks.cross_border) = (true, true);
    let there: Recipient = pack.recipients.iter().find(|one| one.id == *"mailing-service").unwrap().clone();
    pack.recipients.push(Recipient { id: "abroad".parse().unwrap(), state: "DE".to_owned(), ..there });
}

/// One of each; the words that nobody may meet in a journal.
fn story(office: &Office) -> Vec<String> {
    let boss = responsible();
    let here = || target("mailings");
    let email = items(&["email"]);
    let who = subscriber(office, "journal@example.kz", &Part::ALL);
    office.disclose(&boss, who, here(), &"mailing-service".parse().unwrap(), &email).unwrap();
    office.disclose(&boss, who, here(), &"abroad".parse().unwrap(), &email).unwrap();
    office.publish(&boss, who, here(), &email, "the wall in the hall").unwrap();
    office.answer_demand(&boss, who, here(), &email, "writ 77/26").unwrap();
    let (_, carrier) = office.register_carrier(&boss, who, here(), "form", None, "folder 12").unwrap();
    let asked =
        RequestForm { text: "What is there?".to_owned(), ..form(RequestKind::Information, Some(who)) };
    let request = office.receive_request(&boss, None, &asked).unwrap().request;
    office.confirm_identity(&boss, request, IdentityLevel::StaffCheck).unwrap();
    office.move_request(&boss, request, Step::Note, "called back").unwrap();
    let reasons = "asked yesterday".to_owned();
    office.decide_request(&boss, request, Decision::Refuse { reasons }).unwrap();
    office.answered(&boss, request).unwrap();
    office.withdraw_consent(&boss, None, who, here(), parts(&[Part::Publication])).unwrap();
    let dossier = office.export(&boss, who).unwrap();
    let public = |what: &DossierMatter| matches!(what, DossierMatter::Publication { .. });
    let paper = dossier.papers.iter().find(|paper| public(&paper.what)).unwrap().id;
    office.finish_task(&boss, paper, DutyKind::Removal).unwrap();
    office.read(&boss, who, here(), &email).unwrap();
    office.find(&boss, &email[0], "journal@example.kz").unwrap();
    let purpose = "mailings".parse().unwrap();
    office
        .list(&boss, &purpose, &email, office::Stretch::default(), &mut |_| ControlFlow::Continue(()))
        .unwrap();
    office.block(&boss, who).unwrap();
    office.check(&boss, who, here(), &email).unwrap();
    office.unblock(&boss, who, None).unwrap();
    code(office.read(&staff("hr"), who, here(), &email));
    let breach = NewBreach {
        detected: office.clock().now(),
        what: "a letter went astray".to_owned(),
        categories: Vec::new(),
        subjects: 1,
        items: email,
        consequences: "none known".to_owned(),
        measures: "called back".to_owned(),
    };
    office.report_breach(&boss, breach).unwrap();
    office.follow_breach(&boss, 1, BreachStepKind::AuthorityTold, "No. 15").unwrap();
    office.plan(&boss, None).unwrap();
    office.sweep(&boss, &mut |_| {}).unwrap();
    office.erase(&boss, who, None, EraseReason::Demand).unwrap();
    office.destroy_carrier(&boss, carrier, "shredder", &"hr".parse().unwrap()).unwrap();
    activate(office, &boss, patched("2026-03-01", wider));
    office.acknowledge(&boss).unwrap();
    let words = "journal@example.kz,Айдана,the wall,writ 77,What is there,called back,asked yesterday,\
        answers@example.kz,folder 12,astray,No. 15,shredder";
    words.split(',').map(str::to_owned).chain([who.to_string(), request.to_string()]).collect()
}

fn lines(office: &Office, journal: Journal, from: Timestamp, to: Timestamp) -> Vec<office::JournalLine> {
    let mut out = Vec::new();
    let count = office
        .journal(&responsible(), journal, from, to, &mut |line| {
            out.push(line);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(count, out.len() as u64);
    out
}

#[test]
fn every_journal_holds_its_acts_and_none_holds_a_value() {
    let dir = tempfile::tempdir().unwrap();
    let office = found_with(dir.path(), patched("2024-06-17", wider));
    let from = office.clock().now() + SignedDuration::from_hours(1);
    let to = from + SignedDuration::from_secs(1);
    office.set_clock(from).unwrap();
    let begun = office.log_size().unwrap();
    let words = story(&office);
    let end = office.log_size().unwrap();
    office.set_clock(to).unwrap();

    for (journal, expected) in [
        (Journal::Consents, vec!["collect written", "withdraw-consent"]),
        (Journal::Disclosures, vec!["disclose", "disclose", "answer-demand"]),
        (Journal::Transfers, vec!["disclose"]),
        (Journal::Publications, vec!["publish", "finish-task removal"]),
        (
            Journal::Requests,
            vec![
                "receive-request portal",
                "confirm-identity staff-check",
                "handle-request note",
                "decide-request refused",
                "answer-request answered",
            ],
        ),
        (Journal::Incidents, vec!["report-breach entered", "report-breach authority-told"]),
        (Journal::Destruction, vec!["sweep", "erase demand", "erase attested", "finish-task carrier"]),
        // The one who approves acknowledged the edition of that time before.
        (Journal::Acknowledgements, vec!["acknowledge-edition", "activate-edition", "acknowledge-edition"]),
        (Journal::Reads, vec!["export", "read", "find", "list", "check"]),
        (Journal::Refusals, vec!["read"]),
    ] {
        let found = lines(&office, journal, from, to);
        let acts: Vec<String> = found
            .iter()
            .map(|line| [Some(line.said.act.as_str()), line.said.how.as_deref()])
            .map(|words| words.into_iter().flatten().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(acts, expected, "{journal:?}");
        let text = serde_json::to_string(&found).unwrap();
        for word in &words {
            assert!(!text.contains(word.as_str()), "{journal:?} tells {word}: {text}");
        }
        // its beginning is in, its end is out
        assert_eq!(lines(&office, journal, to, Timestamp::MAX).len(), 0);
        let before = lines(&office, journal, Timestamp::MIN, from).len();
        assert_eq!(before > 0, journal == Journal::Acknowledgements, "{journal:?}");
    }
    assert_eq!(Journal::ALL.len(), 10);
    let abroad = &lines(&office, Journal::Transfers, from, to)[0].said;
    assert_eq!((abroad.abroad.as_deref(), abroad.items.len()), (Some("DE"), 1));
    let incident = &lines(&office, Journal::Incidents, from, to)[0].said;
    assert_eq!((incident.number, incident.count, &incident.items), (Some(1), Some(1), &items(&["email"])));

    // what stands in no journal is none of what the law asks one for
    office.checkpoint().unwrap();
    let said = |index| Operational::from_bytes(office.prove(index).unwrap().operational.as_bytes()).unwrap();
    let in_none = |said: &Operational| !Journal::ALL.iter().any(|journal| journal.has(said));
    let rest: BTreeSet<&str> = (begun..end).map(said).filter(in_none).map(|said| said.act.as_str()).collect();
    let none = ["approve", "block", "propose", "register-carrier", "sweep", "unblock"];
    assert_eq!(
        rest,
        none.into(),
        "sweep: a dry run alone; what was proposed stands in a journal once it is done"
    );
    office.acknowledge(&staff("hr")).unwrap();
    let hr = office.journal(&staff("hr"), Journal::Reads, from, to, &mut |_| panic!("a line for hr"));
    assert_eq!(code(hr), RefusalCode::NoPermission);
}
