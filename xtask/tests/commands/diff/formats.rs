//! The formats for other programs.

use snapbox::IntoData;
use snapbox::str;

use super::{NEW, OLD, released};

#[test]
fn markdown() {
    let tree = released();
    tree.xtask(&["diff", OLD, NEW, "--format", "markdown"])
        .assert()
        .code(1)
        .stdout_eq(str![[r####"
### ❌ `target/2026-02/export-session.schema.json`: backward breaking, forward breaking

| | change | who breaks | where |
|---|---|---|---|
| ❌ | `messages[].toolCalls[].screenshotUrls` is now declared (array of string) | **readers of old documents**: expected an array, found a number: `{…, "messages": [{…, "toolCalls": [{…, "screenshotUrls": 0}]}]}` | line 155, `property-added` |
|  | `messages[].toolCalls[].isError` is no longer declared (boolean) | **old readers of new documents**: expected a boolean, found a number: `{…, "messages": [{…, "toolCalls": [{…, "isError": 0}]}]}` | old line 155, `property-removed` |
|  | `messages[].toolCalls[].metadata` is no longer declared (string) | **old readers of new documents**: expected a string, found a number: `{…, "messages": [{…, "toolCalls": [{…, "metadata": 0}]}]}` | old line 159, `property-removed` |

**Reading.** The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.

<details><summary>API, 3 lines</summary>

- `major: ExportToolCall.is_error: field removed: Option<bool>`
- `major: ExportToolCall.metadata: field removed: Option<String>`
- `minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>`

</details>

**Version.** the crate of the types needs a major step

"####]]);
}

#[test]
fn github() {
    let tree = released();
    tree.xtask(&["diff", OLD, NEW, "--format", "github"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
::error file=target/2026-02/export-session.schema.json,line=155,col=27,title=property-added::`messages[].toolCalls[].screenshotUrls` is now declared (array of string)%0Abreaks readers of old documents: expected an array, found a number: {…, "messages": [{…, "toolCalls": [{…, "screenshotUrls": 0}]}]}
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::`messages[].toolCalls[].isError` is no longer declared (boolean)%0Abreaks old readers of new documents: expected a boolean, found a number: {…, "messages": [{…, "toolCalls": [{…, "isError": 0}]}]}
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::`messages[].toolCalls[].metadata` is no longer declared (string)%0Abreaks old readers of new documents: expected a string, found a number: {…, "messages": [{…, "toolCalls": [{…, "metadata": 0}]}]}
::notice file=target/2026-02/export-session.schema.json,title=Reading::The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
::notice file=target/2026-02/export-session.schema.json,title=API::major: ExportToolCall.is_error: field removed: Option<bool>%0Amajor: ExportToolCall.metadata: field removed: Option<String>%0Aminor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
::notice file=target/2026-02/export-session.schema.json,title=Version::the crate of the types needs a major step

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
  "type": "comparison",
  "required": [
    "backward"
  ],
  "schemas": [
    {
      "path": "target/2025-09/export-session.schema.json",
      "status": "kept",
      "old": "target/2026-02/export-session.schema.json",
      "new": "target/2025-09/export-session.schema.json",
      "backward": "breaking",
      "forward": "breaking",
      "step": "major",
      "changes": [
        {
          "rule": "property-added",
          "message": "`messages[].toolCalls[].isError` is now declared (boolean)",
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
            "reason": "expected a boolean, found a number"
          },
          "forward": {
            "class": "compatible"
          },
          "places": [
            {
              "rule": "property-added",
              "change": "`messages[].toolCalls[].isError` is now declared (boolean)",
              "old": {
                "file": "target/2026-02/export-session.schema.json",
                "pointer": "/$defs/ExportToolCall",
                "line": 119,
                "column": 23
              },
              "new": {
                "file": "target/2025-09/export-session.schema.json",
                "pointer": "/$defs/ExportToolCall/properties/isError",
                "line": 155,
                "column": 20
              },
              "references": [
                "/properties/messages/items",
                "#/$defs/ExportMessage",
                "/properties/toolCalls/items",
                "#/$defs/ExportToolCall"
              ]
            }
          ]
        },
        {
          "rule": "property-added",
          "message": "`messages[].toolCalls[].metadata` is now declared (string)",
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
            "reason": "expected a string, found a number"
          },
          "forward": {
            "class": "compatible"
          },
          "places": [
            {
              "rule": "property-added",
              "change": "`messages[].toolCalls[].metadata` is now declared (string)",
              "old": {
                "file": "target/2026-02/export-session.schema.json",
                "pointer": "/$defs/ExportToolCall",
                "line": 119,
                "column": 23
              },
              "new": {
                "file": "target/2025-09/export-session.schema.json",
                "pointer": "/$defs/ExportToolCall/properties/metadata",
                "line": 159,
                "column": 21
              },
              "references": [
                "/properties/messages/items",
                "#/$defs/ExportMessage",
                "/properties/toolCalls/items",
                "#/$defs/ExportToolCall"
              ]
            }
          ]
        },
        {
          "rule": "property-removed",
          "message": "`messages[].toolCalls[].screenshotUrls` is no longer declared (array of string)",
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
            "reason": "expected an array, found a number"
          },
          "places": [
            {
              "rule": "property-removed",
              "change": "`messages[].toolCalls[].screenshotUrls` is no longer declared (array of string)",
              "old": {
                "file": "target/2026-02/export-session.schema.json",
                "pointer": "/$defs/ExportToolCall/properties/screenshotUrls",
                "line": 155,
                "column": 27
              },
              "new": {
                "file": "target/2025-09/export-session.schema.json",
                "pointer": "/$defs/ExportToolCall",
                "line": 119,
                "column": 23
              },
              "references": [
                "/properties/messages/items",
                "#/$defs/ExportMessage",
                "/properties/toolCalls/items",
                "#/$defs/ExportToolCall"
              ]
            }
          ]
        }
      ],
      "sections": [
        {
          "title": "Reading",
          "lines": [
            "The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible."
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
            "the crate of the types needs a major step"
          ]
        }
      ]
    }
  ],
  "unusedIgnores": []
}

"##]].raw());
}

/// A schema that is rejected, with a name that is markup.
const REFUSED: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "T",
  "type": "object",
  "properties": {
    "@a|b": {
      "not": 1
    }
  }
}"#;

