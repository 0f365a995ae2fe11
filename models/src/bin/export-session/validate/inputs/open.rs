//! Opening a file and undoing its compression.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::name::{Name, Packing};
use crate::input::Source;

/// How much of a compressed file is read at once.
const PACKED: usize = 1 << 17;

/// A file that is being read.
pub(crate) struct Opened {
    /// What is in it, without its compression.
    pub(super) reader: Box<dyn Read + Send>,
    /// Whether it may be written while it is read: a pipe or a terminal.
    pub(super) live: bool,
    /// How many bytes are in it, as far as is known.
    pub(super) expected: usize,
}

impl Opened {
    /// All that is left of it.
    ///
    /// # Errors
    ///
    /// What the system or the decoder says.
    pub(crate) fn read_all(mut self, buffer: &mut super::Buffer) -> io::Result<()> {
        buffer.read_all(&mut self.reader, self.expected)
    }
}

/// Opens a file. The bytes that are read of it, before they are decoded, are added
/// to `read`.
///
/// # Errors
///
/// What the system says.
pub(crate) fn open(source: &Source, read: &Arc<AtomicU64>) -> io::Result<Opened> {
    match source {
        Source::Stdin => {
            let stdin = Counted::new(io::stdin(), read);
            decode(Box::new(stdin), None, true, 0)
        }
        Source::File(path) => {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            let expected = usize::try_from(metadata.len()).unwrap_or(0);
            let file = Box::new(Counted::new(file, read));
            decode(file, Some(path), !metadata.is_file(), expected)
        }
    }
}

/// What a name says of the compression counts; where it says nothing of anything,
/// the first bytes do.
fn decode(
    mut raw: Box<dyn Read + Send>,
    path: Option<&Path>,
    live: bool,
    expected: usize,
) -> io::Result<Opened> {
    let mut packing = None;
    match path.map(Name::of) {
        Some(name) if name.form.is_some() || name.packing.is_some() => packing = name.packing,
        _ => {
            let first = first_bytes(&mut raw)?;
            packing = packing.or_else(|| packing_of(&first));
            raw = Box::new(Cursor::new(first).chain(raw));
        }
    }
    let reader: Box<dyn Read + Send> = match packing {
        None => raw,
        Some(Packing::Gzip) => Box::new(MultiGzDecoder::new(BufReader::with_capacity(PACKED, raw))),
        Some(Packing::Zstd) => Box::new(zstd::Decoder::with_buffer(BufReader::with_capacity(
            PACKED, raw,
        ))?),
    };
    // Compressed text is some five times as long; the buffer grows if it is more.
    let factor = if packing.is_some() { 5 } else { 1 };
    Ok(Opened {
        reader,
        live,
        expected: expected.saturating_mul(factor),
    })
}

/// The first four bytes; fewer, if it is clear by then that nothing is compressed:
/// who writes a line must not wait for more.
fn first_bytes(raw: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    while first.len() < 4
        && (first.is_empty() || GZIP.starts_with(&first) || ZSTD.starts_with(&first))
    {
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

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// No JSON begins like this.
fn packing_of(first: &[u8]) -> Option<Packing> {
    match first {
        _ if first.starts_with(GZIP) => Some(Packing::Gzip),
        _ if first.starts_with(ZSTD) => Some(Packing::Zstd),
        _ => None,
    }
}

/// Counts what is read.
struct Counted<R> {
    reader: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    fn new(reader: R, read: &Arc<AtomicU64>) -> Self {
        let read = Arc::clone(read);
        Counted { reader, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
