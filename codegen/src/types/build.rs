//! Builds the types of a schema, from the root down.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::Value;
use exactschema_frontend::model::{DIALECT, Keyword, Node, NodeId, Schema};

use super::names::{Register, hints};
use super::patches::{Patch, Patches};
use super::{Constraint, Kind, Named, Rust, TypeId, Types, evaluation, reading, usable};
use crate::shape::Aside;

/// The types of a schema.
pub(super) fn build(schema: &Schema, module: &str) -> Result<Types, Vec<Aside>> {
    let mut builder = Builder {
        schema,
        hints: hints(schema, module),
        register: Register::default(),
        homes: BTreeMap::new(),
        types: Vec::new(),
        inline: BTreeMap::new(),
        open: BTreeMap::new(),
        patches: Patches::default(),
    };
    let homes = homes(schema);
    for id in &homes {
        let name = builder.hints[id.index()].clone();
        let name = builder.register.give(&name);
        let pointer = schema.node(*id).place.pointer.clone();
        let slot = builder.reserve(name, *id, Some(pointer));
        builder.homes.insert(*id, slot);
    }
    for id in homes {
        let slot = builder.homes[&id];
        builder.fill(slot, |builder| {
            let contents = builder.home(id);
            builder.name_dialect(id);
            contents
        });
    }
    builder.finish()
}

/// The root, the definitions, and whatever else is referred to by what types express.
fn homes(schema: &Schema) -> BTreeSet<NodeId> {
    let mut homes = BTreeSet::from([schema.root()]);
    let mut seen = homes.clone();
    let mut open = vec![schema.root()];
    while let Some(id) = open.pop() {
        let node = schema.node(id);
        for entry in &node.keywords {
            if let Keyword::Definitions(members) = &entry.keyword {
                homes.extend(members.iter().map(|(_, id)| *id));
            }
        }
        homes.extend(node.reference());
        let next = schema.children(id).into_iter().chain(node.reference());
        open.extend(next.filter(|id| seen.insert(*id)));
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
    /// The schemas without a home whose types are being made, with the places of those
    /// that are within themselves, such as a property that is all of the object that has
    /// it: `"next": { "allOf": [{ "$ref": "#" }] }`.
    open: BTreeMap<NodeId, Option<TypeId>>,
    pub(super) patches: Patches,
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
    pub(super) constraints: Vec<Constraint>,
    pub(super) patches: Vec<(String, Patch)>,
}

impl Contents {
    pub(super) fn new(kind: Kind, constraints: Vec<Constraint>) -> Self {
        Contents {
            name: None,
            kind,
            constraints,
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

    /// Says the dialect of the root, if it is another than what types emit by themselves.
    fn name_dialect(&mut self, id: NodeId) {
        let draft = self.schema.draft();
        if id == self.schema.root() && draft.uri() != DIALECT {
            self.patches
                .say("$schema", Value::String(draft.uri().to_owned()));
        }
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
        let is_open = self.open.contains_key(&id);
        if is_open && !self.is_plain(id) {
            return Rust::Named(self.place_of_open(id));
        }
        if !is_open {
            self.open.insert(id, None);
        }
        let outer = std::mem::take(&mut self.patches);
        let made = self.make(id);
        let mut inner = std::mem::replace(&mut self.patches, outer);
        let slot = match is_open {
            true => None,
            false => self.open.remove(&id).flatten(),
        };
        let node = self.node(id);
        let mut contents = match (made, slot) {
            // Its schema stands in that of the type around it.
            (Made::Plain(value), None) => {
                self.patches.annotate(node);
                self.patches.absorb(inner);
                return value;
            }
            (Made::Plain(value), Some(_)) => Contents::new(Kind::Newtype(value), Vec::new()),
            (Made::Contents(contents), _) => contents,
        };
        inner.annotate(node);
        contents.patches = inner.finish();
        let value = Rust::Named(match slot {
            None => self.add(id, "", contents),
            Some(slot) => {
                if let Some(name) = contents.name.take() {
                    self.types[slot.0].name = name;
                }
                self.types[slot.0].contents = Some(contents);
                slot
            }
        });
        self.inline.insert(id, value.clone());
        value
    }

    /// The place of a type that is being made, and is within itself.
    fn place_of_open(&mut self, id: NodeId) -> TypeId {
        if let Some(slot) = self.open.get(&id).copied().flatten() {
            return slot;
        }
        let name = self.name(id, "");
        let slot = self.reserve(name, id, None);
        self.open.insert(id, Some(slot));
        slot
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

    fn finish(self) -> Result<Types, Vec<Aside>> {
        let types = self.types.into_iter().filter_map(|slot| {
            let contents = slot.contents?;
            Some(Named {
                name: slot.name,
                node: slot.node,
                home: slot.home,
                kind: contents.kind,
                constraints: contents.constraints,
                is_evaluated: has_residual(&contents.patches),
                patches: contents.patches,
            })
        });
        let mut types = Types {
            types: types.collect(),
            homes: self.homes,
        };
        let mut asides = reading::check(self.schema, &types);
        asides.extend(usable::circular(self.schema, &types));
        if !asides.is_empty() {
            return Err(asides);
        }
        evaluation::spread(&mut types);
        Ok(types)
    }
}

fn has_residual(patches: &[(String, Patch)]) -> bool {
    let mut patches = patches.iter();
    patches.any(|(_, patch)| matches!(patch, Patch::Residual { .. }))
}
