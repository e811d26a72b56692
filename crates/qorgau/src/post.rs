//! The way that letters take: a server, or a folder in rehearsals, as QORGAU_MAIL says.

use std::{env, path::Path};

use anyhow::Result;
use mail::{FolderMailer, Mailer, Sender, SmtpConfig, SmtpMailer};

use crate::fault::complaint;

/// Where letters go.
const MAIL: &str = "QORGAU_MAIL";

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
