//! A receiver of others' making, over a real connection: it checks the signature of every event.

use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
    time::Duration,
};

use hooks::{Client, Outside, Sender, Settings, Trust};

use super::{common::*, *};

const RECEIVER: &str = r#"
import sys, json
from http.server import BaseHTTPRequestHandler, HTTPServer
from standardwebhooks import Webhook
hook = Webhook(sys.argv[1])
class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            event = hook.verify(body, dict(self.headers.items()))
            code, said = 204, event["type"] + " " + str(event["data"].get("entry"))
        except Exception as why:
            code, said = 400, "bad: " + repr(why)
        self.send_response(code)
        self.end_headers()
        print(said, flush=True)
    def log_message(self, *said):
        pass
server = HTTPServer(("127.0.0.1", int(sys.argv[2])), Receiver)
print("ready", flush=True)
server.serve_forever()
"#;

#[test]
fn another_implementation_takes_every_event_once_and_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let office = Arc::new(found(dir.path()));
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let networks = Networks::public().and_plain_on_loopback();
    let url = format!("http://127.0.0.1:{port}/hooks");
    let (_, secret) = office.add_hook(&responsible(), id("crm"), &url, &[], &networks).unwrap();
    let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let receiver = Command::new(python)
        .args(["-c", RECEIVER, &secret, &port.to_string()])
        .env("PYTHONUTF8", "1")
        .stdout(Stdio::piped())
        .spawn();
    let mut receiver = receiver.expect("./test installs what it needs and sets QORGAU_PYTHON");
    let mut said = BufReader::new(receiver.stdout.take().unwrap()).lines();
    assert_eq!(said.next().unwrap().unwrap(), "ready");
    let who = candidate(&office, "Some Body", "some@example.kz");
    office.block(&responsible(), who).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::new(&Trust::System, networks).unwrap();
    let outbox = Arc::new(office.feed_outbox());
    let stopped = runtime.block_on(async {
        let settings = Settings { every: Duration::from_millis(20), ..Settings::default() };
        let running = Sender::new(outbox, client, settings, Outside::system(), |_| {}).start();
        for _ in 0..500 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let office = Arc::clone(&office);
            if tokio::task::spawn_blocking(move || line(&office, "crm").waiting).await.unwrap() == 0 {
                break;
            }
        }
        running.stop(Duration::from_secs(20)).await
    });
    assert_eq!(stopped.cut, 0);
    assert_eq!(line(&office, "crm").waiting, 0);
    receiver.kill().unwrap();
    receiver.wait().unwrap();
    let said: Vec<String> = said.map(Result::unwrap).collect();
    let kinds: Vec<&str> = said.iter().map(|said| said.split(' ').next().unwrap()).collect();
    assert_eq!(kinds, ["data.collected", "subject.blocked"], "{said:?}");
    assert_eq!(line(&office, "crm").delivered, 2);
}
