//! The rule that gave a day, as one line: `information: 1 month, extended by 2 months (GDPR, art. 12(3) with art. 15)`.
//! Commands print it for machines, and say it in the reader's language for people.

use calendar::{Amount, Deadline};

/// Between the amount and its extension.
const EXTENDED: &str = ", extended by ";

/// A rule taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<'a> {
    /// How long.
    pub amount: Amount,
    /// How much longer, where it was extended.
    pub extension: Option<Amount>,
    /// The law.
    pub law: &'a str,
}

impl<'a> Rule<'a> {
    /// Takes a line apart; none, where it is no rule.
    pub fn parse(line: &'a str) -> Option<Self> {
        let (span, law) = line.split_once(": ")?.1.split_once(" (")?;
        let (amount, extension) = match span.split_once(EXTENDED) {
            Some((amount, extension)) => (amount, Some(extension.parse().ok()?)),
            None => (span, None),
        };
        Some(Self { amount: amount.parse().ok()?, extension, law: law.strip_suffix(')')? })
    }
}

/// A deadline of the profile as a line, with its extension where that was taken.
pub(crate) fn line(deadline: &Deadline, extended: bool) -> String {
    let longer = deadline.extension.filter(|_| extended);
    let longer = longer.map(|longer| format!("{EXTENDED}{longer}")).unwrap_or_default();
    format!("{}: {}{longer} ({})", deadline.name, deadline.amount, deadline.source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let law = "GDPR, art. 12(3) with art. 15";
        let rule = |extension| Some(Rule { amount: Amount::Months(1), extension, law });
        assert_eq!(Rule::parse(&format!("information: 1 month ({law})")), rule(None));
        let longer = format!("information: 1 month, extended by 2 months ({law})");
        assert_eq!(Rule::parse(&longer), rule(Some(Amount::Months(2))));
        for none in ["anything", "a: 1 month", "a: 1 month, extended by a little (b)", "a: soon (b)"] {
            assert_eq!(Rule::parse(none), None, "{none}");
        }
    }
}
