//! Arrays and objects: judges the values in them.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::rc::Rc;

use super::group::Source;
use super::near::nearest;
use super::path::Segment;
use super::reader::{Members, Name, Reader, Seen};
use super::state::State;
use super::step::{Closed, Step};
use super::table::Says;
use super::words::What;
use crate::json::Value;
use crate::runtime::{Failure, Kind, Rule};

impl<'de> Reader<'de> {
    pub(super) fn array(&mut self, state: &Rc<State>, base: usize) -> Result<Seen<'de>, Failure> {
        if self.is_too_deep()? {
            return Ok(Seen::Passed);
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
                for Closed { keyword, to, .. } in &step.closed {
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

    pub(super) fn object(&mut self, state: &Rc<State>, base: usize) -> Result<Seen<'de>, Failure> {
        if self.is_too_deep()? {
            return Ok(Seen::Passed);
        }
        let present = self.present.len();
        let mut members = Members {
            count: 0,
            present,
            names: self.names.len()..self.names.len(),
            is_closed: false,
            unknown: Vec::new(),
            doubtful: Vec::new(),
        };
        self.present.resize(present + state.known.len(), false);
        let depth = self.path.depth();
        let read = self.members(state, base, &mut members);
        if members.is_closed {
            // The way to an error of syntax goes on.
            let rest = self.path.split_off(depth);
            self.say_closed(state, base, &members);
            self.path.append(rest);
        }
        read.map(|()| Seen::Object(members))
    }

    /// Judges the properties of an object.
    fn members(
        &mut self,
        state: &Rc<State>,
        base: usize,
        members: &mut Members,
    ) -> Result<(), Failure> {
        // Names that are kept to be compared with those that are missing.
        const MANY: usize = 100;
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
            members.names.end = self.names.len();
            self.path.push(Segment::Key(place));
            if let Some(before) = self.before(members.names.start, &mut index) {
                let message = "expected a new property name, found a duplicate key";
                self.refuse("duplicate-key", message, span, Some(before));
            }
            if state.is_free() {
                self.value(state, self.slots.len())?;
            } else {
                let known = state.known.get(&*self.names[place].text).copied();
                match known {
                    Some(known) => self.present[members.present + known] = true,
                    None if members.unknown.len() < MANY => members.unknown.push(place),
                    None => {}
                }
                let step = self.states.member(state, known, &self.names[place].text);
                members.is_closed |= !step.closed.is_empty();
                self.check_name(state, base, place);
                self.follow(&step, base)?;
                if step.is_doubtful && self.options.warn_unknown {
                    members.doubtful.push((place, step));
                }
            }
            self.path.pop();
        }
        Ok(())
    }

    /// Says which names are not allowed, once it is known which of the others are there.
    fn say_closed(&mut self, state: &Rc<State>, base: usize, members: &Members) {
        for place in members.names.clone() {
            let Name { text, span } = self.names[place].clone();
            let known = state.known.get(&*text).copied();
            let step = self.states.member(state, known, &text);
            self.path.push(Segment::Key(place));
            for closed in &step.closed {
                let names = closed.properties.iter().map(|(name, _)| *name);
                let absent = names.filter(|name| !self.has(state, members, name));
                let meant = self.is_told(span).then(|| nearest(&text, absent)).flatten();
                let to = (base, &*closed.to);
                self.say(
                    to,
                    Source::Keyword(closed.keyword),
                    What::NotAllowed(meant),
                    span,
                );
            }
            self.path.pop();
        }
    }
}
