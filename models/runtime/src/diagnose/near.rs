//! Spelling suggestions.

/// The known word that is closest to an unknown one, if one is close enough.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A third of the letters may be wrong, but no more than two.
    let most = (word.chars().take(6).count() / 3).min(2);
    // A word of other length is no slip; it may have megabytes.
    let alike = |known: &&str| word.len().abs_diff(known.len()) <= 2;
    let known = known.into_iter().filter(alike);
    let near = known.map(|known| (distance(word, known), known));
    let near = near.filter(|(distance, _)| *distance <= most);
    near.min().map(|(_, known)| known)
}

/// Puts the known words that are closest to another first.
pub(crate) fn sort_by_nearness(known: &mut [&str], word: &str) {
    // A long text is no misspelling of any of them.
    if word.len() <= 100 {
        known.sort_by_cached_key(|known| distance(word, known));
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
