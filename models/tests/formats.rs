//! The formats, judged beside the `jsonschema` crate on random texts, and by
//! JSON Schema's own tests where they are at hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;
use std::path::Path;

use exactschema::runtime::Format;
use exactschema_sample::formats::{edge_cases, punycode, valid};
use fastrand::Rng;
use jsonschema::Validator;
use serde_json::{Value, json};

/// Random texts of each format; each is then changed a few times.
const TEXTS: usize = 6_000;

/// The formats that compiled types assert.
const FORMATS: [Format; 9] = [
    Format::Date,
    Format::Time,
    Format::DateTime,
    Format::Uuid,
    Format::Uri,
    Format::Email,
    Format::Ipv4,
    Format::Ipv6,
    Format::Hostname,
];

#[test]
fn date() {
    agree(Format::Date);
}

#[test]
fn time() {
    agree(Format::Time);
}

#[test]
fn date_time() {
    agree(Format::DateTime);
}

#[test]
fn uuid() {
    agree(Format::Uuid);
}

#[test]
fn uri() {
    agree(Format::Uri);
}

#[test]
fn email() {
    agree(Format::Email);
}

#[test]
fn ipv4() {
    agree(Format::Ipv4);
}

#[test]
fn ipv6() {
    agree(Format::Ipv6);
}

#[test]
fn hostname() {
    agree(Format::Hostname);
}

/// Every assigned code point as the whole label, after a letter, and before a
/// zero width joiner. The planes without any are looked at here and there.
#[test]
fn labels_of_every_code_point() {
    let judge = judge(Format::Hostname);
    let assigned = (0x80..0x40000).chain(0xE0000..0xE0200);
    let others = (0x40000..0x0011_0000).step_by(997);
    let differs = |c: &char| {
        let labels = [format!("{c}"), format!("a{c}"), format!("a{c}\u{200d}")];
        labels.iter().any(|label| {
            let label = format!("xn--{}", punycode(label));
            Format::Hostname.holds(&label) != judge.is_valid(&json!(label))
        })
    };
    let characters = assigned.chain(others).filter_map(char::from_u32);
    let found: String = characters.filter(differs).collect();
    assert_eq!(found, DIFFERENT_IN_LABELS, "{}", found.escape_unicode());
}

/// Where RFC 5892 leaves no room, and the `jsonschema` crate differs from it: what is
/// of the blocks Hiragana and Katakana, but no letter (§2.1); a zero width non-joiner
/// that nothing joins (§A.1); viramas that the crate does not know (§A.2).
const DIFFERENT_IN_LABELS: &str = "\u{d3b}\u{d3c}\u{eba}\u{103a}\u{1715}\u{1bab}\u{200c}\u{3040}\
                                   \u{3097}\u{3098}\u{309b}\u{309c}\u{30a0}\u{a82c}\u{a9c0}\u{aaf6}\
                                   \u{11070}\u{11134}\u{113ce}\u{113cf}\u{113d0}\u{1193d}\u{1193e}\
                                   \u{11f41}\u{11f42}\u{1612f}";

/// The frontend names the formats as the runtime does.
#[test]
fn names_of_the_frontend() {
    let names = exactschema_frontend::formats::TEXTS.iter();
    let names: Vec<_> = names
        .map(|format| (format.name, format.constraint.to_owned()))
        .collect();
    let known: Vec<_> = FORMATS
        .iter()
        .map(|f| (f.as_str(), format!("{f:?}")))
        .collect();
    assert_eq!(names, known);
}

/// An exception that is none any more should be dropped.
#[test]
fn exceptions_are_exceptions() {
    let judge = judge(Format::Email);
    for (text, verdict) in [
        ("a <b@c>", false),
        (" <b@c>", false),
        ("\"a <b\"@c", true),
        ("\"a\tb\"@c", false),
        ("\"a\\ b\"@c", true),
    ] {
        assert_eq!(Format::Email.holds(text), verdict, "{text:?}");
        assert_eq!(judge.is_valid(&json!(text)), !verdict, "{text:?}");
    }
}

