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
    problem: schema/dog.schema.json:1:11: /$ref: what it refers to cannot be read: schema/cat.schema.json: No such file or directory (os error 2)
        fix: correct the reference, or make that a file that can be read
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
error: there is no folder schema, where schemas are unless an option or the configuration names them

"#]]);
}

#[test]
fn files_that_are_named() {
    let folder = folder(&[
        ("owner.schema.json", OWNER),
        ("pet.yaml", b"type: string\n"),
    ]);
    exactschema(folder.path(), &["generate", "--schemas", "pet.yaml"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused pet.yaml
    problem: pet.yaml: types are made of schemas in JSON
        fix: name a file in JSON, such as what `exactschema schema pet.yaml` prints

"#]]);
    // One that is named twice is one.
    let once = ["--schemas", "owner.schema.json"];
    exactschema(folder.path(), &[&["generate"][..], &once, &once].concat())
        .assert()
        .success();
    exactschema(folder.path(), &[&["check"][..], &once].concat())
        .assert()
        .success();
}

#[test]
fn settings_that_would_do_harm() {
    let folder = folder(&[
        ("schema/pet.schema.json", PET),
        ("schema/owner.schema.json", OWNER),
        ("schema/type.schema.json", b"{}"),
        (
            "exactschema.toml",
            b"schemas = [\"schema\"]\nruntime = \"not a path\"\nderive = [\"1\"]\nformat-types = { date = \"a b\" }\n",
        ),
    ]);
    let run = |arguments: &[&str]| exactschema(folder.path(), arguments).assert();
    run(&["generate", "--schemas", "schema/pet.schema.json"])
        .code(2)
        .stderr_eq(str![[r#"
error: --schemas: the configuration names others, whose types would be removed; name another folder by --output

"#]]);
    run(&["generate", "--map", "x"]).code(2).stderr_eq(str![[r#"
error: invalid value 'x' for '--map <URL=PATH>': "x" is no mapping: write URL=PATH

For more information, try '--help'.

"#]]);
    run(&["generate"]).code(1).stdout_eq(str![[r#"
     Refused runtime
    problem: runtime: "not a path" is no path of Rust
        fix: write a path such as exactschema, or crate::json::Value
     Refused derive
    problem: derive: "1" is no path of Rust
        fix: write a path such as exactschema, or crate::json::Value
     Refused format-types
    problem: format-types: "a b" is no path of Rust
        fix: write a path such as exactschema, or crate::json::Value

"#]]);
    fs::write(folder.path().join("exactschema.toml"), "strict = false").unwrap();
    run(&["generate"]).code(1).stdout_eq(str![[r#"
     Refused schema/type.schema.json
    problem: schema/type.schema.json: the name of its module is taken by Rust or by what is generated
        fix: name it otherwise, such as type-schema

"#]]);
    // Two schemas with one `$id`.
    fs::remove_file(folder.path().join("schema/type.schema.json")).unwrap();
    let text = r#"{ "$id": "https://example.com/cow" }"#;
    for name in ["cow", "calf"] {
        fs::write(
            folder.path().join(format!("schema/{name}.schema.json")),
            text,
        )
        .unwrap();
    }
    run(&["generate"]).code(1).stdout_eq(str![[r#"
     Refused schema/cow.schema.json
    problem: schema/cow.schema.json:1:10: /$id: this is the $id of schema/calf.schema.json too: https://example.com/cow
        fix: give each schema an $id of its own, or leave one of them out

"#]]);
    assert!(!folder.path().join("src").exists());
}

/// The next command may name the other schemas.
#[test]
fn an_option_removes_nothing() {
    let folder = folder(&[("a.json", b"{}"), ("b.json", br#"{ "title": "B" }"#)]);
    let run = |arguments: &[&str]| {
        let arguments = [&["generate", "--schemas"], arguments].concat();
        exactschema(folder.path(), &arguments).assert()
    };
    run(&["a.json", "b.json"]).code(0);
    run(&["a.json"]).code(1).stdout_eq(str![[r#"
      Orphan src/schemas/b.rs
    problem: --schemas does not name the schema of this file, which would be removed
        fix: name all schemas, or another folder by --output; or remove the file
      Orphan src/schemas/tables/b.table
    problem: --schemas does not name the schema of this file, which would be removed
        fix: name all schemas, or another folder by --output; or remove the file

"#]]);
    assert!(folder.path().join("src/schemas/b.rs").exists());
    run(&["a.json", "b.json"]).code(0);
    run(&["a.json", "--output", "src/other"]).code(0);
}

#[test]
fn references_lead_out_of_the_folder() {
    let folder = folder(&[
        (
            "api/pet.schema.json",
            br#"{ "$ref": "../shared/money.json" }"#,
        ),
        (
            "shared/money.json",
            br#"{ "$ref": "https://example.com/cents" }"#,
        ),
        (
            "shared/cents.json",
            br#"{ "type": "integer", "minimum": 0 }"#,
        ),
        ("crate/Cargo.toml", b""),
    ]);
    let below = folder.path().join("crate");
    let absolute = folder.path().join("api").display().to_string();
    let run = |schemas: &str, map: &str| {
        let map = format!("https://example.com/cents={map}");
        exactschema(&below, &["generate", "--schemas", schemas, "--map", &map]).assert()
    };
    run(&absolute, "../shared/none.json").code(1).stdout_eq(str![[r#"
     Refused ../api/pet.schema.json
    problem: ../shared/money.json:1:11: /$ref: what it refers to cannot be read: ../shared/none.json: No such file or directory (os error 2)
        fix: correct the reference, or make that a file that can be read

"#]]);
    run(&absolute, "../shared/cents.json").code(0);
    let text = fs::read_to_string(below.join("src/schemas/cents.rs")).unwrap();
    assert!(text.starts_with("// @generated by `exactschema generate` from ../shared/cents.json"));
    // The same by a path from here.
    run("../api", "../shared/cents.json").code(0);
    exactschema(&below, &["generate", "--check", "--schemas", "../api"])
        .assert()
        .code(1);
}

#[cfg(unix)]
#[test]
fn all_is_written_or_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[
        ("schema/pet.schema.json", PET),
        ("schema/owner.schema.json", OWNER),
    ]);
    let run = |arguments: &[&str]| exactschema(folder.path(), arguments).assert();
    run(&["generate"]).code(0);
    let before = fs::read_to_string(folder.path().join("src/schemas/pet.rs")).unwrap();
    fs::write(folder.path().join("schema/pet.schema.json"), "{}").unwrap();
    let tables = folder.path().join("src/schemas/tables");
    fs::set_permissions(&tables, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything may write there, too.
    if fs::write(tables.join("probe"), "").is_ok() {
        return;
    }
    run(&["generate"]).code(3).stderr_eq(str![[r#"
error: src/schemas/tables/pet.table: Permission denied (os error 13)[..]

"#]]);
    let after = fs::read_to_string(folder.path().join("src/schemas/pet.rs")).unwrap();
    assert_eq!(after, before);
    fs::set_permissions(&tables, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn check_compares_types_and_judges_samples() {
    let folder = folder(&[
        ("schema/pet.schema.json", PET),
        ("schema/owner.schema.json", OWNER),
        (
            "schema/pet.samples/accepted/mia.json",
            br#"{ "owner": "Ada" }"#,
        ),
        (
            "schema/pet.samples/refused/maxLength.owner.json",
            br#"{ "owner": "Ada Lovelace" }"#,
        ),
        ("schema/pet.samples/refused/syntax.json", b"{"),
    ]);
    let run = |arguments: &[&str]| exactschema(folder.path(), arguments).assert();
    run(&["generate"]).code(0);
    run(&["check"])
        .code(0)
        .stdout_eq(str![[r#"
       Fresh src/schemas/mod.rs
       Fresh src/schemas/owner.rs
       Fresh src/schemas/pet.rs
       Fresh src/schemas/tables/owner.table
       Fresh src/schemas/tables/pet.table
      Judged schema/owner.schema.json: 0 samples accepted, 0 refused for the reason they name
      Judged schema/pet.schema.json: 1 samples accepted, 2 refused for the reason they name

"#]])
        .stderr_eq(str![[r#"
        Good schemas, generated types and samples agree

"#]]);
    let samples = folder.path().join("schema/pet.samples");
    fs::write(samples.join("accepted/rex.json"), r#"{ "owner": 1 }"#).unwrap();
    fs::write(
        samples.join("refused/type.json"),
        r#"{ "owner": "Ada Lovelace" }"#,
    )
    .unwrap();
    fs::write(samples.join("refused/required.json"), "{}").unwrap();
    fs::remove_file(folder.path().join("src/schemas/owner.rs")).unwrap();
    let run = run(&["check"]).code(1);
    let told = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let told: Vec<&str> = told.lines().filter(|line| line.contains(": ")).collect();
    snapbox::assert_data_eq!(
        told.join("\n"),
        str![[r#"
    problem: this file is missing
        fix: exactschema generate
+/// Constraints: `maxLength` `9`.
      Judged schema/owner.schema.json: 0 samples accepted, 0 refused for the reason they name
    problem: it must be accepted: schema/pet.samples/accepted/rex.json: /owner: expected a string, found a number [type]
    problem: it must be refused, and was accepted
    problem: it must be refused as type: schema/pet.samples/refused/type.json: /owner: expected at most 9 characters, found 12 [maxLength]
        fix: correct the schema, or move the samples to the right folder
"#]]
    );
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
