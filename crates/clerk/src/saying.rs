//! What acts, registers and notices say alike.

use calendar::Amount;
use documents::Words;
use kernel::EditionNo;
use office::term;
use policy::{Due, Pack, PurposeId, Span};

use crate::{Names, Telling};

impl Telling<'_> {
    /// Who signs for the operator: the responsible person, and whoever approves its policy.
    pub(crate) fn signing(&self) -> Vec<Words> {
        let pack = self.world().edition().map(|edition| edition.pack());
        let mut lines: Vec<Words> =
            pack.map(|pack| pack.approved_by.get(self.lang()).into()).into_iter().collect();
        lines.extend(self.responsible());
        lines
    }

    /// The responsible person, to sign.
    pub(crate) fn responsible(&self) -> Vec<Words> {
        let pack = self.world().edition().map(|edition| edition.pack());
        let one = pack.and_then(|pack| pack.responsible.as_ref());
        one.map(|one| one.position.get(self.lang()).into()).into_iter().collect()
    }

    /// A length of time in words.
    pub(crate) fn length(&self, amount: Amount) -> String {
        let key = match amount {
            Amount::Hours(_) => "hours",
            Amount::Days(_) => "days",
            Amount::WorkingDays(_) => "working-days",
            Amount::Months(_) => "months",
            Amount::Years(_) => "years",
        };
        self.say(key, &[("n", amount.count().into())])
    }

    /// A term that an edition's purpose has, such as `refused + 30 days`, in words.
    pub(crate) fn ended(&self, edition: EditionNo, purpose: &str, text: &str) -> Option<String> {
        let pack: &Pack = self.world().editions.get(&edition)?.pack();
        let purpose: PurposeId = purpose.parse().ok()?;
        let lists = &pack.purpose(&purpose)?.lists;
        let ending = lists.iter().flat_map(|list| &list.ends).find(|ending| term(ending) == text)?;
        let (names, profile) = (Names::new(Some(pack), self.lang()), &self.world().profile);
        let event = names.event(ending.on.as_str());
        let span = match &ending.due {
            Due::Deadline(name) if name == "destruction" => None,
            Due::Deadline(name) => profile.deadline(name).map(|one| one.amount),
            Due::After(span) => Some(match *span {
                Span::Days(n) => Amount::Days(n),
                Span::WorkingDays(n) => Amount::WorkingDays(n),
                Span::Months(n) => Amount::Months(n),
                Span::Years(n) => Amount::Years(n),
            }),
            Due::Law(name) => profile.law_term(name).map(|one| one.amount),
            Due::Until(until) => return Some(format!("{event}, {}", names.event(until.as_str()))),
        };
        Some(span.map_or(event.clone(), |span| format!("{event} + {}", self.length(span))))
    }
}
