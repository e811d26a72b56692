//! `qorgau sign-in`, `step-up`, `sign-out` and `session`: who is signed in here, and elsewhere.

use anyhow::Result;
use clap::Subcommand;
use kernel::Actor;
use office::{Begun, Passed, SessionId, second_step};
use serde_json::json;

use crate::{
    answer::Answer,
    asked,
    door::Door,
    fault::complaint,
    session::Tokens,
    show::{Paint, fields, local, table},
};

/// Who signs in.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The name on the staff
    name: String,
}

/// What is wanted of one's sessions.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// List one's sessions
    List,
    /// End one of them, all others, or all
    End(End),
}

/// Which sessions end.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct End {
    /// The one of this id
    session: Option<String>,
    /// All but the one in use
    #[arg(long)]
    others: bool,
    /// All of them
    #[arg(long)]
    all: bool,
}

/// Signs in. Both steps are asked for before anything is said of either.
pub(crate) fn sign_in(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    let tokens = file.read().unwrap_or_default(); // a file that does not read is replaced
    let password = asked::secret(speech, "ask-password")?;
    let second = second_step(&asked::line(speech, "ask-second")?)?;
    door.enter(|office| {
        let caller = tokens.caller();
        let attempt = match office.begin_sign_in(&args.name, &password, &caller)? {
            Begun::Attempt(handle) => handle,
            Begun::Wait(left) => {
                return Err(complaint("sign-in-later", &[("seconds", left.as_secs().max(1).to_string())]));
            }
        };
        let Passed::In(entered) = office.second_sign_in(&attempt, second, &caller)? else {
            return Err(complaint("sign-in-failed", &[]));
        };
        file.write(&Tokens { session: Some(entered.token), device: Some(entered.device) })?;
        let path = file.path().display().to_string();
        let left = entered.recovery_left.to_string();
        let text = Paint::out().good(&speech.word("done-sign-in"))
            + "\n"
            + &fields(&[
                (speech.word("field-staff"), entered.staff.to_string()),
                (speech.word("field-session"), entered.session.to_string()),
                (speech.word("field-session-file"), path.clone()),
                (speech.word("field-recovery-left"), left),
            ]);
        let json = json!({
            "staff": entered.staff,
            "session": entered.session.to_string(),
            "how": entered.how,
            "file": path,
            "recovery_left": entered.recovery_left,
        });
        let answer = Answer::done(text, json);
        let by_code = entered.how == office::How::RecoveryCode;
        Ok(if by_code { answer.beside(&speech.word("sign-in-by-recovery")) } else { answer })
    })
}

/// Shows the second step again.
pub(crate) fn step_up(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    let token = file.token()?;
    let second = second_step(&asked::line(speech, "ask-second")?)?;
    door.enter(|office| {
        let tokens = file.read()?;
        let stepped = office.step_up(&token, second, &tokens.caller())?;
        file.write(&Tokens { session: Some(stepped.token), device: tokens.device.clone() })?;
        let text = Paint::out().good(&speech.word("done-step-up"));
        Ok(Answer::done(text, json!({ "recovery_left": stepped.recovery_left })))
    })
}

/// Signs out; the file keeps what its device is known by.
pub(crate) fn sign_out(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    let tokens = file.read()?;
    let token = tokens.session.ok_or_else(|| complaint("who-acts", &[]))?;
    door.enter(|office| {
        let ended = office.sign_out(&token)?;
        file.write(&Tokens { session: None, device: tokens.device })?;
        Ok(Answer::done(Paint::out().good(&speech.word("done-sign-out")), json!({ "ended": ended })))
    })
}

/// Looks through one's sessions, or ends some.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::List => list(door),
        Command::End(which) => end(which, door),
    }
}

fn list(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    door.look(|office| {
        let of = file.signed_in(office)?;
        let all = office.sessions(&of);
        let heads = ["head-session", "head-begun", "head-used", "head-where", "head-how"];
        let heads = heads.map(|key| speech.word(key));
        let rows: Vec<_> = all
            .iter()
            .map(|line| {
                let here =
                    if line.session == of.session { speech.word("session-here") } else { String::new() };
                vec![
                    line.session.to_string(),
                    local(office, line.created),
                    local(office, line.seen),
                    format!("{} {here}", line.client.as_str()).trim().to_owned(),
                    speech.named("signed-in-by", line.how.word()),
                ]
            })
            .collect();
        let json: Vec<_> = all
            .iter()
            .map(|line| {
                json!({
                    "session": line.session.to_string(),
                    "created": line.created,
                    "seen": line.seen,
                    "client": line.client.as_str(),
                    "how": line.how,
                    "here": line.session == of.session,
                })
            })
            .collect();
        let staff = of.staff.to_string();
        let head = Paint::out().strong(&speech.say("session-head", &[("staff", staff.into())]));
        let fresh = matches!(of.actor, Actor::Staff(_));
        let fresh = speech.word(if fresh { "session-fresh" } else { "session-stale" });
        Ok(Answer::done(format!("{head}\n{}\n{fresh}", table(&heads, &rows, &[], &[0])), json!(json)))
    })
}

fn end(which: &End, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    let file = door.session_file()?;
    door.enter(|office| {
        let of = file.signed_in(office)?;
        let ended = match &which.session {
            Some(text) => {
                let session: Option<SessionId> = text.parse().ok();
                let ended = session.map(|session| office.end_session(&of, session)).transpose()?;
                usize::from(ended.filter(|ended| *ended).ok_or_else(|| complaint("session-unknown", &[]))?)
            }
            None => office.end_sessions(&of, which.others)?,
        };
        let text = speech.say("sessions-ended", &[("n", (ended as u64).into())]);
        Ok(Answer::done(Paint::out().good(&text), json!({ "ended": ended })))
    })
}
