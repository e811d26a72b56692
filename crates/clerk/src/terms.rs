//! A term in the words of the reader's language.

use calendar::{Amount, Profile};
use documents::{COMMON, Phrases};
use policy::{Due, Ending, Lang, Pack, PurposeId, Span, say::Catalog};

use crate::Names;

/// A term, such as "Decision to refuse + 30 days"; what is over at once has no span.
pub fn term_in_words(ending: &Ending, pack: &Pack, profile: &Profile, lang: Lang) -> String {
    let names = Names::new(Some(pack), lang);
    let event = names.event(ending.on.as_str());
    let amount = match &ending.due {
        Due::Deadline(name) if name == "destruction" => None,
        Due::Deadline(name) => profile.deadline(name).map(|deadline| deadline.amount),
        Due::After(span) => Some(amount(*span)),
        Due::Law(name) => profile.law_term(name).map(|term| term.amount),
        Due::Until(until) => return format!("{event}, {}", names.event(until.as_str())),
    };
    match amount {
        Some(amount) => format!("{event} + {}", Phrases::new(&AMOUNTS, lang).amount(amount)),
        None => event,
    }
}

/// The ending of a purpose whose term reads so in the log and in acts, such as `refused + 30 days`.
pub(crate) fn ending<'p>(pack: &'p Pack, purpose: &str, text: &str) -> Option<&'p Ending> {
    let purpose = pack.purpose(&purpose.parse::<PurposeId>().ok()?)?;
    purpose.lists.iter().flat_map(|list| &list.ends).find(|ending| office::term(ending) == text)
}

static AMOUNTS: std::sync::LazyLock<Catalog> =
    std::sync::LazyLock::new(|| Catalog::new(&COMMON).unwrap_or_default());

fn amount(span: Span) -> Amount {
    match span {
        Span::Days(n) => Amount::Days(n),
        Span::WorkingDays(n) => Amount::WorkingDays(n),
        Span::Months(n) => Amount::Months(n),
        Span::Years(n) => Amount::Years(n),
    }
}
