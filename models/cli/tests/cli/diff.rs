//! `exactschema diff`: its report is valid by its schema, and is read as the types of that.

use std::process::Command as Git;

use models::diff_report::{Comparison, DiffReport, Verdict};
use snapbox::cmd::Command;

use crate::folder;
use crate::general::exactschema;

const OLD: &[u8] = br#"{ "type": "object", "properties": { "a": { "enum": ["x"] }, "b": {} } }"#;
const NEW: &[u8] =
    br#"{ "type": "object", "properties": { "a": { "enum": ["y"], "title": "A" } } }"#;

/// The report of a run, which is valid by its schema.
fn report(command: Command, code: i32) -> DiffReport {
    let run = command.args(["--format", "json"]).assert().code(code);
    models::from_slice(&run.get_output().stdout).unwrap()
}

fn comparison(report: DiffReport) -> Option<Comparison> {
    match report {
        DiffReport::Comparison(comparison) => Some(comparison),
        DiffReport::HistoryReport(_) => None,
    }
}

#[test]
fn a_comparison_is_what_its_schema_says() {
    let folder = folder(&[("old.json", OLD), ("new.json", NEW), ("none.json", b"{")]);
    let diff = |versions: &[&str], code| {
        let command = exactschema(folder.path(), &[&["diff"], versions].concat());
        comparison(report(command, code)).unwrap()
    };
    let comparison = diff(&["old.json", "new.json"], 1);
    let schema = &comparison.schemas[0];
    assert_eq!(
        (schema.backward, schema.forward),
        (Verdict::Breaking, Verdict::Breaking)
    );
    let first = &schema.changes[0];
    assert!(
        first.message.starts_with("`a` may no longer be"),
        "{}",
        first.message
    );
    assert_eq!(first.places[0].new.file, "new.json");
    let refused = diff(&["old.json", "none.json"], 3);
    assert_eq!(refused.refused.unwrap()[0].version, "none.json");
}

/// It takes an element that `contains` counts for evaluated, as releases after 2019-09 do.
#[test]
fn another_validator_disagrees() {
    let schema = |rest: &str| {
        let dialect = r#""$schema": "https://json-schema.org/draft/2019-09/schema""#;
        format!(r#"{{ {dialect}, "contains": {{ "type": "string" }}{rest} }}"#).into_bytes()
    };
    let (old, new) = (schema(""), schema(r#", "unevaluatedItems": false"#));
    let folder = folder(&[("old.json", &old), ("new.json", &new)]);
    let command = exactschema(folder.path(), &["diff", "old.json", "new.json"]);
    let comparison = comparison(report(command, 1)).unwrap();
    let meaning = &comparison.schemas[0].changes[0].backward;
    let sentence = "the validator jsonschema 0.61 accepts the witness by the new schema";
    assert_eq!(meaning.disagreement.as_deref(), Some(sentence));
}

#[test]
fn a_history_is_what_its_schema_says() {
    let folder = folder(&[("a.json", OLD)]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
        let mut git = Git::new("git");
        let git = git
            .args(identity)
            .args(arguments)
            .current_dir(folder.path());
        assert!(
            git.env("GIT_CONFIG_GLOBAL", "/dev/null")
                .status()
                .unwrap()
                .success()
        );
    };
    let commit = || {
        git(&["add", "a.json"]);
        git(&["commit", "--quiet", "--message", "x"]);
    };
    git(&["init", "--quiet"]);
    commit();
    std::fs::write(folder.path().join("a.json"), NEW).unwrap();
    commit();
    let command = exactschema(folder.path(), &["diff", "--git", "HEAD~1..HEAD", "a.json"]);
    let history = match report(command, 1) {
        DiffReport::HistoryReport(history) => Some(history),
        DiffReport::Comparison(_) => None,
    };
    let history = history.unwrap();
    let steps = &history.histories[0].steps;
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].backward, Some(Verdict::Breaking));
}
