//! Another's eye on the whole API: schemathesis makes requests from the description, right ones and wrong ones, and holds
//! every answer against it. All of its checks are on.

#[path = "../api/fixture.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod fixture;
#[path = "../tls/service.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod service;

use std::{env, fs, path::Path, process::Command};

use service::{Kind, Service};

/// Requests of each kind for each address; `QORGAU_LONG` asks for more.
const EXAMPLES: u32 = 15;
const MANY: u32 = 400;

#[test]
fn schemathesis_finds_no_fault_in_any_address() {
    let service = Service::start(Kind::Ecdsa);
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract/schemathesis.toml");
    let python = env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let tool = Path::new(&python).with_file_name("schemathesis");
    let examples = if env::var_os("QORGAU_LONG").is_some() { MANY } else { EXAMPLES };
    let report = folder.path().join("report.xml");
    let output = Command::new(&tool)
        .arg("--config-file")
        .arg(settings)
        .args(["run", &format!("https://{}/v1/openapi.json", service.address)])
        .args([
            "--max-examples",
            &examples.to_string(),
            "--seed",
            "1",
            "--report",
            "junit",
            "--report-junit-path",
        ])
        .arg(&report)
        .env("QORGAU_KEY", service.key())
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|why| panic!("{} is missing ({why}): ./test installs it", tool.display()));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    let tested = fs::read_to_string(&report).expect("a report").matches("<testcase").count();
    let described = web::description().matches("\"operationId\"").count();
    assert!(tested >= described, "{tested} of {described} addresses were tested:\n{text}");
}
