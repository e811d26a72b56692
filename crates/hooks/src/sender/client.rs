//! One attempt: from an endpoint's name to the status of its answer.

use std::{fmt, io, net::SocketAddr, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::{Instant, timeout},
};
use tokio_rustls::TlsConnector;

use super::{
    exchange::{exchange, request},
    resolve::Resolver,
    tls::{BadClient, Trust},
};
use crate::{Answer, Attempt, Endpoint, Event, Failure, Networks, Target, sign};

/// Sends one event at a time over a connection of its own, to an address that was checked. It may be shared.
#[derive(Clone)]
pub struct Client {
    networks: Networks,
    tls: Arc<ClientConfig>,
    limits: Limits,
    resolver: Resolver,
}

/// How long and how much of an endpoint is borne.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long resolving the name, connecting and agreeing on encryption may take together; 5 seconds by default.
    pub connect: Duration,
    /// How long an attempt may take as a whole, up to the answer's headers; 15 seconds by default. For the body there is
    /// one second more.
    pub whole: Duration,
    /// How many bytes of an answer's body are read, before the connection is closed; 64 KiB by default. None are kept.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), whole: Duration::from_secs(15), body: 64 << 10 }
    }
}

impl Client {
    /// Prepares; nothing is connected yet. Reads the machine's trusted certificates.
    ///
    /// # Errors
    /// There are none, or those given can't be read.
    pub fn new(trust: &Trust, networks: Networks) -> Result<Self, BadClient> {
        let tls = trust.config()?;
        Ok(Self { networks, tls, limits: Limits::default(), resolver: Resolver::system() })
    }

    /// With other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// With another way to resolve names.
    #[must_use]
    pub fn with_resolver(self, resolver: Resolver) -> Self {
        Self { resolver, ..self }
    }

    /// Makes one attempt, signed at `now`, whatever the endpoint's condition. Redirects are not followed: a 3xx is an
    /// answer like others. Dropped, the attempt's connection is closed.
    pub async fn send(&self, endpoint: &Endpoint, event: &Event, now: Timestamp) -> Attempt {
        match self.try_send(endpoint, event, now).await {
            Ok(answer) => Attempt::Answered(answer),
            Err(failure) => Attempt::Failed(failure),
        }
    }

    async fn try_send(&self, endpoint: &Endpoint, event: &Event, now: Timestamp) -> Result<Answer, Failure> {
        let (target, body) = (&endpoint.target, event.body());
        let headers = sign(endpoint.secrets.at(now), event.id(), now, body.as_bytes());
        let request = request(target, headers, body)?;
        let by = Instant::now() + self.limits.whole;
        let connect = timeout(self.limits.connect.min(self.limits.whole), self.connect(target));
        let stream = connect.await.unwrap_or(Err(Failure::Unreachable))?;
        exchange(stream, request, by, self.limits.body).await
    }

    /// A connection to the first of the checked addresses that takes it. Its certificate has to be for the name.
    async fn connect(&self, target: &Target) -> Result<Box<dyn Stream>, Failure> {
        let addresses = self.resolver.addresses(target, &self.networks).await?;
        let tcp = self.connect_any(&addresses).await.ok_or(Failure::Unreachable)?;
        let _ = tcp.set_nodelay(true); // a wish, not a need
        if !target.encrypted() {
            return Ok(Box::new(tcp));
        }
        let name = target.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(name).map_err(|_| Failure::Tls)?;
        let tls = TlsConnector::from(self.tls.clone()).connect(name, tcp).await.map_err(|e| failure(&e))?;
        Ok(Box::new(tls))
    }

    /// Each address has its share of the time, so that one which swallows everything leaves some to the next.
    async fn connect_any(&self, addresses: &[SocketAddr]) -> Option<TcpStream> {
        let share = self.limits.connect / u32::try_from(addresses.len()).unwrap_or(1).max(1);
        for address in addresses {
            if let Ok(Ok(tcp)) = timeout(share, TcpStream::connect(address)).await {
                return Some(tcp);
            }
        }
        None
    }

    /// After so long an attempt is over for sure.
    pub(super) fn longest(&self) -> SignedDuration {
        SignedDuration::try_from(self.limits.whole).unwrap_or(SignedDuration::MAX)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { networks, limits, tls: _, resolver: _ } = self;
        f.debug_struct("Client").field("networks", networks).field("limits", limits).finish_non_exhaustive()
    }
}

/// Of the handshake: what TLS finds wrong, or a connection that broke.
fn failure(error: &io::Error) -> Failure {
    let tls = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
    if tls { Failure::Tls } else { Failure::Unreachable }
}

/// A connection, encrypted or not.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}
