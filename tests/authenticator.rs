//! A person's authenticator and browser, by another's code: `authenticator.py`, a process for each.

use std::{
    cell::RefCell,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

/// Holds the passkeys that it made.
pub(crate) struct Device {
    child: RefCell<Child>,
    said: RefCell<BufReader<ChildStdout>>,
}

#[allow(dead_code, reason = "not every test needs everything")]
impl Device {
    pub(crate) fn new() -> Self {
        let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/authenticator.py");
        let child = Command::new(&python)
            .arg(script)
            .env("PYTHONUTF8", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.unwrap_or_else(|why| panic!("{python} can't be started ({why}): {HOW}"));
        let said = BufReader::new(child.stdout.take().expect("piped"));
        Self { child: RefCell::new(child), said: RefCell::new(said) }
    }

    /// Makes a passkey, on a page of this origin.
    pub(crate) fn make(&self, at: &str, options: &Value) -> Value {
        self.make_with(at, options, json!({}))
    }

    /// The same, with something changed.
    pub(crate) fn make_with(&self, at: &str, options: &Value, with: Value) -> Value {
        self.ask(&json!({ "make": options, "at": at, "with": with }))
    }

    /// Shows a passkey.
    pub(crate) fn show(&self, at: &str, options: &Value) -> Value {
        self.show_with(at, options, json!({}))
    }

    /// The same, with something changed.
    pub(crate) fn show_with(&self, at: &str, options: &Value, with: Value) -> Value {
        self.ask(&json!({ "show": options, "at": at, "with": with }))
    }

    fn ask(&self, what: &Value) -> Value {
        let mut child = self.child.borrow_mut();
        let stdin = child.stdin.as_mut().expect("piped");
        writeln!(stdin, "{what}").unwrap_or_else(|why| panic!("the authenticator is gone ({why}): {HOW}"));
        let mut line = String::new();
        self.said.borrow_mut().read_line(&mut line).expect("a line");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the authenticator said nothing: {HOW}"))
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        let child = self.child.get_mut();
        drop(child.stdin.take()); // it ends with its input
        let _ = child.wait();
    }
}

const HOW: &str =
    "./test installs what it needs and sets QORGAU_PYTHON; by hand: pip install -r tests/requirements.txt";
