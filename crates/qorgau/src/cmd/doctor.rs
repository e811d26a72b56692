//! `qorgau doctor`: looks the store over.

use anyhow::Result;
use serde_json::json;

use crate::{
    answer::{Answer, BAD_STORE},
    door::Door,
    show::{Count, Paint, wrapped},
};

/// How closely.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Open every row, replay the log and compare
    #[arg(long)]
    deep: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let (speech, paint) = (door.speech, Paint::out());
    door.look(|office| {
        let count = Count::new(speech, "doctor-progress");
        let health = office.examine(args.deep, &mut |rows| count.tell(rows))?;
        count.close();
        let serious = health.findings.iter().filter(|finding| finding.serious).count();
        let head = match (serious, args.deep) {
            (0, true) => paint.good(&speech.say("doctor-well-deep", &[("rows", health.rows.into())])),
            (0, false) => paint.good(&speech.word("doctor-well")),
            (count, _) => paint.bad(&speech.say("doctor-ill", &[("count", count.into())])),
        };
        let mut text = head + "\n";
        for finding in &health.findings {
            let mark = if finding.serious { paint.bad("✗") } else { paint.faint("·") };
            let body = wrapped(&finding.what, 4);
            text += &format!("  {mark} {}", &body[body.len().min(4)..]);
        }
        if serious > 0 {
            text += &format!("\n{}", wrapped(&speech.word("log-faulty-next"), 0));
        }
        let findings: Vec<_> =
            health.findings.iter().map(|f| json!({ "serious": f.serious, "what": f.what })).collect();
        let json = json!({ "well": serious == 0, "rows": health.rows, "findings": findings });
        Ok(Answer::done(text, json).code(if serious > 0 { BAD_STORE } else { 0 }))
    })
}
