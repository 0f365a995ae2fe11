//! What the generated code is written against. No part of the public API.

pub mod ahead;
pub mod check;
pub mod constants;
pub(crate) mod embed;
mod failure;
mod impls;
mod intersection;
mod lexer;
#[cfg(feature = "validate")]
mod lossy;
mod model;
mod newtype;
pub(crate) mod number;
mod object;
mod pattern;
mod presence;
pub mod properties;
mod reader;
pub mod rule;
mod strings;
pub mod tuple;
mod union;

pub use check::{Checker, Refused};
pub use constants::{constants, text_constants};
pub use embed::deserialize;
pub use failure::Failure;
pub use impls::model_impls;
pub use intersection::intersection;
pub use lexer::Kind;
#[cfg(feature = "validate")]
pub(crate) use lexer::Lexer;
#[cfg(feature = "validate")]
pub(crate) use lossy::lossy_string;
pub use model::{Model, Write};
pub use newtype::{newtype, newtype_common, newtype_from};
pub use object::{closed, next_property, object, part, read_property, shadows};
pub use pattern::{Inst, Pattern};
pub use presence::{demanded, optional, required, undeclared};
pub use reader::Reader;
pub use rule::{Member, Rule};
pub use tuple::tuple;
pub use union::{any_of, exactly_one, one_of, types, union};

#[cfg(feature = "validate")]
pub use crate::diagnose::table;
pub use crate::emit::*;
pub use crate::error::{Error, ErrorKind};
pub use crate::formats::Format;
pub use crate::json::{Map, Object, Value, read_other};
pub use serde::de::{Deserialize, Deserializer};
pub use serde::ser::{Error as WriteError, Serialize, SerializeMap, SerializeSeq, Serializer};
