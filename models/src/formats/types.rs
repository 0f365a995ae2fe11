//! Texts of the formats of JSON Schema (Validation §7.3), one type each. They are equal
//! if they are spelled alike, as any JSON strings.

use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use super::{date, ip, time, uuid};
use crate::runtime;

/// A type for the texts of a format, which are kept as they are spelled.
macro_rules! texts {
    ($($(#[$doc:meta])* $type:ident $example:literal,)*) => {$(
        $(#[$doc])*
        ///
        /// ```
        #[doc = concat!(
            "let text: models::", stringify!($type), " = \"", $example, "\".parse()?;\n",
            "assert_eq!(text.as_str(), \"", $example, "\");\n",
            "assert!(\"-\".parse::<models::", stringify!($type), ">().is_err());",
        )]
        /// # Ok::<(), models::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $type(String);

        runtime::newtype! {
            text $type(String)
            rules [runtime::Rule::Format(runtime::Format::$type)]
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

/// Why the conversions of texts do not fail.
const HOLDS: &str = "a text of this type has its format";

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Date {
    /// The day.
    pub fn date(&self) -> NaiveDate {
        date::date(self).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Time {
    /// The time of day, and its offset from UTC. Fractions are cut to nanoseconds; a
    /// leap second is the last second of its minute with over 10⁹ nanoseconds.
    pub fn time(&self) -> (NaiveTime, FixedOffset) {
        time::time(self).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Uuid {
    /// Its 128 bits.
    pub fn as_u128(&self) -> u128 {
        uuid::uuid(self).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Ipv4 {
    /// The address.
    pub fn address(&self) -> Ipv4Addr {
        ip::ipv4(self).expect(HOLDS)
    }
}

#[allow(clippy::expect_used, reason = "a text of this type has its format")]
impl Ipv6 {
    /// The address.
    pub fn address(&self) -> Ipv6Addr {
        ip::ipv6(self).expect(HOLDS)
    }
}
