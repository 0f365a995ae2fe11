//! What the source says that the types alone do not: annotations, and where it
//! leaves open what a type would say.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Draft, Keyword, Node, Type};
use exactschema_frontend::pointer::segment;

/// What is said at a place of the schema of a type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Patch {
    /// Annotations, as an object.
    Json(Json),
    /// Keywords that the evaluator asserts, of the subschema with this JSON Pointer.
    Residual {
        pointer: String,
        keywords: Vec<String>,
    },
}

/// The value of a keyword: as it is, or as the subschema with this JSON Pointer has it.
#[derive(Clone)]
enum Said {
    Value(Value),
    Residual(String),
}

/// What is said at places of the schema of a type while it is being built.
#[derive(Default)]
pub(super) struct Patches {
    /// Where we are in the schema that the type emits.
    at: String,
    found: Vec<(String, Vec<(String, Said)>)>,
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
        self.add(keyword, Said::Value(value));
    }

    fn add(&mut self, keyword: &str, said: Said) {
        let place = self.found.iter().position(|(at, _)| *at == self.at);
        let place = place.unwrap_or_else(|| {
            self.found.push((self.at.clone(), Vec::new()));
            self.found.len() - 1
        });
        let here = &mut self.found[place].1;
        match here.iter_mut().find(|(other, _)| other == keyword) {
            // What the schema has to assert is more than what its type leaves open.
            Some((_, known)) if matches!(said, Said::Residual(_)) => *known = said,
            Some(_) => {}
            None => here.push((keyword.to_owned(), said)),
        }
    }

    /// Says here what a node says of itself, and what is left to the evaluator.
    pub(super) fn annotate(&mut self, node: &Node) {
        if is_spelled_as_integer(node) {
            self.add("type", Said::Residual(node.place.pointer.clone()));
        }
        for entry in &node.keywords {
            match &entry.keyword {
                Keyword::Residual => {
                    let pointer = node.place.pointer.clone();
                    self.add(&entry.name, Said::Residual(pointer));
                }
                keyword if is_said_apart(keyword) => {
                    self.say(&entry.name, entry.json.value.clone());
                }
                _ => {}
            }
        }
    }

    /// Says here, and below, what was said of a part of its own.
    pub(super) fn absorb(&mut self, inner: Patches) {
        for (at, said) in inner.found {
            let length = self.at.len();
            self.at += &at;
            for (keyword, said) in said {
                self.add(&keyword, said);
            }
            self.at.truncate(length);
        }
    }

    /// All of it, outer places first.
    pub(super) fn finish(self) -> Vec<(String, Patch)> {
        let mut patches = Vec::new();
        for (at, said) in self.found {
            let mut json = Vec::new();
            let mut residual: Vec<(String, Vec<String>)> = Vec::new();
            for (keyword, said) in said {
                match said {
                    Said::Value(value) => json.push((keyword, value.into())),
                    Said::Residual(pointer) => {
                        match residual.iter_mut().find(|(other, _)| *other == pointer) {
                            Some((_, keywords)) => keywords.push(keyword),
                            None => residual.push((pointer, vec![keyword])),
                        }
                    }
                }
            }
            if !json.is_empty() {
                patches.push((at.clone(), Patch::Json(Value::Object(json).into())));
            }
            patches.extend(
                residual
                    .into_iter()
                    .map(|(pointer, keywords)| (at.clone(), Patch::Residual { pointer, keywords })),
            );
        }
        patches.sort_by_key(|(at, _)| at.matches('/').count());
        patches
    }
}

/// Whether `1.0` is no integer by a schema (draft 4 Core §3.5), though Rust has one type
/// for both.
fn is_spelled_as_integer(node: &Node) -> bool {
    let types = node.types().unwrap_or_default();
    node.draft == Draft::Draft4 && types.contains(&Type::Integer)
}

/// Whether a keyword says nothing that a type could say.
fn is_said_apart(keyword: &Keyword) -> bool {
    match keyword {
        // The type lists these, or another keyword says it.
        Keyword::Extensible(_) | Keyword::Lowered => false,
        keyword => keyword.is_annotation(),
    }
}
