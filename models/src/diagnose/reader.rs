//! Reads a document once, and judges every value by all schemas that speak of it.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::rc::Rc;

use super::Options;
use super::group::{Group, Pending, Source};
use super::path::Path;
use super::state::{State, States};
use super::step::Step;
use super::table::Table;
use super::words::What;
use crate::runtime::{Failure, Kind, Lexer};

/// A document that is being judged.
pub(super) struct Reader<'de> {
    pub(super) text: &'de [u8],
    pub(super) lexer: Lexer<'de>,
    pub(super) states: States,
    pub(super) options: Options,
    pub(super) path: Path<'de>,
    /// The groups in the slots of all values that are open.
    pub(super) slots: Vec<usize>,
    /// The findings of the document, and of the branches that are open.
    pub(super) groups: Vec<Group<'de>>,
    /// The names in all objects that are open.
    pub(super) names: Vec<Name<'de>>,
    /// Which of the names that their schemas mention are there.
    pub(super) present: Vec<bool>,
    pub(super) hasher: RandomState,
}

/// The name of a property.
pub(super) struct Name<'de> {
    pub(super) text: Cow<'de, str>,
    pub(super) span: (usize, usize),
}

/// What was read of a value.
pub(super) enum Seen<'de> {
    Null,
    Boolean(bool),
    /// As it is spelled.
    Number(&'de str),
    /// What it is, if it is any text.
    String(Option<Cow<'de, str>>),
    /// How many elements, and two that are equal if there must not be any.
    Array(usize, Option<(usize, usize)>),
    Object(Members),
}

/// What was read of an object.
pub(super) struct Members {
    pub(super) count: usize,
    /// Where it says which of the mentioned names are there.
    pub(super) present: usize,
    /// Names that may have to be warned of.
    pub(super) doubtful: Vec<(usize, Rc<Step>)>,
}

/// All that is said of a document.
pub(super) fn read<'de>(table: &'static Table, text: &'de [u8], options: &Options) -> Group<'de> {
    let mut reader = Reader {
        text,
        lexer: Lexer::new(text),
        states: States::new(table),
        options: *options,
        path: Path::default(),
        slots: vec![0],
        groups: vec![Group::default()],
        names: Vec::new(),
        present: Vec::new(),
        hasher: RandomState::new(),
    };
    reader.byte_order_mark();
    let root = reader.states.of(vec![(0, vec![0])]);
    let end = reader.value(&root, 0).and_then(|()| reader.lexer.end());
    if let Err(failure) = end {
        let at = failure.offset().unwrap_or(0);
        let end = at + text.get(at..).map_or(0, first_character);
        let kind = failure.kind().as_str();
        reader.refuse(kind, failure.message(), (at, end), None);
    }
    reader.groups.swap_remove(0)
}

/// The length of the first character of a text that may not be UTF-8.
fn first_character(text: &[u8]) -> usize {
    let chunk = text.utf8_chunks().next();
    let character = chunk.and_then(|chunk| chunk.valid().chars().next());
    character.map_or(usize::from(!text.is_empty()), char::len_utf8)
}

impl<'de> Reader<'de> {
    fn byte_order_mark(&mut self) {
        const MARK: &str = "\u{feff}";
        if self.text.starts_with(MARK.as_bytes()) {
            self.refuse(
                "encoding",
                crate::read::BYTE_ORDER_MARK,
                (0, MARK.len()),
                None,
            );
            self.lexer.go_to(MARK.len());
        }
    }

    /// Says of the document that it holds what none may hold.
    pub(super) fn refuse(
        &mut self,
        kind: &'static str,
        message: &str,
        span: (usize, usize),
        related: Option<(usize, usize)>,
    ) {
        let mut pending = self.pending(Source::Refusal(kind), What::Said(message.into()), span);
        pending.related = related;
        self.groups[0].add(pending, &self.options);
    }

    /// Something to be said of the value that the path leads to.
    pub(super) fn pending(
        &mut self,
        source: Source,
        what: What<'de>,
        span: (usize, usize),
    ) -> Pending<'de> {
        let names = &self.names;
        Pending {
            source,
            what,
            path: self.path.link(|place| names[place].text.clone()),
            depth: self.path.depth(),
            span,
            related: None,
            within: None,
            branch: None,
        }
    }

    /// Says something of the value that the path leads to, to the groups in slots.
    pub(super) fn say(
        &mut self,
        (base, to): (usize, &[usize]),
        source: Source,
        what: What<'de>,
        span: (usize, usize),
    ) {
        let (options, depth) = (self.options, self.path.depth());
        let groups = to.iter().map(|slot| self.slots[base + slot]);
        let groups: Vec<usize> = groups.collect();
        // Most findings of a document that is wrong all over are counted and no more.
        if groups
            .iter()
            .all(|group| self.groups[*group].only_counts(source, depth, &options))
        {
            groups
                .iter()
                .for_each(|group| self.groups[*group].count_one(source));
            return;
        }
        let pending = self.pending(source, what, span);
        for group in groups {
            self.groups[group].add(pending.clone(), &options);
        }
    }

    /// Judges the next value. Its slots begin at `base`, and are given back.
    pub(super) fn value(&mut self, state: &Rc<State>, base: usize) -> Result<(), Failure> {
        let kind = self.lexer.kind()?;
        let start = self.lexer.offset();
        let groups = self.groups.len();
        for branch in &state.branches {
            self.slots.push(self.groups.len());
            self.groups.push(Group::branch(branch, self.path.depth()));
        }
        let (names, present) = (self.names.len(), self.present.len());
        let seen = match kind {
            Kind::Null => self.lexer.null().map(|()| Seen::Null)?,
            Kind::Boolean => Seen::Boolean(self.lexer.boolean()?),
            Kind::Number => Seen::Number(self.lexer.number()?),
            Kind::String => Seen::String(self.string()?),
            Kind::Array => self.array(state, base)?,
            Kind::Object => Seen::Object(self.object(state, base)?),
        };
        if !state.is_free() {
            let span = (start, self.lexer.offset());
            self.check(state, base, kind, &seen, span);
            self.settle(state, base, kind, span);
            if let Seen::Object(members) = &seen {
                self.warn(state, base, members);
            }
        }
        self.names.truncate(names);
        self.present.truncate(present);
        self.groups.truncate(groups);
        self.slots.truncate(base);
        Ok(())
    }

    /// Judges the next value by the schemas that a step leads to.
    pub(super) fn follow(&mut self, step: &Step, base: usize) -> Result<(), Failure> {
        let inner = self.slots.len();
        for slot in &step.from {
            self.slots.push(self.slots[base + slot]);
        }
        self.value(&step.state, inner)
    }
}
