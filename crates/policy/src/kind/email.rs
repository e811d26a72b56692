//! E-mail addresses.

use std::borrow::Cow;

use email_address::{EmailAddress, Options};

use super::{BadValue, BadValueCode, Normal, text};

/// The most bytes of an address and of what stands before the `@` (RFC 5321, 4.5.3.1).
const MOST: (usize, usize) = (254, 64);

/// The address with its domain in lower case and in ASCII (IDNA); the index doesn't know case at all.
///
/// What stands before the `@` keeps its case, because only the receiving server may say that it has no
/// meaning. Quoted names, comments and addresses of numbers are refused.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    text::plain(value.chars())?;
    let (local, domain) = value.rsplit_once('@').ok_or(BadValueCode::EmailForm)?;
    if local.len() > MOST.1 {
        return Err(BadValue::limit(BadValueCode::TooLong, MOST.1));
    }
    let address = format!("{local}@{}", ascii(domain)?);
    if address.len() > MOST.0 {
        return Err(BadValue::limit(BadValueCode::TooLong, MOST.0));
    }
    if local.contains('"') {
        return Err(BadValueCode::EmailForm.into());
    }
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    let parsed = EmailAddress::parse_with_options(&address, options).map_err(|_| BadValueCode::EmailForm)?;
    let blind = text::fold(parsed.as_str());
    Ok(Normal::found("email", address).blind(blind))
}

fn ascii(domain: &str) -> Result<Cow<'_, str>, BadValue> {
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let is_punycode =
        |label: &str| label.as_bytes().get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"xn--"));
    let is_plain_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && !is_punycode(label)
    };
    if domain.bytes().all(is_host) && domain.split('.').all(is_plain_label) {
        let upper = domain.bytes().any(|byte| byte.is_ascii_uppercase());
        return Ok(if upper { Cow::Owned(domain.to_ascii_lowercase()) } else { Cow::Borrowed(domain) });
    }
    idna::domain_to_ascii_strict(domain).map(Cow::Owned).map_err(|_| BadValueCode::EmailDomain.into())
}
