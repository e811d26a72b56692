//! Who has to be asked again.

use std::{collections::BTreeMap, ops::ControlFlow};

use anyhow::Result;
use serde_json::json;

use crate::{
    answer::Answer,
    door::Door,
    show::{Names, Paint, table},
};

/// How many a terminal is shown; JSON names all.
const SHOWN: usize = 500;

/// Runs it.
pub(crate) fn run(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let world = office.world();
        let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
        let (mut rows, mut all, mut counts) = (Vec::new(), Vec::new(), BTreeMap::<String, u64>::new());
        let edition = |number: u32| world.editions.get(&number).map_or_else(String::new, |e| e.pack().edition.clone());
        let asked = office.ask_again(actor, None, &mut |one| {
            *counts.entry(one.purpose.to_string()).or_default() += 1;
            if rows.len() < SHOWN {
                let purpose = names.purpose(one.purpose.as_str());
                rows.push(vec![one.subject.to_string(), purpose, edition(one.edition)]);
            }
            if speech.json() {
                all.push(json!({
                    "subject": one.subject,
                    "engagement": one.engagement,
                    "purpose": one.purpose,
                    "edition": edition(one.edition),
                }));
            }
            ControlFlow::Continue(())
        })?;
        let args = [("count", asked.to_ask.into()), ("consents", asked.consents.into())];
        let head = Paint::out().strong(&speech.say("ask-again-head", &args));
        let keys = ["head-subject", "head-purpose", "head-given-under"];
        let mut text = format!("{head}\n");
        if !rows.is_empty() {
            text += &table(&keys.map(|key| speech.word(key)), &rows, &[], &[0, 2]);
        }
        let answer = Answer::done(
            text,
            json!({ "consents": asked.consents, "to_ask": asked.to_ask, "by_purpose": counts, "people": all }),
        );
        let more = asked.to_ask.saturating_sub(rows.len() as u64);
        Ok(if more > 0 { answer.beside(&speech.say("and-more", &[("n", more.into())])) } else { answer })
    })
}
