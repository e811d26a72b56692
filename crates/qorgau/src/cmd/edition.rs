//! `qorgau edition`: new editions of the policy.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use super::proposal::proposed;
use crate::{
    answer::Answer,
    door::Door,
    pack,
    show::{Paint, table},
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Propose to put a pack's edition in force; somebody else approves it by `proposal approve`, and it is
    Propose {
        /// The pack's folder, or `bitrix-kz` for the pack in the binary
        pack: String,
    },
    /// Propose to bring the jurisdiction's profile up to date: a new year's working days, a changed deadline
    Profile {
        /// The profile's file (TOML)
        file: PathBuf,
    },
    /// List the editions loaded
    List,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::Propose { pack } => door.act(|office, actor| {
            let edition = pack::load_under(pack, &office.world().profile)?;
            let (name, hash) = (edition.pack().edition.clone(), hex::encode(edition.hash()));
            let waits = office.propose_edition(actor, edition)?;
            Ok(proposed(speech, office, &waits, &[("edition", name), ("sha256", hash)]))
        }),
        Command::Profile { file } => door.act(|office, actor| {
            let waits = office.propose_profile(actor, &pack::read(file)?)?;
            let profile = office.world().profile.id().to_owned();
            Ok(proposed(speech, office, &waits, &[("profile", profile)]))
        }),
        Command::List => door.look(|office| {
            let world = office.world();
            let keys =
                ["head-number", "head-pack", "head-edition", "head-approved", "head-in-force", "head-sha256"];
            let in_force = |number: u32| number == world.in_force;
            let rows = world.editions.iter().map(|(number, edition)| {
                let pack = edition.pack();
                let from = pack.in_force_from.to_string();
                let from = if in_force(*number) { format!("{from} ✓") } else { from };
                let hash = hex::encode(edition.hash());
                let hash = format!("{}…", &hash[..16]);
                let approved = pack.approved_on.to_string();
                vec![number.to_string(), pack.id.to_string(), pack.edition.clone(), approved, from, hash]
            });
            let all: Vec<_> = world
                .editions
                .iter()
                .map(|(number, edition)| {
                    json!({
                        "number": number,
                        "pack": edition.pack().id,
                        "edition": edition.pack().edition,
                        "approved_on": edition.pack().approved_on,
                        "in_force_from": edition.pack().in_force_from,
                        "in_force": in_force(*number),
                        "sha256": hex::encode(edition.hash()),
                    })
                })
                .collect();
            let head = Paint::out().strong(&speech.word("edition-head"));
            let table = table(&keys.map(|key| speech.word(key)), &rows.collect::<Vec<_>>(), &[0], &[1, 2, 5]);
            Ok(Answer::done(format!("{head}\n{table}"), json!(all)))
        }),
    }
}
