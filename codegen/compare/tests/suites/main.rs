//! The test suites of others: for each, a variable names a clone of its repository, without
//! which it is skipped. `README.md` lists them.
//!
//! Every verdict is that of the suite but for those in `exceptions`, by the clause that the suite
//! reads in another way; none of these may be in vain. Build it with `--release`.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

mod confluent;
mod containment;
mod scripts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use exactschema_compare::diff::{ContentModel, Source, TIME, Verdict, diff};
use exactschema_frontend::Schema;
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;
use exactschema_frontend::model::Draft;
use serde_json::{Value, json};

/// The share of pairs, in percent, that may be refused.
const REFUSED: usize = 1;

/// The share of pairs, in percent, that may be undecided.
const UNDECIDED: usize = 2;

/// What a suite claims of two schemas.
struct Claim {
    /// The file of the suite.
    file: String,
    /// Its name in there.
    name: String,
    /// The texts of the schemas.
    schemas: [String; 2],
    /// Whether all that the first schema accepts is accepted by the second.
    is_part: bool,
}

impl Claim {
    /// A claim about schemas, of a dialect if they declare none.
    fn new(file: &str, name: &str, draft: Draft, schemas: [&Value; 2], is_part: bool) -> Self {
        let schemas = schemas.map(|schema| {
            let mut schema = schema.clone();
            if let Value::Object(keywords) = &mut schema {
                keywords.entry("$schema").or_insert(json!(draft.uri()));
            }
            schema.to_string()
        });
        Claim {
            file: file.to_owned(),
            name: name.to_owned(),
            schemas,
            is_part,
        }
    }
}

/// The claims that are not those of the specification: by the clause that says so, and by file.
type Exceptions = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The folder that a variable names, if it does.
fn clone(variable: &str) -> Option<String> {
    let clone = std::env::var(variable).ok();
    if clone.is_none() {
        eprintln!("skipped: {variable} names no clone of the suite");
    }
    clone
}

/// Judges the claims of a suite, of which there are at least so many.
fn judge(claims: &[Claim], exceptions: &str, least: usize) {
    let exceptions: Exceptions = serde_json::from_str(exceptions).unwrap();
    let files = exceptions.values().flatten();
    let mut excepted: BTreeSet<(&str, &str)> = files
        .flat_map(|(file, names)| names.iter().map(|name| (file.as_str(), name.as_str())))
        .collect();
    let differing = excepted.len();
    let (mut right, mut refused, mut undecided) = (0, Vec::new(), Vec::new());
    let mut wrong = Vec::new();
    for claim in claims {
        let name = (claim.file.as_str(), claim.name.as_str());
        let [old, new] = &claim.schemas;
        let described = format!("{} {}\n  {old}\n  {new}", claim.file, claim.name);
        match verdict(old, new) {
            None => refused.push(described),
            Some(Verdict::Undecided) => undecided.push(described),
            Some(verdict) if (verdict == Verdict::Compatible) == claim.is_part => right += 1,
            Some(_) if excepted.remove(&name) => {}
            Some(verdict) => wrong.push(format!("{described}\n  {verdict:?}")),
        }
    }
    let differing = differing - excepted.len();
    eprintln!(
        "{} pairs: {right} right, {differing} excepted, {} refused, {} undecided",
        claims.len(),
        refused.len(),
        undecided.len()
    );
    for (what, list) in [("refused", &refused), ("undecided", &undecided)] {
        for described in list {
            eprintln!("{what}: {described}");
        }
    }
    assert!(claims.len() >= least, "{} pairs", claims.len());
    assert!(wrong.is_empty(), "wrong:\n{}", wrong.join("\n"));
    assert!(excepted.is_empty(), "not excepted: {excepted:?}");
    assert!(refused.len() * 100 <= REFUSED * claims.len());
    assert!(undecided.len() * 100 <= UNDECIDED * claims.len());
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

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}
