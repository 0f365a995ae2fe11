//! Reduces a schema to the keywords that types express. The rest is set aside: assertions are
//! left to the evaluator, which types call when they are read, checked and written; the
//! others are emitted as annotations only. A schema never becomes stricter by that.

use std::collections::BTreeSet;

use exactschema::Format;
use exactschema::schema::{self, Argument, Table};
use exactschema_frontend::formats::{IntegerFormat, TextFormat};
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{
    Combinator, Count, DIALECT, Entry, Keyword, Limit, Node, NodeId, Schema, Type,
};

use crate::conditions::Conditions;
use crate::links::Links;
use crate::settings::Settings;
use crate::types::{Types, are_of_one_type, type_of};

/// The number of digits that a `multipleOf` may have: the types divide by it.
const DIGITS: usize = 18;

/// A keyword that is set aside, and its replacement.
pub(crate) struct Aside {
    pub(crate) node: NodeId,
    pub(crate) name: String,
    as_: Keyword,
}

impl Aside {
    /// A keyword that is left to the evaluator.
    pub(crate) fn residual(node: NodeId, name: &str) -> Self {
        Aside {
            node,
            name: name.to_owned(),
            as_: Keyword::Residual,
        }
    }

    /// A keyword that is not emitted.
    fn unemitted(node: NodeId, name: &str) -> Self {
        Aside {
            as_: Keyword::Lowered,
            ..Aside::residual(node, name)
        }
    }

    /// A keyword that asserts nothing at this location.
    fn annotation(node: NodeId, name: &str) -> Self {
        Aside {
            as_: Keyword::Unasserted,
            ..Aside::residual(node, name)
        }
    }
}

/// Makes annotations of the formats of strings, as [`Table::annotate_formats`] does in the table
/// of the schema. Those of numbers remain: they choose types.
pub(crate) fn annotate_formats(schema: &mut Schema, table: &Table) {
    let is_required = |node: &&schema::Node| {
        let argument = node
            .entry(schema::Keyword::Format)
            .map(|entry| &entry.argument);
        matches!(
            argument,
            Some(Argument::Format {
                is_asserted: true,
                ..
            })
        )
    };
    let own = table.nodes().iter().filter(|node| node.place.source == 0);
    let required = own.filter(is_required).map(|node| &*node.place.pointer);
    let required: BTreeSet<&str> = required.collect();
    let ids: Vec<NodeId> = schema.ids().collect();
    for id in ids {
        let node = schema.node(id);
        let is_of_strings =
            |format: &str| Format::by_name(format).is_some_and(|format| !format.is_about_numbers());
        if node.format().is_some_and(is_of_strings) && !required.contains(&*node.place.pointer) {
            schema.set_aside(id, "format", &Keyword::Unasserted);
        }
    }
}

/// The types of a schema, which is reduced to the keywords that they express.
pub(crate) fn types(
    schema: &mut Schema,
    module: &str,
    links: &Links,
    mut conditions: Conditions,
    settings: &Settings,
) -> Types {
    let ids: Vec<NodeId> = schema.ids().collect();
    for check in [identifiers, alone, together] {
        for id in &ids {
            set_aside(schema, check(schema, *id));
        }
    }
    loop {
        match Types::new(schema, module, links, &conditions, settings) {
            Ok(types) => return types,
            Err(asides) => {
                asides
                    .iter()
                    .for_each(|aside| conditions.forget(aside.node));
                set_aside(schema, asides);
            }
        }
    }
}

fn set_aside(schema: &mut Schema, asides: Vec<Aside>) {
    for Aside { node, name, as_ } in asides {
        schema.set_aside(node, &name, &as_);
    }
}

/// Identifiers of embedded schemas. References are emitted as pointers from the root, so that a
/// schema needs no URI of its own, unless dynamic references depend on it.
fn identifiers(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let are_needed = schema.is_dynamic() || !schema.has_resources();
    if are_needed {
        return Vec::new();
    }
    let anchors = ["$anchor", "$dynamicAnchor", "$recursiveAnchor"].into_iter();
    let names = ["$id", "id", "$schema"].into_iter();
    let names = names.filter(|_| id != schema.root());
    names
        .chain(anchors)
        .map(|name| Aside::unemitted(id, name))
        .collect()
}

