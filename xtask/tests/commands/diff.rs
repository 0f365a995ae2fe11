//! `cargo xtask diff`

use snapbox::IntoData;
use snapbox::cmd::Command;
use snapbox::str;

use crate::SCHEMA;
use crate::tree::Tree;

/// The two versions that the vendor released.
const OLD: &str = "target/2025-09/export-session.schema.json";
const NEW: &str = "target/2026-02/export-session.schema.json";

/// A tree with both versions in it.
fn released() -> Tree {
    let tree = Tree::new();
    for path in [OLD, NEW] {
        let version = path.split('/').nth(1).unwrap();
        let text = crate::tree::history(&format!("export-session@{version}"));
        let folder = tree.path(path);
        std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
        tree.write(path, text);
    }
    tree
}

/// A tree whose schemas are committed on the main branch.
fn committed() -> Tree {
    let tree = Tree::new();
    if tree.path(".git").exists() {
        std::fs::remove_dir_all(tree.path(".git")).unwrap();
    }
    git(&tree, &["init", "--quiet", "--initial-branch", "main"]);
    git(&tree, &["add", "schema"]);
    git(&tree, &["commit", "--quiet", "--message", "Begin"]);
    tree
}

fn git(tree: &Tree, arguments: &[&str]) {
    let identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(tree.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .assert()
        .success();
}

#[test]
fn what_the_vendor_changed() {
    let tree = released();
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/2026-02/export-session.schema.json: backward breaking, forward breaking
  Compatible property-removed: the property "isError" (boolean) was declared, and is not
        old: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    forward: breaking: /messages/0/toolCalls/0/isError: 0 is not of type "boolean"
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"isError":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
  Compatible property-removed: the property "metadata" (string) was declared, and is not
        old: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    forward: breaking: /messages/0/toolCalls/0/metadata: 0 is not of type "string"
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"metadata":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
    Breaking property-added: the property "screenshotUrls" (array of string) is declared, and was not
        old: target/2025-09/export-session.schema.json:119:23: /$defs/ExportToolCall
        new: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
   backward: breaking: /messages/0/toolCalls/0/screenshotUrls: 0 is not of type "array"
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"screenshotUrls":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
    reading: The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; whoever knows that none exists says so with `--content-model lenient`, and the verdict is compatible.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: models needs a major step

"#]])
        .stderr_eq(str![[r#"
    Findings 1 schema compared, 3 changes, backward required

"#]]);
}

#[test]
fn what_the_vendor_changed_if_nobody_uses_other_names() {
    let tree = released();
    let lenient = ["diff", OLD, NEW, "--content-model", "lenient"];
    tree.xtask(&[lenient.as_slice(), &["--require", "full"]].concat())
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
  Compatible target/2026-02/export-session.schema.json: backward compatible, forward compatible
  Compatible property-removed: the property "isError" (boolean) was declared, and is not
        old: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
  Compatible property-removed: the property "metadata" (string) was declared, and is not
        old: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
  Compatible property-added: the property "screenshotUrls" (array of string) is declared, and was not
        old: target/2025-09/export-session.schema.json:119:23: /$defs/ExportToolCall
        new: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    reading: An assumption decided backward and forward: that no document uses a name that its schema does not declare; JSON Schema itself allows such documents, and `--content-model open` shows one that breaks.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: models needs a major step

"#]])
        .stderr_eq(str![[r#"
        Good 1 schema compared, 3 changes, backward and forward required

"#]]);
}

#[test]
fn markdown() {
    let tree = released();
    tree.xtask(&["diff", OLD, NEW, "--format", "markdown"])
        .assert()
        .code(1)
        .stdout_eq(str![[r####"
### ❌ `target/2026-02/export-session.schema.json`: backward breaking, forward breaking

| rule | change | where | backward | forward |
|---|---|---|---|---|
| `property-removed` | the property "isError" (boolean) was declared, and is not | `/$defs/ExportToolCall`, line 119 | compatible | **breaking** |
| `property-removed` | the property "metadata" (string) was declared, and is not | `/$defs/ExportToolCall`, line 119 | compatible | **breaking** |
| `property-added` | the property "screenshotUrls" (array of string) is declared, and was not | `/$defs/ExportToolCall/properties/screenshotUrls`, line 155 | **breaking** | compatible |

`property-removed`, forward: valid under the new schema, and under the old one `/messages/0/toolCalls/0/isError`: 0 is not of type "boolean"

<details><summary>The document</summary>

```json
{
  "id": "",
  "title": "",
  "messages": [
    {
      "id": "",
      "role": "",
      "content": "",
      "toolCalls": [
        {
          "id": "",
          "name": "",
          "type": "",
          "input": "",
          "finished": true,
          "isError": 0
        }
      ],
      "createdAt": "2025-10-03T16:51:00+05:30",
      "updatedAt": "2025-10-03T16:51:00+05:30"
    }
  ]
}
```

</details>

`property-removed`, forward: valid under the new schema, and under the old one `/messages/0/toolCalls/0/metadata`: 0 is not of type "string"

<details><summary>The document</summary>

```json
{
  "id": "",
  "title": "",
  "messages": [
    {
      "id": "",
      "role": "",
      "content": "",
      "toolCalls": [
        {
          "id": "",
          "name": "",
          "type": "",
          "input": "",
          "finished": true,
          "metadata": 0
        }
      ],
      "createdAt": "2025-10-03T16:51:00+05:30",
      "updatedAt": "2025-10-03T16:51:00+05:30"
    }
  ]
}
```

</details>

`property-added`, backward: valid under the old schema, and under the new one `/messages/0/toolCalls/0/screenshotUrls`: 0 is not of type "array"

<details><summary>The document</summary>

```json
{
  "id": "",
  "title": "",
  "messages": [
    {
      "id": "",
      "role": "",
      "content": "",
      "toolCalls": [
        {
          "id": "",
          "name": "",
          "type": "",
          "input": "",
          "finished": true,
          "screenshotUrls": 0
        }
      ],
      "createdAt": "2025-10-03T16:51:00+05:30",
      "updatedAt": "2025-10-03T16:51:00+05:30"
    }
  ]
}
```

</details>

**Reading.** The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; whoever knows that none exists says so with `--content-model lenient`, and the verdict is compatible.

**API.**

- `major: ExportToolCall.is_error: field removed: Option<bool>`
- `major: ExportToolCall.metadata: field removed: Option<String>`
- `minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>`

**Version.** models needs a major step

"####]]);
}

#[test]
fn github() {
    let tree = released();
    tree.xtask(&["diff", OLD, NEW, "--format", "github"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::the property "isError" (boolean) was declared, and is not%0Aforward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"isError":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::the property "metadata" (string) was declared, and is not%0Aforward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"metadata":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::error file=target/2026-02/export-session.schema.json,line=155,col=27,title=property-added::the property "screenshotUrls" (array of string) is declared, and was not%0Abackward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"screenshotUrls":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::notice file=target/2026-02/export-session.schema.json,title=Reading::The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; whoever knows that none exists says so with `--content-model lenient`, and the verdict is compatible.
::notice file=target/2026-02/export-session.schema.json,title=API::major: ExportToolCall.is_error: field removed: Option<bool>%0Amajor: ExportToolCall.metadata: field removed: Option<String>%0Aminor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
::notice file=target/2026-02/export-session.schema.json,title=Version::models needs a major step

"#]]);
}

#[test]
fn json() {
    let tree = released();
    tree.xtask(&["diff", NEW, OLD, "--format", "json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r##"
{
  "required": [
    "backward"
  ],
  "schemas": [
    {
      "path": "target/2025-09/export-session.schema.json",
      "fate": "kept",
      "old": "target/2026-02/export-session.schema.json",
      "new": "target/2025-09/export-session.schema.json",
      "backward": "breaking",
      "forward": "breaking",
      "changes": [
        {
          "rule": "property-removed",
          "message": "the property \"screenshotUrls\" (array of string) was declared, and is not",
          "old": {
            "pointer": "/$defs/ExportToolCall/properties/screenshotUrls",
            "line": 155,
            "column": 27
          },
          "new": {
            "pointer": "/$defs/ExportToolCall",
            "line": 119,
            "column": 23
          },
          "references": [
            "/properties/messages/items",
            "#/$defs/ExportMessage",
            "/properties/toolCalls/items",
            "#/$defs/ExportToolCall"
          ],
          "backward": {
            "class": "compatible"
          },
          "forward": {
            "class": "breaking",
            "witness": {
              "id": "",
              "title": "",
              "messages": [
                {
                  "id": "",
                  "role": "",
                  "content": "",
                  "toolCalls": [
                    {
                      "id": "",
                      "name": "",
                      "type": "",
                      "input": "",
                      "finished": true,
                      "screenshotUrls": 0
                    }
                  ],
                  "createdAt": "2025-10-03T16:51:00+05:30",
                  "updatedAt": "2025-10-03T16:51:00+05:30"
                }
              ]
            },
            "pointer": "/messages/0/toolCalls/0/screenshotUrls",
            "reason": "0 is not of type \"array\""
          },
          "ignored": null
        },
        {
          "rule": "property-added",
          "message": "the property \"isError\" (boolean) is declared, and was not",
          "old": {
            "pointer": "/$defs/ExportToolCall",
            "line": 119,
            "column": 23
          },
          "new": {
            "pointer": "/$defs/ExportToolCall/properties/isError",
            "line": 155,
            "column": 20
          },
          "references": [
            "/properties/messages/items",
            "#/$defs/ExportMessage",
            "/properties/toolCalls/items",
            "#/$defs/ExportToolCall"
          ],
          "backward": {
            "class": "breaking",
            "witness": {
              "id": "",
              "title": "",
              "messages": [
                {
                  "id": "",
                  "role": "",
                  "content": "",
                  "toolCalls": [
                    {
                      "id": "",
                      "name": "",
                      "type": "",
                      "input": "",
                      "finished": true,
                      "isError": 0
                    }
                  ],
                  "createdAt": "2025-10-03T16:51:00+05:30",
                  "updatedAt": "2025-10-03T16:51:00+05:30"
                }
              ]
            },
            "pointer": "/messages/0/toolCalls/0/isError",
            "reason": "0 is not of type \"boolean\""
          },
          "forward": {
            "class": "compatible"
          },
          "ignored": null
        },
        {
          "rule": "property-added",
          "message": "the property \"metadata\" (string) is declared, and was not",
          "old": {
            "pointer": "/$defs/ExportToolCall",
            "line": 119,
            "column": 23
          },
          "new": {
            "pointer": "/$defs/ExportToolCall/properties/metadata",
            "line": 159,
            "column": 21
          },
          "references": [
            "/properties/messages/items",
            "#/$defs/ExportMessage",
            "/properties/toolCalls/items",
            "#/$defs/ExportToolCall"
          ],
          "backward": {
            "class": "breaking",
            "witness": {
              "id": "",
              "title": "",
              "messages": [
                {
                  "id": "",
                  "role": "",
                  "content": "",
                  "toolCalls": [
                    {
                      "id": "",
                      "name": "",
                      "type": "",
                      "input": "",
                      "finished": true,
                      "metadata": 0
                    }
                  ],
                  "createdAt": "2025-10-03T16:51:00+05:30",
                  "updatedAt": "2025-10-03T16:51:00+05:30"
                }
              ]
            },
            "pointer": "/messages/0/toolCalls/0/metadata",
            "reason": "0 is not of type \"string\""
          },
          "forward": {
            "class": "compatible"
          },
          "ignored": null
        }
      ],
      "sections": [
        {
          "title": "Reading",
          "lines": [
            "The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; whoever knows that none exists says so with `--content-model lenient`, and the verdict is compatible."
          ]
        },
        {
          "title": "API",
          "lines": [
            "major: ExportToolCall.screenshot_urls: field removed: Option<Vec<String>>",
            "minor: ExportToolCall.is_error: new optional field: Option<bool>",
            "minor: ExportToolCall.metadata: new optional field: Option<String>"
          ]
        },
        {
          "title": "Version",
          "lines": [
            "models needs a major step"
          ]
        }
      ]
    }
  ],
  "unusedIgnores": []
}

"##]].raw());
}

#[test]
fn what_is_required() {
    let tree = released();
    // The removed properties break what is new, and the added one what was there.
    for (required, code) in [("backward", 1), ("forward", 1), ("full", 1), ("none", 0)] {
        let arguments = ["diff", OLD, NEW, "--require", required];
        tree.xtask(&arguments).assert().code(code);
        tree.xtask(&["diff", OLD, OLD, "--require", required])
            .assert()
            .code(0)
            .stdout_eq(str![[r#"
       Equal target/2025-09/export-session.schema.json: no change

"#]]);
    }
    tree.xtask(&["diff", OLD, NEW, "--require", "both"])
        .assert()
        .code(2);
    tree.xtask(&["diff", OLD, NEW, OLD]).assert().code(2);
}

#[test]
fn since_the_main_branch() {
    let tree = committed();
    git(&tree, &["checkout", "--quiet", "-b", "work"]);
    tree.xtask(&["diff"]).assert().code(0).stdout_eq(str![[r#"
       Equal schema/export-session.schema.json: no change

"#]]);
    let whole = tree.read(SCHEMA);
    tree.replace(
        SCHEMA,
        r#""required": ["#,
        r#""minProperties": 1, "required": ["#,
    );
    tree.write(
        "schema/other.schema.json",
        whole.replace("ExportSession", "Other"),
    );
    for arguments in [
        &["diff"][..],
        &["diff", SCHEMA],
        &["diff", &format!("main:{SCHEMA}")],
    ] {
        tree.xtask(arguments).assert().code(0);
    }
    tree.xtask(&["diff"]).assert().code(0).stdout_eq(str![[r#"
  Compatible schema/export-session.schema.json: backward compatible, forward compatible
  Compatible min-properties-added: `minProperties` is 1; there was none
        old: [..]:schema/export-session.schema.json:1:1: the root
        new: schema/export-session.schema.json:33:20: /minProperties
        api: patch: Parcel: same API and same documents, by other rules
    version: models needs a patch step
     Created schema/other.schema.json: added: there are no documents of it yet
        api: minor: a new module
    version: models needs a minor step

"#]]);
    std::fs::remove_file(tree.path(SCHEMA)).unwrap();
    tree.xtask(&["diff"]).assert().code(1).stdout_eq(str![[r#"
     Removed schema/export-session.schema.json: removed: its documents have no schema any more
        api: major: the module is gone
    version: models needs a major step
     Created schema/other.schema.json: added: there are no documents of it yet
        api: minor: a new module
    version: models needs a minor step

"#]]);
}

#[test]
fn breaks_on_purpose() {
    let tree = released();
    let ignore = |rule: &str, name: &str, reason: &str| {
        format!(
            r#"{{ "rule": "{rule}", "schema": "export-session", "reason": "{reason}",
                "pointer": "/$defs/ExportToolCall/properties/{name}" }}"#
        )
    };
    let write = |entries: &[String]| {
        tree.write(
            "schema/diff-ignores.json",
            format!("[\n{}\n]", entries.join(",\n")),
        );
    };
    let used = ignore(
        "property-added",
        "screenshotUrls",
        "No server wrote this name before.",
    );
    write(std::slice::from_ref(&used));
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
  Compatible target/2026-02/export-session.schema.json: backward compatible apart from what is ignored, forward breaking
  Compatible property-removed: the property "isError" (boolean) was declared, and is not
        old: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    forward: breaking: /messages/0/toolCalls/0/isError: 0 is not of type "boolean"
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"isError":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
  Compatible property-removed: the property "metadata" (string) was declared, and is not
        old: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    forward: breaking: /messages/0/toolCalls/0/metadata: 0 is not of type "string"
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"metadata":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
     Ignored property-added: the property "screenshotUrls" (array of string) is declared, and was not
     reason: No server wrote this name before.
        old: target/2025-09/export-session.schema.json:119:23: /$defs/ExportToolCall
        new: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
   backward: breaking: /messages/0/toolCalls/0/screenshotUrls: 0 is not of type "array"
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"screenshotUrls":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
    reading: The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; whoever knows that none exists says so with `--content-model lenient`, and the verdict is compatible.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: models needs a major step

"#]]);
    let unused = ignore("property-added", "screenshots", "It was called so once.");
    write(&[used, unused]);
    tree.xtask(&["diff", OLD, NEW, "--format", "github"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::the property "isError" (boolean) was declared, and is not%0Aforward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"isError":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::the property "metadata" (string) was declared, and is not%0Aforward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"metadata":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::notice file=target/2026-02/export-session.schema.json,line=155,col=27,title=property-added::the property "screenshotUrls" (array of string) is declared, and was not%0Abackward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"screenshotUrls":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks%0Aignored: No server wrote this name before.
::notice file=target/2026-02/export-session.schema.json,title=Reading::The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; whoever knows that none exists says so with `--content-model lenient`, and the verdict is compatible.
::notice file=target/2026-02/export-session.schema.json,title=API::major: ExportToolCall.is_error: field removed: Option<bool>%0Amajor: ExportToolCall.metadata: field removed: Option<String>%0Aminor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
::notice file=target/2026-02/export-session.schema.json,title=Version::models needs a major step
::error file=schema/diff-ignores.json,line=4,col=1::export-session has no property-added at "/$defs/ExportToolCall/properties/screenshots" that breaks

"#]]);
    for entry in [
        ignore("property-adde", "x", "It is misspelled."),
        ignore("property-added", "x", ""),
        "1".to_owned(),
        r#"{ "rules": 1 }"#.to_owned(),
        "{".to_owned(),
    ] {
        write(&[entry]);
        tree.xtask(&["diff", OLD, NEW]).assert().code(3);
    }
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: schema/diff-ignores.json:3:1: key must be a string

"#]]);
}

#[test]
fn no_verdict() {
    let tree = released();
    tree.write("target/refused.json", "{\n  \"type\": \"strin\"\n}");
    tree.write("target/broken.json", "{");
    tree.xtask(&["diff", OLD, "target/refused.json"])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Refused target/refused.json
    problem: target/refused.json:1:1: the root: the schema does not say which dialect it is written in
        fix: write "$schema": "https://json-schema.org/draft/2020-12/schema"
    problem: target/refused.json:2:11: /type: the value of `type` must be null, boolean, object, array, number, integer or string, or an array of some of these, each once
        fix: correct the value

"#]]);
    tree.xtask(&["diff", "target/broken.json", NEW])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Refused target/broken.json
    problem: target/broken.json:1:1: the schema cannot be read: EOF while parsing an object
        fix: write JSON (RFC 8259)

"#]]);
    tree.xtask(&["diff", OLD, "target/nothing.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: target/nothing.json: No such file or directory (os error 2)

"#]]);
    tree.xtask(&["diff"])
        .env("GIT_DIR", tree.path("target"))
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: there is no git repository to compare with (not a git repository: '[..]'): name two versions

"#]]);
    tree.xtask(&["diff"])
        .env("PATH", "")
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: git cannot be run: name two files: No such file or directory (os error 2)

"#]]);
    let tree = committed();
    tree.xtask(&["diff", "HEAD:nothing.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: HEAD:nothing.json: path 'nothing.json' does not exist in 'HEAD'

"#]]);
    git(&tree, &["branch", "--quiet", "--move", "trunk"]);
    tree.xtask(&["diff"]).assert().code(3).stderr_eq(str![[r#"
error: there is no branch main or origin/main to compare with: name two versions

"#]]);
}

#[test]
fn rules() {
    let table = Tree::new().xtask(&["diff", "--rules"]).assert().code(0);
    let table = String::from_utf8(table.get_output().stdout.clone()).unwrap();
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/tests/diff/rules");
    let mut names: Vec<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let rows = table.lines().filter_map(|row| row.split_once("  "));
    let mut listed: Vec<&str> = rows
        .filter(|(_, purpose)| purpose.trim().ends_with('.'))
        .map(|(id, _)| id)
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, names);
}

/// An archive in which a document breaks, one is mended, and two keep their verdict.
fn archive(tree: &Tree) {
    let document = |call: &str| {
        format!(
            r#"{{"id":"s","title":"t","messages":[{{"id":"m","role":"tool","content":"","createdAt":"2025-10-03T16:51:00Z","updatedAt":"2025-10-03T16:51:00Z","toolCalls":[{{"id":"c","name":"n","type":"f","input":"{{}}","finished":true{call}}}]}}]}}"#
        )
    };
    let folder = tree.path("target/archive");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(folder).unwrap();
    let lines = [
        "",
        r#","screenshotUrls":"secret""#,
        r#","isError":"secret""#,
    ]
    .map(document);
    tree.write("target/archive/sessions.jsonl", lines.join("\n"));
    tree.write("target/archive/one.json", document(r#","result":1"#));
}

#[test]
fn documents_that_change_their_verdict() {
    let tree = released();
    archive(&tree);
    tree.xtask(&[
        "diff",
        OLD,
        NEW,
        "--content-model",
        "lenient",
        "--replay",
        "target/archive",
    ])
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
  Compatible target/2026-02/export-session.schema.json: backward compatible, forward compatible
  Compatible property-removed: the property "isError" (boolean) was declared, and is not
        old: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
  Compatible property-removed: the property "metadata" (string) was declared, and is not
        old: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
  Compatible property-added: the property "screenshotUrls" (array of string) is declared, and was not
        old: target/2025-09/export-session.schema.json:119:23: /$defs/ExportToolCall
        new: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    reading: An assumption decided backward and forward: that no document uses a name that its schema does not declare; JSON Schema itself allows such documents, and `--content-model open` shows one that breaks.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: models needs a major step
    refuted: The archive refutes the assumption backward and forward: it has documents that use such names and change their verdict, as listed below.
     replay: target/archive/sessions.jsonl:2: valid → invalid: /messages/0/toolCalls/0/screenshotUrls: value is not of type "array" [type]
     replay: target/archive/sessions.jsonl:3: invalid → valid: /messages/0/toolCalls/0/isError: value is not of type "boolean" [type]

"#]])
    .stderr_eq(str![[r#"
    Replayed 1 valid → invalid, 1 invalid → valid, 1 valid under both, 1 invalid under both, 0 held back, 0 unreadable
    Findings 1 schema compared, 3 changes, backward required

"#]]);
    // What cannot be read has no verdict, and the others are told all the same.
    tree.write("target/cut.json", "{");
    tree.xtask(&[
        "diff",
        OLD,
        NEW,
        "--require",
        "none",
        "--replay",
        "target/cut.json",
    ])
    .assert()
    .code(3)
    .stderr_eq(str![[r#"
error: target/cut.json: EOF while parsing an object at line 1 column 1
    Replayed 0 valid → invalid, 0 invalid → valid, 0 valid under both, 0 invalid under both, 0 held back, 1 unreadable
  No verdict 1 schema compared, 3 changes, no direction required

"#]]);
    tree.xtask(&["diff", "--replay", "target/archive"])
        .assert()
        .code(2);
}
