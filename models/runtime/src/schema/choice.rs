//! The branches of a union that an instance may be valid against, found without judging it.
//!
//! A branch is left out where the type of the instance, a constant text, or a property that is
//! absent makes it invalid in any case. What remains has to be judged.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::branch::Branches;
use super::names::NameIndex;
use super::steps::KINDS;
use super::{Argument, Keyword, Node, NodeId};
use crate::document::{Instance, hash_of_name};
use crate::equality::kind_of;
use crate::text::lexer::Kind;

/// The branches of a union by what distinguishes them. Each is listed once for an instance.
#[derive(Debug)]
pub(crate) struct Choice {
    /// For each type, the branches that only the type leaves out.
    by_kind: [Vec<NodeId>; 6],
    /// The branches that only take certain texts.
    texts: Texts,
    /// The property that distinguishes most branches by its text.
    tag: Option<Tag>,
    /// Other branches by a property that they require.
    required: Vec<(Box<str>, Vec<NodeId>)>,
    index: NameIndex,
    /// What each branch asks for, found when an instance is valid against none.
    branches: OnceLock<Branches>,
}

/// Branches by the texts that they take.
type Texts = HashMap<Box<str>, Vec<NodeId>, FixedState>;

#[derive(Debug)]
struct Tag {
    name: Box<str>,
    texts: Texts,
    /// The branches that do not require it.
    optional: Vec<NodeId>,
}

/// What all instances have that are valid against a schema.
#[derive(Default)]
struct Facts<'n> {
    /// A bit for each type that they cannot have.
    excluded: u8,
    /// The texts that they can be, if they are texts.
    texts: Option<Vec<&'n str>>,
    /// Properties, with the only texts that they can be.
    tags: Vec<(&'n str, Vec<&'n str>)>,
    required: HashSet<&'n str>,
}

impl Choice {
    /// The choice between the branches of a union.
    pub(super) fn new(nodes: &[Node], branches: &[NodeId]) -> Self {
        let facts: Vec<Facts<'_>> = branches.iter().map(|id| Facts::new(nodes, *id)).collect();
        let mut choice = Choice {
            by_kind: Default::default(),
            texts: Texts::default(),
            tag: best_tag(&facts).map(|name| Tag {
                name: name.into(),
                texts: Texts::default(),
                optional: Vec::new(),
            }),
            required: Vec::new(),
            index: NameIndex::default(),
            branches: OnceLock::new(),
        };
        // The property that a branch requires and the fewest others do.
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in facts.iter().flat_map(|facts| &facts.required) {
            *counts.entry(name).or_default() += 1;
        }
        let mut required: HashMap<&str, usize> = HashMap::new();
        for (branch, facts) in branches.iter().zip(&facts) {
            let takes = |kind: Kind| facts.excluded & (1 << kind as u8) == 0;
            for kind in KINDS.into_iter().filter(|kind| takes(*kind)) {
                let listed = match kind {
                    Kind::String => choice.list_text(*branch, facts),
                    Kind::Object if choice.list_tag(*branch, facts) => true,
                    Kind::Object => {
                        let rarest = facts.required.iter();
                        let rarest = rarest.min_by_key(|name| (counts[**name], **name));
                        rarest.is_some_and(|name| {
                            let place = *required.entry(name).or_insert_with(|| {
                                choice.required.push(((*name).into(), Vec::new()));
                                choice.required.len() - 1
                            });
                            choice.required[place].1.push(*branch);
                            true
                        })
                    }
                    _ => false,
                };
                if !listed {
                    choice.by_kind[kind as usize].push(*branch);
                }
            }
        }
        let names = choice.required.iter().map(|(name, _)| &**name);
        choice.index = NameIndex::new(names);
        choice
    }

    /// What each of the branches asks for; `ids` are those that the choice was made of.
    pub(crate) fn branches(&self, nodes: &[Node], ids: &[NodeId]) -> &Branches {
        self.branches.get_or_init(|| Branches::new(nodes, ids))
    }

    /// Lists a branch by its texts, if it takes no others.
    fn list_text(&mut self, branch: NodeId, facts: &Facts<'_>) -> bool {
        list(&mut self.texts, facts.texts.as_deref(), branch)
    }

    /// Lists a branch by the texts of its tag, if it has one.
    fn list_tag(&mut self, branch: NodeId, facts: &Facts<'_>) -> bool {
        let Some(tag) = &mut self.tag else {
            return false;
        };
        let texts = facts.tags.iter().find(|(name, _)| *name == &*tag.name);
        let is_listed = list(&mut tag.texts, texts.map(|(_, texts)| &**texts), branch);
        if is_listed && !facts.required.contains(&*tag.name) {
            tag.optional.push(branch);
        }
        is_listed
    }

    /// The property that distinguishes most branches of objects by its text.
    pub(crate) fn tag(&self) -> Option<&str> {
        self.tag.as_ref().map(|tag| &*tag.name)
    }

    /// Whether a tag tells branches of objects apart, or the properties that they require: of
    /// these no more than a few require the same.
    pub(crate) fn tells_objects_apart(&self) -> bool {
        const FEW: usize = 4;
        let others = self.by_kind[Kind::Object as usize].len();
        let is_rare = |(_, branches): &(_, Vec<NodeId>)| branches.len() <= FEW;
        self.tag.is_some()
            || self.required.len() > FEW && others <= FEW && self.required.iter().all(is_rare)
    }

    /// Whether branches of objects are told apart by the properties that they require.
    pub(crate) fn has_required(&self) -> bool {
        !self.required.is_empty()
    }

