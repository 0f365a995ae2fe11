//! Proofs of keywords that the model does not have: by an equal keyword among the given, or
//! by the few properties that are known.

use exactschema::schema::{Draft, Facts, Keyword, Role};
use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Node, NodeId, Schema, Type};
use exactschema_sample::{hidden, hidden_members};

use super::super::view::view;
use super::{Case, Prover};

/// Keywords that apply schemas to the same value: what these evaluate, the keywords
/// `unevaluated…` leave alone.
const IN_PLACE: &[Keyword] = &[
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

impl<'a> Prover<'a> {
    /// Whether a keyword of the wanted side rejects no value of the case.
    pub(super) fn opaque(&mut self, case: &Case<'a, '_>, node: &'a Node, name: &str) -> bool {
        let schema = self.wanted(case.claim).schema;
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
            Keyword::UnevaluatedItems if has("items") => return true,
            Keyword::UnevaluatedProperties if has("additionalProperties") => return true,
            _ => {}
        }
        self.is_given(case, node, &group(keyword))
            || match keyword {
                Keyword::Not => {
                    let not = hidden(schema, node, "not");
                    not.is_some_and(|not| self.never(case, not))
                }
                Keyword::If | Keyword::Then | Keyword::Else => self.condition(case, node),
                Keyword::Contains | Keyword::MinContains | Keyword::MaxContains => {
                    self.contains(case, node)
                }
                Keyword::DependentSchemas => self.dependent(case, node, name),
                // Some of all others are those that nothing else evaluates.
                Keyword::UnevaluatedProperties => {
                    let rest = hidden(schema, node, name);
                    rest.is_some_and(|rest| self.additional(case, node, rest))
                }
                Keyword::UnevaluatedItems => {
                    let rest = hidden(schema, node, name);
                    rest.is_some_and(|rest| self.items(case, node, rest))
                }
                _ => false,
            }
    }

    /// Whether some keywords of a wanted node are the same in a given one.
    fn is_given(&self, case: &Case<'a, '_>, node: &Node, keywords: &[Keyword]) -> bool {
        let (given, wanted) = (
            self.given(case.claim).schema,
            self.wanted(case.claim).schema,
        );
        let Some(wanted) = id(wanted, node) else {
            return false;
        };
        let mut given = case.view.nodes.iter().filter_map(|node| id(given, node));
        given.any(|given| {
            let ids = self.ordered(case.claim, given, wanted);
            self.same.are_in(ids, keywords)
        })
    }

    /// Whether no value of the case is valid against a node of the wanted side.
    fn never(&mut self, case: &Case<'a, '_>, not: NodeId) -> bool {
        let excluded = view(self.wanted(case.claim).schema, &[not]);
        if self.are_disjoint(case.claim.side, &case.view, &excluded) {
            return true;
        }
        // All values of the case are excluded by a `not` of it.
        let schema = self.given(case.claim).schema;
        let given = case.view.nodes.iter();
        let refused: Vec<NodeId> = given
            .filter_map(|node| hidden(schema, node, "not"))
            .collect();
        refused.into_iter().any(|refused| {
            self.holds_for(super::Claim {
                side: 1 - case.claim.side,
                given: vec![not],
                type_: case.claim.type_,
                wanted: refused,
                names: Vec::new(),
            })
        })
    }

    /// Whether both outcomes of a condition are what the case has, or one where the other
    /// never comes.
    fn condition(&mut self, case: &Case<'a, '_>, node: &'a Node) -> bool {
        let schema = self.wanted(case.claim).schema;
        let Some(condition) = hidden(schema, node, "if") else {
            return false;
        };
        let [then, otherwise] = ["then", "else"].map(|name| {
            let Some(wanted) = hidden(schema, node, name) else {
                return true;
            };
            self.also(case.claim, wanted) || self.outcome(case, name, condition, wanted)
        });
        (then || self.never(case, condition)) && (otherwise || self.also(case.claim, condition))
    }

    /// Whether an outcome follows from that of a condition that is given: one that holds,
    /// or does not, whenever the wanted one does.
    fn outcome(
        &mut self,
        case: &Case<'a, '_>,
        name: &str,
        condition: NodeId,
        wanted: NodeId,
    ) -> bool {
        let schema = self.given(case.claim).schema;
        let side = case.claim.side;
        let nodes = case.view.nodes.clone();
        nodes.into_iter().any(|node| {
            let (Some(other), Some(given)) =
                (hidden(schema, node, "if"), hidden(schema, node, name))
            else {
                return false;
            };
            let (side, from, to) = match name {
                "then" => (1 - side, condition, other),
                _ => (side, other, condition),
            };
            let holds = self.holds_for(super::Claim {
                side,
                given: vec![from],
                type_: case.claim.type_,
                wanted: to,
                names: Vec::new(),
            });
            holds && self.with_wanted(case, given, wanted)
        })
    }

    /// Whether there are as many elements of a kind as there have to be, and no more than
    /// there may be.
    fn contains(&mut self, case: &Case<'a, '_>, node: &'a Node) -> bool {
        let [given, wanted] = [self.given(case.claim), self.wanted(case.claim)];
        let Some(kind) = hidden(wanted.schema, node, "contains") else {
            return false;
        };
        let least = count(node, "minContains").unwrap_or_else(|| Decimal::new("1"));
        let most = count(node, "maxContains");
        let kinds = case.view.nodes.iter().filter_map(|node| {
            let kind = hidden(given.schema, node, "contains")?;
            let least = count(node, "minContains").unwrap_or_else(|| Decimal::new("1"));
            Some((kind, least, count(node, "maxContains")))
        });
        let kinds: Vec<_> = kinds.collect();
        let has_enough = least == Decimal::new("0")
            || kinds.iter().any(|(other, at_least, _)| {
                *at_least >= least && self.inside(case.claim, vec![*other], kind, Vec::new())
            });
        has_enough
            && most.is_none_or(|most| {
                kinds.iter().any(|(other, _, at_most)| {
                    at_most.as_ref().is_some_and(|at_most| *at_most <= most)
                        && self.holds_for(super::Claim {
                            side: 1 - case.claim.side,
                            given: vec![kind],
                            type_: None,
                            wanted: *other,
                            names: Vec::new(),
                        })
                })
            })
    }

    /// Whether each schema of a property is given for that property too, or in any case.
    fn dependent(&mut self, case: &Case<'a, '_>, node: &Node, name: &str) -> bool {
        let schemas = [
            self.given(case.claim).schema,
            self.wanted(case.claim).schema,
        ];
        let mut wanted = Vec::new();
        for entry in node.keywords.iter().filter(|entry| entry.name == name) {
            let Value::Object(members) = &entry.json.value else {
                return false;
            };
            let found = hidden_members(schemas[1], entry);
            // A list of names is no schema.
            if found.len() != members.len() {
                return false;
            }
            wanted.extend(found);
        }
        let given = case.view.nodes.iter().flat_map(|node| &node.keywords);
        let given = given.filter(|entry| entry.name == name);
        let given: Vec<(String, NodeId)> = given
            .flat_map(|entry| hidden_members(schemas[0], entry))
            .collect();
        wanted.into_iter().all(|(name, wanted)| {
            let mut given = given.iter().filter(|(other, _)| *other == name);
            given.any(|(_, given)| self.with_wanted(case, *given, wanted))
                || self.also(case.claim, wanted)
        })
    }

    /// Whether a wanted node accepts whatever the case and a given node accept together.
    fn with_wanted(&mut self, case: &Case<'a, '_>, given: NodeId, wanted: NodeId) -> bool {
        let mut claim = case.claim.clone();
        claim.given.push(given);
        claim.wanted = wanted;
        self.holds_for(claim)
    }
}

/// A number of elements.
fn count(node: &Node, name: &str) -> Option<Decimal> {
    let entry = node.keywords.iter().find(|entry| entry.name == name)?;
    match &entry.json.value {
        Value::Number(number) => Some(Decimal::new(number)),
        _ => None,
    }
}

/// The index of a node in its schema.
pub(in super::super) fn id(schema: &Schema, node: &Node) -> Option<NodeId> {
    schema.ids().find(|id| std::ptr::eq(schema.node(*id), node))
}
