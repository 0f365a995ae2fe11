//! Proofs of keywords that the model does not have: by an equal keyword among the given, or
//! by the few properties that are known.

use std::collections::BTreeSet;

use exactschema::schema::{Draft, Facts, Keyword, Role};
use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Entry, Keyword as ModelKeyword, Node, NodeId, Schema, Type};
use exactschema_sample::{Instance, hidden_members, hidden_values};

use super::super::view::{choices, view};
use super::{Case, Claim, Known, Prover};

/// Keywords that apply schemas to the same value: what these evaluate, the keywords
/// `unevaluated…` leave alone.
pub(super) const IN_PLACE: &[Keyword] = &[
    Keyword::Ref,
    Keyword::DynamicRef,
    Keyword::AllOf,
    Keyword::AnyOf,
    Keyword::OneOf,
    Keyword::Not,
    Keyword::If,
    Keyword::Then,
    Keyword::Else,
    Keyword::DependentSchemas,
    Keyword::PropertyDependencies,
    Keyword::Properties,
    Keyword::PatternProperties,
    Keyword::AdditionalProperties,
    Keyword::PrefixItems,
    Keyword::Items,
    Keyword::Contains,
];

/// A keyword by its name, if it can make a document invalid in any dialect.
pub(in super::super) fn asserting(name: &str) -> Option<Keyword> {
    let mut facts = Draft::ALL
        .iter()
        .rev()
        .filter_map(|draft| Facts::of(name, *draft));
    let facts = facts.find(|facts| matches!(facts.role, Role::Applicator | Role::Assertion))?;
    Some(facts.keyword)
}

/// The keywords that a keyword means something with.
fn group(keyword: Keyword) -> Vec<Keyword> {
    match keyword {
        Keyword::If | Keyword::Then | Keyword::Else => {
            vec![Keyword::If, Keyword::Then, Keyword::Else]
        }
        Keyword::Contains | Keyword::MinContains | Keyword::MaxContains => {
            vec![
                Keyword::Contains,
                Keyword::MinContains,
                Keyword::MaxContains,
            ]
        }
        Keyword::UnevaluatedItems | Keyword::UnevaluatedProperties => {
            IN_PLACE.iter().copied().chain([keyword]).collect()
        }
        // The former name of both.
        Keyword::DependentSchemas => vec![keyword, Keyword::DependentRequired],
        keyword => vec![keyword],
    }
}

/// Whether a keyword has schemas for objects with a property of a name.
pub(super) fn is_dependent(entry: &Entry) -> bool {
    let is_named = matches!(&*entry.name, "dependentSchemas" | "dependencies");
    is_named && matches!(entry.keyword, ModelKeyword::Unsupported)
}

impl<'a> Prover<'a> {
    /// Whether a keyword rejects no value of the case that `rest` does not allow.
    pub(super) fn opaque(
        &mut self,
        case: &Case<'a, '_>,
        rest: &Claim,
        node: &'a Node,
        name: &str,
    ) -> bool {
        let Some(keyword) = asserting(name) else {
            return true;
        };
        let about = match keyword {
            Keyword::Contains
            | Keyword::MinContains
            | Keyword::MaxContains
            | Keyword::UnevaluatedItems => Some(Type::Array),
            Keyword::DependentSchemas
            | Keyword::PropertyDependencies
            | Keyword::UnevaluatedProperties => Some(Type::Object),
            _ => None,
        };
        if about.is_some_and(|about| !case.can_be(about)) {
            return true;
        }
        let has = |name: &str| node.keywords.iter().any(|entry| entry.name == name);
        match keyword {
            Keyword::Then | Keyword::Else if !has("if") => return true,
            Keyword::MinContains | Keyword::MaxContains if !has("contains") => return true,
            // Nothing is left that was not evaluated.
            Keyword::UnevaluatedItems if node.items().is_some() => return true,
            Keyword::UnevaluatedProperties if has("additionalProperties") => return true,
            _ => {}
        }
        self.is_given(case, node, &group(keyword))
            || match keyword {
                Keyword::Not => {
                    let not = self.applied(node, name);
                    not.is_some_and(|not| self.holds_for(rest.with([not], [])))
                }
                Keyword::If | Keyword::Then | Keyword::Else => self.condition(rest, node),
                Keyword::Contains | Keyword::MinContains | Keyword::MaxContains => {
                    self.contains(case, node)
                }
                Keyword::DependentSchemas => self.dependent(rest, node, name),
                Keyword::PropertyDependencies => self.dependent_on_values(rest, node),
                Keyword::UnevaluatedProperties => {
                    let inner = self.applied(node, name);
                    inner.is_some_and(|inner| self.unevaluated_properties(case, node, inner))
                }
                Keyword::UnevaluatedItems => {
                    let inner = self.applied(node, name);
                    inner.is_some_and(|inner| self.items(case, node, inner))
                }
                _ => false,
            }
    }

