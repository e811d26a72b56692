//! A door on loopback without TLS, so that every byte is the test's own.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use web::door::{self, Limits};

use crate::fixture::Fixture;

/// How long an answer may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Open {
    pub(crate) fixture: Fixture,
    pub(crate) address: SocketAddr,
    door: JoinHandle<std::io::Result<()>>,
}

impl Open {
    pub(crate) async fn with(limits: Limits) -> Self {
        let fixture = Fixture::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let door =
            tokio::spawn(door::serve(listener, None, fixture.router(), limits, std::future::pending()));
        Self { fixture, address, door }
    }

    /// Limits as they are, but for times that a test can wait for.
    pub(crate) fn brisk() -> Limits {
        let moment = Duration::from_millis(400);
        Limits { head: moment, handshake: moment, stalled: moment, ..Limits::default() }
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes, closes that half, and reads to the end.
    pub(crate) async fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        let _ = stream.write_all(bytes).await; // it may have hung up before the last byte
        let _ = stream.shutdown().await;
        to_the_end(&mut stream).await
    }

    /// The head of a request that takes somebody in, up to what differs.
    pub(crate) fn head(&self) -> String {
        let key = self.fixture.key();
        format!(
            "POST /v1/subjects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: \
             application/json\r\n"
        )
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.door.abort();
    }
}

/// Everything until the other side closes.
pub(crate) async fn to_the_end(stream: &mut TcpStream) -> String {
    let mut out = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut out)).await;
    assert!(read.is_ok(), "the door keeps the connection open: {}", String::from_utf8_lossy(&out));
    String::from_utf8_lossy(&out).into_owned()
}

/// The statuses of the answers in a text.
pub(crate) fn statuses(text: &str) -> Vec<u16> {
    text.split("HTTP/1.1 ").skip(1).filter_map(|rest| rest.get(..3)?.parse().ok()).collect()
}

/// A body that takes somebody in.
pub(crate) const BODY: &str = r#"{"purpose":"recruitment","items":{"full-name":"Ahmetova Asel","email":"asel@example.com"},"consent":{"way":"web-form","at":"2026-03-01T09:00:00Z"}}"#;
