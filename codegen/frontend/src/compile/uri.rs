//! URI references (RFC 3986), resolved and normalized.

use fluent_uri::{Uri, UriRef};
use percent_encoding::percent_decode_str;

/// The base of what has none (RFC 3986 §5.1.4). It is never shown.
pub(super) const NO_BASE: &str = "schema:///";

/// The URI that a reference names, without a fragment, in normal form.
///
/// # Errors
///
/// The reason why it names none.
pub(super) fn resolve(base: &str, reference: &str) -> Result<String, String> {
    let base = Uri::parse(base).map_err(|error| format!("its base is no URI: {error}"))?;
    let encoded = encode(reference);
    let reference = UriRef::parse(encoded.as_str())
        .map_err(|error| format!("it is no URI reference: {error}"))?;
    let resolved = reference
        .resolve_against(&base)
        .map_err(|error| format!("it cannot be resolved against {base}: {error}"))?;
    Ok(resolved.normalize().as_str().to_owned())
}

/// A reference as the URI before its fragment, and the fragment.
pub(super) fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((uri, fragment)) => (uri, Some(fragment)),
        None => (reference, None),
    }
}

/// A fragment without its percent-encoding.
pub(super) fn decode(fragment: &str) -> String {
    percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned()
}

/// A URI as it is shown: what was relative to nothing is relative.
pub(super) fn shown(uri: &str) -> &str {
    uri.strip_prefix(NO_BASE).unwrap_or(uri)
}

/// Percent-encodes what no URI has: authors write spaces, `<` and letters of all
/// languages.
fn encode(reference: &str) -> String {
    let bytes = reference.as_bytes();
    let mut encoded = String::with_capacity(bytes.len());
    // Brackets are for hosts only (§3.2.2).
    let after_host = match reference.split_once("//") {
        Some((before, rest)) => before.len() + 2 + rest.find('/').unwrap_or(rest.len()),
        None => 0,
    };
    for (at, byte) in bytes.iter().enumerate() {
        let is_allowed = match byte {
            b'%' => {
                let digits = bytes.get(at + 1..at + 3);
                digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            }
            b'[' | b']' => at < after_host,
            byte => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(byte),
        };
        match is_allowed {
            true => encoded.push(char::from(*byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{NO_BASE, resolve, shown};

    #[test]
    fn references_resolve() {
        for (base, reference, expected) in [
            ("http://a/b/c", "d", "http://a/b/d"),
            ("http://a/b/c", "../d", "http://a/d"),
            ("http://A/b", "", "http://a/b"),
            ("urn:a:b", "urn:c:d", "urn:c:d"),
            ("file:///a/b.json", "c d.json", "file:///a/c%20d.json"),
            (NO_BASE, "c.json", "schema:///c.json"),
            (NO_BASE, "/c/<ü>", "schema:///c/%3C%C3%BC%3E"),
            ("http://[::1]/b", "c", "http://[::1]/c"),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), Ok(expected));
        }
        assert!(resolve("urn:a:b", "c").is_err());
        assert_eq!(shown("schema:///c.json"), "c.json");
    }
}
