//! Every directory below `api` is a test: the effect of the change from `previous.json` to
//! `current.json` on the API, and the step that it requires. `SNAPSHOTS=overwrite` updates
//! the snapshots.
//!
//! The tests of `xtask` check that the compiler and `cargo-semver-checks` agree, since it
//! takes processes.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};

use exactschema_compare::api::{self, Api, Step};
use libtest_mimic::{Arguments, Failed, Trial};
use snapbox::{Assert, Data};

fn main() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    let trials = cases.into_iter().flat_map(|case| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let same = case.clone();
        [
            Trial::test(name.clone(), move || expected(&case)),
            Trial::test(format!("{name}/nothing-from-itself"), move || itself(&same)),
        ]
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn read(case: &Path, file: &str) -> Result<Api, Failed> {
    let schema = std::fs::read_to_string(case.join(file))?;
    Api::of(&schema, "case").map_err(|error| format!("{error:?}").into())
}

fn expected(case: &Path) -> Result<(), Failed> {
    let changes = api::changes(&read(case, "previous.json")?, &read(case, "current.json")?);
    let lines = changes
        .iter()
        .map(|change| format!("{}: {}: {}\n", change.step(), change.path, change.changed));
    let mut actual: String = lines.collect();
    actual += &match api::step(&changes) {
        Some(step) => format!("\nThe version needs a {step} step.\n"),
        None => "The version may stay.\n".to_owned(),
    };
    let expected = Data::read_from(&case.join("expected.txt"), None).raw();
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let same = assert.try_eq(None, Data::text(actual).raw(), expected);
    same.map_err(Failed::from)
}

/// No schema changes against itself, and what is removed one way is added the other.
fn itself(case: &Path) -> Result<(), Failed> {
    let (old, new) = (read(case, "previous.json")?, read(case, "current.json")?);
    assert_eq!(api::changes(&old, &old), []);
    assert_eq!(api::changes(&new, &new), []);
    // What asks for a major step one way is never unseen the other way.
    let steps = [api::changes(&old, &new), api::changes(&new, &old)].map(|all| api::step(&all));
    assert_eq!(steps[0].is_some(), steps[1].is_some());
    assert!(!steps.contains(&Some(Step::Major)) || !steps.contains(&None));
    Ok(())
}
