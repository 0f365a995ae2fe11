//! A date-time that is written as it was read.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, Timelike, Utc};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::ErrorKind;
use crate::formats::date::leading_date;
use crate::formats::time::Time;
use crate::runtime::{Checker, Failure, Model, Reader, Refused, embed};

/// A date and time with its offset from UTC: JSON Schema's `date-time`, to the
/// letter of RFC 3339 §5.6, and written exactly as it was read.
///
/// The usual spellings take no memory besides the instant; others, such as
/// `2023-05-08t11:28:36.000000000000-00:00`, are kept beside it. Equality is by
/// spelling, as for any JSON string: compare [`datetime`](Self::datetime) for
/// the instant.
///
/// ```
/// let time: models::Timestamp = "2025-10-03T16:51:00+05:30".parse()?;
/// assert_eq!(time.datetime().to_utc().to_rfc3339(), "2025-10-03T11:21:00+00:00");
/// assert_eq!(time.to_string(), "2025-10-03T16:51:00+05:30");
/// # Ok::<(), models::Error>(())
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

    fn parse(text: &str) -> Option<Self> {
        let parts = Parts::parse(text.as_bytes())?;
        Some(Timestamp {
            datetime: parts.datetime()?,
            spelling: match parts.usual() {
                Some(usual) => usual,
                None => Spelling::Verbatim(text.into()),
            },
        })
    }
}

/// Whether the text is a date-time.
pub(crate) fn is_date_time(text: &str) -> bool {
    // A year of four digits is an instant in every zone.
    Parts::parse(text.as_bytes()).is_some()
}

/// A date-time taken apart (RFC 3339 §5.6).
struct Parts<'a> {
    date: NaiveDate,
    separator: u8,
    time: Time<'a>,
}

impl<'a> Parts<'a> {
    fn parse(text: &'a [u8]) -> Option<Self> {
        let (date, rest) = leading_date(text)?;
        let (separator @ (b'T' | b't'), rest) = rest.split_first()? else {
            return None;
        };
        Some(Parts {
            date,
            separator: *separator,
            time: Time::parse(rest)?,
        })
    }

    fn datetime(&self) -> Option<DateTime<FixedOffset>> {
        let local = self.date.and_time(self.time.time);
        local.and_local_timezone(self.time.offset).single()
    }

    fn usual(&self) -> Option<Spelling> {
        let time = &self.time;
        let zulu = time.zone == b'Z';
        let minus_zero = time.zone == b'-' && time.offset.local_minus_utc() == 0;
        let leap = time.time.nanosecond() >= 1_000_000_000;
        let usual = self.separator == b'T'
            && time.zone != b'z'
            && !minus_zero
            && !leap
            && time.fraction.len() <= 9;
        usual.then_some(Spelling::Usual {
            digits: time.fraction.len() as u8,
            zulu,
        })
    }
}

impl FromStr for Timestamp {
    type Err = crate::Error;

    /// Takes a date-time of RFC 3339 §5.6 and nothing else: no space for the
    /// T, no `+0530`, no missing seconds, leap seconds only at 23:59:60 UTC.
    fn from_str(text: &str) -> Result<Self, crate::Error> {
        Timestamp::parse(text).ok_or_else(|| {
            let message = format!("expected {EXPECTED}, found a string that is not one");
            crate::Error::new(crate::ErrorKind::Constraint, message)
        })
    }
}

const EXPECTED: &str = "an RFC 3339 date-time such as 2025-10-03T16:51:00+05:30";

/// Refuses what RFC 3339 cannot spell: years beyond 0000 to 9999, offsets with
/// seconds, and leap seconds other than 23:59:60 UTC.
impl TryFrom<DateTime<FixedOffset>> for Timestamp {
    type Error = crate::Error;

    fn try_from(datetime: DateTime<FixedOffset>) -> Result<Self, crate::Error> {
        spelled(datetime, false)
    }
}

/// Refuses what RFC 3339 cannot spell, as above.
impl TryFrom<DateTime<Utc>> for Timestamp {
    type Error = crate::Error;

    fn try_from(datetime: DateTime<Utc>) -> Result<Self, crate::Error> {
        spelled(datetime.fixed_offset(), true)
    }
}

fn spelled(datetime: DateTime<FixedOffset>, zulu: bool) -> Result<Timestamp, crate::Error> {
    let text = datetime.to_rfc3339_opts(SecondsFormat::AutoSi, zulu);
    match Timestamp::parse(&text) {
        // chrono rounds offsets to minutes to spell them.
        Some(time) if time.datetime.offset() == datetime.offset() => Ok(time),
        _ => Err(crate::Error::new(
            crate::ErrorKind::Constraint,
            "RFC 3339 has no spelling for this time",
        )),
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, zulu) = match &self.spelling {
            Spelling::Verbatim(text) => return f.write_str(text),
            Spelling::Usual { digits, zulu } => (usize::from(*digits), *zulu),
        };
        let local = self.datetime.naive_local();
        write!(
            f,
            "{:04}-{:02}-{:02}",
            local.year(),
            local.month(),
            local.day()
        )?;
        write!(
            f,
            "T{:02}:{:02}:{:02}",
            local.hour(),
            local.minute(),
            local.second()
        )?;
        if digits > 0 {
            let cut = 10_u32.pow(9 - digits as u32);
            write!(f, ".{:0digits$}", local.nanosecond() / cut)?;
        }
        match zulu {
            true => f.write_str("Z"),
            false => write!(f, "{}", self.datetime.offset()),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Model for Timestamp {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        let start = reader.place();
        Timestamp::parse(&reader.string()?).ok_or_else(|| {
            // The text may be a secret.
            let message = format_args!("expected {EXPECTED}, found a string that is not one");
            Failure::new(ErrorKind::Constraint, start, message)
        })
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Refused> {
        match is_date_time(&checker.text()?) {
            true => Ok(()),
            false => Err(Refused),
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        embed::deserialize(deserializer)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}
