//! Descriptions of types: all that the declaration, the constructor and the table of a type
//! are printed from.

use super::annotations::{annotations, residual};
use super::constraints::{expressions, patterns};
use super::constructor::parameters;
use super::derives::derives;
use super::docs::{constant_docs, doc, documentation, field_docs, introduction, variant_docs};
use super::union::branch;
use super::{Context, Draft, PATTERNED, field_type, spelled};
use crate::api;
use crate::api::{Access, Branch, Conjunct, Meaning, Part, Presence, Type};
use crate::markdown::code;
use crate::types::{Kind, Listed, Rust, Struct, Tuple, Union};

/// The description of a type.
pub(super) fn of(context: &Context<'_>, draft: &Draft<'_>) -> Type {
    let named = draft.named;
    let parts = parts(context, draft);
    let is_deprecated = context.schema.node(named.node).is_deprecated();
    Type {
        name: named.name.clone(),
        docs: documentation(context, draft),
        derives: derives(context, draft),
        is_deprecated: is_deprecated && named.definition_pointer.is_some(),
        is_hidden: !draft.is_reachable,
        kind: kind(context, draft, &parts),
        parts,
        definition: named.definition_pointer.clone(),
        shared: (context.links.is_shared()).then(|| context.module.to_owned()),
        evaluated: draft.evaluated.clone(),
        constraints: expressions(context.types, &named.constraints),
        annotations: annotations(context, draft),
        residual: residual(draft),
    }
}

/// The other name of the definition that the root only refers to, if it has one.
pub(super) fn alias(context: &Context<'_>) -> Option<Type> {
    let referred = context.types.referred()?;
    let of = context.types.get(referred.type_).name.clone();
    let docs = introduction(context.schema, context.types.root().node);
    Some(Type {
        name: referred.alias.clone()?,
        docs: doc(&docs),
        kind: api::Kind::Alias(of),
        ..Type::default()
    })
}

/// The struct that the constructor of a type takes, if it takes one.
pub(super) fn arguments(context: &Context<'_>, draft: &Draft<'_>, type_: &Type) -> Option<Type> {
    let Kind::Struct(object) = &draft.named.kind else {
        return None;
    };
    let name = object.arguments.clone()?;
    let fields = object.all_fields().zip(&type_.parts);
    let given = fields.filter(|(field, _)| context.types.is_given(field));
    let without_default = type_.derives.iter().filter(|name| *name != "Default");
    Some(Type {
        name,
        docs: doc(&format!("The required properties of [`{}`].", type_.name)),
        derives: without_default.cloned().collect(),
        is_deprecated: type_.is_deprecated,
        is_hidden: type_.is_hidden,
        kind: api::Kind::Arguments,
        parts: given.map(|(_, part)| part.clone()).collect(),
        ..Type::default()
    })
}

fn kind(context: &Context<'_>, draft: &Draft<'_>, parts: &[Part]) -> api::Kind {
    match &draft.named.kind {
        Kind::Struct(object) => api::Kind::Struct {
            parameters: parameters(context.types, object, parts),
            arguments: object.arguments.clone(),
            requires: object.requires.clone(),
            branches: branches(context, object),
        },
        Kind::Newtype(base) => api::Kind::Newtype {
            access: match base {
                Rust::String => Access::Text,
                Rust::Integer(_) | Rust::Double => Access::Number,
                _ => Access::Value,
            },
            of: draft.spelled(0),
        },
        Kind::Tuple(_) => api::Kind::Tuple,
        // It is described in its own module.
        Kind::External(_) => api::Kind::default(),
        Kind::Listed(listed) => api::Kind::Listed {
            are_texts: listed.are_texts,
            keyword: listed.keyword.clone(),
            branches: listed.branches.clone(),
        },
        Kind::Union(union) => api::Kind::Union(union.form),
        Kind::Intersection { base, also } => api::Kind::Intersection {
            of: Conjunct {
                type_: draft.spelled(0),
                in_all_of: base.in_all_of,
            },
            also: also
                .iter()
                .map(|part| Conjunct {
                    type_: spelled(&context.types.spell(&part.value)),
                    in_all_of: part.in_all_of,
                })
                .collect(),
        },
    }
}

