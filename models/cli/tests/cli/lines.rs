//! JSON Lines.

use snapbox::str;

use crate::{INVALID, VALID, folder, program, program_in};

#[test]
fn a_bad_line_never_stops_the_rest() {
    let lines = format!(
        "{VALID}\r\n\r\n{INVALID}\r\n{{\n \t \n}}{VALID}\n[1]\n\u{0}\n{VALID}\n{{}}\n\u{feff}{VALID}\n{INVALID}"
    );
    program(&["validate", "--jsonl", "-"])
        .stdin(lines)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
<stdin>:3:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
<stdin>:4:2: the document: expected a property name in double quotes, found the end of the input [syntax]
<stdin>:6:1: the document: expected a value, found '}' [syntax]
<stdin>:7:1: the document: expected an object, found an array [type] at schema/export-session.schema.json:5
<stdin>:8:1: the document: expected a value, found the character U+0000 [syntax]
<stdin>:10:1: the document: the required property "id" is missing [required] at schema/export-session.schema.json:63
<stdin>:10:1: the document: the required property "title" is missing [required] at schema/export-session.schema.json:63
<stdin>:10:1: the document: the required property "messages" is missing [required] at schema/export-session.schema.json:63
<stdin>:11:1: the document: it begins with a byte order mark, which JSON does not allow: remove it [encoding]
<stdin>:12:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
        .stderr_eq(str![[r#"
2 valid, 8 invalid, 0 unreadable; 10 problems

"#]]);
}

#[test]
fn a_byte_order_mark_may_be_all() {
    program(&["validate", "--jsonl", "-"])
        .stdin("\u{feff}\n\u{feff}{\n\u{feff}")
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
<stdin>:1:1: the document: it begins with a byte order mark, which JSON does not allow: remove it [encoding]
<stdin>:1:2: the document: expected a value, found the end of the input [syntax]
<stdin>:2:1: the document: it begins with a byte order mark, which JSON does not allow: remove it [encoding]
<stdin>:2:3: the document: expected a property name in double quotes, found the end of the input [syntax]
<stdin>:3:1: the document: it begins with a byte order mark, which JSON does not allow: remove it [encoding]
<stdin>:3:2: the document: expected a value, found the end of the input [syntax]

"#]]);
}

#[test]
fn no_lines_are_no_documents() {
    let folder = folder(&[("empty.jsonl", b""), ("blank.jsonl", b"\n \n\r\n")]);
    program_in(folder.path(), &["validate", "empty.jsonl", "blank.jsonl"])
        .assert()
        .code(0)
        .stderr_eq(str![[r#"
0 valid, 0 invalid, 0 unreadable; there were no documents

"#]]);
}

#[test]
fn the_name_decides_unless_the_option_does() {
    let folder = folder(&[("a.json", format!("{VALID}\n{VALID}\n").as_bytes())]);
    program_in(folder.path(), &["validate", "a.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
a.json:2:1: the document: expected the end of the document, found '{': if each line is a document, use --jsonl, or name the file .jsonl [syntax]

"#]]);
    program_in(folder.path(), &["validate", "--jsonl", "a.json"])
        .assert()
        .code(0);
}

#[test]
fn the_report_is_the_same_for_any_number_of_threads() {
    let mut random = fastrand::Rng::with_seed(11);
    let mut lines = String::new();
    let mut invalid = Vec::new();
    for line in 1..=20_000 {
        match random.u8(..) {
            0..100 => lines.push_str(VALID),
            100..110 => lines.push_str(&" ".repeat(random.usize(..300))),
            110..115 => lines.push_str(&format!("[{}]", "1,".repeat(random.usize(..50_000)))),
            _ => lines.push_str(INVALID),
        }
        let last = &lines[lines.rfind('\n').map_or(0, |at| at + 1)..];
        if last != VALID && !last.trim().is_empty() {
            invalid.push(line);
        }
        lines.push('\n');
    }
    let other = lines.replacen(INVALID, VALID, 10);
    let folder = folder(&[
        ("a.jsonl", lines.as_bytes()),
        ("b.jsonl", other.as_bytes()),
        ("c.json", INVALID.as_bytes()),
        ("d.jsonl", lines.as_bytes()),
    ]);
    let report = |threads| {
        let arguments = [
            "validate",
            "--max-problems",
            "all",
            "--threads",
            threads,
            ".",
        ];
        let assert = program_in(folder.path(), &arguments).assert().code(1);
        let output = assert.get_output();
        (output.stdout.clone(), output.stderr.clone())
    };
    let one = report("1");
    assert_eq!(one, report("2"));
    assert_eq!(one, report("9"));
    // Each line of the first file that is no document of ours, and no other.
    let stdout = String::from_utf8(one.0).unwrap();
    let mut lines: Vec<u32> = stdout
        .lines()
        .filter_map(|line| line.strip_prefix("./a.jsonl:"))
        .map(|rest| rest.split(':').next().unwrap().parse().unwrap())
        .collect();
    lines.dedup();
    assert_eq!(lines, invalid);
}
