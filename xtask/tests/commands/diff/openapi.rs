//! Two versions of an OpenAPI document.

use snapbox::IntoData;
use snapbox::str;

use super::{committed, git};
use crate::tree::{Tree, stdout};

const OLD: &str = "target/old/api.yaml";
const NEW: &str = "target/new/api.yaml";

const API: &str = r##"openapi: 3.0.3
info: { title: Pets }
components:
  schemas:
    Pet:
      oneOf:
        - $ref: "#/components/schemas/Cat"
        - $ref: "#/components/schemas/Dog"
      discriminator:
        propertyName: kind
        mapping: { cat: Cat, dog: Dog }
    Cat:
      type: object
      properties:
        kind: { type: string }
        name: { $ref: "parts/name.yaml" }
    Dog:
      type: object
      properties:
        kind: { type: string }
        age: { type: integer, nullable: true }
"##;

/// Two versions: the old one, and what some replacements make of it.
fn versions(replacements: &[(&str, &str)], name: &str) -> Tree {
    let tree = Tree::new();
    for version in ["old", "new"] {
        std::fs::create_dir_all(tree.path(&format!("target/{version}/parts"))).unwrap();
    }
    tree.write(
        "target/old/parts/name.yaml",
        "type: string\nmaxLength: 20\n",
    );
    tree.write("target/new/parts/name.yaml", name);
    tree.write(OLD, API);
    let new = replacements
        .iter()
        .fold(API.to_owned(), |text, (from, to)| text.replace(from, to));
    tree.write(NEW, new);
    tree
}

