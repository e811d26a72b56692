//! What another implementation made (`fixtures/make.py`) is opened and reproduced byte by byte.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::Exactly;
use serde_json::Value;
use vault::{EngagementKey, Keyring, RecordContext, RootKey, SubjectKey};

struct Fixture(Value);

impl Fixture {
    fn load() -> Self {
        Self(serde_json::from_str(include_str!("fixtures/format-1.json")).unwrap())
    }

    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        hex::decode(self.text(name)).unwrap()
    }

    fn array<const N: usize>(&self, name: &str) -> [u8; N] {
        self.bytes(name).try_into().unwrap()
    }

    fn number<T: TryFrom<u64>>(&self, name: &str) -> T {
        let number = self.0[name].as_u64().unwrap();
        T::try_from(number).ok().unwrap()
    }

    fn nonce(&self, name: &str) -> Exactly {
        Exactly(hex::decode(self.0["nonces"][name].as_str().unwrap()).unwrap())
    }

    fn root(&self) -> RootKey {
        RootKey::from_bytes(self.array("root"))
    }

    fn keyring(&self) -> Keyring {
        Keyring::new(&self.root())
    }

    fn subject_key(&self) -> SubjectKey {
        SubjectKey::generate(&mut Exactly(self.bytes("subject_key")))
    }

    fn engagement_key(&self) -> EngagementKey {
        EngagementKey::generate(&mut Exactly(self.bytes("engagement_key")))
    }

    fn context(&self) -> RecordContext {
        RecordContext {
            subject: self.array("subject"),
            engagement: self.array("engagement"),
            schema: self.number("schema"),
            edition: self.number("edition"),
            version: self.number("version"),
        }
    }
}

#[test]
fn the_chain_from_the_root_to_a_record_opens() {
    let f = Fixture::load();
    let (subject, engagement) = (f.array("subject"), f.array("engagement"));
    let key = f.keyring().unwrap_subject(&subject, &f.array("subject_slot")).unwrap();
    let key = key.unwrap_engagement(&subject, &engagement, &f.array("engagement_slot")).unwrap();
    let opened = key.open(&f.context(), &f.bytes("record")).unwrap();
    assert_eq!(*opened, f.bytes("plaintext"));
}

#[test]
fn slots_and_records_are_reproduced() {
    let f = Fixture::load();
    let (subject, engagement) = (f.array("subject"), f.array("engagement"));
    let slot = f.keyring().wrap_subject(&subject, &f.subject_key(), &mut f.nonce("subject"));
    assert_eq!(slot, f.array("subject_slot"));
    let slot = f.subject_key().wrap_engagement(
        &subject,
        &engagement,
        &f.engagement_key(),
        &mut f.nonce("engagement"),
    );
    assert_eq!(slot, f.array("engagement_slot"));
    let plaintext = f.bytes("plaintext");
    let record = f.engagement_key().seal(&f.context(), &plaintext, &mut f.nonce("record"));
    assert_eq!(record, f.bytes("record"));
}

#[test]
fn parts_and_system_secrets_open_and_are_reproduced() {
    let f = Fixture::load();
    let plaintext = f.bytes("plaintext");

    let (key, context) = (f.subject_key(), f.text("part_context").as_bytes());
    let part = key.seal_part(context, &plaintext, &mut f.nonce("part"));
    assert_eq!(part, f.bytes("part"));
    assert_eq!(*key.open_part(context, &part).unwrap(), plaintext);

    let (keyring, label) = (f.keyring(), f.text("system_label"));
    let secret = keyring.seal_system(label, &plaintext, &mut f.nonce("system"));
    assert_eq!(secret, f.bytes("system"));
    assert_eq!(*keyring.open_system(label, &secret).unwrap(), plaintext);
}

#[test]
fn tags_are_reproduced() {
    let f = Fixture::load();
    let keyring = f.keyring();
    assert_eq!(keyring.check_value(), f.array("check_value"));
    assert_eq!(keyring.blind(f.text("domain"), &f.bytes("plaintext")), f.array("blind"));
    let (table, key, body) = (f.text("table"), f.bytes("row_key"), f.bytes("row_body"));
    assert_eq!(keyring.row_mac(table, &key, &body), f.array("row_mac"));
    assert!(keyring.check_row(table, &key, &body, &f.array("row_mac")));
}

#[test]
fn written_forms_of_the_root_key_are_reproduced() {
    let f = Fixture::load();
    assert_eq!(f.root().to_file_text().as_str(), f.text("file_text"));
    let pass = f.text("passphrase").as_bytes();
    let root = RootKey::from_passphrase(pass, &f.text("kdf").parse().unwrap()).unwrap();
    let expected = RootKey::from_bytes(f.array("passphrase_root"));
    assert_eq!(root.to_file_text(), expected.to_file_text());
}
