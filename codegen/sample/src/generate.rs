//! Valid documents at random.

use exactschema_frontend::model::Schema;
use fastrand::Rng;

use crate::judge::Judge;
use crate::maker::{Facts, Maker};
use crate::raw_json::RawJson;
use crate::style::Style;

/// A document that is valid against a schema and that the types can represent, as far as it
/// can be built so. It uses all that is allowed: properties present and absent, in any order,
/// unknown ones, every branch, and values at the limits.
///
/// Where keywords interact it may be invalid; a [`Generator`] makes sure.
pub fn generate(schema: &Schema, random: &mut Rng) -> RawJson {
    let facts = Facts::of(schema, None);
    let document = Maker::new(&facts, random, Style::Adversarial).value(&[schema.root()], 0);
    document.unwrap_or_else(|| RawJson::word("null"))
}

/// Makes documents that are valid.
#[derive(Debug)]
pub struct Generator<'a> {
    facts: Facts<'a>,
}

impl<'a> Generator<'a> {
    /// One for the schema whose source is `text`; `None` if that is none.
    pub fn new(schema: &'a Schema, text: &str) -> Option<Self> {
        let judge = Judge::new(schema, text)?;
        let facts = Facts::of(schema, Some(judge));
        Some(Generator { facts })
    }

    /// A valid document; `None` if none was found.
    pub fn valid(&self, random: &mut Rng) -> Option<RawJson> {
        let root = self.facts.schema.root();
        let document = Maker::new(&self.facts, random, Style::Adversarial).value(&[root], 0)?;
        self.is_valid(&document).then_some(document)
    }

    /// Whether a document is valid. One that names a property twice, or has half a
    /// surrogate pair, is not.
    pub fn is_valid(&self, document: &RawJson) -> bool {
        let root = self.facts.schema.root();
        let judge = self.facts.judge.as_ref();
        judge.is_some_and(|judge| judge.fits(root, &document.print()))
    }
}
