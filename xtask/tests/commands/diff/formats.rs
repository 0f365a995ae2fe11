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
