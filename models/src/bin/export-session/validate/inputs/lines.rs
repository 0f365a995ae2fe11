//! JSON Lines in chunks of whole lines.

use std::io;

use memchr::memrchr;

use super::{Buffer, Opened};

/// A file of lines, read chunk by chunk.
pub(crate) struct Lines {
    file: Opened,
    chunk: usize,
    /// The beginning of a line whose end is not yet read.
    rest: Vec<u8>,
    state: State,
}

enum State {
    Reading,
    /// What has been read before the failure comes first.
    Failing(io::Error),
    Ended,
}

impl Lines {
    /// Chunks of about so many bytes; a longer line is a chunk of its own.
    pub(crate) fn new(file: Opened, chunk: usize) -> Self {
        Lines {
            file,
            chunk,
            rest: Vec::new(),
            state: State::Reading,
        }
    }

    /// Fills the buffer with the next lines, of which the last one of the file may
    /// have no end; `false` if there are none. A line that is cut off by a failure
    /// is never given.
    ///
    /// # Errors
    ///
    /// What the system or the decoder says, once; nothing comes after that.
    pub(crate) fn next(&mut self, buffer: &mut Buffer) -> io::Result<bool> {
        if let State::Reading = self.state {
            buffer.begin(&self.rest, self.chunk)?;
            let end = self.fill(buffer);
            self.rest.clear();
            self.rest.extend_from_slice(&buffer[end..]);
            buffer.truncate(end);
            if end > 0 {
                return Ok(true);
            }
        }
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Failing(error) => Err(error),
            State::Reading | State::Ended => Ok(false),
        }
    }

    /// Reads until there are lines; gives the place after the last of them.
    fn fill(&mut self, buffer: &mut Buffer) -> usize {
        let mut end = 0;
        // Who writes a line and waits for its verdict must not wait for others.
        while end == 0 || !self.file.live && buffer.len() < self.chunk {
            let before = buffer.len();
            match buffer.read(&mut self.file.reader, self.chunk) {
                Ok(0) => {
                    self.state = State::Ended;
                    return before;
                }
                Ok(_) => {
                    if let Some(last) = memrchr(b'\n', &buffer[before..]) {
                        end = before + last + 1;
                    }
                }
                Err(error) => {
                    self.state = State::Failing(error);
                    return end;
                }
            }
        }
        end
    }
}
