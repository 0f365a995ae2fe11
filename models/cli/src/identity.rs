//! Identity of files that have several names.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::input::Source;

/// A file, whatever its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// Its device and its place on that.
    #[cfg(unix)]
    Place(u64, u64),
    /// If there is no file, or the system cannot identify it.
    Path(PathBuf),
}

impl Identity {
    /// The file that a source is, and whether it may have several names.
    pub(crate) fn of(source: &Source) -> (Option<Self>, bool) {
        match source {
            Source::File(path) => match fs::metadata(path) {
                Ok(metadata) => (Some(Self::of_file(path, &metadata)), has_names(&metadata)),
                Err(_) => (Some(Identity::Path(plain(path))), false),
            },
            Source::Stdin => (Self::of_stream(&io::stdin()), false),
        }
    }

    /// The file that a path leads to, unless it is a device: these are not used up.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        (!is_device(&metadata)).then(|| Self::of_file(path, &metadata))
    }

    #[cfg(unix)]
    fn of_file(_: &Path, metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Identity::Place(metadata.dev(), metadata.ino())
    }

    #[cfg(not(unix))]
    fn of_file(path: &Path, _: &Metadata) -> Self {
        Identity::Path(fs::canonicalize(path).unwrap_or_else(|_| plain(path)))
    }

    /// The file that a standard stream is.
    #[cfg(unix)]
    #[allow(clippy::unnecessary_cast, reason = "other systems have other types")]
    pub(crate) fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Self> {
        let stat = rustix::fs::fstat(stream).ok()?;
        Some(Identity::Place(stat.st_dev as u64, stat.st_ino as u64))
    }

    #[cfg(not(unix))]
    pub(crate) fn of_stream<T>(_: &T) -> Option<Self> {
        None
    }
}

#[cfg(unix)]
fn is_device(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    metadata.file_type().is_char_device()
}

#[cfg(not(unix))]
fn is_device(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn has_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_names(_: &Metadata) -> bool {
    false
}

/// The path without the `./` before it.
fn plain(path: &Path) -> PathBuf {
    let parts = path.components();
    parts.filter(|part| *part != Component::CurDir).collect()
}
