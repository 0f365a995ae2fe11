//! The README, as whoever begins with it has it: the files of its steps, its commands, and what a
//! user is told when something is wrong.
//!
//! The commands compile a crate: they are run where `NEWCOMER` names an empty folder with a
//! configuration of cargo, as `.ci/run` makes it.
#![allow(clippy::unwrap_used, reason = "a test")]

mod blocks;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use blocks::{Block, blocks};
use exactschema_build::Builder;

/// The blocks of the steps.
fn steps() -> Vec<Block> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    blocks(readme.split("\n## Settings\n").next().unwrap())
}

/// The files of the steps, each with its name.
fn files() -> Vec<(String, String)> {
    let steps = steps().into_iter();
    let files = steps.filter(|block| !matches!(&*block.language, "text" | "console"));
    let files = files.map(|block| (block.file().to_owned(), block.code));
    files.collect()
}

/// What is shown as the message on a wrong type.
fn message() -> String {
    let mut blocks = steps().into_iter();
    let message = blocks.find(|block| block.language == "text");
    message.unwrap().code.trim_end().to_owned()
}

fn write(folder: &Path) {
    for (name, code) in files() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, code).unwrap();
    }
}

/// Changes the schema.
fn replace(folder: &Path, from: &str, to: &str) {
    let path = folder.join("schema/pet.schema.json");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// A dialect that nobody knows, of which a user is warned.
fn another_dialect(folder: &Path) {
    replace(folder, "draft/2020-12", "draft/2020-13");
}

const DIALECT: &str = "schema/pet.schema.json:2:14: /$schema: the meta-schema \
                       https://json-schema.org/draft/2020-13/schema is unknown";

/// A fault that a user can make: its name, what makes it, and how the message begins.
type Fault = (&'static str, fn(&Path), &'static str);

fn faults() -> Vec<Fault> {
    vec![
        (
            "a wrong type",
            |folder| {
                replace(
                    folder,
                    r#""type": "string", "format""#,
                    r#""type": "text", "format""#,
                )
            },
            "schema/pet.schema.json:9:23: /properties/born/type: there is no type \"text\"\n  fix: ",
        ),
        (
            "no JSON",
            |folder| replace(folder, "\"required\": [", "\"required\" ["),
            "schema/pet.schema.json:12:14: expected ':'",
        ),
        (
            "a schema that refers to nowhere",
            |folder| fs::remove_file(folder.join("schema/shared/money.json")).unwrap(),
            "schema/pet.schema.json:10:22: /properties/fee/$ref: what it refers to cannot be read: schema/shared/money.json: ",
        ),
        (
            "no text",
            |folder| fs::write(folder.join("schema/pet.schema.json"), b"{}\n\xff").unwrap(),
            "schema/pet.schema.json:2: the bytes are not UTF-8\n  fix: ",
        ),
        (
            "no schema",
            |folder| fs::remove_file(folder.join("schema/pet.schema.json")).unwrap(),
            "schema: there is no *.schema.json in this folder\n  fix: ",
        ),
        (
            "no folder",
            |folder| fs::remove_dir_all(folder.join("schema")).unwrap(),
            "schema: No such file or directory",
        ),
    ]
}

#[test]
fn each_step_is_a_file() {
    let files = files();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "Cargo.toml",
        "schema/pet.schema.json",
        "schema/shared/money.json",
        "build.rs",
        "src/lib.rs",
        "tests/types.rs",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_fault_has_one_message() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("newcomer");
    let mut faults = faults();
    faults.push(("another dialect", another_dialect, DIALECT));
    for (fault, make, expected) in faults {
        let _ = fs::remove_dir_all(&folder);
        write(&folder);
        make(&folder);
        let builder = Builder::new()
            .schemas(folder.join("schema"))
            .map(
                "https://example.com/money",
                folder.join("schema/shared/money.json"),
            )
            .output(folder.join("out"))
            .strict(true);
        let told = builder.generate().unwrap_err().to_string();
        let paths = [folder.display().to_string(), shown(&folder)];
        let told = paths
            .iter()
            .fold(told, |told, path| told.replace(&format!("{path}/"), ""));
        assert!(told.starts_with(expected), "{fault}: {told}");
        assert_eq!(told.lines().count(), 2, "{fault}: {told}");
        assert!(!folder.join("out").exists(), "{fault}");
        if fault == "a wrong type" {
            assert_eq!(told, message());
        }
    }
}

/// The path of a folder as messages have it: from the one around it and this package.
fn shown(folder: &Path) -> String {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut around = package.ancestors();
    let around = around.find(|around| folder.starts_with(around)).unwrap();
    folder.strip_prefix(around).unwrap().display().to_string()
}

#[test]
fn the_commands_do_what_they_say() {
    let Some(folder) = std::env::var_os("NEWCOMER").map(PathBuf::from) else {
        return;
    };
    write(&folder);
    let run = |command: &str| {
        let mut shell = Command::new("sh");
        let output = shell
            .args(["-c", command])
            .current_dir(&folder)
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), stderr)
    };
    let blocks = steps();
    let consoles = blocks.iter().filter(|block| block.language == "console");
    let lines = consoles.flat_map(|block| block.code.lines());
    let commands: Vec<&str> = lines.filter_map(|line| line.strip_prefix("$ ")).collect();
    assert_eq!(commands, ["cargo test"]);
    for command in commands {
        let (code, stderr) = run(command);
        assert_eq!(code, Some(0), "{command}: {stderr}");
    }
    for (fault, make, expected) in faults() {
        write(&folder);
        make(&folder);
        let (code, stderr) = run("cargo build");
        assert_eq!(code, Some(101), "{fault}: {stderr}");
        // Cargo indents what a build script writes.
        let expected = expected.lines().next().unwrap();
        assert!(
            stderr.contains(&format!("Error: {expected}")),
            "{fault}: {stderr}"
        );
    }
    write(&folder);
    another_dialect(&folder);
    let (code, stderr) = run("cargo build");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(
        stderr.contains(&format!("warning: animal-shelter@0.1.0: {DIALECT}")),
        "{stderr}"
    );
}
