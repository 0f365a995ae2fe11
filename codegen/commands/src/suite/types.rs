//! `cargo xtask suite --types`: generates types for the schema of every group, compiles
//! them, and tests that they give the verdicts of the suite, lose nothing, and emit a
//! schema of the same meaning.
//!
//! Types assert formats, and no contents. Where the suite means it otherwise, the verdict
//! of the evaluator with the same settings counts.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::Draft;
use exactschema_frontend::compile::{Loaded, Options};
use exactschema_frontend::json::Json;

use super::read::{self, Group, Suite};
use super::validator;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// The number of groups in a compiled program.
const GROUPS: usize = 250;

const HEAD: &str = "| | groups | exact | wrong | unrepresentable | emits another |\n\
                    |---|---:|---:|---:|---:|---:|";

/// The program around the types.
const MAIN: &str = include_str!("types/main.rs.txt");

/// A group with types.
struct Typed {
    name: String,
    draft: Draft,
    group: Group,
    root: String,
}

/// The numbers of groups by result.
#[derive(Default)]
struct Tally {
    groups: usize,
    exact: usize,
    unrepresentable: usize,
    wrong: usize,
    drifted: usize,
    documents: usize,
}

/// Tests the types of all groups; a row of a table for each dialect.
///
/// # Errors
///
/// Whatever makes a verdict impossible.
pub(super) fn run(workspace: &Workspace, suite: &Suite) -> Result<Exit> {
    let mut rows = Vec::new();
    let mut exit = Exit::GOOD;
    for (directory, draft) in &suite.dialects {
        let files = read::files(directory)?;
        let mut groups = Vec::new();
        for file in files {
            for group in file.groups {
                let name = format!("{draft} {}: {}", file.name, group.description);
                groups.push((name, *draft, group));
            }
        }
        let mut tally = Tally {
            groups: groups.len(),
            ..Tally::default()
        };
        let mut groups = groups.into_iter().peekable();
        while groups.peek().is_some() {
            let chunk = groups.by_ref().take(GROUPS).collect();
            test(workspace, suite, chunk, &mut tally)?;
        }
        if tally.exact < tally.groups || tally.drifted > 0 {
            exit = Exit::FINDINGS;
        }
        rows.push((draft, tally));
    }
    report::line(format_args!("{HEAD}"));
    for (draft, tally) in &rows {
        report::line(format_args!(
            "| {draft} | {} | {} | {} | {} | {} |",
            tally.groups, tally.exact, tally.wrong, tally.unrepresentable, tally.drifted
        ));
    }
    let groups: usize = rows.iter().map(|(_, tally)| tally.groups).sum();
    let documents: usize = rows.iter().map(|(_, tally)| tally.documents).sum();
    report::summary(
        exit,
        format!("types of {groups} groups; {documents} documents read and written"),
    );
    Ok(exit)
}