/// JSON Schema's own tests: `JSON_SCHEMA_TEST_SUITE` is the directory of a
/// clone of its repository.
#[test]
fn official_suite() {
    let Ok(suite) = std::env::var("JSON_SCHEMA_TEST_SUITE") else {
        println!("skipped: JSON_SCHEMA_TEST_SUITE is not set");
        return;
    };
    let directory = Path::new(&suite).join("tests/draft2020-12/optional/format");
    for format in FORMATS {
        let path = directory.join(format!("{}.json", format.as_str()));
        let groups: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let groups = groups.as_array().unwrap().iter();
        for test in groups.flat_map(|group| group["tests"].as_array().unwrap()) {
            // What is no string is no concern of a format.
            if let Some(text) = test["data"].as_str() {
                let name = format!("{}: {}", format.as_str(), test["description"]);
                assert_eq!(json!(format.holds(text)), test["valid"], "{name}");
            }
        }
    }
}

/// Where an RFC leaves no room, and the `jsonschema` crate differs from it.
fn exception(format: Format, text: &str) -> Option<&'static str> {
    let quoted = text.starts_with('"');
    match format {
        // It has `a <b@c>` as a mailbox, and no ` <` in quotes.
        Format::Email if text.contains(" <") => Some("a name before an address"),
        // `qtextSMTP` begins with the space.
        Format::Email if quoted && text.contains('\t') => Some("a tab in quotes"),
        // `quoted-pairSMTP` begins with the space too.
        Format::Email if quoted && text.contains("\\ ") => Some("a space after a backslash"),
        // No letter, or what depends on joining types, viramas and scripts (RFC 5892 §2.1,
        // §A.1, §A.2, §A.4, §A.7).
        Format::Email | Format::Hostname if has_other_code_point(text) => {
            Some("a label with such a code point")
        }
        _ => None,
    }
}

/// Whether a label has a code point that the `jsonschema` crate, or whose neighbours it,
/// does not look at as RFC 5892 has it.
fn has_other_code_point(text: &str) -> bool {
    let labels = text
        .split(['.', '@'])
        .filter_map(|label| label.strip_prefix("xn--"));
    let mut decoded = labels.filter_map(idna::punycode::decode_to_string);
    let is_other = |c| DIFFERENT_IN_LABELS.contains(c) || "\u{200d}\u{375}\u{30fb}".contains(c);
    decoded.any(|label| label.contains(is_other))
}

fn judge(format: Format) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&json!({ "format": format.as_str() }))
        .unwrap()
}

/// One verdict on valid texts, on those that are nearly so, and on all of them
/// with one character changed, and then another.
fn agree(format: Format) {
    let (judge, mut random) = (judge(format), Rng::with_seed(0));
    let (name, near) = (format.as_str(), edge_cases(format.as_str()));
    let mut accepted = 0;
    for text in near {
        compare(format, &judge, text);
    }
    for _ in 0..TEXTS {
        let mut text = valid(name, &mut random).unwrap();
        let holds = compare(format, &judge, &text);
        assert!(holds, "{name}: {text:?} was made to be valid");
        if random.u8(0..4) == 0 {
            text = (*random.choice(near).unwrap()).to_owned();
        }
        for _ in 0..4 {
            text = mutate(&text, &mut random);
            accepted += usize::from(compare(format, &judge, &text));
        }
    }
    println!(
        "{name}: {accepted} of {} changed texts are valid",
        4 * TEXTS
    );
    assert!(
        accepted > 100,
        "{name}: what is changed is hardly ever valid"
    );
}

/// The verdict on a text, which is that of the judge but for the exceptions.
fn compare(format: Format, judge: &Validator, text: &str) -> bool {
    let holds = format.holds(text);
    if exception(format, text).is_none() {
        let name = format.as_str();
        assert_eq!(holds, judge.is_valid(&json!(text)), "{name}: {text:?}");
    }
    holds
}

/// The text with one character more, less, other or elsewhere.
fn mutate(text: &str, random: &mut Rng) -> String {
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
        2 => characters.swap(place, random.usize(0..place + 1)),
        _ => characters[place] = other,
    }
    characters.into_iter().collect()
}

const CHARACTERS: &str = "0123456789abcdefgxyzABCDEFGTZtz -_.:/?#[]@!$&'()*+,;=%\\\"<>^`{|}~\
                          \t\n\r\0\u{7f}é৪１‐．。\u{200d}\u{212a}😀";
