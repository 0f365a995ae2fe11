//! Free-form JSON that keeps what it was: the order of properties, and every
//! number as it was spelled.

mod number;
mod object;
mod value;

pub use number::Number;
pub use object::read_other;
pub use object::{Map, Object};
pub use value::Value;
