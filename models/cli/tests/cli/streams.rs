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
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{words}: {stderr}");
    assert!(stderr.contains(error), "{words}: {stderr}");
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
    // Nothing is lost if nothing is written, or if it is discarded on purpose.
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
fn colour_can_be_forced() {
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
fn waiting_for_a_terminal_is_noted() {
    use std::io::Read;
    use std::process::Stdio;
    use std::thread;
    use std::time::Duration;

    let program = cargo_bin!("export-session").display().to_string();
    // Nobody types anything: the terminal goes away after some time.
    let output = |option: &str, seconds| {
        let command = format!("exec {program} validate {option} --jsonl -");
        let script = Command::new("script")
            .args(["--quiet", "--flush", "--command", &command, "/dev/null"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut script = script.ok()?;
        let mut stdout = script.stdout.take().unwrap();
        let output = thread::spawn(move || {
            let mut output = Vec::new();
            stdout.read_to_end(&mut output).unwrap();
            String::from_utf8_lossy(&output).into_owned()
        });
        thread::sleep(Duration::from_secs(seconds));
        script.kill().unwrap();
        script.wait().unwrap();
        Some(output.join().unwrap())
    };
    let Some(hint) = output("", 5) else {
        eprintln!("skipped: this system has no `script`");
        return;
    };
    assert!(hint.contains("from the terminal; Ctrl-D ends it"), "{hint}");
    assert!(!output("-q", 2).unwrap().contains("Ctrl-D"));
}
