//! Hot: 32 callers on one person. Of ten acts of each caller seven read, two rectify, one records an event or takes it
//! back; what is refused (an event that another caller recorded a moment ago) is done and logged too, but not counted.

use std::time::Duration;

use anyhow::Context as _;
use office::OfficeError;
use policy::{EventId, ItemId};

use super::alone;
use crate::bench::{
    Bench,
    callers::{self, CALLERS},
    ours::target,
    report::Target,
};

const TIME: Duration = Duration::from_secs(5);

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("hot subject");
    let ours = bench.big()?.ours()?;
    let id = ours.ids(vec![7])?.pop().context("person 7 is in the store")?;
    let (office, actor, target) = (&ours.office, &ours.actor, target()?);
    let items: [ItemId; 3] = ["full-name".parse()?, "birth-date".parse()?, "email".parse()?];
    let (address, event): (ItemId, EventId) = ("residence-address".parse()?, "refused".parse()?);
    let act = |caller: usize, turn: usize| {
        let done = match (caller + turn) % 10 {
            4 | 9 => {
                let value = format!("Астана, Абай даңғылы, {}-{}", caller + 1, turn + 1);
                office.rectify(actor, id, target.clone(), &[(address.clone(), value)]).map(drop)
            }
            7 if (turn / 10).is_multiple_of(2) => {
                office.record_event(actor, None, id, target.clone(), event.clone()).map(drop)
            }
            7 => office.revoke_event(actor, id, target.clone(), event.clone()).map(drop),
            _ => office.read(actor, id, target.clone(), &items).map(drop),
        };
        match done {
            Ok(()) => Ok(true),
            Err(OfficeError::Refused(_)) => Ok(false),
            Err(why) => Err(why.into()),
        }
    };
    let (seconds, counts) = callers::for_a_while(CALLERS, TIME, act)?;
    match office.revoke_event(actor, id, target.clone(), event.clone()) {
        Err(OfficeError::Refused(_)) | Ok(_) => {} // nothing of it will be due
        Err(why) => return Err(why.into()),
    }
    let rate = counts.iter().sum::<u64>() as f64 / seconds;
    let least = counts.iter().min().copied().unwrap_or_default();
    let most = counts.iter().max().copied().unwrap_or_default();
    let mut line = alone("hot subject, 32 callers", bench.large(), rate, "/s", Target::AtLeast(5_000.0));
    line.notes = vec![("acts of the slowest caller", least as f64), ("of the quickest", most as f64)];
    bench.report.add(line);
    Ok(())
}
