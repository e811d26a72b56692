//! Whatever is changed, moved, shortened, lengthened or put back is refused.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::Counter;
use proptest::{prelude::*, sample::Index};
use vault::{
    DESTROYED, EngagementKey, Keyring, RecordContext, RootKey, SubjectKey, VaultError::Damaged,
    VaultError::Destroyed, WRAPPED_LEN,
};

fn keyring(seed: u64) -> Keyring {
    Keyring::new(&RootKey::generate(&mut Counter(seed)))
}

fn subject_key(seed: u64) -> SubjectKey {
    SubjectKey::generate(&mut Counter(seed))
}

fn engagement_key(seed: u64) -> EngagementKey {
    EngagementKey::generate(&mut Counter(seed))
}

fn context() -> impl Strategy<Value = RecordContext> {
    any::<([u8; 16], [u8; 16], u16, u32, u64)>().prop_map(
        |(subject, engagement, schema, edition, version)| RecordContext {
            subject,
            engagement,
            schema,
            edition,
            version,
        },
    )
}

/// The context with one bit of one field changed: 368 ways in all.
fn other_context(context: &RecordContext, bit: usize) -> RecordContext {
    let mut other = *context;
    match bit {
        0..128 => other.subject[bit / 8] ^= 1 << (bit % 8),
        128..256 => other.engagement[(bit - 128) / 8] ^= 1 << (bit % 8),
        256..272 => other.schema ^= 1 << (bit - 256),
        272..304 => other.edition ^= 1 << (bit - 272),
        _ => other.version ^= 1 << (bit - 304),
    }
    other
}

fn flip(bytes: &mut [u8], at: &Index, bit: u32) {
    bytes[at.index(bytes.len())] ^= 1 << bit;
}

proptest! {
    #[test]
    fn a_record_opens_only_as_it_was_sealed(
        context in context(), plaintext: Vec<u8>, seed in 1u64..1 << 40,
        at: Index, bit in 0u32..8, context_bit in 0usize..368, more in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let key = engagement_key(seed);
        let sealed = key.seal(&context, &plaintext, &mut Counter(seed + 9));
        prop_assert_eq!(&*key.open(&context, &sealed).unwrap(), &plaintext);

        let moved = other_context(&context, context_bit);
        prop_assert_eq!(key.open(&moved, &sealed), Err(Damaged));
        prop_assert_eq!(engagement_key(seed + 1).open(&context, &sealed), Err(Damaged));

        let mut flipped = sealed.clone();
        flip(&mut flipped, &at, bit);
        prop_assert_eq!(key.open(&context, &flipped), Err(Damaged));
        let cut = &sealed[..at.index(sealed.len())];
        prop_assert_eq!(key.open(&context, cut), Err(Damaged));
        prop_assert_eq!(key.open(&context, &[&sealed[..], &more].concat()), Err(Damaged));
        prop_assert_eq!(key.open(&context, &[&more[..], &sealed].concat()), Err(Damaged));
    }

    #[test]
    fn a_slot_opens_only_where_it_was_wrapped(
        subject: [u8; 16], engagement: [u8; 16], seed in 1u64..1 << 40, at: Index, bit in 0u32..8,
    ) {
        let (keyring, key, inner) = (keyring(seed), subject_key(seed + 10), engagement_key(seed + 20));
        let mut rng = Counter(seed + 30);
        let outer = keyring.wrap_subject(&subject, &key, &mut rng);
        let slot = key.wrap_engagement(&subject, &engagement, &inner, &mut rng);
        prop_assert!(keyring.unwrap_subject(&subject, &outer).is_ok());
        prop_assert!(key.unwrap_engagement(&subject, &engagement, &slot).is_ok());

        let open_outer = |id: &_, slot: &_| keyring.unwrap_subject(id, slot).map(drop);
        let open_inner = |s: &_, e: &_, slot: &_| key.unwrap_engagement(s, e, slot).map(drop);
        let mut flipped = outer;
        flip(&mut flipped, &at, bit);
        prop_assert_eq!(open_outer(&subject, &flipped), Err(Damaged));
        let mut flipped = slot;
        flip(&mut flipped, &at, bit);
        prop_assert_eq!(open_inner(&subject, &engagement, &flipped), Err(Damaged));

        let (mut other_subject, mut other_engagement) = (subject, engagement);
        flip(&mut other_subject, &at, bit);
        flip(&mut other_engagement, &at, bit);
        prop_assert_eq!(open_outer(&other_subject, &outer), Err(Damaged));
        prop_assert_eq!(open_inner(&other_subject, &engagement, &slot), Err(Damaged));
        prop_assert_eq!(open_inner(&subject, &other_engagement, &slot), Err(Damaged));

        // A slot of one floor is no slot of another, and another key opens neither.
        prop_assert_eq!(open_outer(&subject, &slot), Err(Damaged));
        prop_assert_eq!(open_inner(&subject, &engagement, &outer), Err(Damaged));
        let strange = subject_key(seed + 11).unwrap_engagement(&subject, &engagement, &slot).map(drop);
        prop_assert_eq!(strange, Err(Damaged));
    }

    #[test]
    fn parts_and_system_secrets_keep_to_their_context(
        a: Vec<u8>, b: Vec<u8>, name in ".{0,20}", other in ".{0,20}", plaintext: Vec<u8>, at: Index, bit in 0u32..8,
    ) {
        prop_assume!(a != b && name != other);
        let (key, keyring, mut rng) = (subject_key(1), keyring(2), Counter(3));
        let mut part = key.seal_part(&a, &plaintext, &mut rng);
        prop_assert_eq!(&*key.open_part(&a, &part).unwrap(), &plaintext);
        prop_assert_eq!(key.open_part(&b, &part), Err(Damaged));
        flip(&mut part, &at, bit);
        prop_assert_eq!(key.open_part(&a, &part), Err(Damaged));

        let mut secret = keyring.seal_system(&name, &plaintext, &mut rng);
        prop_assert_eq!(&*keyring.open_system(&name, &secret).unwrap(), &plaintext);
        prop_assert_eq!(keyring.open_system(&other, &secret), Err(Damaged));
        flip(&mut secret, &at, bit);
        prop_assert_eq!(keyring.open_system(&name, &secret), Err(Damaged));
    }
}

