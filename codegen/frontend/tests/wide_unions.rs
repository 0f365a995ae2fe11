//! Unions of many branches, of which properties leave few: judged while the text is read, and by
//! the evaluator, which knows all branches.
#![allow(clippy::unwrap_used, reason = "a test")]

use exactschema::document::Document;
use exactschema::evaluate::Validator;
use exactschema_frontend::compile::{Options, compile};

/// A union of branches, each made of its number.
fn union(keyword: &str, branches: usize, branch: impl Fn(usize) -> String) -> Validator {
    let list: Vec<String> = (0..branches).map(branch).collect();
    let schema = format!(r#"{{"{keyword}":[{}]}}"#, list.join(","));
    Validator::new(compile(&schema, &Options::default()).unwrap().table)
}

/// Judges documents of which the verdicts are known.
fn judge(validator: &Validator, documents: &[(&str, bool)]) {
    for (document, expected) in documents {
        assert_eq!(
            validator.is_valid(document.as_bytes()),
            Ok(*expected),
            "{document}"
        );
        let parsed = Document::parse(document.as_bytes(), 100).unwrap();
        if parsed.refusals().is_empty() {
            assert_eq!(
                validator.is_valid_document(&parsed),
                Ok(*expected),
                "{document}"
            );
        }
    }
}

#[test]
fn branches_are_told_apart_by_what_they_require() {
    for branches in [5, 10, 1_000] {
        let open = |at| {
            format!(r#"{{"required":["p{at}"],"properties":{{"p{at}":{{"type":"string"}}}}}}"#)
        };
        let documents = [
            (r#"{"p1":"a"}"#, true),
            (r#"{"x":{"p2":[]},"p1":"a","y":[{}]}"#, true),
            (r#"{"p\u0031":"a"}"#, true),
            (r#"{"p1":1}"#, false),
            (r#"{"p1":1,"p2":"a"}"#, true),
            (r#"{"p1":"a","p2":"a"}"#, true),
            (r#"{"x":1}"#, false),
            (r"{}", false),
            // What is no object is valid against all branches.
            (r"1", true),
            (r#"{"p1":"a","p1":"a"}"#, false),
        ];
        judge(&union("anyOf", branches, open), &documents);
        let closed = |at| {
            format!(
                r#"{{"type":["object","null"],"required":["p{at}"],"properties":{{"p{at}":{{"type":"string"}}}},"additionalProperties":false}}"#
            )
        };
        let documents = [
            (r#"{"p1":"a"}"#, true),
            (r#"{"p4":"a"}"#, true),
            (r#"{"p1":"a","x":1}"#, false),
            (r#"{"p1":"a","p2":"a"}"#, false),
            (r#"{"p1":1}"#, false),
            (r"null", false),
            (r"{}", false),
        ];
        judge(&union("oneOf", branches, closed), &documents);
        let open = |at| format!(r#"{{"type":"object",{}"#, &open(at)[1..]);
        let documents = [
            (r#"{"p1":"a","x":1}"#, true),
            (r#"{"p1":"a","p2":"a"}"#, false),
            (r#"{"p1":"a","p2":1}"#, true),
            (r"1", false),
        ];
        judge(&union("oneOf", branches, open), &documents);
    }
}

/// Some have a tag, others require a property, and one takes any object.
#[test]
fn branches_are_told_apart_in_several_ways() {
    let branch = |at: usize| match at % 100 {
        0..50 => format!(
            r#"{{"type":"object","properties":{{"tag":{{"const":"t{at}"}}}},"required":["tag"]}}"#
        ),
        50..98 => format!(r#"{{"type":"object","required":["p{at}"]}}"#),
        98 => r#"{"type":"object","properties":{"tag":{"const":"maybe"}}}"#.to_owned(),
        _ => r#"{"type":"object","properties":{"any":{"const":1}},"maxProperties":1}"#.to_owned(),
    };
    let documents = [
        (r#"{"tag":"t1","x":1}"#, true),
        (r#"{"tag":"t1"}"#, false),
        (r#"{"tag":"t1","p60":1}"#, false),
        (r#"{"tag":"t60","p60":1}"#, true),
        (r#"{"tag":1,"p60":1}"#, true),
        (r#"{"p60":1,"x":1}"#, false),
        (r#"{"tag":"none","x":1}"#, false),
        (r#"{"any":1}"#, false),
        (r#"{"any":2}"#, true),
        (r#"{"tag":"none"}"#, true),
    ];
    judge(&union("oneOf", 100, branch), &documents);
}
