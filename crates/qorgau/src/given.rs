//! What is given on the command line: items with their values, and people.

use std::io::{self, Read as _};

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use kernel::{Actor, EngagementId, SubjectId, Target};
use office::Office;
use policy::{ItemId, PurposeId};
use vault::Zeroizing;

use crate::fault::complaint;

/// An item and its value.
pub(crate) type Given = (ItemId, String);

/// The most that is read from stdin.
const MOST: u64 = 1 << 20;

/// Reads `item=value` arguments. A value `-` or `@-` is read from stdin: all of it where one item asks, a line each
/// where several do. An argument `-` stands for lines of `item=value` on stdin.
pub(crate) fn items(args: &[String]) -> Result<Vec<Given>> {
    let mut lines = Stdin::default();
    let mut given = Vec::with_capacity(args.len());
    for (place, arg) in args.iter().enumerate() {
        if arg == "-" {
            let text = lines.all()?;
            for (line, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
                let one =
                    split(text).ok_or_else(|| complaint("bad-line", &[("line", (line + 1).to_string())]))?;
                given.push(one);
            }
        } else {
            // The argument is not repeated: it may be a value.
            let one =
                split(arg).ok_or_else(|| complaint("bad-pair", &[("place", (place + 1).to_string())]))?;
            given.push(one);
        }
    }
    let mut asking: Vec<&mut Given> = given.iter_mut().filter(|(_, value)| from_stdin(value)).collect();
    let only = asking.len() == 1;
    for (_, value) in &mut asking {
        *value = if only { lines.all()?.trim_end_matches(['\r', '\n']).to_owned() } else { lines.line()? };
    }
    match given
        .iter()
        .enumerate()
        .find(|(place, (item, _))| given[..*place].iter().any(|(other, _)| other == item))
    {
        Some((_, (item, _))) => Err(complaint("item-twice", &[("item", item.to_string())])),
        None => Ok(given),
    }
}

/// A text of the command line, or one line of stdin for `-`.
pub(crate) fn from_stdin_or(text: &str) -> Result<Zeroizing<String>> {
    Ok(Zeroizing::new(if from_stdin(text) { Stdin::default().line()? } else { text.to_owned() }))
}

/// Who is meant: an id, or `item=value` that finds one person. The finding is an act of its own.
pub(crate) fn subject(office: &Office, actor: &Actor, text: &str) -> Result<SubjectId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    if !text.contains('=') {
        return Err(complaint("bad-subject", &[]));
    }
    let given = items(&[text.to_owned()])?;
    let Some((item, value)) = given.first() else { return Err(complaint("bad-subject", &[])) };
    match office.find(actor, item, value)?.as_slice() {
        [only] => Ok(*only),
        [] => Err(complaint("nobody-found", &[("item", item.to_string())])),
        several => {
            let count = several.len().to_string();
            Err(complaint("several-found", &[("item", item.to_string()), ("count", count)]))
        }
    }
}

/// What is meant of a person: the newest engagement under a purpose, or one by its id.
pub(crate) fn target(purpose: &PurposeId, engagement: Option<EngagementId>) -> Target {
    Target { purpose: purpose.clone(), engagement }
}

/// One word out of a few, such as the kind of a request.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(move |one| word(*one))).try_map(move |said| {
        all.iter().copied().find(|one| word(*one) == said).ok_or("it is none of the words")
    })
}

fn split(text: &str) -> Option<Given> {
    let (item, value) = text.split_once('=')?;
    Some((item.trim().parse().ok()?, value.to_owned()))
}

fn from_stdin(value: &str) -> bool {
    value == "-" || value == "@-"
}

/// stdin, read once.
#[derive(Default)]
struct Stdin {
    rest: Option<String>,
}

impl Stdin {
    fn all(&mut self) -> Result<String> {
        if let Some(rest) = &mut self.rest {
            return Ok(std::mem::take(rest));
        }
        let mut text = String::new();
        let read = io::stdin().lock().take(MOST).read_to_string(&mut text);
        read.map_err(|_| complaint("bad-stdin", &[]))?;
        self.rest = Some(String::new());
        Ok(text)
    }

    fn line(&mut self) -> Result<String> {
        if self.rest.is_none() {
            let text = self.all()?;
            self.rest = Some(text);
        }
        let rest = self.rest.take().unwrap_or_default();
        let (line, rest) = rest.split_once('\n').unwrap_or((&rest, ""));
        let line = line.trim_end_matches('\r').to_owned();
        self.rest = Some(rest.to_owned());
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Vec<Given>, String> {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        items(&args).map_err(|why| why.to_string())
    }

    #[test]
    fn pairs_are_split_at_the_first_sign() {
        let given = read(&["full-name=Ә=Б", "email="]).expect("pairs");
        assert_eq!(given[0].1, "Ә=Б");
        assert_eq!(given[1].1, "");
    }

    #[test]
    fn what_is_no_pair_is_refused_and_not_repeated() {
        for bad in ["Әсел", "=x", "E-mail=x", "", "🙂=1"] {
            assert_eq!(read(&[bad]).expect_err("no pair"), "bad-pair");
        }
        assert_eq!(read(&["email=a", "email=b"]).expect_err("twice"), "item-twice");
    }
}
