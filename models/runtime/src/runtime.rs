//! Names for generated code, and for the macros that it calls. No part of the public
//! API, and the roof of this crate: nothing in it imports from here.

pub use crate::constraint::{Constraint, Member};
pub use crate::draft::Draft;
#[cfg(feature = "schemars")]
pub use crate::emission::{
    Addition, Emission, JsonSchema, Schema, SchemaGenerator, annotated, constrained, document,
    emit_intersection, emit_json, emit_texts, emit_tuple, emit_union, name, others_field,
    tuple_field,
};
#[cfg(feature = "schemars")]
pub use crate::emit::addition;
pub use crate::emit::{Emit, emit_impls};
pub use crate::error::{Error, ErrorKind};
pub use crate::formats::Format;
pub use crate::macros::constants::{constants, text_constants};
pub use crate::macros::field::{
    check_other, conditional, conditionally_required, demanded, optional, required, undeclared,
};
pub use crate::macros::generated::{INTERFACE, generated};
pub use crate::macros::impls::model_impls;
pub use crate::macros::intersection::intersection;
pub use crate::macros::newtype::{
    as_inner, newtype, newtype_build, newtype_common, newtype_from, newtype_of_str,
};
pub use crate::macros::object::{
    closed, misplaced, next_property, object, part, read_property, shadows,
};
pub use crate::macros::residual::{evaluated, residual};
pub use crate::macros::tables::{compiled, tables};
pub use crate::macros::tuple::tuple;
pub use crate::macros::union::{any_of, by_condition, by_tag, exactly_one, one_of, types, union};
pub use crate::macros::{constants, lookahead, tuple};
pub use crate::pattern::{Inst, Look, Pattern};
pub use crate::serde_bridge::deserialize;
pub use crate::text::lexer::Kind;
pub use crate::text::read_error::ReadError;
pub use crate::typed::checker::{Checker, Invalid};
pub use crate::typed::model::{Model, Write};
pub use crate::typed::reader::Reader;
pub use crate::value::{Map, Object, Value, read_other};
pub use crate::write::{check_value, serialize};
pub use serde::de::{Deserialize, Deserializer};
pub use serde::ser::{Error as WriteError, Serialize, SerializeMap, SerializeSeq, Serializer};

#[cfg(feature = "validate")]
pub use crate::evaluate::{
    residual::Subschema,
    typed::{CompiledSchema, HasSchema, diagnose_by},
};

/// Checking without building.
pub mod check {
    pub use crate::read::accepts;
    pub use crate::typed::checker::object::{Seen, is_plain, words};
    pub use crate::typed::checker::strings::{Inside, inside_string};
}

/// Patterns: their syntax, for which nothing else is needed, and their programs.
pub mod pattern {
    pub use crate::pattern::{
        BINARY, CATEGORIES, Class, ClassItem, Feature, Inst, Look, MAX_DEPTH, Mode, Node,
        OwnedInst, OwnedLook, Pattern, Program, Property, SCRIPTS, Set, Syntax, SyntaxError,
        is_pattern, parse, unicode_error,
    };
}

/// Constraints on an object as a whole.
pub mod properties {
    pub use crate::properties::{Properties, check, matches, others};
}

/// Values within constraints.
pub mod constrained {
    pub use crate::constrained::{Broken, Constrained, check};
}
