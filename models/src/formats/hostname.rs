//! `hostname`: RFC 1123 §2.1, with the A-labels of RFC 5891 §4.4.

use super::idna;

/// The most bytes of a name. RFC 1035 §3.1 counts 255 on the wire, where the
/// length of the first label and the root take two more.
const LONGEST_NAME: usize = 253;

/// The most bytes of a label (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// Whether the text is a host name. The root has no label here, so that no dot
/// ends a name.
pub(crate) fn is_hostname(text: &str) -> bool {
    text.len() <= LONGEST_NAME && text.split('.').all(is_label)
}

/// Whether the text is a label of letters, digits and inner hyphens.
fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    bytes.len() <= LONGEST_LABEL
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
        && bytes
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        && is_known_extension(label)
}

/// Whether a label with hyphens in its third and fourth place is an A-label:
/// the others are reserved (RFC 5890 §2.3.1). The prefix is in lower case, as
/// RFC 5891 §4.4 writes it.
fn is_known_extension(label: &str) -> bool {
    match label.strip_prefix("xn--") {
        Some(encoded) => idna::is_encoded_label(encoded),
        None => label.as_bytes().get(2..4) != Some(b"--"),
    }
}
