//! What a schema speaks of.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::formats;
use super::instance::tree;
use super::maker::{DEEP, Facts, Maker, Style};
use super::numbers::WIDTHS;
use super::strings::LONG;
use super::tree::{Tree, spell};
use crate::decimal::Decimal;
use crate::json::{Json, Value};
use crate::model::{Combinator, Count, Keyword, Limit, NodeId, Schema};

/// The values, names and lengths that matter to a schema: those it lists, and
/// those on either side of each limit.
#[derive(Debug)]
pub struct Words {
    /// Values of any kind.
    pub(super) values: Vec<Tree>,
    /// Properties with a value that may do.
    pub(super) properties: Vec<(String, Tree)>,
    /// What the properties are that tell branches apart.
    pub(super) tags: BTreeMap<String, Vec<Tree>>,
    /// Lengths of arrays and objects.
    pub(super) sizes: Vec<usize>,
}

/// How many samples stand for a pattern or a format.
const SAMPLES: usize = 4;

impl Words {
    /// Those of a schema.
    pub fn of(schema: &Schema) -> Self {
        let mut words = Words {
            values: Vec::new(),
            properties: Vec::new(),
            tags: BTreeMap::new(),
            sizes: Vec::new(),
        };
        let facts = Facts::of(schema, None);
        let mut random = Rng::with_seed(0);
        for entry in schema.ids().flat_map(|id| &schema.node(id).keywords) {
            words.add(&facts, &entry.keyword, &mut random);
        }
        words
    }

    fn add(&mut self, facts: &Facts<'_>, keyword: &Keyword, random: &mut Rng) {
        match keyword {
            Keyword::Enum(values) | Keyword::Examples(values) => self.add_constants(values),
            Keyword::Const(value) => self.add_constants(std::slice::from_ref(value)),
            Keyword::Extensible(texts) => {
                self.values
                    .extend(texts.iter().map(|text| Tree::text(text)));
            }
            Keyword::Format(format) => self.add_format(format, random),
            Keyword::Pattern(pattern) => {
                let texts = (0..SAMPLES).filter_map(|_| facts.patterns.text(pattern, random));
                self.values.extend(texts.map(|text| Tree::text(&text)));
            }
            Keyword::Count(Count::MinLength | Count::MaxLength, n) => self.add_texts(*n),
            Keyword::Count(_, n) => self.add_size(*n),
            Keyword::PrefixItems(ids) => self.add_size(ids.len()),
            Keyword::Limit(limit, number) => self.add_limit(*limit, number),
            Keyword::Properties(members) => {
                for (name, id) in members {
                    self.add_property(name, sample(facts, *id, random));
                }
            }
            Keyword::PatternProperties(members) => {
                for (pattern, id) in members {
                    if let Some(name) = facts.patterns.text(pattern, random) {
                        self.add_property(&name, sample(facts, *id, random));
                    }
                }
            }
            Keyword::Required(names) => {
                for name in names {
                    self.add_property(name, Tree::word("1"));
                }
            }
            Keyword::Branches(Combinator::AnyOf | Combinator::OneOf, ids) => {
                for id in ids {
                    self.add_tags(facts.schema, *id);
                }
            }
            _ => {}
        }
    }

    /// Constants, and another letter case of texts.
    fn add_constants(&mut self, values: &[Json]) {
        for value in values {
            self.values.push(tree(value));
            if let Value::String(text) = &value.value {
                self.values.push(Tree::text(&text.to_uppercase()));
                self.values.push(Tree::text(&format!("{text} ")));
            }
        }
    }

    fn add_format(&mut self, format: &str, random: &mut Rng) {
        self.values
            .extend(formats::near(format).iter().map(|text| Tree::text(text)));
        let texts = (0..SAMPLES).filter_map(|_| formats::valid(format, random));
        self.values.extend(texts.map(|text| Tree::text(&text)));
        for (_, least, greatest) in WIDTHS.iter().filter(|(name, ..)| *name == format) {
            let around = [
                least - 1,
                *least,
                least + 1,
                greatest - 1,
                *greatest,
                greatest + 1,
            ];
            self.values
                .extend(around.map(|integer| Tree::Word(integer.to_string())));
        }
    }

