//! Arrays and objects.

use super::aspects::{Aspect, parts};
use super::build::{Builder, Contents, Made};
use super::scalars::{constrained, counts};
use super::{Branch, Element, Field, Kind, Presence, Rule, Rust, Struct};
use crate::json::Value;
use crate::model::{Combinator, Count, Keyword, Node, NodeId, Type};

impl Builder<'_> {
    pub(super) fn array(&mut self, id: NodeId) -> Made {
        let node = self.node(id);
        if let Some(places) = node.prefix_items() {
            return self.tuple(id, places);
        }
        let length = self.patches.enter(&["items"]);
        let items = node.items().map_or(Rust::Value, |items| self.place(items));
        self.patches.leave(length);
        let mut rules = counts(
            node,
            &[(Count::MinItems, "MinItems"), (Count::MaxItems, "MaxItems")],
        );
        if node.has_unique_items() {
            rules.push(Rule::UniqueItems);
        }
        constrained(Rust::Vec(Box::new(items)), rules)
    }

    /// `prefixItems` with `items: false`: as many elements as `minItems` says are
    /// always there.
    fn tuple(&mut self, id: NodeId, places: &[NodeId]) -> Made {
        let required = self.node(id).count(Count::MinItems).unwrap_or(0);
        let elements = places.iter().enumerate().map(|(index, place)| {
            let length = self.patches.enter(&["prefixItems", &index.to_string()]);
            let value = self.place(*place);
            self.patches.leave(length);
            Element {
                required: index < required,
                value,
            }
        });
        let kind = Kind::Tuple(elements.collect());
        Made::Contents(Contents::new(kind, Vec::new()))
    }

    pub(super) fn object(&mut self, id: NodeId) -> Made {
        let node = self.node(id);
        if node.properties().is_empty() && node.required().is_empty() {
            return self.map(id);
        }
        let others = self.others(node);
        let fields = self.fields(id, others.as_ref());
        let rules = self.object_rules(id);
        let object = Struct {
            fields,
            requires: Vec::new(),
            branches: Vec::new(),
            others,
        };
        Made::Contents(Contents::new(Kind::Struct(object), rules))
    }

    /// An object without declared properties.
    fn map(&mut self, id: NodeId) -> Made {
        let node = self.node(id);
        let mut rules = self.object_rules(id);
        let others = node.additional_properties().map(|id| self.node(id).truth());
        let closed = others == Some(Some(false));
        let value = match (node.pattern_properties(), closed) {
            ([], _) => self.others(node).unwrap_or(Rust::Never),
            (patterns, true) => {
                let names = patterns
                    .iter()
                    .filter_map(|(text, _)| self.pattern(id, "patternProperties", text));
                rules.push(Rule::NoOthers(names.collect()));
                match rules.iter().find_map(only_pattern) {
                    Some(value) => value,
                    None => Rust::Value,
                }
            }
            (_, false) => self.others(node).unwrap_or(Rust::Value),
        };
        constrained(Rust::Map(Box::new(value)), rules)
    }

    /// What properties are that are not declared; `None` if there are none.
    fn others(&mut self, node: &Node) -> Option<Rust> {
        let Some(others) = node.additional_properties() else {
            return Some(Rust::Value);
        };
        if self.node(others).truth() == Some(false) {
            return None;
        }
        let length = self.patches.enter(&["additionalProperties"]);
        let value = self.place(others);
        self.patches.leave(length);
        Some(value)
    }

    /// The properties of a node itself.
    fn fields(&mut self, id: NodeId, others: Option<&Rust>) -> Vec<Field> {
        let node = self.node(id);
        let declared = node.properties().iter().map(|(name, property)| {
            let length = self.patches.enter(&["properties", name]);
            let value = self.place(*property);
            self.patches.leave(length);
            Field {
                name: name.clone(),
                node: Some(*property),
                presence: match node.requires(name) {
                    true => Presence::Required,
                    false => Presence::Optional,
                },
                value,
            }
        });
        let mut fields: Vec<Field> = declared.collect();
        for name in node.required() {
            if node
                .properties()
                .iter()
                .any(|(declared, _)| declared == name)
            {
                continue;
            }
            fields.push(Field {
                name: name.clone(),
                node: None,
                presence: Presence::Undeclared,
                value: others.cloned().unwrap_or(Rust::Value),
            });
        }
        fields
    }

    /// What is said of an object as a whole.
    fn object_rules(&mut self, id: NodeId) -> Vec<Rule> {
        let node = self.node(id);
        let mut rules = counts(
            node,
            &[
                (Count::MinProperties, "MinProperties"),
                (Count::MaxProperties, "MaxProperties"),
            ],
        );
        if !node.dependent_required().is_empty() {
            rules.push(Rule::DependentRequired(node.dependent_required().to_vec()));
        }
        if let Some(names) = node.property_names() {
            let length = self.patches.enter(&["propertyNames"]);
            rules.push(Rule::PropertyNames(self.property_name(names)));
            self.patches.leave(length);
        }
        let mut patterns = Vec::new();
        for (text, value) in node.pattern_properties() {
            let length = self.patches.enter(&["patternProperties", text]);
            let value = self.place(*value);
            self.patches.leave(length);
            patterns.extend(
                self.pattern(id, "patternProperties", text)
                    .map(|p| (p, value)),
            );
        }
        if !patterns.is_empty() {
            rules.push(Rule::PatternProperties(patterns));
        }
        rules
    }

    /// What names are: they are always strings.
    fn property_name(&mut self, id: NodeId) -> Rust {
        let node = self.node(id);
        let own = parts(node) == [Aspect::Own];
        let open = node.types().is_none() && node.constants().is_none() && node.truth().is_none();
        if self.home_of(id).is_some() || !own || !open {
            return self.place(id);
        }
        self.aside(id, "", |builder| {
            builder.patches.annotate(node);
            builder.patches.say("type", Value::Null);
            builder.single(id, Type::String)
        })
    }

    /// One struct of all that several schemas say of an object; `None` if one of
    /// them says something else, or says something in a way that would get lost.
    pub(super) fn merged(&mut self, id: NodeId) -> Option<Contents> {
        let node = self.node(id);
        let mergeable = parts(node)
            .iter()
            .all(|aspect| matches!(aspect, Aspect::Own | Aspect::Reference | Aspect::AllOf));
        if !mergeable || !self.is_open_object(id, &mut Vec::new()) || !self.is_typed(id) {
            return None;
        }
        let mut names = Names::default();
        self.names(id, &mut names);
        if !names.are_told_once() {
            return None;
        }
        let fields = self.fields(id, Some(&Rust::Value));
        if !says_object(node) {
            self.patches.say("type", Value::Null);
        }
        let mut branches = Vec::new();
        if let Some(target) = node.reference() {
            branches.push(self.refer(target, false));
        }
        let all_of = node.branches(Combinator::AllOf).unwrap_or_default();
        for (index, branch) in all_of.iter().enumerate() {
            let length = self.patches.enter(&["allOf", &index.to_string()]);
            branches.push(self.branch(*branch));
            self.patches.leave(length);
        }
        let mut object = Struct {
            fields,
            requires: Vec::new(),
            branches,
            others: Some(Rust::Value),
        };
        object.demand();
        Some(Contents::new(Kind::Struct(object), Vec::new()))
    }

    /// What a branch of `allOf` adds.
    fn branch(&mut self, id: NodeId) -> Branch {
        let node = self.node(id);
        self.patches.annotate(node);
        match node.reference() {
            Some(target) => self.refer(target, true),
            None => {
                if !says_object(node) {
                    self.patches.say("type", Value::Null);
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

    /// What a reference adds, in a branch of `allOf` or beside the properties.
    fn refer(&mut self, target: NodeId, in_all_of: bool) -> Branch {
        Branch {
            refers: self.home_of(target),
            requires: Vec::new(),
            in_all_of,
            fields: self.all_fields(target),
        }
    }

    /// The properties of an object and of all that it is merged of. What is said of
    /// them is said where they stand.
    fn all_fields(&mut self, id: NodeId) -> Vec<Field> {
        let here = std::mem::take(&mut self.patches);
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
        self.patches = here;
        fields
    }

    /// The names of the properties of an object and of all that it is merged of.
    fn names(&self, id: NodeId, names: &mut Names) {
        let node = self.node(id);
        let declared = node.properties().iter();
        names
            .declared
            .extend(declared.map(|(name, _)| name.clone()));
        let is_declared = |name: &&String| node.properties().iter().any(|(own, _)| own == *name);
        let undeclared = node.required().iter().filter(|name| !is_declared(name));
        names.undeclared.extend(undeclared.cloned());
        let branches = node
            .branches(Combinator::AllOf)
            .unwrap_or_default()
            .iter()
            .copied();
        for next in node.reference().into_iter().chain(branches) {
            self.names(next, names);
        }
    }

    /// Whether a schema, or one that it is merged of, says that its instances are
    /// objects.
    fn is_typed(&self, id: NodeId) -> bool {
        let node = self.node(id);
        let branches = node
            .branches(Combinator::AllOf)
            .unwrap_or_default()
            .iter()
            .copied();
        let mut below = node.reference().into_iter().chain(branches);
        says_object(node) || below.any(|next| self.is_typed(next))
    }

    /// Whether a schema, and all that it is merged of, describes the properties of
    /// an open object and nothing else.
    fn is_open_object(&self, id: NodeId, seen: &mut Vec<NodeId>) -> bool {
        // What is shared would be merged twice.
        if seen.contains(&id) {
            return false;
        }
        let outermost = seen.is_empty();
        seen.push(id);
        let node = self.node(id);
        let says = node.keywords.iter().all(|entry| match &entry.keyword {
            Keyword::Dialect(_) | Keyword::Definitions(_) | Keyword::Reference(_) => true,
            Keyword::Extensible(_) => false,
            Keyword::Type(types) => *types == [Type::Object],
            Keyword::Properties(_) | Keyword::Required(_) => true,
            Keyword::Branches(Combinator::AllOf, _) => outermost || self.home_of(id).is_some(),
            keyword => keyword.is_annotation(),
        });
        let branches = node
            .branches(Combinator::AllOf)
            .unwrap_or_default()
            .iter()
            .copied();
        let mut below = node.reference().into_iter().chain(branches);
        says && below.all(|next| self.is_open_object(next, seen))
    }
}

/// The names of properties that several schemas speak of.
#[derive(Default)]
struct Names {
    declared: Vec<String>,
    /// Required where they are not declared.
    undeclared: Vec<String>,
}

impl Names {
    /// Whether there are any, and none could be of two types.
    fn are_told_once(mut self) -> bool {
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

fn says_object(node: &Node) -> bool {
    node.types() == Some(&[Type::Object])
}

/// The type of all values, if one pattern names it.
fn only_pattern(rule: &Rule) -> Option<Rust> {
    match rule {
        Rule::PatternProperties(patterns) => match patterns.as_slice() {
            [(_, value)] => Some(value.clone()),
            _ => None,
        },
        _ => None,
    }
}
