//! Schema files: in other languages, mapped by the configuration, and with problems.

use snapbox::{assert_data_eq, str};

use crate::folder;
use crate::general::exactschema;

const YAML: &[u8] = b"# A pet.
type: object
required: [name]
properties:
  name: {type: string, minLength: 2}
  born: &day
    type: string
    format: date
  died: *day
  keeper: { $ref: 'shared/keeper.jsonc' }
";

const KEEPER: &[u8] = b"{\n  // A person.\n  \"maxLength\": 3,\n}";

#[test]
fn of_yaml_and_of_json_with_comments() {
    let folder = folder(&[
        ("pet.yaml", YAML),
        ("shared/keeper.jsonc", KEEPER),
        (
            "a.json",
            br#"{ "name": "M", "died": "x", "keeper": "Berta" }"#,
        ),
        ("b.yml", b"$schema: pet.yaml\nname: Mia\nborn: 2024-02-30\n"),
    ]);
    exactschema(
        folder.path(),
        &["validate", "--schema", "pet.yaml", "a.json"],
    )
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
a.json:1:11: /name: expected at least 2 characters, found 1 [minLength] at pet.yaml:5
a.json:1:24: /died: expected a date (RFC 3339), such as 2025-10-03 [format] at pet.yaml:9
a.json:1:39: /keeper: expected at most 3 characters, found 5 [maxLength] at shared/keeper.jsonc:3

"#]]);
    exactschema(folder.path(), &["validate", "b.yml"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
b.yml:3:7: /born: expected a date (RFC 3339), such as 2025-10-03 [format] at pet.yaml:8

"#]]);
}

#[test]
fn problems_are_at_their_places_in_yaml() {
    let folder = folder(&[
        (
            "a.yaml",
            b"title: x\nproperties:\n  born:\n    type:   text\n",
        ),
        ("b.yaml", b"type: [object\n"),
        ("c.yaml", b"type: object\n---\ntype: array\n"),
        ("d.yaml", b"$ref: b.yaml\n"),
        ("x.json", b"1"),
    ]);
    let told = |schema: &str| {
        let run = exactschema(folder.path(), &["validate", "--schema", schema, "x.json"]);
        let run = run.assert().code(3).stdout_eq("");
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    let all: String = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"].map(told).concat();
    assert_data_eq!(
        all,
        str![[r#"
error: a.yaml:4:13: /properties/born/type: there is no type "text"
  fix: write one of null, boolean, integer, number, string, array, object
error: b.yaml:2:1: the root: expected YAML: while parsing a flow sequence, expected ',' or ']'
  fix: write a schema as YAML 1.2 that JSON could express
error: c.yaml:3:1: the root: another document begins here: expected one
  fix: write a schema as YAML 1.2 that JSON could express
error: d.yaml:1:7: /$ref: b.yaml cannot be read: 2:1: expected YAML: while parsing a flow sequence, expected ',' or ']'
  fix: correct the reference, or make that a file that can be read

"#]]
    );
}

#[test]
fn the_configuration_maps_urls_for_a_named_schema() {
    let folder = folder(&[
        ("s.json", br#"{ "$ref": "https://example.com/count" }"#),
        ("count.json", br#"{ "type": "integer" }"#),
        ("below/a.json", b"1.5"),
        (
            "exactschema.toml",
            b"map = { \"https://example.com/count\" = \"count.json\" }",
        ),
    ]);
    let run = ["validate", "--schema", "../s.json", "a.json"];
    exactschema(&folder.path().join("below"), &run)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
a.json:1:1: the document: expected an integer, found a number with a fraction [type] at [..]/count.json:1

"#]]);
    // Whoever runs the program has the last word.
    let other = [&run[..], &["--map", "https://example.com/count=a.json"]].concat();
    exactschema(&folder.path().join("below"), &other)
        .assert()
        .code(3);
    std::fs::write(folder.path().join("exactschema.toml"), "map = 1").unwrap();
    exactschema(&folder.path().join("below"), &run)
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: [..]/exactschema.toml: TOML parse error at line 1, column 7
  |
1 | map = 1
  |       ^
invalid type: integer `1`, expected a map


"#]]);
}

#[test]
fn problems_are_in_the_reports_for_programs() {
    let folder = folder(&[
        (
            "s.json",
            b"{\n  \"type\": \"text\",\n  \"$ref\": \"other.json\"\n}",
        ),
        ("other.json", br#"{ "minimum": "1" }"#),
        ("x.json", b"1"),
    ]);
    let report = |format: &str| {
        let run = [
            "validate", "--schema", "s.json", "x.json", "--format", format,
        ];
        let run = exactschema(folder.path(), &run).assert().code(3);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    assert_data_eq!(
        report("json"),
        str![[r#"
{"type":"finding","severity":"error","file":"s.json","line":2,"column":11,"endLine":2,"endColumn":11,"instanceLocation":"/type","keyword":"schema","message":"there is no type /"text/"; write one of null, boolean, integer, number, string, array, object"}
{"type":"unreadable","file":"s.json","message":"this schema has problems, and nothing is judged by it"}
{"type":"finding","severity":"error","file":"other.json","line":1,"column":14,"endLine":1,"endColumn":14,"instanceLocation":"/minimum","keyword":"schema","message":"minimum must be a number; write 1, for example"}
{"type":"unreadable","file":"other.json","message":"this schema has problems, and nothing is judged by it"}
{"type":"summary","documents":0,"valid":0,"invalid":0,"unreadable":2,"problems":2,"warnings":0,"omitted":0,"interrupted":false}

"#]]
    );
    assert!(report("github").starts_with("::error file=s.json,line=2,"));
    assert!(report("sarif").contains(r#""startLine":2,"startColumn":11"#));
    assert!(report("junit").contains(r#"tests="2" failures="1" errors="1""#));
    assert!(report("html").contains("there is no type"));
    assert_eq!(report("text") + &report("detailed"), "");
    std::fs::remove_file(folder.path().join("s.json")).unwrap();
    assert!(report("json").starts_with(r#"{"type":"unreadable","file":"s.json""#));
}

#[test]
fn a_schema_is_printed_as_one_document_or_as_a_page() {
    let folder = folder(&[
        ("pet.yaml", YAML),
        ("shared/keeper.jsonc", KEEPER),
        ("bad.json", b"{ \"type\": \"text\" }"),
        ("odd.json", b"{ \"minimun\": 1 }"),
    ]);
    let run = |arguments: &[&str]| exactschema(folder.path(), arguments).assert();
    run(&["schema", "pet.yaml"])
        .code(0)
        .stdout_eq(str![[r#"
{
  "$defs": {
    "bundle:/keeper.jsonc": {
      "$id": "bundle:/keeper.jsonc",
      "maxLength": 3
    }
  },
  "type": "object",
  "required": [
    "name"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 2
    },
    "born": {
      "type": "string",
      "format": "date"
    },
    "died": {
      "type": "string",
      "format": "date"
    },
    "keeper": {
      "$ref": "bundle:/keeper.jsonc#"
    }
  }
}

"#]])
        .stderr_eq(str![[r#"
pet.yaml: 2020-12, subschemas: 6, files: 2

"#]]);
    #[cfg(feature = "generate")]
    run(&["schema", "pet.yaml", "--page"])
        .code(0)
        .stdout_eq(str![[r##"
# pet

## Pet

| property | JSON type | Rust type | required | constraints | description |
|---|---|---|---|---|---|
| `name` | string | `PetName` | yes | `minLength` `2` |  |
| `born` | string | `Option<Date>` |  | `date` |  |
| `died` | string | `Option<Date>` |  | `date` |  |
| `keeper` | [Jsonc](#jsonc) | `Option<Jsonc>` |  |  |  |

```json
{
  "name": "text"
}
```

## Jsonc

One of `Null`, `Boolean`, `Number`, `String`, `Array`, `Object`; `maxLength` `3`.

```json
"tex"
```

## JsoncString

Holds `String`; `maxLength` `3`.

## PetName

Holds `String`; `minLength` `2`.

"##]]);
    run(&["schema", "bad.json"])
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: bad.json:1:11: /type: there is no type "text"
  fix: write one of null, boolean, integer, number, string, array, object

"#]]);
    run(&["schema", "none.json"])
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: none.json: No such file or directory (os error 2)

"#]]);
    run(&["schema", "odd.json", "--strict"])
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: odd.json:1:14: /minimun: there is no keyword minimun: it asserts nothing
  fix: did you mean minimum?

"#]]);
    run(&["schema"]).code(2).stdout_eq("");
}

/// The first of the file counts, wherever the alphabet has it.
#[test]
fn patterns_count_in_the_order_of_the_file() {
    let folder = folder(&[
        ("z.json", br#"{ "type": "string" }"#),
        ("a.json", br#"{ "type": "integer" }"#),
        ("data/one.json", b"1"),
        (
            "exactschema.toml",
            b"[documents]\n\"data/one.json\" = \"a.json\"\n\"data/*\" = \"z.json\"\n\"*/one.json\" = \"z.json\"\n",
        ),
    ]);
    let run = |arguments: &[&str]| exactschema(folder.path(), arguments).assert();
    run(&["validate", "data"]).code(0).stderr_eq(str![[r#"
1 valid, 0 invalid, 0 unreadable

"#]]);
    run(&["validate", "."]).code(0).stderr_eq(str![[r#"
1 valid, 0 invalid, 0 unreadable; 3 without a schema
warning: documents: data/*: no file has its schema by this pattern
warning: documents: */one.json: no file has its schema by this pattern

"#]]);
    std::fs::write(
        folder.path().join("exactschema.toml"),
        "[documents]\n\"data/*\" = \"z.json\"\n\"data/one.json\" = \"a.json\"\n",
    )
    .unwrap();
    run(&["validate", "data"]).code(1);
}

#[test]
fn what_is_no_schema_is_warned_of() {
    let folder = folder(&[
        ("api.yaml", b"openapi: 3.1.0\ninfo: { title: A }\n"),
        ("data.json", br#"{ "name": "Ada" }"#),
    ]);
    let run = |schema| {
        exactschema(
            folder.path(),
            &["validate", "--schema", schema, "data.json"],
        )
        .assert()
    };
    run("api.yaml").code(0).stderr_eq(str![[r#"
warning: api.yaml:1:1: the root: this is an OpenAPI document and no schema, by which every value is valid
  fix: import it, or name a schema that refers to one in it, such as {'$ref': 'FILE#/components/schemas/NAME'}
1 valid, 0 invalid, 0 unreadable

"#]]);
    run("data.json").code(0).stderr_eq(str![[r#"
warning: data.json:1:1: the root: nothing here is a keyword of JSON Schema, so that every value is valid
  fix: name the file of the schema that is meant, or declare this one by $schema
1 valid, 0 invalid, 0 unreadable

"#]]);
    let diff = exactschema(folder.path(), &["diff", "data.json", "data.json"]).assert();
    diff.code(0).stderr_eq(str![[r#"
     Warning data.json:1:1: the root: nothing here is a keyword of JSON Schema, so that every value is valid: name the file of the schema that is meant, or declare this one by $schema
        Good 0 changes in 1 schema, backward required

"#]]);
}
