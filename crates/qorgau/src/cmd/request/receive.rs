//! A request taken in.

use std::{fs, path::PathBuf};

use anyhow::Result;
use calendar::Profile;
use kernel::{Channel, Part, Representative, RepresentedBy};
use office::{Office, Received, RequestForm, TEXT_MAX};
use policy::{IdentityLevel, PurposeId, RequestKind};
use serde_json::json;

use crate::{
    answer::Answer,
    cmd::done_as,
    door::Door,
    fault::complaint,
    given::{one_of, subject, target},
    moment,
    show::{cite, due_by, left, span},
    speech::Speech,
};

/// What is asked for, how and by whom.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What is asked for
    #[arg(long, value_parser = one_of(RequestKind::ALL, RequestKind::word))]
    kind: RequestKind,
    /// How it came
    #[arg(long, value_parser = one_of(Channel::ALL, Channel::word))]
    channel: Channel,
    /// Who asks, where that is known: an id, or item=value that finds one
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// Under which purpose; all where it is not given
    #[arg(long)]
    purpose: Option<PurposeId>,
    /// For a withdrawal: of what. May be repeated
    #[arg(long, value_name = "PART", value_parser = one_of(&Part::ALL, Part::word))]
    part: Vec<Part>,
    /// Where the answer goes: an e-mail or postal address; kept sealed
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    contact: String,
    /// What it says; kept sealed
    #[arg(long, value_name = "TEXT", conflicts_with = "text_file")]
    text: Option<String>,
    /// What it says, from a file in UTF-8
    #[arg(long, value_name = "FILE")]
    text_file: Option<PathBuf>,
    /// Who speaks for the person, and until when they may: power-of-attorney@2027-01-31, parent or guardian
    #[arg(long, value_name = "BY[@DATE]", requires = "represented_by")]
    representative: Option<String>,
    /// The representative's name and document; kept sealed
    #[arg(long, value_name = "NAME", requires = "representative")]
    represented_by: Option<String>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let text = match &args.text_file {
        Some(path) => read(path)?,
        None => args.text.clone().unwrap_or_default(),
    };
    door.act(|office, actor| {
        let profile = office.world().profile.clone();
        let at = door.at(&profile)?;
        let representative = args.representative.as_deref().map(|text| speaks(text, &profile)).transpose()?;
        let who = args.subject.as_deref().map(|text| subject(office, actor, text)).transpose()?;
        let form = RequestForm {
            kind: args.kind,
            channel: args.channel,
            identity: IdentityLevel::None, // what makes it sure is recorded as an act of its own
            subject: who,
            target: args.purpose.as_ref().map(|purpose| target(purpose, None)),
            parts: args.part.clone(),
            representative,
            represented_by: args.represented_by.clone().unwrap_or_default(),
            contact: args.contact.clone(),
            text,
        };
        let received = office.receive_request(actor, at, &form)?;
        Ok(told(door.speech, office, args.kind, &received))
    })
}

fn told(speech: &Speech, office: &Office, kind: RequestKind, received: &Received) -> Answer {
    let (world, now) = (office.world(), office.clock().now());
    let due = received.deadline.at;
    let day = due_by(speech, office, due);
    let mut pairs = vec![
        (speech.word("field-request"), received.request.to_string()),
        (speech.word("field-kind"), speech.named("request-kind", kind.word())),
        (speech.word("field-subject"), received.subject.to_string()),
        (speech.word("field-answer-by"), format!("{day} ({})", left(speech, &world.profile, due, now))),
    ];
    let rules = world.edition().map(|edition| edition.pack().requests.as_slice()).unwrap_or_default();
    let rule = rules.iter().find(|rule| rule.kind == kind);
    if let Some(one) = rule.and_then(|rule| world.profile.deadline(&rule.deadline)) {
        pairs.push((
            speech.word("field-rule"),
            format!("{} ({})", span(speech, one.amount), cite(speech, office, &one.source)),
        ));
    }
    if let Some(rule) = rule {
        pairs.push((speech.word("field-needs"), speech.named("identity", rule.identity.word())));
    }
    if received.blocked {
        pairs.push((speech.word("field-blocked"), speech.word("blocked-with-it")));
    }
    let json = json!({
        "request": received.request,
        "subject": received.subject,
        "kind": kind,
        "deadline": due,
        "deadline_exact": received.deadline.exact,
        "joined": received.joined,
        "blocked": received.blocked,
    });
    let answer = done_as(speech, office, "done-receive-request", &received.done, &pairs, json);
    if received.joined { answer.beside(&speech.word("request-joined")) } else { answer }
}

fn speaks(text: &str, profile: &Profile) -> Result<Representative> {
    let bad = || complaint("bad-representative", &[]);
    let (by, until) = text.split_once('@').map_or((text, None), |(by, until)| (by, Some(until)));
    let by = RepresentedBy::from_word(by.trim()).ok_or_else(bad)?;
    let until = until.map(|text| moment::end(text, profile)).transpose().map_err(|_| bad())?;
    if by == RepresentedBy::PowerOfAttorney && until.is_none() {
        return Err(bad());
    }
    Ok(Representative { by, until })
}

fn read(path: &PathBuf) -> Result<String> {
    let bad = |why: String| complaint("unreadable", &[("path", path.display().to_string()), ("why", why)]);
    let size = fs::metadata(path).map_err(|why| bad(why.to_string()))?.len();
    if size > TEXT_MAX as u64 {
        return Err(complaint("text-size", &[("most", TEXT_MAX.to_string())]));
    }
    fs::read_to_string(path).map_err(|why| bad(why.to_string()))
}
