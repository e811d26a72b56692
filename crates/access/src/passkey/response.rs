//! What a page sends back, as `PublicKeyCredential.toJSON()` writes it (§5.1.8). Members that nobody here needs are
//! passed over, as the standard has it.

use serde::{Deserialize, Deserializer, Serialize};

use super::{bytes::Bytes, client::CLIENT_DATA, data::AUTHENTICATOR_DATA, kept::CREDENTIAL};

/// The longest attestation object that is read, in bytes: statements hold chains of certificates.
const ATTESTATION_OBJECT: usize = 16 << 10;
/// The longest signature, in bytes.
const SIGNATURE: usize = 1024;
/// The longest user handle (§4).
const HANDLE: usize = 64;

/// A passkey that was made: `RegistrationResponseJSON`. `Debug` shows nothing of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationResponse {
    id: Bytes<CREDENTIAL>,
    raw_id: Bytes<CREDENTIAL>,
    r#type: PublicKeyType,
    pub(super) response: AttestationResponse,
}

/// A passkey that was shown: `AuthenticationResponseJSON`. `Debug` shows nothing of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticationResponse {
    id: Bytes<CREDENTIAL>,
    raw_id: Bytes<CREDENTIAL>,
    r#type: PublicKeyType,
    pub(super) response: AssertionResponse,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttestationResponse {
    #[serde(rename = "clientDataJSON")]
    pub(super) client_data: Bytes<CLIENT_DATA>,
    pub(super) attestation_object: Bytes<ATTESTATION_OBJECT>,
    #[serde(default, deserialize_with = "known")]
    pub(super) transports: Vec<Transport>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssertionResponse {
    #[serde(rename = "clientDataJSON")]
    pub(super) client_data: Bytes<CLIENT_DATA>,
    pub(super) authenticator_data: Bytes<AUTHENTICATOR_DATA>,
    pub(super) signature: Bytes<SIGNATURE>,
    #[serde(default)]
    pub(super) user_handle: Option<Bytes<HANDLE>>,
}

/// The one type of credential there is (§5.8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PublicKeyType {
    #[serde(rename = "public-key")]
    PublicKey,
}

/// How an authenticator can be reached (§5.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Transport {
    Usb,
    Nfc,
    Ble,
    SmartCard,
    Hybrid,
    Internal,
}

impl RegistrationResponse {
    /// The credential's id, where it says the same twice.
    pub(super) fn credential(&self) -> Option<&Bytes<CREDENTIAL>> {
        let PublicKeyType::PublicKey = self.r#type;
        Some(&self.raw_id).filter(|raw| **raw == self.id)
    }
}

impl AuthenticationResponse {
    /// The credential's id, where it says the same twice.
    pub(super) fn credential(&self) -> Option<&Bytes<CREDENTIAL>> {
        let PublicKeyType::PublicKey = self.r#type;
        Some(&self.raw_id).filter(|raw| **raw == self.id)
    }
}

/// Those that are known, each once.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Transport>, D::Error> {
    use serde::de::{IntoDeserializer as _, value::Error};
    let mut known = Vec::new();
    for word in Vec::<String>::deserialize(deserializer)? {
        let transport: Result<Transport, Error> = Transport::deserialize(word.into_deserializer());
        known.extend(transport.ok().filter(|transport| !known.contains(transport)));
    }
    Ok(known)
}
