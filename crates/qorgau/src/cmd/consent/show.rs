//! A person's consents, those that count and those before.

use anyhow::Result;
use kernel::SubjectId;
use office::{Dossier, DossierConsent, DossierMatter, Office};
use policy::PurposeId;
use serde_json::json;

use crate::{
    answer::Answer,
    door::Door,
    given::subject,
    show::{Names, Paint, by, cite, fields, local},
    speech::Speech,
};

/// Whose.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The person: an id, or item=value that finds one
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
    /// Under which purpose; all where it is not given
    #[arg(long)]
    purpose: Option<PurposeId>,
    /// Show what proves them too; that opens what is sealed, and is logged as giving out everything held
    #[arg(long)]
    proof: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let dossier = if args.proof { office.export(actor, who)? } else { office.show(actor, who)? };
        Ok(shown(door.speech, office, who, &dossier, args.purpose.as_ref()))
    })
}

fn shown(
    speech: &Speech,
    office: &Office,
    who: SubjectId,
    dossier: &Dossier,
    purpose: Option<&PurposeId>,
) -> Answer {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let wanted = |id: &str| purpose.is_none_or(|purpose| purpose.as_str() == id);
    let mut text = format!("{} {who}\n", Paint::out().strong(&speech.word("field-subject")));
    let mut all = Vec::new();
    for e in dossier.engagements.iter().filter(|e| wanted(&e.purpose)) {
        let Some(consent) = &e.consent else { continue };
        let title = format!("{} {}", cite(speech, office, &e.clause), names.purpose(&e.purpose));
        text += &format!("\n{}\n{}", Paint::out().strong(&title), fields(&one(speech, office, consent)));
        all.push(
            json!({ "engagement": e.id, "purpose": e.purpose, "edition": e.edition, "consent": consent }),
        );
    }
    let mut former: Vec<_> = dossier
        .papers
        .iter()
        .filter_map(|paper| match &paper.what {
            DossierMatter::FormerConsent { purpose, edition, consent, ended } if wanted(purpose) => {
                Some((ended, consent.at, purpose, edition, consent))
            }
            _ => None,
        })
        .collect();
    former.sort_by_key(|(ended, at, ..)| std::cmp::Reverse((**ended, *at)));
    for (ended, _, purpose, edition, consent) in former {
        let title = format!("{} ({})", names.purpose(purpose), speech.word("consent-former"));
        let mut pairs = one(speech, office, consent);
        pairs.push((speech.word("field-ended"), local(office, *ended)));
        text += &format!("\n{}\n{}", Paint::out().strong(&title), fields(&pairs));
        all.push(json!({ "purpose": purpose, "edition": edition, "consent": consent, "ended": ended }));
    }
    let none = all.is_empty();
    let answer = Answer::done(text, json!({ "subject": who, "consents": all }));
    if none { answer.beside(&speech.word("consents-none")) } else { answer }
}

fn one(speech: &Speech, office: &Office, consent: &DossierConsent) -> Vec<(String, String)> {
    let part = |part: &kernel::Part| speech.named("part", part.word());
    let parts: Vec<_> = consent.parts.iter().map(part).collect();
    let way = speech.named("way", &consent.way);
    let mut pairs = vec![
        (speech.word("field-given"), format!("{}, {way}", local(office, consent.at))),
        (speech.word("field-consent-to"), parts.join("; ")),
    ];
    if let Some(until) = consent.until {
        pairs.push((speech.word("field-until"), by(office, until)));
    }
    if !consent.withdrawn.is_empty() {
        let line = |(which, at): &(kernel::Part, _)| format!("{} — {}", part(which), local(office, *at));
        let lines: Vec<_> = consent.withdrawn.iter().map(line).collect();
        pairs.push((speech.word("field-withdrawn"), lines.join("\n")));
    }
    if let Some(hash) = &consent.notice_sha256 {
        let lang = consent.notice_language.clone().unwrap_or_default();
        pairs.push((speech.word("field-notice"), format!("{lang}, SHA-256 {hash}")));
    }
    if let Some(proof) = &consent.proof {
        pairs.push((speech.word("field-proof"), proof.clone()));
    }
    pairs
}
