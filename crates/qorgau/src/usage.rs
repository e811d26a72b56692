//! What is said of a command line that can't be read.

use std::io::{self, Write as _};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

/// Says what is wrong with the command line, or shows the help asked for; gives the exit code.
///
/// A stray argument is named only where it is an option: a word left over may be a person's value.
pub(crate) fn tell(why: &Error) -> u8 {
    let stray = match why.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) => why.kind() == ErrorKind::UnknownArgument && !arg.starts_with("--"),
        _ => false,
    };
    if stray {
        let usage = why.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
        // stderr may be closed; there is nobody left to tell.
        let _ = writeln!(
            io::stderr(),
            "error: one argument too many (it is not shown, since it may be a personal value); a value with blanks \
             stands in quotes: full-name=\"Name Surname\"\n\n{usage}\n\nFor more information, try '--help'."
        );
        return 2;
    }
    // A closed pipe is nobody's fault.
    let _ = why.print();
    if why.use_stderr() { 2 } else { 0 }
}
