//! A term in the words of the reader's language.

use calendar::{Amount, Profile};
use office::term;
use policy::{Due, Ending, Pack, PurposeId, Span};

use super::{Names, span};
use crate::speech::Speech;

/// The ending of a purpose whose term reads so, such as `refused + 30 days`.
pub(crate) fn ending<'p>(pack: &'p Pack, purpose: &PurposeId, text: &str) -> Option<&'p Ending> {
    let lists = pack.purpose(purpose).into_iter().flat_map(|purpose| &purpose.lists);
    lists.flat_map(|list| &list.ends).find(|ending| term(ending) == text)
}

/// A term, such as "Decision to refuse + 30 days"; what is over at once has no span.
pub(crate) fn term_in_words(ending: &Ending, pack: &Pack, profile: &Profile, speech: &Speech) -> String {
    let names = Names::new(Some(pack), speech.lang);
    let event = names.event(ending.on.as_str());
    match &ending.due {
        Due::Deadline(name) if name == "destruction" => event,
        Due::Deadline(name) => with(event, profile.deadline(name).map(|deadline| deadline.amount), speech),
        Due::After(span) => with(event, Some(amount(*span)), speech),
        Due::Law(name) => with(event, profile.law_term(name).map(|term| term.amount), speech),
        Due::Until(until) => format!("{event}, {}", names.event(until.as_str())),
    }
}

fn with(event: String, amount: Option<Amount>, speech: &Speech) -> String {
    let Some(amount) = amount else { return event };
    let span = span(speech, amount);
    format!("{event} + {span}")
}

fn amount(span: Span) -> Amount {
    match span {
        Span::Days(n) => Amount::Days(n),
        Span::WorkingDays(n) => Amount::WorkingDays(n),
        Span::Months(n) => Amount::Months(n),
        Span::Years(n) => Amount::Years(n),
    }
}
