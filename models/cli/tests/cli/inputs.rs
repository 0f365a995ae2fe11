//! Files, folders, patterns and archives.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use snapbox::str;

use crate::{INVALID, VALID, folder, program, program_in};

pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 3).unwrap()
}

/// Text that does not get short when it is compressed.
fn noise(lines: usize) -> String {
    let mut random = fastrand::Rng::with_seed(5);
    let mut line = || {
        let noise: String = std::iter::repeat_with(|| random.alphanumeric())
            .take(5_000)
            .collect();
        format!("{{\"id\":\"{noise}\",\"title\":\"t\",\"messages\":[]}}\n")
    };
    std::iter::repeat_with(&mut line).take(lines).collect()
}

#[test]
fn folders_and_patterns() {
    let lines = format!("{VALID}\n{INVALID}\n");
    let folder = folder(&[
        ("data/z.json", INVALID.as_bytes()),
        ("data/b/two.ndjson", lines.as_bytes()),
        ("data/b/one.jsonl.gz", &gzip(&lines)),
        ("data/a.json.zst", &zstd(INVALID)),
        ("data/B.JSON", INVALID.as_bytes()),
        ("data/readme.md", b"# no document"),
        ("data/.hidden.json", INVALID.as_bytes()),
        ("data/.hidden/a.json", INVALID.as_bytes()),
        ("odd.name", INVALID.as_bytes()),
        ("[1].json", INVALID.as_bytes()),
    ]);
    program_in(folder.path(), &["validate", "data"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
data/B.JSON:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/a.json.zst:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/b/one.jsonl.gz:2:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/b/two.ndjson:2:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/z.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
        .stderr_eq(str![[r#"
2 valid, 5 invalid, 0 unreadable; 5 problems

"#]]);
    program_in(
        folder.path(),
        &[
            "validate",
            "data/**/*json*",
            "odd.*",
            "odd.name",
            "[1].json",
            "data/.hidden.json",
        ],
    )
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
data/a.json.zst:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/b/one.jsonl.gz:2:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/b/two.ndjson:2:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/z.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
odd.name:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
[1].json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
data/.hidden.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
    .stderr_eq(str![[r#"
2 valid, 7 invalid, 0 unreadable; 7 problems

"#]]);
}

#[cfg(unix)]
#[test]
fn links_have_to_be_named() {
    let folder = folder(&[
        ("data/a.json", VALID.as_bytes()),
        ("b.json", INVALID.as_bytes()),
    ]);
    std::os::unix::fs::symlink("../b.json", folder.path().join("data/link.json")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("data/up")).unwrap();
    std::os::unix::fs::symlink("data", folder.path().join("link")).unwrap();
    program_in(folder.path(), &["validate", "link", "data/link.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
data/link.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
        .stderr_eq(str![[r#"
1 valid, 1 invalid, 0 unreadable; 1 problem

"#]]);
}

/// A loop of links would be walked for ever, or as deep as the system lets one go.
#[cfg(unix)]
#[test]
fn patterns_follow_no_links() {
    let folder = folder(&[
        ("data/sub/a.json", INVALID.as_bytes()),
        ("b.json", INVALID.as_bytes()),
    ]);
    let link = |to, from| std::os::unix::fs::symlink(to, folder.path().join(from)).unwrap();
    link("../data", "data/loop");
    link("../b.json", "data/link.json");
    link("data", "link");
    program_in(folder.path(), &["validate", "data/**", "link/*/*.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
data/sub/a.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]]);
}

#[cfg(target_os = "linux")]
#[test]
fn any_name_can_be_beside_what_matches() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(&[("a.json", VALID.as_bytes())]);
    let name = std::ffi::OsStr::from_bytes(b"\xff.json");
    std::fs::write(folder.path().join(name), VALID).unwrap();
    for pattern in ["*.json", "**", "**/*"] {
        program_in(folder.path(), &["validate", pattern])
            .assert()
            .code(0)
            .stderr_eq(str![[r#"
2 valid, 0 invalid, 0 unreadable

"#]]);
    }
}

#[test]
fn hidden_files_have_to_be_asked_for() {
    let folder = folder(&[
        ("a/one.json", INVALID.as_bytes()),
        ("a/two.jsonl", INVALID.as_bytes()),
        ("a/three.txt", INVALID.as_bytes()),
        ("a/.hidden.json", INVALID.as_bytes()),
        ("a/.hidden/four.json", INVALID.as_bytes()),
    ]);
    let found = |patterns: &[&str]| {
        let arguments = [&["validate", "-q"], patterns].concat();
        program_in(folder.path(), &arguments).assert().code(1)
    };
    found(&["**/*.{json,jsonl}"]).stdout_eq(str![[r#"
a/one.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
a/two.jsonl:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]]);
    found(&["a/.*.json", "**/.hidden/*"]).stdout_eq(str![[r#"
a/.hidden.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
a/.hidden/four.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]]);
    found(&["./a/.hidden/*.json"]).stdout_eq(str![[r#"
./a/.hidden/four.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]]);
}

#[test]
fn no_file_is_judged_twice() {
    let folder = folder(&[("a.json", INVALID.as_bytes()), ("b.json", VALID.as_bytes())]);
    program_in(
        folder.path(),
        &["validate", "b.json", ".", "a.json", "./a.json", "*.json"],
    )
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
./a.json:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
    .stderr_eq(str![[r#"
1 valid, 1 invalid, 0 unreadable; 1 problem

"#]]);
}

#[cfg(unix)]
#[test]
fn no_file_is_judged_twice_under_any_name() {
    let folder = folder(&[("data/a.json", INVALID.as_bytes()), ("x", b"")]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::os::unix::fs::symlink("data/a.json", path("link.json")).unwrap();
    std::fs::hard_link(path("data/a.json"), path("data/b.json")).unwrap();
    let (absolute, link) = (path("data/a.json"), "link.json");
    for sources in [
        &["data/a.json", absolute.as_str(), link, "data"][..],
        &["data"],
    ] {
        let arguments = [&["validate"], sources].concat();
        program_in(folder.path(), &arguments)
            .assert()
            .code(1)
            .stderr_eq(str![[r#"
0 valid, 1 invalid, 0 unreadable; 1 problem

"#]]);
    }
}

#[test]
fn where_nothing_is_found_the_user_hears_of_it() {
    let folder = folder(&[("data/readme.md", b"# no document")]);
    program_in(
        folder.path(),
        &["validate", "data", "*.json", "nowhere", ""],
    )
    .assert()
    .code(3)
    .stdout_eq(str![""])
    .stderr_eq(str![[r#"
error: data: no file in this folder ends in .json, .jsonc, .yaml, .yml, .toml, .jsonl or .ndjson, or these and .gz or .zst, and is neither hidden nor excluded nor named by .gitignore
error: *.json: no file matches this pattern
error: nowhere: No such file or directory (os error 2)
error: : No such file or directory (os error 2)
0 valid, 0 invalid, 4 unreadable

"#]]);
}

#[test]
fn archives_are_read_through() {
    let text = noise(300);
    let two = [gzip(&text), gzip(VALID)].concat();
    let frames = [zstd(&text), zstd(VALID)].concat();
    let folder = folder(&[
        ("a.jsonl.gz", &two),
        ("a.jsonl.zst", &frames),
        ("a.gz", &gzip(VALID)),
        ("unnamed", &zstd(VALID)),
    ]);
    program_in(
        folder.path(),
        &["validate", "a.jsonl.gz", "a.jsonl.zst", "a.gz", "unnamed"],
    )
    .assert()
    .code(0)
    .stdout_eq(str![""])
    .stderr_eq(str![[r#"
604 valid, 0 invalid, 0 unreadable

"#]]);
    for bytes in [two, frames] {
        program(&["validate", "--jsonl", "-"])
            .stdin(bytes)
            .assert()
            .code(0)
            .stderr_eq(str![[r#"
301 valid, 0 invalid, 0 unreadable

"#]]);
    }
}

#[test]
fn broken_archives_are_judged_as_far_as_they_go() {
    let text = format!("{INVALID}\n{}", noise(300));
    let (gzip, zstd) = (gzip(&text), zstd(&text));
    let mut corrupt = gzip.clone();
    // A bit of the checksum at its end.
    let checksum = corrupt.len() - 8;
    corrupt[checksum] ^= 1;
    let folder = folder(&[
        ("a-cut.jsonl.gz", &gzip[..gzip.len() / 2]),
        ("b-cut.jsonl.zst", &zstd[..zstd.len() / 2]),
        ("c-corrupt.jsonl.gz", &corrupt),
        ("d-empty.jsonl.gz", b""),
        ("e-plain.jsonl.gz", VALID.as_bytes()),
        ("f-plain.json.zst", VALID.as_bytes()),
        ("g-garbage.jsonl.gz", &[&gzip[..], b"garbage"].concat()),
    ]);
    program_in(folder.path(), &["validate", "."])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
./a-cut.jsonl.gz:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
./b-cut.jsonl.zst:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
./c-corrupt.jsonl.gz:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
./g-garbage.jsonl.gz:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
        .stderr_eq(str![[r#"
error: ./a-cut.jsonl.gz: the gzip stream is cut off: get the whole file again
error: ./b-cut.jsonl.zst: the zstd stream is cut off: get the whole file again
error: ./c-corrupt.jsonl.gz: corrupt gzip stream does not have a matching checksum
error: ./d-empty.jsonl.gz: it is empty, and not gzip as its name says
error: ./e-plain.jsonl.gz: it is not gzip as its name says: rename it
error: ./f-plain.json.zst: it is not zstd as its name says: rename it
error: ./g-garbage.jsonl.gz: after the gzip stream come other bytes: cut them off, or decompress it (gunzip ignores them)
879 valid, 4 invalid, 7 unreadable; 4 problems

"#]]);
}

#[test]
fn what_is_excluded_is_left_out_of_folders() {
    let folder = folder(&[
        (".git/HEAD", b""),
        (".gitignore", b"built/\n*.log.jsonl\n"),
        ("a.json", VALID.as_bytes()),
        ("built/b.json", INVALID.as_bytes()),
        ("logs/c.log.jsonl", INVALID.as_bytes()),
        ("logs/old/d.json", INVALID.as_bytes()),
        ("logs/e.json", VALID.as_bytes()),
    ]);
    let files = |arguments: &[&str]| {
        let output = program_in(folder.path(), &[&["validate"], arguments].concat())
            .output()
            .unwrap();
        let report = String::from_utf8(output.stdout).unwrap();
        let files = report.lines().filter_map(|line| line.split(':').next());
        files.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(files(&["."]), ["./logs/old/d.json"]);
    assert_eq!(files(&[".", "--exclude", "old"]), [""; 0]);
    assert_eq!(files(&[".", "--exclude", "logs/*/*.json"]), [""; 0]);
    assert_eq!(
        files(&[".", "--no-ignore"]),
        ["./built/b.json", "./logs/c.log.jsonl", "./logs/old/d.json"]
    );
    // What is named is read: a file, a folder, or what matches a pattern, if it is not excluded.
    assert_eq!(files(&["built/b.json"]), ["built/b.json"]);
    assert_eq!(files(&["built"]), ["built/b.json"]);
    assert_eq!(files(&["logs/*.jsonl"]), ["logs/c.log.jsonl"]);
    assert_eq!(files(&["**/*.json*", "--exclude", "/built"]).len(), 2);
    program_in(folder.path(), &["validate", ".", "--exclude", ""])
        .assert()
        .code(2)
        .stdout_eq("");
    program_in(folder.path(), &["validate", ".", "--exclude", "a["])
        .assert()
        .code(2)
        .stderr_eq(str![[r#"
error: --exclude a[: unclosed character class; missing ']'

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
}
