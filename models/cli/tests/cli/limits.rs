//! Limits on the number of reported findings.

use snapbox::str;

use crate::{INVALID, VALID, folder, program, program_in};

#[test]
fn no_flood() {
    let lines = format!("{INVALID}\n").repeat(1_500);
    let run = |arguments: &[&str]| {
        let assert = program(arguments).stdin(lines.clone()).assert().code(1);
        let output = assert.get_output();
        let lines = String::from_utf8(output.stdout.clone())
            .unwrap()
            .lines()
            .count();
        (lines, String::from_utf8(output.stderr.clone()).unwrap())
    };
    let (lines, summary) = run(&["validate", "--jsonl", "-"]);
    assert_eq!(lines, 1_000);
    snapbox::assert_data_eq!(
        summary,
        str![[r#"
0 valid, 1500 invalid, 0 unreadable; 1000 problems; 500 more problems not shown (--max-problems 1000)

"#]]
    );
    let (lines, summary) = run(&["validate", "--jsonl", "--max-problems", "0", "-"]);
    assert_eq!(lines, 0);
    snapbox::assert_data_eq!(
        summary,
        str![[r#"
0 valid, 1500 invalid, 0 unreadable; 1500 more problems not shown (--max-problems 0)

"#]]
    );
    let (lines, summary) = run(&["validate", "--jsonl", "--max-problems", "all", "-"]);
    assert_eq!(lines, 1_500);
    snapbox::assert_data_eq!(
        summary,
        str![[r#"
0 valid, 1500 invalid, 0 unreadable; 1500 problems

"#]]
    );
}

#[test]
fn the_first_refusal_in_order_ends_it() {
    let lines = format!(
        "{}{INVALID}\n{INVALID}\n",
        format!("{VALID}\n").repeat(30_000)
    );
    let folder = folder(&[
        ("a.jsonl", lines.as_bytes()),
        ("b.json", INVALID.as_bytes()),
    ]);
    for threads in ["1", "2", "5"] {
        program_in(
            folder.path(),
            &[
                "validate",
                "--fail-fast",
                "--threads",
                threads,
                "a.jsonl",
                "b.json",
            ],
        )
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
a.jsonl:30001:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14

"#]])
        .stderr_eq(str![[r#"
30000 valid, 1 invalid, 0 unreadable; 1 problem

"#]]);
    }
}

#[test]
fn quiet() {
    program(&[
        "validate",
        "-q",
        "refused/type.optional-cost-null.json",
        "nowhere.json",
    ])
    .assert()
    .code(3)
    .stdout_eq(str![[r#"
refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type] at schema/export-session.schema.json:54

"#]])
    .stderr_eq(str![[r#"
error: nowhere.json: No such file or directory (os error 2)

"#]]);
}

#[test]
fn warnings_take_nothing_from_problems() {
    let lines = r#"{"id":"i","title":null,"messages":0,"a":1,"b":2}"#;
    let lines = format!("{lines}\n").repeat(2);
    program(&[
        "validate",
        "--jsonl",
        "--warn-unknown",
        "--max-problems",
        "3",
        "-",
    ])
    .stdin(lines)
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
<stdin>:1:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
<stdin>:1:35: /messages: expected an array, found a number [type] at schema/export-session.schema.json:59
<stdin>:1:37: warning: /a: the schema does not mention this property [unknown-property]
<stdin>:1:43: warning: /b: the schema does not mention this property [unknown-property]
<stdin>:2:19: /title: expected a string, found null [type] at schema/export-session.schema.json:14
<stdin>:2:37: warning: /a: the schema does not mention this property [unknown-property]
<stdin>: document 2: 1 more problem and 1 more warning not shown (--max-problems 3)

"#]])
    .stderr_eq(str![[r#"
0 valid, 2 invalid, 0 unreadable; 3 problems, 3 warnings; 1 more problem and 1 more warning not shown (--max-problems 3)

"#]]);
}

#[test]
fn of_one_document_not_everything_is_kept() {
    let document = format!("{{\"messages\":[{}0]}}", "0,".repeat(150_000));
    let arguments = ["validate", "--max-problems", "all", "-"];
    let assert = program(&arguments).stdin(document).assert().code(1);
    let assert = assert.stderr_eq(str![[r#"
0 valid, 1 invalid, 0 unreadable; 100000 problems; 50003 more problems not shown (100000 of one document at most)

"#]]);
    let output = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert_eq!(output.lines().count(), 100_001);
    let last = output.lines().last().unwrap();
    snapbox::assert_data_eq!(
        last,
        str!["<stdin>: 50003 more problems not shown (100000 of one document at most)"]
    );
}
