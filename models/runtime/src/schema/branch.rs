//! The branches of a union, as far as the schema alone tells them apart.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::{Argument, Entry, Keyword, Node, NodeId, Types};
use crate::document::Instance;
use crate::text::lexer::Kind;

/// The branches of a union, and what tells them apart.
#[derive(Debug)]
pub(crate) struct Branches {
    pub(crate) list: Vec<Branch>,
    /// The number of those that take objects.
    pub(crate) objects: usize,
    /// The property that is the only tag of all branches that have any.
    tag: Option<Box<str>>,
    /// Whether all branches of objects have a tag.
    pub(crate) are_tagged: bool,
    /// The branches of objects by the texts of their tags; none, where several have one text.
    by_text: HashMap<Box<str>, Option<usize>, FixedState>,
}

/// What a branch of a union asks of an instance itself.
#[derive(Debug)]
pub(crate) struct Branch {
    /// The types that it asks for; none, if it asks for no type.
    pub(crate) types: Types,
    /// Its tags.
    pub(crate) tags: Vec<Tag>,
    /// The properties that it requires of every object.
    pub(crate) required: BTreeSet<Box<str>>,
}

/// A property that discriminates branches, and the texts that it can be.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) name: Box<str>,
    pub(crate) texts: Vec<Box<str>>,
}

impl Branches {
    /// The branches of a union.
    pub(super) fn new(nodes: &[Node], ids: &[NodeId]) -> Self {
        let list = ids.iter().map(|id| Branch {
            types: own_types(nodes, *id),
            tags: tags(nodes, *id, 0),
            required: own_required(nodes, *id),
        });
        let mut list = list.collect();
        keep_discriminator(&mut list);
        let objects = list.iter().filter(|branch| branch.takes(Kind::Object));
        Branches {
            are_tagged: objects.clone().all(|branch| !branch.tags.is_empty()),
            objects: objects.count(),
            tag: only_tag(&list).map(Box::from),
            by_text: by_text(&list),
            list,
        }
    }

    /// The only branch for objects with the tag of this object, if the branches have one tag, and
    /// the value of that.
    pub(crate) fn tagged<'d>(&self, object: Instance<'d>) -> Option<(usize, Instance<'d>)> {
        let value = object.get(self.tag.as_deref()?)?;
        let text = (value.kind() == Kind::String).then(|| value.text())?;
        let place = (*self.by_text.get(&*text)?)?;
        Some((place, value))
    }
}

/// The tag of all branches that have any, if it is one.
fn only_tag(branches: &[Branch]) -> Option<&str> {
    let first = branches.iter().flat_map(|branch| &branch.tags).next()?;
    let is_one = |branch: &Branch| match branch.tags.as_slice() {
        [] => true,
        [tag] => tag.name == first.name,
        _ => false,
    };
    branches.iter().all(is_one).then_some(&first.name)
}

/// The branches of objects by the texts of their tags; none, where several have one text.
fn by_text(branches: &[Branch]) -> HashMap<Box<str>, Option<usize>, FixedState> {
    let mut places = HashMap::<_, _, FixedState>::default();
    for (place, branch) in branches.iter().enumerate() {
        let only = branch.takes(Kind::Object).then_some(place);
        let texts: HashSet<&Box<str>> = branch.tags.iter().flat_map(|tag| &tag.texts).collect();
        for text in texts {
            let known = places.entry(text.clone());
            known.and_modify(|place| *place = None).or_insert(only);
        }
    }
    places
}

impl Branch {
    /// Whether it takes some values of a type.
    pub(crate) fn takes(&self, kind: Kind) -> bool {
        self.types == Types::default() || self.types.includes(kind)
    }
}

/// The types that a schema asks for at the instance itself.
fn own_types(nodes: &[Node], schema: NodeId) -> Types {
    let mut types = Types::default();
    walk(nodes, schema, &mut |entry| {
        if let (Keyword::Type, Argument::Types(own)) = (entry.keyword, &entry.argument) {
            types.merge(*own);
        }
    });
    types
}

