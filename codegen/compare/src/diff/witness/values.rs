//! Small values that one schema accepts and a changed part of the other rejects.

use std::collections::BTreeSet;

use exactschema::schema::Keyword;
use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Count, Entry, Keyword as Known, Node, NodeId};
use exactschema_sample::{
    Facts, Instance, Members, declared, demand, element, hidden_members, hidden_values, required,
};
use fastrand::Rng;

use super::super::part::Part;
use super::super::prover::asserting;
use super::super::rules::is_opaque;
use super::super::side::{Side, fits};
use super::super::view::{reach, view};
use super::embed::{array, object, other_name};
use super::words::{LONG, words};
use super::{Numbered, Question, Search, shrink};

/// The most properties that are made to see whether a limit holds, and the most elements
/// that differ.
const MANY: usize = 60;

/// The most elements that are made.
pub(super) const LONGEST: usize = 5_000;

/// Where values are made: for the schemas that have to take them.
pub(super) struct Place<'p, 'a> {
    pub(super) side: &'p Side<'a>,
    pub(super) ids: Vec<NodeId>,
    pub(super) words: Vec<Instance>,
    /// Objects to begin with.
    pub(super) bases: Vec<Members>,
}

impl<'a> Search<'_, 'a> {
    /// Values for where a change is, the smallest first.
    pub(super) fn values(
        &self,
        question: &Question<'_, 'a>,
        drafted: &Numbered<'a>,
    ) -> Vec<Instance> {
        let accepting = 1 - question.refusing;
        let pair = &self.walk.pairs[drafted.draft.pair];
        let [own, other] = [accepting, question.refusing].map(|side| self.walk.sides[side]);
        let ids = [accepting, question.refusing].map(|side| pair.ids[side]);
        let place = Place::new([own, other], &ids[..1], ids[1]);
        let mut values = place.words.clone();
        for side in [0, 1] {
            for seed in &drafted.draft.seeds[side] {
                let side = self.walk.sides[side];
                values.extend(side.smallest(&[*seed]));
                values.extend(random(side, *seed));
            }
        }
        let parts = drafted.draft.parts[question.refusing].iter();
        for part in parts.take_while(|_| !own.budget.is_over()) {
            values.extend(place.for_part(part, other));
        }
        values.extend(own.smallest(&ids[..1]));
        values.extend(random(own, ids[0]));
        if self.walk.sides.iter().any(|side| side.is_strict()) {
            values.extend(with_fractions(&values));
        }
        let mut seen = BTreeSet::new();
        values.retain(|value| {
            !own.budget.is_over() && seen.insert(value.clone()) && {
                let text = value.to_string();
                let judge = own.facts.judge.as_ref();
                judge.is_some_and(|judge| judge.fits(ids[0], &text))
                    && self.is_refused(drafted, question.refusing, &text)
            }
        });
        values.sort_by_cached_key(shrink::measure);
        values
    }
}

impl Part<'_> {
    /// The most that is made of what it counts, if that is not enough.
    pub(in super::super) fn bound(&self) -> Option<(usize, &'static str)> {
        let Part::Keyword(_, entry) = self else {
            return None;
        };
        let Known::Count(count, n) = entry.keyword else {
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
pub(super) fn bases(side: &Side<'_>, ids: &[NodeId]) -> Vec<Members> {
    let smallest = match side.smallest(ids) {
        Some(Instance::Object(members)) => Some(members),
        _ => None,
    };
    smallest.into_iter().chain([Members::new()]).collect()
}

pub(super) fn members(value: Instance) -> Option<Members> {
    match value {
        Instance::Object(members) => Some(members),
        _ => None,
    }
}

/// The names that some schemas declare or require, in what they are set to too.
fn names(facts: &Facts<'_>, ids: &[NodeId]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = ids.to_vec();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            let around = reach(facts.schema, &[id]);
            names.extend(declared(&around));
            names.extend(required(&around, &[]));
            let entries = around.nodes.iter().flat_map(|node| &node.keywords);
            let inner = entries.flat_map(|entry| hidden_members(facts.schema, entry));
            waiting.extend(inner.map(|(_, id)| id));
        }
    }
    names
}

