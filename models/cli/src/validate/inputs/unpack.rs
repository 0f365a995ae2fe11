//! Undoing the compression of a file.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

use super::foreign::Packing;
use crate::resources::headroom;

/// The number of bytes of a compressed file that are read at once.
const PACKED: usize = 1 << 17;

/// The least memory of the decoders, which abort without it.
const DECODER: usize = 1 << 20;

/// The length of text that any file may expand to.
const FREE: u64 = 64 << 20;

/// The greatest ratio of the length of the text to that of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MaxExpansion(Option<u64>);

impl Default for MaxExpansion {
    /// That of `--max-expansion` if it is not given.
    fn default() -> Self {
        MaxExpansion(Some(200))
    }
}

impl MaxExpansion {
    /// For clap: a number, or none.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        match (text, text.parse()) {
            ("none", _) => Ok(MaxExpansion(None)),
            (_, Ok(times @ 1..)) => Ok(MaxExpansion(Some(times))),
            _ => Err("expected a number from 1, or none"),
        }
    }
}

/// The text of a compressed file.
///
/// # Errors
///
/// If there is no memory for the decoder.
pub(super) fn unpack(
    packing: Packing,
    raw: Box<dyn Read + Send>,
    most: MaxExpansion,
) -> io::Result<Box<dyn Read + Send>> {
    headroom(DECODER)?;
    let taken = Arc::new(AtomicU64::new(0));
    let raw = Counted::new(raw, &taken);
    let raw = BufReader::with_capacity(PACKED, raw);
    let text: Box<dyn Read + Send> = match packing {
        Packing::Gzip => Box::new(Gzip::new(raw)),
        Packing::Zstd => Box::new(Zstd {
            decoder: zstd::Decoder::with_buffer(raw)?,
            has_begun: false,
        }),
        other => return Err(io::Error::other(other.advice())),
    };
    let MaxExpansion(Some(times)) = most else {
        return Ok(text);
    };
    Ok(Box::new(Bounded {
        text,
        given: 0,
        taken,
        times,
    }))
}

/// Counts what is read.
pub(super) struct Counted<R> {
    reader: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(reader: R, read: &Arc<AtomicU64>) -> Self {
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

/// Fails if a text is implausibly long.
struct Bounded {
    text: Box<dyn Read + Send>,
    given: u64,
    /// The bytes of the file that it is made of.
    taken: Arc<AtomicU64>,
    times: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.text.read(buffer)?;
        self.given += length as u64;
        let most = self
            .times
            .saturating_mul(self.taken.load(Ordering::Relaxed));
        if self.given > most.max(FREE) {
            let (free, times) = (FREE >> 20, self.times);
            return Err(io::Error::other(format!(
                "its text is over {free} MiB and {times} times as long as the file, as if to fill \
                 the memory: if you trust it, use --max-expansion N or --max-expansion none"
            )));
        }
        Ok(length)
    }
}

/// Members of gzip (RFC 1952 §2.2), one after the other.
struct Gzip<R> {
    /// None at the end.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Gzip<R> {
    fn new(raw: R) -> Self {
        let member = Some(GzDecoder::new(raw));
        Gzip { member }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let length = member.read(buffer).map_err(gzip_error)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            let raw = self.member.take().map(GzDecoder::into_inner);
            self.member = raw.map(next_member).transpose()?.flatten();
        }
        Ok(0)
    }
}

/// The next member, if any follows; zeros, with which tapes and disks are padded, are
/// skipped.
fn next_member<R: BufRead>(mut raw: R) -> io::Result<Option<GzDecoder<R>>> {
    loop {
        let next = raw.fill_buf()?;
        match next {
            [] => return Ok(None),
            [0x1f, ..] => return Ok(Some(GzDecoder::new(raw))),
            _ if next.iter().all(|byte| *byte == 0) => {
                let length = next.len();
                raw.consume(length);
            }
            _ => {
                return Err(io::Error::other(
                    "after the gzip stream come other bytes: cut them off, or decompress it \
                     (gunzip ignores them)",
                ));
            }
        }
    }
}

fn gzip_error(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::UnexpectedEof => cut_off(Packing::Gzip),
        _ => error,
    }
}

fn cut_off(packing: Packing) -> io::Error {
    let name = packing.name();
    let message = format!("the {name} stream is cut off: get the whole file again");
    io::Error::new(ErrorKind::UnexpectedEof, message)
}

/// Frames of zstd, one after the other.
struct Zstd<R: BufRead> {
    decoder: zstd::Decoder<'static, R>,
    has_begun: bool,
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer);
        let length = read.map_err(|error| zstd_error(error, self.has_begun))?;
        self.has_begun |= length > 0;
        Ok(length)
    }
}

/// The library has words and no kinds.
fn zstd_error(error: io::Error, has_begun: bool) -> io::Error {
    let words = error.to_string();
    match error.kind() {
        ErrorKind::UnexpectedEof => cut_off(Packing::Zstd),
        _ if words.contains("not enough memory") => ErrorKind::OutOfMemory.into(),
        _ if words.contains("too much memory") => io::Error::other(
            "it was compressed with a window of more than 128 MiB: compress it with \
             --long=27 or less, or decompress it (zstd -d --long=31)",
        ),
        _ if has_begun && words.contains("Unknown frame descriptor") => io::Error::other(
            "after the zstd stream come other bytes: cut them off, or decompress it (unzstd)",
        ),
        _ => error,
    }
}
