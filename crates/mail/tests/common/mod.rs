//! A real mail server beside the test.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use mail::{Message, Sender};
use serde_json::Value;

/// A server by aiosmtpd in a process of its own, which ends with this value.
pub(crate) struct Server {
    child: Child,
    said: BufReader<ChildStdout>,
    pub(crate) port: u16,
}

impl Server {
    /// Starts one that behaves as `server/serve.py` says.
    pub(crate) fn start(wish: Value) -> Self {
        let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/server/serve.py");
        let child = Command::new(&python)
            .arg(script)
            .arg(wish.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.unwrap_or_else(|why| panic!("{python} can't be started ({why}): {HOW}"));
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let port = serde_json::from_str::<Value>(&line).ok().and_then(|said| said["port"].as_u64());
        let port = port.unwrap_or_else(|| panic!("the mail server of the tests did not start: {HOW}")) as u16;
        Self { child, said, port }
    }

    /// The next letter it took, as Python's `email` package reads it. Blocks until there is one.
    pub(crate) fn letter(&mut self) -> Value {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// Ends it, and gives how many letters it took that nobody asked for.
    pub(crate) fn end(mut self) -> usize {
        drop(self.child.stdin.take());
        let rest = (&mut self.said).lines().count();
        self.child.wait().unwrap();
        rest
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const HOW: &str =
    "./test installs what it needs and sets QORGAU_PYTHON; by hand: pip install -r tests/requirements.txt";

pub(crate) fn sender() -> Sender {
    Sender::new("no-reply@example.kz".parse().unwrap(), "«Үлгі» ЖШС").unwrap()
}

pub(crate) fn message(subject: &str, text: &str) -> Message {
    Message::new("asel@example.kz".parse().unwrap(), subject, text).unwrap()
}
