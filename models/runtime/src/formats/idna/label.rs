//! U-labels and A-labels: RFC 5890 §2.3.2.1, RFC 5891 §4.

use unicode_normalization::is_nfc;

use super::{bidi, code_point, context, punycode};
use crate::formats::hostname::is_ldh_label;

/// The prefix of an A-label.
const PREFIX: &str = "xn--";

/// The most bytes of a label (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// Whether an A-label of a `hostname`, without its prefix, has code points that a label
/// may have, each with its neighbours (RFC 5892).
///
/// A label in a registry has more to satisfy (RFC 5891 §4.2): Normalization Form C,
/// lower case, the Bidi rule. But of RFC 5891, JSON Schema refers to §4.4 alone in this
/// format, and so do the official suite and the `jsonschema` crate.
pub(in crate::formats) fn is_encoded_label(encoded: &str) -> bool {
    let Some(label) = punycode::decode(encoded) else {
        return false;
    };
    !begins_with_mark(&label)
        && (0..label.len()).all(|place| {
            context::allows(&label, place).unwrap_or_else(|| code_point::is_in_word(label[place]))
        })
}

/// A label of an internationalized host name (RFC 5890 §2.3.2.3).
pub(in crate::formats) struct Label {
    /// Its characters, decoded if it was an A-label.
    characters: Vec<char>,
    /// The bytes of its form in ASCII.
    pub(in crate::formats) encoded_length: usize,
}

impl Label {
    /// Reads a label: a U-label, an A-label, or one of ASCII that is neither.
    pub(in crate::formats) fn parse(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            return Label::parse_unicode(text);
        }
        if !is_ldh_label(text) {
            return None;
        }
        match text.split_at_checked(PREFIX.len()) {
            // RFC 5891 §5.3: the prefix in either case, and all in lower case from that
            // point.
            Some((prefix, encoded)) if prefix.eq_ignore_ascii_case(PREFIX) => {
                Label::parse_encoded(&encoded.to_ascii_lowercase())
            }
            // The others with these hyphens are reserved (RFC 5890 §2.3.1).
            _ if text.get(2..4) == Some("--") => None,
            _ => Some(Label {
                characters: text.chars().collect(),
                encoded_length: text.len(),
            }),
        }
    }

    /// Reads a U-label, which is not of ASCII alone.
    fn parse_unicode(text: &str) -> Option<Self> {
        // Each character takes at least one byte in the form of ASCII.
        let characters: Vec<char> = text.chars().take(LONGEST_LABEL + 1).collect();
        if characters.len() > LONGEST_LABEL || !is_valid(text, &characters) {
            return None;
        }
        let encoded_length = PREFIX.len() + punycode::encode(&characters).len();
        (encoded_length <= LONGEST_LABEL).then_some(Label {
            characters,
            encoded_length,
        })
    }

    /// Reads an A-label without its prefix. It is the one form of its U-label, which is
    /// not of ASCII alone (RFC 5890 §2.3.2.1, RFC 5891 §5.4).
    fn parse_encoded(encoded: &str) -> Option<Self> {
        let characters = punycode::decode(encoded)?;
        let text: String = characters.iter().collect();
        let is_u_label = !text.is_ascii() && is_valid(&text, &characters);
        (is_u_label && punycode::encode(&characters) == encoded).then_some(Label {
            encoded_length: PREFIX.len() + encoded.len(),
            characters,
        })
    }

    /// Whether it is an RTL label (RFC 5893 §1.4).
    pub(in crate::formats) fn is_right_to_left(&self) -> bool {
        bidi::is_right_to_left(&self.characters)
    }

    /// Whether it satisfies the Bidi rule (RFC 5893 §2).
    pub(in crate::formats) fn satisfies_bidi_rule(&self) -> bool {
        bidi::satisfies_rule(&self.characters)
    }
}

/// The requirements of RFC 5891 §4.1 and §4.2 on the characters of a U-label, but for the
/// Bidi rule.
fn is_valid(text: &str, label: &[char]) -> bool {
    has_valid_hyphens(label)
        && !begins_with_mark(label)
        && is_nfc(text)
        && (0..label.len()).all(|place| {
            context::allows(label, place).unwrap_or_else(|| code_point::is_valid(label[place]))
        })
}

/// RFC 5891 §4.2.3.1: no hyphen at either end, nor two in the third and fourth place.
fn has_valid_hyphens(label: &[char]) -> bool {
    label.first() != Some(&'-')
        && label.last() != Some(&'-')
        && label.get(2..4) != Some(&['-', '-'])
}

/// Whether a mark would join the label to the dot before it (RFC 5891 §4.2.3.2).
fn begins_with_mark(label: &[char]) -> bool {
    label.first().is_some_and(|c| code_point::is_mark(*c))
}
