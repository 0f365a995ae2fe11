//! Types of the string formats of JSON Schema (Validation §7.3). Equality, order and hash
//! are those of the texts, as of any JSON strings.

use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use crate::constraint::Constraint;
use crate::error::Error;
use crate::formats::{Format, date, ip, time, uuid};
use crate::macros::newtype::newtype;

/// A type for the texts of a format, which are kept as they are spelled.
macro_rules! texts {
    ($($(#[$doc:meta])* $type:ident $example:literal,)*) => {$(
        $(#[$doc])*
        ///
        /// ```
        #[doc = concat!(
            "let text: exactschema::", stringify!($type), " = \"", $example, "\".parse()?;\n",
            "assert_eq!(text.as_str(), \"", $example, "\");\n",
            "assert!(\"-\".parse::<exactschema::", stringify!($type), ">().is_err());",
        )]
        /// # Ok::<(), exactschema::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(String);

        newtype! {
            text $type(String)
            constraints [Constraint::Format(Format::$type)]
        }
    )*};
}

texts! {
    /// A day: `date` (RFC 3339 §5.6, `full-date`).
    Date "2025-10-03",
    /// A time of day with its offset from UTC: `time` (RFC 3339 §5.6, `full-time`).
    Time "16:51:00+05:30",
    /// `uuid` (RFC 4122 §3).
    Uuid "0f1a7c52-93be-4a55-8f0d-2f8c7b1d4e60",
    /// `uri` (RFC 3986): with a scheme, and ASCII alone.
    Uri "https://example.com/a?b#c",
    /// `email` (RFC 5321 §4.1.2).
    Email "ada@example.com",
    /// `ipv4` (RFC 2673 §3.2).
    Ipv4 "192.0.2.1",
    /// `ipv6` (RFC 4291 §2.2).
    Ipv6 "2001:db8::1",
    /// `hostname` (RFC 1123 §2.1).
    Hostname "example.com",
}

/// The reason why the conversions of texts do not fail.
const HOLDS: &str = "a text of this type has its format";

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Date {
    /// The day.
    pub fn date(&self) -> NaiveDate {
        date::date(&self.0).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Time {
    /// The time of day, and its offset from UTC. Fractions are cut to nanoseconds; a
    /// leap second is the last second of its minute with over 10⁹ nanoseconds.
    pub fn time(&self) -> (NaiveTime, FixedOffset) {
        time::time(&self.0).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Uuid {
    /// Its 128 bits.
    pub fn as_u128(&self) -> u128 {
        uuid::uuid(&self.0).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Ipv4 {
    /// The address.
    pub fn address(&self) -> Ipv4Addr {
        ip::ipv4(&self.0).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Ipv6 {
    /// The address.
    pub fn address(&self) -> Ipv6Addr {
        ip::ipv6(&self.0).expect(HOLDS)
    }
}

/// Rejects years beyond 0000 to 9999, which RFC 3339 cannot spell.
impl TryFrom<NaiveDate> for Date {
    type Error = Error;

    fn try_from(date: NaiveDate) -> Result<Self, Error> {
        date.to_string().parse()
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.date()
    }
}

/// Rejects what RFC 3339 cannot spell: offsets with seconds, and leap seconds other than
/// 23:59:60 UTC.
impl TryFrom<(NaiveTime, FixedOffset)> for Time {
    type Error = Error;

    fn try_from((time, offset): (NaiveTime, FixedOffset)) -> Result<Self, Error> {
        format!("{time}{offset}").parse()
    }
}

impl From<Time> for (NaiveTime, FixedOffset) {
    fn from(time: Time) -> Self {
        time.time()
    }
}

macro_rules! addresses {
    ($($type:ident $address:ty,)*) => {$(
        impl From<$address> for $type {
            fn from(address: $address) -> Self {
                $type(address.to_string())
            }
        }

        impl From<$type> for $address {
            fn from(address: $type) -> Self {
                address.address()
            }
        }
    )*};
}

addresses! {
    Ipv4 Ipv4Addr,
    Ipv6 Ipv6Addr,
}
