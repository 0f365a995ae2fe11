//! How much is told, and when it is enough.

use snapbox::str;

use crate::{INVALID, VALID, folder, program, program_in};

#[test]
fn no_flood() {
    let lines = format!("{INVALID}\n").repeat(1_500);
    let told = |arguments: &[&str]| {
        let assert = program(arguments).stdin(lines.clone()).assert().code(1);
        let output = assert.get_output();
        let lines = String::from_utf8(output.stdout.clone())
            .unwrap()
            .lines()
            .count();
        (lines, String::from_utf8(output.stderr.clone()).unwrap())
    };
    let (lines, summary) = told(&["validate", "--jsonl", "-"]);
    assert_eq!(lines, 1_000);
    snapbox::assert_data_eq!(
        summary,
        str![[r#"
0 valid, 1500 invalid, 0 unreadable; 1000 problems, 500 more not shown (--max-problems 1000)

"#]]
    );
    let (lines, summary) = told(&["validate", "--jsonl", "--max-problems", "0", "-"]);
    assert_eq!(lines, 0);
    snapbox::assert_data_eq!(
        summary,
        str![[r#"
0 valid, 1500 invalid, 0 unreadable; 1500 more not shown (--max-problems 0)

"#]]
    );
    let (lines, summary) = told(&["validate", "--jsonl", "--max-problems", "all", "-"]);
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
a.jsonl:30001:19: /title: expected a string, found null [type]

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
refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type]

"#]])
    .stderr_eq(str![[r#"
error: nowhere.json: No such file or directory (os error 2)

"#]]);
}
