//! Arrays and objects.

use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Combinator, Count, Keyword, Node, NodeId, Schema, Type};
use exactschema_frontend::pattern::Pattern;

use super::build::{Builder, Lowered, TypeBody};
use super::decompose::{Aspect, parts};
use super::scalars::{constrained, counts};
use super::shared::written;
use super::{Branch, Constraint, Element, Field, Kind, Patterned, Presence, Rust, Struct, Tuple};

impl Builder<'_> {
    pub(super) fn array(&mut self, id: NodeId) -> Lowered {
        let node = self.node(id);
        if let Some(places) = node.prefix_items() {
            return self.tuple(id, places);
        }
        let items = node.items().map(|items| self.place_at(&["items"], items));
        let items = items.unwrap_or(Rust::Value);
        let mut constraints = counts(
            node,
            &[(Count::MinItems, "MinItems"), (Count::MaxItems, "MaxItems")],
        );
        if node.has_unique_items() {
            constraints.push(Constraint::UniqueItems);
        }
        constrained(Rust::Vec(Box::new(items)), constraints)
    }

    /// `prefixItems`, and the elements after them: the first, as many as `minItems` requires,
    /// are always present.
    fn tuple(&mut self, id: NodeId, places: &[NodeId]) -> Lowered {
        let required = self.node(id).count(Count::MinItems).unwrap_or(0);
        let elements = places.iter().enumerate().map(|(index, place)| Element {
            required: index < required,
            value: self.place_at(&["prefixItems", &index.to_string()], *place),
        });
        let elements = elements.collect();
        let rest = match self.node(id).items() {
            Some(items) if self.node(items).truth() == Some(false) => None,
            Some(items) => Some(self.place_at(&["items"], items)),
            None => Some(Rust::Value),
        };
        let kind = Kind::Tuple(Tuple { elements, rest });
        Lowered::Body(TypeBody::new(kind, Vec::new()))
    }

    pub(super) fn object(&mut self, id: NodeId) -> Lowered {
        let node = self.node(id);
        let has_names = !node.properties().is_empty() || !node.required().is_empty();
        let is_map = matches_every_name(node) || !are_of_one_type(self.schema, node);
        let is_struct = has_names || (is_open(self.schema, node) && !is_map);
        if !is_struct {
            return self.map(id);
        }
        Lowered::Body(match self.conditions.of(id) {
            Some(cases) => self.cases(id, cases),
            None => self.struct_(id),
        })
    }

    /// An object with declared properties.
    pub(super) fn struct_(&mut self, id: NodeId) -> TypeBody {
        let node = self.node(id);
        let others = self.others(node);
        let fields = self.fields(id, others.as_ref());
        let mut constraints = self.object_constraints(id);
        let is_patterned = |constraint: &mut Constraint| !patterned(constraint).is_empty();
        let patterns = constraints.extract_if(.., is_patterned).next();
        let patterned = patterns.as_ref().map(patterned).unwrap_or_default();
        let object = Struct {
            fields,
            requires: Vec::new(),
            branches: Vec::new(),
            patterned: patterned.first().map(|(_, value)| Patterned {
                patterns: patterned
                    .iter()
                    .map(|(pattern, _)| pattern.clone())
                    .collect(),
                value: value.clone(),
            }),
            others,
            case: None,
            arguments: None,
        };
        TypeBody::new(Kind::Struct(object), constraints)
    }

    /// An object without declared properties.
    fn map(&mut self, id: NodeId) -> Lowered {
        let node = self.node(id);
        let mut constraints = self.object_constraints(id);
        let others = node.additional_properties().map(|id| self.node(id).truth());
        let closed = others == Some(Some(false));
        let value = match (node.pattern_properties(), closed) {
            ([], _) => self.others(node).unwrap_or(Rust::Never),
            (_, true) => {
                let patterns: Vec<&(Pattern, Rust)> =
                    constraints.iter().flat_map(patterned).collect();
                let value = match patterns.as_slice() {
                    [(_, value)] => value.clone(),
                    _ => Rust::Value,
                };
                let names = patterns.iter().map(|(pattern, _)| pattern.clone());
                let names = Constraint::NoOthers(names.collect());
                constraints.push(names);
                value
            }
            // The values of a pattern that all names match are those of the map, whose schema
            // names them by the pattern alone.
            (_, false) if matches_every_name(node) => {
                self.additions.set("additionalProperties", Value::Null);
                let mut patterns = constraints.iter().flat_map(patterned);
                patterns
                    .next()
                    .map_or(Rust::Value, |(_, value)| value.clone())
            }
            (_, false) => self.others(node).unwrap_or(Rust::Value),
        };
        constrained(Rust::Map(Box::new(value)), constraints)
    }

    /// The type of undeclared properties; `None` if they are not allowed.
    fn others(&mut self, node: &Node) -> Option<Rust> {
        let Some(others) = node.additional_properties() else {
            return Some(Rust::Value);
        };
        if self.node(others).truth() == Some(false) {
            return None;
        }
        Some(self.place_at(&["additionalProperties"], others))
    }

    /// The properties of a node itself.
    fn fields(&mut self, id: NodeId, others: Option<&Rust>) -> Vec<Field> {
        let node = self.node(id);
        let declared = node.properties().iter().map(|(name, property)| Field {
            name: name.clone(),
            node: Some(*property),
            presence: match node.requires(name) {
                true => Presence::Required,
                false => Presence::Optional,
            },
            value: self.place_at(&["properties", name], *property),
        });
        let mut fields: Vec<Field> = declared.collect();
        fields.extend(node.undeclared().map(|name| Field {
            name: name.clone(),
            node: None,
            presence: Presence::Undeclared,
            value: others.cloned().unwrap_or(Rust::Value),
        }));
        fields
    }

    /// The constraints on an object as a whole.
    fn object_constraints(&mut self, id: NodeId) -> Vec<Constraint> {
        let node = self.node(id);
        let mut constraints = counts(
            node,
            &[
                (Count::MinProperties, "MinProperties"),
                (Count::MaxProperties, "MaxProperties"),
            ],
        );
        if !node.dependent_required().is_empty() {
            constraints.push(Constraint::DependentRequired(
                node.dependent_required().to_vec(),
            ));
        }
        if let Some(names) = node.property_names() {
            let names = self.within(&["propertyNames"], |builder| builder.property_name(names));
            constraints.push(Constraint::PropertyNames(names));
        }
        let mut patterns = Vec::new();
        for (text, value) in node.pattern_properties() {
            let value = self.place_at(&["patternProperties", text], *value);
            patterns.extend(Pattern::parse(text).map(|pattern| (pattern, value)));
        }
        if !patterns.is_empty() {
            constraints.push(Constraint::PatternProperties(patterns));
        }
        constraints
    }

    /// The type of names, which are always strings.
    fn property_name(&mut self, id: NodeId) -> Rust {
        let node = self.node(id);
        let own = parts(node) == [Aspect::Own];
        let open = node.types().is_none() && node.constants().is_none() && node.truth().is_none();
        if self.definition_of(id).is_some() || !own || !open {
            return self.place(id);
        }
        self.extract_type(id, "", |builder| {
            builder.additions.annotate(node);
            builder.additions.set("type", Value::Null);
            builder.single(id, Type::String)
        })
    }

    /// One struct of the properties that several schemas declare for an object; `None` if one
    /// of them asserts something else, or something that would get lost.
    pub(super) fn merged(&mut self, id: NodeId) -> Option<TypeBody> {
        let node = self.node(id);
        let mergeable = parts(node)
            .iter()
            .all(|aspect| matches!(aspect, Aspect::Own | Aspect::Reference | Aspect::AllOf));
        if !mergeable || !self.is_open_object(id, &mut Vec::new()) || !self.is_typed(id) {
            return None;
        }
        let mut names = Names::default();
        self.names(id, &mut names);
        if !names.are_unique() {
            return None;
        }
        let fields = self.fields(id, Some(&Rust::Value));
        if !requires_object(node) {
            self.additions.set("type", Value::Null);
        }
        let mut branches = Vec::new();
        if let Some(target) = node.reference() {
            branches.push(self.refer(target, false));
        }
        let all_of = node.branches(Combinator::AllOf).unwrap_or_default();
        for (index, branch) in all_of.iter().enumerate() {
            let at = ["allOf", &index.to_string()];
            branches.push(self.within(&at, |builder| builder.branch(*branch)));
        }
        let mut object = Struct {
            fields,
            requires: Vec::new(),
            branches,
            patterned: None,
            others: Some(Rust::Value),
            case: None,
            arguments: None,
        };
        object.demand();
        Some(TypeBody::new(Kind::Struct(object), Vec::new()))
    }

    /// The properties that a branch of `allOf` adds.
    fn branch(&mut self, id: NodeId) -> Branch {
        let node = self.node(id);
        self.additions.annotate(node);
        match node.reference() {
            Some(target) => self.refer(target, true),
            None => {
                if !requires_object(node) {
                    self.additions.set("type", Value::Null);
                }
                Branch {
                    refers: None,
                    requires: Vec::new(),
                    in_all_of: true,
                    fields: self.fields(id, Some(&Rust::Value)),
                }
            }
        }
    }

    /// The properties that a reference adds, in a branch of `allOf` or beside the properties.
    fn refer(&mut self, target: NodeId, in_all_of: bool) -> Branch {
        Branch {
            refers: self.definition_of(target),
            requires: Vec::new(),
            in_all_of,
            fields: self.all_fields(target),
        }
    }

    /// The properties of an object and of all that it is merged of. Additions to them belong
    /// to their own schemas.
    fn all_fields(&mut self, id: NodeId) -> Vec<Field> {
        let here = std::mem::take(&mut self.additions);
        let node = self.node(id);
        let mut fields = match node.reference() {
            Some(target) => self.all_fields(target),
            None => Vec::new(),
        };
        let own = self.fields(id, Some(&Rust::Value));
        fields.splice(0..0, own);
        for branch in node.branches(Combinator::AllOf).unwrap_or_default() {
            fields.extend(self.all_fields(*branch));
        }
        self.additions = here;
        fields
    }

    /// The names of the properties of an object and of all that it is merged of.
    fn names(&self, id: NodeId, names: &mut Names) {
        let node = self.node(id);
        let declared = node.properties().iter();
        names
            .declared
            .extend(declared.map(|(name, _)| name.clone()));
        names.undeclared.extend(node.undeclared().cloned());
        for next in node.conjuncts() {
            self.names(next, names);
        }
    }

    /// Whether a schema, or one that it is merged of, requires an object.
    fn is_typed(&self, id: NodeId) -> bool {
        let node = self.node(id);
        requires_object(node) || node.conjuncts().any(|next| self.is_typed(next))
    }

    /// Whether a schema, and all that it is merged of, describes the properties of
    /// an open object and nothing else.
    fn is_open_object(&self, id: NodeId, seen: &mut Vec<NodeId>) -> bool {
        // What is shared would be merged twice.
        if seen.contains(&id) || self.links.of(id).is_some() {
            return false;
        }
        let outermost = seen.is_empty();
        seen.push(id);
        let node = self.node(id);
        let is_open = node.keywords.iter().all(|entry| match &entry.keyword {
            Keyword::Dialect(_) | Keyword::Definitions(_) | Keyword::Reference(_) => true,
            Keyword::Extensible(_) => false,
            Keyword::Type(types) => *types == [Type::Object],
            Keyword::Properties(_) | Keyword::Required(_) => true,
            Keyword::Branches(Combinator::AllOf, _) => {
                outermost || self.definition_of(id).is_some()
            }
            keyword => keyword.is_annotation(),
        });
        is_open && node.conjuncts().all(|next| self.is_open_object(next, seen))
    }
}

