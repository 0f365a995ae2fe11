//! The Rust types of a schema: a list of types with names and their bodies.

mod additions;
mod ambiguity;
mod branch_summary;
mod build;
mod cases;
mod decompose;
mod enum_values;
mod evaluation;
mod graph;
mod names;
mod objects;
mod own_names;
mod rust;
mod scalars;
mod shared;
mod unions;

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::{NodeId, Schema};
use exactschema_frontend::pattern::Pattern;

pub(crate) use additions::Addition;
pub(crate) use branch_summary::{BranchSummary, type_of};
pub(crate) use objects::are_of_one_type;
pub(crate) use own_names::{field_name, problems as problems_of_names, set as set_names};
pub(crate) use rust::{Own, Rust};

use crate::conditions::{Case, Conditions};
use crate::links::{Exported, Links};
use crate::settings::Settings;
use crate::shape::Aside;

/// The types of a schema, the root first.
pub(crate) struct Types {
    types: Vec<Named>,
    /// The types that are defined at a node.
    definitions: BTreeMap<NodeId, TypeId>,
    /// The definition that the root is, if it only refers to it. The type of the root is hidden
    /// then: it emits the document.
    referred: Option<Referred>,
}

/// The definition that the root only refers to.
pub(crate) struct Referred {
    pub(crate) type_: TypeId,
    /// The name of the root, if it is another.
    pub(crate) alias: Option<String>,
}

/// The index of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeId(usize);

/// A type with a name.
#[derive(Debug)]
pub(crate) struct Named {
    /// Its name in Rust; the path of a type of another module.
    pub(crate) name: String,
    /// Its schema; of a type of another module, one that refers to it.
    pub(crate) node: NodeId,
    /// The JSON Pointer of its schema, if others can refer to it; otherwise its schema is
    /// inlined.
    pub(crate) definition_pointer: Option<String>,
    /// Its body.
    pub(crate) kind: Kind,
    /// Constraints on its values beyond their types.
    pub(crate) constraints: Vec<Constraint>,
    /// Additions to its schema, by JSON Pointer.
    pub(crate) additions: Vec<(String, Addition)>,
    /// Whether the schema asserts what the type, or a type in it, does not express.
    pub(crate) is_evaluated: bool,
}

/// The body of a type with a name.
#[derive(Debug)]
pub(crate) enum Kind {
    /// An object with declared properties.
    Struct(Struct),
    /// One value of another type.
    Newtype(Rust),
    /// An array with a type for each place.
    Tuple(Tuple),
    /// Values that the schema lists.
    Listed(Listed),
    /// One of several types.
    Union(Union),
    /// A value that others take too.
    Intersection { base: Part, also: Vec<Part> },
    /// A type of another module, by its path.
    External(Exported),
}

/// An object with declared properties.
#[derive(Debug)]
pub(crate) struct Struct {
    /// Its own properties, in the order of the source.
    pub(crate) fields: Vec<Field>,
    /// Properties that it requires, and a branch declares.
    pub(crate) requires: Vec<String>,
    /// The properties that branches of `allOf` add.
    pub(crate) branches: Vec<Branch>,
    /// The properties that are not declared, and whose names match patterns.
    pub(crate) patterned: Option<Patterned>,
    /// The type of other properties; `None` if these are not allowed.
    pub(crate) others: Option<Rust>,
    /// The case that it represents, if it is one of several.
    pub(crate) case: Option<Case>,
    /// The name of the struct that its constructor takes, if two arguments of one type could
    /// be confused.
    pub(crate) arguments: Option<String>,
}

/// Properties whose names match one of several patterns, and that have one type.
#[derive(Debug)]
pub(crate) struct Patterned {
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) value: Rust,
}

/// The properties that a branch of `allOf`, or a `$ref` beside `properties`, adds to an
/// object.
#[derive(Debug)]
pub(crate) struct Branch {
    /// The type that it refers to; otherwise it is written out.
    pub(crate) refers: Option<TypeId>,
    /// Whether it is a branch of `allOf`; otherwise a `$ref` beside `properties`.
    pub(crate) in_all_of: bool,
    /// Properties that it requires, and another declares.
    pub(crate) requires: Vec<String>,
    pub(crate) fields: Vec<Field>,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Its name in JSON.
    pub(crate) name: String,
    /// Its schema; none if it is required without being declared.
    pub(crate) node: Option<NodeId>,
    pub(crate) presence: Presence,
    pub(crate) value: Rust,
}

