//! Where in a document a change is, and why the document is refused.

use std::borrow::Cow;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::super::change::Witness;
use super::super::part::Part;
use super::super::walk::Step;
use super::{Question, Search, arrange};
use crate::json::segment;

/// How much of a reason is told.
const TOLD: usize = 160;

/// A value in a document, or a name in it, with its JSON Pointer.
type Reached<'d> = (String, Cow<'d, Value>);

impl<'a> Search<'_, 'a> {
    /// The values that the schemas of a pair speak of, each with its JSON Pointer.
    pub(super) fn reached<'d>(&self, pair: usize, document: &'d Value) -> Vec<Reached<'d>> {
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

    fn inside<'d>(&self, step: &Step, pointer: &str, value: &'d Value) -> Vec<Reached<'d>> {
        let member = |(name, value): (&String, &'d Value)| {
            (format!("{pointer}{}", segment(name)), Cow::Borrowed(value))
        };
        match (step, value) {
            (Step::Same, _) => vec![(pointer.to_owned(), Cow::Borrowed(value))],
            (Step::Property(name), Value::Object(members)) => members
                .get_key_value(name)
                .map(member)
                .into_iter()
                .collect(),
            (Step::Pattern(pattern), Value::Object(members)) => {
                let patterns = &self.walk.sides[0].facts.patterns;
                let matching = members
                    .iter()
                    .filter(|(name, _)| patterns.matches(pattern, name));
                matching.map(member).collect()
            }
            (Step::Others, Value::Object(members)) => members.iter().map(member).collect(),
            (Step::Names, Value::Object(members)) => {
                let names = members.keys();
                names
                    .map(|name| (pointer.to_owned(), Cow::Owned(name.as_str().into())))
                    .collect()
            }
            (Step::Element(_) | Step::Items(_), Value::Array(elements)) => {
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

    /// A document with the reason why it is refused: of several the one where the
    /// change is.
    pub(super) fn witness(&self, question: &Question<'_, 'a>, document: &Value) -> Witness {
        let refusing = self.walk.sides[1 - question.from];
        let due = question.drafted.map(|drafted| {
            let reached = self.reached(drafted.draft.pair, document).into_iter();
            let refused =
                |(_, value): &Reached<'_>| self.is_refused(drafted, question.refusing, value);
            let inside = drafted.draft.parts[question.refusing].iter();
            let inside = inside
                .map(|part| inside_of(part))
                .next()
                .unwrap_or_default();
            reached
                .filter(refused)
                .map(|(pointer, _)| format!("{pointer}{inside}"))
                .collect::<Vec<_>>()
        });
        let due = due.unwrap_or_default();
        let errors = refusing.whole.iter_errors(document);
        let mut errors: Vec<(String, String)> = errors.flat_map(|error| told(&error)).collect();
        // The sort is stable: the first of those that are alike stays the first.
        errors.sort_by_key(|(path, _)| !due.iter().any(|due| path.starts_with(due.as_str())));
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

/// An error with its place, and those in the branches of a choice.
fn told(error: &ValidationError<'_>) -> Vec<(String, String)> {
    let own = (error.instance_path().to_string(), error.to_string());
    let inner = match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.as_slice()
        }
        _ => &[],
    };
    let inner = inner.iter().flatten().flat_map(told);
    [own].into_iter().chain(inner).collect()
}

fn shortened(reason: String) -> String {
    match reason.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", reason.get(..end).unwrap_or_default()),
        None => reason,
    }
}
