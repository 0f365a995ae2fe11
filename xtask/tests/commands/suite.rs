//! `cargo xtask suite`

use snapbox::str;

use crate::tree::{Tree, stdout};

/// A suite of our own: groups that are exact, rejected and, because the suite is incorrect,
/// wrong; and a format, which is asserted.
const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands/tiny-suite");

#[test]
fn every_verdict() {
    let tree = Tree::new();
    tree.xtask(&["suite", SUITE])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused 2020-12 first.json: a type that does not exist
     reason: 1:70: /type: there is no type "parcel"
       Wrong 2020-12 optional/second.json: a group that lies
    problem: no stamps: the verdict is valid
    problem: numbers for stamps: the verdict is invalid

2020-12                groups    exact  refused    wrong
required                    3        2        1        0
optional                    1        0        0        1
formats, asserted           1        1        0        0

"#]])
        .stderr_eq(str![[r#"
    Findings 5 groups of the suite; 10 documents judged

"#]]);
    tree.xtask(&["suite", SUITE, "--markdown"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused 2020-12 first.json: a type that does not exist
     reason: 1:70: /type: there is no type "parcel"
       Wrong 2020-12 optional/second.json: a group that lies
    problem: no stamps: the verdict is valid
    problem: numbers for stamps: the verdict is invalid

### 2020-12

| part | groups | exact | refused | wrong |
|---|---:|---:|---:|---:|
| required | 3 | 2 | 1 | 0 |
| optional | 1 | 0 | 0 | 1 |
| formats, asserted | 1 | 1 | 0 | 0 |

Other than exact: first.json, optional/second.json.

"#]]);
    // A directory of a dialect, without the lies.
    let honest = "target/honest/draft2020-12";
    std::fs::create_dir_all(tree.path(honest)).unwrap();
    let formats = "optional/format/date-time.json";
    let formats = std::fs::read(format!("{SUITE}/tests/draft2020-12/{formats}")).unwrap();
    // There it counts as required, where formats are annotations.
    let annotated = String::from_utf8(formats).unwrap();
    let annotated = annotated.replace("\"valid\": false", "\"valid\": true");
    tree.write(&format!("{honest}/format.json"), annotated);
    tree.xtask(&["suite", honest]).assert().code(0);
}

#[test]
fn types_give_the_verdicts_of_the_evaluator() {
    let tree = Tree::compiled();
    tree.xtask(&["suite", SUITE, "--types"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused 2020-12 first.json: a type that does not exist
     reason: the schema has 1 problem(s)
| | groups | exact | wrong | unrepresentable | emits another |
|---|---:|---:|---:|---:|---:|
| 2020-12 | 5 | 4 | 0 | 1 | 0 |

"#]])
        .stderr_eq(str![[r#"
   Compiling types of 4 groups
    Findings types of 5 groups; [..] documents read and written

"#]]);
}

#[test]
fn no_verdict() {
    let tree = Tree::new();
    tree.xtask(&["suite"]).assert().code(2);
    tree.xtask(&["suite", "nowhere"])
        .assert()
        .code(3)
        .stdout_eq(str![[""]])
        .stderr_eq(str![[r#"
error: nowhere: there is no such directory; give a clone of the JSON Schema Test Suite, https://github.com/json-schema-org/JSON-Schema-Test-Suite, or one of its directories, such as tests/draft2020-12

"#]]);
    tree.xtask(&["suite", "schema"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: [..]export-session.schema.json: not a file of the JSON Schema Test Suite: [..]

"#]]);
    let dialect = "target/broken/draft2020-12";
    // An earlier run may have left its file.
    let _ = std::fs::remove_dir_all(tree.path(dialect));
    let suite = |text: Option<&str>, expected: &str| {
        std::fs::create_dir_all(tree.path(dialect)).unwrap();
        if let Some(text) = text {
            tree.write(&format!("{dialect}/a.json"), text);
        }
        let run = tree.xtask(&["suite", dialect]).assert().code(3);
        let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(error.contains(expected), "{error}");
    };
    suite(None, "there is no *.json");
    suite(
        Some("{}"),
        "a.json: not a file of the JSON Schema Test Suite: expected an array of groups at byte 0",
    );
    suite(Some("[\n  {"), "a.json: expected a property name");
}

#[test]
fn the_official_suite_and_its_tables() {
    let Some(suite) = std::env::var_os("JSON_SCHEMA_TEST_SUITE") else {
        println!("skipped: JSON_SCHEMA_TEST_SUITE does not name a clone of the suite");
        return;
    };
    let assert = Tree::new()
        .xtask(&["suite", suite.to_str().unwrap(), "--markdown"])
        .assert()
        .code(0);
    let tables = stdout(&assert);
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../codegen/frontend/DIALECTS.md"
    );
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.ends_with(&tables), "{tables}");
}
