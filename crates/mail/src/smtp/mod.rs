//! Sending through a mail server.

mod config;
mod url;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use lettre::{
    SmtpTransport, Transport,
    transport::smtp::{
        authentication,
        client::{Certificate, CertificateStore, Tls as LettreTls, TlsParameters},
        extension::ClientId,
    },
};
use rustls::pki_types::{CertificateDer, pem::PemObject};

pub use config::{BadConfig, Credentials, SmtpConfig, Tls, Trust};

use crate::{MailError, Mailer, Message, Sender, compose::compose};

/// Sends through one mail server, a connection for each letter. It may be shared by threads.
///
/// A letter's time is bounded as a whole: a server that keeps a connection alive by a byte now and then would get
/// around timeouts of single steps. So each letter has a thread of its own, and at most 16 are under way.
pub struct SmtpMailer {
    transport: SmtpTransport,
    sender: Sender,
    deadline: Duration,
    under_way: Arc<AtomicUsize>,
}

/// The most letters under way.
const MOST: usize = 16;

impl SmtpMailer {
    /// Prepares; nothing is connected yet.
    ///
    /// # Errors
    /// A configuration that would not be safe or can't work.
    pub fn new(config: &SmtpConfig, sender: Sender) -> Result<Self, BadConfig> {
        let tls = match config.tls {
            Tls::Implicit => LettreTls::Wrapper(tls(config)?),
            Tls::StartTls => LettreTls::Required(tls(config)?),
            Tls::NoneOnLoopback if config.on_loopback() => LettreTls::None,
            Tls::NoneOnLoopback => return Err(BadConfig::Unencrypted),
        };
        // Not the machine's own name, which is nobody's business: the domain that letters come from.
        let hello = ClientId::Domain(sender.address.inner().domain().to_owned());
        let mut transport = SmtpTransport::builder_dangerous(config.target())
            .port(config.port)
            .tls(tls)
            .hello_name(hello)
            .timeout(Some(config.step));
        if let Some(credentials) = &config.credentials {
            transport = transport.credentials(authentication::Credentials::new(
                credentials.user.clone(),
                credentials.password.to_string(),
            ));
        }
        let under_way = Arc::new(AtomicUsize::new(0));
        Ok(Self { transport: transport.build(), sender, deadline: config.deadline, under_way })
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, message: &Message) -> Result<(), MailError> {
        let letter = compose(&self.sender, message)?;
        self.work(move |transport| transport.send(&letter).map(|_| ()).map_err(MailError::from))
    }

    fn ready(&self) -> Result<(), MailError> {
        self.work(|transport| match transport.test_connection() {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailError::Unreachable),
            Err(why) => Err(MailError::from(why)),
        })
    }
}

impl SmtpMailer {
    /// Talks to the server on a thread of its own, and waits for it no longer than the deadline.
    fn work(
        &self,
        talk: impl FnOnce(&SmtpTransport) -> Result<(), MailError> + Send + 'static,
    ) -> Result<(), MailError> {
        let ticket = Ticket::take(&self.under_way).ok_or(MailError::Busy)?;
        let (transport, (done, result)) = (self.transport.clone(), mpsc::channel());
        let work = move || {
            let talked = talk(&transport);
            drop(ticket);
            let _ = done.send(talked); // nobody listens after the deadline
        };
        thread::Builder::new().name("mail".to_owned()).spawn(work).map_err(|_| MailError::Busy)?;
        result.recv_timeout(self.deadline).unwrap_or(Err(MailError::Timeout))
    }
}

impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpMailer").field("deadline", &self.deadline).finish_non_exhaustive()
    }
}

/// A place among the letters under way, given back when dropped.
struct Ticket(Arc<AtomicUsize>);

impl Ticket {
    fn take(under_way: &Arc<AtomicUsize>) -> Option<Self> {
        let more = |count| (count < MOST).then_some(count + 1);
        under_way.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).ok()?;
        Some(Self(under_way.clone()))
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn tls(config: &SmtpConfig) -> Result<TlsParameters, BadConfig> {
    let mut parameters = TlsParameters::builder(config.host.clone());
    if let Trust::Only(pem) = &config.trust {
        // A file without a certificate would read as none at all.
        if CertificateDer::pem_slice_iter(pem).next().is_none_or(|first| first.is_err()) {
            return Err(BadConfig::Certificate);
        }
        parameters = parameters
            .certificate_store(CertificateStore::None)
            .add_root_certificate(Certificate::from_pem(pem).map_err(|_| BadConfig::Certificate)?);
    }
    parameters.build().map_err(|_| BadConfig::Tls)
}
