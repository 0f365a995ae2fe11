//! Values without parts, and their constraints.

use exactschema_frontend::formats::{IntegerFormat, TextFormat, is_beyond_doubles};
use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Count, Limit, Node, NodeId, Type};
use exactschema_frontend::pattern::Pattern;

use super::build::{Builder, Lowered, TypeBody};
use super::{Constraint, Kind, Own, Rust};

impl Builder<'_> {
    /// The type of a schema whose instances have one type.
    pub(super) fn single(&mut self, id: NodeId, type_: Type) -> Lowered {
        let node = self.node(id);
        match type_ {
            Type::Null => Lowered::Plain(Rust::Null),
            Type::Boolean => Lowered::Plain(Rust::Bool),
            Type::Integer => self.integer(node),
            Type::Number => self.number(node),
            Type::String => self.string(id),
            Type::Array => self.array(id),
            Type::Object => self.object(id),
        }
    }

    fn integer(&mut self, node: &Node) -> Lowered {
        if node.format().and_then(IntegerFormat::named).is_none() {
            self.own_format(node);
        }
        match IntegerFormat::of(node) {
            Some(format) => constrained(Rust::Integer(format.type_), limits(node)),
            None => {
                self.additions.assert_type(node);
                constrained(Rust::Number, limits(node))
            }
        }
    }

    fn number(&mut self, node: &Node) -> Lowered {
        let constraints = limits(node);
        if node.format() != Some("double") {
            self.own_format(node);
            // Beside values of other types it can be any.
            if node.types().is_none() || is_beyond_doubles(node) {
                return constrained(Rust::Number, constraints);
            }
        }
        constrained(Rust::Double, constraints)
    }

    /// Replaces the format that a type of Rust emits by itself.
    fn own_format(&mut self, node: &Node) {
        let format = node.format().filter(|format| format.starts_with("x-"));
        let format = format.map_or(Value::Null, |format| Value::String(format.to_owned()));
        self.additions.set("format", format);
    }

    fn string(&mut self, id: NodeId) -> Lowered {
        let node = self.node(id);
        let mut constraints = counts(
            node,
            &[
                (Count::MinLength, "MinLength"),
                (Count::MaxLength, "MaxLength"),
            ],
        );
        if let Some(pattern) = node.pattern() {
            constraints.extend(Pattern::parse(pattern).map(Constraint::Pattern));
        }
        if node.format().is_some_and(|format| format.starts_with("x-")) {
            self.own_format(node);
        }
        if let Some(format) = node.format().and_then(TextFormat::named) {
            if constraints.is_empty() {
                let own = self.own_type(node, Some(format.type_));
                return Lowered::Plain(own.unwrap_or(Rust::Text(format.type_)));
            }
            constraints.push(Constraint::Format(format.constraint));
        }
        let own = self.own_type(node, None);
        constrained(own.unwrap_or(Rust::String), constraints)
    }

    /// The type that a setting has for the format of a text.
    fn own_type(&self, node: &Node, text: Option<&'static str>) -> Option<Rust> {
        let (index, path) = self.settings.format_type(node)?;
        let path = path.to_owned();
        Some(Rust::Own(Own { index, path, text }))
    }
}

/// A type, or a newtype of it if it has constraints.
pub(super) fn constrained(value: Rust, constraints: Vec<Constraint>) -> Lowered {
    match constraints.is_empty() {
        true => Lowered::Plain(value),
        false => Lowered::Body(TypeBody::new(Kind::Newtype(value), constraints)),
    }
}

/// The constraints of a number.
fn limits(node: &Node) -> Vec<Constraint> {
    let limits = [
        (Limit::Minimum, "Minimum"),
        (Limit::Maximum, "Maximum"),
        (Limit::ExclusiveMinimum, "ExclusiveMinimum"),
        (Limit::ExclusiveMaximum, "ExclusiveMaximum"),
        (Limit::MultipleOf, "MultipleOf"),
    ];
    let limits = limits.into_iter();
    limits
        .filter_map(|(limit, name)| Some(Constraint::Limit(name, node.limit(limit)?.to_owned())))
        .collect()
}

/// Constraints that count.
pub(super) fn counts(node: &Node, counts: &[(Count, &'static str)]) -> Vec<Constraint> {
    let counts = counts.iter().filter_map(|(count, name)| {
        let limit = node.count(*count)?;
        // None is as many as there may be in any case.
        let is_idle = limit == 0 && name.starts_with("Min");
        (!is_idle).then_some(Constraint::Count(name, limit))
    });
    counts.collect()
}
