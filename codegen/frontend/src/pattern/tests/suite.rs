//! The official test suite: what it asks of patterns, and of the format `regex`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use exactschema::runtime::pattern::is_pattern;
use serde_json::Value;

use super::super::Pattern;

/// The files, below the directory of a draft.
const FILES: [&str; 3] = [
    "pattern.json",
    "optional/ecmascript-regex.json",
    "optional/non-bmp-regex.json",
];

/// The files about the format.
const FORMATS: [&str; 2] = [
    "optional/format/regex.json",
    "optional/format/ecmascript-regex.json",
];

#[test]
fn the_official_test_suite_is_satisfied() {
    let Some(suite) = suite() else {
        eprintln!("skipped: there is no JSON-Schema-Test-Suite ($JSON_SCHEMA_TEST_SUITE)");
        return;
    };
    let (mut patterns, mut formats) = (0, 0);
    for draft in fs::read_dir(suite.join("tests")).unwrap() {
        let draft = draft.unwrap().path();
        for (schema, data, is_valid) in FILES.iter().flat_map(|file| tests(&draft.join(file))) {
            let matches = |source: &str, text: &str| {
                let pattern = Pattern::parse(source).unwrap();
                pattern.program().is_match(text)
            };
            if let (Some(source), Some(text)) = (schema["pattern"].as_str(), data.as_str()) {
                assert_eq!(matches(source, text), is_valid, "{source} {text:?}");
                patterns += 1;
            }
            let properties = schema["patternProperties"].as_object();
            // Those that allow no other names.
            let properties = properties.filter(|_| schema["additionalProperties"] == false);
            if let (Some(properties), Some(data)) = (properties, data.as_object()) {
                let is_allowed =
                    |name: &String| properties.keys().any(|source| matches(source, name));
                assert_eq!(
                    data.keys().all(is_allowed),
                    is_valid,
                    "{properties:?} {data:?}"
                );
                patterns += 1;
            }
        }
        for (schema, data, is_valid) in FORMATS.iter().flat_map(|file| tests(&draft.join(file))) {
            if let (Some("regex"), Some(text)) = (schema["format"].as_str(), data.as_str()) {
                assert_eq!(is_pattern(text), is_valid, "{text}");
                formats += 1;
            }
        }
    }
    assert!(patterns > 100 && formats > 20, "{patterns} {formats}");
}

/// Where the suite is: beside the workspace, unless the environment has another place.
fn suite() -> Option<PathBuf> {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/json-schema-test-suite");
    let path = env::var_os("JSON_SCHEMA_TEST_SUITE").map_or(beside, PathBuf::from);
    path.join("tests").is_dir().then_some(path)
}

/// The tests of a file: schema, document and verdict; none if there is no such file.
fn tests(path: &Path) -> Vec<(Value, Value, bool)> {
    let Ok(text) = fs::read_to_string(path) else {
        return Vec::new();
    };
    let groups: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut all = Vec::new();
    for group in groups {
        for test in group["tests"].as_array().unwrap() {
            let is_valid = test["valid"].as_bool().unwrap();
            all.push((group["schema"].clone(), test["data"].clone(), is_valid));
        }
    }
    all
}
