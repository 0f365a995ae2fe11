//! Types of the schemas of any workspace.

use std::fs;

use snapbox::str;

use crate::folder;
use crate::general::exactschema;

const PET: &[u8] = br#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Pet",
  "type": "object",
  "properties": { "owner": { "$ref": "owner.schema.json" } }
}"#;

const OWNER: &[u8] = br#"{ "title": "Owner", "type": "string", "maxLength": 9 }"#;

#[test]
fn by_convention() {
    let folder = folder(&[
        ("schema/pet.schema.json", PET),
        ("schema/owner.schema.json", OWNER),
    ]);
    let run = |arguments: &[&str]| exactschema(folder.path(), arguments).assert();
    run(&["generate", "--check"]).code(1);
    run(&["generate"])
        .code(0)
        .stdout_eq(str![[r#"
     Created src/schemas/mod.rs
     Created src/schemas/owner.rs
     Created src/schemas/pet.rs
     Created src/schemas/tables/owner.table
     Created src/schemas/tables/pet.table

"#]])
        .stderr_eq(str![[r#"
        Good 5 written, 0 fresh already; checked again

"#]]);
    run(&["generate", "--check"]).code(0);
    let path = folder.path().join("src/schemas/pet.rs");
    let edited = fs::read_to_string(&path).unwrap().replace("Pet", "Dog");
    fs::write(path, edited).unwrap();
    fs::remove_file(folder.path().join("schema/owner.schema.json")).unwrap();
    fs::write(folder.path().join("schema/pet.schema.json"), b"{}").unwrap();
    run(&["generate", "--check"]).code(1);
    run(&["generate"]).code(0).stdout_eq(str![[r#"
     Updated src/schemas/mod.rs
     Removed src/schemas/owner.rs
     Updated src/schemas/pet.rs
     Removed src/schemas/tables/owner.table
     Updated src/schemas/tables/pet.table

"#]]);
}

#[test]
fn by_the_manifest_and_by_flags() {
    let folder = folder(&[
        ("api/pet.json", PET),
        ("api/owner.schema.json", OWNER),
        (
            "Cargo.toml",
            b"[workspace.metadata.exactschema]\nschemas = [\"api/pet.json\"]\noutput = \"pets/src/api\"\n\
              module-path = \"pets::api\"\nruntime = \"pets::json\"\nstrict = true\n\
              [workspace.metadata.exactschema.names.pet]\n\"/properties/owner\" = \"Keeper\"\n",
        ),
        ("pets/Cargo.toml", b"[package]\nname = \"pets\"\n"),
    ]);
    let below = folder.path().join("pets");
    exactschema(&below, &["generate", "--pages", "pages"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
     Created pages/owner.md
     Created pages/pet.md
     Created pets/src/api/mod.rs
     Created pets/src/api/owner.rs
     Created pets/src/api/pet.rs
     Created pets/src/api/tables/owner.table
     Created pets/src/api/tables/pet.table

"#]]);
    let text = fs::read_to_string(below.join("src/api/pet.rs")).unwrap();
    assert!(text.contains("use pets::json::{"), "{text}");
}

#[test]
fn what_cannot_be_generated() {
    let folder = folder(&[
        ("schema/pet.schema.json", b"{ \"type\": \"text\" }"),
        (
            "schema/dog.schema.json",
            b"{ \"$ref\": \"cat.schema.json\" }",
        ),
        ("schema/cow.schema.json", b"\xff"),
    ]);
    exactschema(folder.path(), &["generate"])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Failure schema/cow.schema.json
    problem: schema/cow.schema.json:1: the bytes are not UTF-8
        fix: make it a readable file of UTF-8 text
     Refused schema/dog.schema.json
    problem: schema/dog.schema.json:1:11: /$ref: nothing is known at cat.schema.json, and nothing is fetched
        fix: add --map cat.schema.json=PATH, or map it in the build script
     Refused schema/pet.schema.json
    problem: schema/pet.schema.json:1:11: /type: there is no type "text"
        fix: write one of null, boolean, integer, number, string, array, object

"#]])
        .stderr_eq(str![[r#"
  No verdict nothing was written

"#]]);
    assert!(!folder.path().join("src").exists());
    exactschema(folder.path(), &["generate", "--schemas", "nowhere.json"])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Failure nowhere.json
    problem: nowhere.json: No such file or directory (os error 2)
        fix: make it a readable file of UTF-8 text

"#]]);
    let empty = crate::folder(&[]);
    exactschema(empty.path(), &["generate"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: there is no folder schema: name the schemas by --schemas, or in the configuration

"#]]);
}

#[test]
fn versions_are_compared() {
    let folder = folder(&[
        (
            "old.json",
            br#"{ "type": "object", "properties": { "a": { "type": "string" } } }"#,
        ),
        (
            "new.json",
            br#"{ "type": "object", "properties": { "a": { "type": "integer" } } }"#,
        ),
    ]);
    exactschema(folder.path(), &["diff", "old.json", "new.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking new.json: backward breaking, forward breaking
    Breaking `a` must now be integer (was string)
     breaks: readers of old documents: expected an integer, found a string
    witness: {"a": ""}
     breaks: old readers of new documents: expected a string, found a number
    witness: {"a": 0}
         at: new.json:1:52: /properties/a/type (type-changed)
        api: major: New.a: type changed from Option<String> to Option<i64>
    version: the crate of the types needs a major step

"#]]);
}

/// The configuration that the documentation shows, for the schemas that it shows.
#[test]
fn the_configuration_of_the_readme() {
    let build = concat!(env!("CARGO_MANIFEST_DIR"), "/../../codegen/build");
    let read = |path: &str| fs::read(format!("{build}/{path}")).unwrap();
    let readme = String::from_utf8(read("README.md")).unwrap();
    let section = readme.split("\n## Configuration\n").nth(1).unwrap();
    let configuration = section.split("```toml\n").nth(1).unwrap();
    let configuration = configuration.split("```").next().unwrap();
    let schema = |name: &str| read(&format!("tests/foreign/schema/{name}"));
    let folder = folder(&[
        ("Cargo.toml", configuration.as_bytes()),
        ("schema/pet.schema.json", &schema("pet.schema.json")),
        ("schema/person.schema.json", &schema("person.schema.json")),
        ("schema/shared/money.json", &schema("shared/money.json")),
        ("animals/cats/mia.json", br#"{"name":"Mia","kind":"cow"}"#),
    ]);
    exactschema(folder.path(), &["generate"]).assert().code(0);
    exactschema(folder.path(), &["validate", "."])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
./animals/cats/mia.json:1:22: /kind: expected one of "cat", "dog", found another value [enum] at schema/pet.schema.json:8

"#]])
        .stderr_eq(str![[r#"
3 valid, 1 invalid, 0 unreadable; 1 without a schema; 1 problem

"#]]);
}
