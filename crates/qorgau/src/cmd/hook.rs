//! `qorgau hook`: other systems that hear of what happens by signed events.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Result;
use clap::Subcommand;
use hooks::{Client, Condition, Outside, Report, Sender, Settings, Trust};
use office::{EVENT_TYPES, HookLine, Office};
use policy::HookId;
use serde_json::json;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    given::one_of,
    reach::{Reach, networks},
    show::{Paint, local, table},
    speech::Speech,
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Have events sent to a system; the secret that they are signed with is shown once
    Add {
        /// The system's name
        name: HookId,
        /// Where to, such as https://crm.example.com/hooks
        url: String,
        /// A type of events that it wants; may be repeated, and is every one where it is not given
        #[arg(long = "event", value_name = "TYPE", value_parser = one_of(&EVENT_TYPES, |kind| kind))]
        events: Vec<&'static str>,
        #[command(flatten)]
        where_to: WhereTo,
    },
    /// Send a system nothing more; what waits for it goes
    Remove {
        /// Which
        name: HookId,
    },
    /// List the systems, and how they fare
    List,
    /// Send to a system again that was paused, or said that it is gone
    Resume {
        /// Which
        name: HookId,
    },
    /// Give a system another secret; for a day events are signed with the former one as well
    Rotate {
        /// Which
        name: HookId,
    },
    /// Put an event in that tells of nothing, to see whether events arrive
    Test {
        /// Which
        name: HookId,
    },
    /// Send what is due, where no service runs that does
    Send {
        /// The most seconds that it takes
        #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
        within: u64,
        #[command(flatten)]
        where_to: WhereTo,
    },
}

/// Where events may be sent besides public addresses.
#[derive(clap::Args)]
pub(crate) struct WhereTo {
    /// A network that events may be sent to besides public addresses, or `loopback`; may be repeated
    #[arg(long = "network", env = "QORGAU_HOOK_NETWORK", value_name = "NETWORK", value_delimiter = ',')]
    networks: Vec<Reach>,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::Add { name, url, events, where_to } => door.act(|office, actor| {
            let events: Vec<String> = events.iter().map(|event| (*event).to_owned()).collect();
            let reach = networks(&where_to.networks);
            let (made, secret) = office.add_hook(actor, name.clone(), url, &events, &reach)?;
            let more = [("hook", name.to_string()), ("signed-with", secret.to_string())];
            Ok(done(speech, office, "done-add-hook", &made, &more).beside(&speech.word("hook-next")))
        }),
        Command::Rotate { name } => door.act(|office, actor| {
            let (changed, secret) = office.rotate_hook_secret(actor, name)?;
            let more = [("hook", name.to_string()), ("signed-with", secret.to_string())];
            Ok(done(speech, office, "done-rotate-hook", &changed, &more).beside(&speech.word("hook-next")))
        }),
        Command::Remove { name } => {
            simple(door, "done-remove-hook", name, |office, actor| office.remove_hook(actor, name.clone()))
        }
        Command::Resume { name } => {
            simple(door, "done-resume-hook", name, |office, actor| office.resume_hook(actor, name))
        }
        Command::Test { name } => {
            simple(door, "done-test-hook", name, |office, actor| office.send_test_event(actor, name))
        }
        Command::List => door.act(|office, actor| Ok(list(speech, office, &office.hooks(actor)?))),
        Command::Send { within, where_to } => send(door, Duration::from_secs(*within), &where_to.networks),
    }
}

fn simple(
    door: &Door<'_>,
    key: &str,
    name: &HookId,
    act: impl FnOnce(&Office, &kernel::Actor) -> office::Result<office::Done>,
) -> Result<Answer> {
    door.act(|office, actor| {
        let changed = act(office, actor)?;
        Ok(done(door.speech, office, key, &changed, &[("hook", name.to_string())]))
    })
}

fn list(speech: &Speech, office: &Office, lines: &[HookLine]) -> Answer {
    let heads = ["head-hook", "head-host", "head-events", "head-condition", "head-waiting"];
    let heads = heads.map(|key| speech.word(key));
    let events = |line: &HookLine| match &line.events {
        None => speech.word("hook-all"),
        Some(events) => events.join(", "),
    };
    let rows = lines.iter().map(|line| {
        vec![
            line.hook.to_string(),
            line.host.clone(),
            events(line),
            condition(speech, office, line),
            line.waiting.to_string(),
        ]
    });
    let all: Vec<_> = lines.iter().map(spelled).collect();
    let head = Paint::out().strong(&speech.word("hook-head"));
    Answer::done(format!("{head}\n{}", table(&heads, &rows.collect::<Vec<_>>(), &[4], &[0, 3])), json!(all))
}

fn condition(speech: &Speech, office: &Office, line: &HookLine) -> String {
    let since = |key: &str, at| speech.say(key, &[("at", local(office, at).into())]);
    let said = match line.condition {
        Condition::Paused { since: at } => since("hook-paused", at),
        Condition::Disabled { since: at } => since("hook-disabled", at),
        Condition::Active => match (line.failing_since, &line.last_failure) {
            (Some(at), Some(failure)) => format!("{} ({})", since("hook-failing", at), failure.why),
            _ => speech.word("hook-active"),
        },
    };
    if line.missed { format!("{said} · {}", speech.word("hook-missed")) } else { said }
}

fn spelled(line: &HookLine) -> serde_json::Value {
    let (condition, condition_since) = match line.condition {
        Condition::Active => ("active", None),
        Condition::Paused { since } => ("paused", Some(since)),
        Condition::Disabled { since } => ("disabled", Some(since)),
    };
    json!({
        "hook": line.hook,
        "host": line.host,
        "events": line.events,
        "since": line.since,
        "condition": condition,
        "condition_since": condition_since,
        "failing_since": line.failing_since,
        "last_success": line.last_success,
        "last_failure": line.last_failure,
        "delivered": line.delivered,
        "waiting": line.waiting,
        "missed": line.missed,
    })
}

fn send(door: &Door<'_>, within: Duration, reach: &[Reach]) -> Result<Answer> {
    let office = Arc::new(door.open()?);
    let client = Client::new(&Trust::System, networks(reach))?;
    let counts = Arc::new([const { AtomicU64::new(0) }; 2]);
    let counted = Arc::clone(&counts);
    let tell = move |report: Report<'_, office::OfficeError>| match report {
        Report::Attempted { attempt, .. } => {
            counted[usize::from(attempt.succeeded())].fetch_add(1, Ordering::Relaxed);
        }
        Report::Outbox(why) => eprintln!("{why}"),
    };
    let outbox = Arc::new(office.feed_outbox());
    let sender = Sender::new(outbox, client, Settings::default(), Outside::system(), tell);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(sender.drain(within));
    let [failed, sent] = [0, 1].map(|at| counts[at].load(Ordering::Relaxed));
    let args = [("sent", sent.to_string()), ("failed", failed.to_string())];
    let args: Vec<_> = args.iter().map(|(key, value)| (*key, value.as_str().into())).collect();
    let answer = Answer::done(
        door.speech.say("hook-sent", &args),
        json!({ "sent": sent, "failed": failed, "more": !ended }),
    );
    Ok(if ended { answer } else { answer.beside(&door.speech.word("hook-more")) })
}
