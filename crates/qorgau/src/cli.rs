//! What can be typed.

use kernel::Actor;
use office::Office;
use std::{env, path::PathBuf};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use policy::Lang;

use vault::Zeroizing;

use crate::{bench, cmd, demo, fault::complaint, session::SessionFile};

/// Where a store lies unless said otherwise.
pub(crate) const USUAL_DIR: &str = "./qorgau-data";

/// The key of the machine that acts.
const KEY: &str = "QORGAU_KEY";

/// The command line.
#[derive(Parser)]
#[command(
    name = "qorgau",
    version,
    about = "Runs an organisation's personal-data policy",
    after_help = "Exit codes: 0 done, 1 refused by the policy, 2 bad usage or input, 3 store damaged or unreachable.",
    max_term_width = 110,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes. The ids `dir`, `actor`, `at`, `format` and `lang` are taken: no subcommand has others.
#[derive(Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Globals {
    /// The store's folder; else QORGAU_DIR, else ./qorgau-data
    #[arg(long, global = true)]
    dir: Option<PathBuf>,
    /// The file of the session that acts; else the machine of QORGAU_KEY, else QORGAU_SESSION, else the store's own
    #[arg(id = "actor", long = "session", global = true, value_name = "FILE")]
    session: Option<PathBuf>,
    /// When it took effect: a date, or a moment as RFC 3339
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) at: Option<String>,
    /// How the answer is written; table where it is not given
    #[arg(long, global = true, value_name = "table|json", value_parser = format)]
    format: Option<Format>,
    /// The language; from LC_ALL or LANG where it is not given
    #[arg(long, global = true, value_name = "kk|ru|en", value_parser = str::parse::<Lang>)]
    lang: Option<Lang>,
}

impl Globals {
    /// The store's folder.
    pub(crate) fn dir(&self) -> PathBuf {
        let named = || env::var_os("QORGAU_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from);
        self.dir.clone().or_else(named).unwrap_or_else(|| PathBuf::from(USUAL_DIR))
    }

    /// Who acts: a machine that proves it by its key, or a member of staff who signed in.
    pub(crate) fn actor(&self, office: &Office) -> Result<Actor> {
        let set = |name| env::var(name).ok().filter(|text| !text.is_empty());
        if let Some(key) = set(KEY).map(Zeroizing::new).filter(|_| self.session.is_none()) {
            return office.machine(&key).ok_or_else(|| complaint("bad-key", &[]));
        }
        Ok(self.session_file()?.signed_in(office)?.actor)
    }

    /// The file of the session in use.
    pub(crate) fn session_file(&self) -> Result<SessionFile> {
        SessionFile::of(self.session.as_deref(), &self.dir())
    }

    /// How the answer is written.
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    /// The language asked for, or the system's; English where the system's is none of ours.
    pub(crate) fn language(&self) -> Lang {
        language(self.lang)
    }
}

/// The language asked for on a command line that doesn't read.
pub(crate) fn language_of(args: impl Iterator<Item = String>) -> Lang {
    let args: Vec<String> = args.collect();
    let said = args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix("--lang")? {
        "" => args.get(at + 1)?.parse().ok(),
        rest => rest.strip_prefix('=')?.parse().ok(),
    });
    language(said)
}

fn language(said: Option<Lang>) -> Lang {
    let system = || {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
            let value = env::var_os(name)?.into_string().ok()?;
            (!value.is_empty()).then_some(value)
        })?;
        let code = set.split(['_', '.', '@', '-']).next().unwrap_or_default();
        code.parse().ok()
    };
    said.or_else(system).unwrap_or_default()
}

