//! Exports that look like real ones: long strings full of escapes, tool calls
//! with input and result, and properties that the schema does not mention.

use std::fmt::Write as _;

use fastrand::Rng;

/// An export of about this many bytes.
pub(crate) fn export(size: usize) -> Vec<u8> {
    let mut random = Rng::with_seed(size as u64);
    let mut json = String::from(
        r#"{"id":"b7d9a6f0-52c1-4e0f-9d0e-6a1c9f3e2b41","title":"Fix the login form","createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T18:20:41.25+05:30","userMessageCount":12,"assistantMessageCount":96,"toolCallCount":140,"promptTokens":2041311,"completionTokens":91820,"cost":0.21313500000000002,"messages":["#,
    );
    let mut number = 0;
    while json.len() < size {
        if number > 0 {
            json.push(',');
        }
        // A message is up to eight pieces of text.
        let room = (size.saturating_sub(json.len()) / 8).max(100);
        message(&mut json, number, room, &mut random);
        number += 1;
    }
    json.push_str("]}");
    json.into_bytes()
}

fn message(json: &mut String, number: usize, room: usize, random: &mut Rng) {
    let role = if number.is_multiple_of(2) {
        "user"
    } else {
        "assistant"
    };
    // Writing to a String cannot fail.
    let _ = write!(
        json,
        r#"{{"id":"0f1a7c52-93be-4a55-8f0d-{number:012}","role":"{role}","content":"{}""#,
        prose(random, room.min(600))
    );
    if role == "assistant" {
        let _ = write!(
            json,
            r#","reasoning":"{}","reasoningDuration":{},"model":"large-model-2025","finishReason":"tool_use","thinkingBlocks":["{}"],"redactedThinkingBlocks":[],"toolCalls":["#,
            prose(random, room.min(900)),
            random.u32(100..90_000),
            prose(random, room.min(900)),
        );
        for call in 0..random.usize(1..3) {
            if call > 0 {
                json.push(',');
            }
            tool_call(json, room, random);
        }
        json.push(']');
    }
    json.push_str(
        r#","createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:02.432Z"}"#,
    );
}

fn tool_call(json: &mut String, room: usize, random: &mut Rng) {
    let id = random.u64(..);
    let path = format!("src/module_{}/lib.rs", random.u8(..));
    let old = code(random, room.min(700));
    let result = match random.u8(0..3) {
        0 => shell(random, room.min(12_000)),
        1 => code(random, room.min(8_000)),
        _ => prose(random, room.min(300)),
    };
    let twice = old.replace('\\', r"\\").replace(r#"\\""#, r#"\\\""#);
    let _ = write!(
        json,
        r#"{{"id":"toolu_{id:016x}","name":"Edit","type":"function","input":"{{\"path\":\"{path}\",\"old\":\"{twice}\",\"line\":{}}}","inputJson":{{"path":"{path}","old":"{old}","line":{}}},"finished":true,"result":"{result}","screenshotUrls":[],"isError":false,"metadata":"{{\"exit\":0}}"}}"#,
        id % 900,
        id % 900,
    );
}

/// Text of a model: words, a line break now and then, some Markdown.
fn prose(random: &mut Rng, length: usize) -> String {
    const WORDS: &[&str] = &[
        "the",
        "form",
        "posts",
        "to",
        "wrong",
        "path,",
        "because",
        "`handler`",
        "is",
        "never",
        "registered.",
        "First",
        "look",
        "at",
        "tests",
        "—",
        "then",
        "\\u003cform\\u003e",
        "and",
        "\\\"login\\\"",
        "change",
        "module",
        "so",
        "that",
        "naïve",
        "✅",
    ];
    fill(random, WORDS, length, ' ', "\\n\\n", 40)
}

/// Lines of a source file, with the escapes that Go's encoder writes.
fn code(random: &mut Rng, length: usize) -> String {
    const TOKENS: &[&str] = &[
        "let",
        "value",
        "=",
        "self.items",
        ".iter()",
        ".map(|item|",
        "item.name",
        ".clone())",
        "match",
        "Some(x)",
        "=\\u003e",
        "return",
        "Err(\\\"not found\\\".into());",
        "// comment",
        "fn",
        "render(\\u0026self)",
        "{",
        "}",
        "\\t\\t",
        "        ",
    ];
    fill(random, TOKENS, length, ' ', "\\n    ", 7)
}

/// Output of a shell: paths, numbers, colours.
fn shell(random: &mut Rng, length: usize) -> String {
    const PIECES: &[&str] = &[
        "   Compiling",
        "serde v1.0.229",
        "\\u001b[32mok\\u001b[0m",
        "test result:",
        "/usr/src/app/target/debug/deps/models-6f1c.o",
        "1234",
        "0.31s",
        "warning:",
        "-rw-r--r--",
        "drwxr-xr-x",
        "\\t",
        "src/main.rs:12:5",
    ];
    fill(random, PIECES, length, ' ', "\\n", 6)
}

fn fill(
    random: &mut Rng,
    pieces: &[&str],
    length: usize,
    gap: char,
    line_break: &str,
    per_line: usize,
) -> String {
    let mut text = String::with_capacity(length + 64);
    while text.len() < length {
        text.push_str(pieces[random.usize(0..pieces.len())]);
        match random.usize(0..per_line) {
            0 => text.push_str(line_break),
            _ => text.push(gap),
        }
    }
    text
}
