//! What goes with a consent on the command line: the text that was shown, and what proves it.

use std::{fs, path::PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use kernel::{Consent, Notice};
use office::Office;
use policy::{CategoryId, Lang, PurposeId};
use sha2::{Digest as _, Sha256};

use crate::{fault::complaint, moment, speech::Speech};

/// The longest text that can have been shown, in bytes.
const LONGEST: u64 = 1 << 20;

/// The text that was shown before consent.
#[derive(clap::Args)]
pub(crate) struct Shown {
    /// The edition's own text was shown before consent, in this language
    #[arg(long, value_name = "kk|ru|en", value_parser = str::parse::<Lang>)]
    notice: Option<Lang>,
    /// Another text was shown: this file's exact bytes; --notice says its language
    #[arg(long, value_name = "FILE")]
    notice_file: Option<PathBuf>,
}

/// What was shown, and what proves the consent.
#[derive(clap::Args)]
pub(crate) struct Agreed {
    #[command(flatten)]
    shown: Shown,
    /// What proves the consent, such as a form's number; kept sealed
    #[arg(long, value_name = "TEXT")]
    pub(crate) proof: Option<String>,
}

impl Agreed {
    /// A consent as it was typed, with its term and the text shown.
    pub(crate) fn consent(
        &self,
        text: &str,
        until: Option<&str>,
        office: &Office,
        purpose: &PurposeId,
        category: &CategoryId,
        speech: &Speech,
    ) -> Result<Consent> {
        let profile = &office.world().profile;
        let consent = moment::consent(text, profile)?;
        let until = until.map(|text| moment::end(text, profile)).transpose()?;
        let notice = self.shown.before(consent.at, office, purpose, || Ok(category.clone()), speech)?;
        Ok(Consent { until, notice, ..consent })
    }

    /// Whether a text of the edition's own is meant, which takes the category.
    pub(crate) fn names_own_text(&self) -> bool {
        self.shown.notice.is_some() && self.shown.notice_file.is_none()
    }
}

impl Shown {
    /// What was shown to those who agreed then, where anything is said of it.
    pub(crate) fn before(
        &self,
        then: Timestamp,
        office: &Office,
        purpose: &PurposeId,
        category: impl FnOnce() -> Result<CategoryId>,
        speech: &Speech,
    ) -> Result<Option<Notice>> {
        Ok(match (&self.notice_file, self.notice) {
            (Some(file), lang) => Some(shown(file, lang.unwrap_or(speech.lang))?),
            (None, Some(lang)) => Some(office.shown(purpose, &category()?, lang, then)?),
            (None, None) => None,
        })
    }
}

fn shown(path: &PathBuf, lang: Lang) -> Result<Notice> {
    let bad = |why: String| complaint("unreadable", &[("path", path.display().to_string()), ("why", why)]);
    let size = fs::metadata(path).map_err(|why| bad(why.to_string()))?.len();
    if size == 0 || size > LONGEST {
        return Err(complaint("notice-size", &[("most", LONGEST.to_string())]));
    }
    let bytes = fs::read(path).map_err(|why| bad(why.to_string()))?;
    Ok(Notice { lang, digest: Sha256::digest(bytes).into() })
}
