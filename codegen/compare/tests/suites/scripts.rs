//! The tests of two libraries, which are programs: a script beside this file prints what they
//! claim.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use exactschema_frontend::model::Draft;
use serde_json::Value;

use crate::{Claim, clone, judge};

#[test]
fn jsonsubschema() {
    let claims = claimed(
        "JSONSUBSCHEMA",
        "python3",
        "jsonsubschema.py",
        Draft::Draft4,
    );
    if let Some(claims) = claims {
        judge(&claims, include_str!("exceptions/jsonsubschema.json"), 550);
    }
}

#[test]
fn is_json_schema_subset() {
    let script = "is-json-schema-subset.mjs";
    if let Some(claims) = claimed("IS_JSON_SCHEMA_SUBSET", "node", script, Draft::Draft7) {
        let exceptions = include_str!("exceptions/is-json-schema-subset.json");
        judge(&claims, exceptions, 250);
    }
}

/// What a script prints of the clone that a variable names.
fn claimed(variable: &str, program: &str, script: &str, draft: Draft) -> Option<Vec<Claim>> {
    let clone = clone(variable)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites");
    let output = Command::new(program)
        .arg(folder.join(script))
        .arg(clone)
        .output();
    let output = match output {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: there is no {program}");
            return None;
        }
        output => output.unwrap(),
    };
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let claims = lines.lines().map(|line| {
        let claim: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| claim[name].as_str().unwrap();
        let schemas = ["old", "new"].map(|name| &claim[name]);
        let is_part = claim["is_part"].as_bool().unwrap();
        Claim::new(text("file"), text("name"), draft, schemas, is_part)
    });
    Some(claims.collect())
}
