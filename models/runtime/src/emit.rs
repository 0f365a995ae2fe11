//! Emission of the schemas of types, with the feature `schemars`.

use crate::typed::model::Model;

/// A model that emits its schema, where that is to be had.
#[cfg(feature = "schemars")]
pub trait Emit: Model {
    /// The schema at the location where the type is used.
    fn emit(generator: &mut schemars::SchemaGenerator) -> schemars::Schema;
}

/// A model that can be the root of a schema document.
#[cfg(feature = "schemars")]
pub trait Emitted: Emit + schemars::JsonSchema {}

#[cfg(feature = "schemars")]
impl<T: Emit + schemars::JsonSchema> Emitted for T {}

/// A model: without the feature `schemars` it emits nothing.
#[cfg(not(feature = "schemars"))]
pub trait Emit: Model {}

#[cfg(not(feature = "schemars"))]
impl<T: Model> Emit for T {}

/// Implements `JsonSchema` for a generated type. Its schema is a definition of its own if it
/// has a home, a JSON Pointer into the document; otherwise it is inlined. Annotations are
/// JSON that is put at a location in it.
#[cfg(feature = "schemars")]
#[macro_export]
#[doc(hidden)]
macro_rules! __emit_impls {
    (
        $type:ident [$($home:literal)?] [$(($at:literal, $($addition:tt)*)),*]
        |$generator:ident| $schema:expr
    ) => {
        impl $crate::runtime::JsonSchema for $type {
            fn inline_schema() -> bool {
                let home: &[&str] = &[$($home)?];
                home.is_empty()
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $crate::runtime::name(stringify!($type), &[$($home)?])
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(concat!(module_path!(), "::", stringify!($type)))
            }

            fn json_schema(
                $generator: &mut $crate::runtime::SchemaGenerator,
            ) -> $crate::runtime::Schema {
                let schema = $schema;
                let additions = [$(($at, $crate::runtime::addition!($generator, $($addition)*))),*];
                $crate::runtime::annotated(schema, &additions)
            }
        }

        impl $crate::runtime::Emit for $type {
            fn emit(
                generator: &mut $crate::runtime::SchemaGenerator,
            ) -> $crate::runtime::Schema {
                generator.subschema_for::<Self>()
            }
        }
    };
}

/// An addition at a location of a schema: JSON, keywords that the evaluator asserts and the
/// type does not express, a reference to the schema of another module, or definitions that
/// nothing but these refer to.
#[cfg(feature = "schemars")]
#[macro_export]
#[doc(hidden)]
macro_rules! __addition {
    ($generator:ident, $json:literal) => {
        $crate::runtime::Addition::Json($json)
    };
    ($generator:ident, residual $pointer:literal [$($keyword:literal),*]) => {
        $crate::runtime::Addition::Keywords(
            $crate::runtime::Subschema::new(&__SCHEMA, $pointer),
            &[$($keyword),*],
        )
    };
    ($generator:ident, reference $name:literal $spelled:literal) => {
        $crate::runtime::Addition::Reference($name, $spelled)
    };
    ($generator:ident, definitions [$($type:ident),*]) => {{
        $($generator.subschema_for::<$type>();)*
        $crate::runtime::Addition::Json("{}")
    }};
}

#[cfg(feature = "schemars")]
pub use crate::__addition as addition;

/// Nothing is emitted without the feature `schemars`.
#[cfg(not(feature = "schemars"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __emit_impls {
    ($($tokens:tt)*) => {};
}

pub use crate::__emit_impls as emit_impls;
