//! JSON with comments, and with commas after the last element, as editors have it.

use crate::{Converted, Refusal};

/// The JSON: of the same length, with spaces where comments and commas are. What is no JSON
/// remains, for the evaluator to report.
///
/// # Errors
///
/// A comment that has no end.
pub(super) fn convert(text: &str) -> Result<Converted, Refusal> {
    let mut json = text.as_bytes().to_vec();
    // A comma that nothing but white space and comments have followed.
    let mut comma = None;
    let mut at = 0;
    while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
        let length = match rest {
            [b'/', b'/', ..] => comment(&mut json, at, memchr::memchr(b'\n', rest)),
            [b'/', b'*', ..] => {
                let Some(end) = memchr::memmem::find(&rest[2..], b"*/") else {
                    return Err(Refusal {
                        range: at..at + 2,
                        message: "this comment has no end: expected */ after it".to_owned(),
                    });
                };
                comment(&mut json, at, Some(end + 4))
            }
            [b' ' | b'\t' | b'\r' | b'\n', ..] => 1,
            [b',', ..] => {
                comma = Some(at);
                at += 1;
                continue;
            }
            [bracket, ..] => {
                if let (b']' | b'}', Some(comma)) = (bracket, comma) {
                    json[comma] = b' ';
                }
                comma = None;
                match bracket {
                    b'"' => string(rest),
                    _ => 1,
                }
            }
            [] => break,
        };
        at += length;
    }
    // Only whole comments and commas became spaces.
    let json = String::from_utf8(json).unwrap_or_else(|_| text.to_owned());
    Ok(Converted {
        json,
        ..Converted::default()
    })
}

/// Blanks a comment, whose line ends remain; its length.
fn comment(json: &mut [u8], at: usize, length: Option<usize>) -> usize {
    let end = length.map_or(json.len(), |length| at + length);
    for byte in &mut json[at..end] {
        if *byte != b'\n' && *byte != b'\r' {
            *byte = b' ';
        }
    }
    end - at
}

/// The length of a string that a text begins with.
fn string(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'"' => return at,
            b'\\' => at += 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_last_commas_are_spaces() {
        for (text, json) in [
            ("{} // é\n", "{}      \n"),
            ("[1, /* a\n*/ 2,]", "[1,     \n   2 ]"),
            (
                r#"{"a // b": "/*\",]", } // c"#,
                r#"{"a // b": "/*\",]"  }     "#,
            ),
            ("[1,, /**/ ]", "[1,       ]"),
            ("[,]", "[ ]"),
            ("\"open", "\"open"),
            ("/", "/"),
            ("", ""),
        ] {
            let converted = convert(text).unwrap();
            assert_eq!(converted.json, json);
            assert_eq!(converted.json.len(), text.len());
        }
        assert_eq!(convert("[1 /* open").err().unwrap().range, 3..5);
    }
}
