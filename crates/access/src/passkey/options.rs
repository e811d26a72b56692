//! What a page asks the browser for, as `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read it (§5.1.9,
//! §5.1.10).

use std::fmt;

use serde::Serialize;

use super::{
    Passkey, Passkeys, RelyingParty, UserHandle, UserVerification,
    bytes::Bytes,
    cose::ALGORITHMS,
    kept::CREDENTIAL,
    response::{PublicKeyType, Transport},
};
use crate::hidden::Hidden;

/// `PublicKeyCredentialCreationOptionsJSON`. `Debug` shows nothing of it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    rp: Party,
    user: User,
    challenge: Bytes<32>,
    pub_key_cred_params: Vec<Parameters>,
    timeout: u64,
    exclude_credentials: Vec<Descriptor>,
    authenticator_selection: Selection,
    attestation: &'static str,
}

/// `PublicKeyCredentialRequestOptionsJSON`. `Debug` shows nothing of it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestOptions {
    challenge: Bytes<32>,
    timeout: u64,
    rp_id: String,
    allow_credentials: Vec<Descriptor>,
    user_verification: UserVerification,
}

#[derive(Clone, Serialize)]
struct Party {
    id: String,
    name: String,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: Bytes<32>,
    name: String,
    display_name: String,
}

#[derive(Clone, Serialize)]
struct Parameters {
    r#type: PublicKeyType,
    alg: i64,
}

#[derive(Clone, Serialize)]
struct Descriptor {
    r#type: PublicKeyType,
    id: Bytes<CREDENTIAL>,
    transports: Vec<Transport>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Selection {
    resident_key: &'static str,
    require_resident_key: bool,
    user_verification: UserVerification,
}

impl CreationOptions {
    /// Asks for a passkey that can be shown without being named, and whose authenticator knows its person: only such a
    /// one is good for a step-up as well. Those that are held are not made again.
    pub(super) fn new(
        challenge: &Hidden<32>,
        handle: &UserHandle,
        party: &RelyingParty,
        names: (&str, &str),
        held: &Passkeys,
        timeout: u64,
    ) -> Self {
        let (organisation, account) = (names.0.to_owned(), names.1.to_owned());
        Self {
            rp: Party { id: party.id().to_owned(), name: organisation },
            user: User { id: Bytes(handle.0.0.to_vec()), name: account.clone(), display_name: account },
            challenge: Bytes(challenge.0.to_vec()),
            pub_key_cred_params: ALGORITHMS
                .map(|alg| Parameters { r#type: PublicKeyType::PublicKey, alg })
                .into(),
            timeout,
            exclude_credentials: held.iter().map(Descriptor::of).collect(),
            authenticator_selection: Selection {
                resident_key: "required",
                require_resident_key: true,
                user_verification: UserVerification::Required,
            },
            attestation: "none",
        }
    }
}

impl RequestOptions {
    pub(super) fn new(
        challenge: &Hidden<32>,
        party: &RelyingParty,
        allowed: Option<&Passkeys>,
        user_verification: UserVerification,
        timeout: u64,
    ) -> Self {
        let allow_credentials = allowed.into_iter().flat_map(Passkeys::iter).map(Descriptor::of).collect();
        let challenge = Bytes(challenge.0.to_vec());
        Self { challenge, timeout, rp_id: party.id().to_owned(), allow_credentials, user_verification }
    }
}

impl Descriptor {
    fn of(passkey: &Passkey) -> Self {
        Self {
            r#type: PublicKeyType::PublicKey,
            id: passkey.credential.clone(),
            transports: passkey.transports.clone(),
        }
    }
}

impl fmt::Debug for CreationOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CreationOptions(..)")
    }
}

impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestOptions(..)")
    }
}
