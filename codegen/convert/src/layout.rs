//! Converted texts whose values are in the lines of the source, for whoever knows lines alone.

use std::collections::HashMap;

use exactschema_frontend::json::SyntaxError;
use exactschema_frontend::lines::Lines;

use crate::{Converted, Syntax, convert};

/// The places of values in JSON, each with that in the source: line and column, from 1.
#[derive(Debug, Default)]
pub struct LaidOut(HashMap<(usize, usize), (usize, usize)>);

impl LaidOut {
    /// The place in the source of one in the JSON.
    #[must_use]
    pub fn source(&self, place: (usize, usize)) -> (usize, usize) {
        self.0.get(&place).copied().unwrap_or(place)
    }
}

/// The JSON of a text that is one document, with each value in its line of the source; what an
/// alias repeats is in the line that it follows.
///
/// # Errors
///
/// The reason why it is not one that JSON could express, at its place.
pub fn laid_out(syntax: Syntax, text: &str) -> Result<(String, LaidOut), SyntaxError> {
    let (offset, message) = match convert(syntax, text.as_bytes()).as_slice() {
        [Ok(document)] => return Ok(document.laid_out(text)),
        [.., Err(refusal)] => (refusal.range.start, refusal.message.clone()),
        documents => {
            let second = documents.get(1).and_then(|second| second.as_ref().ok());
            let start = second.map(Converted::start);
            let message = "another document begins here: expected one";
            (start.unwrap_or_default(), message.to_owned())
        }
    };
    let (line, column) = Lines::new(text).position(offset);
    Err(SyntaxError {
        message,
        line,
        column,
    })
}

impl Converted {
    fn laid_out(&self, source: &str) -> (String, LaidOut) {
        let lines = Lines::new(source);
        let (mut json, mut laid_out) = (String::new(), LaidOut::default());
        let (mut line, mut column, mut at) = (1, 1, 0);
        for (start, offset) in &self.starts {
            let before = &self.json[at..*start];
            json.push_str(before);
            column += before.chars().count();
            at = *start;
            let place = lines.position(self.mark + offset);
            while line < place.0 {
                json.push('\n');
                (line, column) = (line + 1, 1);
            }
            laid_out.0.insert((line, column), place);
        }
        json.push_str(&self.json[at..]);
        (json, laid_out)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use exactschema_frontend::json::Json;

    use super::*;

    /// The place of a value in the JSON, and in the source.
    fn places(source: &str, pointer: &str) -> [(usize, usize); 2] {
        let (json, laid_out) = laid_out(Syntax::Yaml, source).unwrap();
        let json = Json::parse(&json).unwrap();
        let value = json.at(pointer).unwrap();
        let place = (value.line, value.column);
        [place, laid_out.source(place)]
    }

    #[test]
    fn values_are_in_their_lines() {
        let source = "é: &x\n  b: [1, 2]\nc:\n\n  - *x\n";
        assert_eq!(places(source, "/é/b/1"), [(2, 8), (2, 10)]);
        // What an alias repeats is where it is written.
        assert_eq!(places(source, "/c/0/b/1"), [(5, 10), (2, 10)]);
    }

    #[test]
    fn one_line_takes_no_longer_than_many() {
        let source = format!("[{}1]", "é, ".repeat(200_000));
        assert_eq!(places(&source, "/200000")[1], (1, 600_002));
    }

    #[test]
    fn what_is_not_one_document() {
        for (text, place, message) in [
            (
                "a: 1\n---\nb: 2\n",
                (3, 1),
                "another document begins here: expected one",
            ),
            ("# nothing\n", (1, 1), "expected a document, found none"),
            (
                "a: 1\n<<: 2\n",
                (2, 1),
                "YAML 1.2 has no merge keys: write out the members of `<<`",
            ),
        ] {
            let error = laid_out(Syntax::Yaml, text).unwrap_err();
            assert_eq!((error.line, error.column), place);
            assert_eq!(error.message, message);
        }
    }
}
