//! What is written, and what a user is told when nothing is.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use exactschema_build::{Builder, Error};
use snapbox::{assert_data_eq, str};

/// An empty folder for a test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a user is told of schemas, with the folder of the test left out.
fn told(test: &str, schemas: &[(&str, &str)], set: impl Fn(Builder) -> Builder) -> String {
    let folder = folder(test);
    for (name, text) in schemas {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
    let builder = Builder::new().schemas(&folder).output(folder.join("out"));
    let result = set(builder).generate();
    let written = folder.join("out").is_dir();
    assert_eq!(result.is_ok(), written, "all or nothing: {result:?}");
    let told = result.map_or_else(|error| error.to_string(), |()| "generated".to_owned());
    let folder = folder.display().to_string();
    let shown = folder.strip_prefix(&root()).unwrap_or(&folder);
    told.replace(&format!("{folder}/"), "")
        .replace(&format!("{}/", shown.trim_start_matches('/')), "")
}

/// The folder above both the package and the folders of tests.
fn root() -> String {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let root = package.ancestors().find(|folder| tests.starts_with(folder));
    root.unwrap().display().to_string()
}

fn same(builder: Builder) -> Builder {
    builder
}

#[test]
fn what_is_no_schema() {
    assert_data_eq!(
        told(
            "what_is_no_schema",
            &[
                ("text.schema.json", "{ \"type\": \"string\" "),
                ("kinds.schema.json", "{\n  \"type\": \"text\"\n}"),
                (
                    "dialect.schema.json",
                    r#"{ "$schema": "https://example.com/dialect" }"#
                ),
                ("nowhere.schema.json", r##"{ "$ref": "other.json" }"##),
                ("Upper.schema.json", "{}"),
            ],
            same
        ),
        str![[r#"
Upper.schema.json: its name cannot become the name of a Rust module
  fix: name it in lower case, with hyphens between words
kinds.schema.json:2:11: /type: there is no type "text"
  fix: write one of null, boolean, integer, number, string, array, object
nowhere.schema.json:1:11: /$ref: what it refers to cannot be read: other.json: No such file or directory (os error 2)
  fix: correct the reference, or make that a file that can be read
text.schema.json:1:20: expected ',' or '}', found the end of the input
  fix: write JSON (RFC 8259)
"#]]
    );
}

#[test]
fn what_another_file_has() {
    let schemas = [
        (
            "a.schema.json",
            r#"{ "properties": { "b": { "$ref": "b.json#/$defs/b" } } }"#,
        ),
        (
            "b.json",
            "{\n  \"$defs\": { \"b\": { \"minimum\": \"1\" } }\n}",
        ),
    ];
    assert_data_eq!(
        told("what_another_file_has", &schemas, same),
        str![[r#"
b.json:2:32: /$defs/b/minimum: minimum must be a number
  fix: write 1, for example
"#]]
    );
}

#[test]
fn settings_that_lead_nowhere() {
    let schemas = [("pet.schema.json", r#"{ "title": "Pet", "type": "object" }"#)];
    let set = |builder: Builder| {
        builder
            .name("pet", "/$defs/nobody", "Owner")
            .name("dog", "", "Dog")
    };
    assert_data_eq!(
        told("names_that_lead_nowhere", &schemas, set),
        str![[r#"
dog: a setting is for this schema, and there is none of this name
  fix: name one of pet
pet.schema.json:1:1: the root: a setting names "/$defs/nobody" Owner, and there is no such schema
  fix: write the JSON Pointer of a schema, such as /$defs/Pet
"#]]
    );
    let set = |builder: Builder| builder.derive_for("pet", "Owner", "Hash");
    assert_data_eq!(
        told("derives_that_lead_nowhere", &schemas, set),
        str![[r#"
pet.schema.json:1:1: the root: a setting adds a trait to Owner, and there is no such type
  fix: write the name of one of its types
"#]]
    );
}

#[test]
fn names_that_are_taken() {
    let schemas = [("more/pet.json", "{}"), ("pet.schema.json", "{}")];
    let set = |builder: Builder| {
        let more =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("names_that_are_taken/more/pet.json");
        builder.schemas(more)
    };
    assert_data_eq!(
        told("names_that_are_taken", &schemas, set),
        str![[r#"
pet.schema.json: there is another schema whose module is pet
  fix: name one of them otherwise
"#]]
    );
}

#[test]
fn warnings_are_refused_on_request() {
    let schemas = [("pet.schema.json", r#"{ "type": "object", "minLength": 1 }"#)];
    assert_eq!(told("warnings_are_told", &schemas, same), "generated");
    let strict = |builder: Builder| builder.strict(true);
    assert_data_eq!(
        told("warnings_are_refused", &schemas, strict),
        str![[r#"
pet.schema.json:1:34: /minLength: minLength has no effect on values of type object
  fix: remove it, or add the type that it is about
"#]]
    );
}

#[test]
fn no_schemas() {
    let told = |builder: Builder| {
        let result: Result<(), Error> = builder.output(folder("no_schemas").join("out")).generate();
        // `main` of a build script prints it so.
        format!("{:?}", result.unwrap_err())
    };
    assert_data_eq!(
        told(Builder::new()),
        str![[r#"
the schemas: there are none
  fix: name a file or a folder with Builder::schemas
"#]]
    );
    assert_data_eq!(
        told(Builder::new().schemas("src")),
        str![[r#"
src: there is no *.schema.json in this folder
  fix: name the files of the schemas one by one, or end their names in .schema.json
"#]]
    );
    let missing = told(Builder::new().schemas("missing.schema.json"));
    assert_data_eq!(
        missing,
        str![[r#"
missing.schema.json: No such file or directory (os error 2)
  fix: make it a readable file of UTF-8 text
"#]]
    );
    let without_output = Builder::new().schemas("src").generate();
    assert_data_eq!(
        without_output.unwrap_err().to_string(),
        str![[r#"
the output: there is no OUT_DIR, for no build script runs
  fix: name the folder with Builder::output
"#]]
    );
}

#[test]
fn output_that_cannot_be_written() {
    let folder = folder("output_that_cannot_be_written");
    fs::write(folder.join("pet.schema.json"), "{}").unwrap();
    fs::write(folder.join("out"), "a file").unwrap();
    let builder = Builder::new().schemas(&folder).output(folder.join("out"));
    let error = builder.generate().unwrap_err().to_string();
    let error = error.replace(&folder.display().to_string(), "");
    assert_data_eq!(
        error,
        str![[r#"
/out/pet.rs: File exists (os error 17)
  fix: make it a file that can be written
"#]]
    );
}

#[test]
fn files_that_are_fresh_are_left_alone_and_orphans_removed() {
    let folder = folder("fresh");
    let out = folder.join("out");
    fs::write(folder.join("pet.schema.json"), "{}").unwrap();
    fs::write(folder.join("gone.schema.json"), "{}").unwrap();
    let builder = Builder::new().schemas(&folder).output(&out).pages(&folder);
    builder.generate().unwrap();
    let pet = out.join("pet.rs");
    let modified = || fs::metadata(&pet).unwrap().modified().unwrap();
    let before = modified();
    fs::write(out.join("notes.rs"), "// A person wrote this.\n").unwrap();
    fs::remove_file(folder.join("gone.schema.json")).unwrap();
    builder.generate().unwrap();
    assert_eq!(modified(), before);
    assert!(out.join("notes.rs").exists());
    for gone in ["out/gone.rs", "out/tables/gone.table", "gone.md"] {
        assert!(!folder.join(gone).exists(), "{gone}");
    }
    assert!(folder.join("pet.md").exists());
}

/// The module of a schema among others.
fn module(test: &str, schemas: &[(&str, &str)], module: &str) -> String {
    assert_eq!(told(test, schemas, same), "generated");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(test)
        .join("out");
    fs::read_to_string(out.join(module)).unwrap()
}

#[test]
fn files_that_refer_to_each_other() {
    let schemas = [
        (
            "person.schema.json",
            r#"{ "type": "object", "properties": { "home": { "$ref": "parts/place.json" } } }"#,
        ),
        (
            "parts/place.json",
            r#"{ "type": "object", "properties": {
                "keeper": { "$ref": "../person.schema.json" },
                "guests": { "type": "array", "items": { "$ref": "../person.schema.json" } } } }"#,
        ),
    ];
    let place = module("circle", &schemas, "place.rs");
    assert!(place.contains("pub keeper: Option<Box<super::person::Person>>,"));
    assert!(place.contains("pub guests: Option<Vec<super::person::Person>>,"));
    let person = module("circle", &schemas, "person.rs");
    assert!(person.contains("pub home: Option<Box<super::place::Place>>,"));
}

#[test]
fn a_file_that_others_refer_to_has_a_name_of_its_own() {
    let schemas = [
        (
            "unit.schema.json",
            r##"{ "oneOf": [{ "$ref": "si/unit.json" }, { "$ref": "si/1 Old.json#/$defs/foot" }] }"##,
        ),
        (
            "si/unit.json",
            r#"{ "title": "SI", "type": "string", "enum": ["m", "s"] }"#,
        ),
        (
            "si/1 Old.json",
            r#"{ "$defs": { "foot": { "type": "object", "required": ["feet"] }, "unused": {} } }"#,
        ),
    ];
    let unit = module("names", &schemas, "unit.rs");
    // What is known of the branches tells them apart.
    assert!(unit.contains("one_of Unit"));
    assert!(unit.contains("SI(super::si_unit::SI): [String],"), "{unit}");
    assert!(unit.contains("Foot(super::si_1_old::Foot): [Object],"));
}

#[test]
fn what_a_person_wrote_is_not_overwritten() {
    let by_hand = ("out/pet.rs", "pub struct Mine;\n");
    let schema = ("pet.schema.json", r#"{ "type": "object" }"#);
    let folder = folder("by_hand");
    fs::create_dir_all(folder.join("out")).unwrap();
    for (name, text) in [by_hand, schema] {
        fs::write(folder.join(name), text).unwrap();
    }
    let builder = Builder::new().schemas(&folder).output(folder.join("out"));
    let error = builder.generate().unwrap_err().to_string();
    assert!(error.contains("out/pet.rs: this file was not generated, and would be overwritten"));
    let text = fs::read_to_string(folder.join(by_hand.0)).unwrap();
    assert_eq!(text, by_hand.1);
    assert!(!folder.join("out/mod.rs").exists());
}

#[test]
fn a_format_with_a_type_is_known() {
    let schemas = [(
        "book.schema.json",
        r#"{ "type": "object", "properties": { "isbn": { "type": "string", "format": "isbn" } } }"#,
    )];
    let strict = |builder: Builder| builder.strict(true);
    assert_data_eq!(
        told("a_format_without_a_type", &schemas, strict),
        str![[r#"
book.schema.json:1:75: /properties/isbn/format: there is no format "isbn" in 2020-12: it asserts nothing
  fix: [..]
"#]]
    );
    let own = |builder: Builder| builder.strict(true).format_type("isbn", "crate::Isbn");
    assert_eq!(told("a_format_with_a_type", &schemas, own), "generated");
    let text = fs::read_to_string(
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("a_format_with_a_type/out/book.rs"),
    );
    assert!(
        text.unwrap()
            .contains("pub isbn: Option<TextOf<crate::Isbn>>,")
    );
    let none = |builder: Builder| builder.format_type("isbn", "a b").runtime("1");
    assert_data_eq!(
        told("a_format_with_no_type", &schemas, none),
        str![[r#"
runtime: "1" is no path of Rust
  fix: write a path such as exactschema, or crate::json::Value
format-types: "a b" is no path of Rust
  fix: write a path such as exactschema, or crate::json::Value
"#]]
    );
}
