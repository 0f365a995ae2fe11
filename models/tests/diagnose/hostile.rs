//! Hostile documents. Their memory is bounded by what is kept, and their time by the time
//! that the test may take.

use exactschema::evaluate::Validator;
use exactschema_frontend::compile;
use models::diagnose::Options;

use crate::diagnose;

#[test]
fn nesting_is_refused_once() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let levels = 100_000;
        let inner = if open == "[" { "" } else { "1" };
        let document = open.repeat(levels) + inner + &close.repeat(levels);
        let diagnosis = diagnose("export-session", &document);
        let depth = diagnosis.findings.iter().filter(|f| f.keyword == "depth");
        let depth: Vec<_> = depth.collect();
        assert_eq!(depth.len(), 1);
        assert_eq!(depth[0].pointer.split('/').count() - 1, models::MAX_DEPTH);
        let broken = open.repeat(levels);
        let last = diagnose("export-session", &broken).findings.pop().unwrap();
        assert_eq!(last.keyword, "syntax");
    }
}

/// Every object must have a property, and every array an element.
const NESTED: &str = r##"{
    "required": ["a"],
    "properties": { "a": { "$ref": "#" } },
    "minItems": 1,
    "items": { "$ref": "#" }
}"##;

#[test]
fn nothing_is_missing_where_nothing_is_looked_at() {
    let compiled = compile::compile(NESTED, &compile::Options::default()).unwrap();
    let validator = Validator::new(compiled.table);
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let levels = models::MAX_DEPTH + 1;
        let document = format!("{}1{}", open.repeat(levels), close.repeat(levels));
        let diagnosis = validator.diagnose(document.as_bytes(), &Options::default());
        let findings = diagnosis.unwrap().findings;
        let keywords = findings.iter().map(|finding| &*finding.keyword);
        assert_eq!(keywords.collect::<Vec<_>>(), ["depth"]);
    }
}

#[test]
fn long_names_are_not_repeated_without_bound() {
    let name = "n".repeat(1 << 20);
    let elements = [r#"{"a":1,"a":2}"#; 3_000].join(",");
    let document = format!(r#"{{"{name}":[{elements}]}}"#);
    let diagnosis = diagnose("export-session", &document);
    let pointers = diagnosis
        .findings
        .iter()
        .map(|finding| finding.pointer.len());
    assert!(pointers.sum::<usize>() <= document.len() + (1 << 20));
    // Three properties are required.
    assert_eq!(diagnosis.findings.len() + diagnosis.omitted, 3_003);
}

#[test]
fn unions_over_large_arrays_are_decided_once_each() {
    let step = r#"{"title":"a","state":"none","steps":[{"title":"b","state":"none"}]}"#;
    let steps = [step; 20_000].join(",");
    let document = format!(
        r#"{{"type":"tool_call_progress","id":"e","sequence":1,"at":"2025-10-03T16:51:00Z",
        "callId":"call_1","plan":[{steps}]}}"#
    );
    let diagnosis = diagnose("session-events", &document);
    assert_eq!(diagnosis.findings.len(), 1_000);
    assert!(
        diagnosis.omitted >= 2 * 20_000 - 1_000,
        "{}",
        diagnosis.omitted
    );
}

#[test]
fn many_names_are_compared_in_linear_time() {
    let names: Vec<String> = (0..200_000).map(|n| format!(r#""{n}":0"#)).collect();
    let document = format!(r#"{{"x":{{{},"7":1}}}}"#, names.join(","));
    let diagnosis = diagnose("export-session", &document);
    let duplicates = diagnosis
        .findings
        .iter()
        .filter(|f| f.keyword == "duplicate-key");
    assert_eq!(duplicates.count(), 1);
}
