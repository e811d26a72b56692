//! `qorgau demo`: six years of an organisation that exists only here, in a minute, in a fresh folder.
//!
//! Everything goes the ordinary way: made-up people come in from CSV files through the importer, what happened to them
//! after that, and every step names the command that does the same.

mod pack;
mod page;
mod people;
mod progress;
mod rehearsal;
mod signed_in;
mod steps;

#[cfg(test)]
mod tests;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Result;
use clap::{CommandFactory as _, parser::ValueSource};
use serde_json::Value;

use crate::{answer::put, cli::Cli, speech::Speech};
use page::{Page, nowhere};

/// What it takes, besides `--dir`.
#[derive(clap::Args)]
#[command(
    after_help = "Without --dir, the folder is ./qorgau-demo, or ./qorgau-demo-2 where that is taken, and so on."
)]
pub(crate) struct Args {
    /// How many people to make up
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(50..=200_000))]
    people: u32,
    /// What chance is drawn from; the same number makes up the same people
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// Runs it; gives the exit code.
pub(crate) fn run(args: &Args, speech: &Speech) -> Result<u8> {
    let dir = rehearsal::fresh(asked().as_deref())?;
    if speech.json() {
        let told = rehearse(args, speech, &dir, &mut nowhere())?;
        put(&serde_json::to_string_pretty(&told)?);
    } else {
        rehearse(args, speech, &dir, &mut io::stdout().lock())?;
    }
    Ok(0)
}

/// The folder asked for on this command line. A rehearsal never goes where `QORGAU_DIR` points: that is a store.
fn asked() -> Option<PathBuf> {
    let typed = Cli::command().try_get_matches_from(std::env::args_os()).ok()?;
    let typed = typed.subcommand_matches("demo")?;
    let said = typed.value_source("dir") == Some(ValueSource::CommandLine);
    typed.get_one::<PathBuf>("dir").filter(|_| said).cloned()
}

/// The whole rehearsal in a folder; gives the numbers of every step.
fn rehearse(args: &Args, speech: &Speech, dir: &Path, out: &mut dyn Write) -> Result<Value> {
    steps::all(args, dir, Page::new(out, speech))
}
