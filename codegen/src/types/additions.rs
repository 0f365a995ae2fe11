//! Additions to the schemas that types emit: annotations, and keywords that differ from those
//! of the type.

use std::collections::HashMap;

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Draft, Keyword, Node, Type};
use exactschema_frontend::pointer::segment;

/// An addition at a location of the schema of a type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Addition {
    /// Annotations, as an object.
    Json(Json),
    /// Keywords that the evaluator asserts, of the subschema with this JSON Pointer, with
    /// their values.
    Residual {
        pointer: String,
        keywords: Vec<(String, Value)>,
    },
    /// A reference to the schema of another module, as the author spells it.
    Reference { target: String, spelled: Value },
}

/// The value of a keyword: as it is, or as the subschema with this JSON Pointer has it.
#[derive(Clone)]
enum KeywordValue {
    Value(Value),
    Residual(String, Value),
    Reference(String, Value),
}

/// The additions to the schema of a type while it is being built.
#[derive(Default)]
pub(super) struct Additions {
    /// The current location in the schema that the type emits.
    at: String,
    found: Vec<(String, Vec<(String, KeywordValue)>)>,
    /// Where in `found` each location is.
    places: HashMap<String, usize>,
}

impl Additions {
    /// Enters a location below; [`leave`](Self::leave) returns.
    pub(super) fn enter(&mut self, segments: &[&str]) -> usize {
        let length = self.at.len();
        for name in segments {
            self.at += &segment(name);
        }
        length
    }

    /// Returns to an outer location.
    pub(super) fn leave(&mut self, length: usize) {
        self.at.truncate(length);
    }

    /// Sets a keyword at the current location.
    pub(super) fn set(&mut self, keyword: &str, value: Value) {
        self.add(keyword, KeywordValue::Value(value));
    }

    fn add(&mut self, keyword: &str, value: KeywordValue) {
        let place = self.places.get(&self.at).copied().unwrap_or_else(|| {
            self.places.insert(self.at.clone(), self.found.len());
            self.found.push((self.at.clone(), Vec::new()));
            self.found.len() - 1
        });
        let here = &mut self.found[place].1;
        match here.iter_mut().find(|(other, _)| other == keyword) {
            // A residual keyword takes precedence over one that the type leaves open.
            Some((_, known)) if matches!(value, KeywordValue::Residual(..)) => *known = value,
            Some(_) => {}
            None => here.push((keyword.to_owned(), value)),
        }
    }

    /// Adds the annotations of a node, and the keywords that are left to the evaluator.
    pub(super) fn annotate(&mut self, node: &Node) {
        let residual = |value| KeywordValue::Residual(node.place.pointer.clone(), value);
        if is_spelled_as_integer(node) {
            self.assert_type(node);
        }
        for entry in &node.keywords {
            match &entry.keyword {
                Keyword::Residual => {
                    self.add(&entry.name, residual(entry.json.value.clone()));
                }
                keyword if is_only_annotation(keyword) => {
                    self.set(&entry.name, entry.json.value.clone());
                }
                _ => {}
            }
        }
    }

    /// Adds a reference to the schema of another module; or leaves it to the evaluator.
    pub(super) fn refer(&mut self, node: &Node, target: Option<&str>) {
        let mut keywords = node.keywords.iter();
        let Some(entry) = keywords.find(|e| matches!(e.keyword, Keyword::Reference(_))) else {
            return;
        };
        let spelled = entry.json.value.clone();
        let value = match target {
            Some(target) => KeywordValue::Reference(target.to_owned(), spelled),
            None => KeywordValue::Residual(node.place.pointer.clone(), spelled),
        };
        self.add(&entry.name, value);
    }

    /// Leaves `type` to the evaluator: the type of Rust has other values too.
    pub(super) fn assert_type(&mut self, node: &Node) {
        let mut keywords = node.keywords.iter();
        if let Some(type_) = keywords.find(|entry| entry.name == "type") {
            let (pointer, value) = (node.place.pointer.clone(), type_.json.value.clone());
            self.add("type", KeywordValue::Residual(pointer, value));
        }
    }

    /// Adds the additions of an inlined part at the current location.
    pub(super) fn absorb(&mut self, inner: Additions) {
        for (at, keywords) in inner.found {
            let length = self.at.len();
            self.at += &at;
            for (keyword, value) in keywords {
                self.add(&keyword, value);
            }
            self.at.truncate(length);
        }
    }

    /// All of it, outer places first.
    pub(super) fn finish(self) -> Vec<(String, Addition)> {
        let mut additions = Vec::new();
        for (at, values) in self.found {
            let mut json = Vec::new();
            let mut residual: Vec<(String, Vec<(String, Value)>)> = Vec::new();
            for (keyword, value) in values {
                match value {
                    KeywordValue::Value(value) => json.push((keyword, value.into())),
                    KeywordValue::Reference(target, spelled) => {
                        additions.push((at.clone(), Addition::Reference { target, spelled }));
                    }
                    KeywordValue::Residual(pointer, value) => {
                        match residual.iter_mut().find(|(other, _)| *other == pointer) {
                            Some((_, keywords)) => keywords.push((keyword, value)),
                            None => residual.push((pointer, vec![(keyword, value)])),
                        }
                    }
                }
            }
            if !json.is_empty() {
                additions.push((at.clone(), Addition::Json(Value::Object(json).into())));
            }
            additions.extend(
                residual.into_iter().map(|(pointer, keywords)| {
                    (at.clone(), Addition::Residual { pointer, keywords })
                }),
            );
        }
        additions.sort_by_key(|(at, _)| at.matches('/').count());
        additions
    }
}

/// Whether `1.0` is no integer by a schema (draft 4 Core §3.5), though Rust has one type
/// for both.
fn is_spelled_as_integer(node: &Node) -> bool {
    let types = node.types().unwrap_or_default();
    node.draft == Draft::Draft4 && types.contains(&Type::Integer)
}

/// Whether a keyword is an annotation that no type emits.
fn is_only_annotation(keyword: &Keyword) -> bool {
    match keyword {
        // The type lists these, or another keyword has replaced them.
        Keyword::Extensible(_) | Keyword::Lowered => false,
        keyword => keyword.is_annotation(),
    }
}
