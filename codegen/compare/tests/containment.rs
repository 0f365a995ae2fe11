//! The test suite for containment of Fruth and others, from a clone that the variable
//! `CONTAINMENT` names: <https://github.com/sdbs-uni-p/json-schema-containment-testsuite>.
//! Build it with `--release`.
//!
//! Every verdict is that of the suite but for [`EXCEPTIONS`].
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::path::{Path, PathBuf};

use exactschema_compare::diff::{ContentModel, Source, TIME, Verdict, diff};
use exactschema_frontend::Schema;
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;
use exactschema_frontend::model::Draft;
use serde_json::{Value, json};

/// The share of pairs, in percent, that may be refused or undecided.
const MOST: [usize; 2] = [1, 2];

/// Where the suite has another reading than the specification: a part of the path and of the
/// schemas, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "draft4/",
        "\"const\"",
        "draft 4 has no const, which draft 6 introduced (Validation §6.24)",
    ),
    (
        "/format.json",
        "",
        "what is of a format is as the official suite has it today (Validation §7.3)",
    ),
    (
        "/optional/unicode.json",
        "",
        "the classes of ECMA-262 are of ASCII letters (§22.2.2.9)",
    ),
    (
        "draft7/valid/optional/content.json",
        "",
        "contents are annotations (Validation §8)",
    ),
    (
        "draft-future/valid/contains.json",
        "",
        "contains is about arrays alone (Core §10.3.1.3)",
    ),
    (
        "draft-future/valid/maxContains.json",
        "",
        "contains is about arrays alone (Core §10.3.1.3)",
    ),
    // A schema and its negation, where one of two copies was renamed, or only its reference
    // negated; and references whose scope is another in a copy.
    (
        "/anchor.json",
        "my_anchor",
        "the copies differ in what they list",
    ),
    (
        "/id.json",
        "my_identifier",
        "the copies differ in what they list",
    ),
    (
        "/ref.json",
        "$ref",
        "the copies differ in what they list, or lie elsewhere",
    ),
    (
        "/items.json",
        "sub-item",
        "only a part of the schema is negated",
    ),
    (
        "/unevaluatedItems.json",
        "$ref",
        "only a part of the schema is negated",
    ),
    (
        "/unevaluatedProperties.json",
        "$",
        "only a part of the schema is negated, or its scope is another",
    ),
    (
        "/dynamicRef.json",
        "$dynamicAnchor",
        "the scope is another in a copy (Core §8.2.3.2), or only a part is negated",
    ),
    (
        "/recursiveRef.json",
        "$recursiveRef",
        "the scope is another in a copy (Core §8.2.4.2)",
    ),
];

/// The folders of the suite, with their dialects; draft 3 is none.
const DIALECTS: &[(&str, Draft)] = &[
    ("draft4", Draft::Draft4),
    ("draft6", Draft::Draft6),
    ("draft7", Draft::Draft7),
    ("draft2019-09", Draft::Draft201909),
    ("draft2020-12", Draft::Draft202012),
    ("draft-future", Draft::V1),
];

#[derive(Default)]
struct Tally {
    right: usize,
    excepted: usize,
    refused: usize,
    undecided: usize,
    wrong: Vec<String>,
}

#[test]
fn containment() {
    let Ok(suite) = std::env::var("CONTAINMENT") else {
        eprintln!("skipped: CONTAINMENT names no clone of the suite");
        return;
    };
    let mut tally = Tally::default();
    for (folder, draft) in DIALECTS {
        for file in files(&Path::new(&suite).join("tests").join(folder)) {
            let text = std::fs::read_to_string(&file).unwrap();
            let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
            for case in cases {
                try_case(&file.to_string_lossy(), *draft, &case, &mut tally);
            }
        }
    }
    let all = tally.right + tally.excepted + tally.refused + tally.undecided + tally.wrong.len();
    eprintln!(
        "{all} pairs: {} right, {} excepted, {} refused, {} undecided",
        tally.right, tally.excepted, tally.refused, tally.undecided
    );
    assert!(all > 20_000, "{all} pairs");
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
    assert!(
        tally.refused * 100 <= MOST[0] * all,
        "{} refused",
        tally.refused
    );
    assert!(
        tally.undecided * 100 <= MOST[1] * all,
        "{} undecided",
        tally.undecided
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

/// Asks whether either schema of a case is a part of the other, as far as the suite tells.
fn try_case(path: &str, draft: Draft, case: &Value, tally: &mut Tally) {
    let schemas = ["schema1", "schema2"].map(|name| {
        let mut schema = case[name].clone();
        if let Value::Object(keywords) = &mut schema {
            keywords.entry("$schema").or_insert(json!(draft.uri()));
        }
        schema.to_string()
    });
    for (name, [from, to]) in [("s1SubsetEqOfs2", [0, 1]), ("s2SubsetEqOfs1", [1, 0])] {
        let Some(is_part) = case["tests"][name].as_bool() else {
            continue;
        };
        match verdict(&schemas[from], &schemas[to]) {
            None => tally.refused += 1,
            Some(Verdict::Undecided) => tally.undecided += 1,
            Some(verdict) if (verdict == Verdict::Compatible) == is_part => tally.right += 1,
            Some(verdict) => {
                let is_excepted = EXCEPTIONS.iter().any(|(place, part, _)| {
                    path.contains(place) && schemas.iter().any(|schema| schema.contains(part))
                });
                match is_excepted {
                    true => tally.excepted += 1,
                    false => tally
                        .wrong
                        .push(format!("{path} {} {name}: {verdict:?}", case["id"])),
                }
            }
        }
    }
}

/// Whether documents that are valid under one text are valid under another; `None` if one of
/// them is no schema.
fn verdict(old: &str, new: &str) -> Option<Verdict> {
    let [left, right] = [old, new].map(|text| {
        compile(text, &Options::default()).ok()?;
        Schema::new(&Json::parse(text).ok()?).ok()
    });
    let (left, right) = (left?, right?);
    let source = |schema, text| Source { schema, text };
    let (old, new) = (source(&left, old), source(&right, new));
    let comparison = diff(&old, &new, ContentModel::Open, TIME).ok()?;
    Some(comparison.backward)
}
