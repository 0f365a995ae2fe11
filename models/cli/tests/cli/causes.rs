//! Probable causes of files that are no JSON, and advice for them.

use std::io::Write as _;

use snapbox::str;

use crate::inputs::{gzip, zstd};
use crate::{VALID, folder, program, program_in};

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn compression_under_another_name() {
    let folder = folder(&[
        ("a.json", &gzip(VALID)),
        ("b.jsonl", &zstd(VALID)),
        ("c.json", b"BZh91AY&SY\x01\x02"),
        ("d.jsonl", b"\xfd7zXZ\0\0\x04"),
        ("e.json.gz", &zstd(VALID)),
        ("f.jsonl.zst", &gzip(VALID)),
        ("g", b"\xfd7zXZ\0\0\x04"),
    ]);
    program_in(folder.path(), &["validate", ".", "g"])
        .assert()
        .code(3)
        .stdout_eq(str![""])
        .stderr_eq(str![[r#"
error: ./a.json: this is gzip: name it .gz, or decompress it (gunzip)
error: ./b.jsonl: this is zstd: name it .zst, or decompress it (unzstd)
error: ./c.json: this is bzip2, which is not read: decompress it (bzip2 -d)
error: ./d.jsonl: this is xz, which is not read: decompress it (xz -d)
error: ./e.json.gz: this is zstd: name it .zst, or decompress it (unzstd)
error: ./f.jsonl.zst: this is gzip: name it .gz, or decompress it (gunzip)
error: g: this is xz, which is not read: decompress it (xz -d)
0 valid, 0 invalid, 7 unreadable

"#]]);
}

#[test]
fn other_encodings() {
    let latin = b"{\"id\":\"\xe9\",\"title\":\"t\",\"messages\":[]}";
    let folder = folder(&[
        ("a.json", &utf16(&format!("\u{feff}{VALID}"))),
        ("b.json", &utf16(VALID)),
        ("c.jsonl", &utf16(&format!("{VALID}\n{VALID}\n"))),
        ("d.json", latin),
        ("e.json", VALID.replace("\"id\"", "\u{a0}\"id\"").as_bytes()),
        ("f.json", VALID.replace(":[]", ":\u{200b}[]").as_bytes()),
    ]);
    program_in(folder.path(), &["validate", "."])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
./a.json:1:1: the document: this is UTF-16, and JSON is UTF-8: convert it (iconv -f UTF-16 -t UTF-8) [encoding]
./b.json:1:1: the document: this is UTF-16, and JSON is UTF-8: convert it (iconv -f UTF-16 -t UTF-8) [encoding]
./d.json:1:8: /id: the bytes from here on are not UTF-8: if it is Windows-1252 or Latin-1, convert it (iconv -f WINDOWS-1252 -t UTF-8) [encoding]
./e.json:1:2: the document: expected a property name in double quotes, found the character U+00A0, which JSON does not take for a space: write a plain one [syntax]
./f.json:1:34: /messages: expected a value, found the character U+200B, which JSON does not take for a space: write a plain one [syntax]

"#]])
        .stderr_eq(str![[r#"
error: ./c.jsonl: this is UTF-16, and JSON is UTF-8: convert it (iconv -f UTF-16 -t UTF-8)
0 valid, 5 invalid, 1 unreadable; 5 problems

"#]]);
}

#[test]
fn what_comes_after_a_gzip_stream() {
    let folder = folder(&[
        ("garbage.json.gz", &[&gzip(VALID)[..], b"garbage"].concat()),
        ("zeros.json.gz", &[&gzip(VALID)[..], &[0; 1000]].concat()),
    ]);
    program_in(folder.path(), &["validate", "."])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: ./garbage.json.gz: after the gzip stream come other bytes: cut them off, or decompress it (gunzip ignores them)
1 valid, 0 invalid, 1 unreadable

"#]]);
}

#[test]
fn a_window_that_is_too_large() {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.window_log(28).unwrap();
    encoder.long_distance_matching(true).unwrap();
    encoder.write_all(VALID.as_bytes()).unwrap();
    let folder = folder(&[("a.json.zst", &encoder.finish().unwrap())]);
    program_in(folder.path(), &["validate", "a.json.zst"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: a.json.zst: it was compressed with a window of more than 128 MiB: compress it with --long=27 or less, or decompress it (zstd -d --long=31)
0 valid, 0 invalid, 1 unreadable

"#]]);
}

/// A hundred thousand times as long as the file.
#[test]
fn what_expands_too_much() {
    let blank = zstd(&" ".repeat(80_000_000));
    let folder = folder(&[("a.json.zst", &blank), ("b.jsonl.zst", &blank)]);
    program_in(folder.path(), &["validate", "."])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: ./a.json.zst: its text is over 64 MiB and 200 times as long as the file, as if to fill the memory: if you trust it, use --max-expansion N or --max-expansion none
error: ./b.jsonl.zst: its text is over 64 MiB and 200 times as long as the file, as if to fill the memory: if you trust it, use --max-expansion N or --max-expansion none
0 valid, 0 invalid, 2 unreadable

"#]]);
    for most in ["none", "1000000"] {
        program_in(
            folder.path(),
            &["validate", "--max-expansion", most, "b.jsonl.zst"],
        )
        .assert()
        .code(0);
    }
    program(&["validate", "--max-expansion", "0", "x"])
        .assert()
        .code(2);
}

#[cfg(unix)]
#[test]
fn pipes_in_folders_are_skipped() {
    let folder = folder(&[("data/a.json", VALID.as_bytes())]);
    let pipe = folder.path().join("data/b.json");
    let made = std::process::Command::new("mkfifo").arg(pipe).status();
    assert!(made.unwrap().success());
    for argument in ["data", "data/*"] {
        program_in(folder.path(), &["validate", argument])
            .assert()
            .code(0)
            .stderr_eq(str![[r#"
data/b.json: skipped: it is a pipe or a device, which has to be named to be read
1 valid, 0 invalid, 0 unreadable

"#]]);
    }
}
