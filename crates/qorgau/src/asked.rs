//! What is asked for one line after another: from a terminal, secrets unseen, or from the lines of the standard input.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

use anyhow::Result;
use vault::Zeroizing;

use crate::{fault::complaint, speech::Speech};

/// The longest line that is read, in bytes.
const MOST: u64 = 1024;

/// Whether somebody sits at a terminal.
pub(crate) fn at_a_terminal() -> bool {
    io::stdin().is_terminal()
}

/// A line that may be seen while it is typed, such as a code.
pub(crate) fn line(speech: &Speech, key: &str) -> Result<Zeroizing<String>> {
    if at_a_terminal() {
        let _ = write!(io::stderr(), "{} ", speech.word(key)); // stderr may be closed
        let _ = io::stderr().flush();
    }
    let mut line = Zeroizing::new(String::with_capacity(MOST as usize));
    let read = io::stdin().lock().take(MOST).read_line(&mut line);
    if read.map_err(|_| complaint("bad-stdin", &[]))? == 0 {
        return Err(complaint("line-missing", &[("what", speech.word(key))]));
    }
    Ok(trimmed(&line))
}

/// A line that nobody sees while it is typed.
pub(crate) fn secret(speech: &Speech, key: &str) -> Result<Zeroizing<String>> {
    if !at_a_terminal() {
        return line(speech, key);
    }
    let asked = rpassword::prompt_password(speech.word(key) + " ").map(Zeroizing::new);
    asked.map_err(|_| complaint("bad-stdin", &[]))
}

/// A new secret: typed twice at a terminal.
pub(crate) fn new_secret(speech: &Speech, key: &str) -> Result<Zeroizing<String>> {
    let first = secret(speech, key)?;
    if at_a_terminal() && *first != *secret(speech, "ask-passphrase-again")? {
        return Err(complaint("passwords-differ", &[]));
    }
    Ok(first)
}

/// Without the line's end; blanks are part of a password.
fn trimmed(line: &str) -> Zeroizing<String> {
    Zeroizing::new(line.trim_end_matches(['\n', '\r']).to_owned())
}
