//! Values without parts, and their constraints.

use super::build::{Builder, Contents, Made};
use super::{Kind, Rule, Rust, numbers};
use crate::json::Value;
use crate::model::{Count, Limit, Node, NodeId, Type};
use crate::pattern::Pattern;

impl Builder<'_> {
    /// What a schema becomes whose instances have one type.
    pub(super) fn single(&mut self, id: NodeId, type_: Type) -> Made {
        let node = self.node(id);
        match type_ {
            Type::Null => Made::Plain(Rust::Null),
            Type::Boolean => Made::Plain(Rust::Bool),
            Type::Integer => self.integer(node),
            Type::Number => self.number(node),
            Type::String => self.string(id),
            Type::Array => self.array(id),
            Type::Object => self.object(id),
        }
    }

    fn integer(&mut self, node: &Node) -> Made {
        let declared = node.format().and_then(numbers::declared);
        if declared.is_none() {
            self.format_of_its_own(node);
        }
        let value = Rust::Integer(declared.unwrap_or_else(|| numbers::fitting(node)));
        constrained(value, limits(node))
    }

    fn number(&mut self, node: &Node) -> Made {
        let rules = limits(node);
        if node.format() != Some("double") {
            self.format_of_its_own(node);
            // Beside values of other types it can be any.
            if node.types().is_none() {
                return constrained(Rust::Number, rules);
            }
        }
        constrained(Rust::Double, rules)
    }

    /// Takes back the format that a type of Rust says by itself.
    fn format_of_its_own(&mut self, node: &Node) {
        let format = node.format().filter(|format| format.starts_with("x-"));
        let said = format.map_or(Value::Null, |format| Value::String(format.to_owned()));
        self.patches.say("format", said);
    }

    fn string(&mut self, id: NodeId) -> Made {
        let node = self.node(id);
        let mut rules = counts(
            node,
            &[
                (Count::MinLength, "MinLength"),
                (Count::MaxLength, "MaxLength"),
            ],
        );
        if let Some(pattern) = node.pattern() {
            rules.extend(self.pattern(id, "pattern", pattern).map(Rule::Pattern));
        }
        match node.format() {
            Some(format) if format.starts_with("x-") => self.format_of_its_own(node),
            Some(format) => match (text_type(format), rules.is_empty()) {
                (Some(type_), true) => return Made::Plain(Rust::Text(type_)),
                _ => rules.extend(format_rule(format)),
            },
            None => {}
        }
        constrained(Rust::String, rules)
    }

    /// A pattern, unless it cannot be honoured.
    pub(super) fn pattern(&mut self, id: NodeId, keyword: &str, text: &str) -> Option<Pattern> {
        match Pattern::parse(text) {
            Ok(pattern) => Some(pattern),
            Err(unsupported) => {
                let message = format!(
                    "the pattern {text:?} would not be honoured exactly: {}",
                    unsupported.message
                );
                let fix = "write it as an ECMA-262 pattern in Unicode mode without these";
                self.refuse(id, keyword, &message, fix);
                None
            }
        }
    }
}

/// A type, or a newtype of it if it has constraints.
pub(super) fn constrained(value: Rust, rules: Vec<Rule>) -> Made {
    match rules.is_empty() {
        true => Made::Plain(value),
        false => Made::Contents(Contents::new(Kind::Newtype(value), rules)),
    }
}

/// The constraints of a number.
fn limits(node: &Node) -> Vec<Rule> {
    let limits = [
        (Limit::Minimum, "Minimum"),
        (Limit::Maximum, "Maximum"),
        (Limit::ExclusiveMinimum, "ExclusiveMinimum"),
        (Limit::ExclusiveMaximum, "ExclusiveMaximum"),
        (Limit::MultipleOf, "MultipleOf"),
    ];
    let limits = limits.into_iter();
    limits
        .filter_map(|(limit, name)| Some(Rule::Limit(name, node.limit(limit)?.to_owned())))
        .collect()
}

/// Constraints that count.
pub(super) fn counts(node: &Node, counts: &[(Count, &'static str)]) -> Vec<Rule> {
    let counts = counts.iter();
    counts
        .filter_map(|(count, name)| Some(Rule::Count(name, node.count(*count)?)))
        .collect()
}

/// The type of texts of a format.
fn text_type(format: &str) -> Option<&'static str> {
    match format_rule(format)? {
        Rule::Format("DateTime") => Some("Timestamp"),
        Rule::Format(name) => Some(name),
        _ => None,
    }
}

/// The constraint of a format of strings; `None` for any other format.
pub(crate) fn format_rule(format: &str) -> Option<Rule> {
    Some(Rule::Format(match format {
        "date" => "Date",
        "time" => "Time",
        "date-time" => "DateTime",
        "uuid" => "Uuid",
        "uri" => "Uri",
        "email" => "Email",
        "ipv4" => "Ipv4",
        "ipv6" => "Ipv6",
        "hostname" => "Hostname",
        _ => return None,
    }))
}
