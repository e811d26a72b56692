//! An endpoint as bytes.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{Condition, Endpoint, Secrets, Target, Wants, secrets::MOST};
use crate::{EndpointId, Secret};

/// Why something is no endpoint, or an endpoint can't be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadEndpoint {
    /// The bytes are none that [`Endpoint::to_bytes`] gives.
    #[error("the bytes are no endpoint")]
    Form,
    /// Too many secrets are in use.
    #[error("three former secrets are still in use: wait a day, or revoke them")]
    Secrets,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    id: EndpointId,
    url: String,
    /// Nothing stands for all.
    wants: Option<Vec<String>>,
    secret: Text,
    former: Vec<(Text, Timestamp)>,
    condition: Condition,
    failing_since: Option<Timestamp>,
    rests_until: Option<Timestamp>,
}

/// A secret's text on its way, overwritten after.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
struct Text(String);

impl Endpoint {
    /// The bytes to store, JSON. **They hold the secrets**: the caller seals them.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let stored = Stored {
            id: self.id.clone(),
            url: self.target.as_str().to_owned(),
            wants: match &self.wants {
                Wants::All => None,
                Wants::Only(kinds) => Some(kinds.iter().map(|kind| kind.as_str().to_owned()).collect()),
            },
            secret: Text::of(&self.secrets.current),
            former: self.secrets.former.iter().map(|(secret, until)| (Text::of(secret), *until)).collect(),
            condition: self.condition,
            failing_since: self.failing_since,
            rests_until: self.rests_until,
        };
        // Room for all of it, so that no copy is left behind by growing.
        let wants: usize = stored.wants.iter().flatten().map(|kind| kind.len() + 3).sum();
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * stored.url.len() + wants + 1024));
        serde_json::to_writer(&mut *bytes, &stored).expect("no map, and a vector takes every byte");
        bytes
    }

    /// An endpoint from its bytes.
    ///
    /// # Errors
    /// They are none of an endpoint.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadEndpoint> {
        let stored: Stored = serde_json::from_slice(bytes).map_err(|_| BadEndpoint::Form)?;
        let wants = match stored.wants {
            None => Wants::All,
            Some(kinds) => {
                let kinds = kinds.iter().map(|kind| kind.parse()).collect::<Result<BTreeSet<_>, _>>();
                Wants::Only(kinds.map_err(|_| BadEndpoint::Form)?)
            }
        };
        if stored.former.len() > MOST {
            return Err(BadEndpoint::Form);
        }
        let former = stored.former.iter().map(|(text, until)| Ok((text.secret()?, *until)));
        let former = former.collect::<Result<_, BadEndpoint>>()?;
        Ok(Self {
            id: stored.id,
            target: Target::read(&stored.url).map_err(|_| BadEndpoint::Form)?,
            wants,
            secrets: Secrets { current: stored.secret.secret()?, former },
            condition: stored.condition,
            failing_since: stored.failing_since,
            rests_until: stored.rests_until,
        })
    }
}

impl Text {
    fn of(secret: &Secret) -> Self {
        Self(secret.expose().to_string())
    }

    fn secret(&self) -> Result<Secret, BadEndpoint> {
        self.0.parse().map_err(|_| BadEndpoint::Form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Networks;

    fn endpoint() -> Endpoint {
        let secret = |byte| Secret::generate(&mut |out: &mut [u8]| out.fill(byte));
        let target = Target::parse("https://example.com/T0/token", &Networks::public()).unwrap();
        let wants =
            Wants::Only(["consent.withdrawn".parse().unwrap(), "subject.erased".parse().unwrap()].into());
        let mut endpoint = Endpoint::new("ep_1".parse().unwrap(), target, wants, Secrets::new(secret(1)));
        endpoint.secrets.rotate(secret(2), "2024-06-17T10:00:00Z".parse().unwrap()).unwrap();
        endpoint.failed("2024-06-17T11:00:00Z".parse().unwrap());
        endpoint.rest("2024-06-17T12:00:00Z".parse().unwrap());
        endpoint
    }

    #[test]
    fn an_endpoint_comes_back_as_it_was() {
        let changes: [fn(&mut Endpoint); 3] = [
            |_| {},
            |endpoint| endpoint.wants = Wants::All,
            |endpoint| endpoint.disable("2024-06-18T00:00:00Z".parse().unwrap()),
        ];
        for change in changes {
            let mut was = endpoint();
            change(&mut was);
            let bytes = was.to_bytes();
            let is = Endpoint::from_bytes(&bytes).unwrap();
            assert_eq!(is.to_bytes(), bytes);
            assert_eq!(format!("{is:?}"), format!("{was:?}"));
            assert_eq!((is.target, is.secrets.former.len()), (was.target, 1));
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        let text = String::from_utf8(endpoint().to_bytes().to_vec()).unwrap();
        assert!(Endpoint::from_bytes(text.as_bytes()).is_ok());
        for (from, to) in [
            ("https://example.com", "http://example.com"),
            ("whsec_", "whsk_"),
            ("consent.withdrawn", "consent withdrawn"),
            ("ep_1", "ep.1"),
            ("\"is\":\"active\"", "\"is\":\"asleep\""),
            ("\"url\"", "\"uri\""),
            ("}", ""),
        ] {
            let changed = text.replace(from, to);
            assert_ne!(changed, text, "{from}");
            assert_eq!(Endpoint::from_bytes(changed.as_bytes()).err(), Some(BadEndpoint::Form), "{from}");
        }
    }

    #[test]
    fn neither_secrets_nor_the_path_are_shown() {
        let shown = format!("{:?}", endpoint());
        assert!(shown.contains("ep_1") && shown.contains("consent.withdrawn"), "{shown}");
        for hidden in ["whsec", "AQEB", "AgIC", "token", "[1, 1"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }
}
