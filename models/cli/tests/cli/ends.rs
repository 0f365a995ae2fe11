//! Output that is lost.

use std::io::{Read as _, Write as _};
use std::path::Path;

use snapbox::cmd::cargo_bin;
use snapbox::{assert_data_eq, str};

use crate::{INVALID, SAMPLES, VALID, folder, names, program_in, talk};

#[test]
fn a_closed_pipe_is_an_error_and_no_panic() {
    let mut child = talk(Path::new("."), &["normalize", "-"]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all(br#"{"id":"i","title":"t","messages":[]}"#)
        .unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_data_eq!(output.stderr, str![""]);
}

#[test]
fn a_full_disk_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    // Longer than what is buffered, so that not only the last write fails.
    let sample = format!("{SAMPLES}/accepted/all-properties.json");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.json");
    let text = std::fs::read_to_string(sample).unwrap();
    std::fs::write(
        &path,
        text.replace("A session", &"A session ".repeat(10_000)),
    )
    .unwrap();
    let path = path.to_str().unwrap();
    for arguments in [
        vec!["schema"],
        vec!["normalize", path],
        vec!["validate", "refused/required.message-role.json"],
    ] {
        let output = std::process::Command::new(cargo_bin!("export-session"))
            .args(&arguments)
            .current_dir(SAMPLES)
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.starts_with("error: standard output: "), "{error}");
    }
}

#[test]
fn a_closed_pipe_ends_the_report() {
    let bad = format!("{INVALID}\n").repeat(100_000);
    let folder = folder(&[("a.jsonl", bad.as_bytes())]);
    let mut child = talk(
        folder.path(),
        &["validate", "--max-problems", "all", "a.jsonl"],
    );
    let mut first = [0; 20];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"a.jsonl:1:19: /title");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_data_eq!(output.stderr, str![""]);
}

#[test]
fn nothing_is_split_onto_a_full_disk() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: this system has no /dev/full");
        return;
    }
    let folder = folder(&[("a.jsonl", format!("{VALID}\n{INVALID}\n").as_bytes())]);
    program_in(
        folder.path(),
        &["validate", "--split", "valid,/dev/full", "a.jsonl"],
    )
    .assert()
    .code(3)
    .stdout_eq(str![[r#"
a.jsonl:2:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
    .stderr_eq(str![[r#"
error: /dev/full: No space left on device (os error 28)

"#]]);
    assert_eq!(names(folder.path()), ["a.jsonl"]);
}