    /// Texts around a length, whose bytes and UTF-16 units are more than that.
    fn add_texts(&mut self, length: usize) {
        if length > LONG {
            return;
        }
        for length in [length.saturating_sub(1), length, length + 1] {
            for character in ["a", "é", "😀"] {
                self.values.push(Tree::text(&character.repeat(length)));
            }
        }
    }

    fn add_size(&mut self, size: usize) {
        if size <= LONG {
            self.sizes.extend([size.saturating_sub(1), size, size + 1]);
        }
    }

    /// A limit and numbers beside it, or some multiples and what is between.
    fn add_limit(&mut self, limit: Limit, spelling: &str) {
        self.values.push(Tree::word(spelling));
        let decimal = Decimal::new(spelling);
        if let Some(integer) = decimal.integer() {
            let beside = [integer - 1, integer + 1].map(|integer| integer.to_string());
            self.values.extend(beside.map(Tree::Word));
        }
        let Ok(number) = spelling.parse::<f64>() else {
            return;
        };
        let mut beside = vec![
            number + 0.5,
            number - 0.5,
            number.next_up(),
            number.next_down(),
        ];
        if limit == Limit::MultipleOf {
            beside.extend([number / 2.0, number * 1.5]);
            let multiples = [0, 1, 3, -7, 1000].into_iter();
            self.values
                .extend(multiples.filter_map(|n| decimal.times(n)).map(Tree::Word));
        }
        let beside = beside.into_iter().filter(|number| number.is_finite());
        self.values
            .extend(beside.map(|number| Tree::Word(number.to_string())));
    }

    fn add_property(&mut self, name: &str, value: Tree) {
        self.properties.push((spell(name), value));
    }

    /// The constant texts among the properties of a branch.
    fn add_tags(&mut self, schema: &Schema, branch: NodeId) {
        let node = schema.node(branch);
        let node = node.reference().map_or(node, |target| schema.node(target));
        for (name, id) in node.properties() {
            let constants = schema.node(*id).constants().unwrap_or_default().iter();
            let texts = constants
                .map(tree)
                .filter(|value| matches!(value, Tree::String(_)));
            let texts: Vec<Tree> = texts.collect();
            if !texts.is_empty() {
                self.tags.entry(spell(name)).or_default().extend(texts);
            }
        }
    }
}

/// A small value that is most often valid.
fn sample(facts: &Facts<'_>, id: NodeId, random: &mut Rng) -> Tree {
    let value = Maker::new(facts, random, Style::Wild).value(&[id], DEEP - 1);
    value.unwrap_or_else(|| Tree::word("null"))
}

#[cfg(test)]
mod tests {
    use super::{Tree, Words};
    use crate::json::Json;
    use crate::model::Schema;

    fn words(schema: &str) -> Option<Words> {
        let json = Json::parse(schema).ok()?;
        Schema::new(&json).ok().map(|schema| Words::of(&schema))
    }

    #[test]
    fn limits_have_two_sides() {
        let words = words(
            r#"{ "minimum": 5, "maxLength": 2, "format": "int8", "maxItems": 3, "multipleOf": 0.5 }"#,
        );
        let has = |value: &Tree| words.iter().any(|words| words.values.contains(value));
        for number in [
            "4", "5", "6", "4.5", "5.5", "0.25", "-129", "-128", "127", "128",
        ] {
            assert!(has(&Tree::word(number)), "{number}");
        }
        for text in ["a", "\u{1f600}\u{1f600}", "ééé"] {
            assert!(has(&Tree::text(text)), "{text}");
        }
        assert!(words.is_some_and(|words| words.sizes == [2, 3, 4]));
    }

    #[test]
    fn tags_are_those_of_all_branches() {
        let words = words(
            r##"{ "oneOf": [{ "properties": { "kind": { "const": "a" } } }, { "$ref": "#/$defs/B" }],
            "$defs": { "B": { "properties": { "kind": { "enum": ["b"] } } } } }"##,
        );
        let tags = words.and_then(|words| words.tags.get("kind").cloned());
        assert_eq!(tags, Some(vec![Tree::text("a"), Tree::text("b")]));
    }
}
