//! Names to addresses.

use std::{
    fmt, io,
    net::{SocketAddr, ToSocketAddrs},
    sync::Arc,
};

use tokio::task::spawn_blocking;

use crate::{Failure, Networks, Target};

/// Turns a host name and a port into addresses: the machine's way, unless a caller has another one.
#[derive(Clone)]
pub struct Resolver(Arc<Lookup>);

type Lookup = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

impl Resolver {
    /// The machine's own.
    pub fn system() -> Self {
        Self::new(|host, port| (host, port).to_socket_addrs().map(Iterator::collect))
    }

    /// Another way. It may block.
    pub fn new(lookup: impl Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lookup))
    }

    /// The addresses that may be connected to, in the order given; asked once, and these are connected to.
    pub(super) async fn addresses(
        &self,
        target: &Target,
        networks: &Networks,
    ) -> Result<Vec<SocketAddr>, Failure> {
        let mut found = match target.ip() {
            Some(ip) => vec![SocketAddr::new(ip, target.port())],
            None => {
                let (host, port) = (target.host().to_owned(), target.port());
                let lookup = self.0.clone();
                let asked = spawn_blocking(move || lookup(&host, port)).await;
                asked.ok().and_then(Result::ok).unwrap_or_default()
            }
        };
        if found.is_empty() {
            return Err(Failure::Name);
        }
        found.retain(|at| networks.allow(*at, target.encrypted()));
        found.truncate(MOST);
        if found.is_empty() { Err(Failure::Network) } else { Ok(found) }
    }
}

/// The most addresses that are tried.
const MOST: usize = 4;

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Resolver(..)")
    }
}
