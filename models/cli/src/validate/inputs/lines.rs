//! JSON Lines in chunks of whole lines.

use std::io;

use memchr::memrchr;

use super::open::refuse;
use super::{Buffer, Form, Opened};

/// A file of lines, read chunk by chunk.
pub(crate) struct Lines {
    file: Opened,
    chunk: usize,
    /// The beginning of a line whose end is not yet read.
    rest: Vec<u8>,
    /// Whether it is known to be text.
    is_text: bool,
    state: State,
}

enum State {
    Reading,
    /// The text that was read before the failure is returned first.
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
            is_text: false,
            state: State::Reading,
        }
    }

    /// Fills the buffer with the next lines, of which the last one of the file may
    /// have no end; `false` if there are none. A line that is cut off by a failure
    /// is never given.
    ///
    /// # Errors
    ///
    /// The error of the system or the decoder, once; nothing follows it.
    pub(crate) fn next(&mut self, buffer: &mut Buffer) -> io::Result<bool> {
        if let State::Reading = self.state {
            buffer.begin(&self.rest, self.chunk)?;
            let end = self.fill(buffer);
            if !std::mem::replace(&mut self.is_text, true)
                && let Err(error) = refuse(buffer, Form::Lines)
            {
                self.state = State::Ended;
                return Err(error);
            }
            self.rest.clear();
            // After a failure, the buffer is not kept: it may be most of memory.
            if let State::Reading = self.state {
                self.keep(&buffer[end..]);
            }
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

    fn keep(&mut self, rest: &[u8]) {
        match self.rest.try_reserve(rest.len()) {
            Ok(()) => self.rest.extend_from_slice(rest),
            Err(error) => self.state = State::Failing(error.into()),
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, ErrorKind, Read};

    use super::*;

    /// Reads in pieces of any length, and ends with an error if it has one.
    struct Choppy {
        text: Cursor<Vec<u8>>,
        random: fastrand::Rng,
        error: Option<io::Error>,
    }

    impl Read for Choppy {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.random.u8(..) < 20 {
                return Err(ErrorKind::Interrupted.into());
            }
            let most = self.random.usize(1..=buffer.len());
            match (self.text.read(&mut buffer[..most])?, self.error.take()) {
                (0, Some(error)) => Err(error),
                (read, error) => {
                    self.error = error;
                    Ok(read)
                }
            }
        }
    }

    fn text(random: &mut fastrand::Rng) -> Vec<u8> {
        let mut text = Vec::new();
        for _ in 0..random.usize(..20) {
            let length = random.usize(..random.clone().usize(1..100));
            text.extend(std::iter::repeat_n(b'x', length));
            text.extend_from_slice([&b"\n"[..], b"\r\n", b"\n\n"][random.usize(..3)]);
        }
        text.truncate(text.len() - random.usize(..=text.len().min(3)));
        text
    }

    fn chunks(lines: &mut Lines) -> (Vec<Vec<u8>>, Option<io::Error>) {
        let (mut buffer, mut chunks) = (Buffer::default(), Vec::new());
        loop {
            match lines.next(&mut buffer) {
                Ok(true) => chunks.push(buffer.to_vec()),
                Ok(false) => return (chunks, None),
                Err(error) => {
                    assert!(!lines.next(&mut buffer).unwrap(), "it fails once");
                    return (chunks, Some(error));
                }
            }
        }
    }

    #[test]
    fn chunks_are_the_lines_of_the_text() {
        let mut random = fastrand::Rng::with_seed(7);
        for round in 0..5_000 {
            let text = text(&mut random);
            let fails = random.bool();
            let file = Opened {
                reader: Box::new(Choppy {
                    text: Cursor::new(text.clone()),
                    random: random.fork(),
                    error: fails.then(|| ErrorKind::InvalidData.into()),
                }),
                live: random.bool(),
                expected: 0,
            };
            let chunk = random.usize(1..200);
            let (chunks, error) = chunks(&mut Lines::new(file, chunk));
            assert_eq!(error.is_some(), fails, "{round}");
            // A line that is cut off by a failure is no line.
            let end = text
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1);
            let expected = if fails { &text[..end] } else { &text };
            assert_eq!(chunks.concat(), expected, "{round}");
            let (last, others) = chunks
                .split_last()
                .map_or((&[][..], &[][..]), |(l, o)| (l, o));
            assert!(others.iter().all(|chunk| chunk.ends_with(b"\n")), "{round}");
            assert!(expected.is_empty() || !last.is_empty(), "{round}");
            // Memory is that of a chunk or of the longest line.
            let longest = text
                .split_inclusive(|byte| *byte == b'\n')
                .map(<[u8]>::len)
                .max();
            let bound = 2 * chunk + 2 * longest.unwrap_or(0);
            assert!(chunks.iter().all(|chunk| chunk.len() <= bound), "{round}");
        }
    }

    #[test]
    fn a_live_line_comes_at_once() {
        /// Would wait for ever after the first line.
        struct Slow(usize);
        impl Read for Slow {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                match self.0 {
                    1 => (&b"{\"a\""[..]).read(buffer),
                    2 => (&b":1}\n{"[..]).read(buffer),
                    _ => panic!("nothing is there to be read"),
                }
            }
        }
        let reader = Box::new(Slow(0));
        let (live, expected) = (true, 0);
        let mut lines = Lines::new(
            Opened {
                reader,
                live,
                expected,
            },
            1 << 18,
        );
        let mut buffer = Buffer::default();
        assert!(lines.next(&mut buffer).unwrap());
        assert_eq!(&*buffer, b"{\"a\":1}\n");
    }
}
