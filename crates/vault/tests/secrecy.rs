//! Keys do not show in `Debug`, are overwritten when dropped, and can be used from every thread.

mod common;

use common::Counter;
use vault::{EngagementKey, Keyring, RootKey, SubjectKey};
use zeroize::ZeroizeOnDrop;

#[test]
fn debug_shows_a_name_and_nothing_else() {
    let root = RootKey::generate(&mut Counter(1));
    let shown = [
        format!("{root:?} {:#?}", root),
        format!("{:?}", Keyring::new(&root)),
        format!("{:?}", SubjectKey::generate(&mut Counter(2))),
        format!("{:?}", EngagementKey::generate(&mut Counter(3))),
    ];
    assert_eq!(shown, ["RootKey(..) RootKey(..)", "Keyring(..)", "SubjectKey(..)", "EngagementKey(..)"]);
}

/// Checked when compiled: the keys, and the foreign types the keyring keeps derived keys in.
#[test]
fn keys_are_overwritten_when_dropped() {
    fn overwritten<T: ZeroizeOnDrop>() {}
    overwritten::<RootKey>();
    overwritten::<SubjectKey>();
    overwritten::<EngagementKey>();
    overwritten::<aes_gcm::Aes256Gcm>();
    // HMAC bears no mark of its own; all it holds are two of these.
    overwritten::<<sha2::Sha256 as hmac::EagerHash>::Core>();
}

#[test]
fn keys_cross_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<RootKey>();
    shared::<Keyring>();
    shared::<SubjectKey>();
    shared::<EngagementKey>();
}