    /// Whether the properties that are not evaluated are what they have to be.
    fn unevaluated_properties(
        &mut self,
        case: &Case<'a, '_>,
        node: &'a Node,
        wanted: NodeId,
    ) -> bool {
        let Some(nodes) = self.evaluating(case.claim, node) else {
            return true;
        };
        let wrong = self.other_names(case, &nodes, wanted);
        // A branch may evaluate a property wherever that is present.
        wrong.is_some_and(|names| {
            names.into_iter().all(|name| {
                let mut claim = case.claim.clone();
                claim.type_ = Some(Type::Object);
                let known = claim.known.insert(name.to_owned(), Known::Present);
                let nodes = match known {
                    None => self.evaluating(&claim, node),
                    Some(_) => return false,
                };
                nodes.is_none_or(|nodes| {
                    let mut declared = nodes.iter().flat_map(|node| node.properties());
                    declared.any(|(other, _)| other == name)
                })
            })
        })
    }

    /// The nodes that evaluate properties of each value of a claim that is valid against a
    /// node: those that apply in any case, and branches that accept each; `None` if they
    /// evaluate all.
    fn evaluating(&mut self, claim: &Claim, node: &'a Node) -> Option<Vec<&'a Node>> {
        let schema = self.both.schema();
        let mut nodes = Vec::new();
        let mut waiting = Vec::from_iter(id(schema, node));
        let mut seen = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let view = view(schema, &[id]);
            for (_, branches) in choices(&view) {
                let holds = |branch: &&NodeId| {
                    self.holds_for(Claim {
                        wanted: BTreeSet::from([**branch]),
                        apart: BTreeSet::new(),
                        ..claim.clone()
                    })
                };
                waiting.extend(branches.iter().filter(holds));
            }
            nodes.extend(view.nodes);
        }
        let evaluates_all = |other: &&Node| {
            !std::ptr::eq(*other, node)
                && (other.additional_properties().is_some()
                    || self.applied(other, "unevaluatedProperties").is_some())
        };
        (!nodes.iter().any(evaluates_all)).then_some(nodes)
    }

    /// Whether some keywords of a wanted node are the same in a given one.
    fn is_given(&self, case: &Case<'a, '_>, node: &Node, keywords: &[Keyword]) -> bool {
        let schema = self.both.schema();
        let Some(wanted) = id(schema, node) else {
            return false;
        };
        let mut given = case.view.nodes.iter().filter_map(|node| id(schema, node));
        given.any(|given| {
            let ids = [given, wanted].map(|id| self.both.of(id));
            self.same.are_in(ids, keywords)
        })
    }

    /// Whether what a condition leads to, whether it holds or not, is valid.
    fn condition(&mut self, rest: &Claim, node: &'a Node) -> bool {
        let Some(condition) = self.applied(node, "if") else {
            return false;
        };
        let [then, otherwise] = ["then", "else"].map(|name| self.applied(node, name));
        then.is_none_or(|then| self.holds_for(rest.with([condition], [then])))
            && otherwise.is_none_or(|other| self.holds_for(rest.with([], [condition, other])))
    }

    /// Whether each schema for objects with a text in a property accepts those that have it.
    fn dependent_on_values(&mut self, rest: &Claim, node: &Node) -> bool {
        let schema = self.both.schema();
        let values = node.keywords.iter();
        let values = values.flat_map(|entry| hidden_values(schema, entry));
        let values: Vec<_> = values.collect();
        values.into_iter().all(|(name, value, wanted)| {
            let value = Known::Is(Instance::from(value.as_str()));
            let mut claim = rest.with([], [wanted]);
            claim.type_ = Some(Type::Object);
            let known = claim.known.insert(name, value.clone());
            known.is_some_and(|known| known != value && known != Known::Present)
                || rest.type_.is_some_and(|type_| type_ != Type::Object)
                || self.holds_for(claim)
        })
    }

    /// Whether each schema for objects with a property accepts those that have it.
    fn dependent(&mut self, rest: &Claim, node: &Node, name: &str) -> bool {
        let schema = self.both.schema();
        let mut wanted = Vec::new();
        for entry in node.keywords.iter().filter(|entry| entry.name == name) {
            let Value::Object(members) = &entry.json.value else {
                return false;
            };
            let found = hidden_members(schema, entry);
            // A list of names is no schema.
            if found.len() != members.len() {
                return false;
            }
            wanted.extend(found);
        }
        wanted.into_iter().all(|(name, wanted)| {
            let mut claim = rest.with([], [wanted]);
            claim.type_ = Some(Type::Object);
            match claim.known.get(&name) {
                Some(Known::Absent) => return true,
                Some(_) => {}
                None => drop(claim.known.insert(name, Known::Present)),
            }
            rest.type_.is_some_and(|type_| type_ != Type::Object) || self.holds_for(claim)
        })
    }
}

/// The node that this is of a schema.
pub(in super::super) fn id(schema: &Schema, node: &Node) -> Option<NodeId> {
    schema.at(&node.place.pointer)
}
