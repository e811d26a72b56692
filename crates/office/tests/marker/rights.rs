//! The acts on rights, each with the mark in everything that is said: proofs, places, documents, requests, contacts,
//! representatives, notes, files, answers, codes.

use kernel::{Channel, Consent, DutyKind, Representative, RepresentedBy, SubjectId, Way};
use office::{Decision, Grant, NewPerson, Office, RequestForm};
use policy::{IdentityLevel, ItemId, Lang, RequestKind};

use super::{MARK, Said};
use crate::common::{paperwork::form, *};

fn said(what: &str) -> String {
    format!("{MARK} {what}")
}

fn subscriber(office: &Office, said: &mut Said, n: u64) -> SubjectId {
    let items = [("full-name", format!("{MARK} Body")), ("email", format!("{MARK}.r{n}@example.kz"))];
    let items = items.map(|(item, value)| (item.parse().unwrap(), value));
    let mut new = person("mailings", "participant", &[]);
    new.items = items.to_vec();
    new.proof = Some(format!("{MARK} form {n}"));
    let consent = new.consent.map(|consent| Consent { parts: all_parts(), ..consent });
    let new = NewPerson { consent, ..new };
    said.debug(&new);
    said.answer(office.collect(&responsible(), &new)).unwrap().subject
}

fn all_parts() -> kernel::Parts {
    use kernel::Part::{Processing, Publication, ThirdParties};
    [Processing, Publication, ThirdParties].into_iter().collect()
}

/// One person's; gives the codes that were sent.
pub(super) fn every_right(office: &Office, out: &mut Said) -> Vec<String> {
    let boss = responsible();
    let who = subscriber(office, out, 1);
    let here = || target("mailings");
    let items: Vec<ItemId> = ["full-name", "email"].map(|item| item.parse().unwrap()).to_vec();
    let long = |len: usize| MARK.repeat(len / MARK.len() + 1);

    let consent =
        Consent { parts: all_parts(), ..Consent::to_processing(Way::WebForm, office.clock().now()) };
    out.answer(office.give_consent(&boss, who, here(), consent, Some(&said("second form"))));
    out.answer(office.give_consent(&boss, who, here(), consent, Some(&long(500))));
    out.answer(office.give_consent(&boss, who, target("employment"), consent, Some(&said("third form"))));
    out.answer(office.consent_receipt(&boss, who, &here(), Lang::En).map(drop));
    let mail = "mailing-service".parse().unwrap();
    let disclosed = out.answer(office.disclose(&boss, who, here(), &mail, &items)).unwrap().paper;
    out.answer(office.disclose(&boss, who, here(), &"state-revenue".parse().unwrap(), &items));
    out.answer(office.publish(&boss, who, here(), &items, &said("page")));
    out.answer(office.publish(&boss, who, here(), &items, &long(1_000)));
    out.answer(office.answer_demand(&boss, who, here(), &items, &said("writ")));
    out.answer(office.answer_demand(&boss, who, here(), &items, &long(1_000)));
    out.answer(office.answer_demand(&staff("hr"), who, here(), &items, &said("writ")));
    out.answer(office.register_carrier(&boss, who, here(), "identity-document-copy", None, "shelf 1"));
    out.answer(office.register_carrier(&boss, who, here(), MARK, None, &long(200)));
    out.answer(office.finish_task(&boss, disclosed, DutyKind::Removal));
    out.answer(office.hold(&boss, who, &long(800)));
    let codes = requests(office, out, who);
    out.answer(office.withdraw_consent(&boss, None, who, here(), kernel::Parts::PROCESSING));
    out.answer(office.list(
        &boss,
        &"mailings".parse().unwrap(),
        &items,
        office::Stretch::default(),
        &mut |one| {
            drop(format!("{one:?}"));
            std::ops::ControlFlow::Continue(())
        },
    ));
    let dossier = out.answer(office.export(&boss, who)).unwrap();
    assert!(serde_json::to_string(&dossier).unwrap().contains(MARK), "the person is told what was said");
    let shown = out.answer(office.show(&boss, who)).unwrap();
    out.0.push(serde_json::to_string(&shown).unwrap());
    out.answer(office.deadlines(&boss, jiff::Timestamp::MAX, 100));
    out.answer(office.open_requests(&boss, 100));
    codes
}

fn requests(office: &Office, out: &mut Said, who: SubjectId) -> Vec<String> {
    let boss = responsible();
    let source = [10, 0, 0, 7].into();
    let by = Representative { by: RepresentedBy::PowerOfAttorney, until: None };
    let asked = |kind, text: &str| RequestForm {
        channel: Channel::Paper,
        identity: IdentityLevel::StaffCheck,
        target: Some(target("mailings")),
        representative: Some(by),
        represented_by: said("lawyer"),
        contact: format!("{MARK}.answers@example.kz"),
        text: said(text),
        ..form(kind, Some(who))
    };
    let mut codes = Vec::new();
    for kind in RequestKind::ALL.iter().copied().filter(|kind| *kind != RequestKind::Erase) {
        let form = asked(kind, "request");
        out.debug(&form);
        let Some(received) = out.answer(office.receive_request(&boss, None, &form)) else { continue };
        let request = received.request;
        out.answer(office.receive_request(&boss, None, &form));
        out.answer(office.move_request(&boss, request, kernel::Step::Note, &said("note")));
        out.answer(office.move_request(&boss, request, kernel::Step::Extend, &said("longer")));
        out.answer(office.attach(&boss, request, said("file").repeat(50).as_bytes()).map(drop));
        let address = format!("{MARK}.r1@example.kz");
        if let Some(sent) = out.answer(office.make_code(&boss, request, &address, source)) {
            codes.extend(sent.letter().map(|(_, code)| code.expose().to_owned()));
        }
        out.answer(office.make_code(&boss, request, MARK, source));
        out.answer(office.enter_code(&boss, request, MARK));
        out.answer(office.enter_code(&boss, request, "00000000"));
        let view = out.answer(office.request(&boss, request)).unwrap();
        for file in view.evidence {
            out.answer(office.evidence(&boss, file).map(drop));
        }
        let values = match kind {
            RequestKind::Rectify => vec![("full-name".parse().unwrap(), format!("{MARK} Anew"))],
            _ => Vec::new(),
        };
        let unfounded = kind == RequestKind::Block;
        let wrong = Grant { values: vec![("phone".parse().unwrap(), MARK.to_owned())], ..Grant::default() };
        out.answer(office.decide_request(&boss, request, Decision::Grant(wrong)));
        let grant = Grant { values, unfounded, reasons: said("reasons"), ..Grant::default() };
        out.answer(office.decide_request(&boss, request, Decision::Grant(grant)));
        out.answer(office.request(&boss, request));
        out.answer(office.answered(&boss, request));
    }
    let refused = out.answer(office.receive_request(&boss, None, &asked(RequestKind::Erase, "all"))).unwrap();
    out.answer(office.decide_request(&boss, refused.request, Decision::Refuse { reasons: said("reasons") }));
    let long = RequestForm { text: MARK.repeat(4_000), ..asked(RequestKind::Object, "") };
    out.answer(office.receive_request(&boss, None, &long));
    assert!(!codes.is_empty());
    codes
}
