//! Qorgau runs an organisation's personal-data policy. This is its one binary: a subcommand for each role.

mod agreed;
mod answer;
mod asked;
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
mod post;
mod reach;
mod session;
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
        Err(why) => {
            let lang = cli::language_of(std::env::args_os().filter_map(|arg| arg.into_string().ok()));
            return ExitCode::from(usage::tell(&Speech::new(lang, cli::Format::Table), &why));
        }
    };
    let speech = Speech::new(cli.globals.language(), cli.globals.format());
    let code = cmd::run(&cli, &speech).unwrap_or_else(|why| fault::answer(&speech, &why).put(&speech));
    ExitCode::from(code)
}
