//! A date-time that is written as it was read.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat, Timelike, Utc};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::error::{Error, ErrorKind};
use crate::formats::date_time::{Parts, is_date_time};
use crate::serde_bridge;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid};
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// A date and time with its offset from UTC: JSON Schema's `date-time`, to the
/// letter of RFC 3339 §5.6, and written exactly as it was read.
///
/// The usual spellings take no memory besides the instant; others, such as
/// `2023-05-08t11:28:36.000000000000-00:00`, are kept beside it.
///
/// Equality is by spelling, as for any JSON string, and hash agrees with it. Order is by
/// instant, and among the spellings of one instant by text, so that only equal timestamps
/// are level. [`is_same_instant`](Self::is_same_instant) compares the instant alone.
///
/// ```
/// let time: exactschema::Timestamp = "2025-10-03T16:51:00+05:30".parse()?;
/// assert_eq!(time.datetime().to_utc().to_rfc3339(), "2025-10-03T11:21:00+00:00");
/// assert_eq!(time.to_string(), "2025-10-03T16:51:00+05:30");
///
/// let utc: exactschema::Timestamp = "2025-10-03T11:21:00Z".parse()?;
/// assert!(time != utc && time.is_same_instant(&utc));
/// assert!(time < "2025-10-03T12:00:00Z".parse()?);
/// # Ok::<(), exactschema::Error>(())
/// ```
#[derive(Clone)]
pub struct Timestamp {
    datetime: DateTime<FixedOffset>,
    spelling: Spelling,
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        // chrono compares instants alone.
        self.datetime == other.datetime
            && self.datetime.offset() == other.datetime.offset()
            && self.spelling == other.spelling
    }
}

impl Eq for Timestamp {}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.datetime.hash(state);
        self.spelling.hash(state);
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        let instant = self.datetime.cmp(&other.datetime);
        instant.then_with(|| match self == other {
            true => Ordering::Equal,
            false => self.to_string().cmp(&other.to_string()),
        })
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Spelling {
    /// An upper-case T, this many fractional digits up to nine, and either Z
    /// or an offset other than `-00:00`.
    Usual {
        digits: u8,
        zulu: bool,
    },
    Verbatim(Box<str>),
}

impl Timestamp {
    /// The instant and its offset. Fractions are cut to nanoseconds; a leap
    /// second is the last second of its minute with over 10⁹ nanoseconds, as
    /// chrono has it.
    pub fn datetime(&self) -> DateTime<FixedOffset> {
        self.datetime
    }

    /// Whether both are the same instant, to the nanosecond, however they are spelled.
    pub fn is_same_instant(&self, other: &Timestamp) -> bool {
        self.datetime == other.datetime
    }

    fn parse(text: &str) -> Option<Self> {
        let parts = Parts::parse(text.as_bytes())?;
        Some(Timestamp {
            datetime: parts.datetime()?,
            spelling: match usual(&parts) {
                Some(usual) => usual,
                None => Spelling::Verbatim(text.into()),
            },
        })
    }
}

/// The spelling of a date-time, if it is a usual one.
fn usual(parts: &Parts<'_>) -> Option<Spelling> {
    let time = &parts.time;
    let zulu = time.zone == b'Z';
    let minus_zero = time.zone == b'-' && time.offset.local_minus_utc() == 0;
    let leap = time.time.nanosecond() >= 1_000_000_000;
    let usual = parts.separator == b'T'
        && time.zone != b'z'
        && !minus_zero
        && !leap
        && time.fraction.len() <= 9;
    usual.then_some(Spelling::Usual {
        digits: time.fraction.len() as u8,
        zulu,
    })
}

impl FromStr for Timestamp {
    type Err = Error;