/// The keywords that no type expresses, whatever their siblings.
fn alone(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let entries = schema.node(id).keywords.iter();
    let tracks = schema.tracks();
    let asides = entries.filter_map(|entry| {
        let residual = || Some(Aside::residual(id, &entry.name));
        let annotation = || Some(Aside::annotation(id, &entry.name));
        match &entry.keyword {
            Keyword::Unsupported | Keyword::Reference(None) | Keyword::Malformed(_) => residual(),
            Keyword::Enum(values) if values.is_empty() => residual(),
            Keyword::Enum(values) if values.iter().any(is_private) => residual(),
            Keyword::Const(value) if is_private(value) => residual(),
            Keyword::Limit(Limit::MultipleOf, number) if digits(number) > DIGITS => residual(),
            Keyword::Extensible(texts) if texts.is_empty() => annotation(),
            Keyword::Dialect(uri) if id != schema.root() || uri != DIALECT => annotation(),
            // It only says what is evaluated, such as `"^x-": true`.
            Keyword::Reference(Some(target))
                if (is_beside_others(schema, id) || is_conjunct(schema, id))
                    && is_pointer(&entry.json)
                    && asserts_nothing(schema, *target, &mut Vec::new()) =>
            {
                annotation()
            }
            // It evaluates what `unevaluatedProperties` around it asks about.
            Keyword::AdditionalProperties(inner) | Keyword::Items(inner)
                if tracks && is_trivial(schema, *inner) =>
            {
                annotation()
            }
            _ => None,
        }
    });
    asides.collect()
}

/// Whether a schema has a shape besides its reference.
fn is_beside_others(schema: &Schema, id: NodeId) -> bool {
    let mut keywords = schema.node(id).keywords.iter().map(|entry| &entry.keyword);
    keywords.any(|keyword| matches!(keyword, Keyword::Type(_) | Keyword::Properties(_)))
}

/// Whether a schema is a branch of `allOf`, beside which others have the shape.
fn is_conjunct(schema: &Schema, id: NodeId) -> bool {
    let mut segments = schema.node(id).place.pointer.rsplit('/').skip(1);
    segments.next() == Some("allOf")
}

/// Whether a reference is a JSON Pointer, which leads there in the emitted schema too.
fn is_pointer(reference: &Json) -> bool {
    matches!(&reference.value, Value::String(text) if text.starts_with("#/"))
}

/// Whether a schema takes every value, though it has keywords that could reject some.
fn asserts_nothing(schema: &Schema, id: NodeId, seen: &mut Vec<NodeId>) -> bool {
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    let node = schema.node(id);
    node.truth() == Some(true)
        || node.keywords.iter().all(|entry| match &entry.keyword {
            Keyword::Definitions(_) => true,
            Keyword::PatternProperties(_) | Keyword::Properties(_) | Keyword::Items(_) => {
                let mut inner = entry.keyword.schemas().into_iter();
                inner.all(|inner| asserts_nothing(schema, inner, seen))
            }
            Keyword::AdditionalProperties(inner) => asserts_nothing(schema, *inner, seen),
            Keyword::Residual => false,
            keyword => keyword.is_annotation(),
        })
}

/// Whether a schema takes every value.
fn is_trivial(schema: &Schema, id: NodeId) -> bool {
    let node = schema.node(id);
    let mut keywords = node.keywords.iter();
    node.truth() == Some(true) || keywords.all(|entry| entry.keyword.is_annotation())
}

/// The keywords that no type expresses because of their siblings.
fn together(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let node = schema.node(id);
    let mut asides = without_effect(id, node);
    asides.extend(beside_constants(id, node));
    asides.extend(format(id, node));
    asides.extend(places(schema, id));
    asides.extend(patterns(schema, id));
    asides.extend(alternatives(schema, id));
    asides
}

/// Keywords that are about other types than the schema allows.
fn without_effect(id: NodeId, node: &Node) -> Vec<Aside> {
    let Some(types) = node.types() else {
        return Vec::new();
    };
    let allows = |type_: &Type| {
        types.contains(type_) || (*type_ == Type::Number && types.contains(&Type::Integer))
    };
    let entries = node.keywords.iter();
    let idle = entries.filter(|entry| !entry.keyword.types().iter().any(allows));
    idle.map(|entry| Aside::annotation(id, &entry.name))
        .collect()
}

