//! Signals that stop the program.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command};

use snapbox::{assert_data_eq, str};

use crate::{INVALID, VALID, folder, names, talk};

/// While the program waits for input.
#[test]
fn the_report_is_summed_up_and_nothing_is_split() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = folder(&[]);
        let mut child = talk(
            folder.path(),
            &["validate", "--jsonl", "--split", "good,bad", "-"],
        );
        let mut stdin = child.stdin.take().unwrap();
        write!(stdin, "{VALID}\n{INVALID}\n{{").unwrap();
        let mut output = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut output)
            .unwrap();
        interrupt(&child, signal);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert_data_eq!(
            output.stderr,
            str![[r#"
error: the input was not read to its end: nothing was split
so far: 1 valid, 1 invalid, 0 unreadable; 1 problem

"#]]
        );
        assert_eq!(names(folder.path()), [""; 0]);
        drop(stdin);
    }
}

#[test]
fn programs_learn_that_a_report_is_not_complete() {
    for (format, part) in [
        ("json", r#""interrupted":true}"#),
        ("sarif", r#""executionSuccessful":false"#),
    ] {
        let arguments = ["validate", "--jsonl", "--format", format, "-"];
        let mut child = talk(std::path::Path::new("."), &arguments);
        let mut stdin = child.stdin.take().unwrap();
        // More than is buffered, so that something is seen of every format.
        writeln!(stdin, "{}", format!("{INVALID}\n").repeat(100)).unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut output = String::new();
        stdout.read_line(&mut output).unwrap();
        interrupt(&child, "INT");
        stdout.read_to_string(&mut output).unwrap();
        assert!(output.contains(part), "{output}");
        assert_eq!(child.wait().unwrap().code(), Some(130));
        drop(stdin);
    }
}

#[test]
fn files_of_reports_are_complete() {
    let folder = folder(&[]);
    let arguments = [
        "validate",
        "--jsonl",
        "--format",
        "text",
        "--format",
        "json=report.jsonl",
        "-",
    ];
    let mut child = talk(folder.path(), &arguments);
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{INVALID}").unwrap();
    let mut output = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut output)
        .unwrap();
    assert_eq!(names(folder.path()), [""; 0]);
    interrupt(&child, "TERM");
    assert_eq!(child.wait().unwrap().code(), Some(143));
    let report = std::fs::read_to_string(folder.path().join("report.jsonl")).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines.len() == 2 && lines[1].contains(r#""interrupted":true}"#),
        "{report}"
    );
    drop(stdin);
}

fn interrupt(child: &Child, signal: &str) {
    let kill = format!("kill -{signal} {}", child.id());
    let status = Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert!(status.success());
}
