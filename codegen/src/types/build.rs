//! Builds the types of a schema, from the root down.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::Value;
use exactschema_frontend::model::{DIALECT, Keyword, Node, NodeId, Schema, Type};

use super::additions::{Addition, Additions};
use super::names::{Register, hints};
use super::shared::{self, Shared};
use super::{
    Constraint, Kind, Named, Referred, Rust, TypeId, Types, ambiguity, evaluation, graph, own_names,
};
use crate::conditions::Conditions;
use crate::links::Links;
use crate::settings::Settings;
use crate::shape::Aside;

/// The types of a schema.
pub(super) fn build(
    schema: &Schema,
    module: &str,
    links: &Links,
    conditions: &Conditions,
    settings: &Settings,
) -> Result<Types, Vec<Aside>> {
    let (mut hints, roles) = hints(schema, module, conditions);
    let mut definitions = definitions(schema, links, conditions);
    let shared = shared::find(schema, &definitions, &mut hints, &roles);
    let mut builder = Builder {
        schema,
        links,
        conditions,
        settings,
        hints,
        shared,
        register: Register::default(),
        set_names: BTreeSet::new(),
        referred: None,
        definitions: BTreeMap::new(),
        types: Vec::new(),
        inherited: BTreeMap::new(),
        inline: BTreeMap::new(),
        open: BTreeMap::new(),
        additions: Additions::default(),
    };
    // No other name takes one that the schema sets.
    let set = schema
        .ids()
        .filter(|id| links.of(*id).is_none())
        .filter_map(|id| own_names::type_name(schema.node(id)));
    for name in set.collect::<BTreeSet<&str>>() {
        builder.register.give(name);
    }
    let referred = referred(schema);
    for id in &definitions {
        if let Some(link) = links.of(*id) {
            let slot = builder.reserve(link.path(), *id, None);
            let kind = Kind::External(link.type_.clone());
            builder.types[slot.0].body = Some(TypeBody::new(kind, Vec::new()));
            builder.definitions.insert(*id, slot);
            continue;
        }
        let name = match referred {
            // It is named after the definitions.
            Some(_) if *id == schema.root() => String::new(),
            _ => builder.name(*id, ""),
        };
        let pointer = schema.node(*id).place.pointer.clone();
        let slot = builder.reserve(name, *id, Some(pointer));
        builder.definitions.insert(*id, slot);
    }
    builder.referred = referred.map(|target| builder.name_root(target));
    definitions.retain(|id| links.of(*id).is_none());
    for id in definitions {
        let slot = builder.definitions[&id];
        builder.fill(slot, |builder| {
            let body = builder.definition_body(id);
            builder.name_dialect(id);
            body
        });
    }
    builder.finish()
}

/// The root, the definitions, and whatever else is referred to by what types express, or by
/// other files.
fn definitions(schema: &Schema, links: &Links, conditions: &Conditions) -> BTreeSet<NodeId> {
    let mut definitions = BTreeSet::from([schema.root()]);
    let is_referred = |id: &NodeId| links.is_referred(&schema.node(*id).place.pointer);
    definitions.extend(schema.ids().filter(is_referred));
    let mut seen = definitions.clone();
    let mut open: Vec<NodeId> = definitions.iter().copied().collect();
    let cases = conditions.iter().flat_map(|(_, cases)| cases);
    open.extend(cases.filter_map(|case| case.schema));
    while let Some(id) = open.pop() {
        let node = schema.node(id);
        for entry in &node.keywords {
            if let Keyword::Definitions(members) = &entry.keyword {
                definitions.extend(members.iter().map(|(_, id)| *id));
            }
        }
        definitions.extend(node.reference());
        let next = schema.children(id).into_iter().chain(node.reference());
        open.extend(next.filter(|id| seen.insert(*id)));
    }
    definitions
}

/// The definition that the root is, if it only refers to it, and nothing refers to the root.
fn referred(schema: &Schema) -> Option<NodeId> {
    let root = schema.node(schema.root());
    let refers = root.keywords.iter().all(|entry| match &entry.keyword {
        Keyword::Reference(_) | Keyword::Definitions(_) | Keyword::Dialect(_) => true,
        Keyword::Residual | Keyword::Extensible(_) => false,
        keyword => keyword.is_annotation(),
    });
    let target = root.reference().filter(|_| refers)?;
    let mut ids = schema.ids();
    let is_used = ids.any(|id| schema.node(id).reference() == Some(schema.root()));
    (!is_used && target != schema.root()).then_some(target)
}