fn format(word: &str) -> Result<Format, &'static str> {
    match word {
        "table" => Ok(Format::Table),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        "md" => Ok(Format::Md),
        "html" => Ok(Format::Html),
        "pdf" => Ok(Format::Pdf),
        _ => Err(
            "formats are table and json; csv and md for the register and journals, csv for lists, md for \
             differences; html, md and pdf for documents: render, answers, forms and receipts, journals, acts, \
             notices, the register of carriers",
        ),
    }
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// The register, a journal or a list as comma-separated values.
    Csv,
    /// The register, a journal, differences or a document as Markdown.
    Md,
    /// A document as a page.
    Html,
    /// A document on paper.
    Pdf,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// See the whole of it in a minute: a made-up organisation in a fresh folder
    Demo(demo::Args),
    /// Check a policy, print its register, compare two, or render one for its readers
    #[command(subcommand)]
    Policy(cmd::policy::Command),
    /// Make a store
    Init(cmd::init::Args),
    /// Write the root key down for a safe, or bring it back
    #[command(subcommand)]
    Key(cmd::key::Command),
    /// Take people, or what happened to them, in from a file
    Import(cmd::import::Args),
    /// Take one person in
    Collect(cmd::collect::Args),
    /// Consents: given anew, withdrawn, shown, asked for again
    #[command(subcommand)]
    Consent(cmd::consent::Command),
    /// Requests by right: taken in, decided, answered
    #[command(subcommand)]
    Request(Box<cmd::request::Command>),
    /// Everything that has to be done by a day, what is overdue first
    Deadlines(cmd::deadlines::Args),
    /// See values of a person under a purpose
    Read(cmd::read::Args),
    /// See everyone whom a purpose reaches today, with values (--format table|json|csv)
    List(cmd::list::Args),
    /// Give items to a third party
    Disclose(cmd::transfer::Disclose),
    /// Make items public
    Publish(cmd::transfer::Publish),
    /// Answer what a court or an authority demands by law
    #[command(subcommand)]
    Demand(cmd::transfer::Demand),
    /// What a disclosure or publication brought: write the notice, record that it is done
    #[command(subcommand)]
    Task(cmd::task::Command),
    /// Only keep from now on what a law orders to keep
    Restrict(cmd::task::Restrict),
    /// Use again what was only kept
    Unrestrict(cmd::task::Restrict),
    /// Find people by a value; prints ids only
    Find(cmd::find::Args),
    /// Replace values
    Rectify(cmd::rectify::Args),
    /// Record that something happened, or take that back
    Event(cmd::event::Args),
    /// Stop everything but keeping
    Block(cmd::guard::Block),
    /// End a block: unfounded, rectified or destroyed
    Unblock(cmd::unblock::Args),
    /// Forbid destruction, for a court's sake
    Hold(cmd::guard::Hold),
    /// End a hold
    Release(cmd::guard::Release),
    /// Destroy before the term ends
    Erase(cmd::erase::Args),
    /// Destroy everything that is due
    Sweep(cmd::sweep::Args),
    /// Show what is held on a person, give it out, merge and split
    #[command(subcommand)]
    Subject(cmd::subject::Command),
    /// The register of papers and other carriers
    #[command(subcommand)]
    Carrier(cmd::carrier::Command),
    /// The register of breaches of security
    #[command(subcommand)]
    Breach(Box<cmd::breach::Command>),
    /// Print a journal that the law asks for (--format table|json|csv|md|html|pdf)
    Journal(cmd::journal::Args),
    /// Who may act
    #[command(subcommand)]
    Staff(cmd::staff::Command),
    /// Choose a password and an app for codes, by an invitation
    Enrol(cmd::signin::enrol::Args),
    /// Sign in by a password and a code
    SignIn(cmd::signin::session::Args),
    /// Show the second step again, for what weighs most
    StepUp,
    /// Sign out
    SignOut,
    /// One's sessions, here and elsewhere
    #[command(subcommand)]
    Session(cmd::signin::session::Command),
    /// Take another password
    Password(cmd::signin::enrol::Args),
    /// Take another app for codes
    App,
    /// Make new recovery codes; the old ones are good no more
    Recovery,
    /// Keys by which programs act
    #[command(subcommand)]
    Machine(cmd::machine::Command),
    /// Other systems that hear of what happens by signed events
    #[command(subcommand)]
    Hook(cmd::hook::Command),
    /// Editions of the policy
    #[command(subcommand)]
    Edition(cmd::edition::Command),
    /// What takes two people: waiting, approved, declined
    #[command(subcommand)]
    Proposal(cmd::proposal::Command),
    /// Everything held for a purpose; it takes two people
    #[command(subcommand)]
    Export(cmd::export::Command),
    /// The log: sign it, prove an entry, check it whole
    #[command(subcommand)]
    Log(cmd::log::Command),
    /// Serve the organisation's programs by https
    Serve(Box<cmd::serve::Args>),
    /// What the service is told, and whether it can be
    #[command(subcommand)]
    Config(cmd::config::Command),
    /// Check an act of destruction or a consent receipt with nothing but its file and a key
    Verify(cmd::verify::Args),
    /// Write an act of destruction for paper, from its file (--format md|html|pdf)
    Act(cmd::act::Args),
    /// Look the store over
    Doctor(cmd::doctor::Args),
    /// The register with what is held, blocked, due and destroyed
    Overview,
    /// The clock of a rehearsal
    #[command(subcommand)]
    Clock(cmd::clock::Command),
    /// Measure speed and memory
    Bench(bench::Args),
}
