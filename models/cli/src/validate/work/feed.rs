//! The input, piece by piece.

use std::io;
use std::sync::Arc;

use super::super::inputs::{Buffer, Form, Found, Input, Lines, Opening, open};
use crate::input::Source;

/// All that is still to be read.
pub(super) struct Feed {
    inputs: Found<Input>,
    chunk: usize,
    opening: Opening,
    /// The file of lines that is being read.
    lines: Option<(Arc<Source>, Lines)>,
    number: u64,
}

/// A part of a file.
pub(super) struct Piece {
    pub(super) number: u64,
    pub(super) source: Arc<Source>,
    /// The content, or why no more can be read of the file.
    pub(super) content: io::Result<Content>,
}

pub(super) enum Content {
    /// Lines that are in the buffer.
    Lines,
    /// After all lines.
    End,
    /// All of a document, which is still to be read: the others need not wait.
    Document,
}

impl Feed {
    pub(super) fn new(inputs: Found<Input>, chunk: usize, opening: Opening) -> Self {
        Feed {
            inputs,
            chunk,
            opening,
            lines: None,
            number: 0,
        }
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self, buffer: &mut Buffer) -> Option<Piece> {
        if let Some((source, lines)) = self.lines.take() {
            return Some(self.more(source, lines, buffer));
        }
        let (source, content) = match self.inputs.next()? {
            Ok(input) => {
                let source = Arc::new(input.source);
                match input.form {
                    Form::Document => (source, Ok(Content::Document)),
                    Form::Lines => match open(&source, &self.opening) {
                        Ok(file) => {
                            let lines = Lines::new(file, self.chunk);
                            return Some(self.more(source, lines, buffer));
                        }
                        Err(error) => (source, Err(error)),
                    },
                }
            }
            Err(unreadable) => {
                let error = io::Error::other(unreadable.message);
                (Arc::new(unreadable.source), Err(error))
            }
        };
        Some(self.piece(source, content))
    }

    /// A piece of a file of lines, from which more may come.
    fn more(&mut self, source: Arc<Source>, mut lines: Lines, buffer: &mut Buffer) -> Piece {
        let content = match lines.next(buffer) {
            Ok(true) => {
                self.lines = Some((Arc::clone(&source), lines));
                Ok(Content::Lines)
            }
            Ok(false) => Ok(Content::End),
            Err(error) => Err(error),
        };
        self.piece(source, content)
    }

    fn piece(&mut self, source: Arc<Source>, content: io::Result<Content>) -> Piece {
        let number = self.number;
        self.number += 1;
        Piece {
            number,
            source,
            content,
        }
    }
}

impl Piece {
    /// Reads the rest of the content.
    ///
    /// # Errors
    ///
    /// The error of the system or the decoder.
    pub(super) fn read(self, buffer: &mut Buffer, opening: &Opening) -> io::Result<Content> {
        let content = self.content?;
        if let Content::Document = content {
            open(&self.source, opening)?.read_all(buffer)?;
        }
        Ok(content)
    }
}
