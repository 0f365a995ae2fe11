//! `--split`

use std::fs;

use snapbox::str;

use crate::{INVALID, VALID, folder, names, program_in};

#[test]
fn every_byte_of_a_document_is_in_one_half() {
    let first = format!("{VALID}\r\n\n{INVALID}\n  {VALID} \n \t\n[]\r\n{VALID}");
    let second = format!("{INVALID}\n{VALID}");
    let folder = folder(&[
        ("a.jsonl", first.as_bytes()),
        ("b.jsonl", second.as_bytes()),
    ]);
    program_in(
        folder.path(),
        &[
            "validate", "-q", "--split", "good,bad", "a.jsonl", "b.jsonl",
        ],
    )
    .assert()
    .code(1);
    let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
    // A line that had no end has got one, as there is another after it.
    assert_eq!(
        read("good"),
        format!("{VALID}\r\n  {VALID} \n{VALID}\n{VALID}")
    );
    assert_eq!(read("bad"), format!("{INVALID}\n[]\r\n{INVALID}\n"));
    assert_eq!(names(folder.path()), ["a.jsonl", "b.jsonl", "bad", "good"]);
}

#[test]
fn many_chunks_keep_their_order() {
    let mut random = fastrand::Rng::with_seed(2);
    let (mut lines, mut good, mut bad) = (String::new(), String::new(), String::new());
    for number in 0..50_000 {
        let (half, title) = match random.u8(..) {
            0..10 => (&mut bad, "null"),
            _ => (&mut good, "\"t\""),
        };
        let line = format!("{{\"id\":\"{number}\",\"title\":{title},\"messages\":[]}}\n");
        half.push_str(&line);
        lines.push_str(&line);
    }
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    program_in(
        folder.path(),
        &[
            "validate",
            "-q",
            "--threads",
            "4",
            "--split",
            "good,bad",
            "a.jsonl",
        ],
    )
    .assert()
    .code(1);
    assert_eq!(
        fs::read_to_string(folder.path().join("good")).unwrap(),
        good
    );
    assert_eq!(fs::read_to_string(folder.path().join("bad")).unwrap(), bad);
}