#[test]
fn a_schema_that_is_refused() {
    let tree = released();
    tree.write("target/refused.json", REFUSED);
    let assert_report = |format: &str, stdout: snapbox::Data| {
        tree.xtask(&["diff", OLD, "target/refused.json", "--format", format])
            .assert()
            .code(3)
            .stdout_eq(stdout);
    };
    assert_report(
        "json",
        str![[r#"
{
  "type": "comparison",
  "required": [
    "backward"
  ],
  "schemas": [],
  "unusedIgnores": [],
  "refused": [
    {
      "version": "target/refused.json",
      "problems": [
        {
          "pointer": "/properties/@a|b/not",
          "line": 7,
          "column": 14,
          "message": "a schema must be an object or a boolean",
          "fix": "write an object, true or false"
        }
      ]
    }
  ]
}

"#]]
        .raw(),
    );
    assert_report("github", str![[r#"
::error file=target/refused.json,line=7,col=14,title=refused::target/refused.json: /properties/@a|b/not: a schema must be an object or a boolean%0Afix: write an object, true or false

"#]].raw());
    assert_report("markdown", str![[r#"
### ❌ `target/refused.json`: refused

- `/properties/@a|b/not`, line 7: a schema must be an object or a boolean; fix: write an object, true or false


"#]].raw());
}

#[test]
fn html() {
    let tree = released();
    let page = |new: &str, code| {
        let run = tree.xtask(&["diff", OLD, new, "--format", "html"]);
        let output = run.assert().code(code).get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let changes = page(NEW, 1);
    assert_eq!(changes.matches("<article class=\"item").count(), 3);
    for part in [
        "<article class=\"item error rule0 file0\">",
        "<option value=\"rule0\">property-added</option>",
        "breaks <strong>readers of old documents</strong>",
        "<mark>&quot;isError&quot;: {</mark>",
        "screenshotUrls&quot;: 0",
        "major: ExportToolCall.is_error: field removed",
    ] {
        assert!(changes.contains(part), "{part}");
    }
    tree.write("target/refused.json", REFUSED);
    assert!(page("target/refused.json", 3).contains("fix: write an object, true or false"));
}

#[test]
fn values_are_no_markup() {
    let tree = released();
    let schema = |values: &str| {
        format!(
            r#"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T",
            "type": "string", "enum": ["x"{values}] }}"#
        )
    };
    tree.write("target/old.json", schema(""));
    tree.write(
        "target/new.json",
        schema(r#", "@a <b>", "[a](http://b)", "a|b", "`c`", "d\ne", "__init__""#),
    );
    let output = tree
        .xtask(&["diff", "target/old.json", "target/new.json"])
        .args(["--format", "markdown"])
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let rows = page.lines().filter(|line| line.contains("may now be"));
    let rows = rows.collect::<Vec<_>>().join("\n") + "\n";
    snapbox::assert_data_eq!(
        rows,
        str![[r#"
|  | the document `` may now be "@a <b>", "[a](http://b)", "a\|b", "`c`", "d\ne" and 1 more `` | **old readers of new documents**: expected "x", found another value: `"@a <b>"` | line 2, `enum-value-added` |

"#]]
        .raw()
    );
    let output = tree
        .xtask(&["diff", "target/old.json", "target/new.json"])
        .args(["--format", "html"])
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("&lt;b&gt;") && !page.contains("<b>\""),
        "{page}"
    );
}
