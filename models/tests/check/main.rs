//! `check` gives the verdict of `from_slice`, and its errors, without building anything.
#![allow(clippy::unwrap_used, reason = "a test")]

use exactschema_sample::{Dictionary, Generator, mutate};
use fastrand::Rng;

mod hostile;
mod verdict;

/// The number of documents that are made of each schema.
const DOCUMENTS: usize = 300;

/// Bytes to put into a document: some that are meaningful in JSON, and some that never are.
const BYTES: &[u8] = b"{}[]:,\"\\/-+.eE0123456789untrfalsxX \n\t\r\0\x1f\x7f\x80\xc3\xe2\xff'#*";

#[test]
fn documents_of_every_schema() {
    for root in models::ROOTS {
        let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema");
        let text =
            std::fs::read_to_string(format!("{schemas}/{}.schema.json", root.name())).unwrap();
        let schema = codegen::parse(&text).unwrap();
        let generator = Generator::new(&schema, &text).unwrap();
        let words = Dictionary::of(&schema);
        let mut random = Rng::with_seed(8259);
        let mut accepted = 0;
        for _ in 0..DOCUMENTS {
            let mut document = generator.valid(&mut random).unwrap();
            // Most of a mutated document is as good as before.
            for _ in 0..random.usize(0..3) {
                mutate(&words, &mut document, &mut random);
            }
            let json = spaced(&document.print(), &mut random);
            accepted += usize::from(root.check(&json).is_ok());
            verdict::agree(&json);
            verdict::agree(&changed(json, &mut random));
        }
        assert!(accepted > DOCUMENTS / 5, "{}: {accepted}", root.name());
    }
}

/// Puts white space around the tokens of some documents.
fn spaced(json: &str, random: &mut Rng) -> Vec<u8> {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(json) else {
        return json.into();
    };
    match random.u8(0..4) {
        0 => serde_json::to_vec_pretty(&value).unwrap(),
        1 => value.to_string().replace("\":", "\" \t: ").into(),
        _ => json.into(),
    }
}

/// Changes a few bytes, or cuts the document off.
fn changed(mut bytes: Vec<u8>, random: &mut Rng) -> Vec<u8> {
    for _ in 0..random.usize(1..3) {
        let at = random.usize(0..=bytes.len());
        let byte = BYTES[random.usize(0..BYTES.len())];
        match random.u8(0..8) {
            0 => bytes.truncate(at),
            1..3 if at < bytes.len() => drop(bytes.remove(at)),
            3..6 if at < bytes.len() => bytes[at] = byte,
            _ => bytes.insert(at, byte),
        }
    }
    bytes
}

#[test]
fn names_that_are_spelled_with_escapes() {
    for json in [
        r#"{"\u0069d":"a","title":"b","messages":[]}"#,
        r#"{"id":"a","\u0069d":"a","title":"b","messages":[]}"#,
        r#"{"messages":[],"title":"b","i\u0064" : "a","x":1,"\u0078":2}"#,
        r#"{"messages":[],"title":"b","i\u0064" : "a","x":1,"\u0079":2}"#,
    ] {
        verdict::agree(json.as_bytes());
    }
}
