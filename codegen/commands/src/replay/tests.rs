//! A small archive under two schemas.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Counts, DocumentResult, replay};

const OLD: &str = r#"{
    "properties": { "a": { "type": "string" }, "at": { "type": "string" }, "b": { "maxLength": 2 } }
}"#;
const NEW: &str = r#"{
    "properties": { "a": { "enum": ["x"] }, "at": { "type": "string", "format": "date-time" } }
}"#;

/// The results of an archive, each on a line, and the counts.
fn results(paths: &[PathBuf], root: &Path) -> (String, Counts) {
    let mut lines = String::new();
    let root = format!("{}/", root.display());
    let counts = replay(OLD, NEW, paths, &mut |result| {
        lines += &match result {
            DocumentResult::Changed(changed) => {
                let findings = changed
                    .findings
                    .iter()
                    .map(|finding| format!("  {finding}\n"));
                let more = if changed.has_more { "  and more\n" } else { "" };
                let findings: String = findings.collect();
                format!(
                    "{}: {}\n{findings}{more}",
                    changed.document, changed.direction
                )
            }
            DocumentResult::Unrepresentable { document, why } => {
                format!("{document}: unrepresentable: {why}\n")
            }
            DocumentResult::Unreadable { document, why } => format!("{document}: {why}\n"),
        };
    });
    (lines.replace(&root, ""), counts.unwrap())
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn archive() -> tempfile::TempDir {
    let archive = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = archive.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write("broken.json", br#"{ "a": "secret", "at": "secret" }"#);
    write("fine.json", br#"{ "a": "x" }"#);
    write("neither.json", br#"{ "a": 1 }"#);
    write("notes.txt", b"{ no document");
    write("cut.json", br#"{ "a": "secret"#);
    let lines = "{\"a\":\"x\"}\r\n\n{\"a\":\"secret\"}\n{\"b\":\"secret\"}\n[\n{\"a\":\"last\"}";
    write("deep/lines.jsonl", lines.as_bytes());
    // A packed file may have several members.
    let members = [packed("{\"a\":\"x\"}\n"), packed("{\"a\":\"y\"}\n")].concat();
    write("deep/packed.ndjson.gz", &members);
    write("deep/packed.json.gz", &packed(r#"{"a":"y"}"#));
    write(
        "deep/torn.jsonl.gz",
        &packed(&"{\"a\":\"x\"}\n".repeat(9))[..20],
    );
    archive
}

#[test]
fn documents_whose_verdict_changes_are_reported() {
    let archive = archive();
    let (lines, counts) = results(&[archive.path().to_owned()], archive.path());
    snapbox::assert_data_eq!(
        lines,
        snapbox::str![[r#"
broken.json: valid → invalid
  /a: expected "x", found another value [enum]
  /at: expected a date-time (RFC 3339), such as 2025-10-03T16:51:00+05:30 [format]
cut.json: the string that begins here never ends, at byte 7
deep/lines.jsonl:3: valid → invalid
  /a: expected "x", found another value [enum]
deep/lines.jsonl:4: invalid → valid
  /b: expected at most 2 characters, found 6 [maxLength]
deep/lines.jsonl:5: expected a value, found the end of the input, at byte 1
deep/lines.jsonl:6: valid → invalid
  /a: expected "x", found another value [enum]
deep/packed.json.gz: valid → invalid
  /a: expected "x", found another value [enum]
deep/packed.ndjson.gz:2: valid → invalid
  /a: expected "x", found another value [enum]
deep/torn.jsonl.gz:1: incomplete deflate stream

"#]]
    );
    let expected = Counts {
        valid: 3,
        invalid: 1,
        became_invalid: 5,
        became_valid: 1,
        unrepresentable: 0,
        unreadable: 3,
    };
    assert_eq!(counts, expected);
}

#[test]
fn other_languages_are_read() {
    let archive = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.yaml", "a: x\n---\n# The second.\na: y\n---\na: [\n"),
        ("b.toml", "a = 'y'\n"),
        ("c.jsonc", "{ \"a\": \"x\", /* no b */ }"),
        ("d.yml", "a: y\n"),
    ] {
        std::fs::write(archive.path().join(name), text).unwrap();
    }
    std::fs::write(archive.path().join("e.toml.gz"), packed("a = 'y'\n")).unwrap();
    let (lines, counts) = results(&[archive.path().to_owned()], archive.path());
    snapbox::assert_data_eq!(
        lines,
        snapbox::str![[r#"
a.yaml:4: valid → invalid
  /a: expected "x", found another value [enum]
a.yaml: 7:1: expected YAML: while parsing a node, did not find expected node content
b.toml: valid → invalid
  /a: expected "x", found another value [enum]
d.yml: valid → invalid
  /a: expected "x", found another value [enum]
e.toml.gz: valid → invalid
  /a: expected "x", found another value [enum]

"#]]
    );
    assert_eq!(
        (counts.valid, counts.became_invalid, counts.unreadable),
        (2, 4, 1)
    );
}

#[test]
fn no_value_is_reported() {
    let archive = archive();
    let (lines, _) = results(&[archive.path().to_owned()], archive.path());
    assert!(!lines.contains("secret"), "{lines}");
}

#[test]
fn what_is_named_is_read() {
    let archive = archive();
    let paths = ["notes.txt", "nowhere.json", "fine.json"].map(|name| archive.path().join(name));
    let (lines, counts) = results(&paths, archive.path());
    assert!(
        lines.starts_with("notes.txt: expected a property name"),
        "{lines}"
    );
    assert!(lines.contains("\nnowhere.json: "), "{lines}");
    assert_eq!((counts.unreadable, counts.valid), (2, 1));
}

#[test]
fn findings_of_a_document_are_bounded() {
    let archive = tempfile::tempdir().unwrap();
    let file = archive.path().join("many.json");
    std::fs::write(&file, format!("[{}0]", "0,".repeat(100_000))).unwrap();
    let mut seen = Vec::new();
    let items = r#"{ "items": { "type": "string" } }"#;
    let counts = replay("true", items, &[file], &mut |result| {
        if let DocumentResult::Changed(changed) = result {
            seen.push((changed.findings.len(), changed.has_more));
        }
    });
    assert_eq!(seen, [(super::FINDINGS, true)]);
    assert_eq!(counts.unwrap().became_invalid, 1);
}

#[test]
fn depth_is_bounded() {
    let archive = tempfile::tempdir().unwrap();
    let file = archive.path().join("deep.json");
    std::fs::write(&file, "[".repeat(1_000_000)).unwrap();
    let (lines, counts) = results(&[file], archive.path());
    assert!(lines.starts_with("deep.json: expected a value"), "{lines}");
    assert_eq!(counts.unreadable, 1);
}

#[test]
fn what_no_type_holds_hides_no_other_document() {
    let archive = tempfile::tempdir().unwrap();
    let file = archive.path().join("odd.jsonl");
    let deep = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
    let lines = [
        r#"{"a":"secret","free":[1e400,-1e400,1e-400,{"b":123456789012345678901234567890}]}"#,
        &deep,
        r#"{"a":"\ud800"}"#,
        r#"{"a":"x"}"#,
    ];
    std::fs::write(&file, lines.join("\n")).unwrap();
    let (lines, counts) = results(&[file], archive.path());
    snapbox::assert_data_eq!(
        lines,
        snapbox::str![[r#"
odd.jsonl:1: valid → invalid
  /a: expected "x", found another value [enum]
odd.jsonl:2: unrepresentable: nested deeper than 127 levels
odd.jsonl:3: unrepresentable: half of a surrogate pair: no Unicode string can hold it

"#]]
    );
    let expected = Counts {
        valid: 1,
        became_invalid: 1,
        unrepresentable: 2,
        ..Counts::default()
    };
    assert_eq!(counts, expected);
}

#[test]
fn formats_of_integers_are_asserted() {
    let archive = tempfile::tempdir().unwrap();
    let file = archive.path().join("numbers.jsonl");
    std::fs::write(&file, "127\n128\n1.5\n1e400\n").unwrap();
    let [old, new] =
        ["int64", "int8"].map(|format| format!(r#"{{ "type": "integer", "format": "{format}" }}"#));
    let counts = replay(&old, &new, &[file], &mut |_| {}).unwrap();
    assert_eq!(
        (counts.valid, counts.became_invalid, counts.invalid),
        (1, 1, 2)
    );
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_twice() {
    let archive = archive();
    let around = archive.path().join("deep/around");
    std::os::unix::fs::symlink(archive.path(), around).unwrap();
    let (_, counts) = results(&[archive.path().to_owned()], archive.path());
    assert_eq!(counts.became_invalid, 5);
}
