//! A consent withdrawn: what stops, what has to be done now, and what goes on.

use anyhow::Result;
use kernel::{EngagementId, Part, Parts, SubjectId};
use office::{GoesOn, Office, Withdrawn};
use policy::PurposeId;
use serde_json::json;

use crate::{
    answer::Answer,
    cmd::done_as,
    door::Door,
    given::{one_of, subject, target},
    show::{Names, due_by},
    speech::Speech,
};

/// Whose and what of it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The person: an id, or item=value that finds one
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
    /// Under which purpose
    #[arg(long)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID")]
    engagement: Option<EngagementId>,
    /// What is withdrawn; everything where nothing is said. May be repeated
    #[arg(long, value_name = "PART", value_parser = one_of(&Part::ALL, Part::word))]
    part: Vec<Part>,
    #[command(flatten)]
    receipt: super::receipt::Receipt,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let at = door.at(&office.world().profile)?;
        let who = subject(office, actor, &args.subject)?;
        let parts: Parts = match args.part.as_slice() {
            [] => Part::ALL.into_iter().collect(),
            some => some.iter().copied().collect(),
        };
        let target = target(&args.purpose, args.engagement);
        let out = office.withdraw_consent(actor, at, who, target.clone(), parts)?;
        let answer = told(door.speech, office, who, &args.purpose, &out);
        args.receipt.add(answer, door.speech, office, actor, who, &target)
    })
}

fn told(speech: &Speech, office: &Office, who: SubjectId, purpose: &PurposeId, out: &Withdrawn) -> Answer {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let parts: Vec<_> = out.parts.iter().map(|part| speech.named("part", part.word())).collect();
    let mut pairs = vec![
        (speech.word("field-subject"), who.to_string()),
        (speech.word("field-purpose"), names.purpose(purpose.as_str())),
        (speech.word("field-stops"), parts.join("; ")),
    ];
    if let Some(due) = out.due {
        pairs.push((speech.word("field-destroy-by"), due_by(speech, office, due)));
    }
    if !out.to_tell.is_empty() {
        let whom: Vec<_> = out.to_tell.iter().map(|id| names.recipient(id.as_str())).collect();
        pairs.push((speech.word("field-to-tell"), whom.join("\n")));
    }
    if out.to_remove > 0 {
        pairs.push((speech.word("field-to-remove"), out.to_remove.to_string()));
    }
    pairs.push((speech.word("field-goes-on"), goes_on(speech, office, &out.goes_on)));
    let json = json!({
        "subject": who,
        "purpose": purpose,
        "parts": out.parts,
        "due": out.due,
        "to_tell": out.to_tell,
        "to_remove": out.to_remove,
        "goes_on": out.goes_on,
    });
    let whole = out.parts.contains(&Part::Processing);
    let key = if whole { "done-withdraw-consent" } else { "done-withdraw-part" };
    let answer = done_as(speech, office, key, &out.done, &pairs, json);
    let tasks = !out.to_tell.is_empty() || out.to_remove > 0;
    if tasks { answer.beside(&speech.word("withdraw-next")) } else { answer }
}

/// What goes on, one below the other, each with its ground.
pub(crate) fn goes_on(speech: &Speech, office: &Office, on: &[GoesOn]) -> String {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let cites = world.cites(speech.lang);
    let one = |on: &GoesOn| {
        let ground = match &*on.ground {
            "consent" => speech.word("ground-other-consent"),
            law => cites.cite(law),
        };
        format!("{} {} — {ground}", cites.cite(&on.clause), names.purpose(on.purpose.as_str()))
    };
    if on.is_empty() {
        return speech.word("nothing");
    }
    on.iter().map(one).collect::<Vec<_>>().join("\n")
}
