//! The table of formats: one row of facts for each.

use super::{
    base64, date, date_time, duration, email, hostname, ip, json_pointer, time, uri, uri_template,
    uuid,
};
use crate::draft::Draft::{self, Draft4, Draft6, Draft7, Draft201909, Draft202012, V1};
use crate::text::number::integer;
use crate::value::Number;

/// Since the first release.
const ALWAYS: &[Draft] = Draft::ALL;
/// Defined by draft 3 and by draft 7; those between allow them as custom attributes
/// (draft 4 Validation §7.1), and schemas of theirs go on to use them.
const LIKE_DRAFT_3: &[Draft] = Draft::ALL;
const SINCE_DRAFT_6: &[Draft] = &[Draft6, Draft7, Draft201909, Draft202012, V1];
const SINCE_DRAFT_7: &[Draft] = &[Draft7, Draft201909, Draft202012, V1];
const SINCE_2019: &[Draft] = &[Draft201909, Draft202012, V1];
/// Until RFC 5891 joined the definition.
const UNTIL_DRAFT_6: &[Draft] = &[Draft4, Draft6];
/// The formats of OpenAPI's registry, which JSON Schema does not define.
const OPENAPI: &[Draft] = &[];

/// Makes the enum and its functions of the rows.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident: $article:literal $name:literal,
        $standard:literal $section:literal, $example:literal, $drafts:expr, $holds:expr;)*) => {
        /// A format that is asserted of a string, or of a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $($(#[$doc])* $format,)*
        }

        impl Format {
            /// All formats.
            pub const ALL: &[Format] = &[$(Format::$format),*];

            /// The name that JSON Schema has for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Format::$format => $name,)*
                }
            }

            /// The article of its name, for messages.
            pub const fn article(self) -> &'static str {
                match self {
                    $(Format::$format => $article,)*
                }
            }

            /// The standard that defines its texts, as in `RFC 3339`.
            pub const fn standard(self) -> &'static str {
                match self {
                    $(Format::$format => $standard,)*
                }
            }

            /// The section of that standard, as in `§5.6`.
            pub const fn section(self) -> &'static str {
                match self {
                    $(Format::$format => $section,)*
                }
            }

            /// A text of this format.
            pub const fn example(self) -> &'static str {
                match self {
                    $(Format::$format => $example,)*
                }
            }

            /// The releases of JSON Schema that define it.
            const fn drafts(self) -> &'static [Draft] {
                match self {
                    $(Format::$format => $drafts,)*
                }
            }

            /// Whether a string, or the spelling of a number, is of this format.
            pub fn holds(self, text: &str) -> bool {
                match self {
                    $(Format::$format => $holds(text),)*
                }
            }
        }
    };
}

