//! Reports are valid by the official schemas of their formats, which lie in
//! `models/tests/official`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{program, report};

const OFFICIAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/official");

/// Reports on many documents, on names that are hard to write, and on nothing.
fn reports(format: &str) -> Vec<Vec<u8>> {
    let odd = "{\"\u{1b}]\u{ffff}<&>\u{0}\": {\"a\": 1, \"a\": 1}, \"id\": \"<&>\u{8}\"}";
    let commands = [
        report(&["--format", format]),
        report(&["--format", format, "--show-values", "always"]),
        program()
            .args(["validate", "--format", format, "--show-values", "always"])
            .arg("-")
            .stdin(odd),
        program()
            .args(["validate", "--format", format])
            .arg("accepted/one-line.json"),
        program()
            .args(["validate", "--format", format])
            .args(samples("refused")),
    ];
    let outputs = commands.map(|command| command.assert().get_output().stdout.clone());
    outputs.into_iter().collect()
}

fn samples(directory: &str) -> Vec<String> {
    let root = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/export-session.samples"
    );
    let entries = std::fs::read_dir(Path::new(root).join(directory)).unwrap();
    let name = |entry: std::fs::DirEntry| entry.file_name().into_string().unwrap();
    let names = entries.map(|entry| format!("{directory}/{}", name(entry.unwrap())));
    names.collect()
}

#[test]
fn sarif() {
    let schema = std::fs::read(Path::new(OFFICIAL).join("sarif-schema-2.1.0.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // A superfluous bracket makes these patterns no regular expressions in Unicode mode. No
    // report has a language.
    for object in ["run", "toolComponent"] {
        let language = format!("/definitions/{object}/properties/language");
        let language = schema.pointer_mut(&language).unwrap();
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for report in reports("sarif") {
        let log: Value = serde_json::from_slice(&report).unwrap();
        let problems: Vec<_> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        indices_hold(&log["runs"][0]);
    }
}

/// Checks indices, which the schema of SARIF cannot: a result names its rule twice.
fn indices_hold(run: &Value) {
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
    }
}

#[test]
fn junit() {
    let schema = Path::new(OFFICIAL).join("junit-10.xsd");
    for report in reports("junit") {
        let child = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema"])
            .arg(&schema)
            .arg("-")
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("skipped: xmllint (Debian: libxml2-utils) is not installed");
            return;
        };
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&report).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        let problems = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{problems}");
    }
}
