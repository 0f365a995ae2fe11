//! Builds the types of a schema, from the root down.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Register, hints};
use super::patches::Patches;
use super::{Kind, Named, Rule, Rust, TypeId, Types, reading, usable};
use crate::json::Json;
use crate::model::{Keyword, Node, NodeId, Schema};
use crate::problem::Problem;

/// How many types may refer to each other: to follow them all takes time and stack.
const MOST: usize = 3_000;

/// The types of a schema.
pub(super) fn build(schema: &Schema, module: &str) -> Result<Types, Vec<Problem>> {
    let mut builder = Builder {
        schema,
        hints: hints(schema, module),
        register: Register::default(),
        homes: BTreeMap::new(),
        types: Vec::new(),
        inline: BTreeMap::new(),
        patches: Patches::default(),
        problems: Vec::new(),
    };
    let homes = homes(schema);
    if homes.len() > MOST {
        let fix = "write several schemas";
        let message = format!("no more than {MOST} definitions are honoured");
        builder.refuse(schema.root(), "$defs", &message, fix);
        return Err(builder.problems);
    }
    for id in &homes {
        let name = builder.hints[id.index()].clone();
        let name = builder.register.give(&name);
        let pointer = schema.node(*id).place.pointer.clone();
        let slot = builder.reserve(name, *id, Some(pointer));
        builder.homes.insert(*id, slot);
    }
    for id in homes {
        let slot = builder.homes[&id];
        builder.fill(slot, |builder| builder.home(id));
    }
    builder.finish()
}

/// The root, the definitions, and whatever else is referred to.
fn homes(schema: &Schema) -> BTreeSet<NodeId> {
    let mut homes = BTreeSet::from([schema.root()]);
    for id in schema.ids() {
        let node = schema.node(id);
        for entry in &node.keywords {
            if let Keyword::Definitions(members) = &entry.keyword {
                homes.extend(members.iter().map(|(_, id)| *id));
            }
        }
        homes.extend(node.reference());
    }
    homes
}

/// Types while they are being built.
pub(super) struct Builder<'a> {
    pub(super) schema: &'a Schema,
    hints: Vec<String>,
    register: Register,
    homes: BTreeMap<NodeId, TypeId>,
    /// A place is taken before what is in it is known: types hold each other.
    types: Vec<Slot>,
    /// The types without a home, by the schema that they stand for.
    inline: BTreeMap<NodeId, Rust>,
    pub(super) patches: Patches,
    problems: Vec<Problem>,
}

/// The place of a type.
struct Slot {
    name: String,
    node: NodeId,
    home: Option<String>,
    contents: Option<Contents>,
}

/// What a type is made of.
pub(super) struct Contents {
    /// Its name, if it was given before those of its parts.
    pub(super) name: Option<String>,
    pub(super) kind: Kind,
    pub(super) rules: Vec<Rule>,
    pub(super) patches: Vec<(String, Json)>,
}

impl Contents {
    pub(super) fn new(kind: Kind, rules: Vec<Rule>) -> Self {
        Contents {
            name: None,
            kind,
            rules,
            patches: Vec::new(),
        }
    }
}

/// What a schema becomes: a type that has no name of its own, or the contents of
/// one that needs it.
pub(super) enum Made {
    Plain(Rust),
    Contents(Contents),
}

