//! Standard streams that are closed, full or a terminal.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output};

use snapbox::cmd::cargo_bin;

use crate::{INVALID, VALID, folder};

/// Runs `export-session` with some words of a shell, of which the first are arguments.
fn shell(folder: &Path, words: &str) -> Output {
    Command::new("sh")
        .args(["-c", &format!("exec \"$0\" {words}")])
        .arg(cargo_bin!("export-session"))
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

fn ends(folder: &Path, words: &str, code: i32, error: &str) {
    let output = shell(folder, words);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{words}: {told}");
    assert!(told.contains(error), "{words}: {told}");
}

#[test]
fn closed_streams_are_not_empty_ones() {
    let folder = folder(&[
        ("bad.json", INVALID.as_bytes()),
        ("good.json", VALID.as_bytes()),
    ]);
    let ends = |words: &str, code: i32, error: &str| ends(folder.path(), words, code, error);
    for command in ["validate -", "validate --jsonl -", "normalize -"] {
        let words = format!("{command} <&-");
        ends(&words, 3, "cannot read standard input: it is closed");
        let words = format!("{command} </dev/null");
        assert_ne!(shell(folder.path(), &words).status.code(), Some(3));
    }
    for command in [
        "validate bad.json",
        "normalize good.json",
        "--help",
        "schema",
    ] {
        let words = format!("{command} >&-");
        ends(&words, 3, "error: standard output: it is closed");
    }
    // Nothing is lost where nothing is told, or where it was meant to be.
    ends("validate good.json >&-", 0, "1 valid");
    ends("validate bad.json >/dev/null", 1, "1 invalid");
    ends("validate bad.json 2>&-", 1, "");
}

#[test]
fn help_that_cannot_be_written_is_an_error() {
    let folder = folder(&[]);
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: this system has no /dev/full");
        return;
    }
    for command in ["--help", "--version", "validate --help", "help man"] {
        let words = format!("{command} >/dev/full");
        ends(folder.path(), &words, 3, "error: standard output: ");
    }
}

#[test]
fn colour_for_who_forces_it() {
    let folder = folder(&[("bad.json", INVALID.as_bytes())]);
    for (variables, expected) in [
        ("FORCE_COLOR=1", true),
        ("CLICOLOR_FORCE=1", true),
        ("FORCE_COLOR=0", false),
        ("FORCE_COLOR=", false),
        ("FORCE_COLOR=1 NO_COLOR=1", false),
    ] {
        for command in ["validate bad.json", "--help"] {
            let words = format!("\"$0\" {command}");
            let output = Command::new("sh")
                .args(["-c", &format!("{variables} {words}")])
                .arg(cargo_bin!("export-session"))
                .env_remove("NO_COLOR")
                .env_remove("FORCE_COLOR")
                .env_remove("CLICOLOR_FORCE")
                .current_dir(folder.path())
                .output()
                .unwrap();
            let is_coloured = output.stdout.contains(&0x1b);
            assert_eq!(is_coloured, expected, "{variables} {command}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn who_waits_at_a_terminal_is_told_what_for() {
    let program = cargo_bin!("export-session").display().to_string();
    let wait = |option: &str| {
        // Nobody types anything: a signal ends it.
        let command = format!("timeout 1 {program} validate {option} --jsonl -");
        let mut script = Command::new("script");
        script.args(["--quiet", "--command", &command, "/dev/null"]);
        script.stdin(std::process::Stdio::null()).output()
    };
    let Ok(output) = wait("") else {
        eprintln!("skipped: this system has no `script`");
        return;
    };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("from the terminal; Ctrl-D ends it"), "{told}");
    let output = wait("-q").unwrap();
    assert!(!String::from_utf8_lossy(&output.stdout).contains("Ctrl-D"));
}
