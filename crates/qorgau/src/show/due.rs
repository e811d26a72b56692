//! By when, how long that still is, and which rule says so.

use calendar::{Amount, Profile};
use jiff::Timestamp;
use office::{Office, Rule};
use policy::Cites;

use super::Paint;
use crate::{moment, speech::Speech};

/// How far ahead working days are counted; what lies further off is told in calendar days.
const NEAR: i32 = 60;

/// The last day of a term, or its moment to the minute, in the local time of an office.
pub(crate) fn by(office: &Office, due: Timestamp) -> String {
    moment::last(due, &office.world().profile)
}

/// The same for a deadline: what can't be told for want of a year's calendar is said to be a bound.
pub(crate) fn due_by(speech: &Speech, office: &Office, due: Timestamp) -> String {
    let day = by(office, due);
    match office.world().profile.is_exact(due) {
        true => day,
        false => speech.say("due-not-before", &[("at", day.into())]),
    }
}

/// How much time is left, in words. What is overdue says so aloud.
pub(crate) fn left(speech: &Speech, profile: &Profile, due: Timestamp, now: Timestamp) -> String {
    let (last, today) = (moment::last_day(due, profile), profile.local_date(now));
    let days = (last - today).get_days();
    if due <= now {
        let over = speech.word(if profile.is_exact(due) { "overdue" } else { "overdue-perhaps" });
        return match -days {
            n if n > 0 => format!("{over}: {}", speech.say("span-days", &[("n", n.into())])),
            _ => over,
        };
    }
    if days <= 0 {
        return speech.word("left-today");
    }
    match working_days(profile, today, last) {
        Some(n) if days <= NEAR => speech.say("left-working-days", &[("n", n.into())]),
        _ => speech.say("left-days", &[("n", days.into())]),
    }
}

/// The working days after one day up to another; none where a year has no calendar.
fn working_days(profile: &Profile, after: jiff::civil::Date, to: jiff::civil::Date) -> Option<u32> {
    let (mut day, mut count) = (after, 0);
    while day < to {
        day = day.tomorrow().ok()?;
        count += u32::from(profile.is_working(day).ok()?);
    }
    Some(count)
}

/// A rule such as `information: 3 working days (Law …)`, its length and its law in the reader's words.
pub(crate) fn rule(speech: &Speech, office: &Office, text: &str) -> String {
    told(speech, &office.world().cites(speech.lang), text)
}

fn told(speech: &Speech, cites: &Cites<'_>, text: &str) -> String {
    let Some(rule) = Rule::parse(text) else { return text.to_owned() };
    let amount = span(speech, rule.amount);
    let whole = match rule.extension {
        Some(more) => {
            speech.say("span-extended", &[("amount", amount.into()), ("more", span(speech, more).into())])
        }
        None => amount,
    };
    format!("{whole} ({})", cites.cite(rule.law))
}

/// A length of time in words.
pub(crate) fn span(speech: &Speech, amount: Amount) -> String {
    let unit = match amount {
        Amount::Hours(_) => "hours",
        Amount::Days(_) => "days",
        Amount::WorkingDays(_) => "working-days",
        Amount::Months(_) => "months",
        Amount::Years(_) => "years",
    };
    speech.say(&format!("span-{unit}"), &[("n", amount.count().into())])
}

/// A table whose overdue lines stand out, with the rules by their numbers below.
pub(crate) fn loud(speech: &Speech, text: &str) -> String {
    let word = speech.word("overdue");
    text.replace(&word, &Paint::out().bad(&word))
}

/// Rules said once, each by its number.
#[derive(Default)]
pub(crate) struct Rules(Vec<String>);

impl Rules {
    /// The number of a rule, such as `[1]`; empty where there is none.
    pub(crate) fn number(&mut self, rule: String) -> String {
        if rule.is_empty() {
            return rule;
        }
        let place = self.0.iter().position(|known| *known == rule).unwrap_or_else(|| {
            self.0.push(rule);
            self.0.len() - 1
        });
        format!("[{}]", place + 1)
    }

    /// The rules below a table.
    pub(crate) fn listed(&self) -> String {
        let line = |(place, rule): (usize, &String)| (format!("[{}]", place + 1), rule.clone());
        super::fields(&self.0.iter().enumerate().map(line).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Format;
    use policy::Lang;

    #[test]
    fn time_left_is_told_in_working_days_and_what_is_over_in_days() {
        let profile = Profile::parse(crate::pack::embedded::PROFILE).expect("the profile reads");
        let at = |text: &str| moment::parse(text, &profile).expect("a moment");
        let said =
            |lang, due: &str, now: &str| left(&Speech::new(lang, Format::Table), &profile, at(due), at(now));
        // 2026-03-06 is a Friday; 7, 8 (a holiday) and 9 March don't work.
        let friday = "2026-03-06T12:00";
        assert_eq!(said(Lang::En, "2026-03-12", friday), "2 working days left");
        assert_eq!(said(Lang::Ru, "2026-03-12", friday), "осталось 2 рабочих дня");
        assert_eq!(said(Lang::Kk, "2026-03-12", friday), "2 жұмыс күні қалды");
        assert_eq!(said(Lang::En, "2026-03-07", friday), "today");
        assert_eq!(said(Lang::En, "2026-03-06", friday), "OVERDUE: 1 day");
        assert_eq!(said(Lang::Ru, "2026-03-01", friday), "ПРОСРОЧЕНО: 6 дней");
        assert_eq!(said(Lang::En, "2027-03-06", friday), "364 days left");
        // no calendar of 2027: the day may not be worked, and the true one lie later
        assert_eq!(said(Lang::En, "2027-01-06", "2027-01-08T12:00"), "perhaps OVERDUE: 3 days");
    }

    #[test]
    fn a_rule_is_told_in_the_readers_words() {
        let ru = Speech::new(Lang::Ru, Format::Table);
        let profile = Profile::parse(crate::pack::embedded::PROFILE).expect("the profile reads");
        let cites = kernel::cites(Lang::Ru, [], &profile);
        let rule = |text: &str| told(&ru, &cites, text);
        assert_eq!(
            rule("unpublish: 3 working days (Law 94-V, art. 6)"),
            "3 рабочих дня (Закон № 94-V, ст. 6)"
        );
        assert_eq!(rule("unpublish: 3 working days (Act 7)"), "3 рабочих дня (Act 7)");
        assert_eq!(
            rule("information: 1 month, extended by 2 months (Act 7)"),
            "1 месяц, срок продлён ещё на 2 месяца (Act 7)"
        );
        assert_eq!(rule("anything"), "anything");
    }
}