fn branches(context: &Context<'_>, object: &Struct) -> Vec<Branch> {
    let branches = object.branches.iter().map(|branch| {
        let base = branch.refers.map(|id| context.types.get(id).name.clone());
        Branch {
            base: match (base, branch.in_all_of) {
                (None, _) => "_".to_owned(),
                (Some(base), true) => base,
                (Some(base), false) => format!("({base})"),
            },
            fields: branch.fields.len(),
            requires: branch.requires.clone(),
        }
    });
    branches.collect()
}

fn parts(context: &Context<'_>, draft: &Draft<'_>) -> Vec<Part> {
    match &draft.named.kind {
        Kind::Struct(object) => fields(context, draft, object),
        Kind::Newtype(_) | Kind::Intersection { .. } | Kind::External(_) => Vec::new(),
        Kind::Tuple(tuple) => elements(draft, tuple),
        Kind::Listed(listed) => constants(context, listed),
        Kind::Union(union) => variants(context, draft, union),
    }
}

fn fields(context: &Context<'_>, draft: &Draft<'_>, object: &Struct) -> Vec<Part> {
    let fields = object.all_fields().zip(&draft.parts).enumerate();
    let fields = fields.map(|(index, (field, (ident, _)))| {
        let meaning = Meaning::Property {
            name: field.name.clone(),
            presence: field.presence,
        };
        Part {
            type_: Some(field_type(draft, index, field.presence)),
            docs: field_docs(context.schema, field),
            is_deprecated: field
                .node
                .is_some_and(|id| context.schema.node(id).is_deprecated()),
            ..Part::new(ident, meaning)
        }
    });
    let patterned = object.patterned.iter().map(|patterned| {
        let map = Rust::Map(Box::new(patterned.value.clone()));
        let names = patterned
            .patterns
            .iter()
            .map(|pattern| code(pattern.source()));
        let names: Vec<String> = names.collect();
        Part {
            type_: Some(spelled(&context.types.spell(&map))),
            docs: doc(&format!(
                "Properties whose names match {}.",
                names.join(" or ")
            )),
            ..Part::new(
                PATTERNED,
                Meaning::MatchingProperties(patterns(&patterned.patterns)),
            )
        }
    });
    let others = draft.others.iter().zip(&object.others);
    let others = others.map(|(ident, value)| Part {
        type_: Some(spelled(
            &context.types.spell(&Rust::Map(Box::new(value.clone()))),
        )),
        docs: doc(match value {
            Rust::Value => "Properties that the schema does not mention, as they were read.",
            _ => "All other properties.",
        }),
        ..Part::new(ident, Meaning::OtherProperties)
    });
    fields.chain(patterned).chain(others).collect()
}

fn elements(draft: &Draft<'_>, tuple: &Tuple) -> Vec<Part> {
    let elements = tuple.elements.iter().enumerate().map(|(index, element)| {
        let presence = match element.required {
            true => Presence::Required,
            false => Presence::Optional,
        };
        Part {
            type_: Some(field_type(draft, index, presence)),
            ..Part::new(index, Meaning::Element(presence))
        }
    });
    let rest = tuple.rest.iter().map(|_| {
        let index = tuple.elements.len();
        Part {
            type_: Some(draft.spelled(index)),
            ..Part::new(index, Meaning::OtherElements)
        }
    });
    elements.chain(rest).collect()
}

fn constants(context: &Context<'_>, listed: &Listed) -> Vec<Part> {
    let values = listed.values.iter().map(|constant| Part {
        docs: constant_docs(context.schema, listed, constant),
        ..Part::new(&constant.name, Meaning::Value(constant.value.clone()))
    });
    let other = listed.other.map(|name| Part {
        type_: Some("String".to_owned()),
        docs: doc("Any other text."),
        ..Part::new(name, Meaning::OtherTexts)
    });
    values.chain(other).collect()
}

fn variants(context: &Context<'_>, draft: &Draft<'_>, union: &Union) -> Vec<Part> {
    let variants = union.variants.iter().enumerate();
    let variants = variants.map(|(index, variant)| Part {
        type_: Some(draft.spelled(index)),
        docs: variant_docs(context, union.form, variant),
        ..Part::new(&variant.name, Meaning::Branch(branch(union, variant)))
    });
    variants.collect()
}

impl Part {
    /// A part without a type and attributes.
    fn new(name: impl ToString, meaning: Meaning) -> Self {
        Part {
            name: name.to_string(),
            type_: None,
            docs: Vec::new(),
            is_deprecated: false,
            meaning,
        }
    }
}
