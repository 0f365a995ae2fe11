//! Dates and times: RFC 3339 §5.6.

use fastrand::Rng;

/// A day: now and then the last of its month, leap days among them.
pub(super) fn date(random: &mut Rng) -> String {
    let years = [0, 1, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999];
    let year = random.choice(years).unwrap_or(2024);
    let month = match random.u8(0..4) {
        0 => 2,
        _ => random.u8(1..=12),
    };
    let last = last_day(year, month);
    let day = match random.u8(0..4) {
        0 => last,
        _ => random.u8(1..=last),
    };
    format!("{year:04}-{month:02}-{day:02}")
}

/// A time with its offset: now and then a leap second.
pub(super) fn time(random: &mut Rng) -> String {
    let (zone, offset) = zone(random);
    let (minute, second) = match random.u8(0..8) {
        // The last minute of a day in UTC, which is another one at the offset.
        0 => ((24 * 60 - 1 + offset).rem_euclid(24 * 60), 60),
        _ => (random.i32(0..24 * 60), random.i32(0..60)),
    };
    let fraction = match random.u8(0..4) {
        0 | 1 => String::new(),
        2 => ".432".to_owned(),
        _ => format!(".{:0width$}", random.u32(..), width = random.usize(1..14)),
    };
    let (hour, minute) = (minute / 60, minute % 60);
    format!("{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
}

/// A day and a time.
pub(super) fn date_time(random: &mut Rng) -> String {
    let separator = if random.u8(0..8) == 0 { 't' } else { 'T' };
    format!("{}{separator}{}", date(random), time(random))
}

/// An offset in its spelling and in minutes.
fn zone(random: &mut Rng) -> (String, i32) {
    match random.u8(0..8) {
        0..=3 => ("Z".to_owned(), 0),
        4 => ("z".to_owned(), 0),
        5 => ("-00:00".to_owned(), 0),
        _ => {
            let (hours, minutes) = (random.i32(0..24), random.i32(0..60));
            let offset = hours * 60 + minutes;
            match random.bool() {
                true => (format!("+{hours:02}:{minutes:02}"), offset),
                false => (format!("-{hours:02}:{minutes:02}"), -offset),
            }
        }
    }
}

fn last_day(year: u32, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
