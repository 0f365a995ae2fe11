//! JSON Schema's own tests of formats, for every release.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use exactschema::runtime::{Draft, Format};
use serde_json::Value;

/// Tests of the suite that are about strings.
const LEAST_TESTS: usize = 2_000;

#[test]
fn official_suite() {
    let directory = directory();
    if !directory.exists() {
        println!("skipped: {} does not exist", directory.display());
        return;
    }
    let (mut count, mut failures) = (0, Vec::new());
    for draft in Draft::ALL {
        for path in files(&directory.join(folder(*draft))) {
            let groups: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            for (group, test) in tests(&groups) {
                let name = group["schema"]["format"].as_str().unwrap();
                // Of what is no string, a format asserts nothing.
                let Some(text) = test["data"].as_str() else {
                    continue;
                };
                let format = Format::defined_in(*draft, name);
                count += 1;
                if test["valid"] != format.is_none_or(|format| format.holds(text)) {
                    failures.push(format!(
                        "{draft:?} {name} {text:?}: {}",
                        test["description"]
                    ));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > LEAST_TESTS, "{count} tests");
}

/// The tests of the suite: `SHARED`, or what is beside the workspace.
fn directory() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = env::var_os("SHARED").map_or(beside, PathBuf::from);
    shared.join("json-schema-test-suite/tests")
}

fn folder(draft: Draft) -> &'static str {
    match draft {
        Draft::Draft4 => "draft4/optional/format",
        Draft::Draft6 => "draft6/optional/format",
        Draft::Draft7 => "draft7/optional/format",
        Draft::Draft201909 => "draft2019-09/optional/format",
        Draft::Draft202012 => "draft2020-12/optional/format",
        Draft::V1 => "v1/format",
    }
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// All tests, each with its group.
fn tests(groups: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let groups = groups.as_array().unwrap().iter();
    groups.flat_map(|group| {
        let tests = group["tests"].as_array().unwrap().iter();
        tests.map(move |test| (group, test))
    })
}
