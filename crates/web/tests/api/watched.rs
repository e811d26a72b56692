//! Nothing that was given to any address stands in the service's log or metrics, and what happened does.

use std::{
    cell::RefCell,
    io::{self, Write},
    sync::Once,
};

use serde_json::{Value, json};
use tracing::level_filters::LevelFilter;

use crate::{
    cases,
    described::operations,
    fixture::{Ask, By, Fixture},
};

thread_local! {
    /// What was logged on this thread: a test has one.
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct OfThisThread;

impl Write for OfThisThread {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Logs everything from now on.
fn listen() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let subscriber = tracing_subscriber::fmt().json().with_max_level(LevelFilter::TRACE);
        subscriber.with_writer(|| OfThisThread).init();
    });
}

fn logged() -> String {
    LINES.with_borrow(|lines| String::from_utf8(lines.clone()).expect("the log is text"))
}

/// Texts of a body that may be somebody's: what is no id, word or moment.
fn personal(body: &Value, out: &mut Vec<String>) {
    match body {
        Value::String(text) => {
            let plain = |b: u8| {
                b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b':' | b'T' | b'Z' | b'.')
            };
            if text.len() > 5 && !text.bytes().all(plain) {
                out.push(text.clone());
            }
        }
        Value::Array(all) => all.iter().for_each(|one| personal(one, out)),
        Value::Object(all) => all.values().for_each(|one| personal(one, out)),
        _ => {}
    }
}

#[tokio::test]
async fn no_value_stands_in_the_log_or_the_metrics() {
    listen();
    let (mut given, mut metrics) = (Vec::new(), String::new());
    for case in cases::all() {
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture);
        if let Some(body) = ask.body.as_deref().and_then(|body| serde_json::from_slice(body).ok()) {
            personal(&body, &mut given);
        }
        let act = operations().iter().find(|one| one.id() == case.operation).and_then(|one| one.act());
        let mut spoilt = ask.clone();
        spoilt.path = format!("{}?marker=asel%40example.com", spoilt.path);
        for asked in [ask.clone(), ask.clone().body(b"{\"marker\":\"Ahmetova Asel\"}".as_slice()), spoilt] {
            fixture.send(By::Machine, asked).await;
        }
        fixture.send(By::Nobody, ask.clone()).await;
        if let Some(act) = act {
            fixture.send(By::NotAllowed(act), ask).await;
        }
        metrics += &fixture.metrics().await;
    }
    given.extend(["Ahmetova", "asel@example.com", "asel%40example.com", "qorgau_"].map(str::to_owned));
    let text = logged();
    assert!(text.lines().count() >= 5 * cases::all().len(), "every request has its line");
    for value in given {
        assert!(!text.contains(&value), "{value} stands in the log");
        // what begins with it is a metric's name
        assert!(value == "qorgau_" || !metrics.contains(&value), "{value} stands in the metrics");
    }
}

#[tokio::test]
async fn what_happened_is_counted_and_logged() {
    listen();
    let fixture = Fixture::new();
    let subject = fixture.person().subject;
    let items = json!({ "purpose": "recruitment", "items": ["email"] });
    fixture.send(By::Machine, Ask::post(format!("/v1/subjects/{subject}/read"), items.clone())).await;
    fixture
        .send(By::NotAllowed(policy::ActKind::Read), Ask::post(format!("/v1/subjects/{subject}/read"), items))
        .await;
    let metrics = fixture.metrics().await;
    for line in [
        "qorgau_acts_total{act=\"read\",verdict=\"permitted\"} 1",
        "qorgau_acts_total{act=\"read\",verdict=\"refused\"} 1",
        "qorgau_http_requests_total{method=\"POST\",route=\"/v1/subjects/{subject}/read\",status=\"200\"} 1",
        "qorgau_http_requests_total{method=\"POST\",route=\"/v1/subjects/{subject}/read\",status=\"403\"} 1",
        "qorgau_store_readable 1",
    ] {
        assert!(metrics.lines().any(|known| known == line), "{line} is missing in:\n{metrics}");
    }
    assert!(metrics.ends_with("# EOF\n"));
    let lines: Vec<Value> = logged().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let refused = lines.iter().find(|line| line["fields"]["status"] == 403).expect("the refusal's line");
    assert_eq!(refused["fields"]["code"], "no-permission");
    assert_eq!(refused["fields"]["by"], "key:lacking");
    assert_eq!(refused["fields"]["route"], "/v1/subjects/{subject}/read");
}

#[tokio::test]
async fn alert_rules_speak_of_metrics_that_there_are() {
    let fixture = Fixture::new();
    fixture.send(By::Machine, Ask::post("/v1/nothing", json!({}))).await;
    let counting = tokio::spawn(fixture.keep_counting());
    let mut metrics = String::new();
    for _ in 0..100 {
        metrics = fixture.metrics().await;
        if metrics.contains("qorgau_deadlines_overdue ") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    counting.abort();
    let rules = include_str!("../../../../deploy/alerts.yml");
    let exprs = rules.lines().filter_map(|line| line.trim().strip_prefix("expr: "));
    let names: Vec<&str> = exprs
        .flat_map(|expr| expr.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'))
        .filter(|word| word.starts_with("qorgau_"))
        .collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        let known = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' ']));
        assert!(metrics.lines().any(known), "{name} is no metric:\n{metrics}");
    }
}

#[tokio::test]
async fn another_s_parser_reads_the_metrics() {
    let fixture = Fixture::new();
    let subject = fixture.person().subject;
    let items = json!({ "purpose": "recruitment", "items": ["email"] });
    fixture.send(By::Machine, Ask::post(format!("/v1/subjects/{subject}/read"), items)).await;
    let script = "import sys\nfrom prometheus_client.openmetrics.parser import text_string_to_metric_families as read\n\
                  print(sum(len(family.samples) for family in read(sys.stdin.read())))";
    let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = std::process::Command::new(python)
        .args(["-c", script])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("./test installs what it needs and sets QORGAU_PYTHON");
    child.stdin.take().expect("its input").write_all(fixture.metrics().await.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    let samples: usize =
        String::from_utf8_lossy(&output.stdout).trim().parse().expect("the parser read all of it");
    assert!(samples > 30, "{samples}");
}