/// A list of values is the whole type; keywords that narrow it are left to the evaluator.
fn beside_constants(id: NodeId, node: &Node) -> Vec<Aside> {
    let is_list = |keyword: &Keyword| {
        matches!(
            keyword,
            Keyword::Enum(_) | Keyword::Const(_) | Keyword::Extensible(_)
        )
    };
    let rank = |entry: &&Entry| match entry.keyword {
        Keyword::Const(_) => 0,
        Keyword::Enum(_) => 1,
        _ => 2,
    };
    let lists = node.keywords.iter().filter(|entry| is_list(&entry.keyword));
    let Some(list) = lists.min_by_key(rank) else {
        return Vec::new();
    };
    if matches!(list.keyword, Keyword::Extensible(_)) {
        let texts = node.types() == Some(&[Type::String]);
        let known = texts.then(Vec::new);
        return known.unwrap_or_else(|| vec![Aside::annotation(id, &list.name)]);
    }
    let values = node.constants().unwrap_or_default();
    let fits_all = |types: &[Type]| {
        let fits_one = |value: &Json| types.iter().any(|type_| fits(value, *type_));
        values.iter().all(fits_one)
    };
    let narrows = |entry: &&Entry| match &entry.keyword {
        Keyword::Type(types) => !fits_all(types),
        Keyword::Definitions(_) | Keyword::Dialect(_) => false,
        Keyword::Reference(_) | Keyword::Branches(..) => false,
        Keyword::Extensible(_) => true,
        keyword => entry.name != list.name && !keyword.is_annotation(),
    };
    let narrowing = node.keywords.iter().filter(narrows);
    narrowing
        .map(|entry| match entry.keyword {
            Keyword::Extensible(_) => Aside::annotation(id, &entry.name),
            _ => Aside::residual(id, &entry.name),
        })
        .collect()
}

fn fits(value: &Json, type_: Type) -> bool {
    match type_ {
        Type::Integer => value.is_integer(),
        type_ => type_of(value) == type_,
    }
}

/// A format for which there is no type.
fn format(id: NodeId, node: &Node) -> Option<Aside> {
    let format = node.format()?;
    let types = node.types().unwrap_or(Type::ALL);
    let asserted = node.asserted_format();
    let is_asserted = asserted.is_some();
    // An older dialect may ask for something else by the same name.
    let is_of_types = is_asserted && asserted == Format::by_name(format);
    let has_type = match format {
        format if format.starts_with("x-") => true,
        "double" => node.types().is_some() && types.contains(&Type::Number),
        format if IntegerFormat::named(format).is_some() => {
            node.types().is_some() && types.contains(&Type::Integer)
        }
        format if TextFormat::named(format).is_some() => {
            is_of_types && types.contains(&Type::String)
        }
        _ => false,
    };
    if has_type {
        return None;
    }
    Some(match is_asserted && types.contains(&Type::String) {
        true => Aside::residual(id, "format"),
        false => Aside::annotation(id, "format"),
    })
}

/// Keywords of tuples that count or compare all elements; the places themselves, if there are
/// none, or where values of any type are allowed.
fn places(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let node = schema.node(id);
    let Some(places) = node.prefix_items() else {
        return Vec::new();
    };
    let is_tuple = !places.is_empty() && node.types().is_some();
    let is_aside = |entry: &&Entry| match entry.keyword {
        Keyword::PrefixItems(_) | Keyword::Items(_) => !is_tuple,
        Keyword::Count(Count::MinItems, least) => is_tuple && least > places.len(),
        Keyword::Count(Count::MaxItems, _) | Keyword::UniqueItems(_) => is_tuple,
        _ => false,
    };
    let asides = node.keywords.iter().filter(is_aside);
    asides
        .map(|entry| Aside::residual(id, &entry.name))
        .collect()
}