impl<'a> Builder<'a> {
    pub(super) fn node(&self, id: NodeId) -> &'a Node {
        self.schema.node(id)
    }

    /// The type that is at home at a node.
    pub(super) fn home_of(&self, id: NodeId) -> Option<TypeId> {
        self.homes.get(&id).copied()
    }

    /// Refuses a node, or a keyword of it.
    pub(super) fn refuse(&mut self, id: NodeId, keyword: &str, message: &str, fix: &str) {
        let node = self.node(id);
        let entry = node.keywords.iter().find(|entry| entry.name == keyword);
        self.problems.push(Problem {
            place: entry.map_or(&node.place, |entry| &entry.place).clone(),
            message: message.to_owned(),
            fix: fix.to_owned(),
        });
    }

    fn reserve(&mut self, name: String, id: NodeId, home: Option<String>) -> TypeId {
        self.types.push(Slot {
            name,
            node: id,
            home,
            contents: None,
        });
        TypeId(self.types.len() - 1)
    }

    /// Fills the place of a type; what is said of it is said in its own schema.
    fn fill(&mut self, slot: TypeId, make: impl FnOnce(&mut Self) -> Contents) {
        let outer = std::mem::take(&mut self.patches);
        let mut contents = make(self);
        let patches = std::mem::replace(&mut self.patches, outer);
        contents.patches = patches.finish();
        self.types[slot.0].contents = Some(contents);
    }

    /// What a type that is at home here is made of: a newtype, if it needs no name.
    fn home(&mut self, id: NodeId) -> Contents {
        self.patches.annotate(self.node(id));
        match self.make(id) {
            Made::Plain(value) => Contents::new(Kind::Newtype(value), Vec::new()),
            Made::Contents(contents) => contents,
        }
    }

    /// The type of a schema where it is used.
    pub(super) fn place(&mut self, id: NodeId) -> Rust {
        if let Some(home) = self.homes.get(&id) {
            return Rust::Named(*home);
        }
        if let Some(inline) = self.inline.get(&id) {
            return inline.clone();
        }
        let outer = std::mem::take(&mut self.patches);
        let made = self.make(id);
        let inner = std::mem::replace(&mut self.patches, outer);
        let node = self.node(id);
        match made {
            // Its schema stands in that of the type around it.
            Made::Plain(value) => {
                self.patches.annotate(node);
                self.patches.absorb(inner);
                value
            }
            Made::Contents(mut contents) => {
                let mut inner = inner;
                inner.annotate(node);
                contents.patches = inner.finish();
                let value = Rust::Named(self.add(id, "", contents));
                self.inline.insert(id, value.clone());
                value
            }
        }
    }

    /// The type of a schema that is used at a place below.
    pub(super) fn place_at(&mut self, segments: &[&str], id: NodeId) -> Rust {
        self.within(segments, |builder| builder.place(id))
    }

    /// Does something at a place below.
    pub(super) fn within<T>(&mut self, segments: &[&str], make: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.patches.enter(segments);
        let made = make(self);
        self.patches.leave(length);
        made
    }

    /// A name for a type, or for a part of it.
    pub(super) fn name(&mut self, id: NodeId, suffix: &str) -> String {
        let name = format!("{}{suffix}", self.hints[id.index()]);
        self.register.give(&name)
    }

    /// Adds a type whose schema stands where it is used.
    pub(super) fn add(&mut self, id: NodeId, suffix: &str, contents: Contents) -> TypeId {
        let name = contents.name.clone();
        let name = name.unwrap_or_else(|| self.name(id, suffix));
        let slot = self.reserve(name, id, None);
        self.types[slot.0].contents = Some(contents);
        slot
    }

    /// The type of a part that needs a name beside that of the whole.
    pub(super) fn aside(
        &mut self,
        id: NodeId,
        suffix: &str,
        make: impl FnOnce(&mut Self) -> Made,
    ) -> Rust {
        let outer = std::mem::take(&mut self.patches);
        let made = make(self);
        let inner = std::mem::replace(&mut self.patches, outer);
        match made {
            Made::Plain(value) => {
                self.patches.absorb(inner);
                value
            }
            Made::Contents(mut contents) => {
                contents.patches = inner.finish();
                Rust::Named(self.add(id, suffix, contents))
            }
        }
    }
    fn finish(mut self) -> Result<Types, Vec<Problem>> {
        let types = self.types.into_iter().filter_map(|slot| {
            let contents = slot.contents?;
            Some(Named {
                name: slot.name,
                node: slot.node,
                home: slot.home,
                kind: contents.kind,
                rules: contents.rules,
                patches: contents.patches,
            })
        });
        let types = Types {
            types: types.collect(),
            homes: self.homes,
        };
        self.problems.extend(reading::check(self.schema, &types));
        self.problems.extend(usable::check(self.schema, &types));
        match self.problems.is_empty() {
            true => Ok(types),
            false => Err(self.problems),
        }
    }
}
