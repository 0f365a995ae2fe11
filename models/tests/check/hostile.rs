//! Documents that would take hours, or all memory, if time or memory grew with
//! anything but their length: 200,000 names are 20 billion pairs of names.

use super::verdict::agree_as;
use models::{ErrorKind, ExportSession, Value};

const MANY: usize = 200_000;

/// An export with an unknown property.
fn export(unknown: &str) -> String {
    format!(r#"{{"id":"a","title":"b","messages":[],"unknown":{unknown}}}"#)
}

fn accepted(unknown: &str) {
    let json = export(unknown);
    assert!(exactschema::runtime::check::accepts::<ExportSession>(
        json.as_bytes()
    ));
    agree_as::<ExportSession>(json.as_bytes());
}

fn refused(unknown: &str, kind: ErrorKind) {
    let json = export(unknown);
    let error = models::check(json.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), kind);
    agree_as::<ExportSession>(json.as_bytes());
}

/// An object of many names, the last of which is given.
fn object(last: usize) -> String {
    let mut json = String::from("{");
    for name in 0..MANY {
        json.push_str(&format!("\"{name}\":0,"));
    }
    json + &format!("\"{last}\":0}}")
}

#[test]
fn many_names() {
    accepted(&object(MANY));
    refused(&object(17), ErrorKind::DuplicateKey);
}

#[test]
fn many_names_at_the_root() {
    let names = object(MANY);
    let json = export("0").replace("\"unknown\":0}", &names[1..]);
    assert!(models::check(json.as_bytes()).is_ok());
    let again = json.replace("\"199999\":0", "\"id\":\"a\"");
    assert_eq!(
        models::check(again.as_bytes()).unwrap_err().kind(),
        ErrorKind::DuplicateKey
    );
}

#[test]
fn long_names() {
    let name = "a".repeat(MANY);
    accepted(&format!(r#"{{"{name}":0,"{name}a":0}}"#));
    refused(
        &format!(r#"{{"{name}":0,"{name}":0}}"#),
        ErrorKind::DuplicateKey,
    );
    // Twenty are sorted, and differ in the last letter alone.
    let names: Vec<String> = ('a'..='t')
        .map(|last| format!("\"{name}{last}\":0"))
        .collect();
    accepted(&format!("{{{}}}", names.join(",")));
}

#[test]
fn many_escapes() {
    accepted(&format!("\"{}\"", r"\\".repeat(MANY / 2)));
    accepted(&format!("\"{}\"", r"\ud83d\ude00".repeat(MANY / 10)));
    refused(&format!("\"{}\"", "\\".repeat(MANY - 1)), ErrorKind::Syntax);
    refused(
        &format!("\"{}\"", r"\udc00".repeat(MANY / 10)),
        ErrorKind::LoneSurrogate,
    );
}

#[test]
fn many_arrays() {
    accepted(&format!("[{}[]]", "[],".repeat(MANY)));
    let deepest = 126;
    accepted(&format!("{}{}", "[".repeat(deepest), "]".repeat(deepest)));
    refused(&"[".repeat(MANY), ErrorKind::Depth);
    refused(&r#"{"a":"#.repeat(MANY), ErrorKind::Depth);
}

#[test]
fn huge_numbers() {
    let digits = "9".repeat(MANY);
    accepted(&digits);
    accepted(&format!("0.{digits}e-{digits}"));
    for (name, kind) in [
        ("toolCallCount", ErrorKind::IntegerRange),
        ("cost", ErrorKind::NumberRange),
    ] {
        let json = export("0")
            .replace("unknown", name)
            .replace(":0}", &format!(":{digits}}}"));
        assert_eq!(models::check(json.as_bytes()).unwrap_err().kind(), kind);
    }
}

#[test]
fn much_white_space() {
    accepted(&format!("[{}]", " \n\t\r".repeat(MANY)));
    agree_as::<Value>(" ".repeat(MANY).as_bytes());
}
