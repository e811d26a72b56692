//! Every use of a key names itself, so that what was made for one use is refused in another.

/// A use's name: ASCII, filled up with zeros to 16 bytes, so that no label is another's beginning.
pub(crate) type Label = [u8; 16];

pub(crate) const SUBJECT_SLOT: Label = label("qorgau/subject/1");
pub(crate) const ENGAGEMENT_SLOT: Label = label("qorgau/engage/1");
pub(crate) const RECORD: Label = label("qorgau/record/1");
pub(crate) const PART: Label = label("qorgau/part/1");
pub(crate) const SYSTEM: Label = label("qorgau/system/1");

/// HKDF salt: separates this program's use of a root key from any other's.
pub(crate) const ROOT_SALT: &[u8] = b"qorgau/root/1";

pub(crate) const KEY_WRAP: &[u8] = b"qorgau/key/wrap/1";
pub(crate) const KEY_INDEX: &[u8] = b"qorgau/key/index/1";
pub(crate) const KEY_ROWS: &[u8] = b"qorgau/key/rows/1";
pub(crate) const KEY_SYSTEM: &[u8] = b"qorgau/key/system/1";
pub(crate) const KEY_CHECK: &[u8] = b"qorgau/key/check/1";

const fn label(text: &str) -> Label {
    let bytes = text.as_bytes();
    let mut out = [0; 16];
    let mut i = 0;
    while i < bytes.len() {
        out[i] = bytes[i];
        i += 1;
    }
    out
}
