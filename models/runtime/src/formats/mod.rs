//! The string formats of JSON Schema (Validation 2020-12 §7.3), each to the letter of the RFC
//! that it names, and those of OpenAPI's registry.
//!
//! A text is looked at once from left to right, in linear time, and no text makes
//! a panic. Where an RFC leaves room, the verdict is that of the official test
//! suite, and then that of the `jsonschema` crate.
//!
//! A literal in ABNF matches either case (RFC 5234 §2.3).

pub(crate) mod base64;
pub(crate) mod date;
pub(crate) mod date_time;
mod duration;
mod email;
mod format;
mod hostname;
mod idna;
pub(crate) mod ip;
mod json_pointer;
pub(crate) mod time;
mod ucs;
mod uri;
mod uri_template;
pub(crate) mod uuid;

pub use format::Format;

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Timelike};

    use crate::draft::Draft;

    use super::{Format, date, ip, time, uuid};

    #[test]
    fn examples_have_their_format() {
        for format in Format::ALL {
            assert!(format.holds(format.example()), "{format:?}");
            assert_eq!(
                Format::by_name(format.as_str()).map(Format::as_str),
                Some(format.as_str())
            );
        }
    }

    #[test]
    fn releases_define_formats() {
        let count = |draft| {
            Format::ALL
                .iter()
                .filter(|f| f.is_defined_in(draft))
                .count()
        };
        let counts: Vec<usize> = Draft::ALL.iter().map(|draft| count(*draft)).collect();
        assert_eq!(counts, [9, 12, 17, 19, 19, 19]);

        let hostname = |draft| Format::defined_in(draft, "hostname");
        assert_eq!(hostname(Draft::Draft6), Some(Format::LdhHostname));
        assert_eq!(hostname(Draft::Draft7), Some(Format::Hostname));
        assert_eq!(Format::by_name("hostname"), Some(Format::Hostname));
        assert_eq!(Format::by_name("ip-address"), None);
    }

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
