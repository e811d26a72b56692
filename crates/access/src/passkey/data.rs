//! What the authenticator says (§6.1, "authenticator data"; §6.5, "attestation object").

use minicbor::{Decoder, data::Type};

use super::{NotTaken, RelyingParty, UserVerification, cose::PublicKey, kept::CREDENTIAL};

/// The longest authenticator data that is read, in bytes.
pub(super) const AUTHENTICATOR_DATA: usize = 4096;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const CREDENTIAL_INCLUDED: u8 = 1 << 6;
const EXTENSIONS_INCLUDED: u8 = 1 << 7;

/// Authenticator data, read whole.
pub(super) struct Data<'a> {
    party: [u8; 32],
    flags: u8,
    /// Goes up with each use, or is always zero.
    pub(super) counter: u32,
    /// The passkey, where one was made.
    pub(super) made: Option<Made<'a>>,
}

/// A passkey that was made.
pub(super) struct Made<'a> {
    pub(super) credential: &'a [u8],
    pub(super) key: PublicKey,
}

impl<'a> Data<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, NotTaken> {
        if bytes.len() > AUTHENTICATOR_DATA {
            return Err(NotTaken::Form);
        }
        let (party, rest) = bytes.split_first_chunk().ok_or(NotTaken::Form)?;
        let (&flags, rest) = rest.split_first().ok_or(NotTaken::Form)?;
        let (&counter, mut rest) = rest.split_first_chunk().ok_or(NotTaken::Form)?;
        let mut made = None;
        if flags & CREDENTIAL_INCLUDED != 0 {
            let (_aaguid, after) = rest.split_first_chunk::<16>().ok_or(NotTaken::Form)?;
            let (&length, after) = after.split_first_chunk().ok_or(NotTaken::Form)?;
            let length = usize::from(u16::from_be_bytes(length));
            let (credential, after) = after.split_at_checked(length).ok_or(NotTaken::Form)?;
            if !(1..=CREDENTIAL).contains(&length) {
                return Err(NotTaken::Form);
            }
            let (key, length) = PublicKey::read(after)?;
            made = Some(Made { credential, key });
            rest = after.get(length..).ok_or(NotTaken::Form)?;
        }
        if flags & EXTENSIONS_INCLUDED != 0 {
            let mut extensions = Decoder::new(rest);
            if !matches!(extensions.datatype(), Ok(Type::Map)) || extensions.skip().is_err() {
                return Err(NotTaken::Form);
            }
            rest = rest.get(extensions.position()..).ok_or(NotTaken::Form)?;
        }
        // it can't be eligible for backup later, and what is not can't have one (§6.1.3)
        let backed_up_alone = flags & BACKED_UP != 0 && flags & BACKUP_ELIGIBLE == 0;
        if !rest.is_empty() || backed_up_alone {
            return Err(NotTaken::Form);
        }
        Ok(Self { party: *party, flags, counter: u32::from_be_bytes(counter), made })
    }

    /// Checks for whom it is, and that somebody was there (§7.1, steps 14 to 17; §7.2, steps 16 to 19).
    pub(super) fn check(&self, party: &RelyingParty, verification: UserVerification) -> Result<(), NotTaken> {
        let wanted = match verification {
            UserVerification::Required => USER_PRESENT | USER_VERIFIED,
            UserVerification::Preferred => USER_PRESENT,
        };
        if party.is(&self.party) && self.flags & wanted == wanted { Ok(()) } else { Err(NotTaken::Other) }
    }

    /// Whether the passkey may lie on several devices of its owner's; that stays as it was when it was made.
    pub(super) fn is_backup_eligible(&self) -> bool {
        self.flags & BACKUP_ELIGIBLE != 0
    }
}

/// The authenticator data in an attestation object. Its statement is passed over.
pub(super) fn attested(object: &[u8]) -> Result<&[u8], NotTaken> {
    read_object(object).ok_or(NotTaken::Form)
}

fn read_object(object: &[u8]) -> Option<&[u8]> {
    let mut cbor = Decoder::new(object);
    let (mut format, mut statement, mut data) = (None, None, None);
    for _ in 0..cbor.map().ok()?.filter(|members| *members == 3)? {
        let twice = match cbor.str().ok()? {
            "fmt" => format.replace(cbor.str().ok()?).is_some(),
            "attStmt" => {
                let is_map = matches!(cbor.datatype(), Ok(Type::Map));
                cbor.skip().ok()?;
                !is_map || statement.replace(()).is_some()
            }
            "authData" => data.replace(cbor.bytes().ok()?).is_some(),
            _ => return None,
        };
        if twice {
            return None;
        }
    }
    data.filter(|_| cbor.position() == object.len())
}
