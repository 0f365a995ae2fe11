//! `duration`: RFC 3339 appendix A.

/// Whether the text is a duration, as in `P1DT12H`.
///
/// Years may be followed by months alone, and these by days alone; so may hours by
/// minutes, and these by seconds. Weeks are on their own. Numbers have no fraction.
pub(super) fn is_duration(text: &str) -> bool {
    let [b'P' | b'p', rest @ ..] = text.as_bytes() else {
        return false;
    };
    match rest {
        [b'T' | b't', time @ ..] => is_time(time),
        date => matches!(element(date), Some((b'W', []))) || is_date(date),
    }
}

/// `dur-date`.
fn is_date(text: &[u8]) -> bool {
    match elements(text, b"YMD") {
        Some([b'T' | b't', time @ ..]) => is_time(time),
        Some(rest) => rest.is_empty(),
        None => false,
    }
}

/// `dur-time`, without its `T`.
fn is_time(text: &[u8]) -> bool {
    elements(text, b"HMS").is_some_and(<[u8]>::is_empty)
}

/// Takes the elements that a text begins with, at least one. The first may have any of
/// the units, each other one the unit after that of the element before.
fn elements<'a>(text: &'a [u8], units: &[u8]) -> Option<&'a [u8]> {
    let (first, mut rest) = element(text)?;
    let mut place = units.iter().position(|unit| *unit == first)?;
    while rest.first().is_some_and(u8::is_ascii_digit) {
        let (unit, after) = element(rest)?;
        place += 1;
        if units.get(place) != Some(&unit) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// Takes a number and its unit, which is returned in upper case.
fn element(text: &[u8]) -> Option<(u8, &[u8])> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let (unit, rest) = text.get(digits..)?.split_first()?;
    (digits > 0).then_some((unit.to_ascii_uppercase(), rest))
}
