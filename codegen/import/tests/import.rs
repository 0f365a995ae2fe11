//! Every directory below `import` is a test: the schema that is made of the component `Case`
//! of its `spec.yaml` or `spec.json`, with its `overlay.json` if it has one, and the notes;
//! or the errors. Those whose name begins with `all-` import all components, and
//! with `operations-` the schemas that are used elsewhere too. `SNAPSHOTS=overwrite` updates the
//! snapshots.
//!
//! Beside them, a document of the vendor's kind has to become the schema of the
//! workspace to the byte, and every schema in the component of a document itself.
#![allow(clippy::unwrap_used, reason = "a test")]

mod wrapped;

use std::path::{Path, PathBuf};

use exactschema_import::{Error, File, Request, Root, Syntax, import};
use libtest_mimic::{Arguments, Failed, Trial};
use snapbox::{Assert, Data};

fn main() {
    let tests = tests_directory();
    let mut trials: Vec<Trial> = entries(&tests.join("import"))
        .into_iter()
        .map(|case| Trial::test(format!("import/{}", name(&case)), move || judge(&case)))
        .collect();
    for document in entries(&tests.join("vendor")) {
        let title = format!("vendor/{}", name(&document));
        trials.push(Trial::test(title, move || vendor(&document)));
    }
    trials.push(Trial::test("torn", || {
        torn(&tests_directory().join("vendor"))
    }));
    trials.extend(wrapped::trials(&tests));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn tests_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Tests a case: the schema and the messages are in files beside the document.
fn judge(case: &Path) -> Result<(), Failed> {
    let json = case.join("spec.json");
    let document = match json.exists() {
        true => json,
        false => case.join("spec.yaml"),
    };
    let overlay = std::fs::read_to_string(case.join("overlay.json")).ok();
    let root = match name(case).split('-').next() {
        Some("all") => Root::Components,
        Some("operations") => Root::All,
        _ => Root::One("Case"),
    };
    let (schema, words) = match run(&document, root, overlay.as_deref()) {
        Ok((schema, notes)) => (schema, notes),
        Err(refusals) => (String::new(), refusals),
    };
    compare(schema, &case.join("expected.schema.json"))?;
    compare(words, &case.join("expected.txt"))
}

/// A document of the vendor's kind becomes the schema of the workspace.
fn vendor(document: &Path) -> Result<(), Failed> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let overlay = std::fs::read_to_string(schemas.join("export-session.overlay.json"))?;
    let expected = std::fs::read_to_string(schemas.join("export-session.schema.json"))?;
    let (schema, _) = run(document, Root::One("ExportSession"), Some(&overlay))?;
    same(schema, Data::text(expected).raw())
}

/// Documents that were damaged: whatever comes of them, it is no panic, and what is made
/// is a schema that the pipeline honours.
fn torn(documents: &Path) -> Result<(), Failed> {
    let mut random = fastrand::Rng::with_seed(5);
    let mut made = 0;
    for document in entries(documents) {
        let text = std::fs::read_to_string(&document)?;
        let lines: Vec<&str> = text.lines().collect();
        for _ in 0..400 {
            let mut lines = lines.clone();
            for _ in 0..random.usize(1..3) {
                let line = random.usize(..lines.len());
                match random.u8(..4) {
                    0 => drop(lines.remove(line)),
                    1 => lines.insert(line, lines[random.usize(..lines.len())]),
                    2 => lines[line] = &lines[line][..lines[line].len() / 2],
                    _ => lines[line] = "      nullable: [&a *a, {<<: ~}]",
                }
            }
            let imported = import(&Request {
                document: &lines.join("\n"),
                syntax: syntax(&document),
                path: "spec",
                load: &|_| Err("there is no other".to_owned()),
                root: Root::One("ExportSession"),
                overlay: None,
            });
            if let Ok(imported) = imported {
                codegen::parse(&imported.schema).map_err(|error| error.to_string())?;
                made += 1;
            }
        }
    }
    match made {
        1.. => Ok(()),
        _ => Err("all documents were refused".into()),
    }
}

/// The schema of a component and the notes about it, or the refusals.
fn run(path: &Path, root: Root<'_>, overlay: Option<&str>) -> Result<(String, String), String> {
    let syntax = syntax(path);
    let document = std::fs::read_to_string(path).unwrap();
    let load = |other: &str| {
        let text = std::fs::read_to_string(path.with_file_name(other));
        text.map_err(|_| "there is no such file".to_owned())
    };
    let imported = import(&Request {
        document: &document,
        syntax,
        path: &name(path),
        load: &load,
        root,
        overlay,
    });
    let imported = imported.map_err(|error| describe(&error))?;
    let notes = imported.notes.iter().map(|note| {
        let place = &note.place;
        let file = word(&note.file);
        let (line, column, pointer) = (place.line, place.column, &place.pointer);
        format!("{file}:{line}:{column}: {pointer}: {}\n", note.message)
    });
    Ok((imported.schema, notes.collect()))
}

fn syntax(document: &Path) -> Syntax {
    match document.extension().is_some_and(|e| e == "json") {
        true => Syntax::Json,
        false => Syntax::Yaml,
    }
}

/// The messages of an error.
fn describe(error: &Error) -> String {
    match error {
        Error::Syntax(file, syntax) => {
            let file = word(file);
            format!("{file}:{}:{}: {syntax}\n", syntax.line, syntax.column)
        }
        Error::Refused(refusals) => refusals
            .iter()
            .map(|refusal| {
                let problem = &refusal.problem;
                let target = refusal.target.as_ref();
                let overlay = target.map(|target| format!("  or overlay: {target:?}\n"));
                format!(
                    "{}:{problem}\n  fix: {}\n{}",
                    word(&refusal.file),
                    problem.fix,
                    overlay.unwrap_or_default()
                )
            })
            .collect(),
    }
}

fn word(file: &File) -> &str {
    match file {
        File::Document => "spec",
        File::Other(path) => path,
        File::Overlay => "overlay",
    }
}

/// An empty text has no file.
fn compare(actual: String, expected: &Path) -> Result<(), Failed> {
    if actual.is_empty() {
        return match expected.exists() {
            true => Err(format!("{} should not be there", expected.display()).into()),
            false => Ok(()),
        };
    }
    same(actual, Data::read_from(expected, None).raw())
}

fn same(actual: String, expected: Data) -> Result<(), Failed> {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let compared = assert.try_eq(None, Data::text(actual).raw(), expected);
    compared.map_err(Failed::from)
}
