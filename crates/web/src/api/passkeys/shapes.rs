//! What goes between a page and the browser's authenticators, as WebAuthn's JSON forms have it (W3C Web Authentication,
//! Level 3, §5.1.8 to §5.1.10). Only their schemas are used; members that are not described are passed over.
#![expect(dead_code, reason = "described only")]

use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::schema::{ObjectBuilder, Schema, Type},
};

/// `RegistrationResponseJSON`: what `PublicKeyCredential.toJSON()` gives of a passkey that was made.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct RegistrationResponseJson {
    /// The credential's id.
    #[schema(schema_with = base64url::<1364>)]
    id: String,
    /// The same.
    #[schema(schema_with = base64url::<1364>)]
    raw_id: String,
    r#type: CredentialType,
    response: AttestationResponseJson,
}

/// Of a passkey that was made.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct AttestationResponseJson {
    /// What the browser says.
    #[schema(rename = "clientDataJSON", schema_with = base64url::<5462>)]
    client_data: String,
    /// What the authenticator says. Its attestation statement is not looked at.
    #[schema(schema_with = base64url::<21846>)]
    attestation_object: String,
    /// How the authenticator can be reached.
    #[schema(required = false, example = json!(["internal", "hybrid"]))]
    transports: Vec<String>,
}

/// `AuthenticationResponseJSON`: what `PublicKeyCredential.toJSON()` gives of a passkey that was shown.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct AuthenticationResponseJson {
    /// The credential's id.
    #[schema(schema_with = base64url::<1364>)]
    id: String,
    /// The same.
    #[schema(schema_with = base64url::<1364>)]
    raw_id: String,
    r#type: CredentialType,
    response: AssertionResponseJson,
}

/// Of a passkey that was shown.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct AssertionResponseJson {
    /// What the browser says.
    #[schema(rename = "clientDataJSON", schema_with = base64url::<5462>)]
    client_data: String,
    /// What the authenticator says.
    #[schema(schema_with = base64url::<5462>)]
    authenticator_data: String,
    /// Its signature.
    #[schema(schema_with = base64url::<1366>)]
    signature: String,
    /// Whose it is, as the authenticator knows it.
    #[schema(required = false, schema_with = handle)]
    user_handle: Option<String>,
}

/// `PublicKeyCredentialCreationOptionsJSON`: for `PublicKeyCredential.parseCreationOptionsFromJSON()`.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct CreationOptionsJson {
    rp: PartyJson,
    user: UserJson,
    /// Good for five minutes and one answer.
    challenge: String,
    pub_key_cred_params: Vec<ParametersJson>,
    /// In milliseconds.
    timeout: u64,
    exclude_credentials: Vec<DescriptorJson>,
    authenticator_selection: SelectionJson,
    attestation: String,
}

/// `PublicKeyCredentialRequestOptionsJSON`: for `PublicKeyCredential.parseRequestOptionsFromJSON()`.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct RequestOptionsJson {
    /// Good for five minutes and one answer.
    challenge: String,
    /// In milliseconds.
    timeout: u64,
    /// For which host the passkey is.
    rp_id: String,
    /// Those that are meant; none is named to somebody who is not signed in.
    allow_credentials: Vec<DescriptorJson>,
    user_verification: VerificationJson,
}

/// For which host passkeys are.
#[derive(ToSchema)]
pub(crate) struct PartyJson {
    #[schema(example = "example.com")]
    id: String,
    name: String,
}

/// Whose a passkey will be.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct UserJson {
    /// Random: it says nothing of its owner.
    id: String,
    name: String,
    display_name: String,
}

/// A kind of key that is taken.
#[derive(ToSchema)]
pub(crate) struct ParametersJson {
    r#type: CredentialType,
    /// As COSE numbers it (RFC 9053).
    #[schema(example = -7)]
    alg: i64,
}

/// A passkey that is held.
#[derive(ToSchema)]
pub(crate) struct DescriptorJson {
    r#type: CredentialType,
    id: String,
    transports: Vec<String>,
}

/// What an authenticator has to be able to do.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct SelectionJson {
    resident_key: String,
    require_resident_key: bool,
    user_verification: VerificationJson,
}

/// Whether the authenticator has to know its person.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum VerificationJson {
    Required,
    Preferred,
}

/// The one type of credential there is.
#[derive(Serialize, ToSchema)]
pub(crate) enum CredentialType {
    #[serde(rename = "public-key")]
    PublicKey,
}

/// Bytes in base64url without padding (RFC 4648, section 5), with no bits left over, `MOST` letters at most.
fn base64url<const MOST: usize>() -> Schema {
    text(MOST).build().into()
}

fn handle() -> Schema {
    text(86)
        .schema_type(utoipa::openapi::schema::SchemaType::from_iter([Type::String, Type::Null]))
        .build()
        .into()
}

fn text(most: usize) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .max_length(Some(most))
        .pattern(Some("^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]|[A-Za-z0-9_-][AQgw])?$"))
}