#[test]
fn components_are_compared_at_their_places() {
    let tree = versions(
        &[("nullable: true", "minimum: 0"), ("dog: Dog", "hound: Dog")],
        "description: What it is called by.\ntype: string\nmaxLength: 10\n",
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/new/api.yaml: backward breaking, forward breaking
    Breaking `Dog.kind` must now be "hound" (was "dog")
     breaks: readers of old documents: expected "hound", found another value
    witness: {"Dog": {"kind": "dog"}}
     breaks: old readers of new documents: expected "dog", found another value
    witness: {"Dog": {"kind": "hound"}}
         at: target/new/api.yaml:18:7: /components/schemas/Dog (const-changed)
    Breaking `Dog.age` must now be integer (was integer or null)
     breaks: readers of old documents: expected an integer, found null
    witness: {"Dog": {…, "age": null}}
         at: target/new/api.yaml:21:22: /components/schemas/Dog/properties/age/type (type-narrowed)
    Breaking `Dog.age` must now be at least 0
     breaks: readers of old documents: expected a number of 0 or more
    witness: {"Dog": {…, "age": -1}}
         at: target/new/api.yaml:21:40: /components/schemas/Dog/properties/age/minimum (minimum-added)
    Breaking `Cat.name` must now be at most 10 characters long (was 20)
     breaks: readers of old documents: expected at most 10 characters, found 11
    witness: {"Cat": {…, "name": "aaaaaaaaaaa"}}
         at: target/new/parts/name.yaml:3:12: /maxLength (max-length-lowered)
     beside: 1 change that affects no document: 1 description-changed
        api: major: Dog.age: type changed from Option<Option<i64>> to Option<DogAge>
        api: major: DogKind::Dog: variant removed
        api: major: DogKind::Hound: new variant, which programs that match all lack
        api: minor: DogAge: new type
        api: minor: Pet: same API, but reads or writes other documents
        api: minor: Name: same API, but reads or writes other documents
        api: patch: Name: generated documentation changed
    version: the crate of the types needs a major step

"#]]);
    let json = tree.xtask(&["diff", OLD, NEW, "--format", "github"]);
    let output = stdout(&json.assert().code(1));
    assert!(
        output.contains(
            "::error file=target/new/parts/name.yaml,line=3,col=12,title=max-length-lowered"
        ),
        "{output}"
    );
}

const OPERATIONS: &str = r##"openapi: 3.1.0
paths:
  /pets:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
      responses:
        "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
    post:
      requestBody:
        content: { application/json: { schema: { properties: { age: { minimum: 1 } } } } }
components:
  schemas:
    Pet: { properties: { name: { type: string } } }
"##;

#[test]
fn operations_are_compared_at_their_places() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    tree.write("target/old.yaml", OPERATIONS);
    let changes = [
        ("in: query", "in: query, required: true"),
        ("maximum: 100", "maximum: 50"),
        ("minimum: 1", "minimum: 2"),
        ("string", "string, maxLength: 9"),
        ("post:", "put:"),
    ];
    let new = changes
        .iter()
        .fold(OPERATIONS.to_owned(), |text, (from, to)| {
            text.replace(from, to)
        });
    tree.write("target/new.yaml", new);
    tree.xtask(&["diff", "target/old.yaml", "target/new.yaml"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/new.yaml: backward breaking, forward breaking
    Breaking `["POST /pets"]` is no longer declared (object)
     breaks: readers of old documents: unknown property "POST /pets": the schema allows no others; did you mean "PUT /pets"?
    witness: {"POST /pets": {}}
         at: target/old.yaml:10:7: /paths/~1pets/post (property-removed)
    Breaking `["GET /pets"]["query limit"]` is now required
     breaks: readers of old documents: the required property "query limit" is missing
    witness: {"GET /pets": {}}
         at: target/new.yaml:6:47: /paths/~1pets/get/parameters/0/required (required-added)
    Breaking `["GET /pets"]["query limit"]` must now be at most 50 (was 100)
     breaks: readers of old documents: expected a number of 50 or less
    witness: {"GET /pets": {"query limit": 99}}
         at: target/new.yaml:6:87: /paths/~1pets/get/parameters/0/schema/maximum (maximum-lowered)
    Breaking `Pet.name` must now be at most 9 characters long
     breaks: readers of old documents: expected at most 9 characters, found 10
    witness: {"Pet": {"name": "aaaaaaaaaa"}}
         at: target/new.yaml:14:59: /components/schemas/Pet/properties/name/maxLength (max-length-added)
     Allowed `["PUT /pets"]` is now declared (object)
     breaks: old readers of new documents: unknown property "PUT /pets": the schema allows no others; did you mean "GET /pets"?
    witness: {"PUT /pets": {}}
         at: target/new.yaml:10:7: /paths/~1pets/put (property-added)
     beside: 2 changes that affect no document: 1 definition-added, 1 definition-removed
        api: major: PetObject.name: type changed from Option<String> to Option<PetName>
        api: minor: PetName: new type
    version: the crate of the types needs a major step

"#]]);
    // A document need not have components.
    let (operations, _) = OPERATIONS.split_once("components:").unwrap();
    tree.write(
        "target/new.yaml",
        operations.replace(
            "#/components/schemas/Pet",
            "#/paths/~1pets/post/requestBody/content/application~1json/schema",
        ),
    );
    let run = tree
        .xtask(&["diff", "target/old.yaml", "target/new.yaml"])
        .assert()
        .code(1);
    let report = stdout(&run);
    assert!(report.contains("`Pet` is no longer declared"), "{report}");
}

#[test]
fn documents_that_are_refused() {
    let tree = versions(
        &[
            ("name.yaml", "nowhere.yaml"),
            ("type: integer", "type: int"),
        ],
        "true",
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Refused target/new/api.yaml
    problem: target/new/api.yaml:16:23: /components/schemas/Cat/properties/name/$ref: this reference leads to parts/nowhere.yaml, which cannot be read: No such file or directory (os error 2)
        fix: put the file there, or correct the reference
    problem: target/new/api.yaml:21:22: /components/schemas/Dog/properties/age/type: there is no type "int"
        fix: did you mean "integer"?

"#]].raw());
    tree.write(NEW, "openapi: 3.0.3\ncomponents: [");
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Refused target/new/api.yaml
    problem: target/new/api.yaml:2:14: the root: expected YAML: while parsing a node, did not find expected node content
        fix: write a schema as YAML 1.2 that JSON could express

"#]].raw());
}

#[test]
fn other_files_are_those_of_the_commit() {
    let tree = committed();
    let api = "openapi: 3.1.0\ncomponents: { schemas: { A: { $ref: '../parts.yaml#/B' } } }\n";
    let commit = |most: u32| {
        tree.write("api/parts.yaml", format!("B: {{ maxLength: {most} }}\n"));
        git(&tree, &["add", "api"]);
        git(&tree, &["commit", "--quiet", "--message", "x"]);
    };
    std::fs::create_dir_all(tree.path("api/v1")).unwrap();
    tree.write("api/v1/api.yaml", api);
    commit(5);
    tree.write("api/v1/api.yaml", format!("{api}# The same.\n"));
    commit(4);
    tree.write("api/parts.yaml", "B: { maxLength: 3 }\n");
    tree.xtask(&["diff", "HEAD:api/v1/api.yaml"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking api/v1/api.yaml: backward breaking, forward compatible
    Breaking `A` must now be at most 3 characters long (was 4)
     breaks: readers of old documents: expected at most 3 characters, found 4
    witness: {"A": "aaaa"}
         at: api/parts.yaml:1:17: /B/maxLength (max-length-lowered)
        api: patch: A: generated documentation changed
        api: patch: B: generated documentation changed
        api: minor: BString: same API, but reads or writes other documents
        api: patch: BString: generated documentation changed
    version: the crate of the types needs a minor step

"#]]);
    tree.xtask(&["diff", "--git", "HEAD~1..HEAD", "api/v1/api.yaml"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
api/v1/api.yaml
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  breaking  compatible  minor  `A` must now be at most 4 characters long (was 5)

"#]]);
}

/// What has no schema is there, too.
#[test]
fn parts_without_schemas() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    let api = r#"openapi: 3.1.0
paths:
  /up:
    post:
      parameters: [{ name: dry, in: query }]
      requestBody: { content: { application/octet-stream: {} } }
      responses: { "202": { description: Later }, "404": { description: Nothing } }
  /health: { get: { responses: { "200": { description: Good } } } }
"#;
    tree.write("target/old.yaml", api);
    for (from, to, change) in [
        (
            "in: query",
            "in: query, required: true",
            r#"["query dry"]` is now required"#,
        ),
        (
            "{ content",
            "{ required: true, content",
            ".request` is now required",
        ),
        (
            "octet-stream",
            "zip",
            r#"is now called `["POST /up"].request["application/zip"]`"#,
        ),
        (
            r#", "404": { description: Nothing }"#,
            "",
            r#".404` is no longer declared"#,
        ),
        ("get:", "head:", r#"is now called `["HEAD /health"]`"#),
        (
            "octet-stream: {}",
            "octet-stream: { schema: { maxLength: 5 } }",
            "at most 5 characters",
        ),
    ] {
        tree.write("target/new.yaml", api.replace(from, to));
        let run = tree.xtask(&["diff", "target/old.yaml", "target/new.yaml"]);
        let report = stdout(&run.assert().code(1));
        assert!(report.contains(change), "{report}");
    }
}

/// A discriminator changes no verdict, and hides no change.
#[test]
fn constants_beside_a_discriminator_are_compared() {
    let kind = "    Dog:\n      type: object\n      properties:\n        kind: { type: string }";
    let with = |values: &str| kind.replace("string }", &format!("string, enum: [{values}] }}"));
    let (old, new) = (with("dog, wolf"), with("dog"));
    let tree = versions(&[], "");
    for (path, dog) in [(OLD, old), (NEW, new)] {
        tree.write(path, API.replace(kind, &dog));
        let name = path.replace("api.yaml", "parts/name.yaml");
        tree.write(&name, "type: string\n");
    }
    let output = tree.xtask(&["diff", OLD, NEW]).assert().code(1);
    let output = stdout(&output);
    assert!(output.contains("wolf"), "{output}");
}

/// A schema in YAML, or in JSON with comments, is compared as it is.
#[test]
fn schemas_in_other_languages() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target/parts")).unwrap();
    let pet = |rest: &str| {
        format!(
            "# A pet.\nproperties:\n  name: {{ $ref: parts/name.yaml }}\n  age:\n    minimum: {rest}\n"
        )
    };
    tree.write("target/old.yaml", pet("0"));
    tree.write("target/new.yaml", pet("1"));
    tree.write("target/parts/name.yaml", "type: string\n");
    tree.write(
        "target/new.jsonc",
        "{\n  // A pet.\n  \"properties\": {\n    \"age\": { \"minimum\": 2 },\n  },\n}",
    );
    let diff = |new: &str| tree.xtask(&["diff", "target/old.yaml", new]).assert();
    diff("target/new.yaml").code(1).stdout_eq(str![[r#"
    Breaking target/new.yaml: backward breaking, forward compatible
    Breaking `age` must now be at least 1 (was 0)
     breaks: readers of old documents: expected a number of 1 or more
    witness: {"age": 0}
         at: target/new.yaml:5:14: /properties/age/minimum (minimum-raised)
        api: minor: SchemaAgeNumber: same API, but reads or writes other documents
        api: patch: SchemaAgeNumber: generated documentation changed
    version: the crate of the types needs a minor step

"#]]);
    diff("target/new.jsonc").code(1).stdout_eq(str![[r#"
    Breaking target/new.jsonc: backward breaking, forward breaking
    Breaking `age` must now be at least 2 (was 0)
     breaks: readers of old documents: expected a number of 2 or more
    witness: {"age": 0}
         at: target/new.jsonc:4:25: /properties/age/minimum (minimum-raised)
     Allowed `name` is no longer declared (name.yaml)
     breaks: old readers of new documents: expected a string, found a number
    witness: {"name": 0}
         at: target/old.yaml:3:9: /properties/name (property-removed)
     beside: 1 change that affects no document: 1 definition-removed
    reading: The plain meaning of JSON Schema decided forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
        api: major: SchemaObject.name: field removed: Option<Yaml>
        api: major: Yaml: type removed
        api: minor: SchemaAgeNumber: same API, but reads or writes other documents
        api: patch: SchemaAgeNumber: generated documentation changed
    version: the crate of the types needs a major step

"#]]);
    tree.write("target/parts/name.yaml", "type: strin\n");
    diff("target/new.yaml").code(3).stdout_eq(str![[r#"
     Refused target/old.yaml
    problem: target/parts/name.yaml:1:7: /type: there is no type "strin"
        fix: did you mean "string"?
     Refused target/new.yaml
    problem: target/parts/name.yaml:1:7: /type: there is no type "strin"
        fix: did you mean "string"?

"#]]);
    tree.write("target/new.yaml", "a: [");
    diff("target/new.yaml").code(3).stdout_eq(str![[r#"
     Refused target/old.yaml
    problem: target/parts/name.yaml:1:7: /type: there is no type "strin"
        fix: did you mean "string"?
     Refused target/new.yaml
    problem: target/new.yaml:1:5: the root: expected YAML: while parsing a node, did not find expected node content
        fix: write a schema as YAML 1.2 that JSON could express

"#]]);
}
