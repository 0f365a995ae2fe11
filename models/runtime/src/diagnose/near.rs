//! Spelling suggestions.

/// The known word that is closest to an unknown one, if one is close enough.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if !is_short(word) {
        return None;
    }
    // A third of the letters may be wrong, but no more than two.
    let most = (word.chars().take(6).count() / 3).min(2);
    // A word of other length is no slip.
    let alike = |known: &&str| word.len().abs_diff(known.len()) <= 2;
    let known = known.into_iter().filter(alike);
    let near = known.map(|known| (distance(word, known), known));
    let near = near.filter(|(distance, _)| *distance <= most);
    near.min().map(|(_, known)| known)
}

/// Whether a text can be a misspelling: a long one takes long to compare, and may have
/// megabytes.
pub(crate) fn is_short(word: &str) -> bool {
    word.len() <= 64
}

/// Puts the known words that are closest to another first.
pub(crate) fn sort_by_nearness(known: &mut [&str], word: &str) {
    if is_short(word) {
        known.sort_by_cached_key(|known| match is_short(known) {
            true => distance(word, known),
            false => usize::MAX,
        });
    }
}

/// The number of letters that differ; 0 if only case and separators do.
fn distance(word: &str, known: &str) -> usize {
    let plain = |word: &str| {
        let letters = word.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    match plain(word) == plain(known) {
        true => 0,
        false => strsim::damerau_levenshtein(word, known),
    }
}