    /// Takes a date-time of RFC 3339 §5.6 and nothing else: no space for the
    /// T, no `+0530`, no missing seconds, leap seconds only at 23:59:60 UTC.
    fn from_str(text: &str) -> Result<Self, Error> {
        Timestamp::parse(text).ok_or_else(|| {
            let message = format!("expected {EXPECTED}, found a string that is not one");
            Error::new(ErrorKind::Constraint, message)
        })
    }
}

const EXPECTED: &str = "an RFC 3339 date-time such as 2025-10-03T16:51:00+05:30";

/// Rejects what RFC 3339 cannot spell: years beyond 0000 to 9999, offsets with
/// seconds, and leap seconds other than 23:59:60 UTC.
impl TryFrom<DateTime<FixedOffset>> for Timestamp {
    type Error = Error;

    fn try_from(datetime: DateTime<FixedOffset>) -> Result<Self, Error> {
        spelled(datetime, false)
    }
}

/// Rejects what RFC 3339 cannot spell, as above.
impl TryFrom<DateTime<Utc>> for Timestamp {
    type Error = Error;

    fn try_from(datetime: DateTime<Utc>) -> Result<Self, Error> {
        spelled(datetime.fixed_offset(), true)
    }
}

impl From<Timestamp> for DateTime<FixedOffset> {
    fn from(time: Timestamp) -> Self {
        time.datetime
    }
}

fn spelled(datetime: DateTime<FixedOffset>, zulu: bool) -> Result<Timestamp, Error> {
    let text = datetime.to_rfc3339_opts(SecondsFormat::AutoSi, zulu);
    match Timestamp::parse(&text) {
        // chrono rounds offsets to minutes to spell them.
        Some(time) if time.datetime.offset() == datetime.offset() => Ok(time),
        _ => Err(Error::new(
            ErrorKind::Constraint,
            "RFC 3339 has no spelling for this time",
        )),
    }
}

impl Timestamp {
    /// The spelling. Each number is written digit by digit: formatting takes several times as
    /// long as all else of a short line.
    fn text(&self) -> Cow<'_, str> {
        let (digits, zulu) = match &self.spelling {
            Spelling::Verbatim(text) => return Cow::Borrowed(text),
            Spelling::Usual { digits, zulu } => (u32::from(*digits), *zulu),
        };
        let local = self.datetime.naive_local();
        let mut text = String::with_capacity("2025-10-03T16:51:00.123456789+05:30".len());
        let mut number = |before: &str, mut value: u32, digits: u32| {
            text.push_str(before);
            // The last digit first: divisions by a constant are multiplications.
            let mut reversed = [0; 9];
            let reversed = &mut reversed[..digits as usize];
            for digit in &mut *reversed {
                *digit = b'0' + (value % 10) as u8;
                value /= 10;
            }
            text.extend(reversed.iter().rev().copied().map(char::from));
        };
        // RFC 3339 has years of four digits alone, and offsets of whole minutes.
        number("", local.year().unsigned_abs(), 4);
        number("-", local.month(), 2);
        number("-", local.day(), 2);
        number("T", local.hour(), 2);
        number(":", local.minute(), 2);
        number(":", local.second(), 2);
        if digits > 0 {
            number(".", local.nanosecond() / 10_u32.pow(9 - digits), digits);
        }
        if zulu {
            text.push('Z');
        } else {
            let offset = self.datetime.offset().local_minus_utc() / 60;
            let sign = if offset < 0 { "-" } else { "+" };
            number(sign, offset.unsigned_abs() / 60, 2);
            number(":", offset.unsigned_abs() % 60, 2);
        }
        Cow::Owned(text)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Model for Timestamp {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let start = reader.place();
        Timestamp::parse(&reader.string()?).ok_or_else(|| {
            // The text may be a secret.
            let message = format_args!("expected {EXPECTED}, found a string that is not one");
            ReadError::new(ErrorKind::Constraint, start, message)
        })
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Invalid> {
        match is_date_time(&checker.text()?) {
            true => Ok(()),
            false => Err(Invalid),
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_bridge::deserialize(deserializer)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}