/// The properties that a schema requires of every object.
fn own_required(nodes: &[Node], schema: NodeId) -> BTreeSet<Box<str>> {
    let mut names = BTreeSet::new();
    walk(nodes, schema, &mut |entry| {
        if let (Keyword::Required, Argument::Names(own)) = (entry.keyword, &entry.argument) {
            names.extend(own.iter().cloned());
        }
    });
    names
}

/// The properties that a schema gives constant texts. Of a union within it, those that
/// all its branches have.
fn tags(nodes: &[Node], schema: NodeId, depth: usize) -> Vec<Tag> {
    const DEEP: usize = 4;
    let mut found = Vec::new();
    walk(
        nodes,
        schema,
        &mut |entry| match (entry.keyword, &entry.argument) {
            (Keyword::Properties, Argument::Members(members)) => {
                for (name, schema) in members.iter() {
                    let texts = constants(nodes, schema);
                    if !texts.is_empty() {
                        let name = name.into();
                        found.push(Tag { name, texts });
                    }
                }
            }
            (Keyword::AnyOf | Keyword::OneOf, Argument::Schemas(branches)) if depth < DEEP => {
                let inner = branches.iter();
                let inner = inner.map(|branch| tags(nodes, *branch, depth + 1));
                found.extend(shared(&inner.collect::<Vec<_>>()));
            }
            _ => {}
        },
    );
    found
}

/// The texts that are the only values of a schema; none, if there are others.
fn constants(nodes: &[Node], schema: NodeId) -> Vec<Box<str>> {
    let mut texts = Vec::new();
    walk(nodes, schema, &mut |entry| {
        if let Argument::Values(values) = &entry.argument {
            let listed = values.list().iter().filter_map(|value| value.as_str());
            texts.extend(listed.map(Box::from));
        }
    });
    texts
}

/// Visits the keywords of a schema and of those that it applies to every instance.
fn walk<'n>(nodes: &'n [Node], schema: NodeId, visit: &mut dyn FnMut(&'n Entry)) {
    const DEEP: usize = 32;
    let mut open = vec![(schema, 0)];
    let mut known = HashSet::new();
    while let Some((schema, depth)) = open.pop() {
        if !known.insert(schema) {
            continue;
        }
        for entry in &nodes[schema.index()].entries {
            visit(entry);
            let inner = matches!(entry.keyword, Keyword::Ref | Keyword::AllOf);
            if inner && depth < DEEP {
                let nodes = entry.argument.nodes().into_iter().rev();
                open.extend(nodes.map(|node| (node, depth + 1)));
            }
        }
    }
}

/// The tags that all branches have, each with the texts of all.
fn shared(branches: &[Vec<Tag>]) -> Vec<Tag> {
    let Some((first, others)) = branches.split_first() else {
        return Vec::new();
    };
    let tags = first.iter().filter_map(|tag| {
        let mut tag = tag.clone();
        for other in others {
            let same = other.iter().find(|other| other.name == tag.name)?;
            tag.texts.extend(same.texts.iter().cloned());
        }
        Some(tag)
    });
    tags.collect()
}

/// Removes all tags but the one that discriminates all branches that have any, if there is
/// one: another property whose texts are listed, such as a reason, discriminates nothing.
fn keep_discriminator(branches: &mut Vec<Branch>) {
    let tagged: Vec<&[Tag]> = branches
        .iter()
        .map(|branch| branch.tags.as_slice())
        .filter(|tags| !tags.is_empty())
        .collect();
    let tells_apart = |name: &&str| {
        let mut known = HashSet::new();
        tagged.iter().all(|tags| {
            let tag = tags.iter().find(|tag| *tag.name == **name);
            tag.is_some_and(|tag| tag.texts.iter().all(|text| known.insert(text)))
        })
    };
    let first = tagged.first().copied().unwrap_or_default();
    let name = first.iter().map(|tag| &*tag.name).find(tells_apart);
    let Some(name) = name.map(str::to_owned) else {
        return;
    };
    for branch in branches {
        branch.tags.retain(|tag| *tag.name == *name);
    }
}
