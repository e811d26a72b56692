//! A small server of the tests' own: takes requests over real sockets and answers with whatever bytes a test wants.
#![allow(dead_code, reason = "each test uses its part")]

use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::aws_lc_rs, pki_types::PrivateKeyDer};

/// One request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) line: String,
    /// Names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
    /// The name asked for in the TLS handshake.
    pub(crate) sni: Option<String>,
}

/// A server; its threads end with the test's process.
pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    /// The root that its certificate is under, PEM.
    pub(crate) root: Vec<u8>,
    heard: Receiver<Request>,
    accepted: Arc<AtomicUsize>,
}

/// How many were at work at one time.
#[derive(Clone, Default)]
pub(crate) struct Gauge(Arc<(AtomicUsize, AtomicUsize)>);

impl Gauge {
    /// Works for a while. The answer is written after, so that whoever waits for it is never counted twice.
    pub(crate) fn work(&self, millis: u64) {
        let now = self.0.0.fetch_add(1, Ordering::SeqCst) + 1;
        self.0.1.fetch_max(now, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(millis));
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }

    /// The most at one time.
    pub(crate) fn most(&self) -> usize {
        self.0.1.load(Ordering::SeqCst)
    }
}

/// Where the answer is written; the number counts requests from nought.
pub(crate) type Answer = dyn Fn(usize, &Request, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// Answers with a status and nothing else.
pub(crate) fn status(status: &str) -> impl Fn(usize, &Request, &mut dyn Write) -> io::Result<()> + use<> {
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
    move |_, _, out| out.write_all(answer.as_bytes())
}

impl Server {
    /// With TLS, under a new root, for these names.
    pub(crate) fn tls(
        names: &[&str],
        answer: impl Fn(usize, &Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let (root, config) = certificate(names);
        Self::start(root, Some(config), Arc::new(answer))
    }

    /// Without.
    pub(crate) fn plain(
        answer: impl Fn(usize, &Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(certificate(&["unused"]).0, None, Arc::new(answer))
    }

    fn start(root: Vec<u8>, tls: Option<Arc<ServerConfig>>, answer: Arc<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let (tell, heard) = channel();
        let accepted = Arc::new(AtomicUsize::new(0));
        let seen = accepted.clone();
        thread::spawn(move || {
            for tcp in listener.incoming().map_while(Result::ok) {
                let nth = seen.fetch_add(1, Ordering::SeqCst);
                let (tls, answer, tell) = (tls.clone(), answer.clone(), tell.clone());
                thread::spawn(move || serve(tcp, tls, nth, &*answer, &tell));
            }
        });
        Self { at, root, heard, accepted }
    }

    /// The next request; lets others work meanwhile, and waits five seconds for it.
    pub(crate) async fn next(&self) -> Request {
        for _ in 0..1000 {
            if let Ok(request) = self.heard.try_recv() {
                return request;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("no request came within five seconds");
    }

    /// The requests that came and nobody asked for.
    pub(crate) fn rest(&self) -> Vec<Request> {
        self.heard.try_iter().collect()
    }

    /// How many connections were made to it.
    pub(crate) fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

fn serve(
    tcp: TcpStream,
    tls: Option<Arc<ServerConfig>>,
    nth: usize,
    answer: &Answer,
    tell: &Sender<Request>,
) -> io::Result<()> {
    tcp.set_read_timeout(Some(Duration::from_secs(10)))?;
    tcp.set_write_timeout(Some(Duration::from_secs(10)))?;
    match tls {
        None => {
            let mut stream = tcp;
            exchange(&mut stream, |_| None, nth, answer, tell)
        }
        Some(config) => {
            let mut stream = StreamOwned::new(ServerConnection::new(config).map_err(io::Error::other)?, tcp);
            let sni =
                |stream: &StreamOwned<ServerConnection, _>| stream.conn.server_name().map(str::to_owned);
            exchange(&mut stream, sni, nth, answer, tell)?;
            stream.conn.send_close_notify();
            stream.flush()
        }
    }
}

fn exchange<S: Read + Write>(
    stream: &mut S,
    sni: impl Fn(&S) -> Option<String>,
    nth: usize,
    answer: &Answer,
    tell: &Sender<Request>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        more(stream, &mut bytes)?;
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut lines = text.lines();
    let line = lines.next().unwrap().to_owned();
    let header =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let headers: BTreeMap<_, _> = lines.filter_map(header).collect();
    let length: usize = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    while bytes.len() < head + length {
        more(stream, &mut bytes)?;
    }
    let request = Request { line, headers, body: bytes[head..].to_vec(), sni: sni(stream) };
    let _ = tell.send(request.clone());
    answer(nth, &request, stream)?;
    stream.flush()
}

fn more(stream: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut chunk = [0; 4096];
    match stream.read(&mut chunk)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        read => {
            bytes.extend_from_slice(&chunk[..read]);
            Ok(())
        }
    }
}

/// A new root (PEM), and a server under it for these names.
fn certificate(names: &[&str]) -> (Vec<u8>, Arc<ServerConfig>) {
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_key = KeyPair::generate().unwrap();
    let root_der = root.self_signed(&root_key).unwrap();
    let issuer = Issuer::new(root, root_key);
    let key = KeyPair::generate().unwrap();
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let leaf = CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        STANDARD.encode(root_der.der())
    );
    (pem.into_bytes(), Arc::new(config))
}
