//! Opening a file.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::Form;
use super::foreign::{ENOUGH, Encoding, Packing};
use super::name::Name;
use super::unpack::{Counted, MaxExpansion, unpack};
use crate::input::{Source, stdin};

/// Options for opening files.
#[derive(Clone)]
pub(crate) struct Opening {
    pub(crate) max_expansion: MaxExpansion,
    /// Whether to omit the note on waiting for standard input.
    pub(crate) quiet: bool,
    /// The bytes that are read, before they are decoded.
    pub(crate) read: Arc<AtomicU64>,
}

/// A file that is being read.
pub(crate) struct Opened {
    /// Its content, decompressed.
    pub(super) reader: Box<dyn Read + Send>,
    /// Whether it may be written while it is read: a pipe or a terminal.
    pub(super) live: bool,
    /// The number of bytes in it, as far as is known.
    pub(super) expected: usize,
}

impl Opened {
    /// Reads the rest of it.
    ///
    /// # Errors
    ///
    /// The error of the system or the decoder, or that it is not text.
    pub(crate) fn read_all(mut self, buffer: &mut super::Buffer) -> io::Result<()> {
        buffer.read_all(&mut self.reader, self.expected)?;
        refuse(buffer, Form::Document)
    }
}

/// Rejects files that are no JSON from their first byte on.
///
/// # Errors
///
/// The format of the file, and advice for it.
pub(super) fn refuse(text: &[u8], form: Form) -> io::Result<()> {
    if let Some(packing) = Packing::of(text) {
        return Err(io::Error::other(packing.advice()));
    }
    match Encoding::of(text) {
        // A document may be rejected; but in this the lines have other ends.
        Some(encoding) if form == Form::Lines => Err(io::Error::other(encoding.advice())),
        _ => Ok(()),
    }
}

/// Opens a file.
///
/// # Errors
///
/// The error of the system.
pub(crate) fn open(source: &Source, opening: &Opening) -> io::Result<Opened> {
    match source {
        Source::Stdin => {
            let stdin = Counted::new(stdin(opening.quiet)?, &opening.read);
            decode_by(Box::new(stdin), None, true, 0, opening.max_expansion)
        }
        Source::File(path) => {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            let expected = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
            let file = Box::new(Counted::new(file, &opening.read));
            let live = !metadata.is_file();
            decode_by(file, Some(path), live, expected, opening.max_expansion)
        }
    }
}

/// The text of a file that was read already.
///
/// # Errors
///
/// If it is not compressed as its name says.
pub(crate) fn decode(path: &Path, content: Box<dyn Read + Send>) -> io::Result<Opened> {
    decode_by(content, Some(path), false, 0, MaxExpansion::default())
}

/// The compression by the name; if the name has no known ending, by the first bytes.
fn decode_by(
    mut raw: Box<dyn Read + Send>,
    path: Option<&Path>,
    live: bool,
    expected: usize,
    max_expansion: MaxExpansion,
) -> io::Result<Opened> {
    let name = path.map(Name::of);
    let named = name.and_then(|name| name.packing);
    let mut packing = None;
    if named.is_some() || name.is_none_or(|name| name.form.is_none()) {
        let first = first_bytes(&mut raw)?;
        packing = match named {
            Some(packing) => Some(as_named(packing, &first)?),
            None => Packing::of(&first),
        };
        raw = Box::new(Cursor::new(first).chain(raw));
    }
    let Some(packing) = packing else {
        return Ok(Opened {
            reader: raw,
            live,
            expected,
        });
    };
    Ok(Opened {
        reader: unpack(packing, raw, max_expansion)?,
        live,
        // Compressed text is some five times as long; how long it is shows when it is read.
        expected: expected.saturating_mul(5).min(1 << 20),
    })
}

/// The compression by the name, if the first bytes agree.
fn as_named(packing: Packing, first: &[u8]) -> io::Result<Packing> {
    let name = packing.name();
    let why = match Packing::of(first) {
        Some(found) if found == packing => return Ok(packing),
        Some(other) => other.advice(),
        None if first.is_empty() => format!("it is empty, and not {name} as its name says"),
        None => format!("it is not {name} as its name says: rename it"),
    };
    Err(io::Error::other(why))
}

/// The first bytes; fewer, if these show that nothing is compressed: a line must not wait for
/// more input.
fn first_bytes(raw: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    while first.len() < ENOUGH && Packing::may_begin(&first) {
        let mut byte = [0];
        match raw.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => first.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(first)
}
