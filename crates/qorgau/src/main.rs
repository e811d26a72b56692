//! Qorgau runs an organisation's personal-data policy. This is its one binary: a subcommand for each role.

mod answer;
mod bench;
mod cli;
mod cmd;
mod demo;
mod door;
mod fault;
mod given;
mod moment;
mod pack;
mod passphrase;
mod show;
mod speech;
mod usage;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{cli::Cli, speech::Speech};

/// Callers make what the writer frees: the system's allocator hands memory back and forth for that. It serves SQLite's
/// pages as well.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(why) => return ExitCode::from(usage::tell(&why)),
    };
    let speech = Speech::new(cli.globals.language(), cli.globals.format());
    let code = cmd::run(&cli, &speech).unwrap_or_else(|why| fault::answer(&speech, &why).put(&speech));
    ExitCode::from(code)
}