formats! {
    /// A day: RFC 3339 §5.6, `full-date`.
    Date: "a" "date", "RFC 3339" "§5.6", "2025-10-03", LIKE_DRAFT_3, date::is_date;

    /// A time of day with its offset from UTC: RFC 3339 §5.6, `full-time`.
    Time: "a" "time", "RFC 3339" "§5.6", "16:51:00+05:30", LIKE_DRAFT_3, time::is_time;

    /// A day and a time: RFC 3339 §5.6, `date-time`.
    DateTime: "a" "date-time", "RFC 3339" "§5.6", "2025-10-03T16:51:00+05:30", ALWAYS,
        date_time::is_date_time;

    /// A length of time: RFC 3339 appendix A, `duration`.
    Duration: "a" "duration", "RFC 3339" "§A", "P1DT12H", SINCE_2019, duration::is_duration;

    /// A UUID: RFC 4122 §3.
    Uuid: "a" "uuid", "RFC 4122" "§3", "0f1a7c52-93be-4a55-8f0d-2f8c7b1d4e60", SINCE_2019,
        uuid::is_uuid;

    /// A URI that is no relative reference: RFC 3986 §3.
    Uri: "a" "uri", "RFC 3986" "§3", "https://example.com/a?b#c", ALWAYS, uri::is_uri;

    /// A URI or a relative reference: RFC 3986 §4.1.
    UriReference: "a" "uri-reference", "RFC 3986" "§4.1", "../a?b#c", SINCE_DRAFT_6,
        uri::is_uri_reference;

    /// An IRI that is no relative reference: RFC 3987 §2.2.
    Iri: "an" "iri", "RFC 3987" "§2.2", "https://example.com/é", SINCE_DRAFT_7, uri::is_iri;

    /// An IRI or a relative reference: RFC 3987 §2.2.
    IriReference: "an" "iri-reference", "RFC 3987" "§2.2", "../é?b#c", SINCE_DRAFT_7,
        uri::is_iri_reference;

    /// A URI template: RFC 6570 §2.
    UriTemplate: "a" "uri-template", "RFC 6570" "§2", "https://example.com/{user}{?page}",
        SINCE_DRAFT_6, uri_template::is_uri_template;

    /// A mailbox: RFC 5321 §4.1.2, `Mailbox`.
    Email: "an" "email", "RFC 5321" "§4.1.2", "ada@example.com", ALWAYS, email::is_email;

    /// A mailbox beyond ASCII: RFC 6531 §3.3.
    IdnEmail: "an" "idn-email", "RFC 6531" "§3.3", "zoë@example.com", SINCE_DRAFT_7,
        email::is_idn_email;

    /// An IPv4 address: RFC 2673 §3.2, `dotted-quad`.
    Ipv4: "an" "ipv4", "RFC 2673" "§3.2", "192.0.2.1", ALWAYS, ip::is_ipv4;

    /// An IPv6 address: RFC 4291 §2.2.
    Ipv6: "an" "ipv6", "RFC 4291" "§2.2", "2001:db8::1", ALWAYS, ip::is_ipv6;

    /// A host name: RFC 1123 §2.1, with the A-labels of RFC 5891 §4.4.
    Hostname: "a" "hostname", "RFC 1123" "§2.1", "example.com", SINCE_DRAFT_7,
        hostname::is_hostname;

    /// A host name without A-labels: RFC 1034 §3.1. It is the `hostname` of the releases
    /// before draft-07.
    LdhHostname: "a" "hostname", "RFC 1034" "§3.1", "example.com", UNTIL_DRAFT_6,
        hostname::is_ldh_hostname;

    /// A host name beyond ASCII: RFC 5890 §2.3.2.3.
    IdnHostname: "an" "idn-hostname", "RFC 5890" "§2.3.2.3", "bücher.example", SINCE_DRAFT_7,
        hostname::is_idn_hostname;

    /// A JSON Pointer: RFC 6901 §3.
    JsonPointer: "a" "json-pointer", "RFC 6901" "§3", "/a/0", SINCE_DRAFT_6,
        json_pointer::is_json_pointer;

    /// A relative JSON Pointer: draft-handrews-relative-json-pointer-01 §3, which every
    /// release from draft-07 to 2020-12 refers to.
    RelativeJsonPointer: "a" "relative-json-pointer", "Relative JSON Pointers" "§3", "1/a",
        SINCE_DRAFT_7, json_pointer::is_relative_json_pointer;

    /// A regular expression: ECMA-262 §22.2.1, with the flag `u`.
    Regex: "a" "regex", "ECMA-262" "§22.2.1", "^[a-z]+$", LIKE_DRAFT_3, crate::pattern::is_pattern;

    /// Bytes in Base64: RFC 4648 §4.
    Byte: "a" "byte", "RFC 4648" "§4", "aGk=", OPENAPI, base64::is_base64;

    /// Bytes in Base64 for URLs and file names: RFC 4648 §5.
    Base64Url: "a" "base64url", "RFC 4648" "§5", "aGk", OPENAPI, base64::is_base64url;

    /// One character: OpenAPI Format Registry.
    Char: "a" "char", "OpenAPI Format Registry" "char", "a", OPENAPI, is_char;

    /// An integer of 8 bits, signed: OpenAPI Format Registry.
    Int8: "an" "int8", "OpenAPI Format Registry" "int8", "5", OPENAPI, is_integer::<i8>;

    /// An integer of 16 bits, signed: OpenAPI Format Registry.
    Int16: "an" "int16", "OpenAPI Format Registry" "int16", "5", OPENAPI, is_integer::<i16>;

    /// An integer of 32 bits, signed: OpenAPI Format Registry.
    Int32: "an" "int32", "OpenAPI Format Registry" "int32", "5", OPENAPI, is_integer::<i32>;

    /// An integer of 64 bits, signed: OpenAPI Format Registry.
    Int64: "an" "int64", "OpenAPI Format Registry" "int64", "5", OPENAPI, is_integer::<i64>;

    /// An integer of 8 bits, unsigned: OpenAPI Format Registry.
    UInt8: "a" "uint8", "OpenAPI Format Registry" "uint8", "5", OPENAPI, is_integer::<u8>;

    /// An integer of 16 bits, unsigned: OpenAPI Format Registry.
    UInt16: "a" "uint16", "OpenAPI Format Registry" "uint16", "5", OPENAPI, is_integer::<u16>;

    /// An integer of 32 bits, unsigned: OpenAPI Format Registry.
    UInt32: "a" "uint32", "OpenAPI Format Registry" "uint32", "5", OPENAPI, is_integer::<u32>;

    /// An integer of 64 bits, unsigned: OpenAPI Format Registry.
    UInt64: "a" "uint64", "OpenAPI Format Registry" "uint64", "5", OPENAPI, is_integer::<u64>;
}

impl Format {
    /// The format of this name, as the newest release defines it.
    pub fn by_name(name: &str) -> Option<Self> {
        let mut formats = Format::ALL.iter().copied();
        formats.find(|format| format.as_str() == name && *format != Format::LdhHostname)
    }

    /// The format that a release has under this name. A name that it does not define is an
    /// annotation in that release.
    pub fn defined_in(draft: Draft, name: &str) -> Option<Self> {
        let mut formats = Format::ALL.iter().copied();
        formats.find(|format| format.as_str() == name && format.is_defined_in(draft))
    }

    /// Whether a release of JSON Schema defines this format.
    pub fn is_defined_in(self, draft: Draft) -> bool {
        self.drafts().contains(&draft)
    }

    /// Whether it is asserted of numbers, and not of strings.
    pub fn is_about_numbers(self) -> bool {
        matches!(
            self,
            Format::Int8
                | Format::Int16
                | Format::Int32
                | Format::Int64
                | Format::UInt8
                | Format::UInt16
                | Format::UInt32
                | Format::UInt64
        )
    }

    /// Its name with an article, for messages.
    pub(crate) fn with_article(self) -> String {
        format!("{} {}", self.article(), self.as_str())
    }
}

/// Whether a number is an integer that a type of Rust holds.
fn is_integer<T: TryFrom<i128>>(number: &str) -> bool {
    number.parse::<Number>().is_ok()
        && integer(number).is_ok_and(|integer| T::try_from(integer).is_ok())
}

/// Whether the text is one code point: what `maxLength` counts as one character.
fn is_char(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some() && characters.next().is_none()
}
