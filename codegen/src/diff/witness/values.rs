//! Small values that one schema takes and a changed part of the other refuses.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Map, Value};

use super::super::part::Part;
use super::super::view::view;
use super::embed::{array, fits, object, other_name, smallest};
use super::words::{LONG, words};
use super::{Numbered, Question, Search, shrink};
use crate::documents::{DEEP, Facts, Maker, Style, declared, element, instance};
use crate::model::{Count, Entry, Keyword, NodeId};

/// How many values are made at random.
const RANDOM: u64 = 60;

/// The most properties that are made to see whether a limit holds, and the most elements
/// that differ.
const MANY: usize = 60;

/// The most elements that are made.
const LONGEST: usize = 5_000;

/// Where values are made: for the schema that has to take them.
struct Place<'p, 'a> {
    facts: &'p Facts<'a>,
    id: NodeId,
    words: Vec<Value>,
    /// Objects to begin with.
    bases: Vec<Map<String, Value>>,
}

impl<'a> Search<'_, 'a> {
    /// Values for where a change is, the smallest first.
    pub(super) fn values(&self, question: &Question<'_, 'a>, drafted: &Numbered<'a>) -> Vec<Value> {
        let accepting = 1 - question.refusing;
        let pair = &self.walk.pairs[drafted.draft.pair];
        let facts = &self.walk.sides[accepting].facts;
        let other = &self.walk.sides[question.refusing].facts;
        let id = pair.ids[accepting];
        let mut place = Place {
            facts,
            id,
            words: words(facts, &[id]),
            bases: bases(facts, id),
        };
        place
            .bases
            .extend(bases(other, pair.ids[question.refusing]));
        place
            .words
            .extend(words(other, &[pair.ids[question.refusing]]));
        let mut values = place.words.clone();
        for side in [0, 1] {
            let facts = &self.walk.sides[side].facts;
            for seed in &drafted.draft.seeds[side] {
                values.extend(smallest(facts, &[*seed]));
                values.extend(random(facts, *seed));
            }
        }
        for part in &drafted.draft.parts[question.refusing] {
            values.extend(place.for_part(part, other));
        }
        values.extend(random(facts, id));
        let mut seen = BTreeSet::new();
        values.retain(|value| {
            seen.insert(value.to_string())
                && fits(facts, id, value)
                && self.is_refused(drafted, question.refusing, value)
        });
        values.sort_by_key(shrink::measure);
        values
    }
}

impl Part<'_> {
    /// The most that is made of what it counts, if that is not enough.
    pub(in super::super) fn bound(&self) -> Option<(usize, &'static str)> {
        let Part::Keyword(_, entry) = self else {
            return None;
        };
        let Keyword::Count(count, n) = entry.keyword else {
            return None;
        };
        let most = match count {
            Count::MinLength | Count::MaxLength => (LONG, "characters"),
            Count::MinItems | Count::MaxItems => (LONGEST, "elements"),
            Count::MinProperties | Count::MaxProperties => (MANY, "properties"),
        };
        (n >= most.0).then_some(most)
    }
}

/// The smallest object of a schema, and the empty one.
fn bases(facts: &Facts<'_>, id: NodeId) -> Vec<Map<String, Value>> {
    let smallest = match smallest(facts, &[id]) {
        Some(Value::Object(members)) => Some(members),
        _ => None,
    };
    smallest.into_iter().chain([Map::new()]).collect()
}

/// Values at random, the same on every machine.
fn random(facts: &Facts<'_>, id: NodeId) -> Vec<Value> {
    let make = |seed| {
        let mut random = Rng::with_seed(seed);
        let style = if seed % 2 == 0 {
            Style::Plain
        } else {
            Style::Wild
        };
        let value = Maker::new(facts, &mut random, style).value(&[id], DEEP - 2)?;
        instance(&value)
    };
    (0..RANDOM).map_while(make).collect()
}

impl Place<'_, '_> {
    fn for_part(&self, part: &Part<'_>, other: &Facts<'_>) -> Vec<Value> {
        match part {
            Part::Keyword(node, entry) => {
                let names = node.properties().iter().map(|(name, _)| name.clone());
                self.for_keyword(entry, names.collect(), other)
            }
            Part::Property(name, _) => self.with_member(name),
            Part::Pattern(pattern, _) => {
                let mut random = Rng::with_seed(0);
                let names = (0..8).filter_map(|_| other.patterns.text(pattern, &mut random));
                let name = names.min_by_key(String::len);
                name.map(|name| self.with_member(&name)).unwrap_or_default()
            }
            Part::Element(index, _) => self.with_element(*index),
            Part::Required(name) => self.without(name, self.bases.clone()),
            Part::Beside(name, beside) => {
                let objects = self.with_member(name).into_iter();
                let objects = objects.filter_map(|value| match value {
                    Value::Object(members) => Some(members),
                    _ => None,
                });
                self.without(beside, objects.collect())
            }
            Part::Unlisted(value) => crate::documents::of_json(value).into_iter().collect(),
            Part::Alone(id) => {
                let smallest = smallest(other, &[*id]).into_iter();
                smallest.chain(random(other, *id)).collect()
            }
        }
    }

