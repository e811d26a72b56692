//! The door itself: takes connections, within limits, and lets those go that are under way when it closes.

use std::{future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::linger::Lingering;

/// The address that a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// What a connection may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once; more wait until one ends.
    pub connections: usize,
    /// How long a handshake may take.
    pub handshake: Duration,
    /// How long a connection may say nothing, and how long a request's head may take.
    pub head: Duration,
    /// How long an answer may wait for its reader to take some of it.
    pub stalled: Duration,
    /// How long what is under way has at a stop.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            handshake: Duration::from_secs(10),
            head: Duration::from_secs(30),
            stalled: Duration::from_secs(30),
            stop: Duration::from_secs(20),
        }
    }
}

/// The most bytes of a request's head.
const HEAD: usize = 32 << 10;
/// The most headers.
const HEADERS: usize = 64;
/// How long nothing is accepted after the system had no room for a connection.
const PAUSE: Duration = Duration::from_millis(100);

/// Takes connections until `stop` ends, then lets those under way finish.
///
/// # Errors
/// None comes out of a connection: it ends, and the others go on.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.connections));
    let under_way = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let taken = tokio::select! {
            () = &mut stop => break,
            taken = take(&listener, &places) => taken,
        };
        match taken {
            Ok((stream, peer, place)) => {
                let (tls, router, watcher) = (tls.clone(), router.clone(), under_way.watcher());
                tokio::spawn(async move {
                    let _place = place; // until the connection ends
                    let _ = stream.set_nodelay(true); // slower without, and no worse
                    let stream = Lingering::new(stream);
                    match tls {
                        None => talk(stream, peer, router, limits, watcher).await,
                        Some(tls) => {
                            let shaken = tokio::time::timeout(limits.handshake, tls.accept(stream)).await;
                            if let Ok(Ok(stream)) = shaken {
                                talk(stream, peer, router, limits, watcher).await;
                            }
                        }
                    }
                });
            }
            Err(_) => tokio::time::sleep(PAUSE).await, // no descriptor left, say: it passes
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(limits.stop, under_way.shutdown()).await; // who is slower is cut off
    Ok(())
}

/// Lets this process open as many files as the system allows it, a connection being one; gives how many.
pub fn raise_open_files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let now = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: now.maximum, maximum: now.maximum });
    let current = if raised.is_ok() { now.maximum } else { now.current };
    current.unwrap_or(u64::MAX)
}

async fn take(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}

/// One connection from its first byte to its last.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stalled));
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        request.map(Body::new)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .half_close(true) // who has asked may stop talking and still be answered
        .header_read_timeout(limits.head)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
    let _ = watcher.watch(connection).await; // what broke off was the other side's
}