fn test(
    workspace: &Workspace,
    suite: &Suite,
    groups: Vec<(String, Draft, Group)>,
    tally: &mut Tally,
) -> Result<()> {
    let directory = workspace.path("target/suite-types");
    let source = directory.join("src");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    fs::create_dir_all(source.join("tables"))?;
    let mut typed = Vec::new();
    let load = |uri: &str| suite.remote(uri);
    let settings = codegen::Settings::default();
    for (name, draft, group) in groups {
        let options = options(&load, draft);
        let module = format!("g{}", typed.len());
        match codegen::generate_with(
            &group.schema,
            "schema.json",
            &module,
            &options,
            &settings,
            &|_| None,
        ) {
            Ok(generated) => {
                fs::write(source.join(format!("{module}.rs")), &generated.text)?;
                let table = source.join(format!("tables/{module}.table"));
                fs::write(table, &generated.table)?;
                typed.push(Typed {
                    name,
                    draft,
                    group,
                    root: generated.root,
                });
            }
            Err(error) => {
                report::status(Status::Refused, name);
                report::reason(error);
            }
        }
    }
    fs::write(directory.join("Cargo.toml"), manifest(workspace))?;
    fs::write(source.join("main.rs"), main(&typed))?;
    let documents: Vec<Vec<&str>> = typed
        .iter()
        .map(|typed| typed.group.tests.iter().map(|test| &*test.data).collect())
        .collect();
    let input = directory.join("documents.json");
    fs::write(&input, serde_json::to_string(&documents)?)?;
    report::progress("Compiling", format_args!("types of {} groups", typed.len()));
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--"])
        .arg(&input)
        .current_dir(&directory)
        .stdin(Stdio::null())
        .output()
        .context("cargo")?;
    ensure!(
        output.status.success(),
        "the types do not compile, or their program failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let answers: Vec<Answers> = serde_json::from_slice(&output.stdout)?;
    for (typed, (emitted, answers)) in typed.iter().zip(answers) {
        judge(suite, typed, &emitted, &answers, tally);
    }
    Ok(())
}

/// The schema that types emit, and for each document the one that they write; or the kind of
/// the error, and whether it is that the document is unrepresentable.
type Answers = (String, Vec<Result<String, (String, bool)>>);

fn judge(
    suite: &Suite,
    typed: &Typed,
    emitted: &str,
    answers: &[Result<String, (String, bool)>],
    tally: &mut Tally,
) {
    let load = |uri: &str| suite.remote(uri);
    let options = options(&load, typed.draft);
    let settings = Settings::default();
    let asserting = validator(&typed.group.schema, &options, settings);
    let again = validator(emitted, &options, settings);
    let (mut wrong, mut drifted, mut unrepresentable) = (Vec::new(), Vec::new(), 0);
    if let Err(problems) = &again {
        drifted.extend(problems.iter().cloned());
    }
    for (test, answer) in typed.group.tests.iter().zip(answers) {
        tally.documents += 1;
        let by = |validator: &Result<Validator, Vec<String>>| {
            let validator = validator.as_ref().ok()?;
            validator.is_valid(test.data.as_bytes()).ok()
        };
        let valid = by(&asserting).unwrap_or(test.valid);
        if by(&again).is_some_and(|again| again != valid) {
            drifted.push(test.description.clone());
        }
        match answer {
            Ok(written) if !valid => {
                wrong.push(format!("{}: accepted as {written}", test.description));
            }
            Ok(written) if canonical(written) != canonical(&test.data) => {
                let (data, description) = (&test.data, &test.description);
                wrong.push(format!("{description}: {data} is written as {written}"));
            }
            Ok(_) => {}
            Err((_, true)) => unrepresentable += 1,
            Err((error, false)) if valid => wrong.push(format!("{}: {error}", test.description)),
            Err(_) => {}
        }
    }
    tally.drifted += usize::from(!drifted.is_empty());
    tally.unrepresentable += usize::from(unrepresentable > 0);
    match wrong.is_empty() {
        true => tally.exact += 1,
        false => {
            tally.wrong += 1;
            report::status(Status::Wrong, &typed.name);
            wrong.iter().for_each(report::problem);
        }
    }
    if !drifted.is_empty() {
        report::status(Status::Drift, &typed.name);
        report::reason(emitted);
        drifted.iter().for_each(report::problem);
    }
}

/// A value without regard to its spelling.
fn canonical(text: &str) -> Option<String> {
    Json::parse(text).ok().map(|json| json.canonical())
}

fn options<'a>(load: &'a Load<'a>, draft: Draft) -> Options<'a> {
    Options {
        dialect: draft,
        load,
        ..Options::default()
    }
}

/// Gives the remote schemas of the suite.
type Load<'a> = dyn Fn(&str) -> Option<Loaded> + Sync + 'a;

fn manifest(workspace: &Workspace) -> String {
    let runtime: PathBuf = workspace.path("models/runtime");
    format!(
        "[package]\nname = \"suite-types\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nexactschema = {{ path = {:?}, features = [\"schemars\", \"validate\"] }}\n\
         schemars = \"1\"\nserde_json = \"1\"\n\n[profile.dev]\ndebug = false\nincremental = \
         false\n\n[workspace]\n",
        runtime.display().to_string()
    )
}

fn main(typed: &[Typed]) -> String {
    let mut text = MAIN.to_owned();
    let mut entries = String::new();
    for (index, typed) in typed.iter().enumerate() {
        let root = &typed.root;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "mod g{index};");
        let _ = writeln!(entries, "    answers::<g{index}::{root}>,");
    }
    let _ = writeln!(text, "const GROUPS: &[Group] = &[\n{entries}];");
    text
}