/// Types while they are being built.
pub(super) struct Builder<'a> {
    pub(super) schema: &'a Schema,
    pub(super) links: &'a Links,
    pub(super) conditions: &'a Conditions,
    pub(super) settings: &'a Settings,
    pub(super) hints: Vec<String>,
    /// The schemas that are written out several times.
    shared: Shared,
    register: Register,
    /// The names that the schema sets, once they are given.
    set_names: BTreeSet<&'a str>,
    referred: Option<Referred>,
    definitions: BTreeMap<NodeId, TypeId>,
    /// A slot is reserved before its body is known: types may be recursive.
    types: Vec<Slot>,
    /// The types of branches that name none, by that beside their union.
    pub(super) inherited: BTreeMap<NodeId, Type>,
    /// The types that are not definitions, by their schema.
    inline: BTreeMap<NodeId, Rust>,
    /// The schemas without a home whose types are being made, with the places of those
    /// that are within themselves, such as a property that is all of the object that has
    /// it: `"next": { "allOf": [{ "$ref": "#" }] }`.
    open: BTreeMap<NodeId, Option<TypeId>>,
    pub(super) additions: Additions,
}

/// The place of a type.
struct Slot {
    name: String,
    node: NodeId,
    definition_pointer: Option<String>,
    body: Option<TypeBody>,
}

/// The body of a type.
pub(super) struct TypeBody {
    /// Its name, if it was given before those of its parts.
    pub(super) name: Option<String>,
    pub(super) kind: Kind,
    pub(super) constraints: Vec<Constraint>,
    pub(super) additions: Vec<(String, Addition)>,
}

impl TypeBody {
    pub(super) fn new(kind: Kind, constraints: Vec<Constraint>) -> Self {
        TypeBody {
            name: None,
            kind,
            constraints,
            additions: Vec::new(),
        }
    }
}

/// The result of lowering a schema: a type that has no name of its own, or the body of one
/// that needs it.
#[allow(clippy::large_enum_variant, reason = "it is taken apart at once")]
pub(super) enum Lowered {
    Plain(Rust),
    Body(TypeBody),
}

