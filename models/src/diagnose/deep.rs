//! Values that are nested deeper than any may be.

use super::reader::Reader;
use crate::MAX_DEPTH;
use crate::runtime::{Failure, Kind};

impl Reader<'_> {
    /// Whether the next value is nested deeper than any may be; it is then passed.
    pub(super) fn is_too_deep(&mut self) -> Result<bool, Failure> {
        if self.path.depth() < MAX_DEPTH {
            return Ok(false);
        }
        let start = self.lexer.offset();
        let passed = self.pass();
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        let end = passed.as_ref().map_or(start + 1, |()| self.lexer.offset());
        self.refuse("depth", &message, (start, end), None);
        passed.map(|()| true)
    }

    /// Passes the next value, however deep it is. All in it is refused at once.
    pub(super) fn pass(&mut self) -> Result<(), Failure> {
        let mut open = Vec::new();
        loop {
            let kind = self.lexer.kind()?;
            match kind {
                Kind::String => drop(self.any_string()?),
                Kind::Array => {
                    self.lexer.take(b'[');
                    open.push(b']');
                }
                Kind::Object => {
                    self.lexer.take(b'{');
                    open.push(b'}');
                }
                _ => self.lexer.scalar(kind)?,
            }
            let mut is_first = matches!(kind, Kind::Array | Kind::Object);
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(());
                };
                if self.lexer.take(close) {
                    open.pop();
                    is_first = false;
                    continue;
                }
                if !is_first && !self.lexer.take(b',') {
                    let expected = if close == b']' {
                        "',' or ']'"
                    } else {
                        "',' or '}'"
                    };
                    return Err(self.lexer.unexpected(expected));
                }
                if close == b'}' {
                    self.expect_name()?;
                    drop(self.any_string()?);
                    self.colon()?;
                }
                break;
            }
        }
    }
}
