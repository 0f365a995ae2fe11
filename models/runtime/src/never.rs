//! The type of the schema `false`.

use serde::Serializer;

use crate::error::ErrorKind;
use crate::text::read_error::ReadError;
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// The type of the schema `false` (JSON Schema Core §4.3.2), which has no values. A
/// property of this type is always absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {}

impl Model for Never {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let start = reader.place();
        reader.skip()?;
        let message = "expected nothing: the schema allows no value here";
        Err(ReadError::new(ErrorKind::Constraint, start, message))
    }

    fn write<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}
