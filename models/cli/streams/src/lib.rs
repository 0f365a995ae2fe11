//! Standard streams that were closed when the program began.
//!
//! The standard library opens `/dev/null` in place of a closed one before `main`, so that no
//! other file takes its number. Input from it looks empty, and output to it is lost; nothing
//! distinguishes it from an intended `/dev/null`. So the streams are examined before that. It
//! is a crate of its own because the program forbids unsafe code, and the macro that makes a
//! function run so early writes some.

use std::sync::atomic::{AtomicBool, Ordering};

static STDIN: AtomicBool = AtomicBool::new(false);
static STDOUT: AtomicBool = AtomicBool::new(false);

/// Whether standard input was closed.
pub fn is_stdin_closed() -> bool {
    STDIN.load(Ordering::Relaxed)
}

/// Whether standard output was closed.
pub fn is_stdout_closed() -> bool {
    STDOUT.load(Ordering::Relaxed)
}

/// Elsewhere than on Unix it is not known, and all count as open.
#[cfg(unix)]
#[ctor::ctor(unsafe)]
fn look() {
    use rustix::io::{Errno, fcntl_getfd};
    use rustix::stdio;

    let is_closed = |stream| matches!(fcntl_getfd(stream), Err(Errno::BADF));
    STDIN.store(is_closed(stdio::stdin()), Ordering::Relaxed);
    STDOUT.store(is_closed(stdio::stdout()), Ordering::Relaxed);
}
