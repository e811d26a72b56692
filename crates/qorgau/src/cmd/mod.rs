//! The commands, one file each.

pub(crate) mod act;
pub(crate) mod breach;
pub(crate) mod carrier;
pub(crate) mod clock;
pub(crate) mod collect;
pub(crate) mod config;
pub(crate) mod consent;
pub(crate) mod deadlines;
pub(crate) mod doctor;
pub(crate) mod edition;
pub(crate) mod erase;
pub(crate) mod event;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod guard;
pub(crate) mod hook;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod journal;
pub(crate) mod key;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod machine;
pub(crate) mod overview;
pub(crate) mod policy;
pub(crate) mod proposal;
pub(crate) mod read;
pub(crate) mod rectify;
pub(crate) mod request;
pub(crate) mod serve;
pub(crate) mod signin;
pub(crate) mod staff;
pub(crate) mod subject;
pub(crate) mod sweep;
pub(crate) mod task;
pub(crate) mod transfer;
pub(crate) mod unblock;
pub(crate) mod verify;

use anyhow::Result;
use office::{Done, Office};
use serde_json::{Value, json};

pub(crate) use consent::goes_on as consent_goes_on;

use crate::{
    answer::Answer,
    bench,
    cli::{Cli, Command, Format},
    demo,
    door::Door,
    fault::complaint,
    show::{Paint, clause, fields},
    speech::Speech,
};

/// Runs a command and writes its answer; gives the exit code.
pub(crate) fn run(cli: &Cli, speech: &Speech) -> Result<u8> {
    let door = Door { globals: &cli.globals, speech };
    fits(cli)?;
    let answer = match &cli.command {
        Command::Demo(args) => return demo::run(args, speech),
        Command::Bench(args) => return bench::run(args, speech),
        Command::Policy(command) => policy::run(command, speech),
        Command::Init(args) => init::run(args, &door),
        Command::Key(command) => key::run(command, &door),
        Command::Import(args) => import::run(args, &door),
        Command::Collect(args) => collect::run(args, &door),
        Command::Consent(command) => consent::run(command, &door),
        Command::List(args) => list::run(args, &door),
        Command::Request(command) => request::run(command, &door),
        Command::Deadlines(args) => deadlines::run(args, &door),
        Command::Disclose(args) => transfer::disclose(args, &door),
        Command::Publish(args) => transfer::publish(args, &door),
        Command::Demand(command) => transfer::demand(command, &door),
        Command::Task(command) => task::run(command, &door),
        Command::Restrict(args) => task::restrict(args, true, &door),
        Command::Unrestrict(args) => task::restrict(args, false, &door),
        Command::Carrier(command) => carrier::run(command, &door),
        Command::Breach(command) => breach::run(command, &door),
        Command::Journal(args) => journal::run(args, &door),
        Command::Read(args) => read::run(args, &door),
        Command::Find(args) => find::run(args, &door),
        Command::Rectify(args) => rectify::run(args, &door),
        Command::Event(args) => event::run(args, &door),
        Command::Block(args) => guard::block(args, &door),
        Command::Unblock(args) => unblock::run(args, &door),
        Command::Hold(args) => guard::hold(args, &door),
        Command::Release(args) => guard::release(args, &door),
        Command::Erase(args) => erase::run(args, &door),
        Command::Sweep(args) => sweep::run(args, &door),
        Command::Subject(command) => subject::run(command, &door),
        Command::Staff(command) => staff::run(command, &door),
        Command::Enrol(args) => signin::enrol::run(args, &door),
        Command::SignIn(args) => signin::session::sign_in(args, &door),
        Command::StepUp => signin::session::step_up(&door),
        Command::SignOut => signin::session::sign_out(&door),
        Command::Session(command) => signin::session::run(command, &door),
        Command::Password(args) => signin::renew::password(args, &door),
        Command::App => signin::renew::app(&door),
        Command::Recovery => signin::renew::recovery(&door),
        Command::Machine(command) => machine::run(command, &door),
        Command::Hook(command) => hook::run(command, &door),
        Command::Serve(args) => serve::run(args, &door),
        Command::Config(command) => config::run(command, &door),
        Command::Edition(command) => edition::run(command, &door),
        Command::Proposal(command) => proposal::run(command, &door),
        Command::Export(command) => export::run(command, &door),
        Command::Log(command) => log::run(command, &door),
        Command::Verify(args) => verify::run(args, speech),
        Command::Act(args) => act::run(args, &door),
        Command::Doctor(args) => doctor::run(args, &door),
        Command::Overview => overview::run(&door),
        Command::Clock(command) => clock::run(command, &door),
    }?;
    Ok(answer.put(speech))
}

