//! `qorgau machine`: keys by which programs act.

use anyhow::Result;
use clap::Subcommand;
use kernel::ApiKey;
use policy::{ActKind, ItemId, KeyId, Permission, PurposeId, Scope};
use serde_json::json;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    given::one_of,
    moment,
    show::{Paint, by, local, table},
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a key; its text is shown once. It never allows more than whoever makes it may do
    Add {
        /// The name under which the machine acts
        name: KeyId,
        /// An act that it may do; may be repeated
        #[arg(long = "act", required = true, value_name = "ACT", value_parser = one_of(ActKind::ALL, ActKind::as_str))]
        acts: Vec<ActKind>,
        /// Under which purpose; may be repeated, and is every one where it is not given
        #[arg(long = "purpose", value_name = "ID")]
        purposes: Vec<PurposeId>,
        /// On which item; may be repeated, and is every one where it is not given
        #[arg(long = "item", value_name = "ID")]
        items: Vec<ItemId>,
        /// Its last day, a year from now at most
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// End a key
    Remove {
        /// Which
        name: KeyId,
    },
    /// List the keys
    List,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::List => list(door),
        Command::Add { name, acts, purposes, items, until } => door.act(|office, actor| {
            let expires = moment::end(until, &office.world().profile)?;
            let scope = Permission { acts: acts.clone(), purposes: some(purposes), items: some(items) };
            let (made, text) = office.add_key(actor, name.clone(), scope, expires)?;
            let more =
                [("key", name.to_string()), ("until", by(office, expires)), ("secret", text.to_string())];
            Ok(done(speech, office, "done-add-key", &made, &more).beside(&speech.word("key-next")))
        }),
        Command::Remove { name } => door.act(|office, actor| {
            let removed = office.remove_key(actor, name.clone())?;
            Ok(done(speech, office, "done-remove-key", &removed, &[("key", name.to_string())]))
        }),
    }
}

/// All where nothing is named.
fn some<T: Clone>(named: &[T]) -> Scope<T> {
    if named.is_empty() { Scope::All } else { Scope::Only(named.to_vec()) }
}

fn list(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.look(|office| {
        let world = office.world();
        let now = office.clock().now();
        let heads = ["head-key", "head-owner", "head-allows", "head-until", "head-key-used"].map(|key| speech.word(key));
        let until = |key: &ApiKey| match key.expires <= now {
            true => format!("{} · {}", by(office, key.expires), speech.word("key-over")),
            false => by(office, key.expires),
        };
        let rows = world.keys.iter().map(|(name, key)| {
            let used = office.last_use(name).map_or_else(|| "—".to_owned(), |at| local(office, at));
            vec![name.to_string(), key.owner.to_string(), key.words(), until(key), used]
        });
        let all: Vec<_> = world
            .keys
            .iter()
            .map(|(name, key)| {
                json!({ "key": name, "owner": key.owner, "allows": key.scope, "until": key.expires, "over": key.expires <= now, "used": office.last_use(name) })
            })
            .collect();
        let head = Paint::out().strong(&speech.word("machine-head"));
        Ok(Answer::done(
            format!("{head}\n{}", table(&heads, &rows.collect::<Vec<_>>(), &[], &[0, 1, 3, 4])),
            json!(all),
        ))
    })
}
