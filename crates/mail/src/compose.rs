//! From a letter to its bytes (RFC 5322, MIME).

use lettre::message::{
    Mailbox,
    header::{ContentType, HeaderName, HeaderValue},
};

use crate::{MailError, Message, Sender};

/// The letter with its headers. Texts outside ASCII are encoded, so that every server passes them on.
pub(crate) fn compose(sender: &Sender, message: &Message) -> Result<lettre::Message, MailError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| MailError::Compose)?;
    let id: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = Some(sender.name.clone()).filter(|name| !name.is_empty());
    // RFC 3834: nobody's absence notice answers a machine.
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    lettre::Message::builder()
        .from(Mailbox::new(name, sender.address.inner().clone()))
        .to(Mailbox::new(None, message.to().inner().clone()))
        .subject(message.subject())
        .message_id(Some(format!("<{id}@{}>", sender.address.inner().domain())))
        .date_now()
        .raw_header(automatic)
        .header(ContentType::TEXT_PLAIN)
        .body(message.text().to_owned())
        .map_err(|_| MailError::Compose)
}
