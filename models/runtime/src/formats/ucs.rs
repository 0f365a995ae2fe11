//! Characters beyond ASCII in IRIs and URI templates: RFC 3987 §2.2.

/// `ucschar`: neither controls, nor private, nor surrogates, nor noncharacters, nor of
/// the plane of tags.
pub(super) fn is_ucschar(c: char) -> bool {
    match c {
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        '\u{10000}'..='\u{DFFFD}' | '\u{E1000}'..='\u{EFFFD}' => u32::from(c) & 0xFFFE != 0xFFFE,
        _ => false,
    }
}

/// `iprivate`: code points for private use.
pub(super) fn is_iprivate(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Whether a character changes the direction of text and is not seen itself: "IRIs MUST
/// NOT contain bidirectional formatting characters" (§4.1), which are `ucschar`.
pub(super) fn is_bidi_formatting(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
}
