//! `date`: RFC 3339 §5.6, `full-date`.

use chrono::NaiveDate;

/// Whether the text is a day of the Gregorian calendar, as in `2024-02-29`.
pub(crate) fn is_date(text: &str) -> bool {
    date(text).is_some()
}

/// The day that a text names.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let (date, rest) = leading_date(text.as_bytes())?;
    rest.is_empty().then_some(date)
}

/// The day that a text begins with, and what follows it.
pub(crate) fn leading_date(text: &[u8]) -> Option<(NaiveDate, &[u8])> {
    let ([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2], rest) = text.split_first_chunk()? else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let (month, day) = (number(&[*m1, *m2])?, number(&[*d1, *d2])?);
    // The month has this day in this year (§5.7).
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    Some((date, rest))
}

/// The value of decimal digits, at most four.
pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| {
        Some(value * 10 + char::from(*digit).to_digit(10)?)
    })
}
