//! Output at a terminal, where `script` can make one.
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

/// The screen after all has been written: text that ends with a carriage return alone is
/// replaced by the next.
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

    let Some(output) = at_a_terminal(&validate("")) else {
        return;
    };
    assert!(output.contains("2 documents"), "{output}");
    let lines = screen(&output);
    // A finding that is written beside the bar would keep it on the screen.
    assert!(
        lines.iter().all(|line| !line.contains("documents")),
        "{lines:?}"
    );
    for finding in ["<stdin>:1:19", "<stdin>:2:19", "<stdin>:3:19"] {
        assert!(lines.iter().any(|line| line.contains(finding)), "{lines:?}");
    }
    let start = "0 valid, 3 invalid, 0 unreadable; 3 problems (";
    assert!(lines[lines.len() - 1].starts_with(start), "{lines:?}");

    let output = at_a_terminal(&validate("-q")).unwrap();
    assert!(output.contains("<stdin>:3:19"), "{output}");
    assert!(
        !output.contains("documents") && !output.contains("valid,"),
        "{output}"
    );
}