/// What is said for every command but means something for a few is not silently passed over.
fn fits(cli: &Cli) -> Result<()> {
    let timed = match &cli.command {
        Command::Collect(_) | Command::Import(_) => true,
        Command::Event(args) => args.takes_time(),
        Command::Consent(command) => command.takes_time(),
        Command::Request(command) => command.takes_time(),
        Command::Sweep(args) => args.dry_run,
        _ => false,
    };
    if cli.globals.at.is_some() && !timed {
        return Err(complaint("at-means-nothing", &[]));
    }
    let (command, format) = (&cli.command, cli.globals.format());
    if let Command::Policy(policy::Command::Render { .. }) = command {
        let rendered = matches!(format, Format::Table | Format::Html | Format::Md | Format::Pdf);
        return if rendered { Ok(()) } else { Err(complaint("format-of-render", &[])) };
    }
    let documents = match command {
        Command::Request(command) => command.writes_a_document(),
        Command::Consent(command) => command.writes_a_document(),
        _ => false,
    };
    if documents && format != Format::Csv {
        return Ok(());
    }
    if let Command::Act(_)
    | Command::Carrier(carrier::Command::Act { .. })
    | Command::Task(task::Command::Notice { .. }) = command
    {
        return document(format);
    }
    if let Command::Breach(command) = command
        && matches!(**command, breach::Command::Notice(_))
    {
        return document(format);
    }
    let fits = matches!(
        (command, format),
        (_, Format::Table | Format::Json)
            | (
                Command::Policy(policy::Command::Register { .. }) | Command::Journal(_),
                Format::Csv | Format::Md
            )
            | (Command::Journal(_), Format::Html | Format::Pdf)
            | (Command::Carrier(carrier::Command::List(_)), Format::Md | Format::Html | Format::Pdf)
            | (Command::List(_), Format::Csv)
            | (Command::Policy(policy::Command::Diff { .. }), Format::Md)
    );
    if !fits {
        return Err(complaint("format-of-register", &[]));
    }
    Ok(())
}

/// What is a document and nothing else has a document's formats.
fn document(format: Format) -> Result<()> {
    let fits = matches!(format, Format::Table | Format::Html | Format::Md | Format::Pdf);
    if fits { Ok(()) } else { Err(complaint("format-of-document", &[])) }
}

/// The heading of an act that was done, with its clause and log entry.
fn head(speech: &Speech, office: &Office, key: &str, done: &Done) -> String {
    let clause = clause(speech, office, &done.clause);
    let entry = speech.say("entry", &[("entry", done.entry.to_string().into())]);
    format!("{} · {clause} · {entry}\n", Paint::out().good(&speech.word(key)))
}

/// The answer of an act that was done, with fields in words and JSON of its own.
fn done_as(
    speech: &Speech,
    office: &Office,
    key: &str,
    done: &Done,
    pairs: &[(String, String)],
    json: serde_json::Value,
) -> Answer {
    let text = head(speech, office, key, done) + &fields(pairs);
    Answer::done(text, json).with("clause", done.clause.as_str()).with("entry", done.entry)
}

/// The answer of an act that was done: a heading with its clause, and what came of it.
fn done(speech: &Speech, office: &Office, key: &str, done: &Done, more: &[(&str, String)]) -> Answer {
    let head = head(speech, office, key, done);
    let pairs: Vec<(String, String)> =
        more.iter().map(|(key, value)| (speech.word(&format!("field-{key}")), value.clone())).collect();
    let mut json = json!({ "clause": done.clause, "entry": done.entry });
    for (key, value) in more {
        json[key.replace('-', "_")] = Value::from(value.as_str());
    }
    Answer::done(head + &fields(&pairs), json)
}
