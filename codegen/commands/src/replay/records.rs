//! The documents of a file.

use std::io::{BufRead, Read};

use exactschema_convert::{Syntax, convert};

use super::Name;
use super::files::{Form, Opened};

/// The largest document, in bytes. It limits what is read at once, as a packed file can
/// expand to a thousand times its size.
const LARGEST: u64 = 512 * 1024 * 1024;

/// A callback for each document: its name, and its text, or the reason why there is none.
type Each<'a> = dyn FnMut(Name, Result<Vec<u8>, String>) + 'a;

/// Reads the documents of a file one after the other. After one that cannot be read
/// there are no more.
pub(super) fn each(file: Opened, each: &mut Each<'_>) {
    let name = |line| Name {
        file: file.name.clone(),
        line,
    };
    let mut content = match file.content {
        Ok(content) => content,
        Err(why) => return each(name(None), Err(why)),
    };
    match file.form {
        Form::Document => return each(name(None), whole(&mut content, LARGEST)),
        Form::Other(syntax) => {
            return match whole(&mut content, LARGEST) {
                Ok(text) => converted(syntax, &text, &mut |line, json| each(name(line), json)),
                Err(why) => each(name(None), Err(why)),
            };
        }
        Form::Lines => {}
    }
    for number in 1.. {
        match line(&mut content, LARGEST) {
            Ok(None) => return,
            Ok(Some(text)) if text.is_empty() => {}
            Ok(Some(text)) => each(name(Some(number)), Ok(text)),
            Err(why) => return each(name(Some(number)), Err(why)),
        }
    }
}

/// The documents of a text in another language as JSON, each with its line if there are several.
fn converted(
    syntax: Syntax,
    text: &[u8],
    each: &mut dyn FnMut(Option<usize>, Result<Vec<u8>, String>),
) {
    let documents = convert(syntax, text);
    let is_alone = documents.len() == 1;
    for document in documents {
        match document {
            Ok(document) => {
                let line = (!is_alone).then(|| document.position(text).0);
                each(line, Ok(document.json().to_owned()));
            }
            Err(refusal) => {
                let (line, column) = refusal.position(text);
                each(None, Err(format!("{line}:{column}: {}", refusal.message)));
            }
        }
    }
}

/// All of a file.
fn whole(content: &mut impl BufRead, largest: u64) -> Result<Vec<u8>, String> {
    let mut text = Vec::new();
    let read = content.take(largest + 1).read_to_end(&mut text);
    read.map_err(|error| error.to_string())?;
    match text.len() as u64 > largest {
        true => Err(format!("it is larger than {largest} bytes")),
        false => Ok(text),
    }
}

/// The next line; `None` at the end.
fn line(content: &mut impl BufRead, largest: u64) -> Result<Option<Vec<u8>>, String> {
    let mut text = Vec::new();
    let mut limited = content.take(largest + 1);
    let read = limited.read_until(b'\n', &mut text);
    match read.map_err(|error| error.to_string())? {
        0 => Ok(None),
        length if length as u64 > largest => Err(format!(
            "the line is longer than {largest} bytes; the rest is not read"
        )),
        _ => {
            // An error at the end would be on the line behind it.
            text.truncate(text.trim_ascii_end().len());
            Ok(Some(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{line, whole};

    #[test]
    fn what_is_too_large_is_not_read() {
        assert_eq!(whole(&mut &b"12345"[..], 5), Ok(b"12345".to_vec()));
        assert!(whole(&mut &b"123456"[..], 5).is_err());
        let mut lines = &b"1234\n12345\n"[..];
        assert_eq!(line(&mut lines, 5), Ok(Some(b"1234".to_vec())));
        assert!(line(&mut lines, 5).is_err());
    }
}
