//! Texts near a format: pieces of it in a row, and with a character changed.

use exactschema::runtime::Format;
use fastrand::Rng;

/// Texts of a format, and parts of such texts.
#[rustfmt::skip]
pub(crate) fn pieces(format: Format) -> &'static [&'static str] {
    match format {
        Format::Date => &["2024-02-29", "2023-12-31", "0000", "-", "02", "29", "30"],
        Format::Time => &["23:59:60", "15:59:60", "00:29:60", "11:28:36", ".5", "Z", "z", "+00:00",
            "-08:00", "+23:30", "-23:30", "24:00:00", "23:59:60Z", "15:59:60.1-08:00", "01:02:03z"],
        Format::DateTime => &["2016-12-31T23:59:60Z", "2024-02-29", "T", "t", "23:59:60", "11:28:36",
            ".123", "Z", "+05:30", "-08:00"],
        Format::Duration => &["P", "T", "1Y", "2M", "3D", "4H", "5M", "6S", "7W", "0", "P1Y2M3DT4H5M6S",
            "PT36H", "P2W", "p1dt2h", "pt3m"],
        Format::Uuid => &["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-F1EA-F4AA-73B441D16380"],
        Format::Uri | Format::UriReference | Format::Iri | Format::IriReference => &[
            "http:", "a+b-c.9:", "urn:a:b", "//", "/", "?", "#", ":", "@", "u:p@", "h", "example.com",
            ":80", ":", "[::1]", "[::ffff:1.2.3.4]", "[v1.a:b]", "[V1f.x]", "%41", "%zz", "%", "..", ".",
            "a=b&c", "!$'()*+,;=", "[", "]", "é", "\u{e000}", "😀", "\u{FDD0}", "\u{202A}", "\u{85}",
            "\u{1FFFE}", "\u{F0000}", "\u{E0001}", "\u{200F}", "1:b", "./1:b"],
        Format::UriTemplate => &["{", "}", "{a}", "{?a,b}", "{+a:3}", "{;a*}", "{a.b}", "{%41}", "{|a}",
            "{,a}", "a", "/", "%41", "%", "é", "\u{e000}", "\u{85}", "\u{FDD0}", "'", "{a:9999}",
            "{a:10000}", "{a:0}", "\u{E0001}", "\u{1FFFF}"],
        Format::Email | Format::IdnEmail => &["a", "a.b", ".", "@", "b", "example.com", "\"", "\"a b\"",
            "\"a@b\"", "\\", "\\\"", " ", "[127.0.0.1]", "[IPv6:::1]", "[ipv6:1::]", "é", "\\é", "ß", "\t",
            "a@b.c", "\"\"@b", "bücher.example", "é@é", "xn--bcher-kva", "!#$%&'*+-/=?^_`{|}~", "e\u{301}",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a..b", " <", "<", ">"],
        Format::Ipv4 => &["1.2.3.4", "255.255.255.255", "0", "00", "256", "1", "."],
        Format::Ipv6 => &["::", "1", "ffff", ":", "1:2:3:4:5:6:7:8", "1.2.3.4", "::1.2.3.4", "%eth0",
            "01.2.3.4"],
        Format::Hostname | Format::LdhHostname => &["a", "Z", "9", "-", ".", "ab--c", "xn--9n2bp8q",
            "xn--bcher-kva", "xn--", "xn--ll-0ea", "XN--9n2bp8q", "example", "_",
            "xn--11b2ezcw70k", "xn--k8j5u", "xn--ngba1o",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
        Format::IdnHostname => &["a", "Z", "9", "-", ".", "。", "．", "｡", "é", "ü", "ß", "ς", "ab--c",
            "漢字", "한국어", "क", "\u{94d}", "\u{200d}", "\u{200c}", "l·l", "·", "͵α", "א׳", "א", "״",
            "ア・イ", "・", "々", "〇", "ب", "١", "۱", "๐", "Ж", "ж", "𐐀", "𐐨", "xn--bcher-kva", "xn--9n2bp8q",
            "XN--9N2BP8Q", "xn--", "e\u{301}", "\u{302e}", "\u{640}", "ａ", "Ω", "ﬁ", "\u{ad}", "ı", "İ", "Ꭰ",
            "ꭰ", "ي\u{200c}ب", "\u{E0100}", "☃", "\u{34F}", "ᄀ", "ㄱ", "\u{6fd}", "0", "aaaaaaaaaaaaaaaaaaaaaaaa"],
        Format::JsonPointer | Format::RelativeJsonPointer => &["/", "~", "~0", "~1", "~2", "a", "0", "1",
            "10", "#", "é", "+1", "-", "\0"],
        Format::Regex => &["a", "[a-z]", "(", ")", "[", "]", "\\", "*", "(?:", "(?<n>", "{1,2}", "\\d"],
        Format::Byte | Format::Base64Url => &["aGk=", "aA==", "aGkh", "=", "+/", "-_", "A", "B", " "],
        Format::Char => &["a", "é", "😀", "e\u{301}"],
        Format::Int8 | Format::Int16 | Format::Int32 | Format::Int64 | Format::UInt8 | Format::UInt16
        | Format::UInt32 | Format::UInt64 => &["-", "0", "1", "128", "255", "32768", "65536", ".0", "e2", "E-1"],
    }
}

/// Characters of every kind.
const CHARACTERS: &str = "0123456789abcdefgxyzABCDEFGTZtz -_.:/?#[]@!$&'()*+,;=%\\\"<>^`{|}~\
                          \t\n\r\0\u{7f}\u{85}é৪１‐．。\u{200c}\u{200d}\u{212a}\u{e000}😀אبα漢";

/// A few pieces of a format in a row.
pub(crate) fn joined(format: Format, random: &mut Rng) -> String {
    let count = random.usize(0..6);
    let pieces = (0..count).filter_map(|_| random.choice(pieces(format)));
    pieces.copied().collect()
}

/// The text with one character more, less, other or elsewhere.
pub(crate) fn mutated(text: &str, random: &mut Rng) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let place = random.usize(0..=characters.len());
    let other = match random.bool() {
        // One that the text has is more often allowed.
        true => random.choice(&characters).copied(),
        false => CHARACTERS
            .chars()
            .nth(random.usize(0..CHARACTERS.chars().count())),
    };
    let other = other.unwrap_or('0');
    match random.u8(0..4) {
        0 => characters.insert(place, other),
        _ if place == characters.len() => characters.push(other),
        1 => drop(characters.remove(place)),
        2 => characters.swap(place, random.usize(0..=place)),
        _ => characters[place] = other,
    }
    characters.into_iter().collect()
}
