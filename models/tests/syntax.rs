//! Whether bytes are JSON: the lexer and `serde_json` give one verdict on
//! documents with a few bytes changed.
#![allow(clippy::unwrap_used, reason = "a test")]

use exactschema_sample::generate;
use fastrand::Rng;
use models::{ErrorKind, Value};
use serde::de::IgnoredAny;

/// The number of documents, if `PROOFS=full`; otherwise a tenth.
const DOCUMENTS: usize = 40_000;

/// Bytes to put into a document: some that are meaningful in JSON, and some that never are.
const BYTES: &[u8] = b"{}[]:,\"\\/-+.eE0123456789untrfalsxX \n\t\r\0\x1f\x7f\x80\xc3\xe2\xff'#*";

#[test]
fn one_verdict_on_syntax() {
    let schema = include_str!("../../schema/export-session.schema.json");
    let schema = codegen::parse(schema).unwrap();
    let mut random = Rng::with_seed(8259);
    let mut seen = [0; 2];
    let is_full = std::env::var("PROOFS").is_ok_and(|proofs| proofs == "full");
    let documents = if is_full { DOCUMENTS } else { DOCUMENTS / 10 };
    for _ in 0..documents {
        let mut bytes = generate(&schema, &mut random).print().into_bytes();
        // Most of a document is like the rest of it.
        bytes.truncate(random.usize(0..=bytes.len().min(400)));
        let text = match random.bool() {
            true => closed(bytes),
            false => bytes,
        };
        let text = changed(text, &mut random);
        let json =
            str::from_utf8(&text).is_ok() && serde_json::from_slice::<IgnoredAny>(&text).is_ok();
        let shown = String::from_utf8_lossy(&text);
        match models::from_slice::<Value>(&text) {
            Ok(_) => assert!(json, "read, but no JSON: {shown}"),
            Err(error) => match error.kind() {
                ErrorKind::Syntax | ErrorKind::Encoding => assert!(!json, "{error}: {shown}"),
                kind => assert!(kind.is_refusal(), "{error}: {shown}"),
            },
        }
        seen[usize::from(json)] += 1;
    }
    // Both verdicts must have had their chance.
    assert!(
        seen[0] > documents / 10 && seen[1] > documents / 20,
        "{seen:?}"
    );
}

/// Closes what a cut has left open, as far as brackets go.
fn closed(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut open = Vec::new();
    let mut string = false;
    let mut escaped = false;
    for &byte in &bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'{' if !string => open.push(b'}'),
            b'[' if !string => open.push(b']'),
            b'}' | b']' if !string => drop(open.pop()),
            _ => {}
        }
    }
    if string {
        bytes.push(b'"');
    }
    bytes.extend(open.iter().rev());
    bytes
}

fn changed(mut bytes: Vec<u8>, random: &mut Rng) -> Vec<u8> {
    for _ in 0..random.usize(0..3) {
        let at = random.usize(0..=bytes.len());
        let byte = BYTES[random.usize(0..BYTES.len())];
        match random.u8(0..3) {
            0 if at < bytes.len() => drop(bytes.remove(at)),
            1 if at < bytes.len() => bytes[at] = byte,
            _ => bytes.insert(at, byte),
        }
    }
    bytes
}
