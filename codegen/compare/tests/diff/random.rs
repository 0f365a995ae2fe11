//! Random edits of every schema in the tree and of every golden case: all claims about them
//! are checked. The variable `EDITS` sets the number of edits of each; without it there is
//! one of every fourth.

use std::path::Path;

use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;
use fastrand::Rng;
use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::claims::tried;
use crate::same::of_each;

/// The number of attempts to make an edit that is a supported schema.
const TRIES: usize = 30;

pub(crate) fn trials() -> Vec<Trial> {
    let trials = of_each("random", edited).into_iter();
    match edits() {
        Some(_) => trials.collect(),
        None => trials.step_by(4).collect(),
    }
}

fn edits() -> Option<u64> {
    let count = std::env::var("EDITS").ok()?;
    Some(count.parse().unwrap())
}

fn edited(path: &Path) -> Result<(), Failed> {
    let old = std::fs::read_to_string(path)?;
    if is_rounded(&old) {
        return Ok(());
    }
    for seed in 0..edits().unwrap_or(1) {
        let mut random = Rng::with_seed(seed);
        let Some(new) = (0..TRIES).find_map(|_| edit(&old, &mut random)) else {
            continue;
        };
        tried(&old, &new).map_err(|error| format!("seed {seed}: {error}\n{new}"))?;
    }
    Ok(())
}

/// Whether a text has numbers that `serde_json` rounds, and so do the edits and the validator
/// of the tests.
fn is_rounded(text: &str) -> bool {
    let value: Value = serde_json::from_str(text).unwrap();
    let [exact, rounded] = [text, &value.to_string()].map(|text| Json::parse(text).unwrap());
    exact.canonical() != rounded.canonical()
}

/// The text with something else in one place, or in two.
fn edit(text: &str, random: &mut Rng) -> Option<String> {
    let mut schema: Value = serde_json::from_str(text).unwrap();
    for _ in 0..random.usize(1..3) {
        let place = random.usize(0..size(&schema));
        alter(nth(&mut schema, place)?, random);
    }
    let new = serde_json::to_string_pretty(&schema).unwrap();
    // What the validator of the tests does not take cannot be tried.
    let is_schema =
        jsonschema::options().build(&schema).is_ok() && compile(&new, &Options::default()).is_ok();
    is_schema.then_some(new)
}

fn alter(value: &mut Value, random: &mut Rng) {
    match value {
        Value::Bool(truth) => *truth = !*truth,
        Value::Number(number) => {
            let step = if random.bool() { 1.0 } else { -1.0 };
            *value = json!(number.as_f64().unwrap_or_default() + step);
        }
        Value::String(text) => {
            let types = ["string", "integer", "number", "boolean", "null", "x"];
            *text = random.choice(types).unwrap_or_default().to_owned();
        }
        Value::Array(elements) => match (random.bool(), elements.len()) {
            (_, 0) => {}
            (true, count) => drop(elements.remove(random.usize(0..count))),
            (false, count) => elements.swap(0, random.usize(0..count)),
        },
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            let keywords = [
                ("additionalProperties", json!(false)),
                ("minProperties", json!(1)),
                ("maxLength", json!(2)),
                ("minimum", json!(1)),
                ("maxItems", json!(1)),
                ("type", json!(["string", "null"])),
                ("not", json!({ "enum": ["", 0, null] })),
                ("not", json!({ "required": ["id"] })),
                ("if", json!({ "type": "string" })),
                ("then", json!({ "minLength": 1 })),
                ("else", json!({ "type": "object" })),
                ("contains", json!({ "type": "object" })),
                ("minContains", json!(2)),
                ("maxContains", json!(1)),
                ("dependentSchemas", json!({ "id": { "minProperties": 3 } })),
                ("unevaluatedProperties", json!(false)),
                ("unevaluatedItems", json!(false)),
            ];
            match (random.bool(), random.choice(names), random.choice(keywords)) {
                (true, Some(name), _) => drop(members.remove(&name)),
                (_, _, Some((name, keyword))) => drop(members.insert(name.into(), keyword)),
                _ => {}
            }
        }
        Value::Null => {}
    }
}

fn children(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(elements) => elements.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => Vec::new(),
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The value of this number, counted from the outside in.
fn nth(value: &mut Value, mut number: usize) -> Option<&mut Value> {
    if number == 0 {
        return Some(value);
    }
    number -= 1;
    for child in children(value) {
        let size = size(child);
        if number < size {
            return nth(child, number);
        }
        number -= size;
    }
    None
}
