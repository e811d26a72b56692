//! IP addresses.

use std::net::IpAddr;

use super::{BadValue, BadValueCode, Normal};

/// The one text of an address (RFC 5952); IPv4 inside IPv6 is IPv4.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    let address: IpAddr = value.parse().map_err(|_| BadValueCode::IpForm)?;
    Ok(Normal::found("ip", address.to_canonical().to_string()))
}
