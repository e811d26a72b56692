//! The calendar of a jurisdiction: which days are working days, when a term is over, and which deadlines the
//! law sets.
//!
//! Nothing in the code belongs to a country. A [`Profile`] is read from a TOML file (`packs/profiles/`), where
//! every rule has the day from which it is in force, its source and how far that source is trusted. Nothing here
//! reads a clock or the system's time-zone database: the offsets from UTC are rows of the profile too, and so is the
//! rule by which clocks change every year.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use calendar::{Profile, Reckoned};
//!
//! let profile = Profile::parse(include_str!("../../../packs/profiles/kz.toml"))?;
//! let refused: jiff::Timestamp = "2026-04-24T12:00:00+05:00".parse()?;
//! // Fifteen working days: 1, 7, 9 and 11 May are off, so the last one is 20 May, up to 24:00 local time.
//! let end = "2026-05-21T00:00:00+05:00".parse()?;
//! assert_eq!(profile.reckon("15 working days".parse()?, refused), Reckoned::At(end));
//! # Ok(())
//! # }
//! ```
//!
//! # What can't be computed
//! A year is computed from its entry in the profile. A year without one, or whose entry lacks the date of a
//! movable holiday, is not guessed at: [`Profile::day`] returns [`UncomputableYear`], and a term that would need it
//! comes back as [`Reckoned::NotBefore`] with the latest instant that is certainly not after its true end.

mod amount;
mod day;
mod error;
mod ground;
mod load;
mod profile;
mod reckon;
mod rules;
mod table;
mod zone;

pub use amount::{Amount, AmountError};
pub use day::{Day, Why};
pub use error::{Fault, ProfileError, UncomputableYear};
pub use ground::{Condition, Demand, Ground, Names};
pub use profile::Profile;
pub use reckon::Reckoned;
pub use rules::{Confidence, Deadline, FirstDay, LawTerm, PauseReason, Provenance};
