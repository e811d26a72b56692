//! The keys of passkeys (RFC 9052 and 9053, COSE), and their signatures (§6.5.5).

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
};
use minicbor::{Decoder, data::Type};
use serde::{Deserialize, Serialize};

use super::{NotTaken, bytes::Bytes};

/// The algorithms that are asked for, the best first: EdDSA, ES256, and RS256 for machines that know nothing else.
pub(super) const ALGORITHMS: [i64; 3] = [EDDSA, ES256, RS256];

const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// The longest modulus, in bytes: 4096 bits.
const MODULUS: usize = 512;

/// The key that a passkey's signatures are checked with. It is public, and stored as it is used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum PublicKey {
    /// ECDSA on P-256 with SHA-256: the point, uncompressed (SEC 1, §2.3.3).
    Es256(Bytes<65>),
    /// Ed25519.
    EdDsa(Bytes<32>),
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256 { modulus: Bytes<MODULUS>, exponent: Bytes<8> },
}

impl PublicKey {
    /// The key at the beginning of these bytes, and how many of them it takes.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, usize), NotTaken> {
        let (parts, length) = Parts::read(bytes).ok_or(NotTaken::Form)?;
        let key = parts.key().filter(PublicKey::is_sound).ok_or(NotTaken::Algorithm)?;
        Ok((key, length))
    }

    /// Nobody's: checked with where there is none, so that the work is the same.
    pub(super) fn nobodys() -> Self {
        // the generator of P-256 (SP 800-186, §3.2.1.3), whose discrete logarithm is one: it is never taken for a match
        const POINT: [u8; 65] = [
            0x04, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40,
            0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2,
            0x96, 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e,
            0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51,
            0xf5,
        ];
        PublicKey::Es256(Bytes(POINT.to_vec()))
    }

    /// Whether the signature over the message is this key's.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            PublicKey::Es256(_) | PublicKey::EdDsa(_) => {
                self.parsed().is_some_and(|key| key.verify_sig(message, signature).is_ok())
            }
            PublicKey::Rs256 { modulus, exponent } => {
                let key = RsaPublicKeyComponents { n: &modulus.0, e: &exponent.0 };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
        }
    }

    /// Whether it is a key at all: a point of its curve, or a modulus of a length that is still safe.
    fn is_sound(&self) -> bool {
        match self {
            PublicKey::Es256(_) | PublicKey::EdDsa(_) => self.parsed().is_some(),
            PublicKey::Rs256 { modulus, exponent } => {
                let odd = |bytes: &[u8]| bytes.last().is_some_and(|last| last & 1 == 1);
                let positive = |bytes: &[u8]| bytes.first().is_some_and(|first| *first != 0);
                let (n, e) = (&modulus.0[..], &exponent.0[..]);
                (256..=MODULUS).contains(&n.len())
                    && positive(n)
                    && odd(n)
                    && positive(e)
                    && odd(e)
                    && *e != [1]
            }
        }
    }

    fn parsed(&self) -> Option<ParsedPublicKey> {
        match self {
            PublicKey::Es256(point) => ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &point.0).ok(),
            PublicKey::EdDsa(key) => ParsedPublicKey::new(&ED25519, &key.0).ok(),
            PublicKey::Rs256 { .. } => None,
        }
    }
}

/// The parameters of a COSE key: 1 and 3, and those of its type, -1 to -3.
#[derive(Default)]
struct Parts<'a> {
    key_type: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    /// -1, -2 and -3 where they are bytes.
    bytes: [Option<&'a [u8]>; 3],
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let mut cbor = Decoder::new(bytes);
        let mut parts = Self::default();
        for _ in 0..cbor.map().ok()?.filter(|members| *members <= 8)? {
            let label = cbor.i64().ok()?;
            let is_bytes = matches!(cbor.datatype(), Ok(Type::Bytes));
            let twice = match label {
                1 => parts.key_type.replace(cbor.i64().ok()?).is_some(),
                3 => parts.algorithm.replace(cbor.i64().ok()?).is_some(),
                -1 if !is_bytes => parts.curve.replace(cbor.i64().ok()?).is_some(),
                -3..=-1 => {
                    let place = usize::try_from(-label - 1).ok()?;
                    parts.bytes.get_mut(place)?.replace(cbor.bytes().ok()?).is_some()
                }
                _ => return None,
            };
            if twice {
                return None;
            }
        }
        Some((parts, cbor.position()))
    }

    /// The key, where type, algorithm and curve belong together.
    fn key(&self) -> Option<PublicKey> {
        match (self.key_type?, self.algorithm?, self.curve, self.bytes) {
            (2, ES256, Some(1), [None, Some(x), Some(y)]) if x.len() == 32 && y.len() == 32 => {
                Some(PublicKey::Es256(Bytes([&[4], x, y].concat())))
            }
            (1, EDDSA, Some(6), [None, Some(x), None]) if x.len() == 32 => {
                Some(PublicKey::EdDsa(Bytes(x.to_vec())))
            }
            (3, RS256, None, [Some(n), Some(e), None]) if n.len() <= MODULUS && e.len() <= 8 => {
                Some(PublicKey::Rs256 { modulus: Bytes(n.to_vec()), exponent: Bytes(e.to_vec()) })
            }
            _ => None,
        }
    }
}
