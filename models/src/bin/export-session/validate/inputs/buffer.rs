//! Memory to read into, used again and again.

use std::io::{self, ErrorKind, Read};
use std::ops::Deref;

/// A buffer of this size is not worth giving back.
const KEPT: usize = 1 << 20;

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
        // Large memory comes cleared from the system, which costs nothing here.
        if self.bytes.len() < length || self.bytes.len() > length.saturating_mul(4).max(KEPT) {
            self.bytes = Vec::new();
            self.extend_to(length)?;
        }
        self.bytes[..text.len()].copy_from_slice(text);
        self.filled = text.len();
        Ok(())
    }

    /// Reads once, what is there and not more than `most`, growing if it is full.
    ///
    /// # Errors
    ///
    /// What the reader says, or if there is no memory to grow into.
    pub(super) fn read(&mut self, reader: &mut dyn Read, most: usize) -> io::Result<usize> {
        if self.filled == self.bytes.len() {
            self.extend_to(self.bytes.len().saturating_mul(2).max(16))?;
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

    /// Reads to the end.
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

    /// Grows; running out of memory is an error and not the end of the program.
    fn extend_to(&mut self, length: usize) -> io::Result<()> {
        let more = length.saturating_sub(self.bytes.len());
        if self.bytes.is_empty() {
            // Asks before it takes: `vec!` would abort.
            Vec::<u8>::new().try_reserve_exact(length)?;
            self.bytes = vec![0; length];
            return Ok(());
        }
        self.bytes.try_reserve_exact(more)?;
        self.bytes.resize(length, 0);
        Ok(())
    }
}
