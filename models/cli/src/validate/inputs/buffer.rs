//! Memory to read into, used again and again.

use std::io::{self, ErrorKind, Read};
use std::ops::Deref;

use crate::resources::headroom;

/// A buffer of this size is not worth giving back.
const KEPT: usize = 1 << 20;

/// A buffer grows by as much at least, and is cleared so far before it is read into.
const STEP: usize = 1 << 18;

/// Bytes of which the first ones are filled. The others are kept as well, so that
/// they are cleared once and not before every read.
#[derive(Default)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    filled: usize,
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }
}

impl Buffer {
    /// Begins anew with some text, and space for more.
    ///
    /// # Errors
    ///
    /// If there is not so much memory.
    pub(super) fn begin(&mut self, text: &[u8], space: usize) -> io::Result<()> {
        let length = text.len().saturating_add(space);
        if self.bytes.len() < length || self.bytes.len() > length.saturating_mul(4).max(KEPT) {
            self.bytes = Vec::new();
            // `vec!` would abort; but what it takes comes cleared from the system, and
            // takes no memory until it is written to.
            headroom(length)?;
            self.bytes = vec![0; length];
        }
        self.bytes[..text.len()].copy_from_slice(text);
        self.filled = text.len();
        Ok(())
    }

    /// Reads once, at most `most` of the available bytes, growing if it is full.
    ///
    /// # Errors
    ///
    /// The error of the reader, or if there is no memory to grow into.
    pub(super) fn read(&mut self, reader: &mut dyn Read, most: usize) -> io::Result<usize> {
        if self.filled == self.bytes.len() {
            self.grow()?;
        }
        let end = self.bytes.len().min(self.filled.saturating_add(most));
        let read = loop {
            match reader.read(&mut self.bytes[self.filled..end]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                result => break result?,
            }
        };
        self.filled += read;
        Ok(read)
    }

    /// Reads to the end, of as many bytes as are expected or of any number.
    ///
    /// # Errors
    ///
    /// As [`read`](Buffer::read).
    pub(crate) fn read_all(&mut self, reader: &mut dyn Read, expected: usize) -> io::Result<()> {
        // One byte more, to learn that there is no more.
        self.begin(&[], expected.saturating_add(1))?;
        while self.read(reader, usize::MAX)? > 0 {}
        Ok(())
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.filled = self.filled.min(length);
    }

    /// Grows by a little: a long line takes its own memory, and not twice as much.
    /// Running out of memory is an error and not the end of the program.
    fn grow(&mut self) -> io::Result<()> {
        let length = self.bytes.len();
        if self.bytes.capacity() == length {
            let more = (length / 8).max(STEP);
            self.bytes
                .try_reserve_exact(more)
                .or_else(|_| self.bytes.try_reserve_exact(STEP))?;
        }
        let end = self.bytes.capacity().min(length.saturating_add(STEP));
        self.bytes.resize(end, 0);
        Ok(())
    }
}
