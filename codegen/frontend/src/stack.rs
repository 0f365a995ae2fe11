//! Room for schemas that refer to each other in long chains.

use std::panic::resume_unwind;
use std::thread;

/// Enough for as many types as are honoured, each within the one before it. What is
/// not used takes no memory.
const LARGE: usize = 512 << 20;

/// Runs something on a stack that is large enough, if there is one to be had.
pub fn large<T: Send>(run: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(LARGE);
        match builder
            .spawn_scoped(scope, &run)
            .map(|thread| thread.join())
        {
            Ok(Ok(value)) => value,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => run(),
        }
    })
}
