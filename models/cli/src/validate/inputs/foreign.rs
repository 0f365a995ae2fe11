//! Files that are no JSON from their first byte on, and advice for them.

/// The number of bytes that identify a format.
pub(crate) const ENOUGH: usize = 6;

/// A compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

use Packing::{Bzip2, Gzip, Xz, Zstd};

/// No JSON begins like this.
const MAGIC: [(Packing, &[u8]); 4] = [
    (Gzip, &[0x1f, 0x8b]),
    (Zstd, &[0x28, 0xb5, 0x2f, 0xfd]),
    (Bzip2, b"BZh"),
    (Xz, &[0xfd, b'7', b'z', b'X', b'Z', 0]),
];

impl Packing {
    /// The compression of a file that begins like this.
    pub(crate) fn of(first: &[u8]) -> Option<Self> {
        // What zstd skips may come before what it does not: 0x184D2A50 to 0x184D2A5F.
        if let [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] = first {
            return Some(Zstd);
        }
        let found = MAGIC.iter().find(|(_, magic)| first.starts_with(magic));
        found.map(|(packing, _)| *packing)
    }

    /// Whether more bytes could make it one.
    pub(super) fn may_begin(first: &[u8]) -> bool {
        let is_start = |magic: &[u8]| magic.len() > first.len() && magic.starts_with(first);
        let skipped = first.first().copied().unwrap_or(0x50);
        MAGIC.iter().any(|(_, magic)| is_start(magic))
            || matches!(skipped, 0x50..=0x5f) && is_start(&[skipped, 0x2a, 0x4d, 0x18])
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Gzip => "gzip",
            Zstd => "zstd",
            Bzip2 => "bzip2",
            Xz => "xz",
        }
    }

    /// Advice for a file that is compressed like this, without the ending of its name.
    pub(super) fn advice(self) -> String {
        let name = self.name();
        match self {
            Gzip => "this is gzip: name it .gz, or decompress it (gunzip)".to_owned(),
            Zstd => "this is zstd: name it .zst, or decompress it (unzstd)".to_owned(),
            Bzip2 | Xz => {
                format!("this is {name}, which is not read: decompress it ({name} -d)")
            }
        }
    }
}

/// An encoding that makes each character of ASCII two or four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf16,
    Utf32,
}

impl Encoding {
    /// The encoding of a text that begins like this: with its byte order mark, or with a
    /// character of ASCII, as all JSON does.
    pub(crate) fn of(first: &[u8]) -> Option<Self> {
        match first {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some(Encoding::Utf32),
            [1..=0x7f, 0, 0, 0, ..] | [0, 0, 0, 1..=0x7f, ..] => Some(Encoding::Utf32),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(Encoding::Utf16),
            [1..=0x7f, 0, 1..=0xff, 0, ..] | [0, 1..=0x7f, 0, 1..=0xff, ..] => {
                Some(Encoding::Utf16)
            }
            // After a quotation mark comes anything.
            [b'"', 0, _, _, ..] | [0, b'"', _, _, ..] => Some(Encoding::Utf16),
            // A number of one digit.
            [1..=0x7f, 0] | [0, 1..=0x7f] => Some(Encoding::Utf16),
            _ => None,
        }
    }

    pub(crate) fn advice(self) -> String {
        let name = match self {
            Encoding::Utf16 => "UTF-16",
            Encoding::Utf32 => "UTF-32",
        };
        format!("this is {name}, and JSON is UTF-8: convert it (iconv -f {name} -t UTF-8)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes() {
        for (first, packing) in [
            (&b"\x1f\x8b\x08\x00"[..], Some(Gzip)),
            (b"\x28\xb5\x2f\xfd\x04", Some(Zstd)),
            (b"\x5f\x2a\x4d\x18", Some(Zstd)),
            (b"BZh91AY", Some(Bzip2)),
            (b"\xfd7zXZ\0", Some(Xz)),
            (b"\x1f", None),
            (b"{\"a\": 1}", None),
            (b"", None),
        ] {
            assert_eq!(Packing::of(first), packing, "{first:?}");
        }
        assert!(Packing::may_begin(b"") && Packing::may_begin(b"BZ"));
        assert!(!Packing::may_begin(b"{") && !Packing::may_begin(b"\x1f\x8b"));
    }

    #[test]
    fn encodings() {
        let of = |text: &str| {
            let units: Vec<u16> = text.encode_utf16().collect();
            let chars: Vec<u32> = text.chars().map(u32::from).collect();
            [
                units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
                units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
                chars.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
                chars.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            ]
            .map(|bytes: Vec<u8>| Encoding::of(&bytes))
        };
        let expected = [
            Encoding::Utf16,
            Encoding::Utf16,
            Encoding::Utf32,
            Encoding::Utf32,
        ];
        for text in ["{}", "\u{feff}{}", "[1]", "\n{\"a\": 1}", "\"日本\"", "7"] {
            assert_eq!(of(text), expected.map(Some), "{text}");
        }
        for text in ["{}", "", "\u{feff}{}", "\0", "{\0}", "\0\0"] {
            assert_eq!(Encoding::of(text.as_bytes()), None, "{text:?}");
        }
    }
}
