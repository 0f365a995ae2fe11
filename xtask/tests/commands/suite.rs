//! `cargo xtask suite`

use snapbox::str;

use crate::tree::Tree;

/// A suite of our own words: groups that are exact, held back, refused and,
/// because the suite lies, wrong; and a file that is not judged.
const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands/tiny-suite");

#[test]
fn every_verdict() {
    let tree = Tree::compiled();
    tree.xtask(&["suite", SUITE])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
   Held back first.json: a parcel that may be heavy
     reason: as heavy as a planet: the suite says valid, the types hold it back: expected an integer of type i64, found an integer beyond that at line 1 column 11 (/weight) [integer-range]
       Wrong optional/second.json: a group that lies
    problem: no stamps: the suite says invalid, the types say valid
    problem: numbers for stamps: the suite says valid, the types say invalid: expected a string, found a number at line 1 column 12 (/stamps/0) [type]

file                      exact    refused  held back      wrong
first.json                    1          1          1          0
optional/second.json          0          0          0          1
total                         1          1          1          1

"#]])
        .stderr_eq(str![[r#"
    Skipping format.json: it is about formats that are not asserted
   Compiling the types of the groups: 3
    Findings 4 groups of the suite; 8 documents judged

"#]]);
    tree.xtask(&["suite", SUITE, "--markdown", "--verbose"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
   Held back first.json: a parcel that may be heavy
     reason: as heavy as a planet: the suite says valid, the types hold it back: expected an integer of type i64, found an integer beyond that at line 1 column 11 (/weight) [integer-range]
     Refused first.json: a dialect of nobody's
     reason: /$schema: the dialect "https://example.com/dialect" is not 2020-12
       Wrong optional/second.json: a group that lies
    problem: no stamps: the suite says invalid, the types say valid
    problem: numbers for stamps: the suite says valid, the types say invalid: expected a string, found a number at line 1 column 12 (/stamps/0) [type]

| verdict | groups | files |
|---|---:|---|
| exact | 1 | first 1 |
| refused | 1 | first 1 |
| held back | 1 | first 1 |
| wrong | 1 | optional/second 1 |

"#]]);
    // Without the lies.
    std::fs::create_dir_all(tree.path("target/honest")).unwrap();
    let first = std::fs::read(format!("{SUITE}/first.json")).unwrap();
    tree.write("target/honest/first.json", first);
    tree.xtask(&["suite", "target/honest"]).assert().code(0);
}

#[test]
fn code_that_does_not_compile_is_the_defect_of_one_group() {
    let tree = Tree::compiled();
    // Types that hold themselves need this, and the models have none.
    let boxes = "impl<T: Model> Model for Box<T>";
    let without = format!("#[cfg(any())]\n{boxes}");
    tree.replace("models/src/runtime/model.rs", boxes, &without);
    let group = |title: &str, definition: &str| {
        format!(
            r##"{{
              "description": "{title}",
              "schema": {{
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "{title}",
                "type": "object",
                "properties": {{ "part": {{ "$ref": "#/$defs/Part" }} }},
                "$defs": {{
                  "Part": {{ "type": "object", "properties": {{ "part": {definition} }} }}
                }}
              }},
              "tests": [{{ "description": "nothing", "data": {{}}, "valid": true }}]
            }}"##
        )
    };
    let groups = [
        group("Endless", r##"{ "$ref": "#/$defs/Part" }"##),
        group("Flat", r#"{ "type": "string" }"#),
    ];
    std::fs::create_dir_all(tree.path("target/defect")).unwrap();
    tree.write("target/defect/a.json", format!("[{}]", groups.join(",")));
    tree.xtask(&["suite", "target/defect"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Failure a.json: Endless
    problem: the generated code does not compile: error[E0277]: [..]
...

file        exact    refused  held back      wrong
a.json          1          0          0          1
total           1          0          0          1

"#]])
        .stderr_eq(str![[r#"
   Compiling the types of the groups: 2
   Compiling the types of the groups: 1
    Findings 2 groups of the suite; 1 documents judged

"#]]);
    // Models that do not compile are no defect of any group.
    tree.write("models/src/lib.rs", "<<<<<<< HEAD\n");
    let broken = tree.xtask(&["suite", "target/defect"]).assert().code(3);
    let broken = String::from_utf8(broken.get_output().stdout.clone()).unwrap();
    assert!(broken.contains("models do not compile"), "{broken}");
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
error: nowhere: there is no such directory; give one of the JSON Schema Test Suite, such as tests/draft2020-12 of https://github.com/json-schema-org/JSON-Schema-Test-Suite

"#]]);
    tree.xtask(&["suite", "codegen"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: codegen: there is no *.json to judge by; give a directory of test files, such as tests/draft2020-12 of https://github.com/json-schema-org/JSON-Schema-Test-Suite

"#]]);
    tree.xtask(&["suite", "schema"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: export-session.schema.json: 1:1: no file of the JSON Schema Test Suite, which has an array of groups here

"#]]);
    tree.write("schema/broken.json", "[\n  {");
    tree.xtask(&["suite", "schema"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: broken.json: 2:3: EOF while parsing an object

"#]]);
}

#[test]
fn the_official_suite_and_the_readme() {
    let Some(suite) = std::env::var_os("JSON_SCHEMA_TEST_SUITE") else {
        println!("skipped: JSON_SCHEMA_TEST_SUITE does not name a clone of the suite");
        return;
    };
    let path = std::path::Path::new(&suite).join("tests/draft2020-12");
    let output = Tree::compiled()
        .xtask(&["suite", path.to_str().unwrap(), "--markdown"])
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    let output = String::from_utf8(output).unwrap();
    let table = &output[output.find("| verdict").unwrap()..];
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    assert!(readme.contains(table), "{table}");
}
