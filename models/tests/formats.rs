//! The formats, judged beside the `jsonschema` crate on random texts, and by
//! JSON Schema's own tests where they are at hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;
use std::path::Path;

use codegen::documents::formats::{near, punycode, valid};
use fastrand::Rng;
use jsonschema::Validator;
use models::formats::Format;
use serde_json::{Value, json};

/// Random texts of each format; each is then changed a few times.
const TEXTS: usize = 6_000;

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
    for c in assigned.chain(others).filter_map(char::from_u32) {
        for label in [format!("{c}"), format!("a{c}"), format!("a{c}\u{200d}")] {
            let label = format!("xn--{}", punycode(&label));
            compare(Format::Hostname, &judge, &label);
        }
    }
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

/// Where RFC 5321 leaves no room, and the `jsonschema` crate differs from it.
fn exception(format: Format, text: &str) -> Option<&'static str> {
    let quoted = text.starts_with('"');
    match format {
        // It has `a <b@c>` as a mailbox, and no ` <` in quotes.
        Format::Email if text.contains(" <") => Some("a name before an address"),
        // `qtextSMTP` begins with the space.
        Format::Email if quoted && text.contains('\t') => Some("a tab in quotes"),
        // `quoted-pairSMTP` begins with the space too.
        Format::Email if quoted && text.contains("\\ ") => Some("a space after a backslash"),
        _ => None,
    }
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
    let (name, near) = (format.as_str(), near(format.as_str()));
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
