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
        let smaller = smaller(&document).into_iter();
        let now = measure(&document);
        let smaller = smaller.filter(|other| measure(other) < now);
        let mut smaller = smaller.take(patience);
        let mut looked = 0;
        let next = smaller.find(|other| {
            looked += 1;
            shows(other)
        });
        patience = patience.saturating_sub(looked);
        match next {
            Some(next) if patience > 0 => document = next,
            _ => return document,
        }
    }
}

/// The document with one thing less, or simpler.
fn smaller(value: &Value) -> Vec<Value> {
    let mut found = simpler(value);
    match value {
        Value::Array(elements) => {
            for index in 0..elements.len() {
                let mut fewer = elements.clone();
                fewer.remove(index);
                found.push(Value::Array(fewer));
            }
            for (index, element) in elements.iter().enumerate() {
                for other in smaller(element) {
                    let mut others = elements.clone();
                    others[index] = other;
                    found.push(Value::Array(others));
                }
            }
        }
        Value::Object(members) => {
            for name in members.keys() {
                let mut fewer = members.clone();
                fewer.remove(name);
                found.push(Value::Object(fewer));
            }
            for (name, member) in members {
                for other in smaller(member) {
                    let mut others = members.clone();
                    others.insert(name.clone(), other);
                    found.push(Value::Object(others));
                }
            }
        }
        _ => {}
    }
    found
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
