//! Rows of fixed width: what is written reads back, and nothing else reads.

use jiff::Timestamp;
use kernel::{encode::*, *};
use proptest::{option, prelude::*, sample::select};

proptest! {
    #[test]
    fn a_subject_reads_back(s in subjects()) {
        prop_assert_eq!(read_subject(s.id, &subject(&s)), Ok(s));
    }

    #[test]
    fn an_engagement_reads_back(e in engagements()) {
        let row = engagement(&e);
        prop_assert_eq!(read_engagement(e.subject, e.id, &row), Ok(e));
    }

    #[test]
    fn two_engagements_never_share_a_row(a in engagements(), b in engagements()) {
        let b = Engagement { id: a.id, subject: a.subject, ..b };
        prop_assert_eq!(a == b, engagement(&a) == engagement(&b));
    }

    #[test]
    fn only_a_row_of_this_width_and_form_reads(e in engagements(), s in subjects(), at in 0..1000usize, bits: u8, len in 0..300usize) {
        let mut row = engagement(&e).to_vec();
        let place = at % row.len();
        row[place] ^= bits;
        if let Ok(read) = read_engagement(e.subject, e.id, &row) {
            prop_assert_eq!(engagement(&read).to_vec(), row.clone());
        }
        let mut other = subject(&s).to_vec();
        let place = at % other.len();
        other[place] ^= bits;
        if let Ok(read) = read_subject(s.id, &other) {
            prop_assert_eq!(subject(&read).to_vec(), other.clone());
        }
        row.resize(len, 0);
        prop_assert!(len == ENGAGEMENT_LEN || read_engagement(e.subject, e.id, &row).is_err());
        other.resize(len, 0);
        prop_assert!(len == SUBJECT_LEN || read_subject(s.id, &other).is_err());
    }

    #[test]
    fn a_paper_reads_back(p in papers()) {
        prop_assert_eq!(read_paper(p.subject, p.id, &paper(&p)), Ok(p));
    }

    #[test]
    fn two_papers_never_share_a_row(a in papers(), b in papers()) {
        let b = Paper { id: a.id, subject: a.subject, ..b };
        prop_assert_eq!(a == b, paper(&a) == paper(&b));
    }

    #[test]
    fn only_a_paper_of_this_width_and_form_reads(p in papers(), at in 0..1000usize, bits: u8, len in 0..300usize) {
        let mut row = paper(&p).to_vec();
        let place = at % row.len();
        row[place] ^= bits;
        if let Ok(read) = read_paper(p.subject, p.id, &row) {
            prop_assert_eq!(paper(&read).to_vec(), row.clone());
        }
        row.resize(len, 0);
        prop_assert!(len == PAPER_LEN || read_paper(p.subject, p.id, &row).is_err());
    }

    #[test]
    fn a_subject_part_reads_back(
        (a, b, c) in any::<([u8; 16], [u8; 16], [u8; 16])>(), (v, w) in any::<(u64, u64)>(), some: bool
    ) {
        let engagement = (some && b != [0; 16]).then(|| EngagementId::from_bytes(b));
        let other = (!some && c != [0; 16]).then_some(c);
        let subject = SubjectId::from_bytes(a);
        let part = SubjectPart { subject, engagement, other, subject_version: v, engagement_version: w };
        prop_assert_eq!(SubjectPart::from_bytes(&part.to_bytes()), part);
    }
}

#[test]
fn the_widths_stay() {
    assert_eq!((SUBJECT_LEN, ENGAGEMENT_LEN, PAPER_LEN, SubjectPart::LEN), (40, 226, 130, 64));
}

fn moments() -> impl Strategy<Value = Timestamp> {
    (Timestamp::MIN.as_second()..=Timestamp::MAX.as_second()).prop_map(|s| Timestamp::from_second(s).unwrap())
}

fn subjects() -> impl Strategy<Value = Subject> {
    let block = option::of(moments());
    (any::<([u8; 16], u64, u64, u16, u32)>(), moments(), block).prop_map(
        |((id, version, slot, holds, papers), created, block)| {
            let block = block.map(|since| Block { since });
            Subject { id: SubjectId::from_bytes(id), version, created, slot, block, holds, papers }
        },
    )
}

fn engagements() -> impl Strategy<Value = Engagement> {
    let maybe = || option::of(moments());
    let events = [maybe(), maybe(), maybe(), maybe(), maybe(), maybe()];
    let due = option::of((moments(), any::<(bool, u8)>()));
    let times = (moments(), moments(), option::of(consents()), events, maybe(), due);
    let source = select(Source::ALL);
    let choice = option::of(0..255u8);
    let numbers = any::<([u8; 16], [u8; 16], u64, u64, u32, u16, u8, u64, u64, [u8; 16])>();
    (numbers, choice, source, any::<(bool, bool)>(), times).prop_map(
        |(n, choice, source, (active, restricted), times)| {
            let (id, subject, version, record, edition, row, category, held, slot, fingerprint) = n;
            let (recorded, collected, consent, events, pause, due) = times;
            Engagement {
                id: EngagementId::from_bytes(id),
                subject: SubjectId::from_bytes(subject),
                version,
                record,
                edition,
                row,
                category,
                choice,
                recorded,
                collected,
                consent,
                source,
                held,
                events,
                pause,
                phase: if active { Phase::Active } else { Phase::Storage },
                restricted,
                due: due.map(|(at, (exact, ending))| DueAt { at, exact, ending }),
                slot,
                fingerprint,
            }
        },
    )
}

