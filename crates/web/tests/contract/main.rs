//! Another's eye on the whole API: schemathesis makes requests from the description, right ones and wrong ones, and holds
//! every answer against it. All of its checks are on.

#[path = "../api/fixture.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod fixture;
#[path = "../api/person.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod person;
#[path = "../tls/service.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod service;

use std::{
    env, fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use service::{Kind, Service};

/// Requests of each kind for each address; `QORGAU_LONG` asks for more.
const EXAMPLES: u32 = 15;
const MANY: u32 = 400;

#[test]
fn schemathesis_finds_no_fault_in_any_address() {
    let service = Service::start(Kind::Ecdsa);
    let described = web::description().matches("\"operationId\"").count();
    let tested = asked_by(&service, &format!("Authorization: Bearer {}", service.key()));
    assert!(tested >= described, "{tested} of {described} addresses were tested");
    let samples = samples(&python(), &service.metrics());
    assert!(samples > 100, "another's parser reads {samples} samples of the metrics after all that");
}

/// Lets schemathesis ask everything with a header that proves who asks; gives how many addresses it tested.
fn asked_by(service: &Service, proof: &str) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract/schemathesis.toml");
    let tool = Path::new(&python()).with_file_name("schemathesis");
    let examples = if env::var_os("QORGAU_LONG").is_some() { MANY } else { EXAMPLES };
    let report = folder.path().join("report.xml");
    let output = Command::new(&tool)
        .arg("--config-file")
        .arg(settings)
        .args(["run", &format!("https://{}/v1/openapi.json", service.address), "--header", proof])
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
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|why| panic!("{} is missing ({why}): ./test installs it", tool.display()));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(&report).expect("a report").matches("<testcase").count()
}

fn python() -> String {
    env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// How many samples the Prometheus project's own parser reads from metrics.
fn samples(python: &str, metrics: &str) -> usize {
    let script = "import sys\nfrom prometheus_client.openmetrics.parser import text_string_to_metric_families as read\n\
                  print(sum(len(family.samples) for family in read(sys.stdin.read())))";
    let mut child = Command::new(python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("./test installs what it needs and sets QORGAU_PYTHON");
    child.stdin.take().expect("its input").write_all(metrics.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("the parser read all of it")
}
