//! The code points of labels: RFC 5892 §2 and §3.

use unicode_general_category::GeneralCategory as Category;
use unicode_general_category::get_general_category;
use unicode_normalization::UnicodeNormalization;

/// Whether the derived property of a code point is PVALID (§3).
pub(super) fn is_valid(c: char) -> bool {
    if let Some(is_valid) = exception(c) {
        return is_valid;
    }
    match c {
        'a'..='z' | '0'..='9' | '-' => true,
        c if c.is_ascii() || is_old_hangul_jamo(c) || is_ignorable(c) => false,
        c => is_letter_or_digit(c) && is_stable(c),
    }
}

/// Whether a code point is one of words, in any case and in any normalization form.
pub(super) fn is_in_word(c: char) -> bool {
    exception(c).unwrap_or_else(|| {
        let is_title = || get_general_category(c) == Category::TitlecaseLetter;
        c.is_ascii() || is_letter_or_digit(c) || is_title()
    })
}

/// Whether a code point combines with the one before it: General Category M.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        get_general_category(c),
        Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark
    )
}

/// Exceptions (§2.6), but for those that depend on their neighbours. No code point is in
/// BackwardCompatible (§2.7).
fn exception(c: char) -> Option<bool> {
    match c {
        '\u{DF}' | '\u{3C2}' | '\u{6FD}' | '\u{6FE}' | '\u{F0B}' | '\u{3007}' => Some(true),
        '\u{640}' | '\u{7FA}' | '\u{302E}' | '\u{302F}' | '\u{3031}'..='\u{3035}' | '\u{303B}' => {
            Some(false)
        }
        _ => None,
    }
}

/// LetterDigits (§2.1).
fn is_letter_or_digit(c: char) -> bool {
    matches!(
        get_general_category(c),
        Category::LowercaseLetter
            | Category::UppercaseLetter
            | Category::OtherLetter
            | Category::DecimalNumber
            | Category::ModifierLetter
            | Category::NonspacingMark
            | Category::SpacingMark
    )
}

/// The complement of Unstable (§2.2): neither case folding nor Normalization Form KC
/// changes it.
///
/// The case folding of a character is the lower case of its upper case, but for two:
/// Cherokee folds to its capitals, and the dotless i to itself.
fn is_stable(c: char) -> bool {
    match c {
        '\u{13A0}'..='\u{13F5}' | 'ı' => true,
        '\u{13F8}'..='\u{13FD}' | '\u{AB70}'..='\u{ABBF}' => false,
        c => {
            let upper = std::iter::once(c).nfkc().flat_map(char::to_uppercase);
            upper.flat_map(char::to_lowercase).nfkc().eq([c])
        }
    }
}

/// Code points of LetterDigits in IgnorableProperties (§2.3), which have
/// `Default_Ignorable_Code_Point`, and in IgnorableBlocks (§2.4).
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        // Combining grapheme joiner, fillers, vowels that are not seen.
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}'
        // Variation selectors.
        | '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
        // Combining Diacritical Marks for Symbols.
        | '\u{20D0}'..='\u{20FF}'
        // Musical Symbols, Ancient Greek Musical Notation.
        | '\u{1D100}'..='\u{1D24F}'
    )
}

/// OldHangulJamo (§2.9): conjoining ones.
fn is_old_hangul_jamo(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' | '\u{D7B0}'..='\u{D7FB}'
    )
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    /// The number that a table of the derived property for Unicode 16.0 has, together
    /// with the twenty digits that depend on others (§A.8, §A.9).
    #[test]
    fn valid_code_points() {
        let characters = '\0'..=char::MAX;
        assert_eq!(characters.filter(|c| is_valid(*c)).count(), 138_561);
    }
}
