//! What others wrote, asked as an oracle.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Runs a script, with its input line by line, and gives what it said, without the line's end.
pub(crate) fn run(script: &str, input: &[&str]) -> String {
    let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let child = Command::new(&python)
        .args(["-c", script])
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.unwrap_or_else(|why| panic!("{python} can't be started ({why}): {HOW}"));
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(input.join("\n").as_bytes()); // one that ended already has said why
    drop(stdin);
    let ran = child.wait_with_output().unwrap();
    assert!(ran.status.success(), "{}\n{HOW}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim_end().to_owned()
}

const HOW: &str =
    "./test installs what it needs and sets QORGAU_PYTHON; by hand: pip install -r tests/requirements.txt";
