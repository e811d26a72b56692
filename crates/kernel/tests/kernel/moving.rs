//! What is done with a request, and what a consent is asked for, in random histories.

use calendar::PauseReason;
use jiff::SignedDuration;
use kernel::{Step as Move, *};
use policy::IdentityLevel;

use crate::house::{House, id, person};

/// What is done with a request, by number.
pub(crate) fn moving(house: &mut House, who: u8, request: PaperId, how: usize, level: usize) -> Deed {
    let handle = |step| Deed::HandleRequest { request, step };
    let codes =
        papers(house, who, |paper| matches!(&paper.matter, Matter::Code(code) if code.request == request));
    let code = chosen(&codes, level);
    let decided = papers(house, who, |paper| {
        paper.id == request && paper.as_request().is_some_and(|one| one.status == Status::Decided)
    });
    match how {
        8.. if !decided.is_empty() => Deed::AnswerRequest { request },
        0 => Deed::ConfirmIdentity { request, level: IdentityLevel::ALL[level] },
        1 => handle(Move::Pause([PauseReason::Identity, PauseReason::Clarification][level % 2])),
        2 => handle(Move::Resume),
        3 => handle(Move::Extend),
        4 => handle(Move::PassOn),
        5 => {
            let evidence = house.next(PaperId::from_bytes);
            handle(Move::Attach { evidence, digest: [5; 32] })
        }
        6 | 7 => {
            let expires = house.now + SignedDuration::from_hours(level as i64);
            handle(Move::SendCode { code: house.next(PaperId::from_bytes), expires })
        }
        8 => handle(Move::TryCode { code, passed: true, spent: false }),
        9 => handle(Move::TryCode { code, passed: false, spent: level == 0 }),
        10 => handle(Move::Note),
        11 | 12 => Deed::DecideRequest { request, outcome: RequestOutcome::ALL[level % 3], done: false },
        _ => Deed::AnswerRequest { request },
    }
}

/// The parts that a mask names, as far as the purpose asks for them in force today; all it names where that is not known.
pub(crate) fn asked(house: &House, purpose: &str, mask: u8) -> Parts {
    let known = house.world.edition().unwrap().pack().purpose(&id(purpose));
    let asks = match known.map(|purpose| &purpose.ground) {
        Some(policy::Ground::Consent(particulars)) if mask < 13 => Parts::asked(particulars).bits(),
        _ => 15,
    };
    Parts::from_bits(mask & asks | u8::from(mask != 14)).unwrap()
}

pub(crate) fn papers(house: &House, who: u8, which: impl Fn(&Paper) -> bool) -> Vec<Paper> {
    house.state(person(who), None).papers.into_iter().filter(|paper| which(paper)).collect()
}

pub(crate) fn chosen(papers: &[Paper], which: usize) -> PaperId {
    papers.get(which % papers.len().max(1)).map_or(PaperId::from_bytes([9; 16]), |paper| paper.id)
}
