//! A consent given anew.

use anyhow::Result;
use kernel::EngagementId;
use policy::{CategoryId, PurposeId};
use serde_json::json;

use crate::{
    agreed::Agreed,
    answer::Answer,
    cmd::done_as,
    door::Door,
    given::{subject, target},
    show::{Names, by},
};

/// Whose, to what and how.
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
    /// How and when, and to what besides processing: written@2026-11-01+third-parties
    #[arg(long, value_name = "WAY@DATE[+PART…]")]
    consent: String,
    /// Its own term: the last day, or a moment
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// As whom, where --notice is given and the purpose reaches several kinds of people
    #[arg(long)]
    category: Option<CategoryId>,
    #[command(flatten)]
    agreed: Agreed,
    #[command(flatten)]
    receipt: super::receipt::Receipt,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let category = match &args.category {
            Some(category) => category.clone(),
            None if args.agreed.names_own_text() => office.category_of(&args.purpose, None)?,
            // No text of the edition is looked up.
            None => "none".parse()?,
        };
        let consent = args.agreed.consent(
            &args.consent,
            args.until.as_deref(),
            office,
            &args.purpose,
            &category,
            speech,
        )?;
        let who = subject(office, actor, &args.subject)?;
        let target = target(&args.purpose, args.engagement);
        let given = office.give_consent(actor, who, target.clone(), consent, args.agreed.proof.as_deref())?;
        let world = office.world();
        let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
        let parts: Vec<_> = consent.parts.iter().map(|part| speech.named("part", part.word())).collect();
        let mut pairs = vec![
            (speech.word("field-subject"), who.to_string()),
            (speech.word("field-purpose"), names.purpose(args.purpose.as_str())),
            (speech.word("field-consent-to"), parts.join("; ")),
        ];
        if let Some(until) = consent.until {
            pairs.push((speech.word("field-until"), by(office, until)));
        }
        if let Some(notice) = consent.notice {
            let hash = format!("{}… ({})", &hex::encode(notice.digest)[..16], notice.lang);
            pairs.push((speech.word("field-notice"), hash));
        }
        let json = json!({
            "subject": who,
            "purpose": args.purpose,
            "parts": consent.parts.iter().map(|part| part.word()).collect::<Vec<_>>(),
            "until": consent.until,
            "notice_sha256": consent.notice.map(|notice| hex::encode(notice.digest)),
        });
        let answer = done_as(speech, office, "done-give-consent", &given, &pairs, json);
        args.receipt.add(answer, speech, office, actor, who, &target)
    })
}
