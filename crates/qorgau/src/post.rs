//! The way that letters take: a server, or a folder in rehearsals, as QORGAU_MAIL says.

use std::{env, path::Path};

use anyhow::Result;
use mail::{FolderMailer, Mailer, Sender, SmtpConfig, SmtpMailer};
use office::Office;
use policy::Lang;

use crate::fault::complaint;

/// Where letters go.
const MAIL: &str = "QORGAU_MAIL";

/// Whether QORGAU_MAIL names one.
pub(crate) fn is_set() -> bool {
    env::var_os(MAIL).is_some_and(|text| !text.is_empty())
}

/// Whether what QORGAU_MAIL says can be used, and how it can be shown: without user and password.
///
/// # Errors
/// It can't.
pub(crate) fn checked() -> Result<Option<String>> {
    let Some(named) = env::var(MAIL).ok().filter(|text| !text.is_empty()) else { return Ok(None) };
    let bad = |why: String| complaint("mail-bad", &[("why", why)]);
    if let Some(folder) = named.strip_prefix("folder:") {
        let there = Path::new(folder).is_dir();
        return if there { Ok(Some(named)) } else { Err(bad(format!("{folder}: no folder"))) };
    }
    let _: SmtpConfig = named.parse().map_err(|why: mail::BadConfig| bad(why.to_string()))?;
    let (scheme, rest) = named.split_once("://").unwrap_or(("", &named));
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    Ok(Some(format!("{scheme}://{host}")))
}

/// Whose letters they are: the organisation's, from the responsible person's address.
pub(crate) fn sender(office: &Office, lang: Lang) -> Result<Sender> {
    let world = office.world();
    let pack = world.edition().map(|edition| edition.pack());
    let organisation = pack.map(|pack| pack.operator.name.get(lang)).unwrap_or_default();
    let from = pack.and_then(|pack| pack.responsible.as_ref()).and_then(|one| one.email.parse().ok());
    let from = from.ok_or_else(|| complaint("mail-no-sender", &[]))?;
    Sender::new(from, organisation).map_err(|_| complaint("mail-no-sender", &[]))
}

/// The mailer that QORGAU_MAIL names: `smtps://user:password@host:port`, or `folder:PATH`.
pub(crate) fn mailer(sender: Sender) -> Result<Box<dyn Mailer>> {
    let named = env::var(MAIL).ok().filter(|text| !text.is_empty());
    let named = named.ok_or_else(|| complaint("mail-where", &[]))?;
    // What is wrong is said without the text: it may hold a password.
    let bad = |why: String| complaint("mail-bad", &[("why", why)]);
    if let Some(folder) = named.strip_prefix("folder:") {
        let folder = FolderMailer::new(Path::new(folder), sender).map_err(|why| bad(why.to_string()))?;
        return Ok(Box::new(folder));
    }
    let config: SmtpConfig = named.parse().map_err(|why: mail::BadConfig| bad(why.to_string()))?;
    Ok(Box::new(SmtpMailer::new(&config, sender).map_err(|why| bad(why.to_string()))?))
}
