//! Keeps two runs from giving their files names at the same time, so that both files of
//! a split are of one run.
//!
//! The folder itself is locked: a file for that would be left behind, or removed while
//! another run waits for it.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::file::{named, remove_stale};
use crate::output::note;

/// A lock on a folder, until it is dropped.
pub(super) struct Lock {
    _folder: File,
}

/// Locks folders, each once and in an order that all runs have in common, and removes the
/// leftovers of runs that were killed. Where a folder cannot be locked, a note explains the
/// risk.
pub(super) fn lock<'a>(folders: impl Iterator<Item = &'a Path>) -> Vec<Lock> {
    let folders: BTreeSet<PathBuf> = folders.map(Path::to_owned).collect();
    let mut locks = Vec::new();
    for folder in &folders {
        match one(folder) {
            Ok(lock) => {
                remove_stale(folder);
                locks.push(Lock { _folder: lock });
            }
            Err(error) => {
                let folder = named(folder);
                note(format_args!(
                    "{folder}: cannot be locked ({error}): if another --split writes the same \
                     files now, they may be of two runs"
                ));
            }
        }
    }
    locks
}

fn one(folder: &Path) -> io::Result<File> {
    let lock = File::open(folder)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(error)) => return Err(error),
        Err(TryLockError::WouldBlock) => {
            let folder = named(folder);
            note(format_args!("{folder}: waiting for another --split to end"));
            lock.lock()?;
        }
    }
    Ok(lock)
}
