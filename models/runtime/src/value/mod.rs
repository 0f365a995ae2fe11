//! Free-form JSON, with the order of its properties and the spelling of its numbers.

mod any;
mod convert;
mod entry;
mod index;
mod iter;
mod number;
mod object;

pub use any::{Object, Value};
pub use convert::{from_value, to_value};
pub use index::ValueIndex;
pub use number::Number;
pub use object::{Map, read_other};

/// The iterators and the entries of a [`Map`].
pub mod map {
    pub use super::entry::{Entry, OccupiedEntry, VacantEntry};
    pub use super::iter::{IntoIter, Iter, IterMut, Keys, Values, ValuesMut};
}
