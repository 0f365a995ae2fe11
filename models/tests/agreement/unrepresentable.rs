//! Content of a document that the types cannot represent.

use std::collections::BTreeSet;

use exactschema_frontend::Schema;
use exactschema_frontend::model::{Limit, Node, NodeId, Type};
use exactschema_sample::RawJson;

use crate::applicable::Applicable;
use crate::oracle::{Decimal, text};

/// The kinds of unrepresentable content in a document: where a value could belong to one of
/// several branches, the types may find another that represents it.
#[derive(Default)]
pub(crate) struct Unrepresentable {
    /// Two properties of one name.
    pub(crate) duplicate: bool,
    /// Half of a surrogate pair.
    pub(crate) surrogate: bool,
    /// Nesting beyond the stated depth.
    pub(crate) deep: bool,
    /// An integer beyond the declared width.
    pub(crate) integer: bool,
    /// A number that no double represents to the digit where the schema has a number.
    pub(crate) number: bool,
    /// Whether a number is certainly unrepresentable.
    certainly: bool,
}

impl Unrepresentable {
    pub(crate) fn find(schema: &Schema, document: &RawJson) -> Self {
        let mut unrepresentable = Unrepresentable::default();
        unrepresentable.visit(schema, &Applicable::root(schema), document, 0);
        unrepresentable
    }

    /// Whether any content is certainly unrepresentable.
    pub(crate) fn anything(&self) -> bool {
        self.by_any_schema() || self.certainly
    }

    /// Whether any content is unrepresentable whatever the types.
    pub(crate) fn by_any_schema(&self) -> bool {
        self.duplicate || self.surrogate || self.deep
    }

    /// Whether any content may be unrepresentable.
    pub(crate) fn perhaps_anything(&self) -> bool {
        self.anything() || self.integer || self.number
    }

    fn visit(&mut self, schema: &Schema, applicable: &Applicable, tree: &RawJson, depth: usize) {
        match tree {
            RawJson::Word(word) if word.starts_with(|c: char| c.is_ascii_lowercase()) => {}
            RawJson::Word(number) => {
                for id in applicable.all() {
                    self.number(schema.node(id), applicable, id, number);
                }
            }
            RawJson::String(spelling) => self.surrogate |= text(spelling).is_none(),
            RawJson::Array(elements) => {
                self.deep |= depth == models::MAX_DEPTH;
                for (index, element) in elements.iter().enumerate() {
                    let below = applicable.element(schema, index);
                    self.visit(schema, &below, element, depth + 1);
                }
            }
            RawJson::Object(properties) => {
                self.deep |= depth == models::MAX_DEPTH;
                let mut names = BTreeSet::new();
                for (name, value) in properties {
                    let name = text(name);
                    self.surrogate |= name.is_none();
                    let below = applicable.property(schema, name.as_deref().unwrap_or_default());
                    self.visit(schema, &below, value, depth + 1);
                    self.duplicate |= !names.insert(name);
                }
            }
        }
    }

    fn number(&mut self, node: &Node, applicable: &Applicable, id: NodeId, number: &str) {
        let certain = applicable.certain.contains(&id);
        // Without a type, a number is one of those that it may have.
        let types = node.types().unwrap_or(Type::ALL);
        let integer = types.contains(&Type::Integer) && !is_wide(node) && is_beyond(node, number);
        let double = types.contains(&Type::Number) && !is_exact(node) && is_beyond_double(number);
        self.integer |= integer;
        self.number |= double;
        // A list of values is read as JSON.
        let typed = node.types().is_some() && node.constants().is_none();
        self.certainly |= certain && typed && (integer || double);
    }
}

/// Whether an integer is beyond the width that its schema declares.
fn is_beyond(node: &Node, spelling: &str) -> bool {
    let decimal = Decimal::new(spelling);
    let (low, high) = match node.format() {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64") => (0, u64::MAX.into()),
        Some("int64") => (i64::MIN.into(), i64::MAX.into()),
        _ if is_unsigned(node) => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    let held = decimal
        .to_i128()
        .is_some_and(|value: i128| low <= value && value <= high);
    decimal.is_integer() && !held
}

/// Whether a bound of integers is beyond 64 bits, so that they are exact numbers.
fn is_wide(node: &Node) -> bool {
    let is_beyond = |(limit, inside): (Limit, i128)| {
        let bound = node.limit(limit).map(Decimal::new);
        let least = bound.map(|bound| bound.to_i128().map(|bound| (bound + inside).to_string()));
        least.is_some_and(|least| least.is_none_or(|least| is_beyond(node, &least)))
    };
    let bounds = [
        (Limit::Minimum, 0),
        (Limit::Maximum, 0),
        (Limit::ExclusiveMinimum, 1),
        (Limit::ExclusiveMaximum, -1),
    ];
    bounds.into_iter().any(is_beyond)
}

/// Whether a format of decimals, or a limit that is no double, asks for exact numbers.
fn is_exact(node: &Node) -> bool {
    let format = node.keywords.iter().find(|entry| entry.name == "format");
    let limits = [
        Limit::Minimum,
        Limit::Maximum,
        Limit::ExclusiveMinimum,
        Limit::ExclusiveMaximum,
        Limit::MultipleOf,
    ];
    let mut limits = limits.iter().filter_map(|limit| node.limit(*limit));
    match format.map(|entry| entry.json.compact()).as_deref() {
        Some(r#""double""#) => false,
        Some(r#""decimal""#) => true,
        _ => limits.any(is_beyond_double),
    }
}

fn is_unsigned(node: &Node) -> bool {
    let at_least = |limit: Limit, least: f64| {
        let limit = node.limit(limit).map(|limit| limit.parse::<f64>().unwrap());
        limit.is_some_and(|limit| limit >= least)
    };
    at_least(Limit::Minimum, 0.0) || at_least(Limit::ExclusiveMinimum, -1.0)
}

/// Whether the nearest double, printed with as many digits, is another number.
fn is_beyond_double(spelling: &str) -> bool {
    let decimal = Decimal::new(spelling);
    let double: f64 = spelling.parse().unwrap();
    let digits = decimal.digits().saturating_sub(1);
    !double.is_finite() || Decimal::new(&format!("{double:.digits$e}")) != decimal
}
