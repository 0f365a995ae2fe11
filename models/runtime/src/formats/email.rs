//! `email`: RFC 5321 §4.1.2, `Mailbox`; `idn-email`: that with the extensions of
//! RFC 6531 §3.3.
//!
//! It is an address alone: neither a name beside it nor a comment in it, which
//! RFC 5322 has.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::hostname::{is_hostname, is_idn_hostname};
use super::ip::{is_ipv4, is_ipv6};

/// The most bytes of a local part, its quotes among them (RFC 5321 §4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// Whether the text is a mailbox, as in `"joe bloggs"@example.com`.
pub(super) fn is_email(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text, is_hostname)
}

/// Whether the text is a mailbox, as in `zoë@example.com`.
pub(super) fn is_idn_email(text: &str) -> bool {
    is_mailbox(text, is_idn_domain)
}

/// `Mailbox`. Beyond ASCII, the grammar of RFC 6531 has all characters.
fn is_mailbox(text: &str, is_name: fn(&str) -> bool) -> bool {
    // A quoted local part may hold an @, a domain none.
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    is_local_part(local) && is_domain(domain, is_name)
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

/// `Atom`, with the `atext` of RFC 5322 §3.2.3 and of RFC 6531 §3.3.
fn is_atom(text: &str) -> bool {
    let is_atext =
        |b: u8| b.is_ascii_alphanumeric() || !b.is_ascii() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    !text.is_empty() && text.bytes().all(is_atext)
}

/// `*QcontentSMTP`: printable characters, where a backslash takes the next one
/// for itself, which is of ASCII. A quote without one would end the string.
fn is_quoted_content(text: &str) -> bool {
    let is_printable = |b: u8| matches!(b, b' '..=b'~');
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let holds = match byte {
            b'"' => false,
            b'\\' => bytes.next().is_some_and(is_printable),
            byte => is_printable(byte) || !byte.is_ascii(),
        };
        if !holds {
            return false;
        }
    }
    true
}

/// `Domain` or `address-literal` (RFC 5321 §4.1.3).
///
/// An address in brackets is written as in the formats `ipv4` and `ipv6`. Of the tags that
/// could precede one, only `IPv6` is registered.
fn is_domain(domain: &str, is_name: fn(&str) -> bool) -> bool {
    let literal = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let Some(literal) = literal else {
        return is_name(domain);
    };
    match literal.split_at_checked("IPv6:".len()) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => is_ipv6(address),
        _ => is_ipv4(literal),
    }
}

/// A domain that may have U-labels. It is brought into Normalization Form C first, as
/// RFC 5891 §5.2 asks of whoever looks a name up: the official suite has a domain here
/// that is in another form.
fn is_idn_domain(domain: &str) -> bool {
    if is_nfc(domain) {
        return is_idn_hostname(domain);
    }
    is_idn_hostname(&domain.nfc().collect::<String>())
}