/// The numbers among some values that can have a fraction, spelled so.
pub(super) fn with_fractions(values: &[Instance]) -> Vec<Instance> {
    let spelled = values.iter().filter_map(|value| match value {
        Instance::Number(number) => Some(Instance::Number(number.with_fraction()?)),
        _ => None,
    });
    spelled.collect()
}

/// Values at random, the same on every machine.
pub(super) fn random(side: &Side<'_>, id: NodeId) -> Vec<Instance> {
    side.random(id).to_vec()
}

impl<'p, 'a> Place<'p, 'a> {
    /// A place for values that some schemas of one side accept, and one of the other rejects.
    pub(super) fn new(sides: [&'p Side<'a>; 2], given: &[NodeId], wanted: NodeId) -> Self {
        let [own, other] = sides;
        let mut words = self::words(&own.facts, given);
        words.extend(self::words(&other.facts, &[wanted]));
        let mut bases = self::bases(own, given);
        bases.extend(self::bases(other, &[wanted]));
        Place {
            side: own,
            ids: given.to_vec(),
            words,
            bases,
        }
    }

    /// Whether there is no time to make more.
    pub(super) fn is_over(&self) -> bool {
        self.side.budget.is_over()
    }

    pub(super) fn for_part(&self, part: &Part<'_>, other: &Side<'_>) -> Vec<Instance> {
        match part {
            Part::Keyword(node, entry) if is_opaque(entry) => self.for_opaque(node, entry, other),
            Part::Keyword(node, entry) => {
                let names = node.properties().iter().map(|(name, _)| name.clone());
                self.for_keyword(entry, names.collect(), other)
            }
            Part::Property(name, id) => self.with_member_or(name, &words(&other.facts, &[*id])),
            Part::Pattern(pattern, id) => {
                let mut random = Rng::with_seed(0);
                let names = (0..8).filter_map(|_| other.facts.patterns.text(pattern, &mut random));
                let name = names.min_by_key(String::len);
                let words = words(&other.facts, &[*id]);
                let values = name.map(|name| self.with_member_or(&name, &words));
                values.unwrap_or_default()
            }
            Part::Element(index, _) => self.with_element(*index),
            Part::Required(name) => self.without(name, self.bases.clone()),
            Part::Beside(name, beside) => {
                let objects = self.with_member(name).into_iter();
                self.without(beside, objects.filter_map(members).collect())
            }
            Part::Unlisted(value) => vec![Instance::from(*value)],
            Part::Alone(id) => {
                let smallest = other.smallest(&[*id]).into_iter();
                smallest.chain(random(other, *id)).collect()
            }
        }
    }

    fn for_keyword(
        &self,
        entry: &Entry,
        declared_there: Vec<String>,
        other: &Side<'_>,
    ) -> Vec<Instance> {
        match &entry.keyword {
            Known::AdditionalProperties(_) | Known::PatternProperties(_) => {
                let own = declared(&view(self.side.schema, &self.ids));
                let fresh = other_name(self.side, &self.ids);
                let names = own
                    .into_iter()
                    .filter(|name| !declared_there.contains(name));
                let names = names.chain(fresh);
                names.flat_map(|name| self.with_member(&name)).collect()
            }
            Known::PropertyNames(id) => {
                let names = words(&other.facts, &[*id])
                    .into_iter()
                    .chain(self.words.clone());
                let names = names.filter_map(|name| Some(name.as_str()?.to_owned()));
                names
                    .flat_map(|name| self.with_value(&name, &Instance::from(0)))
                    .collect()
            }
            Known::Items(_) | Known::PrefixItems(_) => {
                (0..4).flat_map(|index| self.with_element(index)).collect()
            }
            Known::Count(Count::MinItems | Count::MaxItems, n) => self.arrays(*n),
            Known::UniqueItems(_) => self.repeated(),
            Known::Count(Count::MinProperties | Count::MaxProperties, n) => self.objects(*n),
            Known::Branches(_, ids) => {
                let mut values: Vec<Instance> =
                    ids.iter().flat_map(|id| random(other, *id)).collect();
                values.extend(self.none_of(ids, other));
                values
            }
            _ => Vec::new(),
        }
    }

