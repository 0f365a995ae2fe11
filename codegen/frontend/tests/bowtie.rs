//! The harness answers as Bowtie's protocol has it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

#[path = "../examples/bowtie/harness.rs"]
mod harness;

use serde_json::{Value, json};

/// The answers to some requests.
fn answers(requests: &[Value]) -> Vec<Value> {
    let requests = requests.iter().map(|request| format!("{request}\n"));
    let answers = ask(&requests.collect::<String>()).expect("all are answered");
    let answers = answers.lines().map(serde_json::from_str);
    answers
        .collect::<Result<_, _>>()
        .expect("JSON, a line each")
}

fn ask(requests: &str) -> std::io::Result<String> {
    let mut output = Vec::new();
    harness::serve(requests.as_bytes(), &mut output)?;
    Ok(String::from_utf8(output).expect("UTF-8"))
}

fn run(seq: u32, case: Value) -> Value {
    json!({"cmd": "run", "seq": seq, "case": case, "output": "flag"})
}

/// The first answer to a case.
fn answer(dialect: &str, case: Value) -> Value {
    let answers = answers(&[json!({"cmd": "dialect", "dialect": dialect}), run(7, case)]);
    assert_eq!(answers[0], json!({"ok": true}), "{dialect}");
    assert_eq!(answers[1]["seq"], 7);
    answers[1].clone()
}

const DIALECTS: [&str; 6] = [
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/v1",
];

#[test]
fn it_starts_and_stops() {
    let answers = answers(&[
        json!({"cmd": "start", "version": 1}),
        json!({"cmd": "stop"}),
        json!({"cmd": "dialect", "dialect": DIALECTS[0]}),
    ]);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["version"], 1);
    let implementation = answers[0]["implementation"].as_object().expect("an object");
    assert_eq!(implementation["dialects"], json!(DIALECTS));
    for name in [
        "name", "language", "version", "homepage", "issues", "source",
    ] {
        assert!(implementation[name].is_string(), "{name}");
    }
    assert!(ask("{\"cmd\": \"start\", \"version\": 2}\n").is_err());
    assert!(ask("{\"cmd\": \"none\"}\n").is_err());
    assert!(ask("{\n").is_err());
}

#[test]
fn dialects_are_those_it_names() {
    for dialect in DIALECTS {
        // In draft 4 `const` means nothing; only since 2019-09 siblings of `$ref` do.
        let case = json!({
            "description": "a case",
            "schema": {"const": 1, "allOf": [{"$ref": "#/allOf/1", "type": "null"}, {}]},
            "tests": [{"description": "", "instance": 1}, {"description": "", "instance": null}],
        });
        let valid = match dialect {
            "http://json-schema.org/draft-04/schema#" => [true, true],
            dialect if dialect.contains("/draft-0") => [true, false],
            _ => [false, false],
        };
        let results = valid.map(|valid| json!({"valid": valid}));
        assert_eq!(
            answer(dialect, case)["results"],
            json!(results),
            "{dialect}"
        );
    }
    let dialect = json!({"cmd": "dialect", "dialect": "http://a.example/none"});
    assert_eq!(answers(&[dialect]), [json!({"ok": false})]);
}

#[test]
fn references_lead_to_the_registry() {
    let case = json!({
        "description": "a case",
        "schema": {"$ref": "http://a.example/b#/$defs/c"},
        "registry": {
            "http://a.example/b": {"$defs": {"c": {"$ref": "d"}}},
            "http://a.example/d#": {"type": "integer"},
        },
        "tests": [
            {"description": "", "instance": 1, "valid": true},
            {"description": "", "instance": 1.5, "valid": false},
        ],
    });
    assert_eq!(
        answer(DIALECTS[4], case),
        json!({"seq": 7, "results": [{"valid": true}, {"valid": false}]})
    );
}

#[test]
fn broken_schemas_are_errors() {
    let case = json!({
        "description": "a case",
        "schema": {"type": "nil", "$ref": "http://a.example/none"},
        "tests": [{"description": "", "instance": 1}],
    });
    let answer = answer(DIALECTS[4], case);
    assert_eq!(answer["errored"], true);
    let message = answer["context"]["message"].as_str().expect("a message");
    assert!(
        message.contains("/type: there is no type \"nil\""),
        "{message}"
    );
    assert!(message.contains("http://a.example/none"), "{message}");
}

#[test]
fn documents_beyond_the_limits_are_skipped() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    let request = format!(
        r#"{{"cmd":"run","seq":"s","output":"flag","case":{{"description":"","schema":true,
        "tests":[{{"instance":{deep}}},{{"instance":{{"a":1,"a":2}}}},{{}},{{"instance":1}}]}}}}"#
    );
    let answer = ask(&request.replace('\n', "")).expect("an answer");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["seq"], "s");
    assert_eq!(answer["results"][0]["skipped"], true);
    assert_eq!(answer["results"][1]["skipped"], true);
    assert_eq!(answer["results"][2]["errored"], true);
    assert_eq!(answer["results"][3], json!({"valid": true}));
}

#[test]
fn annotations_are_reported_on_request() {
    let request = json!({
        "cmd": "run", "seq": 1, "output": "annotations",
        "case": {
            "description": "a case",
            "schema": {"patternProperties": {"^a": {"title": "A"}}, "type": "object"},
            "tests": [{"description": "", "instance": {"ab": 1}}, {"description": "", "instance": 1}],
        },
    });
    let results = answers(&[request])[0]["results"].clone();
    assert_eq!(
        results,
        json!([
            {"valid": true, "annotations": [
                {"keyword": "patternProperties", "instanceLocation": "",
                 "keywordLocation": "#/patternProperties", "annotation": ["ab"]},
                {"keyword": "title", "instanceLocation": "/ab",
                 "keywordLocation": "#/patternProperties/%5Ea/title", "annotation": "A"},
            ]},
            {"valid": false, "annotations": []},
        ])
    );
}
