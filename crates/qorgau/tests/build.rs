//! The worked examples of docs/build.md: from nothing to a request in the journal, over https alone, with a real service.
#![allow(clippy::unwrap_used)] // a test may panic

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
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
fn the_worked_example_works_with_curl() {
    works(|_| Command::new(examples().join("first.sh")));
}

#[test]
fn the_worked_example_works_in_python() {
    let python = env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    works(|_| {
        let mut command = Command::new(&python);
        command.arg(examples().join("first.py"));
        command
    });
}

#[test]
fn the_worked_example_works_in_typescript() {
    let tools = env::var("QORGAU_NODE").expect("./test installs what it needs and sets QORGAU_NODE");
    let tools = Path::new(&tools).join("node_modules");
    works(|folder| {
        let checked = Command::new(tools.join(".bin/tsc"))
            .args(["--strict", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler"])
            .args(["--lib", "es2022,dom", "--types", "node", "--typeRoots"])
            .arg(tools.join("@types"))
            .arg("--outDir")
            .arg(folder)
            .arg(examples().join("first.ts"))
            .output()
            .unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        fs::write(folder.join("package.json"), r#"{"type":"module"}"#).unwrap();
        let mut command = Command::new("node");
        command.arg(folder.join("first.js"));
        command
    });
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples")
}

/// Serves a store of its own, and lets an example do its way; it prints what the service answers.
fn works(example: impl FnOnce(&Path) -> Command) {
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
    let run = example(folder.path())
        .arg(said["invitation"].as_str().expect("nobody has enrolled"))
        .env("QORGAU_URL", said["serving"].as_str().unwrap())
        .env("QORGAU_CA", store.join("tls/own.crt"))
        .env("NODE_EXTRA_CA_CERTS", store.join("tls/own.crt"))
        .output()
        .expect("what it runs by is there: ./test installs it");
    let (text, errors) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{text}\n{errors}");
    assert!(text.contains("item-outside-purpose"), "{text}");
    assert!(text.contains(r#""act": "receive-request""#), "{text}");
    assert!(text.contains(r#""actor": "key:crm""#), "{text}");
    let told = Command::new("kill").arg(served.0.id().to_string()).status().unwrap();
    assert!(told.success() && served.0.wait().unwrap().success(), "it stops when it is told to");
    let sound = Command::new(qorgau).args(["log", "verify", "--dir"]).arg(&store).output().unwrap();
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stdout));
}
