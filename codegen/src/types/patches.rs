//! What the source says that the types alone do not: annotations, and where it
//! leaves open what a type would say.

use crate::json::{Json, Value, segment};
use crate::model::{Keyword, Node};

/// What is said at places of the schema of a type while it is being built.
#[derive(Default)]
pub(super) struct Patches {
    /// Where we are in the schema that the type emits.
    at: String,
    found: Vec<(String, Vec<(String, Json)>)>,
}

impl Patches {
    /// Goes down to a place below; [`leave`](Self::leave) goes back.
    pub(super) fn enter(&mut self, segments: &[&str]) -> usize {
        let length = self.at.len();
        for name in segments {
            self.at += &segment(name);
        }
        length
    }

    /// Goes back up.
    pub(super) fn leave(&mut self, length: usize) {
        self.at.truncate(length);
    }

    /// Says something here.
    pub(super) fn say(&mut self, keyword: &str, value: Value) {
        let said = (keyword.to_owned(), value.into());
        match self.found.iter_mut().find(|(at, _)| *at == self.at) {
            Some((_, all)) if all.iter().any(|(other, _)| other == keyword) => {}
            Some((_, all)) => all.push(said),
            None => self.found.push((self.at.clone(), vec![said])),
        }
    }

    /// Says here what a node says of itself.
    pub(super) fn annotate(&mut self, node: &Node) {
        for entry in &node.keywords {
            if is_said_apart(&entry.keyword) {
                self.say(&entry.name, entry.json.value.clone());
            }
        }
    }

    /// Says here, and below, what was said of a part of its own.
    pub(super) fn absorb(&mut self, inner: Patches) {
        for (at, said) in inner.found {
            let length = self.at.len();
            self.at += &at;
            for (keyword, value) in said {
                self.say(&keyword, value.value);
            }
            self.at.truncate(length);
        }
    }

    /// All of it, outer places first.
    pub(super) fn finish(self) -> Vec<(String, Json)> {
        let mut patches: Vec<(String, Json)> = self
            .found
            .into_iter()
            .map(|(at, said)| (at, Value::Object(said).into()))
            .collect();
        patches.sort_by_key(|(at, _)| at.matches('/').count());
        patches
    }
}

/// Whether a keyword says nothing that a type could say.
fn is_said_apart(keyword: &Keyword) -> bool {
    match keyword {
        // The type lists these.
        Keyword::Extensible(_) => false,
        keyword => keyword.is_annotation(),
    }
}
