//! A seam: documents signed with a person's own electronic signature.

use std::fmt;

use jiff::Timestamp;
use thiserror::Error;

/// Checks a signed electronic document. There is no implementation yet.
///
/// One will have to check the signature over all bytes, the chain up to a root that the operator trusts, the
/// certificate's purpose, and its revocation at the moment of signing, and to put a limit on the size of both inputs.
pub trait SignedDocument {
    /// Who signed `document`. `signature` is detached (CMS, RFC 5652); `now` judges terms of certificates.
    ///
    /// # Errors
    /// What does not hold. An answer that can't be had, as on revocation, is an error too, never a pass.
    fn verify(&self, document: &[u8], signature: &[u8], now: Timestamp) -> Result<Signer, NotVerified>;
}

/// Who signed. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Signer {
    /// The person's number in the state's register, as the certificate has it.
    pub number: String,
    /// The person's name, as the certificate has it.
    pub name: String,
    /// The number of the organisation for which the person may sign, if the certificate names one.
    pub organisation: Option<String>,
    /// When it was signed, by a time stamp that the signer can't set.
    pub signed: Timestamp,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").finish_non_exhaustive()
    }
}

/// Why a signed document shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotVerified {
    /// Too many bytes.
    #[error("the document or its signature is too large")]
    TooLarge,
    /// It is no signature in the form expected.
    #[error("this is no signature in the form expected")]
    Form,
    /// The document is not what was signed.
    #[error("the document is not what was signed")]
    Altered,
    /// No trusted root stands above the certificate, or it is not meant for signing.
    #[error("the certificate is not one to be trusted")]
    Untrusted,
    /// The certificate's term had ended, or not begun.
    #[error("the certificate was out of its term")]
    OutOfTerm,
    /// The certificate had been revoked.
    #[error("the certificate was revoked")]
    Revoked,
    /// Nobody could tell whether it had been revoked.
    #[error("whether the certificate was revoked could not be learned")]
    RevocationUnknown,
}
