//! A change in a sentence.

use std::fmt;

use super::walk::Step;

/// A sentence on a value: a demand on it from now on, or a change in its schema.
///
/// Changes that differ in the subject alone, or in the object alone, are alike: a report may
/// name all of them in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The path of the value from the root of a document, such as `messages[].id`; empty for
    /// the root.
    pub subject: String,
    /// Such as "must now be at most 10 characters long", or "may now be".
    pub predicate: String,
    /// The rest of the sentence, which may be empty, such as `"draft"`.
    pub object: String,
}

impl Message {
    /// The subject as it is written in a sentence.
    #[must_use]
    pub fn named(&self) -> String {
        match self.subject.is_empty() {
            true => "the document".to_owned(),
            false => format!("`{}`", self.subject),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.named(), self.predicate)?;
        match self.object.is_empty() {
            true => Ok(()),
            false => write!(f, " {}", self.object),
        }
    }
}

/// A sentence whose subject is yet to be found: it is where the change is.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The property of the value there that the sentence is about, if it is about one.
    pub(super) property: Option<String>,
    pub(super) predicate: String,
    pub(super) object: String,
}

impl Words {
    /// A sentence of a predicate alone.
    pub(super) fn of(predicate: impl Into<String>) -> Self {
        Words {
            predicate: predicate.into(),
            ..Words::default()
        }
    }

    /// The sentence with an object.
    pub(super) fn with(self, object: impl Into<String>) -> Self {
        Words {
            object: object.into(),
            ..self
        }
    }

    /// The sentence is about a property of the value.
    pub(super) fn about(self, property: &str) -> Self {
        Words {
            property: Some(property.to_owned()),
            ..self
        }
    }

    /// The sentence on what some steps lead to from the root.
    pub(super) fn at(self, steps: &[&Step]) -> Message {
        let mut subject = String::new();
        for step in steps {
            push(step, &mut subject);
        }
        if let Some(property) = self.property {
            push(&Step::Property(property), &mut subject);
        }
        Message {
            subject,
            predicate: self.predicate,
            object: self.object,
        }
    }
}

/// Adds a step to a path.
fn push(step: &Step, path: &mut String) {
    let name = |name: &str, path: &str| match (is_plain(name), path.is_empty()) {
        (true, true) => name.to_owned(),
        (true, false) => format!(".{name}"),
        (false, _) => format!("[\"{}\"]", name.escape_debug()),
    };
    *path += &match step {
        Step::Same => String::new(),
        Step::Property(property) => name(property, path),
        Step::Pattern(pattern) => format!("[/{}/]", pattern.escape_debug()),
        Step::Others => "[*]".to_owned(),
        Step::Names => "[the name of *]".to_owned(),
        Step::Element(index) => format!("[{index}]"),
        Step::Items(0) => "[]".to_owned(),
        Step::Items(from) => format!("[{from}…]"),
    };
}

/// Whether a name needs no quotes in a path.
fn is_plain(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "_-$@".contains(c);
    !name.is_empty() && name.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::{Step, Words};

    #[test]
    fn sentences_name_what_they_are_about() {
        let property = |name: &str| Step::Property(name.to_owned());
        let steps = [
            property("calls"),
            Step::Items(0),
            Step::Same,
            property("a`b\u{202e}"),
            Step::Others,
        ];
        let steps: Vec<&Step> = steps.iter().collect();
        let words = Words::of("may now be").with("1").about("id");
        assert_eq!(
            words.clone().at(&steps).to_string(),
            r#"`calls[]["a`b\u{202e}"][*].id` may now be 1"#
        );
        assert_eq!(words.at(&[]).to_string(), "`id` may now be 1");
        let words = Words::of("must now be an object");
        assert_eq!(
            words.at(&[]).to_string(),
            "the document must now be an object"
        );
    }
}
