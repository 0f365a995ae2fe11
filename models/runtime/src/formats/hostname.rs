//! `hostname`: RFC 1123 §2.1, with the A-labels of RFC 5891 §4.4, and without them
//! before draft-07; `idn-hostname`: RFC 5890 §2.3.2.3.

use super::idna;

/// The most bytes of a name. RFC 1035 §3.1 counts 255 on the wire, where the
/// length of the first label and the root take two more.
const LONGEST_NAME: usize = 253;

/// The most bytes of a label (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// Whether the text is a host name. The root has no label here, so that no dot
/// ends a name.
pub(super) fn is_hostname(text: &str) -> bool {
    let is_label = |label| is_ldh_label(label) && is_known_extension(label);
    text.len() <= LONGEST_NAME && text.split('.').all(is_label)
}

/// Whether the text is a host name of draft-04 and draft-06: RFC 1034 §3.1, with the
/// characters of its §3.5 and the digit in front of RFC 1123 §2.1. Hyphens may be
/// anywhere inside: no encoding was known.
pub(super) fn is_ldh_hostname(text: &str) -> bool {
    text.len() <= LONGEST_NAME && text.split('.').all(is_ldh_label)
}

/// Whether the text is an internationalized host name.
///
/// Any of four dots separates its labels (RFC 3490 §3.1). If a label has characters
/// from right to left, all of them satisfy the Bidi rule (RFC 5893 §2).
pub(super) fn is_idn_hostname(text: &str) -> bool {
    let (mut length, mut is_bidi, mut satisfies_bidi_rule) = (0, false, true);
    for label in text.split(['.', '\u{3002}', '\u{FF0E}', '\u{FF61}']) {
        let Some(label) = idna::Label::parse(label) else {
            return false;
        };
        length += label.encoded_length + usize::from(length > 0);
        if length > LONGEST_NAME {
            return false;
        }
        is_bidi |= label.is_right_to_left();
        satisfies_bidi_rule &= label.satisfies_bidi_rule();
    }
    !is_bidi || satisfies_bidi_rule
}

/// Whether the text is a label of letters, digits and inner hyphens.
pub(super) fn is_ldh_label(label: &str) -> bool {
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
