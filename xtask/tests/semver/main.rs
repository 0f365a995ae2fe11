//! Compares the verdicts of `cargo-semver-checks` with ours, on `codegen/compare/tests/api`.
//!
//! It compares what rustdoc sees of two crates with the generated types of all cases.
//! Without the program the test is skipped: `cargo install cargo-semver-checks --locked`.
#![allow(clippy::unwrap_used, reason = "a test")]

mod crates;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use crates::{Case, cases, write};
use exactschema_compare::api::{self, Api, Step};

/// Cases that it does not detect, and why. All others it must detect as we do.
const UNSEEN: &[(&str, &str)] = &[
    ("bounds_change_the_integer", TYPES),
    ("format_changes_the_integer", TYPES),
    ("newtype_appears", TYPES),
    ("newtype_gains_a_constraint", TRAITS),
    ("newtype_gains_a_residual_keyword", TRAITS),
    ("null_allowed", TYPES),
    (
        "required_trade_places",
        "calls still compile, and swap two texts",
    ),
    ("type_changed", TYPES),
    ("type_of_optional_changed", TYPES),
];

const TYPES: &str = "it does not compare the types of fields and parameters";
const TRAITS: &str = "of traits it compares those that are derived";

#[test]
fn cargo_semver_checks_agrees() {
    if !is_installed() {
        eprintln!("skipped: there is no cargo-semver-checks");
        return;
    }
    let cases = cases();
    let previous = write("previous", &cases, |case| &case.previous);
    let current = write("current", &cases, |case| &case.current);
    // A minor release may not have what asks for a major one, nor a patch release
    // what asks for either.
    let major = failed(&previous, &current, "minor");
    let any = failed(&previous, &current, "patch");
    // An empty result would prove nothing.
    assert!(major.len() >= 20, "{major:?}");
    for case in &cases {
        let module = case.module.as_str();
        let ours = ours(case);
        let unseen = UNSEEN.iter().find(|(name, _)| *name == module);
        let seen = major.contains(module);
        match unseen {
            None => assert_eq!(seen, ours == Some(Step::Major), "{module}: {ours:?}"),
            Some((_, why)) => {
                assert!(!seen, "{module} is seen now, although {why}");
                assert_eq!(ours, Some(Step::Major), "{module}");
            }
        }
        if any.contains(module) {
            assert!(ours >= Some(Step::Minor), "{module}: {ours:?}");
        }
    }
    let modules: Vec<&str> = cases.iter().map(|case| case.module.as_str()).collect();
    assert!(UNSEEN.iter().all(|(name, _)| modules.contains(name)));
}

/// The step that a case requires by our rules.
fn ours(case: &Case) -> Option<Step> {
    let api = |schema: &str| Api::of(schema, &case.module).unwrap();
    api::step(&api::changes(&api(&case.previous), &api(&case.current)))
}

fn is_installed() -> bool {
    let version = run(&["--version"], Path::new("."));
    version.is_some_and(|output| output.status.success())
}

/// The cases that require more than a release of a type.
fn failed(previous: &Path, current: &Path, release: &str) -> BTreeSet<String> {
    let baseline = previous.to_str().unwrap();
    let arguments = ["--baseline-root", baseline, "--release-type", release];
    let output = run(&[&arguments[..], &["--color", "never"]].concat(), current).unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains(" Checked "), "{words}");
    let blocks = stdout
        .split("\n--- ")
        .filter(|block| block.trim_start_matches("--- ").starts_with("failure "));
    let places = blocks.filter_map(|block| block.split_once("Failed in:\n"));
    // An item is named by the file of its case.
    let places = places.flat_map(|(_, items)| items.split("/src/").skip(1));
    let modules = places.filter_map(|place| place.split_once(".rs"));
    modules.map(|(module, _)| module.to_owned()).collect()
}

/// `cargo semver-checks` in a directory; `None` if there is no cargo.
fn run(arguments: &[&str], directory: &Path) -> Option<Output> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver/target");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg("semver-checks").args(arguments);
    command
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", target);
    command.output().ok()
}
