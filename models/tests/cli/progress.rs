//! What is seen at a terminal, where `script` can make one.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use snapbox::cmd::cargo_bin;

use crate::{INVALID, folder};

/// Runs a command of a shell at a terminal; `None` if there is no `script`.
fn at_a_terminal(command: &str) -> Option<String> {
    let script = Command::new("script")
        .args(["--quiet", "--return", "--command", command, "/dev/null"])
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .output();
    match script {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            eprintln!("skipped: this system has no `script`");
            None
        }
    }
}

/// What is on the screen when all has been written: of what ends with a carriage
/// return alone, the next text takes the place.
fn screen(output: &str) -> Vec<&str> {
    let lines = output.split("\r\n");
    let last = lines.map(|line| line.rsplit('\r').next().unwrap());
    last.map(|line| line.trim_start_matches("\u{1b}[2K").trim_end())
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn a_bar_after_a_second_and_no_trace_of_it_at_the_end() {
    let folder = folder(&[("bad", format!("{INVALID}\n").as_bytes())]);
    let bad = folder.path().join("bad").display().to_string();
    let program = cargo_bin!("export-session").display().to_string();
    let slowly = format!("for i in 1 2 3; do cat {bad}; sleep 0.8; done");
    let validate =
        |option| format!("stty cols 80; ({slowly}) | {program} validate {option} --jsonl -");
    let findings = [1, 2, 3]
        .map(|line| format!("<stdin>:{line}:19: /title: expected a string, found null [type]"));

    let Some(output) = at_a_terminal(&validate("")) else {
        return;
    };
    assert!(output.contains("2 documents"), "{output}");
    let screen_lines = screen(&output);
    assert_eq!(screen_lines[..3], findings);
    let start = "0 valid, 3 invalid, 0 unreadable; 3 problems (";
    assert!(screen_lines[3].starts_with(start), "{screen_lines:?}");
    assert_eq!(screen_lines.len(), 4, "{screen_lines:?}");

    let output = at_a_terminal(&validate("-q")).unwrap();
    assert_eq!(screen(&output), findings);
    assert!(!output.contains("documents"), "{output}");
}
