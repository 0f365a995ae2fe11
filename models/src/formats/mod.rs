//! The string formats of JSON Schema (Validation 2020-12 §7.3), each to the
//! letter of the RFC that it names there.
//!
//! A text is looked at once from left to right, and no text makes a panic.
//! Where an RFC leaves room, the verdict is that of the `jsonschema` crate.

pub(crate) mod date;
mod email;
mod hostname;
mod idna;
mod ip;
pub(crate) mod time;
mod types;
mod uri;
mod uuid;

pub use types::{Date, Email, Hostname, Ipv4, Ipv6, Time, Uri, Uuid};

/// A format that is asserted of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A day: RFC 3339 §5.6, `full-date`.
    Date,
    /// A time of day with its offset from UTC: RFC 3339 §5.6, `full-time`.
    Time,
    /// A day and a time: RFC 3339 §5.6, `date-time`.
    DateTime,
    /// A UUID: RFC 4122 §3.
    Uuid,
    /// A URI that is no relative reference: RFC 3986 §3.
    Uri,
    /// A mailbox: RFC 5321 §4.1.2, `Mailbox`.
    Email,
    /// An IPv4 address: RFC 2673 §3.2, `dotted-quad`.
    Ipv4,
    /// An IPv6 address: RFC 4291 §2.2.
    Ipv6,
    /// A host name: RFC 1123 §2.1, with the A-labels of RFC 5891 §4.4.
    Hostname,
}

impl Format {
    /// The name that JSON Schema has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Date => "date",
            Format::Time => "time",
            Format::DateTime => "date-time",
            Format::Uuid => "uuid",
            Format::Uri => "uri",
            Format::Email => "email",
            Format::Ipv4 => "ipv4",
            Format::Ipv6 => "ipv6",
            Format::Hostname => "hostname",
        }
    }

    /// Its name with an article, for messages.
    pub(crate) fn with_article(self) -> String {
        let name = self.as_str();
        let article = match self {
            Format::Email | Format::Ipv4 | Format::Ipv6 => "an",
            _ => "a",
        };
        format!("{article} {name}")
    }

    /// Whether a text is of this format.
    pub fn holds(self, text: &str) -> bool {
        match self {
            Format::Date => date::is_date(text),
            Format::Time => time::is_time(text),
            Format::DateTime => crate::timestamp::is_date_time(text),
            Format::Uuid => uuid::is_uuid(text),
            Format::Uri => uri::is_uri(text),
            Format::Email => email::is_email(text),
            Format::Ipv4 => ip::is_ipv4(text),
            Format::Ipv6 => ip::is_ipv6(text),
            Format::Hostname => hostname::is_hostname(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Timelike};

    use super::{date, ip, time, uuid};

    #[test]
    fn texts_have_values() {
        let day = date::date("0400-02-29").map(|day| (day.year(), day.month(), day.day()));
        assert_eq!(day, Some((400, 2, 29)));

        let leap = time::time("15:59:60.1234567899-08:00")
            .map(|(time, offset)| (time.second(), time.nanosecond(), offset.local_minus_utc()));
        assert_eq!(leap, Some((59, 1_123_456_789, -8 * 3600)));

        let uuid = uuid::uuid("00112233-4455-6677-8899-AAbbCCddEEff");
        assert_eq!(uuid, Some(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff));

        assert_eq!(ip::ipv4("1.2.3.4").map(u32::from), Some(0x0102_0304));
        assert_eq!(
            ip::ipv6("1::1.2.3.4").map(u128::from),
            Some(1 << 112 | 0x0102_0304)
        );
    }
}
