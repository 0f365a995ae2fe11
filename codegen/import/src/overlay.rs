//! Overlays: keywords of a schema beyond the document that it is made of.

use exactschema_frontend::json::{Json, SyntaxError, Value};
use exactschema_frontend::model::find_duplicates;
use exactschema_frontend::pointer::{segment, unescape};
use exactschema_frontend::problem::Problem;

use crate::format::rank;
use crate::places::place;
use crate::refusal::{Error, File, Note, Refusal};
use crate::shape::is_within;

/// An overlay, as it is written.
pub(super) struct Overlay {
    entries: Vec<(String, Json)>,
}

/// A schema with an overlay on it.
pub(super) struct Laid {
    pub(super) schema: Json,
    pub(super) touched: Touched,
    pub(super) notes: Vec<Note>,
    pub(super) refusals: Vec<Refusal>,
}

/// The pointers that an overlay has set or removed.
#[derive(Default)]
pub(super) struct Touched(Vec<String>);

impl Touched {
    /// Whether a pointer belongs to the overlay, and not to the document.
    pub(super) fn covers(&self, pointer: &str) -> bool {
        self.0.iter().any(|touched| is_within(pointer, touched))
    }
}

impl Overlay {
    /// Reads an overlay; an absent one is empty.
    ///
    /// # Errors
    ///
    /// If it is not JSON, or not of the form of an overlay.
    pub(super) fn parse(text: Option<&str>) -> Result<Self, Error> {
        let Some(text) = text else {
            return Ok(Overlay {
                entries: Vec::new(),
            });
        };
        let json = Json::parse(text).map_err(|error| Error::Syntax(File::Overlay, error))?;
        let mut problems = Vec::new();
        find_duplicates(&json, "", &mut problems);
        let Value::Object(members) = json.value else {
            return Err(Error::Syntax(
                File::Overlay,
                SyntaxError {
                    message: "an overlay is an object".to_owned(),
                    line: json.line,
                    column: json.column,
                },
            ));
        };
        let members = members.into_iter().filter(|(name, _)| name != "$comment");
        let entries: Vec<(String, Json)> = members.collect();
        problems.extend(
            entries
                .iter()
                .filter_map(|(name, json)| malformed(name, json)),
        );
        match problems.is_empty() {
            true => Ok(Overlay { entries }),
            false => Err(Error::Refused(problems.into_iter().map(refusal).collect())),
        }
    }

    /// Changes a schema.
    pub(super) fn apply(self, schema: Json) -> Laid {
        let mut laid = Laid {
            schema,
            touched: Touched::default(),
            notes: Vec::new(),
            refusals: Vec::new(),
        };
        for (pointer, patch) in self.entries {
            laid.patch(&pointer, &patch);
        }
        laid
    }
}

impl Laid {
    fn patch(&mut self, pointer: &str, patch: &Json) {
        let target = match find(&mut self.schema, pointer) {
            Ok(target) => target,
            Err(message) => {
                let fix = "remove the entry, or point it to where the schema is now";
                self.refusals
                    .push(refusal(problem(patch, pointer, message, fix)));
                return;
            }
        };
        let Value::Object(keywords) = &patch.value else {
            return;
        };
        for (name, value) in keywords {
            let here = format!("{pointer}{}", segment(name));
            let change = set(target, name, value);
            self.touched.0.push(here.clone());
            match change {
                Change::Done => {}
                Change::AsItWas => self.notes.push(Note {
                    file: File::Overlay,
                    place: place(value, &here),
                    message: "the document has it by now: the overlay need not".to_owned(),
                }),
                Change::Nothing => self.refusals.push(refusal(problem(
                    value,
                    &here,
                    "there is nothing here to remove".to_owned(),
                    "remove the entry",
                ))),
            }
        }
    }
}

enum Change {
    Done,
    /// The value to set was already set.
    AsItWas,
    /// The keyword to remove was absent.
    Nothing,
}

/// Sets a keyword, in the order of `format` if it is new, or removes it.
fn set(target: &mut Vec<(String, Json)>, name: &str, value: &Json) -> Change {
    let index = target.iter().position(|(other, _)| other == name);
    match (index, &value.value) {
        (None, Value::Null) => Change::Nothing,
        (Some(index), Value::Null) => {
            target.remove(index);
            Change::Done
        }
        (Some(index), _) if target[index].1 == *value => Change::AsItWas,
        (Some(index), _) => {
            target[index].1 = value.clone();
            Change::Done
        }
        (None, _) => {
            let after = target
                .iter()
                .position(|(other, _)| rank(other) > rank(name));
            let index = after.unwrap_or(target.len());
            target.insert(index, (name.to_owned(), value.clone()));
            Change::Done
        }
    }
}

/// The members of what a pointer points to, or what is missing.
fn find<'a>(json: &'a mut Json, pointer: &str) -> Result<&'a mut Vec<(String, Json)>, String> {
    let mut found = json;
    let mut walked = String::from("the root");
    for part in pointer.split('/').skip(1) {
        let name = unescape(part);
        let next = match &mut found.value {
            Value::Object(members) => {
                let mut members = members.iter_mut();
                members
                    .find(|(other, _)| *other == name)
                    .map(|(_, json)| json)
            }
            Value::Array(elements) => {
                let index = name.parse::<usize>().ok();
                index.and_then(|index| elements.get_mut(index))
            }
            _ => None,
        };
        found = next.ok_or_else(|| format!("there is no {name:?} in {walked} any more"))?;
        walked = match walked.strip_prefix('/') {
            Some(_) => format!("{walked}/{part}"),
            None => format!("/{part}"),
        };
    }
    match &mut found.value {
        Value::Object(members) => Ok(members),
        _ => Err("the value here is not an object".to_owned()),
    }
}

fn malformed(name: &str, json: &Json) -> Option<Problem> {
    let is_pointer = name.is_empty() || name.starts_with('/');
    let (message, fix) = match &json.value {
        _ if !is_pointer => (
            format!("{name:?} is no JSON Pointer"),
            "write the pointer of a schema, such as \"/properties/id\"",
        ),
        Value::Object(keywords) if !keywords.is_empty() => return None,
        _ => (
            "an entry is an object of at least one keyword".to_owned(),
            "write the keywords to be set, or remove the entry",
        ),
    };
    Some(problem(json, name, message, fix))
}

fn problem(json: &Json, pointer: &str, message: String, fix: &str) -> Problem {
    Problem {
        place: place(json, pointer),
        message,
        fix: fix.to_owned(),
    }
}

fn refusal(problem: Problem) -> Refusal {
    Refusal {
        file: File::Overlay,
        problem,
        target: None,
    }
}
