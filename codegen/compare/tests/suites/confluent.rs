//! The examples of schema changes of Confluent's registry.

use std::path::Path;

use exactschema_frontend::model::Draft;
use serde_json::Value;

use crate::{Claim, clone, judge, read};

const FILES: &[(&str, Draft)] = &[
    ("diff-schema-examples.json", Draft::Draft7),
    ("diff-schema-examples-2020-12.json", Draft::Draft202012),
    ("diff-combined-schema-examples.json", Draft::Draft7),
    (
        "diff-combined-schema-examples-2020-12.json",
        Draft::Draft202012,
    ),
];

#[test]
fn confluent() {
    let Some(clone) = clone("CONFLUENT") else {
        return;
    };
    let folder = Path::new(&clone).join("json-schema-provider/src/test/resources");
    let mut claims = Vec::new();
    for (file, draft) in FILES {
        let text = without_last_commas(&read(&folder.join(file)));
        let examples: Vec<Value> = serde_json::from_str(&text).unwrap();
        for example in &examples {
            let name = example["description"].as_str().unwrap();
            let schemas = ["original_schema", "update_schema"].map(|schema| &example[schema]);
            let is_part = example["compatible"].as_bool().unwrap();
            claims.push(Claim::new(file, name, *draft, schemas, is_part));
        }
    }
    judge(&claims, include_str!("exceptions/confluent.json"), 250);
}

/// JSON without the commas behind the last members of objects and arrays.
fn without_last_commas(text: &str) -> String {
    let mut plain = String::new();
    let (mut is_inside, mut is_escaped) = (false, false);
    for (index, c) in text.char_indices() {
        let rest = || text[index + 1..].trim_start();
        if c != ',' || is_inside || !rest().starts_with(['}', ']']) {
            plain.push(c);
        }
        is_inside ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
    }
    plain
}
