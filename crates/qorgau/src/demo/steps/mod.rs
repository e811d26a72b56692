//! The steps, in their order, and what they hand on to each other.

mod acts;
mod consent;
mod duties;
mod ends;
mod history;
mod proof;
mod reasons;
mod register;
mod requests;
mod start;
mod sweep;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Result;
use documents::Doc;
use office::Office;
use serde_json::{Map, Value, json};

use super::{
    Args,
    page::Page,
    people::{PERIODS, Written},
    rehearsal::Rehearsal,
};
use crate::show::{Readers, put};

/// The rehearsal on its way.
struct Story<'a> {
    page: Page<'a>,
    rehearsal: Rehearsal,
    /// The files, and whom the rehearsal meets.
    written: Written,
    /// The numbers of every step, for programs.
    told: Map<String, Value>,
}

/// Every step, one after the other; gives their numbers.
pub(super) fn all(args: &Args, dir: &Path, page: Page<'_>) -> Result<Value> {
    let began = Instant::now();
    let mut story = start::start(args, dir, page)?;
    history::live(&mut story)?;
    acts::read(&mut story)?;
    acts::refuse(&mut story)?;
    acts::block(&mut story)?;
    consent::give(&mut story)?;
    consent::abroad(&mut story)?;
    consent::withdraw(&mut story)?;
    requests::information(&mut story)?;
    requests::erase(&mut story)?;
    duties::breach(&mut story)?;
    let act = sweep::sweep(&mut story)?;
    register::show(&mut story)?;
    proof::check(&mut story, &act)?;
    duties::publish(&mut story)?;
    ends::lies(&mut story)?;
    ends::close(&mut story, began.elapsed())?;
    story.told.insert("dir".to_owned(), json!(dir.display().to_string()));
    story.told.insert("seconds".to_owned(), json!(began.elapsed().as_secs_f64()));
    Ok(Value::Object(story.told))
}

impl Story<'_> {
    /// Keeps a step's numbers.
    fn tell(&mut self, step: &str, numbers: Value) {
        self.told.insert(step.to_owned(), numbers);
    }
}

/// A path as it is typed in a shell.
fn typed(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |sign: char| sign.is_alphanumeric() || "/._-+,:@%".contains(sign);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// The folder of what was written for people; made where it is not there.
fn papers(dir: &Path) -> Result<PathBuf> {
    let folder = dir.join("papers");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Puts a document on paper, for its owner alone.
fn printed(office: &Office, doc: &Doc, file: &Path) -> Result<()> {
    let world = office.world();
    let now = office.clock().now();
    put(file, &pdf::render(doc, world.profile.offset(now).to_datetime(now))?, Readers::Owner)
}

/// The last day of the rehearsal.
fn today() -> jiff::civil::Date {
    PERIODS[PERIODS.len() - 1].swept
}
