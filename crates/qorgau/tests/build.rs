//! The worked example of docs/build.md: from nothing to a request in the journal, over https alone, with a real service.
#![allow(clippy::unwrap_used)] // a test may panic

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

/// Ends the service, whatever becomes of the test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill(); // ended already, as a rule
        let _ = self.0.wait();
    }
}

#[test]
fn the_worked_example_works() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let qorgau = env!("CARGO_BIN_EXE_qorgau");
    let made =
        Command::new(qorgau).args(["init", "--pack", "bitrix-kz", "--dir"]).arg(&store).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let serve = ["serve", "--listen", "127.0.0.1:0", "--log", "error", "--format", "json", "--dir"];
    let mut served =
        Served(Command::new(qorgau).args(serve).arg(&store).stdout(Stdio::piped()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(served.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: Value = serde_json::from_str(&line).unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/first.sh");
    let run = Command::new(example)
        .arg(said["invitation"].as_str().expect("nobody has enrolled"))
        .env("QORGAU_URL", said["serving"].as_str().unwrap())
        .env("QORGAU_CA", store.join("tls/own.crt"))
        .output()
        .expect("bash, curl and python3 are there: ./test installs them");
    let (text, errors) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{text}\n{errors}");
    assert!(text.contains(r#""code":"item-outside-purpose""#), "{text}");
    assert!(text.contains(r#""act": "receive-request""#), "{text}");
    assert!(text.contains(r#""actor": "key:crm""#), "{text}");
    let told = Command::new("kill").arg(served.0.id().to_string()).status().unwrap();
    assert!(told.success() && served.0.wait().unwrap().success(), "it stops when it is told to");
    let sound = Command::new(qorgau).args(["log", "verify", "--dir"]).arg(&store).output().unwrap();
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stdout));
}
