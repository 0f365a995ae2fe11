//! Documents that are a little wrong, or a little unusual.

use fastrand::Rng;

use crate::arbitrary::arbitrary;
use crate::dictionary::Dictionary;
use crate::formats;
use crate::raw_json::{RawJson, spell};
use crate::schema_aware_mutations;

/// Changes a document in one place, at any depth. It may then be invalid, contain values that
/// no Rust type represents, or mean the same as before.
pub fn mutate(dictionary: &Dictionary, document: &mut RawJson, random: &mut Rng) {
    if random.u8(0..5) < 2 && schema_aware_mutations::mutate(dictionary, document, random) {
        return;
    }
    let place = random.usize(0..document.size());
    // Every number below the size names a value.
    let Some(target) = document.nth(place) else {
        return;
    };
    match random.u8(0..12) {
        0 => drop_child(target, random),
        1 => *target = RawJson::word("null"),
        2 | 3 => *target = arbitrary(random, 0),
        4 => into_array(target),
        5 | 6 => respell(target, random),
        7 => duplicate(target, random),
        8 => add_unknown(target, random),
        9 => rename(target, random),
        10 => extreme(target, random),
        _ => nest(target, random),
    }
}

fn drop_child(target: &mut RawJson, random: &mut Rng) {
    match target {
        RawJson::Array(elements) if !elements.is_empty() => {
            elements.remove(random.usize(0..elements.len()));
        }
        RawJson::Object(properties) if !properties.is_empty() => {
            properties.remove(random.usize(0..properties.len()));
        }
        _ => {}
    }
}

/// An object becomes the array of its values, which a derived reader takes.
fn into_array(target: &mut RawJson) {
    if let RawJson::Object(properties) = target {
        let values = properties.drain(..).map(|(_, value)| value);
        *target = RawJson::Array(values.collect());
    }
}

/// Another spelling of a number, string or time; not always of the same value.
fn respell(target: &mut RawJson, random: &mut Rng) {
    match target {
        RawJson::Word(word) if word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
            let spelled = [
                format!("{word}.0"),
                format!("{word}e0"),
                format!("{word}E+1"),
                format!("{word}e-1"),
                format!("{word}.5"),
                "1.5".to_owned(),
            ];
            let spelled = &spelled[random.usize(0..spelled.len())];
            // A suffix may not fit: `1.0.0` is no number.
            if serde_json::from_str::<f64>(spelled).is_ok() {
                *word = spelled.clone();
            }
        }
        RawJson::String(spelling) => match random.u8(0..4) {
            0 => *spelling = escaped(spelling),
            1 => {
                let times = random.choice(formats::edge_cases("date-time"));
                *spelling = spell(times.unwrap_or(&""));
            }
            // One character less or other: most often no time any more.
            2 if spelling.is_ascii() && !spelling.contains('\\') && !spelling.is_empty() => {
                spelling.remove(random.usize(0..spelling.len()));
            }
            _ => *spelling = spelling.replace('T', " ").replace(':', "."),
        },
        _ => {}
    }
}

/// The same value with every character as an escape, if it has none yet.
fn escaped(spelling: &str) -> String {
    if spelling.contains('\\') {
        return spelling.to_owned();
    }
    let units = spelling.encode_utf16();
    units.map(|unit| format!("\\u{unit:04x}")).collect()
}

fn duplicate(target: &mut RawJson, random: &mut Rng) {
    let RawJson::Object(properties) = target else {
        return;
    };
    if properties.is_empty() {
        return;
    }
    let (name, value) = properties[random.usize(0..properties.len())].clone();
    let value = if random.bool() {
        value
    } else {
        arbitrary(random, 0)
    };
    let name = if random.bool() { name } else { escaped(&name) };
    properties.insert(random.usize(0..=properties.len()), (name, value));
}

fn add_unknown(target: &mut RawJson, random: &mut Rng) {
    if let RawJson::Object(properties) = target {
        let value = arbitrary(random, 0);
        properties.insert(
            random.usize(0..=properties.len()),
            ("nobody's".to_owned(), value),
        );
    }
}

fn rename(target: &mut RawJson, random: &mut Rng) {
    let RawJson::Object(properties) = target else {
        return;
    };
    if properties.is_empty() {
        return;
    }
    let property = random.usize(0..properties.len());
    let (name, _) = &mut properties[property];
    *name = match random.u8(0..3) {
        0 => escaped(name),
        1 if !name.contains('\\') => name.to_ascii_uppercase(),
        _ => format!("{name}_"),
    };
}

fn extreme(target: &mut RawJson, random: &mut Rng) {
    match target {
        RawJson::String(spelling) => {
            spelling.push_str(["\\ud800", "\\udfff", "\\ud83d\\ud83d"][random.usize(0..3)]);
        }
        RawJson::Word(word) => {
            *word = EXTREMES[random.usize(0..EXTREMES.len())].to_owned();
        }
        RawJson::Array(_) | RawJson::Object(_) => {}
    }
}

fn nest(target: &mut RawJson, random: &mut Rng) {
    for _ in 0..random.usize(120..130) {
        let inner = std::mem::replace(target, RawJson::word("null"));
        *target = RawJson::Array(vec![inner]);
    }
}

/// Numbers at and beyond the limits of the numeric types.
const EXTREMES: &[&str] = &[
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "1e19",
    "1e300",
    "1e400",
    "-1e400",
    "1e-400",
    "0.10000000000000000000000001",
    "12345678901234567890123",
];
