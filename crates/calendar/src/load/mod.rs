//! From the text of a profile to a checked [`Profile`].

mod citations;
mod days;
mod findings;
mod grounds;
mod literal;
mod offsets;
mod raw;
mod terms;

use crate::reckon::Counting;
use crate::table::{Almanac, Run};
use crate::{Profile, ProfileError};

use findings::Findings;
use raw::RawProfile;

/// Reads, checks and lays out a profile; see [`Profile::parse`].
pub(crate) fn profile(text: &str) -> Result<Profile, ProfileError> {
    let raw: RawProfile = toml::from_str(text).map_err(|error| findings::unreadable(text, &error))?;
    let mut found = Findings::new(text);

    header(&raw, &mut found);
    let counting = Counting {
        first_day: raw.counting.first_day,
        end_of_day: raw.counting.end_of_day,
        rolls: raw.counting.rolls,
    };
    let zone = offsets::zone(&raw, &mut found);
    let (almanac, swap_places) = days::almanac(&raw, &mut found);
    let deadlines = terms::deadlines(&raw, counting, &mut found);
    let law_terms = terms::law_terms(&raw, &mut found);
    let grounds = grounds::grounds(&raw, &mut found);
    let conditions = grounds::conditions(&raw, &mut found);
    let citations = citations::citations(&raw, &mut found);
    let runs = runs(&almanac, &swap_places, &mut found);

    match (zone, found.finish()) {
        (Some(zone), Ok(provenance)) => Ok(Profile {
            id: raw.id.into_inner(),
            region: raw.region.into_inner(),
            zone,
            counting,
            almanac,
            runs,
            deadlines,
            law_terms,
            grounds,
            conditions,
            citations,
            provenance,
        }),
        (_, Err(error)) => Err(error),
        (None, Ok(_)) => Err(ProfileError::new(vec![findings::no_zone()])),
    }
}

fn header(raw: &RawProfile, found: &mut Findings<'_>) {
    let at = raw.id.span().start;
    if !terms::is_name(raw.id.get_ref()) {
        found.fault(at, "`id`", "is no name", "write small Latin letters, digits and hyphens");
    }
    let region = raw.region.get_ref();
    if region.len() != 2 || !region.bytes().all(|b| b.is_ascii_uppercase()) {
        let what = format!("`{region}` is no country code");
        found.fault(raw.region.span().start, "`region`", what, "write the ISO 3166-1 code in two capitals");
    }
    let counting = &raw.counting;
    found.rule(at, "counting".into(), counting.effective_from.0, &counting.source, counting.confidence);
    if counting.first_day == crate::FirstDay::Moment {
        found.fault(at, "[counting]", "`moment` fits hours only", "write `day-after` or `same-day`");
    }
}

fn runs(almanac: &Almanac, swap_places: &[usize], found: &mut Findings<'_>) -> Vec<Run> {
    let (runs, idle) = almanac.lay_out();
    for idle in idle {
        let swap = &almanac.swaps[idle.swap];
        let is = if swap.off == Some(idle.day) { "off" } else { "worked" };
        let what = format!("{} is {is} already, so the swap changes nothing", idle.day);
        found.fault(swap_places[idle.swap], "[[year.swap]]", what, "correct the date, or take the swap out");
    }
    runs
}
