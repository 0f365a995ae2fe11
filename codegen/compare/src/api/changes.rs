//! The changes of an API, and the step of each.

use std::fmt;

use super::step::Step;

/// A change of the API of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The item: `Session`, `Session.title`, `Event::Started`, `Session::new` or
    /// `impl Copy for Level`.
    pub path: String,
    /// The kind of the change.
    pub changed: Changed,
}

/// The kind of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A type is gone.
    TypeRemoved,
    /// There is a new type.
    TypeAdded,
    /// A struct became an enum, or a newtype has another inner type.
    KindChanged {
        /// The former kind.
        from: String,
        /// The new kind.
        to: String,
    },
    /// A public field is gone.
    FieldRemoved(String),
    /// There is a new field of a struct with named fields, for a required property.
    FieldAdded(String),
    /// There is a new field of a struct with named fields, for a property that may be absent.
    OptionalFieldAdded(String),
    /// There is a new field of a struct or tuple that programs write out.
    FieldAddedToExhaustive(String),
    /// The type of a field.
    FieldType {
        /// The former type.
        from: String,
        /// The new type.
        to: String,
    },
    /// A variant is gone.
    VariantRemoved,
    /// There is a new variant of an enum, which programs may match in full.
    VariantAdded,
    /// The type of the value of a variant.
    VariantType {
        /// The former type.
        from: String,
        /// The new type.
        to: String,
    },
    /// The variants have other numbers.
    VariantsReordered,
    /// A function is gone.
    FunctionRemoved,
    /// There is a new function.
    FunctionAdded,
    /// A function takes or gives something else.
    Signature {
        /// The former signature.
        from: String,
        /// The new signature.
        to: String,
    },
    /// A trait is not implemented any more.
    ImplRemoved,
    /// A trait is implemented now.
    ImplAdded,
    /// It is `#[deprecated]` now.
    Deprecated,
    /// It is not any more.
    DeprecatedNoMore,
    /// A name is kept, and names something else.
    Moved {
        /// The former meaning of the name.
        from: String,
        /// The new meaning of the name.
        to: String,
    },
    /// The type has the same API, and reads or writes other documents.
    Meaning,
    /// The type has other constraints, by which it reads and writes the same documents.
    Constraints,
    /// The properties are written in another order.
    Order,
    /// Its documentation has changed.
    Documentation,
    /// The annotations in the schema that the types emit have changed.
    Annotations,
}

impl Change {
    /// The step that the change asks for.
    pub fn step(&self) -> Step {
        match &self.changed {
            Changed::TypeRemoved
            | Changed::KindChanged { .. }
            | Changed::FieldRemoved(_)
            | Changed::FieldAddedToExhaustive(_)
            | Changed::FieldType { .. }
            | Changed::VariantRemoved
            | Changed::VariantAdded
            | Changed::VariantType { .. }
            | Changed::VariantsReordered
            | Changed::FunctionRemoved
            | Changed::Moved { .. }
            | Changed::Signature { .. }
            | Changed::ImplRemoved => Step::Major,
            // A closure then borrows what it had moved.
            Changed::ImplAdded if self.path.starts_with("impl Copy for ") => Step::Major,
            Changed::TypeAdded
            | Changed::FieldAdded(_)
            | Changed::OptionalFieldAdded(_)
            | Changed::FunctionAdded
            | Changed::ImplAdded
            | Changed::Deprecated
            | Changed::Meaning => Step::Minor,
            Changed::DeprecatedNoMore
            | Changed::Constraints
            | Changed::Order
            | Changed::Documentation
            | Changed::Annotations => Step::Patch,
        }
    }
}

/// The changes where both schemas are known to take the same documents.
#[must_use]
pub fn of_same_documents(mut changes: Vec<Change>) -> Vec<Change> {
    for change in &mut changes {
        if change.changed == Changed::Meaning {
            change.changed = Changed::Constraints;
        }
    }
    changes
}

/// The change, as a clause after the path.
impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Changed::TypeRemoved => "type removed",
            Changed::TypeAdded => "new type",
            Changed::KindChanged { from, to } => return write!(f, "was {from}, is {to}"),
            Changed::FieldRemoved(type_) => return write!(f, "field removed: {type_}"),
            Changed::OptionalFieldAdded(type_) => return write!(f, "new optional field: {type_}"),
            Changed::FieldAdded(type_) => return write!(f, "new field: {type_}"),
            Changed::FieldAddedToExhaustive(type_) => {
                return write!(
                    f,
                    "new field, which programs that build or match it lack: {type_}"
                );
            }
            Changed::FieldType { from, to } | Changed::VariantType { from, to } => {
                return write!(f, "type changed from {from} to {to}");
            }
            Changed::VariantRemoved => "variant removed",
            Changed::VariantAdded => "new variant, which programs that match all lack",
            Changed::VariantsReordered => {
                "variants in another order: they compare, and cast to numbers, otherwise"
            }
            Changed::FunctionRemoved => "function removed",
            Changed::FunctionAdded => "new function",
            Changed::Signature { from, to } => return write!(f, "was {from}, is {to}"),
            Changed::Moved { from, to } => {
                return write!(f, "named {from}, names {to}");
            }
            Changed::ImplRemoved => "trait no longer implemented",
            Changed::ImplAdded => "trait implemented",
            Changed::Deprecated => "deprecated",
            Changed::DeprecatedNoMore => "no longer deprecated",
            Changed::Meaning => "same API, but reads or writes other documents",
            Changed::Constraints => "same API and same documents, by other constraints",
            Changed::Order => "writes its properties in another order",
            Changed::Documentation => "generated documentation changed",
            Changed::Annotations => "annotations of the emitted schema changed",
        };
        f.write_str(words)
    }
}
