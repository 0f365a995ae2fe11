//! A stack for schemas that refer to each other in long chains.

use std::panic::resume_unwind;
use std::thread;

/// Enough for the longest chain of types that is supported, each within the one before it.
/// The unused part takes no memory.
pub const LARGE: usize = 512 << 20;

/// Runs something on a large stack, if one can be allocated.
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