    fn for_keyword(
        &self,
        entry: &Entry,
        declared_there: Vec<String>,
        other: &Facts<'_>,
    ) -> Vec<Value> {
        match &entry.keyword {
            Keyword::AdditionalProperties(_) | Keyword::PatternProperties(_) => {
                let here = declared(&view(self.facts.schema, &[self.id]));
                let fresh = other_name(self.facts, &[self.id]);
                let names = here
                    .into_iter()
                    .filter(|name| !declared_there.contains(name));
                let names = names.chain(fresh);
                names.flat_map(|name| self.with_member(&name)).collect()
            }
            Keyword::PropertyNames(id) => {
                let names = words(other, &[*id]).into_iter().chain(self.words.clone());
                let names = names.filter_map(|name| Some(name.as_str()?.to_owned()));
                names
                    .flat_map(|name| self.with_value(&name, &Value::from(0)))
                    .collect()
            }
            Keyword::Items(_) | Keyword::PrefixItems(_) => {
                (0..4).flat_map(|index| self.with_element(index)).collect()
            }
            Keyword::Count(Count::MinItems | Count::MaxItems, n) => self.arrays(*n),
            Keyword::UniqueItems(_) => self.repeated(),
            Keyword::Count(Count::MinProperties | Count::MaxProperties, n) => self.objects(*n),
            Keyword::Branches(_, ids) => ids.iter().flat_map(|id| random(other, *id)).collect(),
            _ => Vec::new(),
        }
    }

    /// Objects with a property of a name, which is any word or what it has to be.
    fn with_member(&self, name: &str) -> Vec<Value> {
        let of = crate::documents::demand(self.facts, &view(self.facts.schema, &[self.id]), name);
        let typical = smallest(self.facts, &of);
        let made = of.iter().flat_map(|id| random(self.facts, *id));
        let inner = of.iter().flat_map(|id| words(self.facts, &[*id]));
        let values: Vec<Value> = self
            .words
            .iter()
            .cloned()
            .chain(typical)
            .chain(made)
            .chain(inner)
            .collect();
        values
            .iter()
            .flat_map(|value| self.with_value(name, value))
            .collect()
    }

    fn with_value(&self, name: &str, value: &Value) -> Vec<Value> {
        let based = self.bases.iter().map(|base| {
            let mut members = base.clone();
            members.insert(name.to_owned(), value.clone());
            Value::Object(members)
        });
        based
            .chain(object(self.facts, &[self.id], name, value))
            .collect()
    }

    fn without(&self, name: &str, objects: Vec<Map<String, Value>>) -> Vec<Value> {
        let objects = objects.into_iter().map(|mut members| {
            members.remove(name);
            Value::Object(members)
        });
        objects.collect()
    }

    /// Arrays with an element at an index.
    fn with_element(&self, index: usize) -> Vec<Value> {
        let of = element(&view(self.facts.schema, &[self.id]), index);
        let typical = smallest(self.facts, &of);
        let made = of.iter().flat_map(|id| random(self.facts, *id));
        let values: Vec<Value> = self
            .words
            .iter()
            .cloned()
            .chain(typical)
            .chain(made)
            .collect();
        let arrays = values
            .iter()
            .filter_map(|value| array(self.facts, &[self.id], index, value));
        arrays.collect()
    }

    /// Arrays of about a length, of equal elements and of such as differ.
    fn arrays(&self, length: usize) -> Vec<Value> {
        let of = element(&view(self.facts.schema, &[self.id]), 0);
        let made: Vec<Value> = match of.as_slice() {
            [] => (0..=MANY).map(Value::from).collect(),
            ids => ids.iter().flat_map(|id| random(self.facts, *id)).collect(),
        };
        let words = self.words.iter().cloned();
        let words = words.filter(|word| of.iter().all(|id| fits(self.facts, *id, word)));
        let typical = smallest(self.facts, &of);
        let mut made: Vec<Value> = made.into_iter().chain(words).chain(typical).collect();
        made.sort_by_key(shrink::measure);
        let mut different: Vec<Value> = Vec::new();
        for value in made {
            if !different.contains(&value) {
                different.push(value);
            }
        }
        let lengths = [length.saturating_sub(1), length, length + 1];
        let lengths = lengths.into_iter().filter(|length| *length <= LONGEST);
        lengths
            .flat_map(|length| {
                let equal = different
                    .iter()
                    .cycle()
                    .take(if different.is_empty() { 0 } else { 1 });
                let equal: Vec<Value> = equal.cloned().collect();
                let equal = equal.iter().flat_map(|one| vec![one.clone(); length]);
                let equal: Vec<Value> = equal.collect();
                let different: Vec<Value> = different.iter().take(length).cloned().collect();
                [Value::Array(equal), Value::Array(different)]
            })
            .collect()
    }

    /// Arrays of two equal elements.
    fn repeated(&self) -> Vec<Value> {
        let of = element(&view(self.facts.schema, &[self.id]), 0);
        let typical = smallest(self.facts, &of).into_iter();
        let values = typical.chain(self.words.iter().cloned());
        values.map(|value| Value::Array(vec![value; 2])).collect()
    }

    /// Objects of about so many properties.
    fn objects(&self, count: usize) -> Vec<Value> {
        let view = view(self.facts.schema, &[self.id]);
        let fresh = (0..=MANY).map(|index| format!("x{index}"));
        let names: Vec<String> = declared(&view).into_iter().chain(fresh).collect();
        let mut found = Vec::new();
        for count in [count.saturating_sub(1), count, count + 1] {
            for base in &self.bases {
                let mut members = base.clone();
                for name in &names {
                    if members.len() >= count.min(MANY) {
                        break;
                    }
                    let of = crate::documents::demand(self.facts, &view, name);
                    if let Some(value) = smallest(self.facts, &of) {
                        members.entry(name.clone()).or_insert(value);
                    }
                }
                found.push(Value::Object(members));
            }
        }
        found
    }
}
