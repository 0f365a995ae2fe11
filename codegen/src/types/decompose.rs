//! Splits a schema into its own keywords, its reference and its branches. Each could be
//! a type; together they are one.

use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Type};

use super::branch_summary::BranchSummary;
use super::build::{Builder, Lowered, TypeBody};
use super::names::variant_name;
use super::unions::beside_null;
use super::{Kind, Part, Rust};

impl Builder<'_> {
    /// The type of a schema, without its annotations.
    pub(super) fn make(&mut self, id: NodeId) -> Lowered {
        let node = self.node(id);
        if let Some(truth) = node.truth() {
            return Lowered::Plain(if truth { Rust::Value } else { Rust::Never });
        }
        let parts = parts(node);
        match parts.as_slice() {
            [] => Lowered::Plain(Rust::Value),
            [part] if *part != Aspect::AllOf => self.aspect(id, *part, true),
            parts => {
                if let Some(union) = self.union_beside_type(id, parts) {
                    return union;
                }
                match self.merged(id) {
                    Some(object) => Lowered::Body(object),
                    None => self.intersection(id, parts),
                }
            }
        }
    }

    /// Whether a schema needs no name of its own, and may be spelled out within itself:
    /// a list, a map, or a value that may be null.
    pub(super) fn is_plain(&self, id: NodeId) -> bool {
        let node = self.node(id);
        let keywords = || node.keywords.iter().map(|entry| &entry.keyword);
        let is_list = |keyword: &Keyword| match keyword {
            Keyword::Type(types) => *types == [Type::Array] || *types == [Type::Object],
            Keyword::Items(_) | Keyword::AdditionalProperties(_) => true,
            keyword => keyword.is_annotation(),
        };
        let is_nullable = |combinator| {
            let branches = node.branches(combinator).unwrap_or_default();
            beside_null(self.schema, branches).is_some()
        };
        match parts(node).as_slice() {
            [Aspect::Own] => node.types().is_some() && keywords().all(is_list),
            [Aspect::AnyOf] => is_nullable(Combinator::AnyOf),
            [Aspect::OneOf] => is_nullable(Combinator::OneOf),
            _ => false,
        }
    }

    /// The type of one aspect of a schema.
    fn aspect(&mut self, id: NodeId, aspect: Aspect, is_alone: bool) -> Lowered {
        let node = self.node(id);
        match aspect {
            Aspect::Own => self.own(id),
            Aspect::Reference => {
                let definition = node
                    .reference()
                    .and_then(|target| self.definition_of(target));
                // A reference to another document has been set aside.
                Lowered::Plain(definition.map_or(Rust::Never, Rust::Named))
            }
            Aspect::AnyOf => self.branches(id, Combinator::AnyOf, is_alone),
            Aspect::OneOf => self.branches(id, Combinator::OneOf, is_alone),
            // Its branches are aspects of their own.
            Aspect::AllOf => Lowered::Plain(Rust::Value),
        }
    }

    /// A value of one type that others take too.
    fn intersection(&mut self, id: NodeId, aspects: &[Aspect]) -> Lowered {
        let name = match self.definition_of(id) {
            None => Some(self.name(id, "")),
            Some(_) => None,
        };
        let mut parts = Vec::new();
        for aspect in aspects {
            if *aspect == Aspect::AllOf {
                let branches = self
                    .node(id)
                    .branches(Combinator::AllOf)
                    .unwrap_or_default();
                for (index, branch) in branches.iter().enumerate() {
                    let value = self.place_at(&["allOf", &index.to_string()], *branch);
                    parts.push(Part {
                        value,
                        in_all_of: true,
                    });
                }
            } else {
                let value = self.extract_type(id, aspect.suffix(), |builder| {
                    builder.aspect(id, *aspect, false)
                });
                parts.push(Part {
                    value,
                    in_all_of: false,
                });
            }
        }
        // The first is the most specific.
        let base = parts.remove(0);
        let kind = Kind::Intersection { base, also: parts };
        let body = TypeBody::new(kind, Vec::new());
        Lowered::Body(TypeBody { name, ..body })
    }

    /// The type of the keywords that are neither references nor branches.
    fn own(&mut self, id: NodeId) -> Lowered {
        let node = self.node(id);
        if let Some(values) = node.constants() {
            return self.constants(id, values);
        }
        if let Some(known) = node.extensible() {
            return self.known_texts(known);
        }
        let Some(types) = node.types() else {
            return self.untyped(id);
        };
        let rest: Vec<Type> = types.iter().copied().filter(|t| *t != Type::Null).collect();
        match (rest.as_slice(), rest.len() < types.len()) {
            ([], _) => Lowered::Plain(Rust::Null),
            ([type_], false) => self.single(id, *type_),
            ([type_], true) => {
                let lowered = self.single(id, *type_);
                self.nullable(id, variant_name(type_.name()), lowered)
            }
            (types, false) => self.types(id, types),
            (types, true) => {
                let lowered = self.types(id, types);
                self.nullable(id, "Value".to_owned(), lowered)
            }
        }
    }

    /// The type of keywords beside which there is no `type`. Others may determine it, such as
    /// a reference, and so may that of the union around it.
    fn untyped(&mut self, id: NodeId) -> Lowered {
        let known = BranchSummary::of(self.schema, id).types;
        let inherited = self.inherited.get(&id);
        let is_possible = |type_: &&Type| {
            known.contains(type_) && inherited.is_none_or(|inherited| inherited == *type_)
        };
        let types: Vec<Type> = Type::ALL.iter().filter(is_possible).copied().collect();
        if let [Type::Null, type_] = types.as_slice() {
            let lowered = self.single(id, *type_);
            let lowered = self.nullable(id, variant_name(type_.name()), lowered);
            self.additions.set("type", Value::Null);
            return lowered;
        }
        self.additions.set("type", Value::Null);
        match types.as_slice() {
            [] => self.types(id, Type::ALL),
            [type_] => self.single(id, *type_),
            types => self.types(id, types),
        }
    }

    /// A value or null; the value has a type of its own if it needs a name, after which its
    /// own comes where the whole has a name already.
    fn nullable(&mut self, id: NodeId, own: String, lowered: Lowered) -> Lowered {
        let inner = match lowered {
            Lowered::Plain(value) => value,
            Lowered::Body(mut body) => {
                body.additions = std::mem::take(&mut self.additions).finish();
                let is_named = self.definition_of(id).is_some() || parts(self.node(id)).len() > 1;
                let suffix = if is_named { own.as_str() } else { "" };
                Rust::Named(self.add(id, suffix, body))
            }
        };
        Lowered::Plain(Rust::Option(Box::new(inner)))
    }
}

