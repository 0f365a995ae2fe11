//! `ipv4` and `ipv6`.
//!
//! The standard library reads exactly these texts: no leading zeros in an IPv4
//! address, and neither brackets nor a zone with an IPv6 address.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether the text is an IPv4 address: RFC 2673 §3.2, `dotted-quad`. That
/// grammar would take leading zeros, but as others read these as octal, JSON
/// Schema's own tests reject them.
pub(crate) fn is_ipv4(text: &str) -> bool {
    ipv4(text).is_some()
}

/// The IPv4 address that a text names.
pub(crate) fn ipv4(text: &str) -> Option<Ipv4Addr> {
    text.parse().ok()
}

/// Whether the text is an IPv6 address: RFC 4291 §2.2.
pub(crate) fn is_ipv6(text: &str) -> bool {
    ipv6(text).is_some()
}

/// The IPv6 address that a text names.
pub(crate) fn ipv6(text: &str) -> Option<Ipv6Addr> {
    text.parse().ok()
}