    /// Values for a keyword without a rule of its own: those of the schemas that it is set
    /// to, in what is around it.
    fn for_opaque(&self, node: &Node, entry: &Entry, other: &Side<'_>) -> Vec<Instance> {
        let members: Vec<(String, NodeId)> = node
            .keywords
            .iter()
            .filter(|entry| is_opaque(entry))
            .flat_map(|entry| hidden_members(other.schema, entry))
            .collect();
        let own = names(&self.side.facts, &self.ids);
        let mut values: Vec<Instance> =
            own.iter().flat_map(|name| self.with_member(name)).collect();
        for (name, id) in &members {
            let samples: Vec<Instance> = other
                .smallest(&[*id])
                .into_iter()
                .chain(words(&other.facts, &[*id]))
                .chain(random(other, *id))
                .collect();
            values.extend(
                names(&other.facts, &[*id])
                    .iter()
                    .flat_map(|name| self.with_member(name)),
            );
            values.extend(self.merged(name, &samples));
            values.extend(samples);
        }
        match asserting(&entry.name) {
            Some(Keyword::Contains | Keyword::MinContains | Keyword::MaxContains) => {
                values.extend(self.with_kinds(node, &members, other));
            }
            Some(Keyword::UnevaluatedProperties) => {
                let names = other_name(self.side, &self.ids).into_iter();
                let names = names.chain(declared(&reach(self.side.schema, &self.ids)));
                values.extend(names.flat_map(|name| self.with_member(&name)));
            }
            Some(Keyword::UnevaluatedItems | Keyword::Items) => {
                values.extend((0..4).flat_map(|index| self.with_element(index)));
            }
            Some(Keyword::PropertyDependencies) => {
                for (name, text, _) in hidden_values(other.schema, entry) {
                    values.extend(self.with_value(&name, &Instance::from(text.as_str())));
                }
            }
            Some(Keyword::DependentSchemas) => {
                if let Value::Object(names) = &entry.json.value {
                    values.extend(names.iter().flat_map(|(name, _)| self.with_member(name)));
                }
            }
            _ => {}
        }
        values
    }

    /// Objects with the properties of others, and one of a name if it is not empty.
    pub(super) fn merged(&self, name: &str, samples: &[Instance]) -> Vec<Instance> {
        let mut found = Vec::new();
        for base in &self.bases {
            for sample in samples.iter().take_while(|_| !self.is_over()) {
                let Instance::Object(members) = sample else {
                    continue;
                };
                let mut merged = base.clone();
                merged.extend(members.clone());
                if !name.is_empty() {
                    merged.entry(name.to_owned()).or_insert(Instance::from(0));
                }
                found.push(Instance::Object(merged));
            }
        }
        found
    }

    /// Arrays of about as many elements of a kind as there may be, and some of another.
    fn with_kinds(
        &self,
        node: &Node,
        members: &[(String, NodeId)],
        other: &Side<'_>,
    ) -> Vec<Instance> {
        let counts = node
            .keywords
            .iter()
            .filter_map(|entry| match &entry.json.value {
                Value::Number(number) => usize::try_from(Decimal::new(number).integer()?).ok(),
                _ => None,
            });
        let counts: BTreeSet<usize> = counts
            .chain([0, 1])
            .filter(|count| *count < MANY)
            .flat_map(|count| [count.saturating_sub(1), count, count + 1])
            .collect();
        let of = element(&view(self.side.schema, &self.ids), 0);
        let fits_here = |value: &Instance| of.iter().all(|id| fits(&self.side.facts, *id, value));
        let mut kinds: Vec<Instance> = members
            .iter()
            .flat_map(|(_, id)| other.smallest(&[*id]).into_iter().chain(random(other, *id)))
            .chain(self.words.iter().cloned())
            .filter(fits_here)
            .collect();
        kinds.sort_by_cached_key(shrink::measure);
        kinds.dedup();
        let is_kind = |value: &&Instance| {
            let mut members = members.iter();
            members.all(|(_, id)| fits(&other.facts, *id, value))
        };
        let some: Vec<&Instance> = kinds.iter().filter(is_kind).collect();
        let rest = kinds.iter().find(|value| !is_kind(value));
        let mut found = Vec::new();
        for count in counts {
            let equal = some.first().map(|one| vec![(*one).clone(); count]);
            let different = some.iter().take(count).map(|one| (*one).clone()).collect();
            for elements in equal.into_iter().chain([different]) {
                let more = [elements.clone(), rest.cloned().into_iter().collect()].concat();
                found.extend([Instance::Array(elements), Instance::Array(more)]);
            }
        }
        found
    }

