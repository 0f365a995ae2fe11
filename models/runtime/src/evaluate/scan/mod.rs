//! The verdict on a document while its text is read, without a list of its values.
//!
//! ```text
//! Table ── planner (parts: keyword by keyword; quick: what the type decides) ──▶ Plan
//! Plan and text ── Scan (cursor: from token to token) ──▶ verdict
//! ```
//!
//! A value that a plan cannot judge in such a walk is parsed, and left to the evaluator.

mod checked;
mod cursor;
mod mentioned;
mod names;
mod parts;
mod plan;
mod planner;
mod quick;
mod unique;

use std::borrow::Cow;
use std::convert::Infallible;

pub(super) use plan::Plan;
pub(super) use planner::plan;

use super::environment::Environment;
use super::run::{Run, Verdict};
use super::{Exceeded, Settings, enumeration};
use crate::constraint::Constraint;
use crate::schema::{Argument, EntryId, Table};
use crate::text::lexer::Kind;
use crate::text::short_number::ShortNumber;
use crate::typed::checker::{Invalid, Validity};
use cursor::{Cursor, Name, Place};
use plan::{About, Array, Assertion, Formula, Object, Places, Rule, StateId};

/// Whether a document is valid; none, if too much of it would have to be read again. One that
/// is no JSON, or rejected, is not valid.
pub(super) fn is_valid(
    plan: &Plan,
    table: &Table,
    settings: &Settings,
    document: &[u8],
) -> Option<Verdict> {
    let Ok(text) = simdutf8::basic::from_utf8(document) else {
        return Some(Ok(false));
    };
    let mut cursor = Cursor::new(text);
    let mut scan = Scan {
        plan,
        table,
        settings,
        spare: AGAIN * text.len(),
        depth: 0,
        candidates: Vec::new(),
        end: None,
    };
    let validity = scan.value(&mut cursor, Plan::ROOT);
    match scan.end {
        Some(End::Exceeded(exceeded)) => Some(Err(exceeded)),
        Some(End::TooOften) => None,
        None => Some(Ok(validity.and_then(|()| cursor.end()).is_ok())),
    }
}

/// How often all of a document may be read again.
const AGAIN: usize = 8;

/// How deep values may be nested that are read again: the stack is not endless.
const DEEP: usize = 64;

/// A reason why there is no verdict.
enum End {
    Exceeded(Exceeded),
    /// Values would be read again too often, or too deep: the evaluator remembers verdicts.
    TooOften,
}

struct Scan<'p> {
    plan: &'p Plan,
    table: &'p Table,
    settings: &'p Settings,
    /// The number of bytes that may still be read again.
    spare: usize,
    /// The number of values around the place that may be read again.
    depth: usize,
    /// The states of branches that values around the place may be valid against.
    candidates: Vec<StateId>,
    end: Option<End>,
}

