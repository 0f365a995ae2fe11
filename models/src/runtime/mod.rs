//! What the generated code is written against. No part of the public API.

mod de;
mod failure;
mod lexer;
mod model;
pub(crate) mod number;
mod object;
mod pattern;
pub(crate) mod raw;
mod refusal;
mod spelled;
mod strings;

pub(crate) use de::Deserializer as Reader;
pub(crate) use failure::Failure;
pub(crate) use model::read_elements;
pub use model::{Model, Write};
pub use object::{Key, object, optional, read_property, read_unknown, required, shadows};
pub use pattern::{Inst, Pattern};

#[cfg(feature = "schemars")]
pub use crate::emit::json;
pub use crate::json::Object;
pub use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
pub use serde::ser::{Serialize, SerializeMap, Serializer};