    /// Objects with a property of a name, which is any word or what it has to be.
    fn with_member(&self, name: &str) -> Vec<Instance> {
        self.with_member_or(name, &[])
    }

    /// Objects with a property of a name, which is any word, what it has to be, or one of
    /// some values.
    fn with_member_or(&self, name: &str, more: &[Instance]) -> Vec<Instance> {
        let of = demand(&self.side.facts, &view(self.side.schema, &self.ids), name);
        let typical = self.side.smallest(&of);
        let made = of.iter().flat_map(|id| random(self.side, *id));
        let inner = of.iter().flat_map(|id| words(&self.side.facts, &[*id]));
        let values: Vec<Instance> = self
            .words
            .iter()
            .cloned()
            .chain(typical)
            .chain(made)
            .chain(inner)
            .chain(more.iter().cloned())
            .collect();
        let values = values.iter().take_while(|_| !self.is_over());
        values
            .flat_map(|value| self.with_value(name, value))
            .collect()
    }

    pub(super) fn with_value(&self, name: &str, value: &Instance) -> Vec<Instance> {
        let based = self.bases.iter().map(|base| {
            let mut members = base.clone();
            members.insert(name.to_owned(), value.clone());
            Instance::Object(members)
        });
        based
            .chain(object(self.side, &self.ids, name, value))
            .collect()
    }

    fn without(&self, name: &str, objects: Vec<Members>) -> Vec<Instance> {
        let objects = objects.into_iter().map(|mut members| {
            members.remove(name);
            Instance::Object(members)
        });
        objects.collect()
    }

    /// Arrays with an element at an index.
    fn with_element(&self, index: usize) -> Vec<Instance> {
        let of = element(&view(self.side.schema, &self.ids), index);
        let typical = self.side.smallest(&of);
        let made = of.iter().flat_map(|id| random(self.side, *id));
        let values: Vec<Instance> = self
            .words
            .iter()
            .cloned()
            .chain(typical)
            .chain(made)
            .collect();
        let values = values.iter().take_while(|_| !self.is_over());
        let arrays = values.filter_map(|value| array(self.side, &self.ids, index, value));
        arrays.collect()
    }

    /// Arrays of about a length, of equal elements and of such as differ.
    fn arrays(&self, length: usize) -> Vec<Instance> {
        let of = element(&view(self.side.schema, &self.ids), 0);
        let made: Vec<Instance> = match of.as_slice() {
            [] => (0..=MANY as i128).map(Instance::from).collect(),
            ids => ids.iter().flat_map(|id| random(self.side, *id)).collect(),
        };
        let words = self.words.iter().cloned();
        let words = words.filter(|word| of.iter().all(|id| fits(&self.side.facts, *id, word)));
        let typical = self.side.smallest(&of);
        let mut made: Vec<Instance> = made.into_iter().chain(words).chain(typical).collect();
        made.sort_by_cached_key(shrink::measure);
        let mut different: Vec<Instance> = Vec::new();
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
                let equal: Vec<Instance> = equal.cloned().collect();
                let equal = equal.iter().flat_map(|one| vec![one.clone(); length]);
                let equal: Vec<Instance> = equal.collect();
                let different: Vec<Instance> = different.iter().take(length).cloned().collect();
                [Instance::Array(equal), Instance::Array(different)]
            })
            .collect()
    }

    /// Arrays of two equal elements.
    fn repeated(&self) -> Vec<Instance> {
        let of = element(&view(self.side.schema, &self.ids), 0);
        let typical = self.side.smallest(&of).into_iter();
        let values = typical.chain(self.words.iter().cloned());
        values
            .map(|value| Instance::Array(vec![value; 2]))
            .collect()
    }

    /// Objects of about so many properties.
    fn objects(&self, count: usize) -> Vec<Instance> {
        let view = view(self.side.schema, &self.ids);
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
                    let of = demand(&self.side.facts, &view, name);
                    if let Some(value) = self.side.smallest(&of) {
                        members.entry(name.clone()).or_insert(value);
                    }
                }
                found.push(Instance::Object(members));
            }
        }
        found
    }
}
