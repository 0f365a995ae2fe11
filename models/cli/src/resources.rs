//! Ends in good order where the system gives no more: memory, or room in a file.

use std::io;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};

use crate::input::Source;

/// More documents than threads can have are never worked on at once.
const MOST: usize = 1024;

/// The files that are worked on, to be named if memory runs out.
static AT_WORK: Mutex<Vec<Arc<Source>>> = Mutex::new(Vec::new());

/// A file that is worked on until this is dropped.
pub(crate) struct AtWork(Arc<Source>);

/// Remembers that a file is worked on.
pub(crate) fn at_work(source: &Arc<Source>) -> AtWork {
    let mut sources = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
    sources.push(Arc::clone(source));
    AtWork(Arc::clone(source))
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let mut sources = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = sources.iter().position(|other| Arc::ptr_eq(other, &self.0)) {
            sources.swap_remove(own);
        }
    }
}

/// Whether there is so much memory, for code that would abort or panic without.
///
/// # Errors
///
/// If there is not.
pub(crate) fn headroom(bytes: usize) -> io::Result<()> {
    let mut memory = Vec::<u8>::new();
    memory.try_reserve_exact(bytes)?;
    // Otherwise the compiler would remove the unused allocation.
    std::hint::black_box(&memory);
    Ok(())
}

/// The stack size of the main thread of a program: documents may be nested.
pub(crate) const STACK: usize = 8 << 20;

/// More than a thread takes beside its stack before it begins its work, at which it is not
/// made for failing.
const MARGIN: usize = 1 << 20;

/// Begins a thread, if there is room for it.
///
/// # Errors
///
/// If there is not.
pub(crate) fn begin<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    headroom(STACK + MARGIN)?;
    let (begun, has_begun) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        let _ = begun.send(());
        work()
    })?;
    // Until then it takes memory in a way that cannot fail; whether it has failed is known
    // where it is joined.
    let _ = has_begun.recv();
    Ok(thread)
}

/// Does all the work on a stack that is allocated at the start. That of the main thread
/// grows, and where it cannot the system ends the program.
///
/// # Errors
///
/// If there is no room for it.
pub(crate) fn on_a_whole_stack<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let thread = begin(work).context("a thread")?;
    thread.join().map_err(|_| anyhow!("a thread has failed"))
}

/// Prepares for the end of memory, as far as there is something left to prepare with.
pub(crate) fn watch() {
    let mut sources = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
    // Must not grow while memory runs out.
    sources.reserve(MOST);
    drop(sources);
    #[cfg(unix)]
    let _ = unix::watch();
}

#[cfg(unix)]
mod unix {
    use std::fmt::Write as _;
    use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
    use signal_hook::consts::{SIGABRT, SIGXFSZ};
    use signal_hook::low_level::pipe::register;

    use super::AT_WORK;
    use crate::output::Exit;

    /// A thread that does next to nothing.
    const STACK: usize = 1 << 17;

    /// Memory for the message.
    const RESERVE: usize = 1 << 17;

    /// When an allocation fails, the standard library reports its size and aborts. The signal
    /// of that wakes a thread that names the files and ends the program, and blocks the
    /// aborting thread until then, at a full pipe.
    pub(super) fn watch() -> io::Result<()> {
        // A write beyond the greatest length of files fails, and does not kill.
        signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        let (woken, wake) = io::pipe()?;
        let (never_read, hold) = io::pipe()?;
        let thread = thread::Builder::new().stack_size(STACK);
        let reserve = Vec::with_capacity(RESERVE);
        thread.spawn(move || wait(woken, never_read, reserve))?;
        // Handlers run in the order in which they are registered.
        register(SIGABRT, wake)?;
        let same = hold.try_clone()?;
        register(SIGABRT, hold)?;
        fill(same)
    }

    fn wait(mut woken: PipeReader, _never_read: PipeReader, reserve: Vec<u8>) {
        let mut byte = [0];
        while let Err(error) = woken.read(&mut byte) {
            if error.kind() != ErrorKind::Interrupted {
                return;
            }
        }
        drop(reserve);
        let message = message();
        // Another thread may have the lock of standard error, and wait for memory.
        let _ = rustix::io::write(rustix::stdio::stderr(), message.as_bytes());
        signal_hook::low_level::exit(Exit::NoVerdict as i32);
    }

    /// Of several files, any may be the one that takes the memory.
    fn message() -> String {
        let mut message = "error: ".to_owned();
        if let Ok(sources) = AT_WORK.try_lock() {
            let names = sources.iter().take(4).map(ToString::to_string);
            let mut names: Vec<String> = names.collect();
            names.sort();
            names.dedup();
            let _ = write!(message, "{}: ", names.join(", "));
        }
        message.push_str("out of memory\n");
        message
    }

    /// Fills a pipe, whose next writer waits for ever.
    fn fill(mut pipe: PipeWriter) -> io::Result<()> {
        // Registering has made it one that does not wait.
        let full = loop {
            if let Err(error) = pipe.write(&[0; 4096]) {
                break error;
            }
        };
        if full.kind() != ErrorKind::WouldBlock {
            return Err(full);
        }
        while pipe.write(&[0]).is_ok() {}
        fcntl_setfl(&pipe, fcntl_getfl(&pipe)? - OFlags::NONBLOCK)?;
        Ok(())
    }
}
