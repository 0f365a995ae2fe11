//! Targets of `--split`.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use super::folder_of;

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file, or nothing yet.
    File,
    Folder,
    /// A pipe that has a name, or a device such as `/dev/null`: written to as it is.
    Stream,
    /// A stream that a shell has opened, such as `/dev/stdout` or `/dev/fd/3`.
    Descriptor,
    /// A disk or a socket.
    Other,
}

/// The kind of the file at a path, after all links.
pub(super) fn kind(path: &Path) -> Kind {
    let Ok(metadata) = fs::metadata(path) else {
        return Kind::File;
    };
    let kind = metadata.file_type();
    match kind {
        _ if kind.is_dir() => Kind::Folder,
        _ if kind.is_file() && is_descriptor(path) => Kind::Descriptor,
        _ if kind.is_file() => Kind::File,
        _ if is_stream(kind) => Kind::Stream,
        _ => Kind::Other,
    }
}

#[cfg(unix)]
fn is_stream(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_fifo() || kind.is_char_device()
}

#[cfg(not(unix))]
fn is_stream(_: FileType) -> bool {
    true
}

/// Whether the path, or a link on the way, names an open file by its number. A file that
/// is replaced would not be the one that is open.
pub(super) fn is_descriptor(path: &Path) -> bool {
    /// As many links as Linux follows.
    const LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(folder) = fs::canonicalize(folder_of(&path)) else {
            return false;
        };
        let is_process = folder.starts_with("/proc") && folder.ends_with("fd");
        if is_process || folder == Path::new("/dev/fd") {
            return true;
        }
        match fs::read_link(&path) {
            Ok(next) => path = folder.join(next),
            Err(_) => return false,
        }
    }
    false
}

/// The path without links, so that one file has one name.
pub(super) fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let folder = fs::canonicalize(folder_of(path)).ok();
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
