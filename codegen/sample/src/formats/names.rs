//! Host names (RFC 1123 §2.1) and mailboxes (RFC 5321 §4.1.2).

use fastrand::Rng;

use super::addresses::{ipv4, ipv6};
use super::punycode::encode;
use super::{any_case, characters};

const LETTERS_AND_DIGITS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// A host name, with labels that encode others among its labels.
pub(super) fn hostname(random: &mut Rng) -> String {
    let mut name = label(random);
    for _ in 0..random.usize(0..6) {
        let longer = format!("{name}.{}", label(random));
        // A name ends here, and a label at 63 bytes.
        if longer.len() <= 253 {
            name = longer;
        }
    }
    name
}

fn label(random: &mut Rng) -> String {
    let encoded = encoded_label(random);
    if random.u8(0..3) == 0 && encoded.len() <= 63 {
        return encoded;
    }
    let lengths = if random.u8(0..8) == 0 { 0..62 } else { 0..8 };
    let inner = characters("abcxyzABC019-", lengths, random);
    let first = characters(LETTERS_AND_DIGITS, 1..2, random);
    let last = characters(LETTERS_AND_DIGITS, 1..2, random);
    match inner.get(1..3) {
        // Hyphens in the third and fourth place are reserved (RFC 5890 §2.3.1).
        Some("--") => format!("{first}{last}"),
        _ => format!("{first}{inner}{last}"),
    }
}

/// A label in Punycode (RFC 5891 §4.4).
fn encoded_label(random: &mut Rng) -> String {
    let pieces = (0..random.usize(1..4)).filter_map(|_| random.choice(PIECES));
    let pieces: Vec<&str> = pieces.copied().collect();
    format!("xn--{}", encode(&pieces.concat()))
}

/// Parts of labels, each of which is valid beside any other. They hold code
/// points that depend on their neighbours (RFC 5892 §A).
const PIECES: &[&str] = &[
    "é",
    "ß",
    "ς",
    "ЖЗ",
    "漢字",
    "한국어",
    "कि",
    "क\u{94d}\u{200d}ष",
    "क\u{94d}\u{200c}ष",
    "él·la",
    "͵α",
    "א׳",
    "א״ב",
    "ア・イ",
    "々〇",
    "ب١٢",
    "๐ฮ",
    "𐐀",
    "𠮷a",
    "عa-b٣",
];

/// A mailbox, quoted or not, at a name or at an address.
pub(super) fn email(random: &mut Rng) -> String {
    let mut local = match random.u8(0..3) {
        0 => quoted(random),
        _ => dot_atom(random),
    };
    // The limit of RFC 5321 §4.5.3.1.1.
    if random.u8(0..16) == 0 {
        local = "a".repeat(64);
    }
    let domain = match random.u8(0..6) {
        0 => format!("[{}]", ipv4(random)),
        1 => format!("[IPv6:{}]", ipv6(random)),
        2 => format!("[{}{}]", any_case("ipv6:", random), ipv6(random)),
        _ => hostname(random),
    };
    format!("{local}@{domain}")
}

fn dot_atom(random: &mut Rng) -> String {
    let atoms = 0..random.usize(1..4);
    let set = "abcXYZ019!#$%&'*+-/=?^_`{|}~";
    let atoms: Vec<String> = atoms.map(|_| characters(set, 1..8, random)).collect();
    atoms.join(".")
}

fn quoted(random: &mut Rng) -> String {
    let content = characters("abc09 .@,;:<>()[]!~\"\\", 0..12, random);
    let mut text = String::from("\"");
    for c in content.chars() {
        // These two must be quoted once more, and others may.
        if matches!(c, '"' | '\\') || (c != ' ' && random.u8(0..8) == 0) {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}
