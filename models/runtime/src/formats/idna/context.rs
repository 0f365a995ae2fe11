//! Code points that depend on others of their label: RFC 5892 appendix A.

use unicode_joining_type::{JoiningType, get_joining_type};
use unicode_normalization::char::canonical_combining_class;
use unicode_script::{Script, UnicodeScript};

/// The canonical combining class Virama.
const VIRAMA: u8 = 9;

/// Whether the code point is allowed at this position of a label; `None` if it has no
/// contextual rule.
pub(super) fn allows(label: &[char], place: usize) -> Option<bool> {
    let before = || Some(*label.get(place.checked_sub(1)?)?);
    let after = || label.get(place + 1).copied();
    let follows_virama = || before().is_some_and(|c| canonical_combining_class(c) == VIRAMA);
    let holds = match label.get(place)? {
        // A.1: zero width non-joiner.
        '\u{200C}' => follows_virama() || is_between_joining(label, place),
        // A.2: zero width joiner.
        '\u{200D}' => follows_virama(),
        // A.3: middle dot.
        '\u{B7}' => before() == Some('l') && after() == Some('l'),
        // A.4: Greek keraia.
        '\u{375}' => after().is_some_and(|c| c.script() == Script::Greek),
        // A.5 and A.6: Hebrew geresh and gershayim.
        '\u{5F3}' | '\u{5F4}' => before().is_some_and(|c| c.script() == Script::Hebrew),
        // A.7: Katakana middle dot.
        '\u{30FB}' => label.iter().any(|c| is_japanese(*c)),
        // A.8 and A.9: digits of two kinds that look alike.
        '\u{660}'..='\u{669}' => !label.iter().any(|c| ('\u{6F0}'..='\u{6F9}').contains(c)),
        '\u{6F0}'..='\u{6F9}' => !label.iter().any(|c| ('\u{660}'..='\u{669}').contains(c)),
        _ => return None,
    };
    Some(holds)
}

/// Whether a letter before this place joins to the left and one after it to the right,
/// with nothing but transparent ones between.
fn is_between_joining(label: &[char], place: usize) -> bool {
    let (before, after) = label.split_at(place);
    let joining = |c: &char| get_joining_type(*c);
    let is_opaque = |kind: &JoiningType| *kind != JoiningType::Transparent;
    let left = before.iter().rev().map(joining).find(is_opaque);
    let right = after.iter().skip(1).map(joining).find(is_opaque);
    matches!(
        left,
        Some(JoiningType::LeftJoining | JoiningType::DualJoining)
    ) && matches!(
        right,
        Some(JoiningType::RightJoining | JoiningType::DualJoining)
    )
}

fn is_japanese(c: char) -> bool {
    matches!(
        c.script(),
        Script::Hiragana | Script::Katakana | Script::Han
    )
}
