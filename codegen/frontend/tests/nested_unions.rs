//! Findings in a value that should belong to a branch of a union of unions.
#![allow(clippy::unwrap_used, reason = "a test")]

use exactschema::diagnose::{self, Diagnosis};
use exactschema::evaluate::Validator;
use exactschema_frontend::compile::{Options, compile};

#[test]
fn the_tag_of_inner_unions_chooses_one_of_them() {
    let many = (0..40).map(|n| format!("b{n:02}")).collect();
    let validator = validator(vec![vec!["a0".to_owned(), "a1".to_owned()], many]);
    let lines = |document: &str| {
        let options = diagnose::Options::default();
        finding_lines(&validator.diagnose(document.as_bytes(), &options).unwrap())
    };
    assert_eq!(
        lines(r#"{"tag": "a1", "n": "", "m": 0}"#),
        [
            r#"1:1 : the required property "o" is missing (as a1, the branch that fits best) [required]"#
        ]
    );
    assert_eq!(
        lines(r#"{"tag": "b-07"}"#),
        [
            r#"1:9 /tag: expected one of "b07", "b00", "b01", "b02", "b03", "b04", "b05", "b06" and 34 others, found another value: did you mean "b07"? [oneOf]"#
        ]
    );
    assert!(lines("{}")[0].starts_with(
        r#"1:1 : the required property "tag" is missing: expected one of "a0", "a1", "b00","#
    ));
}

/// The validator of a union of unions of objects with these tags.
fn validator(unions: Vec<Vec<String>>) -> Validator {
    let inner = unions.into_iter().map(|tags| {
        let branches = tags.into_iter().map(|tag| {
            format!(
                r#"{{"title":"{tag}","properties":{{"tag":{{"const":"{tag}"}}}},"required":["tag","o"]}}"#
            )
        });
        format!(r#"{{"oneOf":[{}]}}"#, branches.collect::<Vec<_>>().join(","))
    });
    let schema = format!(r#"{{"oneOf":[{}]}}"#, inner.collect::<Vec<_>>().join(","));
    Validator::new(compile(&schema, &Options::default()).unwrap().table)
}

/// The findings, a line for each: place, pointer, message and keyword.
fn finding_lines(diagnosis: &Diagnosis) -> Vec<String> {
    let findings = diagnosis.findings.iter();
    let lines = findings.map(|finding| {
        let (span, pointer) = (finding.span.start, &finding.pointer);
        format!(
            "{span} {pointer}: {} [{}]",
            finding.message, finding.keyword
        )
    });
    lines.collect()
}
