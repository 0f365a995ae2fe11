//! The dictionary of a schema: values, names and lengths to try.

use std::collections::BTreeMap;

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::formats::IntegerFormat;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, Count, Keyword, Limit, NodeId, Schema};
use fastrand::Rng;

use crate::formats;
use crate::instance::tree;
use crate::maker::{Facts, Maker};
use crate::raw_json::{RawJson, spell};
use crate::strings::LONG;
use crate::style::{DEEP, Style};

/// The values, names and lengths that matter to a schema: those it lists, and
/// those on either side of each limit.
#[derive(Debug)]
pub struct Dictionary {
    /// Values of any kind.
    pub(crate) values: Vec<RawJson>,
    /// Properties with a value that may be valid.
    pub(crate) properties: Vec<(String, RawJson)>,
    /// The values of properties that discriminate branches.
    pub(crate) tags: BTreeMap<String, Vec<RawJson>>,
    /// Lengths of arrays and objects.
    pub(crate) sizes: Vec<usize>,
}

/// The number of samples of a pattern or a format.
const SAMPLES: usize = 4;

impl Dictionary {
    /// Those of a schema.
    pub fn of(schema: &Schema) -> Self {
        let mut words = Dictionary {
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
                    .extend(texts.iter().map(|text| RawJson::text(text)));
            }
            Keyword::Format(format) => self.add_format(format, random),
            Keyword::Pattern(pattern) => {
                let texts = (0..SAMPLES).filter_map(|_| facts.patterns.text(pattern, random));
                self.values.extend(texts.map(|text| RawJson::text(&text)));
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
                    self.add_property(name, RawJson::word("1"));
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
                self.values.push(RawJson::text(&text.to_uppercase()));
                self.values.push(RawJson::text(&format!("{text} ")));
            }
        }
    }

    fn add_format(&mut self, format: &str, random: &mut Rng) {
        self.values.extend(
            formats::edge_cases(format)
                .iter()
                .map(|text| RawJson::text(text)),
        );
        let texts = (0..SAMPLES).filter_map(|_| formats::valid(format, random));
        self.values.extend(texts.map(|text| RawJson::text(&text)));
        if let Some(IntegerFormat {
            least, greatest, ..
        }) = IntegerFormat::named(format)
        {
            let around = [
                least - 1,
                *least,
                least + 1,
                greatest - 1,
                *greatest,
                greatest + 1,
            ];
            self.values
                .extend(around.map(|integer| RawJson::Word(integer.to_string())));
        }
    }

    /// Texts around a length, whose bytes and UTF-16 units are more than that.
    fn add_texts(&mut self, length: usize) {
        if length > LONG {
            return;
        }
        for length in [length.saturating_sub(1), length, length + 1] {
            for character in ["a", "é", "😀"] {
                self.values.push(RawJson::text(&character.repeat(length)));
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
        self.values.push(RawJson::word(spelling));
        let decimal = Decimal::new(spelling);
        if let Some(integer) = decimal.integer() {
            let beside = [integer - 1, integer + 1].map(|integer| integer.to_string());
            self.values.extend(beside.map(RawJson::Word));
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
            self.values.extend(
                multiples
                    .filter_map(|n| decimal.times(n))
                    .map(RawJson::Word),
            );
        }
        let beside = beside.into_iter().filter(|number| number.is_finite());
        self.values
            .extend(beside.map(|number| RawJson::Word(number.to_string())));
    }

    fn add_property(&mut self, name: &str, value: RawJson) {
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
                .filter(|value| matches!(value, RawJson::String(_)));
            let texts: Vec<RawJson> = texts.collect();
            if !texts.is_empty() {
                self.tags.entry(spell(name)).or_default().extend(texts);
            }
        }
    }
}

/// A small value that is most often valid.
fn sample(facts: &Facts<'_>, id: NodeId, random: &mut Rng) -> RawJson {
    let value = Maker::new(facts, random, Style::Adversarial).value(&[id], DEEP - 1);
    value.unwrap_or_else(|| RawJson::word("null"))
}

#[cfg(test)]
mod tests {
    use exactschema_frontend::json::Json;
    use exactschema_frontend::model::Schema;

    use super::{Dictionary, RawJson};

    fn words(schema: &str) -> Option<Dictionary> {
        let json = Json::parse(schema).ok()?;
        Schema::new(&json)
            .ok()
            .map(|schema| Dictionary::of(&schema))
    }

    #[test]
    fn limits_have_two_sides() {
        let words = words(
            r#"{ "minimum": 5, "maxLength": 2, "format": "int8", "maxItems": 3, "multipleOf": 0.5 }"#,
        );
        let has = |value: &RawJson| words.iter().any(|words| words.values.contains(value));
        for number in [
            "4", "5", "6", "4.5", "5.5", "0.25", "-129", "-128", "127", "128",
        ] {
            assert!(has(&RawJson::word(number)), "{number}");
        }
        for text in ["a", "\u{1f600}\u{1f600}", "ééé"] {
            assert!(has(&RawJson::text(text)), "{text}");
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
        assert_eq!(tags, Some(vec![RawJson::text("a"), RawJson::text("b")]));
    }
}
