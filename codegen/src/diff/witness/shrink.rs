//! Makes a document as small as it can be.

use serde_json::{Value, json};

/// How often a document is judged to make it smaller.
const PATIENCE: usize = 4_000;

/// How large a document is: how many values it has, then how long it is.
pub(super) fn measure(document: &Value) -> (usize, usize, String) {
    let text = document.to_string();
    (size(document), text.len(), text)
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The smallest document that still shows what this one does, as far as it is found by
/// leaving out and simplifying one thing after another.
pub(super) fn shrunk(mut document: Value, shows: &dyn Fn(&Value) -> bool) -> Value {
    let mut patience = PATIENCE;
    loop {
        let before = document.clone();
        let mut place = 0;
        while place < size(&document) && patience > 0 {
            match smaller(&document, place, &mut patience, shows) {
                // There may be more to leave out in the same place.
                Some(smaller) => document = smaller,
                None => place += 1,
            }
        }
        if document == before || patience == 0 {
            return document;
        }
    }
}

/// The document with something smaller in one place, if that still shows it.
fn smaller(
    document: &Value,
    place: usize,
    patience: &mut usize,
    shows: &dyn Fn(&Value) -> bool,
) -> Option<Value> {
    let mut changed = document.clone();
    let there = nth(&mut changed, place)?.clone();
    let now = measure(&there);
    let others = fewer(&there).into_iter().chain(simpler(&there));
    for other in others.filter(|other| measure(other) < now) {
        *patience = patience.checked_sub(1)?;
        *nth(&mut changed, place)? = other;
        if shows(&changed) {
            return Some(changed);
        }
    }
    None
}

/// The value of this number, counted from the outside in.
fn nth(value: &mut Value, mut number: usize) -> Option<&mut Value> {
    counted(value, &mut number)
}

/// Counts down to the value that is looked for: to ask each child for its size would
/// take the square of the time where values are deep.
fn counted<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(elements) => elements.iter_mut().find_map(|child| counted(child, left)),
        Value::Object(members) => members.values_mut().find_map(|child| counted(child, left)),
        _ => None,
    }
}

/// The value with an element or a property less.
fn fewer(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(elements) => (0..elements.len())
            .map(|index| {
                let mut fewer = elements.clone();
                fewer.remove(index);
                Value::Array(fewer)
            })
            .collect(),
        Value::Object(members) => members
            .keys()
            .map(|name| {
                let mut fewer = members.clone();
                fewer.remove(name);
                Value::Object(fewer)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What could stand in the place of a value.
fn simpler(value: &Value) -> Vec<Value> {
    let mut found = vec![
        json!(0),
        json!(""),
        json!(1),
        json!([]),
        json!({}),
        json!(null),
    ];
    match value {
        Value::String(text) => {
            let characters: Vec<char> = text.chars().collect();
            let half = characters.len() / 2;
            let part = |characters: &[char]| Value::String(characters.iter().collect());
            found.extend([part(&characters[..half]), part(&characters[half..])]);
            if let [_, rest @ ..] = characters.as_slice() {
                found.extend([part(rest), part(&characters[..characters.len() - 1])]);
            }
            found.push("a".repeat(characters.len()).into());
        }
        Value::Number(number) => {
            let whole = number.as_f64().map(f64::trunc);
            let whole = whole.filter(|whole| whole.abs() < 1e15);
            found.extend(whole.map(|whole| json!(whole as i64)));
        }
        _ => {}
    }
    found
}
