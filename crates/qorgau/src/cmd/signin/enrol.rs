//! `qorgau enrol`: a password and an app, chosen by an invitation.

use std::path::PathBuf;

use anyhow::Result;
use office::Choice;
use serde_json::json;

use super::{listed, show_app};
use crate::{answer::Answer, asked, cmd::head, door::Door, show::fields};

/// How a password is judged.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A list of stolen passwords in the form of Have I Been Pwned; one that stands in it is not taken
    #[arg(long, value_name = "FILE")]
    pub(crate) breached: Option<PathBuf>,
}

/// Runs it. The store is not kept open while somebody looks for their telephone.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let link = asked::secret(speech, "ask-invitation")?;
    let offer = door.open()?.offer(&link)?;
    let password = asked::new_secret(speech, "ask-new-password")?;
    show_app(speech, &offer);
    let code = asked::line(speech, "ask-first-code")?;
    door.enter(|office| {
        let choice = Choice { password: &password, breached: args.breached.as_deref() };
        let enrolled = office.enrol(&link, &choice, &code)?;
        let staff = enrolled.staff.to_string();
        let (codes, all) = listed(speech, &enrolled.recovery);
        let text = head(speech, office, "done-enrol", &enrolled.done);
        let text = text + &fields(&[(speech.word("field-staff"), staff.clone())]) + &codes;
        let next = speech.say("enrol-next", &[("staff", staff.clone().into())]);
        let json = json!({ "staff": staff, "recovery": all });
        Ok(Answer::done(text, json)
            .with("clause", enrolled.done.clause)
            .with("entry", enrolled.done.entry)
            .beside(&next))
    })
}