    /// The branches that any object may be valid against.
    pub(crate) fn of_any_object(&self) -> &[NodeId] {
        &self.by_kind[Kind::Object as usize]
    }

    /// The branches that an object may be valid against that has this text in the tag, or no
    /// text.
    pub(crate) fn of_tag(&self, text: Option<&str>) -> &[NodeId] {
        let branches = self.tag.as_ref().and_then(|tag| match text {
            Some(text) => tag.texts.get(text),
            None => Some(&tag.optional),
        });
        branches.map_or(&[], |branches| branches)
    }

    /// The branches that require a property, by its name, and are listed by no other.
    pub(crate) fn of_name(&self, name: &str) -> &[NodeId] {
        let is = |place: usize| *self.required[place].0 == *name;
        let place = self.index.find(hash_of_name(name), is);
        place.map_or(&[], |place| &self.required[place].1)
    }

    /// The branches that an instance may be valid against.
    pub(crate) fn candidates<'c>(
        &'c self,
        instance: Instance<'c>,
    ) -> impl Iterator<Item = NodeId> + 'c {
        let kind = instance.kind();
        let of = |texts: &'c Texts, value: Instance<'c>| match value.kind() {
            Kind::String if !texts.is_empty() => {
                texts.get(&*value.text()).map_or(&[] as &[_], |list| list)
            }
            _ => &[],
        };
        let named = match (kind, &self.tag) {
            (Kind::String, _) => of(&self.texts, instance),
            (Kind::Object, Some(tag)) => match instance.get(&tag.name) {
                Some(value) => of(&tag.texts, value),
                None => &tag.optional,
            },
            _ => &[],
        };
        let members = (kind == Kind::Object && !self.required.is_empty())
            .then(|| instance.members())
            .into_iter()
            .flatten();
        let required = members.flat_map(|member| {
            let is = |place: usize| member.name.is(&self.required[place].0);
            let place = self.index.find(member.name.hash_of_name(), is);
            place.map_or(&[] as &[_], |place| &self.required[place].1)
        });
        let by_kind = &self.by_kind[kind as usize];
        by_kind.iter().chain(named).chain(required).copied()
    }
}

/// Lists a branch by texts, if there are any.
fn list(index: &mut Texts, texts: Option<&[&str]>, branch: NodeId) -> bool {
    for text in texts.unwrap_or_default() {
        let branches = index.entry((*text).into()).or_default();
        if branches.last() != Some(&branch) {
            branches.push(branch);
        }
    }
    texts.is_some()
}

/// The first of the properties that have constant texts in the most branches.
fn best_tag<'n>(facts: &[Facts<'n>]) -> Option<&'n str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let names = || facts.iter().flat_map(|facts| &facts.tags);
    for (name, _) in names() {
        *counts.entry(name).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut names = names().map(|(name, _)| *name);
    names.find(|name| counts[name] == most)
}

impl<'n> Facts<'n> {
    fn new(nodes: &'n [Node], id: NodeId) -> Self {
        let mut facts = Facts::default();
        for node in applied(nodes, id) {
            for entry in &node.entries {
                facts.add(nodes, entry.keyword, &entry.argument);
            }
        }
        facts
    }

    fn add(&mut self, nodes: &'n [Node], keyword: Keyword, argument: &'n Argument) {
        let excluded = |takes: &dyn Fn(Kind) -> bool| {
            let excluded = KINDS.into_iter().filter(|kind| !takes(*kind));
            excluded.fold(0, |bits, kind| bits | 1 << kind as u8)
        };
        match (keyword, argument) {
            (Keyword::Type, Argument::Types(types)) => {
                self.excluded |= excluded(&|kind| {
                    let is_integer = kind == Kind::Number && types.includes_integers();
                    types.includes(kind) || is_integer
                });
            }
            (Keyword::Enum | Keyword::Const, Argument::Values(values)) => {
                let values = values.list();
                self.excluded |= excluded(&|kind| values.iter().any(|v| kind_of(v) == kind));
                self.texts = Some(values.iter().filter_map(|value| value.as_str()).collect());
            }
            (Keyword::Properties, Argument::Members(members)) => {
                let tags = members.iter().filter_map(|(name, id)| {
                    let mut values = applied(nodes, id)
                        .into_iter()
                        .flat_map(|node| &node.entries)
                        .filter_map(|entry| match &entry.argument {
                            Argument::Values(values) => Some(values.list()),
                            _ => None,
                        });
                    let texts = values.next()?.iter().map(|value| value.as_str());
                    Some((name, texts.collect::<Option<_>>()?))
                });
                self.tags.extend(tags);
            }
            (Keyword::Required, Argument::Names(names)) => {
                self.required.extend(names.iter().map(|name| &**name));
            }
            _ => {}
        }
    }
}

/// A schema, and those that it applies to every instance.
fn applied(nodes: &[Node], id: NodeId) -> Vec<&Node> {
    const MANY: usize = 32;
    let mut applied = vec![id];
    let mut next = 0;
    while let Some(id) = applied.get(next).copied().filter(|_| next < MANY) {
        let in_place = |keyword| matches!(keyword, Keyword::Ref | Keyword::AllOf);
        let entries = nodes[id.index()].entries.iter();
        for inner in entries.filter(|entry| in_place(entry.keyword)) {
            for id in inner.argument.nodes() {
                if !applied.contains(&id) {
                    applied.push(id);
                }
            }
        }
        next += 1;
    }
    applied.truncate(MANY);
    applied.iter().map(|id| &nodes[id.index()]).collect()
}
