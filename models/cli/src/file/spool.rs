//! A file that has no name until it is complete, and vanishes with the program however
//! that ends.

use std::fs::{self, File, Permissions};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::folder_of;

/// The users who can read a file that is new; one that is replaced keeps its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Those that the umask leaves.
    Usual,
}

/// The beginning and the end of the name that a file has for the moment before it gets
/// its own.
const PREFIX: &str = ".export-session-";
const SUFFIX: &str = ".tmp";

/// Begins a file without a name on the disk of `path`, that its owner alone may read.
///
/// # Errors
///
/// The error of the system.
pub(super) fn begin(path: &Path) -> io::Result<File> {
    let folder = folder_of(path);
    fs::metadata(folder)?;
    // The error of `tempfile` contains the name of the temporary file.
    let file = tempfile::tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    make_private(&file)?;
    Ok(file)
}

#[cfg(unix)]
fn make_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn make_private(_: &File) -> io::Result<()> {
    Ok(())
}

/// Gives the file a name beside its place, and the owner and the permissions of the file that
/// it is to replace; a new one has its readers.
///
/// # Errors
///
/// The error of the system.
pub(super) fn link(file: &mut File, path: &Path, readers: Readers) -> io::Result<TempPath> {
    let folder = folder_of(path);
    let temporary = match hard_link(file, folder) {
        Ok(path) => path,
        // Not all systems give a name to what has none.
        Err(_) => copy(file, folder)?,
    };
    match (fs::metadata(path), readers) {
        (Ok(replaced), _) => inherit(&temporary, &replaced)?,
        (Err(_), Readers::Usual) => fs::set_permissions(&temporary, usual(folder)?)?,
        (Err(_), Readers::Owner) => {}
    }
    Ok(temporary)
}

/// The permissions of new files, by the umask; that of the process cannot be read without
/// being set, so a file that vanishes at once shows it.
fn usual(folder: &Path) -> io::Result<Permissions> {
    let mut builder = builder();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    Ok(file.as_file().metadata()?.permissions())
}

/// Removes what has been left behind in a folder that is locked: files have such names
/// under the lock alone.
pub(crate) fn remove_stale(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes()) {
            // If it cannot be removed it does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(target_os = "linux")]
fn hard_link(file: &File, folder: &Path) -> io::Result<TempPath> {
    use std::os::fd::AsRawFd as _;

    use rustix::fs::{AtFlags, CWD, linkat};

    let open = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    let link = |path: &Path| -> io::Result<()> {
        Ok(linkat(CWD, &open, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    };
    Ok(builder().make_in(folder, link)?.into_temp_path())
}

#[cfg(not(target_os = "linux"))]
fn hard_link(_: &File, _: &Path) -> io::Result<TempPath> {
    Err(io::ErrorKind::Unsupported.into())
}

fn copy(file: &mut File, folder: &Path) -> io::Result<TempPath> {
    let plain = |error: io::Error| io::Error::from(error.kind());
    let mut copy: NamedTempFile = builder().tempfile_in(folder).map_err(plain)?;
    file.seek(SeekFrom::Start(0))?;
    io::copy(file, &mut copy)?;
    Ok(copy.into_temp_path())
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

#[cfg(unix)]
fn inherit(path: &Path, replaced: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};

    let new = fs::metadata(path)?;
    let mut mode = replaced.mode() & 0o777;
    let is_same = (new.uid(), new.gid()) == (replaced.uid(), replaced.gid());
    if !is_same && chown(path, Some(replaced.uid()), Some(replaced.gid())).is_err() {
        // What one group may read, another one may not.
        match chown(path, None, Some(replaced.gid())) {
            Ok(()) => {}
            Err(_) => mode &= 0o707,
        }
    }
    fs::set_permissions(path, Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn inherit(path: &Path, replaced: &fs::Metadata) -> io::Result<()> {
    fs::set_permissions(path, replaced.permissions())
}
