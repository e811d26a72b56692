//! What is said of a command line that can't be read: never what was typed in a value's place, since that may be a
//! person's.

use std::{
    error::Error as _,
    io::{self, Write as _},
    num::ParseIntError,
};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use policy::say::Arg;

use crate::{
    show::{Paint, wrapped},
    speech::Speech,
};

/// Says what is wrong with the command line, or shows the help asked for; gives the exit code.
pub(crate) fn tell(speech: &Speech, why: &Error) -> u8 {
    let Some((key, args)) = complaint(why) else {
        // A closed pipe is nobody's fault.
        let _ = why.print();
        return if why.use_stderr() { 2 } else { 0 };
    };
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    let word = speech.word("fault");
    let said = wrapped(&format!("{word} · {}", speech.say(key, &args)), 2);
    let mut text = said.trim_start().replacen(&word, &Paint::err().bad(&word), 1);
    if let Some(usage) = why.get(ContextKind::Usage).map(ToString::to_string) {
        let usage = usage.split_once(": ").map_or(usage.as_str(), |(_, usage)| usage).trim().to_owned();
        text += &format!("\n{}\n", speech.say("usage", &[("usage", usage.into())]));
    }
    let _ = writeln!(io::stderr(), "{text}\n{}", speech.word("usage-help")); // stderr may be closed
    2
}

/// The key of the text, and what goes into it; `None` where help was asked for.
fn complaint(why: &Error) -> Option<(&'static str, Vec<(&'static str, String)>)> {
    let said = |kind: ContextKind| why.get(kind).map(words).unwrap_or_default();
    let near = |kind: ContextKind| {
        let near = said(kind);
        ("near", if near.is_empty() { "none".to_owned() } else { near })
    };
    let arg = ("arg", said(ContextKind::InvalidArg));
    Some(match why.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument if arg.1.starts_with("--") => {
            ("usage-no-option", vec![arg, near(ContextKind::SuggestedArg)])
        }
        ErrorKind::UnknownArgument => ("usage-one-too-many", vec![]),
        ErrorKind::InvalidSubcommand => ("usage-no-command", vec![near(ContextKind::SuggestedSubcommand)]),
        ErrorKind::MissingSubcommand => ("usage-which-command", vec![]),
        ErrorKind::MissingRequiredArgument => ("usage-missing", vec![arg]),
        ErrorKind::ArgumentConflict => ("usage-conflict", vec![arg, ("other", said(ContextKind::PriorArg))]),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
            ("usage-no-value", vec![arg])
        }
        ErrorKind::InvalidValue => ("usage-value-of", vec![arg, ("valid", said(ContextKind::ValidValue))]),
        ErrorKind::ValueValidation => {
            let reason = why.source();
            // What is known by its kind is said in the reader's language.
            if reason.is_some_and(|why| why.is::<kernel::NotAnId>()) {
                return Some(("usage-id", vec![arg]));
            }
            if reason.is_some_and(|why| why.is::<policy::BadId>()) {
                return Some(("usage-name", vec![arg, ("most", policy::MAX_ID.to_string())]));
            }
            if reason.is_some_and(|why| why.is::<ParseIntError>()) {
                return Some(("usage-number", vec![arg]));
            }
            ("usage-value", vec![arg, ("why", reason.map(ToString::to_string).unwrap_or_default())])
        }
        ErrorKind::InvalidUtf8 => ("usage-utf-8", vec![]),
        _ => ("usage-count", vec![arg]),
    })
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}
