//! A breach entered, by flags or from a JSON file.

use std::{fs, path::PathBuf};

use anyhow::Result;
use calendar::Profile;
use office::NewBreach;
use policy::{CategoryId, ItemId};
use serde_json::Value;

use super::show::left_of;
use crate::{answer::Answer, cmd::done_as, door::Door, fault::complaint, moment};

/// The longest file, in bytes.
const LONGEST: u64 = 64 << 10;

/// What happened.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Everything from a JSON file: detected, what, categories, subjects, items, consequences, measures
    #[arg(long, value_name = "FILE", conflicts_with_all = ["detected", "what", "category", "subjects", "items", "consequences", "measures"])]
    file: Option<PathBuf>,
    /// When it was detected: a date, or a moment
    #[arg(long, value_name = "TIME", required_unless_present = "file")]
    detected: Option<String>,
    /// What happened; it names no one
    #[arg(long, value_name = "TEXT", required_unless_present = "file")]
    what: Option<String>,
    /// Whose data: client,employee
    #[arg(long, value_delimiter = ',', value_name = "CATEGORY,…", required_unless_present = "file")]
    category: Vec<CategoryId>,
    /// How many people, as far as is known
    #[arg(long, value_name = "COUNT", required_unless_present = "file")]
    subjects: Option<u64>,
    /// Which items: email,phone
    #[arg(long, value_delimiter = ',', value_name = "ITEM,…", required_unless_present = "file")]
    items: Vec<ItemId>,
    /// What may follow for the people
    #[arg(long, value_name = "TEXT", required_unless_present = "file")]
    consequences: Option<String>,
    /// What was done and will be
    #[arg(long, value_name = "TEXT", required_unless_present = "file")]
    measures: Option<String>,
}

/// Runs it.
pub(super) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let profile = office.world().profile.clone();
        let new = match &args.file {
            Some(path) => from_file(path, &profile)?,
            None => from_flags(args, &profile)?,
        };
        let (reported, breach) = office.report_breach(actor, new)?;
        let pairs = [
            (speech.word("field-number"), breach.number.to_string()),
            (speech.word("field-tell-authority-by"), left_of(speech, office, &breach)),
            (speech.word("field-rule"), crate::show::rule(speech, office, &rule(&profile))),
        ];
        let json = serde_json::json!({ "breach": breach });
        let next = speech.say("breach-next", &[("number", breach.number.to_string().into())]);
        Ok(done_as(speech, office, "done-report-breach", &reported, &pairs, json).beside(&next))
    })
}

fn rule(profile: &Profile) -> String {
    let one = profile.deadline("breach-notice");
    one.map(|one| format!("{}: {} ({})", one.name, one.amount, one.source)).unwrap_or_default()
}

fn from_flags(args: &Args, profile: &Profile) -> Result<NewBreach> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(NewBreach {
        detected: moment::parse(&text(&args.detected), profile)?,
        what: text(&args.what),
        categories: args.category.clone(),
        subjects: args.subjects.unwrap_or_default(),
        items: args.items.clone(),
        consequences: text(&args.consequences),
        measures: text(&args.measures),
    })
}

fn from_file(path: &PathBuf, profile: &Profile) -> Result<NewBreach> {
    let named = path.display().to_string();
    let bad = |why: String| complaint("unreadable", &[("path", named.clone()), ("why", why)]);
    let size = fs::metadata(path).map_err(|why| bad(why.to_string()))?.len();
    if size > LONGEST {
        return Err(complaint("text-size", &[("most", LONGEST.to_string())]));
    }
    let text = fs::read_to_string(path).map_err(|why| bad(why.to_string()))?;
    let member =
        |name: &str| complaint("bad-breach-file", &[("path", named.clone()), ("member", name.to_owned())]);
    let json: Value = serde_json::from_str(&text).map_err(|_| member("{…}"))?;
    let text = |name: &str| {
        json[name]
            .as_str()
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
            .ok_or_else(|| member(name))
    };
    Ok(NewBreach {
        detected: moment::parse(&text("detected")?, profile)?,
        what: text("what")?,
        categories: ids(&json["categories"]).ok_or_else(|| member("categories"))?,
        subjects: json["subjects"].as_u64().ok_or_else(|| member("subjects"))?,
        items: ids(&json["items"]).ok_or_else(|| member("items"))?,
        consequences: text("consequences")?,
        measures: text("measures")?,
    })
}

fn ids<T: std::str::FromStr>(list: &Value) -> Option<Vec<T>> {
    list.as_array()?.iter().map(|one| one.as_str()?.parse().ok()).collect()
}
