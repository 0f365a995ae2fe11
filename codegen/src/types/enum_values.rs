//! Values that a schema lists, or that its branches list.

use std::collections::BTreeSet;

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, Entry, Keyword, Node, NodeId, Type};

use super::branch_summary::type_of;
use super::build::{Builder, Lowered, TypeBody};
use super::names::constants;
use super::{Constant, Kind, Listed, own_names};

/// The variant for texts that are not listed: of `x-extensible-enum`, and of a branch that
/// allows all of them.
const UNKNOWN: &str = "Unknown";
const OTHER: &str = "Other";

impl Builder<'_> {
    /// The values that `enum` or `const` lists.
    pub(super) fn constants(&mut self, id: NodeId, values: &[Json]) -> Lowered {
        let node = self.node(id);
        self.emit_type_beside(node);
        let values: Vec<_> = values.iter().map(|value| (value, None)).collect();
        let own = own_names::variant_names(node);
        self.listed(keyword_of(node), Vec::new(), &values, None, own)
    }

    /// The texts that `x-extensible-enum` lists; others are allowed too.
    pub(super) fn known_texts(&mut self, texts: &[String]) -> Lowered {
        let texts = texts.iter().map(|text| Value::String(text.clone()).into());
        let texts: Vec<Json> = texts.collect();
        let values: Vec<_> = texts.iter().map(|text| (text, None)).collect();
        self.listed(
            "x-extensible-enum",
            Vec::new(),
            &values,
            Some(UNKNOWN),
            None,
        )
    }

    /// The values of all branches, if these only list values. One of `anyOf` may allow all
    /// texts: the others are known examples then.
    pub(super) fn listed_by_branches(
        &mut self,
        id: NodeId,
        combinator: Combinator,
    ) -> Option<Lowered> {
        let branches = self.node(id).branches(combinator)?;
        let mut values: Vec<(&Json, Option<NodeId>)> = Vec::new();
        let mut lists = Vec::new();
        let mut other = None;
        for branch in branches {
            let node = self.node(*branch);
            match node.constants() {
                Some(constants) if only_lists(node, constants) => {
                    let alone = (constants.len() == 1).then_some(*branch);
                    values.extend(constants.iter().map(|value| (value, alone)));
                    lists.push((keyword_of(node).to_owned(), constants.len()));
                }
                None if combinator == Combinator::AnyOf && is_any_text(node) => {
                    lists.push(("type".to_owned(), 0));
                    if other.replace(OTHER).is_some() {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        let canonical: BTreeSet<String> = values.iter().map(|(json, _)| json.canonical()).collect();
        let is_text = |(json, _): &(&Json, _)| type_of(json) == Type::String;
        if values.is_empty()
            || canonical.len() < values.len()
            || (other.is_some() && !values.iter().all(is_text))
        {
            return None;
        }
        for (index, branch) in branches.iter().enumerate() {
            let node = self.node(*branch);
            self.within(&[combinator.name(), &index.to_string()], |builder| {
                if node.constants().is_some() {
                    builder.emit_type_beside(node);
                }
                builder.additions.annotate(node);
            });
        }
        Some(self.listed(combinator.name(), lists, &values, other, None))
    }

    /// Values, each with the branch that lists it alone, and the names that the schema sets.
    fn listed(
        &self,
        keyword: &str,
        branches: Vec<(String, usize)>,
        values: &[(&Json, Option<NodeId>)],
        other: Option<&'static str>,
        own: Option<Vec<String>>,
    ) -> Lowered {
        let titled = values.iter().map(|(json, branch)| {
            let title = branch.and_then(|id| self.node(id).title());
            (*json, title)
        });
        let names = own.unwrap_or_else(|| constants(&titled.collect::<Vec<_>>(), other));
        let texts = values.iter().map(|(json, _)| match &json.value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        });
        let texts: Option<Vec<String>> = texts.collect();
        let are_texts = texts.is_some();
        let spelled = texts.unwrap_or_else(|| values.iter().map(|(v, _)| v.compact()).collect());
        let constants = names.into_iter().zip(spelled).zip(values);
        let constants = constants.map(|((name, value), (_, node))| Constant {
            name,
            value,
            node: *node,
        });
        let listed = Listed {
            keyword: keyword.to_owned(),
            branches,
            are_texts,
            values: constants.collect(),
            other,
        };
        Lowered::Body(TypeBody::new(Kind::Listed(listed), Vec::new()))
    }

    /// Emits `type` beside a list as the schema has it. With texts the type emits it by itself.
    fn emit_type_beside(&mut self, node: &Node) {
        let constants = node.constants().unwrap_or_default();
        let are_texts = constants.iter().all(|value| type_of(value) == Type::String);
        let entry = node.keywords.iter().find(|entry| entry.name == "type");
        match (are_texts, entry) {
            (true, None) => self.additions.set("type", Value::Null),
            (false, Some(entry)) => self.additions.set("type", entry.json.value.clone()),
            _ => {}
        }
    }
}

/// The keyword that lists the values of a node.
fn keyword_of(node: &Node) -> &str {
    let lists = |entry: &&Entry| matches!(entry.keyword, Keyword::Enum(_) | Keyword::Const(_));
    let entry = node.keywords.iter().find(lists);
    entry.map_or("enum", |entry| entry.name.as_str())
}

/// Whether a schema asserts nothing but that an instance is one of the values, all of which
/// have a type that it allows.
fn only_lists(node: &Node, values: &[Json]) -> bool {
    let is_list = |keyword: &Keyword| {
        matches!(
            keyword,
            Keyword::Enum(_) | Keyword::Const(_) | Keyword::Type(_)
        )
    };
    asserts_only(node, is_list) && values.iter().all(|value| has_type(node, value))
}

/// Whether a value surely has a type that a schema allows.
pub(super) fn has_type(node: &Node, value: &Json) -> bool {
    node.types().is_none_or(|types| match &value.value {
        Value::Number(number) if number.parse::<i64>().is_ok() => {
            types.contains(&Type::Number) || types.contains(&Type::Integer)
        }
        _ => types.contains(&type_of(value)),
    })
}

/// Whether a schema allows all texts, and nothing else.
fn is_any_text(node: &Node) -> bool {
    node.types() == Some(&[Type::String])
        && asserts_only(node, |keyword| matches!(keyword, Keyword::Type(_)))
}

pub(super) fn asserts_only(node: &Node, is_expected: impl Fn(&Keyword) -> bool) -> bool {
    let mut keywords = node.keywords.iter().map(|entry| &entry.keyword);
    keywords.all(|keyword| match keyword {
        Keyword::Residual | Keyword::Extensible(_) => false,
        keyword => keyword.is_annotation() || is_expected(keyword),
    })
}