/// The parts of a schema, each of which could be a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// Its own keywords.
    Own,
    Reference,
    AllOf,
    AnyOf,
    OneOf,
}

impl Aspect {
    /// The suffix of the name of its type after that of the whole.
    fn suffix(self) -> &'static str {
        match self {
            Aspect::Own => "Own",
            Aspect::Reference | Aspect::AllOf => "",
            Aspect::AnyOf => "Any",
            Aspect::OneOf => "One",
        }
    }
}

/// The aspects of a node; the most specific comes first.
pub(super) fn parts(node: &Node) -> Vec<Aspect> {
    let is_own = |keyword: &Keyword| match keyword {
        Keyword::Reference(_) | Keyword::Branches(..) | Keyword::Definitions(_) => false,
        Keyword::Dialect(_) => false,
        Keyword::Extensible(_) => true,
        keyword => !keyword.is_annotation(),
    };
    let own = node.keywords.iter().any(|entry| is_own(&entry.keyword));
    // Of two types, that which declares what is in a value has more to say.
    let declares = !node.properties().is_empty() || node.items().is_some();
    let candidates = [
        (Aspect::Own, own && declares),
        (Aspect::Reference, node.reference().is_some()),
        (Aspect::OneOf, node.branches(Combinator::OneOf).is_some()),
        (Aspect::AnyOf, node.branches(Combinator::AnyOf).is_some()),
        (Aspect::AllOf, node.branches(Combinator::AllOf).is_some()),
        (Aspect::Own, own && !declares),
    ];
    candidates
        .into_iter()
        .filter(|(_, is_present)| *is_present)
        .map(|(aspect, _)| aspect)
        .collect()
}
