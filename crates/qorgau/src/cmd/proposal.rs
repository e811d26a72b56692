//! `qorgau proposal`: what takes two people. One proposes it, somebody else approves it here.

use anyhow::Result;
use clap::Subcommand;
use kernel::ProposalNo;
use office::{Office, ProposalLine, ProposalMatter, Proposed};
use policy::{Lang, diff::diff_under};
use serde_json::{Value, json};

use super::{done, sweep::warned};
use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    show::{Paint, fields, local, table},
    speech::Speech,
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// List what waits for a second person, or has one and is not done yet, of what you may do
    List,
    /// Show exactly what is proposed; of an edition, what it changes
    Show {
        /// The proposal's number
        number: ProposalNo,
    },
    /// Approve what somebody else proposed: an edition is in force with it, a profile entered
    Approve {
        /// The proposal's number
        number: ProposalNo,
    },
    /// Say that it is not to be done, or take your own proposal back
    Decline {
        /// The proposal's number
        number: ProposalNo,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::List => door.act(|office, actor| Ok(listed(speech, office, &office.proposals(actor)))),
        Command::Show { number } => door.act(|office, actor| {
            let found = office.proposal(actor, *number)?;
            let none = || complaint("no-proposal-here", &[("number", number.to_string())]);
            let (line, matter) = found.ok_or_else(none)?;
            Ok(shown(speech, office, &line, &matter))
        }),
        Command::Approve { number } => door.act(|office, actor| {
            let approved = office.approve(actor, *number)?;
            let more = [("number", number.to_string())];
            let Some(then) = &approved.then else {
                return Ok(done(speech, office, "done-approve", &approved.done, &more)
                    .beside(&speech.say("export-next", &[("number", number.to_string().into())])));
            };
            if approved.edition.is_some() {
                let world = office.world();
                let name = world.edition().map(|edition| edition.pack().edition.clone()).unwrap_or_default();
                let more = [("edition", name), ("number", world.in_force.to_string())];
                return Ok(done(speech, office, "done-activate-edition", then, &more)
                    .beside(&speech.word("edition-next")));
            }
            let more = [("profile", office.world().profile.id().to_owned())];
            Ok(warned(speech, office, done(speech, office, "done-enter-profile", then, &more)))
        }),
        Command::Decline { number } => door.act(|office, actor| {
            let declined = office.decline(actor, *number)?;
            Ok(done(speech, office, "done-decline", &declined, &[("number", number.to_string())]))
        }),
    }
}

/// Something was proposed: what, and how it goes on.
pub(crate) fn proposed(
    speech: &Speech,
    office: &Office,
    waits: &Proposed,
    about: &[(&str, String)],
) -> Answer {
    let number = waits.proposal.to_string();
    let mut more = vec![("number", number.clone())];
    more.extend(about.iter().map(|(key, value)| (*key, value.clone())));
    more.push(("ends", local(office, waits.ends)));
    done(speech, office, "done-propose", &waits.done, &more)
        .beside(&speech.say("proposal-next", &[("number", number.into())]))
}

fn listed(speech: &Speech, office: &Office, all: &[ProposalLine]) -> Answer {
    let every: Vec<Value> = all.iter().map(|line| written(line, None)).collect();
    if all.is_empty() {
        return Answer::done(speech.word("no-proposals"), json!(every));
    }
    let heads = ["head-number", "head-proposed", "head-proposed-by", "head-approved-by", "head-until"];
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|ProposalLine { number, proposal }| {
            let approved = proposal.approved.as_ref().map(ToString::to_string).unwrap_or_default();
            let what = speech.word(&format!("act-{}", proposal.act.as_str()));
            vec![number.to_string(), what, proposal.by.to_string(), approved, local(office, proposal.ends)]
        })
        .collect();
    let head = Paint::out().strong(&speech.word("proposal-head"));
    let table = table(&heads.map(|key| speech.word(key)), &rows, &[0], &[1]);
    Answer::done(format!("{head}\n{table}"), json!(every))
}

fn shown(speech: &Speech, office: &Office, line: &ProposalLine, matter: &ProposalMatter) -> Answer {
    let ProposalLine { number, proposal } = line;
    let head = Paint::out().strong(&speech.word(&format!("act-{}", proposal.act.as_str())));
    let mut pairs = vec![
        ("number", number.to_string()),
        ("proposed-by", proposal.by.to_string()),
        ("ends", local(office, proposal.ends)),
        ("sha256", proposal.digest.clone()),
    ];
    pairs.extend(proposal.approved.as_ref().map(|who| ("approved-by", who.to_string())));
    let (text, json) = match matter {
        ProposalMatter::Edition(edition) => {
            pairs.push(("edition", edition.pack().edition.clone()));
            let lines = differences(office, edition, speech.lang);
            let text =
                lines.iter().map(|(under, line)| format!("\n  {under}\n    {line}")).collect::<String>();
            let changes: Vec<Value> =
                lines.into_iter().map(|(under, line)| json!({ "under": under, "line": line })).collect();
            (text, json!({ "edition": edition.pack().edition, "changes": changes }))
        }
        ProposalMatter::Profile(text) => (format!("\n{text}"), json!({ "profile": text })),
        ProposalMatter::BulkExport(export) => {
            let items = export.items.iter().map(ToString::to_string).collect::<Vec<_>>();
            pairs.push(("purpose", export.purpose.to_string()));
            pairs.push(("items", items.join(", ")));
            pairs.push(("reason", export.reason.clone()));
            let export = json!({ "purpose": export.purpose, "items": export.items, "reason": export.reason });
            (String::new(), json!({ "export": export }))
        }
    };
    let pairs: Vec<(String, String)> =
        pairs.into_iter().map(|(key, value)| (speech.word(&format!("field-{key}")), value)).collect();
    Answer::done(format!("{head}\n{}{text}", fields(&pairs)), written(line, Some(json)))
}

/// What an edition changes against the one in force: under what, and what.
fn differences(office: &Office, new: &policy::Edition, lang: Lang) -> Vec<(String, String)> {
    let world = office.world();
    let Some(old) = world.edition() else { return Vec::new() };
    let all = diff_under(old.pack(), new.pack(), &kernel::jurisdiction(&world.profile));
    all.iter()
        .map(|one| {
            let said = one.say(old.pack(), new.pack(), lang);
            (said.head, said.line)
        })
        .collect()
}

fn written(ProposalLine { number, proposal }: &ProposalLine, matter: Option<Value>) -> Value {
    let mut out = json!({
        "number": number,
        "act": proposal.act,
        "by": proposal.by,
        "approved_by": proposal.approved,
        "until": proposal.ends,
        "sha256": proposal.digest,
    });
    if let (Some(out), Some(Value::Object(matter))) = (out.as_object_mut(), matter) {
        out.extend(matter);
    }
    out
}
