//! The README of the program, as whoever begins with it has it: its files, its commands with what
//! they print, the action of GitHub, and what a user is told when something is wrong.
#![cfg(all(unix, feature = "generate"))]
#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "../../../codegen/build/tests/blocks/mod.rs"]
mod blocks;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use blocks::{Block, blocks};
use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The blocks of the README.
fn steps() -> Vec<Block> {
    blocks(&fs::read_to_string(format!("{ROOT}/models/cli/README.md")).unwrap())
}

/// A folder with the files of the steps, each named by the text before its block.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut names = Vec::new();
    for block in steps().iter().filter(|block| block.language != "console") {
        let name = block.file();
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &block.code).unwrap();
        names.push(name.to_owned());
    }
    let expected = [
        "schema/service.schema.json",
        "exactschema.toml",
        "services/api.yaml",
        "services/web.json",
        ".github/workflows/documents.yml",
    ];
    assert_eq!(names, expected);
    folder
}

/// Runs a command of a shell that knows the program.
fn run(folder: &Path, command: &str) -> (Option<i32>, String) {
    let programs = cargo_bin!("exactschema").parent().unwrap().to_owned();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let shell = Command::new("sh").args(["-c", command]).current_dir(folder);
    let output = shell.env("PATH", path).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(printed).unwrap())
}

#[test]
fn the_commands_print_what_is_shown() {
    let folder = repository();
    let blocks = steps();
    let consoles = blocks.iter().filter(|block| block.language == "console");
    let codes = consoles.map(|block| {
        let (command, expected) = block.code.split_once('\n').unwrap();
        let (code, printed) = run(folder.path(), command.strip_prefix("$ ").unwrap());
        assert_eq!(printed, expected);
        code
    });
    assert_eq!(codes.collect::<Vec<_>>(), [Some(0), Some(1)]);
    let page = fs::read_to_string(folder.path().join("service.md")).unwrap();
    assert!(
        page.contains("| `port` | integer | `ServicePort` | yes |"),
        "{page}"
    );
}

#[test]
fn the_action_annotates_the_lines() {
    let folder = repository();
    let action = fs::read_to_string(format!("{ROOT}/.github/actions/validate/action.yml")).unwrap();
    let script = action.rsplit("run: |\n").next().unwrap();
    let bin = folder.path().join("temp/exactschema/bin");
    fs::create_dir_all(&bin).unwrap();
    symlink(cargo_bin!("exactschema"), bin.join("exactschema")).unwrap();
    let run = |paths: &str, arguments: &str| {
        let shell = Command::new("bash").args(["-c", script]);
        let shell = shell.current_dir(folder.path());
        let shell = shell.env("RUNNER_TEMP", folder.path().join("temp"));
        shell
            .env("PATHS", paths)
            .env("ARGUMENTS", arguments)
            .assert()
    };
    let output = run(".", "").code(1).get_output().stdout.clone();
    let output = String::from_utf8(output).unwrap();
    assert!(
        output.starts_with("::error file=services/api.yaml,line=3,endLine=3,col=7,"),
        "{output}"
    );
    assert_eq!(output.lines().count(), 2, "{output}");
    run(". schema", "--exclude services").code(0);
    run("schema", "--quiet").code(0).stderr_eq("");
}

/// What is wrong, what makes it so, the exit code, and the first line of what a user is told.
type Fault = (&'static str, fn(&Path), i32, &'static str);

const FAULTS: &[Fault] = &[
    (
        "no schema",
        |folder| fs::remove_file(folder.join("schema/service.schema.json")).unwrap(),
        3,
        "error: schema/service.schema.json: No such file or directory (os error 2)",
    ),
    (
        "a schema that is none",
        |folder| {
            replace(
                folder,
                "schema/service.schema.json",
                "\"integer\"",
                "\"port\"",
            )
        },
        3,
        "error: schema/service.schema.json:7:23: /properties/port/type: there is no type \"port\"",
    ),
    (
        "no JSON",
        |folder| {
            replace(
                folder,
                "schema/service.schema.json",
                "\"type\": \"object\",",
                "\"type\":",
            )
        },
        3,
        "error: schema/service.schema.json:5:15: the root: expected ",
    ),
    (
        "a dialect that nobody knows",
        |folder| replace(folder, "schema/service.schema.json", "2020-12", "2020-13"),
        3,
        "warning: schema/service.schema.json:2:14: /$schema: the meta-schema https://json-schema.org/draft/2020-13/schema is unknown",
    ),
    (
        "no configuration",
        |folder| replace(folder, "exactschema.toml", "documents", "document"),
        3,
        "unknown field `document`",
    ),
    (
        "no rights",
        |folder| {
            let path = folder.join("services/api.yaml");
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        },
        3,
        "error: ./services/api.yaml: Permission denied (os error 13)",
    ),
    (
        "no text",
        |folder| fs::write(folder.join("services/web.json"), b"{\"name\": \"\xff\"}").unwrap(),
        1,
        "./services/web.json:1:11: /name: the bytes from here on are not UTF-8",
    ),
    (
        "no folder",
        |folder| fs::remove_dir_all(folder.join("services")).unwrap(),
        0,
        "1 valid, 0 invalid, 0 unreadable; 1 without a schema",
    ),
];

fn replace(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_fault_has_one_message() {
    for (fault, make, expected, message) in FAULTS {
        let folder = repository();
        make(folder.path());
        let is_forbidden = *fault == "no rights";
        if is_forbidden && fs::read(folder.path().join("services/api.yaml")).is_ok() {
            // Whoever may do everything has all rights.
            continue;
        }
        let (code, printed) = run(folder.path(), "exactschema validate .");
        assert_eq!(code, Some(*expected), "{fault}: {printed}");
        let told = printed.lines().filter(|line| line.starts_with(message));
        assert_eq!(told.count(), 1, "{fault}: {printed}");
    }
}
