//! `uri`: RFC 3986 §3, `URI`.

use super::ip::is_ipv6;

/// Whether the text is a URI: with a scheme, and in ASCII.
pub(crate) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let (rest, fragment) = split(rest, "#");
    let (hierarchy, query) = split(rest, "?");
    let (authority, path) = match hierarchy.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", hierarchy),
    };
    is_scheme(scheme)
        && is_authority(authority)
        && is_made_of(path, b":@/")
        && is_made_of(query, b":@/?")
        && is_made_of(fragment, b":@/?")
}

/// What is before the first separator, and what is after it.
fn split<'a>(text: &'a str, separator: &str) -> (&'a str, &'a str) {
    text.split_once(separator).unwrap_or((text, ""))
}

/// `scheme` (§3.1).
fn is_scheme(text: &str) -> bool {
    let is_inner = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_inner)
}

/// `authority` (§3.2), which may be empty.
fn is_authority(text: &str) -> bool {
    let (userinfo, host_and_port) = text.split_once('@').unwrap_or(("", text));
    is_made_of(userinfo, b":") && is_host_and_port(host_and_port)
}

/// `host [ ":" port ]` (§3.2.2, §3.2.3), where an address in brackets has
/// colons of its own. What looks like an IPv4 address and is none is a name.
fn is_host_and_port(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('[') else {
        let (name, port) = split(text, ":");
        return is_made_of(name, b"") && is_port(port);
    };
    let Some((literal, rest)) = rest.split_once(']') else {
        return false;
    };
    let port = match rest.strip_prefix(':') {
        Some(port) => port,
        None if rest.is_empty() => "",
        None => return false,
    };
    (is_ipv6(literal) || is_ip_future(literal)) && is_port(port)
}

/// `port`: any number of digits, also none.
fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `IPvFuture`: an address of a version to come, as in `v7.a:b`.
fn is_ip_future(literal: &str) -> bool {
    let Some((version, address)) = literal.split_once('.') else {
        return false;
    };
    let digits = version.strip_prefix(['v', 'V']).unwrap_or("");
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
        && !address.is_empty()
        && address.bytes().all(|b| is_plain(b) || b == b':')
}

/// Whether all is `unreserved`, `sub-delims`, percent-encoded, or one of these
/// other characters.
fn is_made_of(text: &str, others: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let holds = match byte {
            // Two hexadecimal digits follow (§2.1).
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|b| b.is_ascii_hexdigit())),
            byte => is_plain(byte) || others.contains(&byte),
        };
        if !holds {
            return false;
        }
    }
    true
}

/// `unreserved` (§2.3) or `sub-delims` (§2.2).
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte)
}
