//! A program that asks by one connection and waits for each answer.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};
use serde_json::Value;

use crate::service::Service;

pub(crate) struct Client {
    stream: StreamOwned<ClientConnection, TcpStream>,
    key: String,
}

impl Client {
    /// None where the service is gone.
    pub(crate) fn connect(service: &Service) -> Option<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&service.certificate).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.unwrap().with_root_certificates(roots).with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let socket = TcpStream::connect(service.address).ok()?;
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Some(Self { stream: StreamOwned::new(connection, socket), key: service.key.clone() })
    }

    /// Asks, and gives status and body; none where the connection ends without a whole answer.
    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Option<(u16, Value)> {
        let body = body.to_string();
        let key = &self.key;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\ncontent-type: \
             application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.ask(&(head + &body))
    }

    pub(crate) fn get(&mut self, path: &str) -> Option<(u16, Value)> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n"))
    }

    fn ask(&mut self, request: &str) -> Option<(u16, Value)> {
        self.stream.write_all(request.as_bytes()).ok()?;
        self.stream.flush().ok()?;
        let mut read = Vec::new();
        let mut some = [0; 4096];
        loop {
            let count = self.stream.read(&mut some).ok().filter(|count| *count > 0)?;
            read.extend_from_slice(&some[..count]);
            let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = String::from_utf8(read[..end].to_vec()).unwrap();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            let whole = end + 4 + length.parse::<usize>().unwrap();
            if read.len() >= whole {
                let status = head[9..12].parse().unwrap();
                return Some((status, serde_json::from_slice(&read[end + 4..whole]).unwrap_or_default()));
            }
        }
    }
}
