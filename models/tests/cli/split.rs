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
error: not all has been read: nothing is split
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
fn a_folder_without_permission_is_told_by_the_name_of_the_half() {
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
