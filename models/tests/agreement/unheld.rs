//! What a document holds that the types could not.

use std::collections::BTreeSet;

use codegen::Schema;
use codegen::documents::Tree;
use codegen::model::{NodeId, Shape};

use crate::oracle::{Decimal, text};

/// Which of these a document holds.
#[derive(Default)]
pub(crate) struct Unheld {
    /// Two properties of one name.
    pub(crate) duplicate: bool,
    /// Half of a surrogate pair.
    pub(crate) surrogate: bool,
    /// Nesting beyond the stated depth.
    pub(crate) deep: bool,
    /// An integer beyond 64 bits where the schema has an integer.
    pub(crate) integer: bool,
    /// A number that no double holds to the digit where the schema has a number.
    pub(crate) number: bool,
}

impl Unheld {
    pub(crate) fn find(schema: &Schema, document: &Tree) -> Self {
        let mut unheld = Unheld::default();
        unheld.visit(schema, Some(schema.root()), document, 0);
        unheld
    }

    /// Whether it holds any of them.
    pub(crate) fn anything(&self) -> bool {
        self.duplicate || self.surrogate || self.deep || self.integer || self.number
    }

    /// Looks at a value; `id` is what the schema says of it, if anything.
    fn visit(&mut self, schema: &Schema, id: Option<NodeId>, tree: &Tree, depth: usize) {
        let shape = id.and_then(|id| schema.shape(id));
        if let Some(Shape::Reference(target)) = shape {
            return self.visit(schema, Some(target), tree, depth);
        }
        match tree {
            Tree::Word(word) if word.starts_with(|c: char| c.is_ascii_lowercase()) => {}
            Tree::Word(number) => match shape {
                Some(Shape::Integer) => self.integer |= is_beyond_i64(number),
                Some(Shape::Number) => self.number |= is_beyond_double(number),
                _ => {}
            },
            Tree::String(spelling) => self.surrogate |= text(spelling).is_none(),
            Tree::Array(elements) => {
                self.deep |= depth == models::MAX_DEPTH;
                let items = match shape {
                    Some(Shape::Array(items)) => Some(items),
                    _ => None,
                };
                for element in elements {
                    self.visit(schema, items, element, depth + 1);
                }
            }
            Tree::Object(properties) => {
                self.deep |= depth == models::MAX_DEPTH;
                let declared = id
                    .map(|id| schema.node(id).properties())
                    .unwrap_or_default();
                let mut names = BTreeSet::new();
                for (name, value) in properties {
                    let name = text(name);
                    self.surrogate |= name.is_none();
                    let mut declared = declared.iter();
                    let id = declared.find(|(other, _)| Some(other) == name.as_ref());
                    self.visit(schema, id.map(|(_, id)| *id), value, depth + 1);
                    self.duplicate |= !names.insert(name);
                }
            }
        }
    }
}

fn is_beyond_i64(spelling: &str) -> bool {
    let decimal = Decimal::new(spelling);
    decimal.is_integer() && decimal.to_i64().is_none()
}

/// Whether the nearest double, printed with as many digits, is another number.
fn is_beyond_double(spelling: &str) -> bool {
    let decimal = Decimal::new(spelling);
    let double: f64 = spelling.parse().unwrap();
    let digits = decimal.digits().saturating_sub(1);
    !double.is_finite() || Decimal::new(&format!("{double:.digits$e}")) != decimal
}
