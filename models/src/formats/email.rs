//! `email`: RFC 5321 §4.1.2, `Mailbox`.
//!
//! It is an address alone: neither a name beside it nor a comment in it, which
//! RFC 5322 has.

use super::hostname::is_hostname;
use super::ip::{is_ipv4, is_ipv6};

/// The most bytes of a local part, its quotes among them (§4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// Whether the text is a mailbox, as in `"joe bloggs"@example.com`.
pub(crate) fn is_email(text: &str) -> bool {
    // A quoted local part may hold an @, a domain none.
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    is_local_part(local) && is_domain(domain)
}

/// `Local-part`: atoms between dots, or anything printable in quotes.
fn is_local_part(local: &str) -> bool {
    if local.len() > LONGEST_LOCAL_PART {
        return false;
    }
    match local.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').is_some_and(is_quoted_content),
        None => local.split('.').all(is_atom),
    }
}

/// `Atom`, with the `atext` of RFC 5322 §3.2.3.
fn is_atom(text: &str) -> bool {
    let is_atext = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    !text.is_empty() && text.bytes().all(is_atext)
}

/// `*QcontentSMTP`: printable characters, where a backslash takes the next one
/// for itself. A quote without one would end the string.
fn is_quoted_content(text: &str) -> bool {
    let is_printable = |b: u8| matches!(b, b' '..=b'~');
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let holds = match byte {
            b'"' => false,
            b'\\' => bytes.next().is_some_and(is_printable),
            byte => is_printable(byte),
        };
        if !holds {
            return false;
        }
    }
    true
}

/// `Domain` or `address-literal` (§4.1.3).
///
/// An address in brackets is written as in the formats `ipv4` and `ipv6`. Of
/// the tags that could stand before one, only `IPv6` is registered.
fn is_domain(domain: &str) -> bool {
    let literal = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let Some(literal) = literal else {
        return is_hostname(domain);
    };
    match literal.split_at_checked("IPv6:".len()) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => is_ipv6(address),
        _ => is_ipv4(literal),
    }
}
