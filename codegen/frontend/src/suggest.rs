//! Spelling suggestions.

/// Longer names are no slips of those that we know, and would take long to compare.
const LONGEST: usize = 100;

/// The name that is most similar to a misspelled one.
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let scored = names.map(|other| (strsim::jaro_winkler(name, other), other));
    let best = scored.max_by(|(left, _), (right, _)| left.total_cmp(right));
    best.filter(|(score, _)| *score > 0.8)
        .map(|(_, other)| other)
}

/// The name that another is a slip of: a letter or two are missing, wrong or swapped, or
/// in another case.
pub fn slip<'n>(name: &str, mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    const LONG: usize = 8;
    if name.len() > LONGEST {
        return None;
    }
    let most = if name.len() < LONG { 1 } else { 2 };
    let lower = name.to_ascii_lowercase();
    let length = lower.chars().count();
    names.find(|other| {
        let most = most.min(other.len() / 3);
        // So many letters are missing at least.
        length.abs_diff(other.chars().count()) <= most
            && strsim::osa_distance(&lower, &other.to_ascii_lowercase()) <= most
    })
}
