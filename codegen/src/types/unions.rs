//! Values of several types: `type` with several, `anyOf` and `oneOf`.

use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Combinator, NodeId, Schema, Type};

use super::branch_summary::BranchSummary;
use super::build::{Builder, Lowered, TypeBody};
use super::names::{Register, branch_names, variant_name};
use super::{Form, Kind, Rust, Union, Variant};

impl Builder<'_> {
    /// A variant for each type.
    pub(super) fn types(&mut self, id: NodeId, types: &[Type]) -> Lowered {
        if let Some(format) = self.node(id).format() {
            self.additions
                .set("format", Value::String(format.to_owned()));
        }
        let variants = types.iter().map(|type_| {
            let name = variant_name(type_.name());
            let value = self.extract_type(id, &name, |builder| builder.single(id, *type_));
            let mut summary = BranchSummary::of(self.schema, id);
            let instance = if *type_ == Type::Integer {
                Type::Number
            } else {
                *type_
            };
            summary.types = [instance].into();
            summary.tags.clear();
            Variant {
                name,
                node: id,
                value,
                summary,
            }
        });
        let union = Union {
            form: Form::Types,
            variants: variants.collect(),
        };
        Lowered::Body(TypeBody::new(Kind::Union(union), Vec::new()))
    }

    /// A variant for each branch; an option, if the other branch is null.
    pub(super) fn branches(&mut self, id: NodeId, combinator: Combinator) -> Lowered {
        let keyword = combinator.name();
        let branches = self.node(id).branches(combinator).unwrap_or_default();
        if let Some((value, index)) = beside_null(self.schema, branches) {
            self.additions
                .set("nullable", Value::String(keyword.to_owned()));
            let value = self.place_at(&[keyword, "0"], value);
            let null = self.schema.node(branches[1 - index]);
            self.within(&[keyword, "1"], |builder| builder.additions.annotate(null));
            return Lowered::Plain(Rust::Option(Box::new(value)));
        }
        if let Some(listed) = self.listed_by_branches(id, combinator) {
            return listed;
        }
        let mut register = Register::default();
        let mut variants: Vec<Variant> = Vec::new();
        let names = branch_names(self.schema, branches);
        for (index, (branch, name)) in branches.iter().zip(names).enumerate() {
            let value = self.place_at(&[keyword, &index.to_string()], *branch);
            variants.push(Variant {
                name: register.give(name.as_deref().unwrap_or(match value {
                    Rust::Value => "Value",
                    _ => "Branch",
                })),
                node: *branch,
                value,
                summary: BranchSummary::of(self.schema, *branch),
            });
        }
        let apart = variants.iter().enumerate().all(|(index, variant)| {
            let mut others = variants[..index].iter();
            others.all(|other| variant.summary.is_disjoint(&other.summary))
        });
        let form = match (combinator, apart) {
            (Combinator::OneOf, true) => Form::OneOf,
            (Combinator::OneOf, false) => Form::ExactlyOne,
            _ => Form::AnyOf,
        };
        Lowered::Body(TypeBody::new(
            Kind::Union(Union { form, variants }),
            Vec::new(),
        ))
    }
}

/// The branch beside another that is null and nothing else, and its place.
pub(super) fn beside_null(schema: &Schema, branches: &[NodeId]) -> Option<(NodeId, usize)> {
    let [left, right] = branches else {
        return None;
    };
    let is_null = |id: NodeId| {
        let node = schema.node(id);
        let assertions = node
            .keywords
            .iter()
            .filter(|entry| !entry.keyword.is_annotation());
        node.types() == Some(&[Type::Null]) && assertions.count() == 1
    };
    let takes_null = |id: NodeId| BranchSummary::of(schema, id).types.contains(&Type::Null);
    match (is_null(*left), is_null(*right)) {
        (false, true) if !takes_null(*left) => Some((*left, 0)),
        (true, false) if !takes_null(*right) => Some((*right, 1)),
        _ => None,
    }
}