/// The names of properties in several schemas.
#[derive(Default)]
struct Names {
    declared: Vec<String>,
    /// Required where they are not declared.
    undeclared: Vec<String>,
}

impl Names {
    /// Whether there are any, and none could be of two types.
    fn are_unique(mut self) -> bool {
        let repeats = |names: &mut Vec<String>| {
            let count = names.len();
            names.sort();
            names.dedup();
            names.len() < count
        };
        let some = !self.declared.is_empty() || !self.undeclared.is_empty();
        self.undeclared.retain(|name| !self.declared.contains(name));
        some && !repeats(&mut self.declared) && !repeats(&mut self.undeclared)
    }
}

impl Struct {
    /// Has a property that one schema declares and another requires as one field.
    fn demand(&mut self) {
        let declared = self.all_fields().filter(|field| field.node.is_some());
        let declared: Vec<String> = declared.map(|field| field.name.clone()).collect();
        let mut demanded = Vec::new();
        let branches = self.branches.iter_mut();
        let branches = branches.map(|branch| (&mut branch.fields, &mut branch.requires));
        for (fields, requires) in branches.chain([(&mut self.fields, &mut self.requires)]) {
            let is_elsewhere = |field: &mut Field| {
                field.presence == Presence::Undeclared && declared.contains(&field.name)
            };
            requires.extend(fields.extract_if(.., is_elsewhere).map(|field| field.name));
            demanded.extend(requires.iter().cloned());
        }
        let branches = self
            .branches
            .iter_mut()
            .flat_map(|branch| &mut branch.fields);
        for field in self.fields.iter_mut().chain(branches) {
            if field.presence == Presence::Optional && demanded.contains(&field.name) {
                field.presence = Presence::Demanded;
            }
        }
    }
}

