//! `uri` and `uri-reference`: RFC 3986; `iri` and `iri-reference`: RFC 3987, whose
//! grammar differs in the characters alone (§2.2).

use std::str::Chars;

use super::ip::is_ipv6;
use super::ucs::{is_bidi_formatting, is_iprivate, is_ucschar};

/// Whether the text is a URI (RFC 3986 §3): with a scheme, and in ASCII.
pub(super) fn is_uri(text: &str) -> bool {
    Repertoire::Ascii.has_identifier(text)
}

/// Whether the text is a URI, or a reference that is relative to one (RFC 3986 §4.1).
pub(super) fn is_uri_reference(text: &str) -> bool {
    Repertoire::Ascii.has_reference(text)
}

/// Whether the text is an IRI (RFC 3987 §2.2): with a scheme.
pub(super) fn is_iri(text: &str) -> bool {
    Repertoire::Unicode.has_identifier(text)
}

/// Whether the text is an IRI, or a reference that is relative to one (RFC 3987 §2.2).
pub(super) fn is_iri_reference(text: &str) -> bool {
    Repertoire::Unicode.has_reference(text)
}

/// The characters that an identifier is made of.
#[derive(Clone, Copy, PartialEq)]
enum Repertoire {
    Ascii,
    Unicode,
}

/// Private characters are allowed in queries alone (RFC 3987 §2.2, `iquery`).
#[derive(Clone, Copy, PartialEq)]
enum Private {
    Allowed,
    Disallowed,
}

impl Repertoire {
    /// `URI` or `IRI`.
    fn has_identifier(self, text: &str) -> bool {
        split_scheme(text).is_some_and(|(scheme, rest)| is_scheme(scheme) && self.has_rest(rest))
    }

    /// `URI-reference` or `IRI-reference`. A colon in the first segment of a path ends a
    /// scheme (RFC 3986 §4.2, `path-noscheme`).
    fn has_reference(self, text: &str) -> bool {
        match split_scheme(text) {
            Some((scheme, rest)) => is_scheme(scheme) && self.has_rest(rest),
            None => self.has_rest(text),
        }
    }

    /// Whether the text is a valid rest after a scheme, or a valid relative reference.
    fn has_rest(self, text: &str) -> bool {
        let (text, fragment) = split(text, "#");
        let (hierarchy, query) = split(text, "?");
        let (authority, path) = match hierarchy.strip_prefix("//") {
            Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
            None => ("", hierarchy),
        };
        self.has_authority(authority)
            && self.has(path, b":@/", Private::Disallowed)
            && self.has(query, b":@/?", Private::Allowed)
            && self.has(fragment, b":@/?", Private::Disallowed)
    }

    /// `authority` (RFC 3986 §3.2), which may be empty.
    fn has_authority(self, text: &str) -> bool {
        let (userinfo, host_and_port) = text.split_once('@').unwrap_or(("", text));
        self.has(userinfo, b":", Private::Disallowed) && self.has_host_and_port(host_and_port)
    }

    /// `host [ ":" port ]` (§3.2.2, §3.2.3), where an address in brackets has colons of
    /// its own. What looks like an IPv4 address and is none is a name.
    fn has_host_and_port(self, text: &str) -> bool {
        let Some(rest) = text.strip_prefix('[') else {
            let (name, port) = split(text, ":");
            return self.has(name, b"", Private::Disallowed) && is_port(port);
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

    /// Whether all is `unreserved`, `sub-delims`, percent-encoded, or one of these other
    /// characters.
    fn has(self, text: &str, others: &[u8], private: Private) -> bool {
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            let holds = match c {
                '%' => has_hex_digits(&mut characters),
                c if c.is_ascii() => is_plain(c) || others.contains(&(c as u8)),
                _ if self == Repertoire::Ascii => false,
                c if is_iprivate(c) => private == Private::Allowed,
                c => is_ucschar(c) && !is_bidi_formatting(c),
            };
            if !holds {
                return false;
            }
        }
        true
    }
}

/// Takes the two hexadecimal digits after a percent sign (RFC 3986 §2.1).
pub(super) fn has_hex_digits(characters: &mut Chars) -> bool {
    (0..2).all(|_| characters.next().is_some_and(|c| c.is_ascii_hexdigit()))
}

/// The text before and after the colon that ends a scheme.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (before, rest) = text.split_at(text.find([':', '/', '?', '#'])?);
    Some((before, rest.strip_prefix(':')?))
}

/// The text before and after the first separator.
fn split<'a>(text: &'a str, separator: &str) -> (&'a str, &'a str) {
    text.split_once(separator).unwrap_or((text, ""))
}

/// `scheme` (RFC 3986 §3.1).
fn is_scheme(text: &str) -> bool {
    let is_inner = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_inner)
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
        && address.chars().all(|c| is_plain(c) || c == ':')
}

/// `unreserved` (RFC 3986 §2.3) or `sub-delims` (§2.2).
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '-' | '.' | '_' | '~' | '!' | '$' | '&' | '\'' | '('..=',' | ';' | '='
        )
}
