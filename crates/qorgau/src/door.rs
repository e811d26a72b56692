//! The way to the office: opens the store, says who acts, and signs the log when the work is done.

use anyhow::Result;
use calendar::Profile;
use jiff::Timestamp;
use kernel::Actor;
use office::{Office, OfficeError};

use crate::{
    answer::{Answer, BAD_STORE},
    cli::Globals,
    fault::refused,
    moment, passphrase,
    session::SessionFile,
    speech::Speech,
};

/// One command's way to the office.
#[derive(Clone, Copy)]
pub(crate) struct Door<'a> {
    /// What was said for every command.
    pub(crate) globals: &'a Globals,
    /// The language and format of the answer.
    pub(crate) speech: &'a Speech,
}

impl Door<'_> {
    /// Does something in somebody's name. Whatever came of it stands in the log, so a checkpoint is signed in the end.
    pub(crate) fn act(&self, deed: impl FnOnce(&Office, &Actor) -> Result<Answer>) -> Result<Answer> {
        self.enter(|office| deed(office, &self.globals.actor(office)?))
    }

    /// Does something of which the office itself knows in whose name. The log is signed in the end here too.
    pub(crate) fn enter(&self, deed: impl FnOnce(&Office) -> Result<Answer>) -> Result<Answer> {
        let office = self.open()?;
        let answer = match deed(&office) {
            Err(why) => match why.downcast::<OfficeError>() {
                Ok(OfficeError::Refused(refusal)) => refused(self.speech, &refusal, &office),
                Ok(why) => return self.sign(&office, Err(why.into())),
                Err(why) => return self.sign(&office, Err(why)),
            },
            Ok(answer) => answer,
        };
        self.sign(&office, Ok(answer))
    }

    /// Looks at what names nobody; nothing is logged.
    pub(crate) fn look(&self, at: impl FnOnce(&Office) -> Result<Answer>) -> Result<Answer> {
        at(&self.open()?)
    }

    /// Opens the store.
    pub(crate) fn open(&self) -> Result<Office> {
        let dir = self.globals.dir();
        let passphrase = if passphrase::is_needed(&dir) { Some(passphrase::ask(self.speech)?) } else { None };
        Ok(Office::open(dir, passphrase.as_ref())?)
    }

    /// The file of the session in use.
    pub(crate) fn session_file(&self) -> Result<SessionFile> {
        self.globals.session_file()
    }

    /// The effective time asked for.
    pub(crate) fn at(&self, profile: &Profile) -> Result<Option<Timestamp>> {
        self.globals.at.as_deref().map(|text| moment::parse(text, profile)).transpose()
    }

    fn sign(&self, office: &Office, answer: Result<Answer>) -> Result<Answer> {
        match (answer, office.checkpoint()) {
            (Ok(answer), Err(why)) => {
                let why = self.speech.say("not-signed", &[("why", why.to_string().into())]);
                Ok(answer.beside(&why).code(BAD_STORE))
            }
            (answer, _) => answer,
        }
    }
}
