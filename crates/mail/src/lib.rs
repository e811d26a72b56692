#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod address;
mod compose;
mod error;
mod folder;
mod letter;
mod message;
mod smtp;

pub use address::{Address, BadAddress};
pub use error::MailError;
pub use folder::FolderMailer;
pub use letter::CodeLetter;
pub use message::{BadMessage, Message, Sender};
pub use smtp::{BadConfig, Credentials, SmtpConfig, SmtpMailer, Tls, Trust};

/// Sends letters.
pub trait Mailer: Send + Sync {
    /// Hands one letter over; when it returns without an error, somebody else has durably taken it.
    ///
    /// # Errors
    /// Why it was not taken. After [`MailError::Timeout`] it may have been all the same.
    fn send(&self, message: &Message) -> Result<(), MailError>;

    /// Whether somebody is there to take letters; says nothing of any address. Whoever must not learn whether a letter
    /// was sent is told of a broken way by this, before there is a letter.
    ///
    /// # Errors
    /// Nobody is there.
    fn ready(&self) -> Result<(), MailError>;
}
