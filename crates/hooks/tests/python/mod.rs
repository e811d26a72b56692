//! What others wrote, asked as an oracle.

use std::process::Command;

/// Runs a script with arguments, and gives what it said, without the line's end.
pub(crate) fn run(script: &str, arguments: &[&str]) -> String {
    let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ran = Command::new(&python).arg("-c").arg(script).args(arguments).env("PYTHONUTF8", "1").output();
    let ran = ran.unwrap_or_else(|why| panic!("{python} can't be started ({why}): {HOW}"));
    assert!(ran.status.success(), "{}\n{HOW}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim_end().to_owned()
}

const HOW: &str =
    "./test installs what it needs and sets QORGAU_PYTHON; by hand: pip install -r tests/requirements.txt";
