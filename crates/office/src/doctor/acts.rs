//! The acts of destruction: each run has its own in its file, and each is still proved by the log.

use std::fs;

use super::Health;
use crate::{Office, error::Result, run::RunState, verify_act};

pub(super) fn examine(office: &Office, health: &mut Health) -> Result<()> {
    let key = office.verifier_key().to_string();
    let signed = office.signed()?;
    for run in office.runs()?.into_iter().filter(|run| run.state == RunState::Filed) {
        let path = office.layout().acts().join(format!("{}.json", run.run));
        let attested = match fs::read_to_string(&path) {
            Ok(text) => verify_act(&text, &key),
            Err(why) => {
                health.serious(format!("the act of destruction {}: {why}", path.display()));
                continue;
            }
        };
        match attested {
            Ok(attested) if attested.run != run.run => {
                health.serious(format!("{} is the act of another run", path.display()));
            }
            Ok(attested) if attested.size > signed => health.serious(format!(
                "{} is proved by a log of {} entries, the log folder has signed {signed}: an older copy of the log \
                 folder was put back",
                path.display(),
                attested.size
            )),
            Ok(_) => {}
            Err(why) => health.serious(format!("{}: {why}", path.display())),
        }
    }
    Ok(())
}
