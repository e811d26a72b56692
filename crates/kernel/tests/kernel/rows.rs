//! Rows of fixed width: what is written reads back, and nothing else reads.

use jiff::Timestamp;
use kernel::{encode::*, *};
use proptest::prelude::*;

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
    assert_eq!((SUBJECT_LEN, ENGAGEMENT_LEN, SubjectPart::LEN), (40, 149, 64));
}

fn moments() -> impl Strategy<Value = Timestamp> {
    (Timestamp::MIN.as_second()..=Timestamp::MAX.as_second()).prop_map(|s| Timestamp::from_second(s).unwrap())
}

fn subjects() -> impl Strategy<Value = Subject> {
    let block = proptest::option::of(moments());
    (any::<([u8; 16], u64, u64, u16)>(), moments(), block).prop_map(
        |((id, version, slot, holds), created, block)| {
            let block = block.map(|since| Block { since });
            Subject { id: SubjectId::from_bytes(id), version, created, slot, block, holds }
        },
    )
}

fn engagements() -> impl Strategy<Value = Engagement> {
    let maybe = || proptest::option::of(moments());
    let events = [maybe(), maybe(), maybe(), maybe(), maybe(), maybe()];
    let consent = proptest::option::of((proptest::sample::select(Way::ALL), moments()));
    let due = proptest::option::of((moments(), any::<(bool, u8)>()));
    let times = (moments(), moments(), consent, events, maybe(), due);
    let source = proptest::sample::select(Source::ALL);
    let choice = proptest::option::of(0..255u8);
    let numbers = any::<([u8; 16], [u8; 16], u64, u64, u32, u16, u8, u64, u64, [u8; 16])>();
    (numbers, choice, source, any::<bool>(), times).prop_map(|(n, choice, source, active, times)| {
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
            consent: consent.map(|(way, at)| Consent { way, at }),
            source,
            held,
            events,
            pause,
            phase: if active { Phase::Active } else { Phase::Storage },
            due: due.map(|(at, (exact, ending))| DueAt { at, exact, ending }),
            slot,
            fingerprint,
        }
    })
}