fn consents() -> impl Strategy<Value = Consent> {
    let maybe = || option::of(moments());
    let notice = (select(&policy::Lang::ALL[..]), any::<[u8; 32]>());
    let notice = option::of(notice.prop_map(|(lang, digest)| Notice { lang, digest }));
    let withdrawn = [maybe(), maybe(), maybe(), maybe()];
    let way = select(Way::ALL);
    (way, moments(), parts(), maybe(), notice, withdrawn).prop_map(
        |(way, at, parts, until, notice, withdrawn)| Consent { way, at, parts, until, notice, withdrawn },
    )
}

fn parts() -> impl Strategy<Value = Parts> {
    (0..16u8).prop_map(|bits| Parts::from_bits(bits).unwrap())
}

fn duties() -> impl Strategy<Value = Duty> {
    let maybe = || option::of(moments());
    (maybe(), maybe()).prop_map(|(due, done)| Duty { due, done })
}

fn requests() -> impl Strategy<Value = Request> {
    let maybe = || option::of(moments());
    let words = (
        select(policy::RequestKind::ALL),
        select(Channel::ALL),
        select(policy::IdentityLevel::ALL),
        select(Status::ALL),
        option::of(select(RequestOutcome::ALL)),
    );
    let representative = (select(RepresentedBy::ALL), maybe());
    let representative = option::of(representative.prop_map(|(by, until)| Representative { by, until }));
    let closed = (moments(), moments()).prop_map(|(at, kept_until)| Closed { at, kept_until });
    let deadline = (moments(), any::<(bool, u8)>());
    let deadline = deadline.prop_map(|(at, (exact, ending))| DueAt { at, exact, ending });
    let times = (moments(), deadline, maybe(), maybe(), option::of(closed));
    let numbers = any::<(u32, bool, [u8; 16], [u8; 16], u16)>();
    (words, times, numbers, parts(), representative).prop_map(
        |(words, times, numbers, parts, representative)| {
            let (kind, channel, identity, status, outcome) = words;
            let (received, deadline, paused, decided, closed) = times;
            let (edition, extended, engagement, fingerprint, again) = numbers;
            Request {
                kind,
                channel,
                received,
                deadline,
                edition,
                identity,
                status,
                paused,
                extended,
                engagement: (engagement != [0; 16]).then(|| EngagementId::from_bytes(engagement)),
                parts,
                representative,
                fingerprint,
                again,
                decided,
                outcome,
                closed,
            }
        },
    )
}

fn matters() -> impl Strategy<Value = Matter> {
    let engagement = || any::<[u8; 16]>().prop_map(EngagementId::from_bytes);
    let request = || any::<[u8; 16]>().prop_map(PaperId::from_bytes);
    let former = (engagement(), any::<(u32, u16)>(), consents(), moments());
    let recipient = option::of(0..u16::MAX);
    let disclosure = (engagement(), any::<(u32, bool, u64)>(), recipient, moments(), duties(), duties());
    prop_oneof![
        former.prop_map(|(engagement, (edition, row), consent, ended)| {
            Matter::FormerConsent(FormerConsent { engagement, edition, row, consent, ended })
        }),
        requests().prop_map(Matter::Request),
        disclosure.prop_map(|(engagement, (edition, abroad, items), recipient, at, notice, tell)| {
            Matter::Disclosure(Disclosure { engagement, edition, recipient, abroad, at, items, notice, tell })
        }),
        (engagement(), moments(), any::<u64>(), duties()).prop_map(|(engagement, at, items, removal)| {
            Matter::Publication(Publication { engagement, at, items, removal })
        }),
        (engagement(), any::<u64>(), moments())
            .prop_map(|(engagement, number, at)| Matter::Carrier(Carrier { engagement, number, at })),
        (request(), moments(), any::<[u8; 32]>())
            .prop_map(|(request, at, digest)| Matter::Evidence(Evidence { request, at, digest })),
        (request(), moments()).prop_map(|(request, expires)| Matter::Code(Code { request, expires })),
    ]
}

fn papers() -> impl Strategy<Value = Paper> {
    let numbers = any::<([u8; 16], [u8; 16], u64)>();
    (numbers, option::of(0..u64::MAX), matters()).prop_map(|((id, subject, version), slot, matter)| Paper {
        id: PaperId::from_bytes(id),
        subject: SubjectId::from_bytes(subject),
        version,
        slot,
        matter,
    })
}
