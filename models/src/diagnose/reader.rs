//! Reads a document once, and judges every value by all schemas that speak of it.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::ops::Range;
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
    /// Whether it was said why the text cannot be read to its end.
    is_cut: bool,
}

/// The name of a property.
#[derive(Clone)]
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
    /// An array or an object that is too deep, and was not looked into.
    Passed,
}

/// What was read of an object.
pub(super) struct Members {
    pub(super) count: usize,
    /// Where it says which of the mentioned names are there.
    pub(super) present: usize,
    /// The places of its names.
    pub(super) names: Range<usize>,
    /// Whether it has names that are not allowed.
    pub(super) is_closed: bool,
    /// Places of names that no schema mentions; not of all, if they are many.
    pub(super) unknown: Vec<usize>,
    /// Names that may have to be warned of.
    pub(super) doubtful: Vec<(usize, Rc<Step>)>,
}

/// All that is said of a document.
pub(super) fn read<'de>(table: &'static Table, text: &'de [u8], options: &Options) -> Group<'de> {
    let mut reader = Reader {
        text,
        lexer: Lexer::new(text),
        states: States::new(table),
        // A group of which nothing is kept says nothing of a name or of a branch.
        options: Options {
            max_findings: options.max_findings.max(1),
            ..*options
        },
        path: Path::default(),
        slots: vec![0],
        groups: vec![Group::default()],
        names: Vec::new(),
        present: Vec::new(),
        hasher: RandomState::new(),
        is_cut: false,
    };
    reader.byte_order_mark();
    let root = reader.states.of(vec![(0, vec![0])]);
    let end = reader.value(&root, 0).and_then(|()| reader.lexer.end());
    if let Err(failure) = end {
        reader.cut(&failure);
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

    /// Says why the text cannot be read any further, once: where that is known first,
    /// the path leads there.
    fn cut(&mut self, failure: &Failure) {
        if std::mem::replace(&mut self.is_cut, true) {
            return;
        }
        let at = failure.offset().unwrap_or(0);
        let end = at + self.text.get(at..).map_or(0, first_character);
        let kind = failure.kind().as_str();
        self.refuse(kind, failure.message(), (at, end), None);
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
            .all(|group| self.groups[*group].only_counts(source, depth, span, &options))
        {
            groups
                .iter()
                .for_each(|group| self.groups[*group].count_one(source));
            return;
        }
        let pending = self.pending(source, what, span);
        self.tell((base, to), &pending);
    }

    /// Whether an error at a place may be told, and its words matter.
    pub(super) fn is_told(&self, span: (usize, usize)) -> bool {
        let most = self.options.max_findings;
        self.groups[0].kept.has_room(span, most)
    }

    /// Tells the groups in slots of a finding.
    pub(super) fn tell(&mut self, (base, to): (usize, &[usize]), pending: &Pending<'de>) {
        for slot in to {
            let group = self.slots[base + slot];
            self.groups[group].add(pending.clone(), &self.options);
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
        let depth = self.path.depth();
        let seen = match self.content(kind, state, base) {
            Ok(seen) => seen,
            Err(failure) => {
                self.cut(&failure);
                self.path.truncate(depth);
                self.settle_cut(state, base, kind, (start, self.lexer.offset()));
                return Err(failure);
            }
        };
        if !state.is_free() {
            let span = (start, self.lexer.offset());
            self.check(state, base, kind, &seen, span);
            // Which branch a value belongs to depends on what is in it.
            if !matches!(seen, Seen::Passed) {
                self.settle(state, base, kind, span);
            }
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

    /// Reads the next value, and judges the values in it.
    fn content(
        &mut self,
        kind: Kind,
        state: &Rc<State>,
        base: usize,
    ) -> Result<Seen<'de>, Failure> {
        Ok(match kind {
            Kind::Null => self.lexer.null().map(|()| Seen::Null)?,
            Kind::Boolean => Seen::Boolean(self.lexer.boolean()?),
            Kind::Number => Seen::Number(self.lexer.number()?),
            Kind::String => Seen::String(self.string()?),
            Kind::Array => self.array(state, base)?,
            Kind::Object => self.object(state, base)?,
        })
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
