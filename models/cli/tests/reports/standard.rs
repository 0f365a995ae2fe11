//! The standard output of JSON Schema (2020-12 Core §12).

use std::path::Path;

use serde_json::Value;
use snapbox::cmd::{Command, cargo_bin};
use snapbox::{assert_data_eq, str};

use super::report;

fn examples(arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("exactschema"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
        .args(["validate", "--schema", "order.schema.json"])
        .args(arguments)
        .arg("orders.jsonl")
}

/// The output of the examples, with a name for their folder.
fn output(format: &str) -> String {
    let assert = examples(&["--format", format]).assert().code(1);
    let output = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let folder = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/examples");
    output.replace(folder, "FOLDER")
}

#[test]
fn flag() {
    let flag = examples(&["--format", "flag"]);
    flag.assert().code(1).stdout_eq(str![[r#"
{"valid":true,"file":"orders.jsonl","record":1}
{"valid":false,"file":"orders.jsonl","record":2}
{"valid":false,"file":"orders.jsonl","record":3}

"#]]);
}

#[test]
fn basic() {
    assert_data_eq!(
        output("basic"),
        str![[r#"
{"valid":true,"keywordLocation":"","absoluteKeywordLocation":"FOLDER/order.schema.json#","instanceLocation":"","annotations":[{"valid":true,"keywordLocation":"/properties","absoluteKeywordLocation":"FOLDER/order.schema.json#/properties","instanceLocation":"","annotation":["id","placed","price"]},{"valid":true,"keywordLocation":"/properties/placed/format","absoluteKeywordLocation":"FOLDER/order.schema.json#/properties/placed/format","instanceLocation":"/placed","annotation":"date"}],"file":"orders.jsonl","record":1}
{"valid":false,"keywordLocation":"","absoluteKeywordLocation":"FOLDER/order.schema.json#","instanceLocation":"","errors":[{"valid":false,"keywordLocation":"/properties/placed/format","absoluteKeywordLocation":"FOLDER/order.schema.json#/properties/placed/format","instanceLocation":"/placed","error":"expected a date (RFC 3339), such as 2025-10-03"}],"file":"orders.jsonl","record":2}
{"valid":false,"keywordLocation":"","absoluteKeywordLocation":"FOLDER/order.schema.json#","instanceLocation":"","errors":[{"valid":false,"keywordLocation":"/required","absoluteKeywordLocation":"FOLDER/order.schema.json#/required","instanceLocation":"","error":"the required property /"placed/" is missing, but there is /"plased/""}],"file":"orders.jsonl","record":3}

"#]]
    );
}

#[test]
fn detailed() {
    assert_data_eq!(
        output("detailed"),
        str![[r#"
{"valid":true,"keywordLocation":"/properties","absoluteKeywordLocation":"FOLDER/order.schema.json#/properties","instanceLocation":"","annotation":["id","placed","price"],"annotations":[{"valid":true,"keywordLocation":"/properties/placed/format","absoluteKeywordLocation":"FOLDER/order.schema.json#/properties/placed/format","instanceLocation":"/placed","annotation":"date"}],"file":"orders.jsonl","record":1}
{"valid":false,"keywordLocation":"/properties/placed/format","absoluteKeywordLocation":"FOLDER/order.schema.json#/properties/placed/format","instanceLocation":"/placed","error":"expected a date (RFC 3339), such as 2025-10-03","file":"orders.jsonl","record":2}
{"valid":false,"keywordLocation":"/required","absoluteKeywordLocation":"FOLDER/order.schema.json#/required","instanceLocation":"","error":"the required property /"placed/" is missing, but there is /"plased/"","file":"orders.jsonl","record":3}

"#]]
    );
}

#[test]
fn no_document_is_left_out() {
    for most in ["0", "all"] {
        let flag = report(&["--format", "flag", "--max-problems", most]);
        flag.assert().code(3).stdout_eq(str![[r#"
{"valid":false,"file":"refused/type.optional-cost-null.json"}
{"valid":false,"file":"refused/duplicate-key.in-free-form.json"}
{"valid":true,"file":"accepted/one-line.json"}

"#]]);
    }
}

#[test]
fn other_reports_of_the_run_are_as_ever() {
    let alone = report(&["--format", "junit"]).assert().code(3);
    let folder = tempfile::TempDir::new().unwrap();
    let basic = format!("basic={}", folder.path().join("basic").display());
    let both = report(&["--format", "junit", "--format", &basic]).assert();
    both.code(3).stdout_eq(alone.get_output().stdout.clone());
}

/// Output units are valid by the schema of the specification, root and parts alike.
#[test]
fn official() {
    let schema = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/official/output-schema.json"
    );
    let schema = std::fs::read(Path::new(schema)).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // Its root takes any object with a verdict; a unit has to be more.
    schema["anyOf"] = serde_json::json!([{ "$ref": "#/$defs/outputUnit" }]);
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&schema).unwrap();
    let samples = ["accepted", "refused"];
    for format in ["basic", "detailed"] {
        let command = super::program().args(["validate", "--format", format]);
        let assert = command.args(samples).assert().code(1);
        let output = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
        assert!(output.lines().count() > 20);
        for line in output.lines() {
            let unit: Value = serde_json::from_str(line).unwrap();
            let problems: Vec<_> = validator
                .iter_errors(&unit)
                .map(|e| e.to_string())
                .collect();
            assert!(problems.is_empty(), "{line}: {problems:?}");
        }
    }
}

#[test]
fn statistics() {
    let statistics = examples(&["--statistics", "--max-problems", "0"]);
    statistics
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
findings  keyword
       1  format
       1  required

findings  file
       2  orders.jsonl

1 valid, 2 invalid, 0 unreadable; 2 more problems not shown (--max-problems 0)

"#]]);
}