/// A value without elements or properties.
#[derive(Clone, Copy)]
enum Atom<'a> {
    Null,
    Boolean(bool),
    /// As it is spelled, and its digits, if they are few.
    Number(&'a str, Option<ShortNumber>),
    Text(&'a str),
}

impl<'p> Scan<'p> {
    /// Judges a value. It is part of what calls it, as a call for each value takes time.
    #[inline(always)]
    fn value(&mut self, cursor: &mut Cursor<'_>, state: StateId) -> Validity {
        let kind = cursor.kind()?;
        if state.takes_all(kind) {
            return cursor.value_of(kind);
        }
        match self.plan[state].rule(kind) {
            Rule::Any => cursor.value_of(kind),
            Rule::Scalar(rule) => self.scalar(cursor, kind, rule),
            Rule::Object(rule) => self.object(cursor, rule),
            Rule::Array(rule) => self.array(cursor, rule),
            Rule::Never => Err(Invalid),
            Rule::Checked(rule) => self.nested(|scan| scan.checked(cursor, kind, rule)),
            Rule::Evaluated => self.evaluated(cursor, state),
        }
    }

    #[inline(never)]
    fn scalar(&self, cursor: &mut Cursor<'_>, kind: Kind, rule: &Formula<Assertion>) -> Validity {
        let text: Cow<'_, str>;
        let atom = match kind {
            Kind::Null => {
                cursor.null()?;
                Atom::Null
            }
            Kind::Boolean => Atom::Boolean(cursor.truth()?),
            Kind::Number => {
                let spelling = cursor.number()?;
                Atom::Number(spelling, ShortNumber::of(spelling))
            }
            _ => {
                if let Formula::Condition(Assertion::Texts(texts)) = rule {
                    return valid_if(cursor.is_one_of(texts)?);
                }
                text = cursor.text()?;
                Atom::Text(&text)
            }
        };
        valid_if(self.holds(rule, atom))
    }

    fn holds(&self, formula: &Formula<Assertion>, atom: Atom<'_>) -> bool {
        if let Formula::Condition(assertion) = formula {
            return self.asserts(assertion, atom);
        }
        let decide = &mut |assertion: &_| Ok::<_, Infallible>(self.asserts(assertion, atom));
        formula.holds(decide) == Ok(true)
    }

    fn asserts(&self, assertion: &Assertion, atom: Atom<'_>) -> bool {
        match (assertion, atom) {
            (Assertion::Truth(truth), Atom::Boolean(found)) => *truth == found,
            (Assertion::Texts(texts), Atom::Text(found)) => texts.contains(found),
            (Assertion::Pattern(pattern), Atom::Text(found)) => pattern.is_match(found),
            (Assertion::Integer(draft), Atom::Number(spelling, short)) => {
                short.and_then(ShortNumber::to_integer).is_some()
                    || enumeration::is_integer(spelling, *draft)
            }
            (Assertion::Bound(bound), Atom::Number(_, Some(number))) => {
                let order = number.compare(bound.limit);
                order == bound.order || order.is_eq() && bound.may_equal
            }
            (Assertion::Bound(bound), _) => self.entry_holds(bound.id, atom),
            (Assertion::Entry(id), _) => self.entry_holds(*id, atom),
            _ => true,
        }
    }

    fn entry_holds(&self, id: EntryId, atom: Atom<'_>) -> bool {
        let entry = id.of(self.table);
        match (&entry.argument, atom) {
            (Argument::Values(values), Atom::Number(spelling, _)) => values.has_number(spelling),
            (_, Atom::Number(spelling, _)) => { entry.constraint() }
                .is_none_or(|constraint| constraint.holds_for_number(spelling)),
            (_, Atom::Text(text)) => {
                { entry.constraint() }.is_none_or(|constraint| constraint.holds_for_text(text))
            }
            _ => true,
        }
    }

    #[inline(never)]
    fn array(&mut self, cursor: &mut Cursor<'_>, rule: &Array) -> Validity {
        let start = cursor.place();
        let mut count = 0;
        // The elements that are not strings, where all have to differ.
        let mut others = 0;
        let mut strings = cursor.begin_different();
        cursor.array(|cursor| {
            let state = rule.at(count);
            count += 1;
            if !rule.is_unique {
                return self.value(cursor, state);
            }
            let (kind, start) = (cursor.kind()?, cursor.place());
            self.value(cursor, state)?;
            if kind == Kind::String {
                let string = cursor.string_since(start)?;
                return cursor.add(&mut strings, string);
            }
            others += 1;
            Ok(())
        })?;
        cursor.end_different(strings)?;
        for constraint in self.constraints(&rule.counts) {
            valid_if(constraint.holds_for_elements(count))?;
        }
        match others {
            0 | 1 => Ok(()),
            _ => self.unique(cursor, start),
        }
    }

    #[inline(never)]
    fn object(&mut self, cursor: &mut Cursor<'_>, rule: &Object) -> Validity {
        let (mut members, mut more) = cursor.members()?;
        let mut seen = Places::default();
        // Where the values of watched properties begin.
        let mut values: Vec<(usize, Place)> = Vec::new();
        let mut count = 0;
        while more {
            count += 1;
            let (name, print) = cursor.name()?;
            valid_if(self.takes_name(rule, cursor, name))?;
            let is = |known: &str| cursor.text_of_name(name) == known;
            if let Some((place, state)) = rule.named.find(&print, is) {
                valid_if(seen.insert(place))?;
                if rule.watched.contains(place) {
                    values.push((place, cursor.place()));
                }
                self.value(cursor, state)?;
            } else {
                valid_if(!rule.is_closed)?;
                cursor.add(&mut members, name)?;
                self.other(cursor, rule, name)?;
            }
            more = cursor.more()?;
        }
        cursor.close(members)?;
        valid_if(seen.has_all(&rule.required))?;
        if !rule.formula.is_empty() {
            let end = cursor.place();
            let decide = &mut |about: &About| match *about {
                About::Presence(place) => Ok(seen.contains(place)),
                About::Value(place, state) => {
                    let Some((_, start)) = values.iter().find(|(watched, _)| *watched == place)
                    else {
                        return Ok(true);
                    };
                    self.back(cursor, *start)?;
                    self.accepts(cursor, state)
                }
            };
            valid_if(rule.formula.holds(decide)?)?;
            cursor.rewind(end);
        }
        for constraint in self.constraints(&rule.counts) {
            valid_if(constraint.holds_for_properties(count))?;
        }
        Ok(())
    }

    /// Whether a name is one that an object may have.
    #[inline]
    fn takes_name(&self, rule: &Object, cursor: &Cursor<'_>, name: Name) -> bool {
        match &rule.each_name {
            Rule::Any => true,
            Rule::Scalar(formula) => self.holds(formula, Atom::Text(&cursor.text_of_name(name))),
            _ => false,
        }
    }

    /// Judges the value of a property that no keyword names, by the states of all patterns that
    /// its name matches.
    fn other(&mut self, cursor: &mut Cursor<'_>, rule: &Object, name: Name) -> Validity {
        if rule.patterns.is_empty() {
            return self.value(cursor, rule.others);
        }
        let start = cursor.place();
        let name = cursor.text_of_name(name);
        let mut matched = 0;
        for (pattern, state, schema) in &rule.patterns {
            if pattern.is_match(&name) {
                if matched != 0 {
                    self.back(cursor, start)?;
                }
                matched |= schema;
                self.value(cursor, *state)?;
            }
        }
        if matched == 0 {
            return self.value(cursor, rule.others);
        }
        for (state, schemas) in &rule.without {
            if schemas & matched == 0 {
                self.back(cursor, start)?;
                self.value(cursor, *state)?;
            }
        }
        Ok(())
    }

    /// Goes back, to read again.
    fn back(&mut self, cursor: &mut Cursor<'_>, place: Place) -> Validity {
        let distance = cursor.distance_from(place);
        match self.spare.checked_sub(distance) {
            Some(spare) => self.spare = spare,
            None => self.end = Some(End::TooOften),
        }
        cursor.rewind(place);
        self.goes_on()
    }

    /// Whether there is still going to be a verdict.
    fn goes_on(&self) -> Validity {
        valid_if(self.end.is_none())
    }

    /// Judges a value that may be read again.
    fn nested(&mut self, judge: impl FnOnce(&mut Self) -> Validity) -> Validity {
        if self.depth == DEEP {
            self.end = Some(End::TooOften);
            return Err(Invalid);
        }
        self.depth += 1;
        let validity = judge(self);
        self.depth -= 1;
        validity
    }

    /// Leaves a value to the evaluator.
    fn evaluated(&mut self, cursor: &mut Cursor<'_>, state: StateId) -> Validity {
        let state = &self.plan.schemas[state.index()];
        let document = cursor.document()?;
        let mut run = Run::new(self.table, self.settings).without(&state.decided);
        for node in &state.nodes {
            match run.judge(*node, Environment::default(), document.root(), None) {
                Ok(verdict) => valid_if(verdict)?,
                Err(exceeded) => {
                    self.end = Some(End::Exceeded(exceeded));
                    return Err(Invalid);
                }
            }
        }
        Ok(())
    }

    /// The constraints that some keywords are.
    fn constraints<'s>(&'s self, ids: &'s [EntryId]) -> impl Iterator<Item = Constraint<'s>> {
        ids.iter().filter_map(|id| id.of(self.table).constraint())
    }
}

fn valid_if(holds: bool) -> Validity {
    holds.then_some(()).ok_or(Invalid)
}
