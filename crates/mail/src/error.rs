//! Why a letter could not be sent. No error holds an address, a name, a text or what a server said: servers repeat
//! addresses in their answers.

use std::io;

use thiserror::Error;

/// Why a letter could not be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MailError {
    /// The server can't be found or reached, or hung up.
    #[error("the mail server can't be reached: check its name, port and the network")]
    Unreachable,
    /// It took too long. Whether the letter was taken is not known.
    #[error("the mail server took too long to answer")]
    Timeout,
    /// The encrypted connection failed: most often the certificate is not for this name, or not by a trusted root.
    #[error("no trusted encrypted connection to the mail server: check its name and certificate")]
    Tls,
    /// The server did not take user name and password.
    #[error("the mail server refused the user name or password (answer {code})")]
    Authentication {
        /// The reply code (RFC 4954).
        code: u16,
    },
    /// The server lacks what is needed: STARTTLS, a way to sign in, or addresses in UTF-8.
    #[error("the mail server lacks what is needed: STARTTLS, a way to sign in, or addresses outside ASCII")]
    Unsupported,
    /// The server refused sender, recipient or letter: for good with a code from 500 on, else for now.
    #[error("the mail server refused the letter (answer {code})")]
    Refused {
        /// The reply code (RFC 5321, 4.2).
        code: u16,
    },
    /// The server speaks no SMTP.
    #[error("the mail server gave an answer that is no SMTP")]
    Protocol,
    /// Too many letters are under way already.
    #[error("too many letters are being sent already")]
    Busy,
    /// The folder can't be written.
    #[error("the mail folder can't be written: {0}")]
    Folder(io::ErrorKind),
    /// The letter could not be put together; a fault of this program.
    #[error("the letter could not be put together")]
    Compose,
}

impl MailError {
    /// Whether trying again later may help without anybody changing anything.
    pub fn may_pass(&self) -> bool {
        match self {
            MailError::Unreachable | MailError::Timeout | MailError::Busy => true,
            MailError::Refused { code } | MailError::Authentication { code } => *code < 500,
            _ => false,
        }
    }
}

impl From<lettre::transport::smtp::Error> for MailError {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        if let Some(code) = error.status() {
            let code = u16::from(code);
            // RFC 4954, section 6.
            return match code {
                432 | 454 | 530 | 534 | 535 | 538 => MailError::Authentication { code },
                _ => MailError::Refused { code },
            };
        }
        if error.is_tls() {
            return MailError::Tls;
        }
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            if cause.is::<rustls::Error>() {
                return MailError::Tls;
            }
            if let Some(io) = cause.downcast_ref::<io::Error>() {
                return from_io(io);
            }
            source = cause.source();
        }
        match () {
            () if error.is_response() => MailError::Protocol,
            () if error.is_client() => MailError::Unsupported,
            () => MailError::Unreachable,
        }
    }
}

fn from_io(error: &io::Error) -> MailError {
    if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) {
        return MailError::Tls;
    }
    match error.kind() {
        // A read that runs into its timeout says the one or the other, depending on the system.
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => MailError::Timeout,
        io::ErrorKind::InvalidData => MailError::Protocol,
        _ => MailError::Unreachable,
    }
}
