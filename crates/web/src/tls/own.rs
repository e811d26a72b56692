//! The certificate that the service makes for itself, until somebody gives it another.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    time::{Duration, SystemTime},
};

use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair};

use super::{BadCertificate, Certificate};

/// How long one is used: a little over a year, as browsers allow (CA/Browser Forum BR 6.3.2).
const TERM: Duration = Duration::from_hours(397 * 24);
/// How long before its end it is made anew.
const AHEAD: Duration = Duration::from_hours(30 * 24);

/// The self-made certificate in `folder`; made on the first start, and anew a month before it ends, or when it is for
/// other names than these.
///
/// # Errors
/// The folder can't be written, or a name is none.
pub fn own(folder: &Path, names: &[String]) -> Result<Certificate, BadCertificate> {
    let made = Certificate { chain: folder.join("own.crt"), key: folder.join("own.key") };
    let note = folder.join("own.names");
    if is_fresh(&made.chain) && fs::read_to_string(&note).is_ok_and(|known| known == names.join("\n")) {
        return Ok(made);
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |why| BadCertificate::Unreadable { path, why }
    };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed(folder))?;
    let (chain, key) = generate(names, SystemTime::now())?;
    // The key comes first: a certificate without its key would be taken for a whole one.
    for (path, text) in [(&made.key, key), (&made.chain, chain), (&note, names.join("\n"))] {
        replace(path, &text).map_err(failed(path))?;
    }
    Ok(made)
}

fn generate(names: &[String], now: SystemTime) -> Result<(String, String), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, names.first().map_or("localhost", String::as_str));
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.not_before = (now - Duration::from_hours(1)).into(); // clocks differ
    params.not_after = (now + TERM).into();
    let certificate = params.self_signed(&key)?;
    Ok((certificate.pem(), key.serialize_pem()))
}

/// Whether it was made recently enough.
fn is_fresh(chain: &Path) -> bool {
    let made = fs::metadata(chain).and_then(|meta| meta.modified()).ok();
    made.and_then(|made| made.elapsed().ok()).is_some_and(|age| age < TERM - AHEAD)
}

/// Puts a file in another's place, whole or not at all; nobody else reads it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&fresh, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_anew_for_other_names() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("tls");
        let names = |name: &str| vec!["localhost".to_owned(), name.to_owned()];
        let print =
            |name: &str| super::super::fingerprint(&own(&folder, &names(name)).unwrap().load().unwrap());
        let first = print("127.0.0.1");
        assert_eq!(first, print("127.0.0.1"));
        assert_ne!(first, print("example.com"));
    }

    #[test]
    fn only_its_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let made = own(folder.path(), &["localhost".to_owned()]).unwrap();
        assert_eq!(fs::metadata(made.key).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
