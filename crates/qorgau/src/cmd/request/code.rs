//! One-time codes: sent to an address that is held for the person, and entered when they come back.

use std::net::{IpAddr, Ipv4Addr};

use anyhow::Result;
use clap::Subcommand;
use kernel::{Actor, PaperId, Step};
use mail::CodeLetter;
use office::{CodeEntered, Office};
use policy::Lang;
use serde_json::json;

use crate::{
    answer::{Answer, BAD_STORE, REFUSED},
    door::Door,
    fault::complaint,
    given::from_stdin_or,
    post,
    show::Paint,
    speech::Speech,
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Send a code; QORGAU_MAIL says by which server, or into which folder
    Send {
        /// The request's id
        request: PaperId,
        /// The e-mail address; - reads it from stdin. Whether anybody has it shows in no answer
        #[arg(long, value_name = "EMAIL")]
        address: String,
        /// The letter's language; that of the answer where it is not given
        #[arg(long, value_name = "kk|ru|en", value_parser = str::parse::<Lang>)]
        letter: Option<Lang>,
    },
    /// Enter a code that came back
    Enter {
        /// The request's id
        request: PaperId,
        /// The code; - reads it from stdin
        code: String,
    },
}

/// Runs it.
pub(super) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::Send { request, address, letter } => {
            let address = from_stdin_or(address)?;
            let lang = letter.unwrap_or(door.speech.lang);
            door.act(|office, actor| send(door, office, actor, *request, &address, lang))
        }
        Command::Enter { request, code } => {
            let code = from_stdin_or(code)?;
            door.act(|office, actor| Ok(entered(door, *request, office.enter_code(actor, *request, &code)?)))
        }
    }
}

fn send(
    door: &Door<'_>,
    office: &Office,
    actor: &Actor,
    request: PaperId,
    address: &str,
    lang: Lang,
) -> Result<Answer> {
    let speech = door.speech;
    let world = office.world();
    let pack = world.edition().map(|edition| edition.pack());
    let organisation = pack.map(|pack| pack.operator.name.get(lang).to_owned()).unwrap_or_default();
    // Before anything is done: without a way to send there is no code.
    let mailer = post::mailer(post::sender(office, lang)?)?;
    // and whether the server is there can't depend on who is known
    if let Err(why) = mailer.ready() {
        return Ok(unsent(speech, "mail-not-ready", &why));
    }
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST); // whoever sits at this machine
    let code = office.make_code(actor, request, address, here)?;
    let minutes = code.minutes;
    if let Some((to, code)) = code.letter() {
        let what = speech.catalog.say(lang, "code-for", &[]);
        let grouped = code.expose_grouped();
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        let letter = CodeLetter { organisation: &organisation, what: &what, code: &grouped, minutes };
        let to = to.parse().map_err(|_| complaint("mail-address", &[]))?;
        let letter = letter.to(to, lang).map_err(|_| complaint("mail-no-sender", &[]))?;
        if mailer.send(&letter).is_err() {
            // The answer is the same for an address that nobody has; whoever handles the request sees why nothing came.
            let note = speech.word("letter-not-taken");
            office.move_request(actor, request, Step::Note, &note)?;
        }
    }
    let args = [("minutes", minutes.into())];
    let text = Paint::out().good(&speech.say("code-on-its-way", &args));
    Ok(Answer::done(text, json!({ "request": request, "minutes": minutes })))
}

fn unsent(speech: &Speech, key: &str, why: &mail::MailError) -> Answer {
    Answer::done("", json!({ "error": { "exit": BAD_STORE, "text": why.to_string() } }))
        .beside(&speech.say(key, &[("why", why.to_string().into())]))
        .code(BAD_STORE)
}

fn entered(door: &Door<'_>, request: PaperId, entered: CodeEntered) -> Answer {
    let speech = door.speech;
    let paint = Paint::out();
    match entered {
        CodeEntered::Passed { subject } => Answer::done(
            paint.good(&speech.say("code-passed", &[("subject", subject.to_string().into())])),
            json!({ "request": request, "passed": true, "subject": subject }),
        ),
        CodeEntered::Wrong { left } => Answer::done(
            paint.bad(&speech.say("code-wrong", &[("left", left.into())])),
            json!({ "request": request, "passed": false, "left": left }),
        )
        .no_result()
        .code(REFUSED),
        CodeEntered::Over => Answer::done(
            paint.bad(&speech.word("code-over")),
            json!({ "request": request, "passed": false, "left": 0 }),
        )
        .no_result()
        .code(REFUSED),
    }
}
