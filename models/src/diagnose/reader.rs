//! Reads a document once, and judges every value by all schemas that speak of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::rc::Rc;

use super::Options;
use super::group::{Group, Pending, Source};
use super::path::{Path, Segment};
use super::state::{State, States};
use super::step::Step;
use super::table::{Says, Table};
use super::words::What;
use crate::MAX_DEPTH;
use crate::error::ErrorKind;
use crate::json::Value;
use crate::runtime::{Failure, Kind, Lexer, Rule, lossy_string};

/// A document that is being judged.
pub(super) struct Reader<'de> {
    pub(super) text: &'de [u8],
    lexer: Lexer<'de>,
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
    hasher: RandomState,
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
    fn refuse(
        &mut self,
        kind: &'static str,
        message: &str,
        span: (usize, usize),
        related: Option<(usize, usize)>,
    ) {
        let mut pending = self.pending(Source::Refusal(kind), What::Said(message.into()), span);
        pending.related = related;
        self.groups[0].add(pending, self.options.max_findings);
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
        let (most, depth) = (self.options.max_findings, self.path.depth());
        let groups = to.iter().map(|slot| self.slots[base + slot]);
        let groups: Vec<usize> = groups.collect();
        // Most findings of a document that is wrong all over are counted and no more.
        if groups
            .iter()
            .all(|group| self.groups[*group].only_counts(source, depth, most))
        {
            groups
                .iter()
                .for_each(|group| self.groups[*group].count_one(source));
            return;
        }
        let pending = self.pending(source, what, span);
        for group in groups {
            self.groups[group].add(pending.clone(), most);
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
    fn follow(&mut self, step: &Step, base: usize) -> Result<(), Failure> {
        let inner = self.slots.len();
        for slot in &step.from {
            self.slots.push(self.slots[base + slot]);
        }
        self.value(&step.state, inner)
    }

    /// A string, which may be no text.
    fn string(&mut self) -> Result<Option<Cow<'de, str>>, Failure> {
        let start = self.lexer.offset();
        match self.any_string()? {
            Ok(text) => Ok(Some(text)),
            Err(failure) => {
                let span = (start, self.lexer.offset());
                self.refuse("lone-surrogate", failure.message(), span, None);
                Ok(None)
            }
        }
    }

    /// A string, or why it is no text.
    fn any_string(&mut self) -> Result<Result<Cow<'de, str>, Failure>, Failure> {
        let start = self.lexer.offset();
        match self.lexer.string() {
            Ok(text) => Ok(Ok(text)),
            Err(failure) if failure.kind() == ErrorKind::LoneSurrogate => {
                let (_, end) = lossy_string(self.text, start)?;
                self.lexer.go_to(end);
                Ok(Err(failure))
            }
            Err(failure) => Err(failure),
        }
    }

    /// The name of a property; one that is no text with replacements.
    fn name(&mut self) -> Result<Name<'de>, Failure> {
        self.expect_name()?;
        let start = self.lexer.offset();
        let text = match self.string()? {
            Some(text) => text,
            None => Cow::Owned(lossy_string(self.text, start)?.0),
        };
        let span = (start, self.lexer.offset());
        self.colon()?;
        Ok(Name { text, span })
    }

    fn expect_name(&mut self) -> Result<(), Failure> {
        match self.lexer.peek() {
            Some(b'"') => Ok(()),
            _ => Err(self.lexer.unexpected("a property name in double quotes")),
        }
    }

    fn colon(&mut self) -> Result<(), Failure> {
        match self.lexer.take(b':') {
            true => Ok(()),
            false => Err(self.lexer.unexpected("':'")),
        }
    }

    fn array(&mut self, state: &Rc<State>, base: usize) -> Result<Seen<'de>, Failure> {
        if self.is_too_deep()? {
            return Ok(Seen::Array(0, None));
        }
        let unique = state.checks(Kind::Array).iter().any(|checks| {
            let mut keywords = checks.keywords.iter();
            keywords.any(|keyword| matches!(keyword.says, Says::Rule(Rule::UniqueItems)))
        });
        let mut met = HashMap::new();
        let mut equal = None;
        let mut step: Option<Rc<Step>> = None;
        let mut count = 0;
        self.lexer.take(b'[');
        while !self.lexer.take(b']') {
            if count > 0 && !self.lexer.take(b',') {
                return Err(self.lexer.unexpected("',' or ']'"));
            }
            self.lexer.peek();
            let start = self.lexer.offset();
            self.path.push(Segment::Index(count));
            if state.is_free() {
                self.value(state, self.slots.len())?;
            } else {
                // From some element on, all are judged alike.
                let step = match &step {
                    Some(step) if count > state.places => Rc::clone(step),
                    _ => Rc::clone(step.insert(self.states.element(state, count))),
                };
                self.follow(&step, base)?;
                let span = (start, self.lexer.offset());
                for (keyword, to) in &step.closed {
                    self.say((base, to), Source::Keyword(keyword), What::Closed, span);
                }
            }
            self.path.pop();
            if unique && equal.is_none() {
                let hash = self.hash(start);
                let before = hash.and_then(|hash| met.insert(hash, count));
                equal = before.map(|before| (before, count));
            }
            count += 1;
        }
        Ok(Seen::Array(count, equal))
    }

    /// The same for all values that are equal; `None` for one that the types do not
    /// hold, which has been said.
    fn hash(&self, start: usize) -> Option<u64> {
        let text = &self.text[start..self.lexer.offset()];
        let value = crate::from_slice::<Value>(text).ok()?;
        Some(self.hasher.hash_one(value.canonical()))
    }

    fn object(&mut self, state: &Rc<State>, base: usize) -> Result<Members, Failure> {
        let present = self.present.len();
        let mut members = Members {
            count: 0,
            present,
            doubtful: Vec::new(),
        };
        self.present.resize(present + state.known.len(), false);
        if self.is_too_deep()? {
            return Ok(members);
        }
        let first = self.names.len();
        let mut index = HashMap::new();
        self.lexer.take(b'{');
        while !self.lexer.take(b'}') {
            if members.count > 0 && !self.lexer.take(b',') {
                return Err(self.lexer.unexpected("',' or '}'"));
            }
            members.count += 1;
            let name = self.name()?;
            let span = name.span;
            let place = self.names.len();
            self.names.push(name);
            self.path.push(Segment::Key(place));
            if let Some(before) = self.before(first, &mut index) {
                let message = "expected a new property name, found a duplicate key";
                self.refuse("duplicate-key", message, span, Some(before));
            }
            if state.is_free() {
                self.value(state, self.slots.len())?;
            } else {
                let known = state.known.get(&*self.names[place].text).copied();
                if let Some(known) = known {
                    self.present[present + known] = true;
                }
                let step = self.states.member(state, known, &self.names[place].text);
                for (keyword, to) in &step.closed {
                    self.say((base, to), Source::Keyword(keyword), What::Closed, span);
                }
                self.check_name(state, base, place);
                self.follow(&step, base)?;
                if step.is_doubtful && self.options.warn_unknown {
                    members.doubtful.push((place, step));
                }
            }
            self.path.pop();
        }
        Ok(members)
    }

    /// Where the last name was before in its object, whose names begin at `first`.
    fn before(&self, first: usize, index: &mut HashMap<u64, usize>) -> Option<(usize, usize)> {
        const FEW: usize = 16;
        let (last, others) = self.names[first..].split_last()?;
        let search = |among: &[Name<'de>]| {
            let found = among.iter().find(|name| name.text == last.text);
            found.map(|name| name.span)
        };
        if others.len() < FEW {
            return search(others);
        }
        if index.is_empty() {
            let names = others.iter().enumerate();
            index.extend(names.map(|(place, name)| (self.hasher.hash_one(&name.text), place)));
        }
        let hash = self.hasher.hash_one(&last.text);
        match index.get(&hash).map(|place| &others[*place]) {
            Some(name) if name.text == last.text => Some(name.span),
            // Two names with one hash are next to impossible.
            Some(_) => search(others),
            None => {
                index.insert(hash, others.len());
                None
            }
        }
    }

    /// Whether the next value is nested deeper than any may be; it is then passed.
    fn is_too_deep(&mut self) -> Result<bool, Failure> {
        if self.path.depth() < MAX_DEPTH {
            return Ok(false);
        }
        let start = self.lexer.offset();
        let passed = self.pass();
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        let end = passed.as_ref().map_or(start + 1, |()| self.lexer.offset());
        self.refuse("depth", &message, (start, end), None);
        passed.map(|()| true)
    }

    /// Passes the next value, however deep it is. All in it is refused at once.
    fn pass(&mut self) -> Result<(), Failure> {
        let mut open = Vec::new();
        loop {
            match self.lexer.kind()? {
                Kind::String => drop(self.any_string()?),
                Kind::Array => {
                    self.lexer.take(b'[');
                    open.push(b']');
                }
                Kind::Object => {
                    self.lexer.take(b'{');
                    open.push(b'}');
                }
                kind => self.lexer.scalar(kind)?,
            }
            let mut is_first = self.is_opening();
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(());
                };
                if self.lexer.take(close) {
                    open.pop();
                    is_first = false;
                    continue;
                }
                if !is_first && !self.lexer.take(b',') {
                    let expected = if close == b']' {
                        "',' or ']'"
                    } else {
                        "',' or '}'"
                    };
                    return Err(self.lexer.unexpected(expected));
                }
                if close == b'}' {
                    self.expect_name()?;
                    drop(self.any_string()?);
                    self.colon()?;
                }
                break;
            }
        }
    }

    /// Whether an array or object was opened last.
    fn is_opening(&self) -> bool {
        let last = self.lexer.offset().checked_sub(1);
        last.is_some_and(|last| matches!(self.text[last], b'[' | b'{'))
    }
}
