//! Findings before they have words and positions, and how many of them are kept.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::rc::Rc;

use super::run::expected;
use super::words::negated;
use crate::diagnose::{Diagnosis, Finding, Lines, Options, SchemaPlace, Severity};
use crate::document::{Document, Instance, Range, Refusal, Refused};
use crate::error::ErrorKind;
use crate::schema::{Argument, Entry, Keyword, Node, NodeId, Place, Table, Tag};
use crate::text::lexer::Kind;

/// Something that is wrong with an instance.
#[derive(Clone, Debug)]
pub(super) struct Found<'r> {
    pub(super) source: Option<(&'r Entry, &'r Node)>,
    /// The value, or the name of the property.
    pub(super) instance: Instance<'r>,
    /// The text that it is about.
    pub(super) range: Range,
    /// The first of two equal names.
    pub(super) related: Option<Range>,
    pub(super) violation: Violation<'r>,
    pub(super) within: Option<Within<'r>>,
    /// The reason why the keyword applies.
    pub(super) reason: Option<Rc<str>>,
}

/// The outermost union that something was found in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within<'r> {
    pub(super) entry: &'r Entry,
    pub(super) instance: Instance<'r>,
    /// The innermost branch, where there was a choice.
    pub(super) branch: Option<Named<'r>>,
}

/// A branch of a union, of which the message has the name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'r> {
    pub(super) schema: NodeId,
    pub(super) place: usize,
    pub(super) tags: &'r [Tag],
}

impl Named<'_> {
    /// The name of a branch: its title, the end of its reference, the only text of its tag,
    /// or its place.
    pub(super) fn name(self, table: &Table) -> Cow<'_, str> {
        let mut title = None;
        let pointer = |id: NodeId| {
            let pointer = &table[id].place.pointer;
            pointer.rsplit_once('/').map(|(_, name)| name)
        };
        for entry in &table[self.schema].entries {
            match (&*entry.name, &entry.argument) {
                ("title", Argument::Json(json)) => title = Some(json.trim_matches('"')),
                ("$ref", Argument::Schema(target)) if title.is_none() => title = pointer(*target),
                _ => {}
            }
        }
        let tag = match self.tags.first().map(|tag| tag.texts.as_slice()) {
            Some([text]) => Some(Cow::Owned(text.to_string())),
            _ => None,
        };
        let name = title.map(Cow::Borrowed).or(tag);
        name.unwrap_or_else(|| Cow::Owned(format!("branch {}", self.place + 1)))
    }

    /// What tells it from other branches.
    pub(super) fn key(self) -> (NodeId, usize, usize) {
        (self.schema, self.place, self.tags.as_ptr() as usize)
    }
}

