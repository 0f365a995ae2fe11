//! The result of a comparison.

use std::fmt;

use exactschema_frontend::json::Json;
use exactschema_frontend::model::Place;

use super::message::Message;

/// In which direction documents are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Documents that were valid under the old schema are read with the new one.
    Backward,
    /// Documents that are valid under the new schema are read with the old one.
    Forward,
}

/// The assumption on names that a schema does not declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContentModel {
    /// Nothing: this is the plain meaning of JSON Schema.
    #[default]
    Open,
    /// No document uses them. An object that declares no names at all allows any, and so does
    /// one whose other properties have a schema.
    Lenient,
}

/// A difference between two schemas.
#[derive(Clone, Debug)]
pub struct Change {
    /// The id of the rule that found it.
    pub rule: &'static str,
    /// Where it is in the old schema: at the keyword or, where that is absent, at the
    /// schema around it.
    pub old: Place,
    /// Where it is in the new schema.
    pub new: Place,
    /// The references that lead to it from the root: a pointer to a reference, then
    /// the definition that this refers to, from which the next pointer starts.
    pub chain: Vec<String>,
    /// The change in a sentence.
    pub message: Message,
    /// The meaning for documents that were valid under the old schema.
    pub backward: Class,
    /// The meaning for documents that are valid under the new schema.
    pub forward: Class,
}

impl Change {
    /// The meaning in a direction.
    #[must_use]
    pub fn class(&self, direction: Direction) -> &Class {
        match direction {
            Direction::Backward => &self.backward,
            Direction::Forward => &self.forward,
        }
    }
}

/// The meaning of a change in one direction.
#[derive(Clone, Debug)]
pub enum Class {
    /// It was proven that no document becomes invalid by it.
    Compatible,
    /// A document becomes invalid: this one.
    Breaking(Witness),
    /// There is neither a proof nor a witness.
    Undecided(Undecided),
}

impl Class {
    /// The verdict, without what shows it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Class::Compatible => Verdict::Compatible,
            Class::Breaking(_) => Verdict::Breaking,
            Class::Undecided(_) => Verdict::Undecided,
        }
    }
}

/// The reason why there is neither a proof nor a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// None was found.
    NotFound,
    /// The time ran out.
    TimeRanOut,
    /// A witness would have more of something than is made.
    TooLarge(usize, &'static str),
}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Undecided::NotFound => f.write_str("there is neither a proof nor a witness"),
            Undecided::TimeRanOut => f.write_str("the time ran out"),
            Undecided::TooLarge(most, what) => write!(
                f,
                "there is no proof, and a witness would have more than {most} {what}"
            ),
        }
    }
}

/// The smallest document that was found to be valid under one schema and invalid
/// under the other, by the verdict of the evaluator.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The document.
    pub document: Json,
    /// JSON Pointer of the invalid value in it.
    pub pointer: String,
    /// The reason why it is invalid.
    pub reason: String,
}

/// The meaning of all changes together in one direction; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It was proven that every document stays valid.
    Compatible,
    /// There is neither a proof nor a witness.
    Undecided,
    /// A document becomes invalid.
    Breaking,
}

/// All differences between two schemas, and what they mean.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The changes, in the order of the new schema.
    pub changes: Vec<Change>,
    /// The meaning for documents that were valid under the old schema.
    pub backward: Verdict,
    /// The meaning for documents that are valid under the new schema.
    pub forward: Verdict,
}

impl Comparison {
    /// That of a schema with itself.
    pub(super) fn of_equals() -> Self {
        Comparison {
            changes: Vec::new(),
            backward: Verdict::Compatible,
            forward: Verdict::Compatible,
        }
    }

    /// Whether it was proven that both schemas take the same documents.
    #[must_use]
    pub fn is_equivalent(&self) -> bool {
        [self.backward, self.forward] == [Verdict::Compatible; 2]
    }

    /// The meaning of the changes in a direction.
    #[must_use]
    pub fn verdict(&self, direction: Direction) -> Verdict {
        match direction {
            Direction::Backward => self.backward,
            Direction::Forward => self.forward,
        }
    }
}
