//! Names of files that must be escaped for a terminal.
#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use serde_json::Value;

use super::program;

/// The report of a format on a file with a line end in its name, and on one whose name is not
/// UTF-8.
fn written(format: &str) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    let names = [&b"new\nline.json"[..], b"\xff.json"].map(OsStr::from_bytes);
    for name in names {
        std::fs::write(folder.path().join(name), "[]").unwrap();
    }
    let program = program().current_dir(folder.path());
    let program = program.args(["validate", "--format", format]).args(names);
    let assert = program.assert().code(1);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn people_see_them_escaped() {
    let text = written("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("new\\u{a}line.json:1:1: "), "{text}");
    assert!(lines[1].starts_with("\u{fffd}.json:1:1: "), "{text}");
}

#[test]
fn programs_find_the_files_again() {
    let json = written("json");
    let files = json.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["file"].clone()
    });
    let files: Vec<Value> = files.collect();
    assert_eq!(files[..2], ["new\nline.json", "\u{fffd}.json"]);

    let log: Value = serde_json::from_str(&written("sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let uri = "/locations/0/physicalLocation/artifactLocation/uri";
    let uris = results.iter().map(|result| result.pointer(uri).unwrap());
    assert_eq!(uris.collect::<Vec<_>>(), ["new%0Aline.json", "%FF.json"]);
}