/// Whether properties are allowed whose names match no pattern.
fn is_open(schema: &Schema, node: &Node) -> bool {
    let others = node
        .additional_properties()
        .map(|id| schema.node(id).truth());
    others != Some(Some(false))
}

/// Whether the properties whose names match patterns have one type, and none is declared: by
/// one pattern, or by several that say the same.
pub(crate) fn are_of_one_type(schema: &Schema, node: &Node) -> bool {
    let patterns = node.pattern_properties();
    let says_little = |id: NodeId| {
        let mut keywords = schema.node(id).keywords.iter();
        keywords.all(|entry| matches!(entry.keyword, Keyword::Reference(_) | Keyword::Type(_)))
    };
    let names = node.properties().iter().map(|(name, _)| name);
    let is_declared = |pattern: &str| match Pattern::parse(pattern) {
        Ok(pattern) => names
            .clone()
            .chain(node.required())
            .any(|name| pattern.is_match(name)),
        Err(_) => true,
    };
    match patterns {
        [] => false,
        [(_, first), rest @ ..] => {
            let text = |id: NodeId| written(schema.node(id));
            let mut rest = rest.iter().map(|(_, id)| *id);
            rest.all(|id| says_little(id) && says_little(*first) && text(id) == text(*first))
                && !patterns.iter().any(|(pattern, _)| is_declared(pattern))
        }
    }
}

/// Whether the only pattern of names matches every name, so that no other properties remain.
fn matches_every_name(node: &Node) -> bool {
    let [(pattern, _)] = node.pattern_properties() else {
        return false;
    };
    let matches_all = matches!(pattern.as_str(), "" | "^" | "$" | ".*" | "^.*" | ".*$");
    matches_all && node.additional_properties().is_none()
}

fn requires_object(node: &Node) -> bool {
    node.types() == Some(&[Type::Object])
}

/// The patterns of names, and the types of their values.
fn patterned(constraint: &Constraint) -> &[(Pattern, Rust)] {
    match constraint {
        Constraint::PatternProperties(patterns) => patterns,
        _ => &[],
    }
}
