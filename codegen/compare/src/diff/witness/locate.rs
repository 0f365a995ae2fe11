//! Locates a change in a document, and finds the reason why the document is invalid.

use std::borrow::Cow;
use std::collections::BTreeSet;

use exactschema_frontend::pointer::segment;
use exactschema_sample::Instance;

use super::super::change::Witness;
use super::super::part::Part;
use super::super::walk::Step;
use super::{Question, Search, arrange};

/// The greatest length of a reason.
const TOLD: usize = 160;

/// A value in a document, or a name in it, with its JSON Pointer.
type Reached<'d> = (String, Cow<'d, Instance>);

impl<'a> Search<'_, 'a> {
    /// The values that the schemas of a pair apply to, each with its JSON Pointer.
    pub(super) fn reached<'d>(&self, pair: usize, document: &'d Instance) -> Vec<Reached<'d>> {
        let mut values = vec![(String::new(), Cow::Borrowed(document))];
        for step in self.walk.steps(pair) {
            let inside = values.into_iter().flat_map(|(pointer, value)| match value {
                Cow::Borrowed(value) => self.inside(step, &pointer, value),
                // A name has nothing inside.
                Cow::Owned(name) if *step == Step::Same => vec![(pointer, Cow::Owned(name))],
                Cow::Owned(_) => Vec::new(),
            });
            values = inside.collect();
        }
        values
    }

    fn inside<'d>(&self, step: &Step, pointer: &str, value: &'d Instance) -> Vec<Reached<'d>> {
        let member = |(name, value): (&String, &'d Instance)| {
            (format!("{pointer}{}", segment(name)), Cow::Borrowed(value))
        };
        match (step, value) {
            (Step::Same, _) => vec![(pointer.to_owned(), Cow::Borrowed(value))],
            (Step::Property(name), Instance::Object(members)) => members
                .get_key_value(name)
                .map(member)
                .into_iter()
                .collect(),
            (Step::Pattern(pattern), Instance::Object(members)) => {
                let patterns = &self.walk.sides[0].facts.patterns;
                let matching = members
                    .iter()
                    .filter(|(name, _)| patterns.matches(pattern, name));
                matching.map(member).collect()
            }
            (Step::Others, Instance::Object(members)) => members.iter().map(member).collect(),
            (Step::Names, Instance::Object(members)) => {
                let names = members.keys();
                names
                    .map(|name| (pointer.to_owned(), Cow::Owned(name.as_str().into())))
                    .collect()
            }
            (Step::Element(_) | Step::Items(_), Instance::Array(elements)) => {
                let (first, count) = match step {
                    Step::Element(index) => (*index, 1),
                    Step::Items(first) => (*first, usize::MAX),
                    _ => (0, 0),
                };
                let elements = elements.iter().enumerate().skip(first).take(count);
                elements
                    .map(|(index, value)| (format!("{pointer}/{index}"), Cow::Borrowed(value)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// A document with the reason why it is rejected: of several that of the change, or
    /// one where the change is.
    pub(super) fn witness(&self, question: &Question<'_, 'a>, document: &Instance) -> Witness {
        let refusing = self.walk.sides[1 - question.from];
        let mut places = Vec::new();
        let mut own = BTreeSet::new();
        if let Some(drafted) = question.drafted {
            let side = question.refusing;
            let inside = drafted.draft.parts[side].first().map(inside_of);
            let inside = inside.unwrap_or_default();
            for (pointer, value) in self.reached(drafted.draft.pair, document) {
                let reasons = self.reasons(drafted, side, &value);
                if !reasons.is_empty() {
                    places.push(format!("{pointer}{inside}"));
                }
                let reasons = reasons.into_iter();
                own.extend(reasons.map(|(inner, why)| (format!("{pointer}{inner}"), why)));
            }
        }
        let mut errors = refusing.reasons(document);
        // The sort is stable: the first of those that are alike stays the first.
        errors.sort_by_key(|error| {
            let is_at_change = places
                .iter()
                .any(|place| error.0.starts_with(place.as_str()));
            (!own.contains(error), !is_at_change)
        });
        let (pointer, reason) = errors.into_iter().next().unwrap_or_default();
        Witness {
            document: arrange::arranged(&self.walk.sides[question.from].facts, document),
            pointer,
            reason: shortened(reason),
        }
    }
}

/// Where in a value a part is about.
fn inside_of(part: &Part<'_>) -> String {
    match part {
        Part::Property(name, _) => segment(name),
        Part::Element(index, _) => format!("/{index}"),
        _ => String::new(),
    }
}

fn shortened(reason: String) -> String {
    match reason.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", reason.get(..end).unwrap_or_default()),
        None => reason,
    }
}
