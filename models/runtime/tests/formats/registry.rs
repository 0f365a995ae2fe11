//! The formats of OpenAPI's registry, for which there is neither a suite nor another
//! verdict.

use exactschema::runtime::Format;

#[test]
fn byte() {
    let valid = ["", "aGk=", "aA==", "aGkh", "+/+/"];
    let invalid = [
        "a", "aG", "aGk", "aGk==", "aB==", "aGl=", "-_-_", "aGk=\n", "aG k", "=", "====",
    ];
    verdicts(Format::Byte, &valid, &invalid);
}

#[test]
fn base64url() {
    let valid = ["", "aGk=", "aGk", "aA", "aA==", "-_-_"];
    let invalid = ["a", "aA=", "aB", "aGl", "+/+/", "aGk==", "a=Gk", "é"];
    verdicts(Format::Base64Url, &valid, &invalid);
}

#[test]
fn char() {
    verdicts(
        Format::Char,
        &["a", "é", "😀", "\0"],
        &["", "ab", "e\u{301}"],
    );
}

fn verdicts(format: Format, valid: &[&str], invalid: &[&str]) {
    for text in valid {
        assert!(format.holds(text), "{format:?} {text:?}");
    }
    for text in invalid {
        assert!(!format.holds(text), "{format:?} {text:?}");
    }
}
