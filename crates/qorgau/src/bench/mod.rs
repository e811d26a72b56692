//! How fast it is and how much memory it takes, measured beside a raw store: a benchmark, never a timed test.
//!
//! A row that has a raw side runs in pairs, ours and raw in turn, so that whatever else the machine does falls on
//! both; it reports the medians, and the median of the pairs' ratios. What raw is stands in `raw/*.sql`.

mod big;
mod callers;
mod http;
mod machine;
mod ours;
mod people;
mod raw;
mod report;
mod rows;
mod seed;
mod stats;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use self::{big::Big, machine::Machine, report::Report};
use crate::speech::Speech;

/// What it takes. `--format json` is global.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to measure; everything unless given
    #[arg(long, value_enum, value_delimiter = ',', value_name = "NAME,…")]
    rows: Vec<RowName>,
    /// The service, by https: what it costs of the rate inside the process, its start and its memory
    #[arg(long, conflicts_with = "rows")]
    http: bool,
    /// How many people the large store holds; 1000000 for the record
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    #[arg(value_parser = clap::value_parser!(u64).range(1_000..=100_000_000))]
    people: u64,
    /// Pairs of runs, ours and raw in turn
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u64).range(1..=99))]
    pairs: u64,
    /// A folder on the disk to be measured; stores are made inside and removed at the end
    #[arg(long, value_name = "DIR", default_value = ".")]
    scratch: PathBuf,
    /// The import of one file, run as a process of its own so that its memory can be read
    #[arg(long, hide = true, num_args = 2, value_names = ["STORE", "CSV"])]
    import_child: Option<Vec<PathBuf>>,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RowName {
    /// Taking one person in, 32 callers
    Collect,
    /// Reading three items of one person, 32 callers
    Read,
    /// People from CSV
    Import,
    /// Finding by e-mail
    Find,
    /// 32 callers on one person
    Hot,
    /// Checking the whole log; proving one entry
    Log,
    /// Opening a store
    Open,
    /// Destroying what is due, in a large store and in one of a tenth
    Sweep,
    /// Consents given anew, 32 callers
    Consent,
    /// Everything held on one person with much to tell
    Information,
    /// The next deadlines among many open requests
    Deadlines,
    /// Who is to be asked again after a new edition; leaves the large store under that edition
    Edition,
    /// The policy rendered for its readers
    Render,
    /// A pack of 500 purposes read and checked
    Check,
}

/// Runs it; gives the exit code: 0 also where a target is missed, as a benchmark is no test.
pub(crate) fn run(args: &Args, speech: &Speech) -> anyhow::Result<u8> {
    if let Some(child) = &args.import_child {
        let [store, csv] = child.as_slice() else { bail!("a store and a file") };
        println!("{}", ours::import_here(store, csv)?);
        return Ok(0);
    }
    let scratch = Scratch::make(&args.scratch)?;
    let mut bench = Bench {
        people: args.people,
        pairs: args.pairs as usize,
        acts: (args.people / 5).clamp(1_000, 20_000) as usize,
        big: None,
        dir: scratch.0.clone(),
        report: Report::new(Machine::look(&scratch.0)?, args.people, args.pairs),
    };
    if args.http {
        http::run(&mut bench)?;
        return finished(bench, speech);
    }
    let wanted = |name: &RowName| args.rows.is_empty() || args.rows.contains(name);
    for name in RowName::value_variants().iter().filter(|name| wanted(name)) {
        bench.row(*name)?;
    }
    finished(bench, speech)
}

fn finished(mut bench: Bench, speech: &Speech) -> anyhow::Result<u8> {
    bench.big = None; // closes the stores before their folder goes
    bench.report.machine.load_after = machine::load();
    match speech.json() {
        true => println!("{:#}", bench.report.to_json()),
        false => print!("{}", bench.report.to_table()),
    }
    Ok(0)
}

/// A run of the benchmark.
struct Bench {
    people: u64,
    pairs: usize,
    /// How many acts one half of a pair performs.
    acts: usize,
    /// The large stores, once made.
    big: Option<Big>,
    dir: PathBuf,
    report: Report,
}

impl Bench {
    fn row(&mut self, name: RowName) -> anyhow::Result<()> {
        match name {
            RowName::Collect => rows::collect::run(self),
            RowName::Read => rows::read::run(self),
            RowName::Import => rows::import::run(self),
            RowName::Find => rows::find::run(self),
            RowName::Hot => rows::hot::run(self),
            RowName::Log => rows::log::run(self),
            RowName::Open => rows::open::run(self),
            RowName::Sweep => rows::sweep::run(self),
            RowName::Consent => rows::consent::run(self),
            RowName::Information => rows::information::run(self),
            RowName::Deadlines => rows::deadlines::run(self),
            RowName::Edition => rows::edition::run(self),
            RowName::Render => rows::policy::render_it(self),
            RowName::Check => rows::policy::check(self),
        }
    }

    /// The large stores; made when first asked for.
    fn big(&mut self) -> anyhow::Result<&mut Big> {
        if self.big.is_none() {
            self.big = Some(Big::make(&self.dir, self.people, self.pairs)?);
        }
        self.big.as_mut().context("the large stores were just made")
    }
}

/// The folder of one run; goes when the run ends.
struct Scratch(PathBuf);

impl Scratch {
    fn make(parent: &Path) -> anyhow::Result<Self> {
        let dir = std::path::absolute(parent)?.join(format!("qorgau-bench-{}", std::process::id()));
        fs::create_dir(&dir).with_context(|| format!("can't make {}", dir.display()))?;
        Ok(Self(dir))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(why) = fs::remove_dir_all(&self.0) {
            eprintln!("{} is left behind: {why}", self.0.display());
        }
    }
}
