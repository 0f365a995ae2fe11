//! A value that no document holds.

use serde::Serializer;

use crate::ErrorKind;
use crate::runtime::{Failure, Model, Reader};

/// What the schema `false` accepts (JSON Schema Core §4.3.2): nothing. A property
/// of this type is always absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Never {}

impl Model for Never {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        let start = reader.place();
        reader.skip()?;
        let message = "expected nothing: the schema allows no value here";
        Err(Failure::new(ErrorKind::Constraint, start, message))
    }

    fn write<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}
