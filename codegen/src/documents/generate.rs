//! Valid documents at random.

use fastrand::Rng;

use super::instance::instance;
use super::judge::Judge;
use super::maker::{Facts, Maker, Style};
use super::tree::Tree;
use crate::model::Schema;

/// A document that is valid against a schema and that the types can hold, as
/// far as it can be built so. It uses what is allowed: properties present and
/// absent, in any order, unknown ones, every branch, and values at the limits.
///
/// Where keywords interact it may be invalid; a [`Generator`] makes sure.
pub fn generate(schema: &Schema, random: &mut Rng) -> Tree {
    let facts = Facts::of(schema, None);
    let document = Maker::new(&facts, random, Style::Wild).value(&[schema.root()], 0);
    document.unwrap_or_else(|| Tree::word("null"))
}

/// Makes documents that are valid, by the verdict of the `jsonschema` crate.
#[derive(Debug)]
pub struct Generator<'a> {
    facts: Facts<'a>,
}

impl<'a> Generator<'a> {
    /// One for the schema whose source is `text`; `None` if that is no schema to
    /// the `jsonschema` crate.
    pub fn new(schema: &'a Schema, text: &str) -> Option<Self> {
        let judge = Judge::new(schema, text)?;
        let facts = Facts::of(schema, Some(judge));
        Some(Generator { facts })
    }

    /// A valid document; `None` if none was found.
    pub fn valid(&self, random: &mut Rng) -> Option<Tree> {
        let root = self.facts.schema.root();
        let document = Maker::new(&self.facts, random, Style::Wild).value(&[root], 0)?;
        (self.is_valid(&document) == Some(true)).then_some(document)
    }

    /// Whether a document is valid; `None` if it has half a surrogate pair,
    /// which is beyond the `jsonschema` crate. Of properties of one name the
    /// last counts.
    pub fn is_valid(&self, document: &Tree) -> Option<bool> {
        let judge = self.facts.judge.as_ref()?;
        let root = self.facts.schema.root();
        Some(judge.fits(root, &instance(document)?))
    }
}