impl<'a> Builder<'a> {
    pub(super) fn node(&self, id: NodeId) -> &'a Node {
        self.schema.node(id)
    }

    /// The type that is defined at a node.
    pub(super) fn definition_of(&self, id: NodeId) -> Option<TypeId> {
        self.definitions.get(&id).copied()
    }

    /// Adds the annotations of a schema, the keywords that are left to the evaluator, and how
    /// it spells a reference to another file.
    pub(super) fn annotate(&mut self, id: NodeId) {
        let mut additions = std::mem::take(&mut self.additions);
        self.annotate_in(&mut additions, id);
        self.additions = additions;
    }

    fn annotate_in(&self, additions: &mut Additions, id: NodeId) {
        let node = self.node(id);
        additions.annotate(node);
        if let Some(target) = node.reference()
            && let Some(link) = self.links.of(target)
        {
            let identity = self.node(target).place.pointer.as_str();
            additions.refer(node, (!link.is_circular).then_some(identity));
        }
    }

    /// Names the root, which only refers to a definition: where both have one name, that is
    /// enough.
    fn name_root(&mut self, target: NodeId) -> Referred {
        let type_ = self.definitions[&target];
        let own = self.hints[self.schema.root().index()].clone();
        self.types[0].name = self.register.give(&format!("{own}Document"));
        let is_same = own == self.types[type_.0].name;
        let alias = (!is_same).then(|| self.name(self.schema.root(), ""));
        Referred { type_, alias }
    }

    fn reserve(&mut self, name: String, id: NodeId, definition_pointer: Option<String>) -> TypeId {
        self.types.push(Slot {
            name,
            node: id,
            definition_pointer,
            body: None,
        });
        TypeId(self.types.len() - 1)
    }

    /// Fills the slot of a type, with the additions to its own schema.
    fn fill(&mut self, slot: TypeId, make: impl FnOnce(&mut Self) -> TypeBody) {
        let outer = std::mem::take(&mut self.additions);
        let mut body = make(self);
        let additions = std::mem::replace(&mut self.additions, outer);
        body.additions = additions.finish();
        self.types[slot.0].body = Some(body);
    }

    /// Adds the dialect of the root, unless it is the one that types emit.
    fn name_dialect(&mut self, id: NodeId) {
        let draft = self.schema.draft();
        if id == self.schema.root() && draft.uri() != DIALECT {
            self.additions
                .set("$schema", Value::String(draft.uri().to_owned()));
        }
    }

    /// The body of the type that is defined at a node: a newtype, if it needs no name.
    fn definition_body(&mut self, id: NodeId) -> TypeBody {
        self.annotate(id);
        match self.make(id) {
            Lowered::Plain(value) => TypeBody::new(Kind::Newtype(value), Vec::new()),
            Lowered::Body(body) => body,
        }
    }

    /// The type of a schema where it is used.
    pub(super) fn place(&mut self, id: NodeId) -> Rust {
        if let Some(definition) = self.definitions.get(&id) {
            return Rust::Named(*definition);
        }
        // A branch that has its type from the union around it is like no other.
        let has_own_type = self.inherited.contains_key(&id);
        let shared = self.shared.of(id).filter(|_| !has_own_type);
        let id = shared.unwrap_or(id);
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
        let outer = std::mem::take(&mut self.additions);
        let lowered = self.make(id);
        let mut inner = std::mem::replace(&mut self.additions, outer);
        let slot = match is_open {
            true => None,
            false => self.open.remove(&id).flatten(),
        };
        let node = self.node(id);
        let mut body = match (lowered, slot) {
            // Its schema is inlined in that of the type around it.
            (Lowered::Plain(value), None) if own_names::type_name(node).is_none() => {
                self.annotate(id);
                self.additions.absorb(inner);
                return value;
            }
            (Lowered::Plain(value), _) => TypeBody::new(Kind::Newtype(value), Vec::new()),
            (Lowered::Body(body), _) => body,
        };
        self.annotate_in(&mut inner, id);
        body.additions = inner.finish();
        let value = Rust::Named(match slot {
            None => self.add(id, "", body),
            Some(slot) => {
                if let Some(name) = body.name.take() {
                    self.types[slot.0].name = name;
                }
                self.types[slot.0].body = Some(body);
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
        let length = self.additions.enter(segments);
        let result = make(self);
        self.additions.leave(length);
        result
    }

    /// A name for a type, or for a part of it.
    pub(super) fn name(&mut self, id: NodeId, suffix: &str) -> String {
        let name = format!("{}{suffix}", self.hints[id.index()]);
        match own_names::type_name(self.node(id)) {
            // Of two that are written alike and have no type in common one is numbered.
            Some(own) if suffix.is_empty() && self.set_names.insert(own) => own.to_owned(),
            _ => self.register.give(&name),
        }
    }

    /// Adds a type whose schema is inlined.
    pub(super) fn add(&mut self, id: NodeId, suffix: &str, body: TypeBody) -> TypeId {
        let name = body.name.clone();
        let name = name.unwrap_or_else(|| self.name(id, suffix));
        let slot = self.reserve(name, id, None);
        self.types[slot.0].body = Some(body);
        slot
    }

    /// The type of a part that needs a name beside that of the whole.
    pub(super) fn extract_type(
        &mut self,
        id: NodeId,
        suffix: &str,
        make: impl FnOnce(&mut Self) -> Lowered,
    ) -> Rust {
        let outer = std::mem::take(&mut self.additions);
        let lowered = make(self);
        let inner = std::mem::replace(&mut self.additions, outer);
        match lowered {
            Lowered::Plain(value) => {
                self.additions.absorb(inner);
                value
            }
            Lowered::Body(mut body) => {
                body.additions = inner.finish();
                Rust::Named(self.add(id, suffix, body))
            }
        }
    }

    fn finish(self) -> Result<Types, Vec<Aside>> {
        let types = self.types.into_iter().filter_map(|slot| {
            let body = slot.body?;
            Some(Named {
                name: slot.name,
                node: slot.node,
                definition_pointer: slot.definition_pointer,
                is_evaluated: match &body.kind {
                    Kind::External(external) => external.is_evaluated,
                    _ => has_residual(&body.additions),
                },
                kind: body.kind,
                constraints: body.constraints,
                additions: body.additions,
            })
        });
        let mut types = Types {
            types: types.collect(),
            definitions: self.definitions,
            referred: self.referred,
        };
        let mut asides = ambiguity::check(self.schema, &types);
        asides.extend(graph::circular(self.schema, &types));
        if !asides.is_empty() {
            return Err(asides);
        }
        evaluation::spread(&mut types);
        name_arguments(&mut types, self.register);
        Ok(types)
    }
}

/// Names the structs of arguments: after all types, so that they move no other name.
fn name_arguments(types: &mut Types, mut register: Register) {
    for index in 0..types.types.len() {
        let named = &types.types[index];
        let Kind::Struct(object) = &named.kind else {
            continue;
        };
        let given = object.all_fields().filter(|field| types.is_given(field));
        let given: Vec<&Rust> = given.map(|field| &field.value).collect();
        let are_distinct = (1..given.len()).all(|i| !given[..i].contains(&given[i]));
        let name = (!are_distinct).then(|| register.give(&format!("{}Required", named.name)));
        if let Kind::Struct(object) = &mut types.types[index].kind {
            object.arguments = name;
        }
    }
}

fn has_residual(additions: &[(String, Addition)]) -> bool {
    let mut additions = additions.iter();
    additions.any(|(_, addition)| matches!(addition, Addition::Residual { .. }))
}
