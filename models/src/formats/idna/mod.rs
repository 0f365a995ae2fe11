//! The labels of internationalized host names: RFC 5890 to RFC 5892.
//!
//! Of a decoded label, the code points are looked at, each with its neighbours
//! (RFC 5892). RFC 5891 §4.2 would ask for more: Normalization Form C, lower
//! case, the Bidi rule, and that letters join at a zero width non-joiner. But
//! JSON Schema refers to its §4.4 alone, and a schema should have one meaning:
//! that of the `jsonschema` crate.

mod letters;
mod marks;
mod punycode;

use letters::LETTERS;
use marks::MARKS;

/// Whether an A-label, without its prefix `xn--`, stands for a valid label.
pub(super) fn is_encoded_label(encoded: &str) -> bool {
    punycode::decode(encoded).is_some_and(|label| is_label(&label))
}

fn is_label(label: &[char]) -> bool {
    // A mark would join the label to the dot before it (RFC 5891 §4.2.3.2).
    let begins_with_mark = label.first().is_some_and(|c| is_in(MARKS, *c));
    let has = |range: std::ops::RangeInclusive<char>| label.iter().any(|c| range.contains(c));
    // Digits of two kinds that look alike (RFC 5892 §A.8, §A.9).
    let mixes_digits = has('\u{660}'..='\u{669}') && has('\u{6F0}'..='\u{6F9}');
    !begins_with_mark
        && !mixes_digits
        && label.iter().enumerate().all(|(place, c)| {
            let before = place.checked_sub(1).and_then(|before| label.get(before));
            is_allowed(*c, before.copied(), label.get(place + 1).copied(), label)
        })
}

/// Whether a code point may stand between two others in a label: RFC 5892 §2.6
/// for the exceptions, §A for those that depend on others.
fn is_allowed(c: char, before: Option<char>, after: Option<char>, label: &[char]) -> bool {
    match c {
        // Zero width joiner (§A.2).
        '\u{200D}' => before.is_some_and(|before| VIRAMAS.contains(&before)),
        // Middle dot (§A.3).
        '\u{B7}' => before == Some('l') && after == Some('l'),
        // Greek keraia (§A.4).
        '\u{375}' => after.is_some_and(|after| ('\u{370}'..='\u{3FF}').contains(&after)),
        // Hebrew geresh and gershayim (§A.5, §A.6).
        '\u{5F3}' | '\u{5F4}' => {
            before.is_some_and(|before| ('\u{590}'..='\u{5FF}').contains(&before))
        }
        // Katakana middle dot (§A.7).
        '\u{30FB}' => label.iter().any(|c| is_japanese(*c)),
        // Letters and marks that are disallowed nonetheless.
        '\u{640}' | '\u{7FA}' | '\u{302E}' | '\u{302F}' | '\u{3031}'..='\u{3035}' | '\u{303B}' => {
            false
        }
        // Allowed although no letters: the zero width non-joiner is the first.
        '\u{200C}' | '\u{6FD}' | '\u{6FE}' | '\u{F0B}' | '\u{3007}' => true,
        c => c.is_ascii() || is_japanese(c) || is_in(LETTERS, c) || is_in(MARKS, c),
    }
}

/// Whether a code point is of the blocks Hiragana, Katakana or Han. The blocks
/// hold some that are no letters; the Katakana middle dot does not count.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a code point is in a set. The set is given by its bounds: the first
/// code point inside, the first outside again, and so on.
fn is_in(bounds: &[u32], c: char) -> bool {
    bounds.partition_point(|bound| *bound <= u32::from(c)) % 2 == 1
}

/// Code points of the combining class Virama: those that the `jsonschema` crate
/// knows.
#[rustfmt::skip]
const VIRAMAS: &[char] = &[
    '\u{94D}', '\u{9CD}', '\u{A4D}', '\u{ACD}', '\u{B4D}', '\u{BCD}', '\u{C4D}', '\u{CCD}',
    '\u{D4D}', '\u{DCA}', '\u{E3A}', '\u{F84}', '\u{1039}', '\u{1714}', '\u{1734}', '\u{17D2}',
    '\u{1A60}', '\u{1B44}', '\u{1BAA}', '\u{1BF2}', '\u{1BF3}', '\u{2D7F}', '\u{A806}', '\u{A8C4}',
    '\u{A953}', '\u{ABED}', '\u{10A3F}', '\u{11046}', '\u{1107F}', '\u{110B9}', '\u{11133}',
    '\u{111C0}', '\u{11235}', '\u{112EA}', '\u{1134D}', '\u{11442}', '\u{114C2}', '\u{115BF}',
    '\u{1163F}', '\u{116B6}', '\u{1172B}', '\u{11839}', '\u{119E0}', '\u{11A34}', '\u{11A47}',
    '\u{11A99}', '\u{11C3F}', '\u{11D44}', '\u{11D45}', '\u{11D97}',
];
