//! The changes that are known between two schemas: a table of rules.
//!
//! A rule looks at a pair of schemas and drafts changes, each with the parts of either
//! schema that could reject what the other takes. What they mean is found out later.

use exactschema_frontend::model::{Combinator, Entry, Keyword, Node, NodeId, Place};

use super::message::Words;
use super::part::Part;
use super::walk::{Pair, Walk};

mod annotations;
mod arrays;
mod assertions;
mod constants;
mod counts;
mod definitions;
mod keywords;
mod limits;
mod moves;
mod objects;
mod open;
mod order;
mod strings;
mod types;
mod unions;
mod words;

/// A kind of change.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name.
    pub id: &'static str,
    /// A sentence that describes it.
    pub purpose: &'static str,
    /// The keyword of the rule, where several rules share a handler.
    keyword: &'static str,
    handler: Handler,
}

/// Finds the changes of a rule in a pair.
type Handler = for<'a> fn(&Rule, &Look<'_, 'a>) -> Vec<Draft<'a>>;

/// A row of the table.
const fn rule(
    id: &'static str,
    keyword: &'static str,
    handler: Handler,
    purpose: &'static str,
) -> Rule {
    Rule {
        id,
        purpose,
        keyword,
        handler,
    }
}

/// A pair and the walk that it is of.
pub(super) struct Look<'w, 'a> {
    pub(super) walk: &'w Walk<'a>,
    pub(super) pair: &'w Pair<'a>,
}

/// A change whose meaning is not known yet.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) rule: &'static str,
    pub(super) places: [Place; 2],
    /// The schema in the new document that it is in.
    pub(super) owner: Option<&'a Node>,
    pub(super) message: Words,
    /// The parts of either side that may reject values that the other accepts.
    pub(super) parts: [Vec<Part<'a>>; 2],
    /// Schemas of either side whose values are worth trying.
    pub(super) seeds: [Vec<NodeId>; 2],
    /// The pair that it was found in.
    pub(super) pair: usize,
}

/// The rule of changes that no single keyword explains.
pub(super) const MEANING: &str = "meaning-changed";

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().copied().flatten()
}

/// Whether the changes of a rule are about annotations, names of definitions and orders, on
/// which no verdict depends.
#[must_use]
pub fn is_silent(rule: &str) -> bool {
    let silent = [definitions::RULES, annotations::RULES, order::RULES];
    let mut rules = silent.into_iter().flatten();
    rules.any(|silent| silent.id == rule)
}

/// The rules of each keyword, each group once.
const GROUPS: &[&[Rule]] = &[
    types::RULES,
    constants::RULES,
    strings::RULES,
    counts::RULES,
    limits::RULES,
    objects::RULES,
    open::RULES,
    arrays::RULES,
    unions::RULES,
    assertions::RULES,
    definitions::RULES,
    annotations::RULES,
    order::RULES,
    MEANINGS,
];

/// The rule for what is left when all others have looked.
const MEANINGS: &[Rule] = &[Rule {
    id: MEANING,
    purpose: "Documents change their verdict, and no other rule explains it.",
    keyword: "",
    handler: |_, _| Vec::new(),
}];

pub(super) use assertions::is_opaque;

/// The rules of a keyword. A new keyword is listed here.
fn group(entry: &Entry) -> &'static [Rule] {
    match &entry.keyword {
        Keyword::Type(_) | Keyword::Boolean(_) => types::RULES,
        Keyword::Enum(_) | Keyword::Const(_) => constants::RULES,
        Keyword::Format(_) | Keyword::Pattern(_) => strings::RULES,
        Keyword::Count(..) => counts::RULES,
        Keyword::Limit(..) => limits::RULES,
        Keyword::Properties(_)
        | Keyword::Required(_)
        | Keyword::DependentRequired(_)
        | Keyword::PatternProperties(_) => objects::RULES,
        Keyword::AdditionalProperties(_) | Keyword::PropertyNames(_) => open::RULES,
        Keyword::Items(_) | Keyword::PrefixItems(_) | Keyword::UniqueItems(_) => arrays::RULES,
        Keyword::Branches(Combinator::AnyOf | Combinator::OneOf, _) => unions::RULES,
        Keyword::Definitions(_) => definitions::RULES,
        Keyword::Dialect(_)
        | Keyword::Anchor(_)
        | Keyword::Comment
        | Keyword::Annotation
        | Keyword::Deprecated(_)
        | Keyword::Extension
        | Keyword::Extensible(_)
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Examples(_) => annotations::RULES,
        // What they lead to is compared in their place.
        Keyword::Reference(_) | Keyword::Branches(Combinator::AllOf, _) => &[],
        Keyword::Unknown | Keyword::Unasserted | Keyword::Lowered => annotations::RULES,
        Keyword::Unsupported | Keyword::Residual | Keyword::Malformed(_) => {
            match assertions::is_opaque(entry) {
                true => assertions::RULES,
                false => annotations::RULES,
            }
        }
    }
}

/// The changes of a pair.
pub(super) fn drafts<'a>(walk: &Walk<'a>, index: usize) -> Vec<Draft<'a>> {
    let pair = &walk.pairs[index];
    let nodes = pair.own.iter().flat_map(|parts| &parts.nodes);
    let entries: Vec<&Entry> = nodes.flat_map(|node| &node.keywords).collect();
    let is_present = |rules: &&[Rule]| {
        let mut groups = entries.iter().map(|entry| group(entry));
        groups.any(|group| std::ptr::eq(group, *rules))
    };
    let look = Look { walk, pair };
    let groups = GROUPS.iter().copied().filter(is_present);
    let mut drafts: Vec<Draft<'a>> = groups
        .flatten()
        .chain(order::RULES)
        .flat_map(|rule| (rule.handler)(rule, &look))
        .collect();
    for draft in &mut drafts {
        draft.pair = index;
    }
    drafts
}

impl<'a> Look<'_, 'a> {
    /// A change at a keyword, where a side has it.
    fn draft(
        &self,
        rule: &Rule,
        entries: [Option<(&'a Node, &'a Entry)>; 2],
        message: Words,
    ) -> Draft<'a> {
        let entry = |side: usize| entries[side].map(|(_, entry)| entry);
        Draft {
            rule: rule.id,
            places: [0, 1].map(|side| self.walk.place(self.pair, side, entry(side))),
            owner: entries[1].map(|(node, _)| node).or(self.pair.home(1)),
            message,
            parts: [Vec::new(), Vec::new()],
            seeds: [Vec::new(), Vec::new()],
            pair: 0,
        }
    }

    /// The first keyword of a name on each side.
    fn first(&self, name: &str) -> [Option<(&'a Node, &'a Entry)>; 2] {
        [0, 1].map(|side| self.pair.entries(side, name).first().copied())
    }

    /// The keywords of a name on a side, as parts.
    fn parts(&self, side: usize, name: &str) -> Vec<Part<'a>> {
        let entries = self.pair.entries(side, name).into_iter();
        entries
            .map(|(node, entry)| Part::Keyword(node, entry))
            .collect()
    }

    /// The place of a schema on a side.
    fn place(&self, side: usize, id: NodeId) -> Place {
        self.walk.sides[side].schema.node(id).place.clone()
    }
}
