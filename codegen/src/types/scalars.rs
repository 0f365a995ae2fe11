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
        if node.format().is_some_and(|format| format.starts_with("x-")) {
            self.format_of_its_own(node);
        }
        if let Some(format) = node.format().and_then(TextFormat::named) {
            if rules.is_empty() {
                return Made::Plain(Rust::Text(format.type_));
            }
            rules.push(Rule::Format(format.rule));
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

/// A format of strings that is asserted.
pub(crate) struct TextFormat {
    /// Its name in JSON Schema.
    pub(crate) name: &'static str,
    /// Its name in the runtime of `models`.
    pub(crate) rule: &'static str,
    /// The type of its texts in `models`.
    pub(crate) type_: &'static str,
}

impl TextFormat {
    const fn new(name: &'static str, rule: &'static str, type_: &'static str) -> Self {
        TextFormat { name, rule, type_ }
    }

    /// The format of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        TEXTS.iter().find(|format| format.name == name)
    }
}

/// The formats of strings that are asserted (Validation §7.3).
pub(crate) const TEXTS: &[TextFormat] = &[
    TextFormat::new("date", "Date", "Date"),
    TextFormat::new("time", "Time", "Time"),
    TextFormat::new("date-time", "DateTime", "Timestamp"),
    TextFormat::new("uuid", "Uuid", "Uuid"),
    TextFormat::new("uri", "Uri", "Uri"),
    TextFormat::new("email", "Email", "Email"),
    TextFormat::new("ipv4", "Ipv4", "Ipv4"),
    TextFormat::new("ipv6", "Ipv6", "Ipv6"),
    TextFormat::new("hostname", "Hostname", "Hostname"),
];
