//! Converted documents whose values are in the lines of the source, for whoever knows lines alone.

use std::collections::HashMap;

use super::{Converted, Lines};

/// The places of values in JSON, each with that in the source: line and column, from 1.
#[derive(Debug, Default)]
pub(crate) struct LaidOut(HashMap<(usize, usize), (usize, usize)>);

impl LaidOut {
    /// The place in the source of one in the JSON.
    pub(crate) fn source(&self, place: (usize, usize)) -> (usize, usize) {
        self.0.get(&place).copied().unwrap_or(place)
    }
}

impl Converted {
    /// The JSON with each value in its line of the source; what an alias repeats is in the line
    /// that it follows.
    pub(crate) fn laid_out(&self, source: &[u8]) -> (String, LaidOut) {
        let lines = Lines::new(source);
        let (mut json, mut laid_out) = (String::new(), LaidOut::default());
        let (mut line, mut begin, mut at) = (1, 0, 0);
        for (start, offset) in &self.starts {
            json.push_str(&self.json[at..*start]);
            at = *start;
            let place = lines.position(self.mark + offset);
            while line < place.line {
                json.push('\n');
                (line, begin) = (line + 1, json.len());
            }
            let column = 1 + json[begin..].chars().count();
            laid_out
                .0
                .insert((line, column), (place.line, place.column));
        }
        json.push_str(&self.json[at..]);
        (json, laid_out)
    }
}