/// Properties of several types: those whose names match patterns beside those that are
/// declared, or beside others; and required ones that are forbidden.
fn patterns(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let node = schema.node(id);
    let is_struct = !node.properties().is_empty() || !node.required().is_empty();
    let has_patterns = !node.pattern_properties().is_empty();
    let others = node.additional_properties().map(|id| schema.node(id));
    let are_typed = others.is_some_and(|others| {
        others.truth() != Some(true) && others.keywords.iter().any(|e| !e.keyword.is_annotation())
    });
    let is_closed = others.is_some_and(|others| others.truth() == Some(false));
    let lacks_required = is_closed && node.undeclared().next().is_some();
    let mut asides = Vec::new();
    let are_fields = are_of_one_type(schema, node) && !lacks_required;
    let is_lost = has_patterns && (is_struct || !is_closed) && !are_fields;
    if are_typed && (is_lost || lacks_required) {
        asides.push(Aside::residual(id, "additionalProperties"));
    }
    if has_patterns && is_struct && !are_fields {
        asides.push(Aside::residual(id, "patternProperties"));
    }
    asides
}

/// Branches that constrain an object with declared properties, and that declare none: it
/// remains one struct.
fn alternatives(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let node = schema.node(id);
    if node.types() != Some(&[Type::Object]) || node.properties().is_empty() {
        return Vec::new();
    }
    let only_constrain =
        |branches: &[NodeId]| branches.iter().all(|id| constrains(schema, *id, node));
    let entries = node.keywords.iter();
    let has_shape = |id: &NodeId| has_shape(schema, *id, &mut Vec::new());
    let asides = entries.filter(|entry| match &entry.keyword {
        Keyword::Branches(Combinator::AllOf, ids) => !ids.iter().any(has_shape),
        Keyword::Branches(_, ids) => only_constrain(ids),
        Keyword::PropertyNames(names) => !has_shape(names),
        _ => false,
    });
    asides
        .map(|entry| Aside::residual(id, &entry.name))
        .collect()
}

/// Whether a schema, or one that it refers to, has keywords that types express.
fn has_shape(schema: &Schema, id: NodeId, seen: &mut Vec<NodeId>) -> bool {
    if seen.contains(&id) {
        return true;
    }
    seen.push(id);
    let mut entries = schema.node(id).keywords.iter();
    entries.any(|entry| match &entry.keyword {
        Keyword::Reference(Some(target)) => has_shape(schema, *target, seen),
        Keyword::Definitions(_) => false,
        keyword => !keyword.is_annotation(),
    })
}

/// Whether a branch only constrains the declared properties of an object.
fn constrains(schema: &Schema, id: NodeId, object: &Node) -> bool {
    let is_declared = |name: &String| object.properties().iter().any(|(other, _)| other == name);
    let mut entries = schema.node(id).keywords.iter();
    entries.all(|entry| match &entry.keyword {
        Keyword::Required(_) | Keyword::DependentRequired(_) | Keyword::Boolean(_) => true,
        Keyword::Count(Count::MinProperties | Count::MaxProperties, _) => true,
        Keyword::Type(types) => *types == [Type::Object],
        Keyword::Properties(members) => members.iter().all(|(name, _)| is_declared(name)),
        Keyword::Branches(_, ids) => ids.iter().all(|id| constrains(schema, *id, object)),
        keyword => keyword.is_annotation(),
    })
}

/// Whether serde_json takes an object in a value for a number, or for raw JSON.
fn is_private(json: &Json) -> bool {
    match &json.value {
        Value::Array(elements) => elements.iter().any(is_private),
        Value::Object(properties) => {
            let is_token = |name: &str| name.starts_with("$serde_json::private::");
            matches!(properties.as_slice(), [(name, _)] if is_token(name))
                || properties.iter().any(|(_, value)| is_private(value))
        }
        _ => false,
    }
}

fn digits(number: &str) -> usize {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// The branches of a node, which are left to the evaluator where reading them could take
/// time without bound.
pub(crate) fn branches(schema: &Schema, id: NodeId) -> Vec<Aside> {
    let entries = schema.node(id).keywords.iter();
    let branching = entries.filter(|entry| {
        matches!(
            entry.keyword,
            Keyword::Branches(..) | Keyword::Reference(Some(_))
        )
    });
    branching
        .map(|entry| Aside::residual(id, &entry.name))
        .collect()
}
