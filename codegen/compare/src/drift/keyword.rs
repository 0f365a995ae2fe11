//! Compares keywords, and finds those without effect.

use std::collections::BTreeMap;

use exactschema_frontend::model::{Combinator, Count, Entry, Keyword, NodeId, Schema, Type};

use crate::value::Value;

/// The compared content of a keyword.
pub(super) enum Kind<'a> {
    /// Schemas by name.
    Members(Group, &'a [(String, NodeId)]),
    /// A schema.
    Schema(NodeId),
    /// Schemas by index.
    Elements(&'a [NodeId]),
    /// Schemas in any order.
    Branches(Combinator, &'a [NodeId]),
    /// The pointer of the node that a reference leads to.
    Home(&'a str),
    /// A value.
    Value(Value),
}

/// The kind of schemas by name.
#[derive(Clone, Copy)]
pub(super) enum Group {
    /// Of definitions.
    Definitions,
    /// Of properties.
    Properties,
    /// Of the properties that match a pattern.
    Patterns,
}

/// The compared content of a keyword.
pub(super) fn kind<'a>(schema: &'a Schema, entry: &'a Entry) -> Kind<'a> {
    match &entry.keyword {
        Keyword::Definitions(members) => Kind::Members(Group::Definitions, members),
        Keyword::Properties(members) => Kind::Members(Group::Properties, members),
        Keyword::PatternProperties(members) => Kind::Members(Group::Patterns, members),
        Keyword::AdditionalProperties(id) | Keyword::PropertyNames(id) | Keyword::Items(id) => {
            Kind::Schema(*id)
        }
        Keyword::PrefixItems(ids) => Kind::Elements(ids),
        Keyword::Branches(combinator, ids) => Kind::Branches(*combinator, ids),
        Keyword::Reference(Some(id)) => Kind::Home(&schema.node(*id).place.pointer),
        Keyword::Type(types) => Kind::Value(set_of_types(types)),
        Keyword::Enum(values) => Kind::Value(Value::set(values)),
        Keyword::Required(names) => Kind::Value(Value::names(names)),
        Keyword::DependentRequired(members) => {
            let members = members.iter().filter(|(_, names)| !names.is_empty());
            let members = members.map(|(name, names)| (name.clone(), Value::names(names)));
            Kind::Value(Value::Object(members.collect()))
        }
        Keyword::Const(_)
        | Keyword::Limit(..)
        | Keyword::Count(..)
        | Keyword::Pattern(_)
        | Keyword::Format(_)
        | Keyword::UniqueItems(_)
        | Keyword::Reference(None)
        | Keyword::Boolean(_)
        | Keyword::Dialect(_)
        | Keyword::Anchor(_)
        | Keyword::Comment
        | Keyword::Annotation
        | Keyword::Deprecated(_)
        | Keyword::Extension
        | Keyword::Extensible(_)
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Examples(_)
        | Keyword::Unsupported
        | Keyword::Unknown
        | Keyword::Unasserted
        | Keyword::Lowered
        | Keyword::Residual
        | Keyword::Malformed(_) => Kind::Value(Value::of(&entry.json)),
    }
}

/// Keywords by name.
pub(super) type Entries<'a> = BTreeMap<&'a str, &'a Entry>;

/// The keywords of a node that have an effect.
pub(super) fn keywords(schema: &Schema, id: NodeId) -> Entries<'_> {
    let entries = schema.node(id).keywords.iter();
    let effective = entries.filter(|entry| !has_no_effect(schema, &entry.keyword));
    effective
        .map(|entry| (entry.name.as_str(), entry))
        .collect()
}

/// Whether a node has a keyword that documents can violate.
pub(super) fn restricts(schema: &Schema, id: NodeId) -> bool {
    let mut entries = schema.node(id).keywords.iter();
    entries.any(|entry| !has_no_effect(schema, &entry.keyword) && asserts(schema, entry))
}

/// Keywords that the pipeline does not know, and that no document violates.
const ANNOTATIONS: &[&str] = &["contentEncoding", "contentMediaType", "contentSchema"];

/// Whether documents can violate a keyword that has an effect.
pub(super) fn asserts(schema: &Schema, entry: &Entry) -> bool {
    match &entry.keyword {
        Keyword::AdditionalProperties(id) | Keyword::PropertyNames(id) | Keyword::Items(id) => {
            restricts(schema, *id)
        }
        Keyword::Unsupported => !ANNOTATIONS.contains(&entry.name.as_str()),
        Keyword::Dialect(_) | Keyword::Definitions(_) => false,
        other => !other.is_annotation(),
    }
}

/// Whether a keyword is equivalent to its absence.
fn has_no_effect(schema: &Schema, keyword: &Keyword) -> bool {
    match keyword {
        Keyword::Boolean(truth) => *truth,
        // Another keyword includes it.
        Keyword::Lowered => true,
        Keyword::Deprecated(truth) | Keyword::UniqueItems(truth) => !truth,
        Keyword::Count(Count::MinLength | Count::MinItems | Count::MinProperties, count) => {
            *count == 0
        }
        Keyword::Required(names) => names.is_empty(),
        Keyword::DependentRequired(members) => members.iter().all(|(_, names)| names.is_empty()),
        Keyword::Definitions(members)
        | Keyword::Properties(members)
        | Keyword::PatternProperties(members) => members.is_empty(),
        Keyword::AdditionalProperties(id) | Keyword::PropertyNames(id) | Keyword::Items(id) => {
            let mut entries = schema.node(*id).keywords.iter();
            entries.all(|entry| has_no_effect(schema, &entry.keyword))
        }
        Keyword::Count(Count::MaxLength | Count::MaxItems | Count::MaxProperties, _)
        | Keyword::Dialect(_)
        | Keyword::Anchor(_)
        | Keyword::Comment
        | Keyword::Annotation
        | Keyword::Extension
        | Keyword::Extensible(_)
        | Keyword::Reference(_)
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Examples(_)
        | Keyword::Type(_)
        | Keyword::Enum(_)
        | Keyword::Const(_)
        | Keyword::Format(_)
        | Keyword::Limit(..)
        | Keyword::Pattern(_)
        | Keyword::PrefixItems(_)
        | Keyword::Branches(..)
        | Keyword::Unsupported
        | Keyword::Unknown
        | Keyword::Unasserted
        | Keyword::Residual
        | Keyword::Malformed(_) => false,
    }
}

/// Every integer is a number: beside that type, it is redundant.
fn set_of_types(types: &[Type]) -> Value {
    let number = types.contains(&Type::Number);
    let types = types.iter();
    let effective = types.filter(|type_| !(number && **type_ == Type::Integer));
    Value::Set(
        effective
            .map(|type_| Value::String(type_.name().to_owned()))
            .collect(),
    )
}
