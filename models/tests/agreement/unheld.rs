//! What a document holds that no Rust type could.

use std::collections::BTreeSet;

use codegen::documents::Tree;

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
    /// An integer beyond 64 bits, which a free-form value does hold.
    pub(crate) integer: bool,
    /// A number that a double may not hold, which a free-form value does hold.
    pub(crate) number: bool,
}

impl Unheld {
    pub(crate) fn find(document: &Tree) -> Self {
        let mut unheld = Unheld::default();
        unheld.visit(document, 0);
        unheld
    }

    /// Whether it holds what not even a free-form value could.
    pub(crate) fn anywhere(&self) -> bool {
        self.duplicate || self.surrogate || self.deep
    }

    fn visit(&mut self, tree: &Tree, depth: usize) {
        match tree {
            Tree::Word(word) if word.starts_with(|c: char| c.is_ascii_lowercase()) => {}
            Tree::Word(number) => self.number(number),
            Tree::String(spelling) => self.surrogate |= text(spelling).is_none(),
            Tree::Array(elements) => {
                self.deep |= depth == models::MAX_DEPTH;
                elements.iter().for_each(|e| self.visit(e, depth + 1));
            }
            Tree::Object(properties) => {
                self.deep |= depth == models::MAX_DEPTH;
                let mut names = BTreeSet::new();
                for (name, value) in properties {
                    let name = text(name);
                    self.surrogate |= name.is_none();
                    self.duplicate |= !names.insert(name);
                    self.visit(value, depth + 1);
                }
            }
        }
    }

    fn number(&mut self, spelling: &str) {
        let decimal = Decimal::new(spelling);
        let double: f64 = spelling.parse().unwrap();
        self.number |= !double.is_finite() || Decimal::new(&double.to_string()) != decimal;
        self.integer |= decimal.is_integer() && decimal.to_i64().is_none();
    }
}
