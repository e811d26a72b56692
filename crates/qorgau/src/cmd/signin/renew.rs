//! `qorgau password`, `app` and `recovery`: other means of signing in, chosen by whoever is signed in.

use anyhow::Result;
use office::Choice;
use serde_json::json;

use super::{enrol::Args, listed, show_app};
use crate::{
    answer::Answer,
    asked,
    cmd::{done, head},
    door::Door,
};

/// Another password.
pub(crate) fn password(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    file.token()?; // before anything is asked
    let old = asked::secret(speech, "ask-password")?;
    let new = asked::new_secret(speech, "ask-new-password")?;
    door.enter(|office| {
        let (of, tokens) = (file.signed_in(office)?, file.read()?);
        let choice = Choice { password: &new, breached: args.breached.as_deref() };
        let changed = office.change_password(&of, &old, &choice, &tokens.caller())?;
        Ok(done(speech, office, "done-password", &changed, &[("staff", of.staff.to_string())]))
    })
}

/// Another app for the codes.
pub(crate) fn app(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    let offer = {
        let office = door.open()?;
        office.offer_app(&file.signed_in(&office)?)?
    };
    show_app(speech, &offer);
    let code = asked::line(speech, "ask-first-code")?;
    door.enter(|office| {
        let of = file.signed_in(office)?;
        let replaced = office.replace_app(&of, &code)?;
        Ok(done(speech, office, "done-app", &replaced, &[("staff", of.staff.to_string())]))
    })
}

/// New recovery codes.
pub(crate) fn recovery(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    door.enter(|office| {
        let (renewed, codes) = office.renew_recovery(&file.signed_in(office)?)?;
        let (text, all) = listed(speech, &codes);
        let text = head(speech, office, "done-recovery", &renewed) + &text;
        let json = json!({ "recovery": all });
        Ok(Answer::done(text, json).with("clause", renewed.clause).with("entry", renewed.entry))
    })
}
