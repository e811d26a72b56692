//! Blind-index tags and row MACs: equal inputs, equal tags; anything else differs.

mod common;

use common::Counter;
use proptest::prelude::*;
use vault::{Keyring, RootKey};

fn keyring() -> Keyring {
    Keyring::new(&RootKey::generate(&mut Counter(1)))
}

#[test]
fn parts_do_not_run_together() {
    let k = keyring();
    assert_ne!(k.blind("a", b"bc"), k.blind("ab", b"c"));
    assert_ne!(k.blind("", b"abc"), k.blind("abc", b""));
    let mac = k.row_mac("t", b"ab", b"c");
    assert!(k.check_row("t", b"ab", b"c", &mac));
    assert!(!k.check_row("t", b"a", b"bc", &mac));
    assert!(!k.check_row("ta", b"b", b"c", &mac));
    assert!(!k.check_row("", b"tab", b"c", &mac));
    // An index tag is no row MAC, though the messages are the same bytes.
    assert_ne!(k.blind("t", &[&[0; 7][..], &[2], b"abc"].concat()), k.row_mac("t", b"ab", b"c"));
}

proptest! {
    #[test]
    fn tags_are_equal_exactly_for_equal_inputs(
        a in ("[a-c]{0,3}", "[a-c]{0,3}", "[a-c]{0,3}"), b in ("[a-c]{0,3}", "[a-c]{0,3}", "[a-c]{0,3}"),
    ) {
        let k = keyring();
        let blind = |(x, y, _): &(String, String, String)| k.blind(x, y.as_bytes());
        prop_assert_eq!(blind(&a) == blind(&b), (&a.0, &a.1) == (&b.0, &b.1));
        let mac = |(x, y, z): &(String, String, String)| k.row_mac(x, y.as_bytes(), z.as_bytes());
        prop_assert_eq!(mac(&a) == mac(&b), a == b);
    }

    #[test]
    fn a_changed_row_or_mac_is_noticed(key: [u8; 16], body in prop::collection::vec(any::<u8>(), 1..300),
                                       at: prop::sample::Index, bit in 0u32..8) {
        let k = keyring();
        let mac = k.row_mac("subject", &key, &body);
        prop_assert!(k.check_row("subject", &key, &body, &mac));
        let mut changed = body.clone();
        changed[at.index(body.len())] ^= 1 << bit;
        prop_assert!(!k.check_row("subject", &key, &changed, &mac));
        let mut changed = mac;
        changed[at.index(16)] ^= 1 << bit;
        prop_assert!(!k.check_row("subject", &key, &body, &changed));
    }
}
