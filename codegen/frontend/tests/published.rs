//! External test suites: the official JSON Schema Test Suite, with its tests of annotations,
//! and schemas of many authors.
//!
//! Both are read from the directory that the environment variable `SHARED` names, or from
//! `../shared` beside the workspace. Where a folder is absent, its test is skipped.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use exactschema::document::{Document, Instance};
use exactschema::evaluate::{Annotation, Settings, Validator};
use exactschema::schema::{Draft, Table};
use exactschema_frontend::compile::{Loaded, Options, compile};
use serde_json::Value;

/// The URL of the directory `remotes`.
const REMOTES: &str = "http://localhost:1234/";

/// The greatest depth of the files.
const NESTING: usize = 10_000;

/// The directories of the suite, each with its dialect and the number by which the tests
/// of annotations name it.
const DIALECTS: [(&str, Draft, u32); 6] = [
    ("draft4", Draft::Draft4, 4),
    ("draft6", Draft::Draft6, 6),
    ("draft7", Draft::Draft7, 7),
    ("draft2019-09", Draft::Draft201909, 2019),
    ("draft2020-12", Draft::Draft202012, 2020),
    ("v1", Draft::V1, 9999),
];

#[test]
fn draft_4_is_judged_as_the_suite_does() {
    suite(DIALECTS[0]);
}

#[test]
fn draft_6_is_judged_as_the_suite_does() {
    suite(DIALECTS[1]);
}

#[test]
fn draft_7_is_judged_as_the_suite_does() {
    suite(DIALECTS[2]);
}

#[test]
fn draft_2019_09_is_judged_as_the_suite_does() {
    suite(DIALECTS[3]);
}

#[test]
fn draft_2020_12_is_judged_as_the_suite_does() {
    suite(DIALECTS[4]);
}

#[test]
fn v1_is_judged_as_the_suite_does() {
    suite(DIALECTS[5]);
}

#[test]
fn schemas_of_many_authors_are_compiled_and_judged_right() {
    let Some(directory) = shared("real-schemas") else {
        return;
    };
    let mut tally = Tally::default();
    for file in files(&directory) {
        let name = file.display().to_string();
        tally.file(&name, &file, Draft::Draft202012, settings(true, false));
    }
    tally.finish("real-schemas");
    assert_eq!(tally.groups, 1_008);
}

