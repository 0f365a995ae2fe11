//! Values of several types: `type` with several, `anyOf` and `oneOf`.

use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Schema, Type};

use super::branch_summary::BranchSummary;
use super::build::{Builder, Lowered, TypeBody};
use super::decompose::Aspect;
use super::enum_values::{asserts_only, has_type};
use super::names::{Register, branch_names, variant_name, without_repetition};
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

    /// The union of a schema that has nothing else but a `type`, which all branches have, or
    /// which is that of those that name none.
    pub(super) fn union_beside_type(&mut self, id: NodeId, parts: &[Aspect]) -> Option<Lowered> {
        let combinator = match parts {
            [Aspect::OneOf, Aspect::Own] => Combinator::OneOf,
            [Aspect::AnyOf, Aspect::Own] => Combinator::AnyOf,
            _ => return None,
        };
        let node = self.node(id);
        let is_expected =
            |keyword: &Keyword| matches!(keyword, Keyword::Type(_) | Keyword::Branches(..));
        let branches = node.branches(combinator)?;
        if !asserts_only(node, is_expected) {
            return None;
        }
        let fits = |branch: &NodeId| match self.node(*branch).constants() {
            Some(constants) => constants.iter().all(|value| has_type(node, value)),
            None => self.has_types(*branch, node.types().unwrap_or_default()),
        };
        if !branches.iter().all(fits) {
            return None;
        }
        if let Some([type_]) = node.types() {
            self.inherited
                .extend(branches.iter().map(|branch| (*branch, *type_)));
        }
        let lowered = self.branches(id, combinator, true);
        let type_ = node.keywords.iter().find(|entry| entry.name == "type")?;
        self.additions.set("type", type_.json.value.clone());
        Some(lowered)
    }

    /// Whether all values of a branch have one of the types, or it is to have the one.
    fn has_types(&self, branch: NodeId, types: &[Type]) -> bool {
        let node = self.node(branch);
        let is_own = super::decompose::parts(node) == [Aspect::Own];
        match (node.types(), types) {
            (None, [Type::Integer]) => false,
            (None, [type_]) if is_own && self.is_about(node, *type_) => true,
            (Some(own), _) => own.iter().all(|own| types.contains(own)),
            (None, _) => {
                let summary = BranchSummary::of(self.schema, branch);
                let mut own = summary.types.iter();
                own.all(|own| types.contains(own))
            }
        }
    }

    /// Whether all assertions of a schema are about values of a type.
    fn is_about(&self, node: &Node, type_: Type) -> bool {
        let mut keywords = node.keywords.iter().map(|entry| &entry.keyword);
        node.truth().is_none()
            && keywords.all(|keyword| keyword.is_annotation() || keyword.types() == [type_])
    }

    /// A variant for each branch; an option, if the other branch is null.
    /// Alone it is all of the schema but its annotations.
    pub(super) fn branches(
        &mut self,
        id: NodeId,
        combinator: Combinator,
        is_alone: bool,
    ) -> Lowered {
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
        if let ([branch], true) = (branches, is_alone) {
            // One branch is what it is, in any union.
            self.additions
                .set("$branch", Value::String(keyword.to_owned()));
            return Lowered::Plain(self.place_at(&[keyword, "0"], *branch));
        }
        let mut register = Register::default();
        let mut variants: Vec<Variant> = Vec::new();
        let names = branch_names(self.schema, branches);
        let names = without_repetition(&self.hints[id.index()], &names);
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
