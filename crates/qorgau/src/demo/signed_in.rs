//! The responsible person of a rehearsal signs in for whoever goes on with it: for real, by an invitation and an app.

use std::{fs, io::Write as _, os::unix::fs::OpenOptionsExt as _, path::PathBuf};

use access::totp::Secret;
use anyhow::{Context as _, bail};
use office::{Begun, Choice, Passed, SystemRandom};
use policy::StaffId;
use vault::{Random as _, Zeroizing};

use super::rehearsal::Rehearsal;
use crate::session::{SessionFile, Tokens};

/// What is left for going on.
pub(super) struct Left {
    /// The session's file.
    pub(super) session: PathBuf,
    /// The password and the recovery codes, one a line: for signing in again once the clock was set.
    pub(super) means: PathBuf,
}

impl Rehearsal {
    /// Enrols the responsible person and signs them in. Everybody else is as made up as the people in the files.
    pub(super) fn sign_in(&self) -> anyhow::Result<Left> {
        let staff: StaffId = self.responsible.staff().context("a member of staff is responsible")?.clone();
        let mut random = [0; 12];
        SystemRandom.fill(&mut random);
        let password = Zeroizing::new(hex::encode(random));
        let link = self.office.invite_first()?.link;
        let app = Secret::parse(&self.office.offer(&link)?.typed).context("an app takes the secret over")?;
        let step = self.office.clock().now().as_second() as u64 / access::totp::STEP as u64;
        let choice = Choice { password: &password, breached: None };
        let enrolled = self.office.enrol(&link, &choice, app.code(step).expose())?;
        let nobody = Tokens::default();
        let begun = self.office.begin_sign_in(staff.as_str(), &password, &nobody.caller())?;
        let Begun::Attempt(attempt) = begun else { bail!("nobody has guessed here before") };
        // each code is good once, so the app's next one is shown
        let second = office::second_step(app.code(step + 1).expose())?;
        let passed = self.office.second_sign_in(&attempt, second, &nobody.caller())?;
        let Passed::In(entered) = passed else { bail!("the app's code is right") };
        let left = Left {
            session: self.dir.join(format!("{staff}.session")),
            means: self.dir.join(format!("{staff}.txt")),
        };
        SessionFile::of(Some(&left.session), &self.dir)?
            .write(&Tokens { session: Some(entered.token), device: Some(entered.device) })?;
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&left.means)?;
        writeln!(file, "{}", &*password)?;
        enrolled.recovery.iter().try_for_each(|code| writeln!(file, "{}", &**code))?;
        Ok(left)
    }
}