/// The violation of a keyword by an instance.
#[derive(Clone, Debug)]
pub(super) enum Violation<'r> {
    /// It is of another type.
    Kind(Kind),
    /// It is a number with a fraction.
    Fraction,
    /// It is another value of a right type.
    Another,
    /// It has so many characters, elements or properties.
    Count(u64),
    /// It lacks a property, for which another name may be a misspelling.
    Missing { name: &'r str, near: Option<String> },
    /// It lacks a property that another requires.
    MissingFor { name: &'r str, by: &'r str },
    /// It is an element beyond the last place.
    Closed,
    /// It is a property that is not allowed, and may have been meant for another.
    NotAllowed(Option<&'r str>),
    /// It is a part that no other keyword evaluates.
    Unevaluated,
    /// It is a name of which this is found.
    Name(Option<Box<Found<'r>>>),
    /// It has two equal elements.
    Equal(usize, usize),
    /// It is valid against a schema that it must not be valid against.
    Excluded(NodeId),
    /// It is a property that the schema does not mention; a warning.
    Unknown(Option<&'r str>),
    /// A violation with a message of its own.
    Message(String),
    /// A number that the Rust type cannot represent.
    Refused(ErrorKind, String),
}

impl<'r> Found<'r> {
    pub(super) fn of(
        entry: &'r Entry,
        node: &'r Node,
        instance: Instance<'r>,
        violation: Violation<'r>,
    ) -> Self {
        Found {
            source: Some((entry, node)),
            ..Found::without_source(instance, instance.range(), violation)
        }
    }

    /// A number that the Rust type cannot represent.
    pub(super) fn refused(number: Instance<'r>, kind: ErrorKind, message: String) -> Self {
        Found::without_source(number, number.range(), Violation::Refused(kind, message))
    }

    /// Something that no document may have.
    fn of_document(document: &'r Document<'r>, refused: Refused) -> Self {
        let violation = Violation::Refused(refused.kind, document.message(refused));
        let first = refused.first.map(|first| document.root().with_id(first));
        // A byte order mark may come before nothing that could be the instance.
        let (instance, range) = (document.root().with_id(refused.at), document.range(refused));
        Found {
            related: first.map(Instance::range),
            ..Found::without_source(instance, range, violation)
        }
    }

    /// A property that no schema mentions.
    pub(super) fn unknown(name: Instance<'r>, near: Option<&'r str>) -> Self {
        Found::without_source(name, name.range(), Violation::Unknown(near))
    }

    fn without_source(instance: Instance<'r>, range: Range, violation: Violation<'r>) -> Self {
        Found {
            source: None,
            instance,
            range,
            related: None,
            violation,
            within: None,
            reason: None,
        }
    }

    fn severity(&self) -> Severity {
        match self.violation {
            Violation::Unknown(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Its place in the order of the text: what is outside comes before what is in it.
    fn order(&self) -> (usize, Reverse<usize>) {
        (self.range.0, Reverse(self.range.1))
    }

    /// The expected and the actual. It contains no value of the document.
    pub(super) fn message(&self, table: &Table) -> String {
        let mut message = self.describe(table);
        // Writing to a String cannot fail.
        if let Some(reason) = &self.reason {
            let _ = write!(message, ", {reason}");
        }
        if let Some(branch) = self.within.and_then(|within| within.branch) {
            let name = branch.name(table);
            let _ = write!(message, " (as {name}, the branch that fits best)");
        }
        message
    }

    fn describe(&self, table: &Table) -> String {
        let expected = || match self.source {
            Some((entry, node)) => self::expected(entry, node),
            None => "another value".to_owned(),
        };
        let name = || name(self.instance);
        match &self.violation {
            Violation::Message(message) | Violation::Refused(_, message) => message.clone(),
            Violation::Kind(kind) => format!("expected {}, found {}", expected(), kind.describe()),
            Violation::Fraction => {
                format!("expected {}, found a number with a fraction", expected())
            }
            Violation::Another => match self.source.map(|(entry, _)| &entry.argument) {
                Some(Argument::Values(_)) => {
                    format!("expected {}, found another value", expected())
                }
                _ => format!("expected {}", expected()),
            },
            Violation::Count(count) => format!("expected {}, found {count}", expected()),
            Violation::Missing { name, near } => {
                let near = near.as_ref();
                let near = near.map_or_else(String::new, |near| format!(", but there is {near:?}"));
                format!("the required property {name:?} is missing{near}")
            }
            Violation::MissingFor { name, by } => {
                format!("the property {name:?} is missing, which {by:?} requires")
            }
            Violation::Closed => {
                "expected the end of the array: it has more elements than places".to_owned()
            }
            Violation::NotAllowed(near) => {
                let near =
                    near.map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
                format!(
                    "unknown property{}: the schema allows no others{near}",
                    name()
                )
            }
            Violation::Unevaluated => match self.source.map(|(entry, _)| entry.keyword) {
                Some(Keyword::UnevaluatedItems) => {
                    "expected no such element: no other keyword evaluates it".to_owned()
                }
                _ => format!(
                    "expected no property{}: no other keyword evaluates it",
                    name()
                ),
            },
            Violation::Name(inner) => match inner.as_ref().and_then(|inner| inner.source) {
                Some((entry, _)) if entry.keyword == Keyword::Boolean => {
                    "expected no properties".to_owned()
                }
                Some((entry, node)) => {
                    let found = match inner.as_ref().map(|inner| &inner.violation) {
                        Some(Violation::Count(count)) => format!(", found {count}"),
                        _ => String::new(),
                    };
                    format!("expected {} as a name{found}", self::expected(entry, node))
                }
                None => "expected another name".to_owned(),
            },
            Violation::Equal(first, second) => {
                let expected = expected();
                format!("expected {expected}, found that those at {first} and {second} are equal")
            }
            Violation::Excluded(schema) => format!("expected {}", negated(table, *schema)),
            Violation::Unknown(near) => {
                let near =
                    near.map_or_else(String::new, |near| format!(": did you mean {near:?}?"));
                format!("the schema does not mention this property{near}")
            }
        }
    }

    fn finding(&self, table: &Table, lines: &Lines) -> Finding {
        let document = self.instance.document();
        Finding {
            severity: self.severity(),
            keyword: match self.source {
                _ if let Violation::Refused(kind, _) = &self.violation => kind.as_str(),
                Some((entry, _)) if !entry.name.is_empty() => &entry.name,
                Some(_) => "falseSchema",
                None => "unknown-property",
            }
            .to_owned(),
            schema: self.source.map(|(entry, _)| place(table, &entry.place)),
            pointer: match self.violation {
                Violation::Refused(ErrorKind::Encoding, _) => String::new(),
                _ => document.pointer(self.instance.id()),
            },
            message: self.message(table),
            span: lines.span(self.range),
            related: self.related.map(|range| lines.span(range)),
            within: self.within.as_ref().map(|within| crate::diagnose::Within {
                keyword: within.entry.name.to_string(),
                schema: place(table, &within.entry.place),
                pointer: document.pointer(within.instance.id()),
            }),
        }
    }
}

/// The name of a property, unless it is so long that its pointer suffices.
fn name(instance: Instance<'_>) -> String {
    const LONG: usize = 100;
    let name = instance.text();
    match instance.kind() == Kind::String && name.len() <= LONG {
        true => format!(" {name:?}"),
        false => String::new(),
    }
}

fn place(table: &Table, place: &Place) -> SchemaPlace {
    let file = match place.source {
        // The schema itself.
        0 => None,
        _ => table.source(place).map(|source| {
            let path = source.path.as_ref().unwrap_or(&source.uri);
            path.to_string()
        }),
    };
    SchemaPlace {
        file,
        pointer: place.pointer.to_string(),
        line: place.line as usize,
    }
}

/// The first findings in the order of the text, of those that were added.
pub(super) struct Kept<'r> {
    errors: Vec<Found<'r>>,
    warnings: Vec<Found<'r>>,
    most: [usize; 2],
    /// The number of findings that were added and are no longer kept.
    omitted: [usize; 2],
}

impl<'r> Kept<'r> {
    pub(super) fn new(options: &Options) -> Self {
        Kept {
            errors: Vec::new(),
            warnings: Vec::new(),
            most: [options.max_findings, options.max_warnings],
            omitted: [0; 2],
        }
    }

    /// Keeps one alone.
    pub(super) fn first() -> Self {
        Kept {
            errors: Vec::new(),
            warnings: Vec::new(),
            most: [1, 0],
            omitted: [0; 2],
        }
    }

    pub(super) fn into_first(self) -> Option<Found<'r>> {
        self.errors.into_iter().min_by_key(Found::order)
    }

    /// The messages in the order of the text, as one.
    pub(super) fn messages(mut self, table: &Table) -> String {
        self.errors.sort_by_key(Found::order);
        let messages = self.errors.iter().map(|found| found.message(table));
        messages.collect::<Vec<_>>().join("; ")
    }

    pub(super) fn add(&mut self, found: Found<'r>) {
        let (list, side) = match found.severity() {
            Severity::Error => (&mut self.errors, 0),
            Severity::Warning => (&mut self.warnings, 1),
        };
        list.push(found);
        // Now and then the last are dropped, so that few take little room.
        if list.len() / 2 > self.most[side].saturating_add(512) {
            self.omitted[side] += shorten(list, self.most[side]);
        }
    }

    /// All that is wrong with a document.
    pub(super) fn diagnosis(
        mut self,
        table: &Table,
        document: &'r Document<'r>,
        failure: Option<Refusal>,
        options: &Options,
    ) -> Diagnosis {
        // Of findings about one value, these come first.
        let refused = document.refused.iter();
        let refused = refused.map(|refused| Found::of_document(document, *refused));
        self.errors.splice(0..0, refused);
        let is_refused = self.omitted[0] > 0 || !self.errors.is_empty() || failure.is_some();
        self.omitted[0] += shorten(&mut self.errors, options.max_findings);
        self.omitted[1] += shorten(&mut self.warnings, options.max_warnings);
        let found = || self.errors.iter().chain(&self.warnings);
        let ranges = found().flat_map(|found| [Some(found.range), found.related]);
        let failed = failure.as_ref().map(|failure| Some(failure.range));
        let ranges: Vec<Range> = ranges.chain(failed).flatten().collect();
        let ends = ranges.into_iter().flat_map(|(start, end)| [start, end]);
        let lines = Lines::new(document.text(), ends);
        let mut findings: Vec<Finding> = Vec::new();
        // Names may have megabytes, and many findings be below them: so much of pointers that
        // are longer than usual.
        const USUAL: usize = 1 << 10;
        let mut room = document.text().len() + (1 << 20);
        let length = |found: &Found<'_>| {
            if document.text().len() <= USUAL {
                return 0;
            }
            let within = found.within.map(|within| within.instance);
            let instances = [Some(found.instance), within].into_iter().flatten();
            instances
                .map(|instance| document.pointer_length(instance.id()))
                .sum::<usize>()
        };
        for found in found() {
            let Some(left) = room.checked_sub(length(found).saturating_sub(USUAL)) else {
                self.omitted[usize::from(found.severity() == Severity::Warning)] += 1;
                continue;
            };
            let finding = found.finding(table, &lines);
            let before = findings.iter().rev();
            let mut before = before.take_while(|other| other.span == finding.span);
            if !before.any(|other| *other == finding) {
                room = left;
                findings.push(finding);
            }
        }
        findings.sort_by_key(|finding| {
            let span = &finding.span;
            (span.start.offset, Reverse(span.end.offset))
        });
        if let Some(failure) = failure {
            match findings.len() - self.warnings.len().min(findings.len()) < options.max_findings {
                true => findings.push(failed_as(&failure, &lines)),
                false => self.omitted[0] += 1,
            }
        }
        Diagnosis {
            findings,
            omitted: self.omitted[0],
            is_refused,
            omitted_warnings: self.omitted[1],
        }
    }
}

/// Keeps the first in the order of the text; how many are dropped.
fn shorten(list: &mut Vec<Found<'_>>, most: usize) -> usize {
    list.sort_by_key(Found::order);
    let dropped = list.len().saturating_sub(most);
    list.truncate(most);
    dropped
}

/// The finding of a text that is no JSON.
fn failed_as(failure: &Refusal, lines: &Lines) -> Finding {
    Finding {
        severity: Severity::Error,
        keyword: failure.kind.as_str().to_owned(),
        schema: None,
        pointer: failure.pointer.clone(),
        message: failure.message.clone(),
        span: lines.span(failure.range),
        related: None,
        within: None,
    }
}
