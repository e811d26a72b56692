//! The clerk writes what the office has to say to people outside it: answers to requests, consents and their
//! withdrawal, notices, acts of destruction, journals, the notification of a breach.
//!
//! Every function here is pure: from what the office knows, and a language, it makes a [`documents::Doc`]. Names are the
//! pack's, deadlines and local time the profile's; the sentences are the program's. Documents hold personal values where
//! the person has a right to them; nobody logs a document.

mod answer;
pub mod breach;
pub mod carrier;
mod consent;
mod destruction;
mod information;
pub mod journal;
mod names;
pub mod notice;
mod ranges;
mod saying;
mod telling;
mod terms;
mod wording;

pub use answer::{answer, received, reply};
pub use consent::{confirmation, consent, consent_given, consent_withdrawn};
pub use destruction::destruction;
pub use information::information;
pub use journal::journal;
pub use names::Names;
pub use telling::{Telling, WORDS, refused, words_of};
pub use terms::term_in_words;