/// The presence of a property, or of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// Required.
    Required,
    /// It may be absent.
    Optional,
    /// Required, but not among the `properties`.
    Undeclared,
    /// Declared in one schema of those merged, and required by another.
    Demanded,
    /// Declared where a condition holds, and required there.
    ConditionallyRequired,
    /// Declared where a condition holds.
    Conditional,
}

impl Presence {
    /// Whether it may be absent.
    #[must_use]
    pub fn is_optional(self) -> bool {
        matches!(self, Presence::Optional | Presence::Conditional)
    }
}

/// An array with a type for each of its first places.
#[derive(Debug)]
pub(crate) struct Tuple {
    pub(crate) elements: Vec<Element>,
    /// The type of all elements after these; `None` if there can be none.
    pub(crate) rest: Option<Rust>,
}

/// An element of a tuple.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) required: bool,
    pub(crate) value: Rust,
}

/// Values that the schema lists.
#[derive(Debug)]
pub(crate) struct Listed {
    /// `enum`, `const` or `x-extensible-enum`; or `anyOf` or `oneOf`, whose branches list
    /// them.
    pub(crate) keyword: String,
    /// The keyword of each branch, and the number of values that it lists. The branch of all
    /// texts lists none by `type`.
    pub(crate) branches: Vec<(String, usize)>,
    /// Whether all are texts. Others are spelled as JSON.
    pub(crate) are_texts: bool,
    pub(crate) values: Vec<Constant>,
    /// The variant of other texts, if these are allowed.
    pub(crate) other: Option<&'static str>,
}

/// A value that the schema lists.
#[derive(Debug)]
pub(crate) struct Constant {
    /// The name of its variant.
    pub(crate) name: String,
    /// The text, or the value as JSON.
    pub(crate) value: String,
    /// The branch that lists this value alone.
    pub(crate) node: Option<NodeId>,
}

/// One of several types.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) form: Form,
    pub(crate) variants: Vec<Variant>,
}

/// The keyword of a union, and how its variants are discriminated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `type` lists several.
    Types,
    /// `anyOf`: the first that fits.
    AnyOf,
    /// `oneOf`, and at most one can fit.
    OneOf,
    /// `oneOf`, and several might fit: all are tried.
    ExactlyOne,
    /// An object whose properties depend on a condition.
    Conditional,
    /// An object whose properties depend on the text of a property that is present.
    Tagged,
}

/// A type of a union.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) node: NodeId,
    pub(crate) value: Rust,
    pub(crate) summary: branch_summary::BranchSummary,
}

/// One of the schemas that a value must satisfy.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) value: Rust,
    /// Whether it is a branch of `allOf`; otherwise its keywords are beside those of the
    /// others.
    pub(crate) in_all_of: bool,
}

