//! An endpoint's secrets, and their rotation.

use jiff::{SignedDuration, Timestamp};

use super::BadEndpoint;
use crate::Secret;

/// What events to an endpoint are signed with: the current secret and, for a day after each rotation, the former ones.
#[derive(Debug, Clone)]
pub struct Secrets {
    pub(super) current: Secret,
    /// With the time until which each is still used, newest first.
    pub(super) former: Vec<(Secret, Timestamp)>,
}

/// So long a former secret is still used.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// The most former secrets: each makes every message longer.
pub(super) const MOST: usize = 3;

impl Secrets {
    /// One secret.
    pub fn new(current: Secret) -> Self {
        Self { current, former: Vec::new() }
    }

    /// Signs with a new secret from now on, and with the current one for 24 hours more.
    ///
    /// # Errors
    /// Three former secrets are still in use: wait, or [`revoke_former`](Self::revoke_former).
    pub fn rotate(&mut self, new: Secret, now: Timestamp) -> Result<(), BadEndpoint> {
        self.former.retain(|(_, until)| now < *until);
        if self.former.len() == MOST {
            return Err(BadEndpoint::Secrets);
        }
        let until = now.checked_add(OVERLAP).unwrap_or(Timestamp::MAX);
        self.former.insert(0, (std::mem::replace(&mut self.current, new), until));
        Ok(())
    }

    /// Stops using the former ones at once: somebody else knows one.
    pub fn revoke_former(&mut self) {
        self.former.clear();
    }

    /// Those to sign with now, the current one first.
    pub fn at(&self, now: Timestamp) -> impl Iterator<Item = &Secret> {
        let former = self.former.iter().filter(move |(_, until)| now < *until).map(|(secret, _)| secret);
        std::iter::once(&self.current).chain(former)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(byte: u8) -> Secret {
        Secret::generate(&mut |out| out.fill(byte))
    }

    fn at(secrets: &Secrets, now: &str) -> Vec<u8> {
        secrets.at(now.parse().unwrap()).map(|secret| secret.bytes()[0]).collect()
    }

    #[test]
    fn a_former_secret_is_used_for_a_day() {
        let mut secrets = Secrets::new(secret(1));
        assert_eq!(at(&secrets, "2024-06-17T10:00:00Z"), [1]);
        secrets.rotate(secret(2), "2024-06-17T10:00:00Z".parse().unwrap()).unwrap();
        assert_eq!(at(&secrets, "2024-06-17T10:00:00Z"), [2, 1]);
        assert_eq!(at(&secrets, "2024-06-18T09:59:59.999Z"), [2, 1]);
        assert_eq!(at(&secrets, "2024-06-18T10:00:00Z"), [2]);
    }

    #[test]
    fn every_former_secret_has_its_day_and_there_are_three_at_most() {
        let mut secrets = Secrets::new(secret(1));
        for (byte, hour) in [(2, 10), (3, 11), (4, 12)] {
            let now = format!("2024-06-17T{hour}:00:00Z").parse().unwrap();
            secrets.rotate(secret(byte), now).unwrap();
        }
        assert_eq!(at(&secrets, "2024-06-17T13:00:00Z"), [4, 3, 2, 1]);
        let now = "2024-06-17T13:00:00Z".parse().unwrap();
        assert_eq!(secrets.rotate(secret(5), now), Err(BadEndpoint::Secrets));
        assert_eq!(at(&secrets, "2024-06-18T10:30:00Z"), [4, 3, 2]);
        secrets.rotate(secret(5), "2024-06-18T10:30:00Z".parse().unwrap()).unwrap();
        assert_eq!(at(&secrets, "2024-06-18T10:30:00Z"), [5, 4, 3, 2]);
        secrets.revoke_former();
        assert_eq!(at(&secrets, "2024-06-18T10:30:00Z"), [5]);
    }
}
