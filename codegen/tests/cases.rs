//! Every directory below `cases` and `refused` is a test: the code and the page of
//! a schema, and its table if its types do not express all of it; or why there are none.
//! `SNAPSHOTS=overwrite` blesses what has changed.
//!
//! The code of the cases is compiled, and judged on documents, by the agreement
//! test of `models`.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};

use exactschema_codegen::{Error, Generated, Settings};
use exactschema_frontend::compile::Options;
use libtest_mimic::{Arguments, Failed, Trial};
use snapbox::{Assert, Data};

fn main() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let cases = tests.join("cases");
    let code = trials(&cases, "expected.rs", move |schema| {
        Ok(generate(schema)?.text)
    });
    let page = trials(&cases, "expected.md", move |schema| {
        Ok(generate(schema)?.reference)
    });
    let table = trials(&cases, "tables/case.table", move |schema| {
        let generated = generate(schema)?;
        let needs_table = generated.text.contains("runtime::evaluated!");
        Ok(match needs_table {
            true => generated.table,
            false => String::new(),
        })
    });
    let refused = tests.join("refused");
    let refused = trials(&refused, "expected.txt", |schema| match generate(schema) {
        Ok(_) => Err("it was not refused".to_owned()),
        Err(described) => Ok(described),
    });
    let trials = code.into_iter().chain(page).chain(table);
    let trials = trials.chain(refused).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// What `cargo xtask generate` makes of a schema; or what a user is told.
fn generate(schema: &str) -> Result<Generated, String> {
    let settings = Settings {
        parent: Some("models".into()),
        facade: "models".into(),
        generator: "cargo xtask generate".into(),
        ..Settings::default()
    };
    let options = Options::default();
    let generated = exactschema_codegen::generate_with(
        schema,
        "schema.json",
        "case",
        &options,
        &settings,
        &|_| None,
    );
    generated.map_err(|error| describe(&error))
}

/// A test for each directory: what is made of its `schema.json`.
fn trials(
    directory: &Path,
    expected: &'static str,
    make: impl Fn(&str) -> Result<String, String> + Copy + Send + 'static,
) -> Vec<Trial> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    let trial = |case: PathBuf| {
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        let title = format!("{}/{}/{expected}", name(directory), name(&case));
        Trial::test(title, move || {
            let schema = std::fs::read_to_string(case.join("schema.json"))?;
            let actual = make(&schema)?;
            let expected = case.join(expected);
            if actual.is_empty() && !expected.exists() {
                return Ok(());
            }
            let expected = Data::read_from(&expected, None).raw();
            let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
            assert
                .try_eq(None, Data::text(actual).raw(), expected)
                .map_err(Failed::from)
        })
    };
    cases.into_iter().map(trial).collect()
}

/// All that a user is told.
fn describe(error: &Error) -> String {
    match error {
        Error::NotJson(syntax) => format!("{}:{}: {error}\n", syntax.line, syntax.column),
        Error::Refused(problems) => problems
            .iter()
            .map(|problem| format!("{problem}\n  fix: {}\n", problem.problem.fix))
            .collect(),
        error => format!("{error}\n"),
    }
}