/// A constraint, as the runtime in `models` has it.
#[derive(Clone, Debug)]
pub(crate) enum Constraint {
    /// A keyword with a number: the name of the constraint, and its argument.
    Count(&'static str, usize),
    /// A keyword with a number as it is spelled.
    Limit(&'static str, String),
    Pattern(Pattern),
    Format(&'static str),
    UniqueItems,
    DependentRequired(Vec<(String, Vec<String>)>),
    PropertyNames(Rust),
    PatternProperties(Vec<(Pattern, Rust)>),
    /// No properties but those whose names match.
    NoOthers(Vec<Pattern>),
}

impl Types {
    /// The types of a schema.
    ///
    /// # Errors
    ///
    /// The keywords that types cannot express, which have to be set aside.
    pub(crate) fn new(
        schema: &Schema,
        module: &str,
        links: &Links,
        conditions: &Conditions,
        settings: &Settings,
    ) -> Result<Self, Vec<Aside>> {
        build::build(schema, module, links, conditions, settings)
    }

    /// All types, the root first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TypeId, &Named)> {
        self.types
            .iter()
            .enumerate()
            .map(|(index, named)| (TypeId(index), named))
    }

    /// The type of the root.
    pub(crate) fn root(&self) -> &Named {
        &self.types[0]
    }

    /// The definition that the root only refers to.
    pub(crate) fn referred(&self) -> Option<&Referred> {
        self.referred.as_ref()
    }

    /// A type as Rust spells it.
    pub(crate) fn spell(&self, rust: &Rust) -> syn::Type {
        match rust {
            Rust::Value => syn::parse_quote!(Value),
            Rust::Never => syn::parse_quote!(Never),
            Rust::Null => syn::parse_quote!(()),
            Rust::Bool => syn::parse_quote!(bool),
            Rust::Integer(name) => {
                let name = quote::format_ident!("{name}");
                syn::parse_quote!(#name)
            }
            Rust::Double => syn::parse_quote!(f64),
            Rust::Number => syn::parse_quote!(Number),
            Rust::String => syn::parse_quote!(String),
            Rust::Text(name) => {
                let name = quote::format_ident!("{name}");
                syn::parse_quote!(#name)
            }
            Rust::Own(own) => syn::Type::Verbatim(own.spell().parse().unwrap_or_default()),
            Rust::Map(inner) if **inner == Rust::Value => syn::parse_quote!(Object),
            Rust::Vec(inner) => {
                let inner = self.spell(inner);
                syn::parse_quote!(Vec<#inner>)
            }
            Rust::Map(inner) => {
                let inner = self.spell(inner);
                syn::parse_quote!(Map<#inner>)
            }
            Rust::Option(inner) => {
                let inner = self.spell(inner);
                syn::parse_quote!(Option<#inner>)
            }
            // A name, or a path.
            Rust::Named(id) => syn::Type::Verbatim(self.get(*id).name.parse().unwrap_or_default()),
        }
    }

    /// Whether a type has one value, which is then its default.
    pub(crate) fn is_constant(&self, value: &Rust) -> bool {
        let Rust::Named(id) = value else {
            return false;
        };
        match &self.get(*id).kind {
            Kind::Listed(listed) => listed.is_constant(),
            _ => false,
        }
    }

    /// Whether the constructor of an object is given a field: if it is required, and can be
    /// more than one value.
    pub(crate) fn is_given(&self, field: &Field) -> bool {
        !field.presence.is_optional() && !self.is_constant(&field.value)
    }

    /// The texts of types that settings name, wherever they are.
    pub(crate) fn own(&self) -> Vec<Own> {
        let parts = self.iter().flat_map(|(_, named)| {
            let constraints = named.constraints.iter().flat_map(Constraint::members);
            let others = named.maps().chain(constraints).cloned();
            let parts = named.parts().into_iter().map(|(_, part)| part);
            parts.chain(others).collect::<Vec<Rust>>()
        });
        parts.filter_map(|part| part.own().cloned()).collect()
    }

    /// The types of the crate around the module that are named in it.
    pub(crate) fn needed(&self) -> BTreeSet<&'static str> {
        let mut needed = BTreeSet::new();
        for (_, named) in self.iter() {
            for (_, part) in named.parts() {
                part.needs(&mut needed);
            }
            match &named.kind {
                Kind::Struct(object) => {
                    let maps = object
                        .maps()
                        .map(|value| Rust::Map(Box::new(value.clone())));
                    maps.for_each(|map| map.needs(&mut needed));
                }
                Kind::Intersection { also, .. } => {
                    also.iter().for_each(|part| part.value.needs(&mut needed));
                }
                _ => {}
            }
            let members = named.constraints.iter().flat_map(Constraint::members);
            members.for_each(|member| member.needs(&mut needed));
        }
        needed
    }

    /// The types that a user of the root can reach: the others only check the contents of
    /// these.
    pub(crate) fn reachable(&self) -> BTreeSet<TypeId> {
        let is_hidden = |id: TypeId| id == TypeId(0) && self.referred.is_some();
        let definitions = self
            .iter()
            .filter(|(id, named)| named.definition_pointer.is_some() && !is_hidden(*id));
        let mut open: Vec<TypeId> = definitions.map(|(id, _)| id).collect();
        let mut reachable: BTreeSet<TypeId> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            let named = self.get(id);
            let held = named.parts().into_iter().map(|(_, part)| part);
            let held = held.chain(named.maps().cloned());
            open.extend(
                held.filter_map(|part| part.named())
                    .filter(|id| reachable.insert(*id)),
            );
        }
        reachable
    }

    /// Whether any type has to be evaluated.
    pub(crate) fn are_evaluated(&self) -> bool {
        self.types.iter().any(|named| named.is_evaluated)
    }

    /// The types that have a finite value.
    pub(crate) fn finite(&self) -> BTreeSet<TypeId> {
        graph::finite(self)
    }

    /// The definitions that no type leads to from the root.
    pub(crate) fn unreachable(&self) -> impl Iterator<Item = &Named> {
        let reachable_from_root = graph::reachable_from_root(self);
        let definitions = self
            .iter()
            .filter(|(_, named)| named.definition_pointer.is_some());
        definitions
            .filter(move |(id, _)| !reachable_from_root.contains(id))
            .map(|(_, named)| named)
    }

    /// A type.
    pub(crate) fn get(&self, id: TypeId) -> &Named {
        &self.types[id.0]
    }

    /// The type that is defined at a node.
    pub(crate) fn at(&self, node: NodeId) -> Option<&Named> {
        self.definitions.get(&node).map(|id| self.get(*id))
    }
}

impl Form {
    /// The name by which the macros of the runtime know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Types => "types",
            Form::AnyOf => "any_of",
            Form::OneOf => "one_of",
            Form::ExactlyOne => "exactly_one",
            Form::Conditional => "by_condition",
            Form::Tagged => "by_tag",
        }
    }
}

impl TypeId {
    /// The name of the type for typify, which would change some of the real ones
    /// into what it takes for better style.
    pub(crate) fn opaque(self) -> String {
        format!("Type{}", self.0)
    }
}

impl Named {
    /// The types of the properties that it does not declare.
    pub(crate) fn maps(&self) -> impl Iterator<Item = &Rust> {
        let object = match &self.kind {
            Kind::Struct(object) => Some(object),
            _ => None,
        };
        object.into_iter().flat_map(Struct::maps)
    }

    /// The types that it is made of, with the names of its fields if it has any.
    pub(crate) fn parts(&self) -> Vec<(String, Rust)> {
        match &self.kind {
            Kind::Struct(object) => {
                let fields = object
                    .all_fields()
                    .map(|f| (f.name.clone(), f.value.clone()));
                fields.collect()
            }
            Kind::Newtype(base) => vec![("value".to_owned(), base.clone())],
            Kind::Tuple(tuple) => {
                let rest = tuple.rest.iter();
                let rest = rest.map(|rest| ("rest".to_owned(), Rust::Vec(Box::new(rest.clone()))));
                let elements = tuple.elements.iter().enumerate();
                let elements = elements.map(|(i, e)| (format!("e{i}"), e.value.clone()));
                elements.chain(rest).collect()
            }
            Kind::Listed(_) | Kind::External(_) => Vec::new(),
            Kind::Union(union) => {
                let variants = union.variants.iter().enumerate();
                variants
                    .map(|(i, v)| (format!("v{i}"), v.value.clone()))
                    .collect()
            }
            Kind::Intersection { base, .. } => vec![("value".to_owned(), base.value.clone())],
        }
    }
}

impl Constraint {
    /// The types of the properties that it constrains.
    pub(crate) fn members(&self) -> Vec<&Rust> {
        match self {
            Constraint::PropertyNames(names) => vec![names],
            Constraint::PatternProperties(patterns) => {
                patterns.iter().map(|(_, value)| value).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Listed {
    /// Whether there is one value, which is then the default.
    pub(crate) fn is_constant(&self) -> bool {
        self.values.len() == 1 && self.other.is_none()
    }
}

impl Struct {
    /// The types of the properties that are not declared.
    pub(crate) fn maps(&self) -> impl Iterator<Item = &Rust> {
        let patterned = self.patterned.iter().map(|patterned| &patterned.value);
        patterned.chain(&self.others)
    }

    /// Its own fields, and those of its branches.
    pub(crate) fn all_fields(&self) -> impl Iterator<Item = &Field> {
        let branches = self.branches.iter().flat_map(|branch| &branch.fields);
        self.fields.iter().chain(branches)
    }
}
