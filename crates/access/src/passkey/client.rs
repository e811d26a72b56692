//! What the browser says of the question that it passed on (§5.8.1, "client data").

use serde::Deserialize;

use super::{NotTaken, RelyingParty, bytes::Bytes};
use crate::hidden::Hidden;

/// The longest client data that is read, in bytes.
pub(super) const CLIENT_DATA: usize = 4096;

/// Which ceremony it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A passkey was made.
    Create,
    /// A passkey was shown.
    Get,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: Bytes<64>,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    #[serde(default)]
    top_origin: Option<String>,
}

/// Checks that it answers this question, asked by a page of the party's own and not from within another's (§7.1, steps 7
/// to 12; §7.2, steps 10 to 15).
pub(super) fn check(
    json: &[u8],
    kind: Kind,
    challenge: &Hidden<32>,
    party: &RelyingParty,
) -> Result<(), NotTaken> {
    let data: ClientData = serde_json::from_slice(json).map_err(|_| NotTaken::Form)?;
    let meant = match kind {
        Kind::Create => "webauthn.create",
        Kind::Get => "webauthn.get",
    };
    let answered = <[u8; 32]>::try_from(data.challenge.0).is_ok_and(|shown| Hidden(shown) == *challenge);
    let framed = data.cross_origin || data.top_origin.is_some();
    if data.r#type == meant && answered && party.is_at(&data.origin) && !framed {
        Ok(())
    } else {
        Err(NotTaken::Other)
    }
}