#[test]
fn annotations_are_those_of_the_suite() {
    let Some(directory) = shared("json-schema-test-suite/annotations/tests") else {
        return;
    };
    let (mut assertions, mut wrong) = (0, Vec::new());
    for file in files(&directory) {
        let text = fs::read_to_string(&file).expect("a file of the suite");
        let document = Document::parse(text.as_bytes(), NESTING).expect("JSON");
        let cases = document.root().get("suite").expect("a list of cases");
        for case in cases.elements() {
            for (_, draft, number) in DIALECTS {
                if is_compatible(case, number) {
                    assertions += annotations(case, draft, &mut wrong);
                }
            }
        }
    }
    println!(
        "annotations: {assertions} assertions, {} wrong",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(assertions > 0);
}

/// Judges all groups of a dialect.
fn suite((name, draft, _): (&str, Draft, u32)) {
    let Some(directory) = shared(&format!("json-schema-test-suite/tests/{name}")) else {
        return;
    };
    // The required part, formats, and what is optional besides.
    let mut parts: BTreeMap<&str, Tally> = BTreeMap::new();
    for file in files(&directory) {
        let path = file.strip_prefix(&directory).unwrap_or(&file);
        let path = path.display().to_string().replace('\\', "/");
        let is_format = path.starts_with("optional/format/") || path.starts_with("format/");
        let is_content = path == "optional/content.json";
        let part = match is_format {
            true => "formats",
            false if path.starts_with("optional/") || path.starts_with("proposals/") => "optional",
            false => "required",
        };
        let tally = parts.entry(part).or_default();
        tally.file(&path, &file, draft, settings(is_format, is_content));
    }
    for (part, tally) in &parts {
        tally.finish(&format!("{name}, {part}"));
    }
    assert_eq!(parts.len(), 3, "a part of the suite is missing");
}

fn settings(asserts_formats: bool, asserts_content: bool) -> Settings {
    let mut settings = Settings::default();
    settings.asserts_formats = asserts_formats;
    settings.asserts_content = asserts_content;
    settings.limits.nesting = NESTING;
    settings
}

/// The results of the groups of some files.
#[derive(Debug, Default)]
struct Tally {
    groups: usize,
    tests: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn file(&mut self, name: &str, file: &Path, draft: Draft, settings: Settings) {
        let text = fs::read_to_string(file).expect("a file of the suite");
        let document = Document::parse(text.as_bytes(), NESTING).expect("JSON");
        for group in document.root().elements() {
            self.groups += 1;
            let name = format!("{name}: {}", text_of(group, "description"));
            let schema = group.get("schema").expect("a schema");
            match table(schema, draft, None) {
                Ok(table) => self.judge(&name, group, Validator::with_settings(table, settings)),
                Err(problems) => self.wrong.push(format!("{name}: {problems}")),
            }
        }
    }

    /// Holds the verdicts of a validator against those of a group.
    fn judge(&mut self, name: &str, group: Instance<'_>, validator: Validator) {
        for test in group.get("tests").expect("tests").elements() {
            self.tests += 1;
            let data = test.get("data").expect("data").source();
            let expected = test.get("valid").expect("a verdict").is_true();
            let verdict = validator.is_valid(data.as_bytes());
            if verdict != Ok(expected) {
                let test = text_of(test, "description");
                self.wrong.push(format!("{name}: {test}: {verdict:?}"));
            }
            let output = validator.output(data.as_bytes());
            if output.map(|output| output.is_valid()) != verdict {
                let test = text_of(test, "description");
                self.wrong.push(format!("{name}: {test}: another output"));
            }
        }
    }

    /// Fails if any verdict is wrong or any schema is rejected.
    fn finish(&self, part: &str) {
        let (groups, tests, wrong) = (self.groups, self.tests, self.wrong.len());
        println!("{part}: {groups} groups, {tests} documents, {wrong} wrong");
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// Judges one case of annotations in a dialect: how many assertions it has.
fn annotations(case: Instance<'_>, draft: Draft, wrong: &mut Vec<String>) -> usize {
    let name = format!("{draft}: {}", text_of(case, "description"));
    let schema = case.get("schema").expect("a schema");
    let table = match table(schema, draft, case.get("externalSchemas")) {
        Ok(table) => table,
        Err(problems) => {
            wrong.push(format!("{name}: {problems}"));
            return 0;
        }
    };
    let validator = Validator::with_settings(table, settings(false, false));
    let mut count = 0;
    for test in case.get("tests").expect("tests").elements() {
        let instance = test.get("instance").expect("an instance").source();
        let found = validator.annotations(instance.as_bytes());
        let found = found.expect("no limit is exceeded");
        if !is_in_output(&validator, instance.as_bytes(), &found) {
            wrong.push(format!(
                "{name}: {instance}: other annotations in the output"
            ));
        }
        for assertion in test.get("assertions").expect("assertions").elements() {
            count += 1;
            let (location, keyword) = (
                text_of(assertion, "location"),
                text_of(assertion, "keyword"),
            );
            let expected = assertion.get("expected").expect("annotations");
            let expected = expected.members().map(|member| {
                let place = member.name.text();
                let place = percent_encoding::percent_decode_str(place.trim_start_matches('#'));
                (
                    place.decode_utf8_lossy().into_owned(),
                    json(member.value.source()),
                )
            });
            let expected: BTreeMap<String, Value> = expected.collect();
            let found = found.iter().filter(|annotation| {
                annotation.instance == location && annotation.keyword == keyword
            });
            let found = found.map(|annotation| {
                let pointer = &*annotation.schema.pointer;
                let schema = pointer.rsplit_once('/').map_or("", |(schema, _)| schema);
                (schema.to_owned(), json(&annotation.value))
            });
            let found: BTreeMap<String, Value> = found.collect();
            if found != expected {
                wrong.push(format!(
                    "{name}: {instance}: {keyword} at {location:?}: \
                     expected {expected:?}, found {found:?}"
                ));
            }
        }
    }
    count
}

/// Whether the output of a document has these annotations, each where it is.
fn is_in_output(validator: &Validator, document: &[u8], found: &[Annotation<'_>]) -> bool {
    let output = validator.output(document).expect("no limit is exceeded");
    let output = json(&output.basic().to_string());
    let units = output["annotations"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    found.iter().all(|annotation| {
        let value = json(&annotation.value);
        units.iter().any(|unit| {
            let keyword = unit["keywordLocation"].as_str().unwrap_or_default();
            keyword.ends_with(&format!("/{}", annotation.keyword))
                && unit["instanceLocation"] == annotation.instance.as_str()
                && unit["annotation"] == value
        })
    })
}

/// Whether a case of annotations is meant for the dialect with this number.
fn is_compatible(case: Instance<'_>, number: u32) -> bool {
    let compatibility = text_of(case, "compatibility");
    let mut parts = compatibility.split(',').filter(|part| !part.is_empty());
    parts.all(|part| {
        let release = |text: &str| text.parse::<u32>().expect("a release");
        match (part.strip_prefix("<="), part.strip_prefix('=')) {
            (Some(last), _) => number <= release(last),
            (_, Some(only)) => number == release(only),
            _ => number >= release(part),
        }
    })
}

/// The table of a schema, or its problems in words. References lead to `remotes`, or to
/// the schemas that a case has itself.
fn table(schema: Instance<'_>, draft: Draft, more: Option<Instance<'_>>) -> Result<Table, String> {
    let remotes = shared("json-schema-test-suite/remotes");
    let load = |uri: &str| {
        let path = None;
        if let Some(own) = more.and_then(|more| more.get(uri)) {
            let text = own.source().to_owned();
            return Some(Loaded { text, path });
        }
        let file = remotes.as_ref()?.join(uri.strip_prefix(REMOTES)?);
        let text = fs::read_to_string(file).ok()?;
        Some(Loaded { text, path })
    };
    let options = Options {
        dialect: draft,
        load: &load,
        ..Options::default()
    };
    let compiled = compile(schema.source(), &options).map_err(|problems| {
        let problems = problems.iter().map(ToString::to_string);
        problems.collect::<Vec<_>>().join("; ")
    })?;
    Ok(compiled.table)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn text_of(of: Instance<'_>, name: &str) -> String {
    let text = of.get(name).map(|text| text.text().into_owned());
    text.unwrap_or_default()
}

/// A folder of what is shared, if it is present.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("SHARED").map_or(beside, PathBuf::from);
    let folder = root.join(name);
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// All JSON files below a directory.
fn files(directory: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                all.push(path);
            }
        }
    }
    all.sort();
    all
}