#[test]
fn every_field_of_the_context_counts() {
    let context = RecordContext { subject: [1; 16], engagement: [1; 16], schema: 1, edition: 1, version: 1 };
    let key = engagement_key(1);
    let sealed = key.seal(&context, b"value", &mut Counter(2));
    for bit in 0..368 {
        let moved = other_context(&context, bit);
        assert_ne!(moved, context);
        assert_eq!(key.open(&moved, &sealed), Err(Damaged), "bit {bit}");
    }
}

#[test]
fn every_bit_of_a_slot_counts() {
    let keyring = keyring(1);
    let slot = keyring.wrap_subject(&[7; 16], &subject_key(2), &mut Counter(3));
    for bit in 0..WRAPPED_LEN * 8 {
        let mut flipped = slot;
        flipped[bit / 8] ^= 1 << (bit % 8);
        let read = keyring.unwrap_subject(&[7; 16], &flipped).map(drop);
        assert_eq!(read, Err(Damaged), "bit {bit}");
    }
}

#[test]
fn an_old_version_cannot_be_put_back() {
    let (first, second) = (engagement_key(1), engagement_key(2));
    let v1 = RecordContext { subject: [1; 16], engagement: [2; 16], schema: 1, edition: 1, version: 1 };
    let v2 = RecordContext { version: 2, ..v1 };
    let old = first.seal(&v1, b"old", &mut Counter(3));
    assert_eq!(second.open(&v2, &old), Err(Damaged));
    assert_eq!(first.open(&v2, &old), Err(Damaged));
    assert_eq!(second.open(&v1, &old), Err(Damaged));
}

#[test]
fn a_zeroed_slot_is_destroyed_and_a_half_zeroed_one_damaged() {
    let (keyring, key) = (keyring(1), subject_key(2));
    let outer = |slot: &_| keyring.unwrap_subject(&[7; 16], slot).map(drop);
    let inner = |slot: &_| key.unwrap_engagement(&[7; 16], &[8; 16], slot).map(drop);
    assert_eq!(outer(&DESTROYED), Err(Destroyed));
    assert_eq!(inner(&DESTROYED), Err(Destroyed));

    let mut half = keyring.wrap_subject(&[7; 16], &key, &mut Counter(3));
    half[..30].fill(0);
    assert_eq!(outer(&half), Err(Damaged));
    half.fill(0);
    half[WRAPPED_LEN - 1] = 1;
    assert_eq!(outer(&half), Err(Damaged));
}

#[test]
fn a_wrong_root_key_is_recognised_and_opens_nothing() {
    let (right, wrong) = (keyring(1), keyring(2));
    assert_ne!(right.check_value(), wrong.check_value());
    let slot = right.wrap_subject(&[7; 16], &subject_key(3), &mut Counter(4));
    assert_eq!(wrong.unwrap_subject(&[7; 16], &slot).map(drop), Err(Damaged));
    let secret = right.seal_system("seed", b"x", &mut Counter(4));
    assert_eq!(wrong.open_system("seed", &secret), Err(Damaged));
    assert_ne!(right.blind("phone", b"1"), wrong.blind("phone", b"1"));
    let mac = right.row_mac("t", b"k", b"b");
    assert!(!wrong.check_row("t", b"k", b"b", &mac));
}