#[test]
fn all_or_nothing() {
    let lines = format!("{VALID}\n{INVALID}\n");
    let folder = folder(&[
        ("a.jsonl", lines.as_bytes()),
        ("b.json", VALID.as_bytes()),
        ("good", b"as it was"),
    ]);
    for input in ["b.json", "nowhere.jsonl"] {
        program_in(
            folder.path(),
            &["validate", "--split", "good,bad", "a.jsonl", input],
        )
        .assert()
        .code(3);
        assert_eq!(names(folder.path()), ["a.jsonl", "b.json", "good"]);
        assert_eq!(fs::read(folder.path().join("good")).unwrap(), b"as it was");
    }
    program_in(
        folder.path(),
        &["validate", "--split", "good,bad", "b.json"],
    )
    .assert()
    .stderr_eq(str![[r#"
error: b.json: only JSON Lines can be split; --jsonl says that it is that
error: the input was not read to its end: nothing was split
0 valid, 0 invalid, 1 unreadable

"#]]);
}

#[test]
fn places_that_cannot_be() {
    let folder = folder(&[("a.jsonl", VALID.as_bytes()), ("sub/x", b"")]);
    let split =
        |paths| program_in(folder.path(), &["validate", "--split", paths, "a.jsonl"]).assert();
    split("one").code(2);
    split("one,").code(2);
    split("one,two,three").code(2);
    split("one,sub/../one").code(2).stderr_eq(str![[r#"
error: --split writes two files, and sub/../one is one

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    split("one.json,two.jsonl.gz").code(2).stderr_eq(str![[r#"
error: --split does not compress: two.jsonl.gz must not end in .gz or .zst

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    split("one.zst,two").code(2);
    split("nowhere/one,two").code(3).stderr_eq(str![[r#"
error: nowhere/one: No such file or directory (os error 2)

"#]]);
    split("one,sub").code(2).stderr_eq(str![[r#"
error: --split writes files, and sub is a folder

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    assert_eq!(names(folder.path()), ["a.jsonl", "sub"]);
    split("one,/dev/null").code(0);
    assert_eq!(names(folder.path()), ["a.jsonl", "one", "sub"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_reported_by_the_name_of_the_half() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.jsonl", VALID.as_bytes()), ("sub/x", b"")]);
    let sub = folder.path().join("sub");
    fs::set_permissions(&sub, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(sub.join("y"), "").is_ok() {
        eprintln!("skipped: permissions do not count for this user");
        return;
    }
    program_in(
        folder.path(),
        &["validate", "--split", "sub/one,two", "a.jsonl"],
    )
    .assert()
    .code(3)
    .stderr_eq(str![[r#"
error: sub/one: permission denied

"#]]);
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::{Command, Output};

    use snapbox::cmd::cargo_bin;
    use tempfile::TempDir;

    use crate::{INVALID, VALID, folder, names, talk};

    fn lines() -> TempDir {
        folder(&[("a.jsonl", format!("{VALID}\n{INVALID}\n").as_bytes())])
    }

    /// Runs `validate --split` with some words of a shell.
    fn split(folder: &TempDir, words: &str) -> Output {
        Command::new("bash")
            .args(["-c", &format!("\"$0\" validate -q --split {words}")])
            .arg(cargo_bin!("export-session"))
            .current_dir(folder.path())
            .output()
            .unwrap()
    }

    #[test]
    fn secrets_stay_secret() {
        let folder = lines();
        let mode = |name: &str| {
            let metadata = fs::metadata(folder.path().join(name)).unwrap();
            metadata.permissions().mode() & 0o7777
        };
        split(&folder, "good,bad a.jsonl");
        assert_eq!((mode("good"), mode("bad")), (0o600, 0o600));
        let path = folder.path().join("good");
        fs::set_permissions(path, Permissions::from_mode(0o640)).unwrap();
        split(&folder, "good,bad a.jsonl");
        assert_eq!((mode("good"), mode("bad")), (0o640, 0o600));
    }

    #[test]
    fn streams_are_written_to() {
        let folder = lines();
        let output = split(
            &folder,
            ">(cat >piped),/dev/null a.jsonl >/dev/null; wait $!",
        );
        assert!(output.stderr.is_empty(), "{output:?}");
        let valid = format!("{VALID}\n").into_bytes();
        for _ in 0..100 {
            if fs::read(folder.path().join("piped")).is_ok_and(|piped| piped == valid) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("nothing came through the pipe");
    }

    #[test]
    fn findings_and_documents_do_not_mix() {
        let folder = lines();
        for words in [
            "/dev/stdout,bad a.jsonl",
            "good,/dev/stdout a.jsonl >output",
            "/dev/fd/1,bad a.jsonl",
            "/proc/self/fd/1,bad a.jsonl >output",
            "output,bad a.jsonl >output",
            "/dev/stderr,bad a.jsonl",
            "/dev/fd/3,bad a.jsonl 3>output",
        ] {
            let output = split(&folder, words);
            assert_eq!(output.status.code(), Some(2), "{words}: {output:?}");
            assert!(!names(folder.path()).contains(&"bad".to_owned()), "{words}");
        }
    }

    #[test]
    fn no_input_is_overwritten() {
        let folder = lines();
        let before = fs::read(folder.path().join("a.jsonl")).unwrap();
        fs::hard_link(folder.path().join("a.jsonl"), folder.path().join("hard")).unwrap();
        symlink("a.jsonl", folder.path().join("soft")).unwrap();
        for words in [
            "a.jsonl,bad a.jsonl",
            "good,a.jsonl ./a.jsonl",
            "hard,bad a.jsonl",
            "soft,bad .",
            "\"$PWD/a.jsonl\",bad '*.jsonl'",
            "a.jsonl,bad --jsonl - <a.jsonl",
        ] {
            let output = split(&folder, words);
            assert_eq!(output.status.code(), Some(2), "{words}: {output:?}");
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert!(
                stderr.contains("would overwrite its input"),
                "{words}: {stderr}"
            );
            assert_eq!(fs::read(folder.path().join("a.jsonl")).unwrap(), before);
            assert_eq!(names(folder.path()), ["a.jsonl", "hard", "soft"]);
        }
    }

    #[test]
    fn who_is_killed_leaves_nothing() {
        use std::io::{BufRead as _, BufReader, Write as _};
        let folder = folder(&[]);
        let mut child = talk(
            folder.path(),
            &["validate", "--jsonl", "--split", "good,bad", "-"],
        );
        writeln!(child.stdin.as_ref().unwrap(), "{INVALID}").unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
        // Only between its two names a file could be left behind, until the next run.
        fs::write(folder.path().join(".export-session-x.tmp"), "").unwrap();
        fs::write(folder.path().join("a.jsonl"), VALID).unwrap();
        split(&folder, "good,bad a.jsonl");
        assert_eq!(names(folder.path()), ["a.jsonl", "bad", "good"]);
    }

    /// Both files are named under a lock of their folder.
    #[test]
    fn two_runs_take_turns() {
        let folder = lines();
        let lock = File::open(folder.path()).unwrap();
        lock.lock().unwrap();
        let arguments = ["validate", "--split", "good,bad", "a.jsonl"];
        let child = talk(folder.path(), &arguments);
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert_eq!(names(folder.path()), ["a.jsonl"]);
        lock.unlock().unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(
            stderr.contains("waiting for another --split to end"),
            "{stderr}"
        );
        assert_eq!(names(folder.path()), ["a.jsonl", "bad", "good"]);
    }
}
