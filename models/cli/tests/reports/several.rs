//! Several reports of one run, and reports in files.

use std::path::Path;

use snapbox::str;
use tempfile::TempDir;

use super::{DOCUMENTS, report};

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// What a format writes to standard output.
fn alone(format: &str) -> String {
    let assert = report(&["--format", format]).assert().code(3);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn path(folder: &TempDir, name: &str) -> String {
    let path = folder.path().join(name);
    path.into_os_string().into_string().unwrap()
}

#[test]
fn each_report_is_as_it_is_alone() {
    let folder = TempDir::new().unwrap();
    let formats = ["json", "github", "sarif", "junit"];
    let requests = formats.map(|format| format!("{format}={}", path(&folder, format)));
    let mut arguments = vec!["--format", "text"];
    for request in &requests {
        arguments.extend(["--format", request.as_str()]);
    }
    let assert = report(&arguments).assert().code(3);
    assert.stdout_eq(alone("text"));
    for format in formats {
        assert_eq!(read(&folder.path().join(format)), alone(format), "{format}");
    }
}

#[test]
fn output_is_the_file_of_the_format_without_one() {
    let folder = TempDir::new().unwrap();
    let (sarif, junit) = (path(&folder, "report.sarif"), path(&folder, "junit.xml"));
    let and = format!("junit={junit}");
    for arguments in [
        vec!["--format", "sarif", "--output", &sarif],
        vec!["--format=sarif", "-o", &sarif, "--format", &and],
    ] {
        report(&arguments).assert().code(3).stdout_eq("");
        assert_eq!(read(sarif.as_ref()), alone("sarif"));
        std::fs::remove_file(&sarif).unwrap();
    }
    assert_eq!(read(junit.as_ref()), alone("junit"));
}

#[test]
fn values_are_in_files_only_if_they_are_asked_for() {
    let folder = TempDir::new().unwrap();
    let json = path(&folder, "report.jsonl");
    let run = |show: &str| {
        report(&["--format", "json", "-o", &json, "--show-values", show])
            .assert()
            .code(3);
        read(json.as_ref()).contains("\"value\":")
    };
    assert!(!run("auto"));
    assert!(run("always"));
}

#[cfg(unix)]
#[test]
fn files_have_the_readers_of_others() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let mode = |name: &str| {
        let metadata = std::fs::metadata(folder.path().join(name));
        metadata.unwrap().permissions().mode() & 0o777
    };
    std::fs::write(folder.path().join("other"), "").unwrap();
    let json = path(&folder, "report.jsonl");
    let arguments = ["--format", "json", "-o", &json];
    report(&arguments).assert().code(3);
    assert_eq!(mode("report.jsonl"), mode("other"));
    std::fs::set_permissions(&json, std::fs::Permissions::from_mode(0o640)).unwrap();
    report(&arguments).assert().code(3);
    assert_eq!(mode("report.jsonl"), 0o640);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn contradictions_are_usage() {
    let error = |arguments: &[&str]| report(arguments).assert().code(2).stdout_eq("");
    error(&["--format", "text", "--format", "json"]).stderr_eq(str![[r#"
error: several reports cannot be written to one place: give all but one a file, as in --format sarif=report.sarif

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    error(&["--format", "json=a", "--output", "b"]).stderr_eq(str![[r#"
error: --output names the file of a report, but each --format has a file of its own

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    error(&["--format", "json="]).stderr_eq(str![[r#"
error: --format json= names no file after the =

"#]]);
    error(&["--format", "jsno=a"]).stderr_eq(str![[r#"
error: invalid value 'jsno' for '--format <FORMAT[=FILE]>'
  [possible values: text, json, github, sarif, junit, html, flag, basic, detailed]

  tip: a similar value exists: 'json'

For more information, try '--help'.

"#]]);
    for (arguments, message) in [
        (
            &["-o", DOCUMENTS[0]][..],
            "--output would overwrite its input: refused/type.optional-cost-null.json is \
             refused/type.optional-cost-null.json; give another name",
        ),
        (
            &["--format", "json=accepted"],
            "--format writes files, and accepted is a folder",
        ),
        (
            &["--format", "json=a.json.gz"],
            "--format does not compress: a.json.gz must not end in .gz or .zst",
        ),
        (
            &["--format", "json=a", "--format", "sarif=./a"],
            "--format writes two files, and ./a is one",
        ),
        (
            &["--format", "json=a", "--jsonl", "--split", "a,b"],
            "--split and --format write two files, and a is one",
        ),
    ] {
        let expected = format!("error: {message}\n...\n");
        error(arguments).stderr_eq(expected);
    }
}

#[test]
fn a_file_that_cannot_be_written_is_no_verdict() {
    let missing = report(&["-o", "no/such/folder/report.txt"]).assert();
    missing.code(3).stdout_eq("").stderr_eq(str![[r#"
error: no/such/folder/report.txt: No such file or directory (os error 2)

"#]]);
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: this system has no /dev/full");
        return;
    }
    let full = report(&["--quiet", "-o", "/dev/full"]).assert().code(3);
    full.stdout_eq("").stderr_eq(str![[r#"
error: nowhere.json: No such file or directory (os error 2)
error: /dev/full: No space left on device (os error 28)

"#]]);
}

#[test]
fn a_lost_standard_output_leaves_no_file() {
    let folder = TempDir::new().unwrap();
    let json = path(&folder, "report.jsonl");
    let mut child = std::process::Command::new(snapbox::cmd::cargo_bin!("export-session"))
        .current_dir(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../schema/export-session.samples"
        ))
        .args(["validate", "--format", "text", "--format"])
        .arg(format!("json={json}"))
        .arg("-")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    // Standard input ends when standard output has ended.
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        error,
        "error: standard output is closed: no report was written\n"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
