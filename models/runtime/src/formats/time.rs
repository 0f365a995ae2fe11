//! `time`: RFC 3339 §5.6, `full-time`.

use chrono::{FixedOffset, NaiveTime};

use super::date::number;

/// A time of day with its offset from UTC, and how it was written.
pub(crate) struct Time<'a> {
    /// The time at that offset. Fractions are cut to nanoseconds; a leap second
    /// is the last second of its minute with over 10⁹ nanoseconds, as chrono
    /// has it.
    pub(crate) time: NaiveTime,
    /// The offset from UTC.
    pub(crate) offset: FixedOffset,
    /// The digits after the point.
    pub(crate) fraction: &'a [u8],
    /// `Z`, `z`, or the sign of the offset.
    pub(crate) zone: u8,
}

/// Whether the text is a time with an offset, as in `16:51:00.5+05:30`.
pub(crate) fn is_time(text: &str) -> bool {
    time(text).is_some()
}

/// The time that a text names, and its offset from UTC.
pub(crate) fn time(text: &str) -> Option<(NaiveTime, FixedOffset)> {
    let time = Time::parse(text.as_bytes())?;
    Some((time.time, time.offset))
}

impl<'a> Time<'a> {
    /// Takes a time apart.
    pub(crate) fn parse(text: &'a [u8]) -> Option<Self> {
        let ([h1, h2, b':', m1, m2, b':', s1, s2], rest) = text.split_first_chunk()? else {
            return None;
        };
        let (hour, minute) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
        let second = number(&[*s1, *s2])?;
        let (fraction, rest) = fraction(rest)?;
        let (zone, offset_minutes) = zone(rest)?;
        let leap = second == 60;
        if leap && !is_last_minute(hour, minute, offset_minutes) {
            return None;
        }
        let time = NaiveTime::from_hms_nano_opt(
            hour,
            minute,
            second - u32::from(leap),
            nanoseconds(fraction) + u32::from(leap) * 1_000_000_000,
        )?;
        Some(Time {
            time,
            offset: FixedOffset::east_opt(offset_minutes * 60)?,
            fraction,
            zone,
        })
    }
}

/// The digits of `time-secfrac`, none where there is no point, and what follows.
fn fraction(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let [b'.', rest @ ..] = text else {
        return Some(text.split_at(0));
    };
    let length = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    (length > 0).then_some(rest.split_at(length))
}

/// The first byte of a `time-offset`, and the offset in minutes.
fn zone(text: &[u8]) -> Option<(u8, i32)> {
    match text {
        [zone @ (b'Z' | b'z')] => Some((*zone, 0)),
        [zone @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let sign = if *zone == b'-' { -1 } else { 1 };
            Some((*zone, sign * (hours * 60 + minutes) as i32))
        }
        _ => None,
    }
}

/// Whether it is the last minute of a day in UTC: only that has a leap second
/// (§5.7).
fn is_last_minute(hour: u32, minute: u32, offset_minutes: i32) -> bool {
    let utc = (hour * 60 + minute) as i32 - offset_minutes;
    utc.rem_euclid(24 * 60) == 24 * 60 - 1
}

/// The first nine digits of a fraction.
fn nanoseconds(fraction: &[u8]) -> u32 {
    (0..9).fold(0, |value, place| {
        let digit = fraction.get(place).map_or(0, |b| u32::from(b - b'0'));
        value * 10 + digit
    })
}
