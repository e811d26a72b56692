//! The receipt of a consent as it stands.

use std::path::{Path, PathBuf};

use anyhow::Result;
use kernel::{Actor, EngagementId, SubjectId, Target};
use office::Office;
use policy::PurposeId;

use crate::{
    answer::Answer,
    cli::Format,
    door::Door,
    given::{subject, target},
    show::{Out, Readers, dated, kept, put, written},
    speech::Speech,
};

/// Whose and for what.
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
    #[command(flatten)]
    out: Out,
}

/// Runs it: JSON-LD, or the confirmation for the person to read.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let target = target(&args.purpose, args.engagement);
        let receipt = office.consent_receipt(actor, who, &target, speech.lang)?;
        let out = args.out.out.as_deref();
        if matches!(speech.format(), Format::Md | Format::Html | Format::Pdf) {
            let doc = clerk::confirmation(&office.world(), &receipt, speech.lang);
            return written(speech, &doc, dated(office, receipt.at), out, Readers::Owner);
        }
        let file = format!("{:#}\n", receipt.file);
        match out {
            Some(path) => kept(speech, path, &file, Readers::Owner),
            None => Ok(Answer::exact(file.clone(), file)),
        }
    })
}

/// Where the receipt of a consent just given or withdrawn goes.
#[derive(clap::Args)]
pub(crate) struct Receipt {
    /// Write the receipt of the consent as it then stands (JSON-LD)
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

impl Receipt {
    /// Writes it, where one is asked for, and says so beside the answer.
    pub(super) fn add(
        &self,
        answer: Answer,
        speech: &Speech,
        office: &Office,
        actor: &Actor,
        who: SubjectId,
        target: &Target,
    ) -> Result<Answer> {
        let Some(path) = &self.receipt else { return Ok(answer) };
        let receipt = office.consent_receipt(actor, who, target, speech.lang)?;
        put(path, format!("{:#}\n", receipt.file).as_bytes(), Readers::Owner)?;
        let shown = shown(path);
        let said = speech.say("receipt-written", &[("path", shown.as_str().into())]);
        Ok(answer.with("receipt", shown).beside(&said))
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
