//! The test suite for containment of Fruth and others.

use std::path::{Path, PathBuf};

use exactschema_frontend::model::Draft;
use serde_json::Value;

use crate::{Claim, clone, judge, read};

/// The folders of the suite, with their dialects; draft 3 is none.
const DIALECTS: &[(&str, Draft)] = &[
    ("draft4", Draft::Draft4),
    ("draft6", Draft::Draft6),
    ("draft7", Draft::Draft7),
    ("draft2019-09", Draft::Draft201909),
    ("draft2020-12", Draft::Draft202012),
    ("draft-future", Draft::V1),
];

#[test]
fn containment() {
    let Some(clone) = clone("CONTAINMENT") else {
        return;
    };
    let tests = Path::new(&clone).join("tests");
    let mut claims = Vec::new();
    for (folder, draft) in DIALECTS {
        for path in files(&tests.join(folder)) {
            let file = path.strip_prefix(&tests).unwrap().to_string_lossy();
            let cases: Vec<Value> = serde_json::from_str(&read(&path)).unwrap();
            for case in &cases {
                claims.extend(claimed(&file, *draft, case));
            }
        }
    }
    judge(&claims, include_str!("exceptions/containment.json"), 20_000);
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

/// Whether either schema of a case is a part of the other, as far as the suite tells.
fn claimed<'c>(file: &str, draft: Draft, case: &'c Value) -> impl Iterator<Item = Claim> + 'c {
    let file = file.to_owned();
    let both = [
        ("s1SubsetEqOfs2", ["schema1", "schema2"]),
        ("s2SubsetEqOfs1", ["schema2", "schema1"]),
    ];
    both.into_iter().filter_map(move |(test, schemas)| {
        let is_part = case["tests"][test].as_bool()?;
        let name = format!("{} {test}", case["id"]);
        let schemas = schemas.map(|schema| &case[schema]);
        Some(Claim::new(&file, &name, draft, schemas, is_part))
    })
}
