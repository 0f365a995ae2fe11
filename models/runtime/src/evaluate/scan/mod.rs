//! The verdict on a document while its text is read, without a list of its values.
//!
//! ```text
//! Table ── planner (parts: keyword by keyword; quick: what the type decides) ──▶ Plan
//! Plan and text ── Scan ──▶ verdict
//! ```
//!
//! A value that a plan cannot judge in such a walk is parsed, and left to the evaluator.

mod mentioned;
mod names;
mod parts;
mod plan;
mod planner;
mod quick;

use std::borrow::Cow;
use std::convert::Infallible;

pub(super) use plan::Plan;
pub(super) use planner::plan;

use super::environment::Environment;
use super::run::{Run, Verdict};
use super::{Exceeded, Settings, enumeration};
use crate::constraint::Constraint;
use crate::equality::{are_different_texts, first_equal};
use crate::schema::{Argument, Choice, EntryId, Keyword, Table};
use crate::text::lexer::Kind;
use crate::typed::checker::{Checker, Invalid, Place, Validity};
use plan::{
    About, Array, Assertion, Check, Checked, Formula, Object, Places, Rule, State, StateId, Union,
};

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
    let mut checker = Checker::new(text);
    let mut scan = Scan {
        plan,
        table,
        settings,
        spare: AGAIN * text.len(),
        depth: 0,
        end: None,
    };
    let validity = scan.value(&mut checker, Plan::ROOT);
    match scan.end {
        Some(End::Exceeded(exceeded)) => Some(Err(exceeded)),
        Some(End::TooOften) => None,
        None => Some(Ok(validity.and_then(|()| checker.end()).is_ok())),
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
    end: Option<End>,
}

/// A value without elements or properties.
#[derive(Clone, Copy)]
enum Atom<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    Text(&'a str),
}

impl<'p> Scan<'p> {
    fn value(&mut self, checker: &mut Checker<'_>, state: StateId) -> Validity {
        let state = &self.plan[state];
        let kind = checker.kind()?;
        match state.rule(kind) {
            Rule::Never => Err(Invalid),
            Rule::Any => checker.value(),
            Rule::Scalar(rule) => self.scalar(checker, kind, rule),
            Rule::Array(rule) => self.array(checker, rule),
            Rule::Object(rule) => self.object(checker, rule),
            Rule::Checked(rule) => self.nested(|scan| scan.checked(checker, kind, rule)),
            Rule::Evaluated => self.evaluated(checker, state),
        }
    }

    fn scalar(&self, checker: &mut Checker<'_>, kind: Kind, rule: &Formula<Assertion>) -> Validity {
        let text: Cow<'_, str>;
        let atom = match kind {
            Kind::Null => {
                checker.null()?;
                Atom::Null
            }
            Kind::Boolean => Atom::Boolean(checker.truth()?),
            Kind::Number => Atom::Number(checker.number()?),
            _ => {
                text = checker.text()?;
                Atom::Text(&text)
            }
        };
        valid_if(self.holds(rule, atom))
    }

    fn holds(&self, formula: &Formula<Assertion>, atom: Atom<'_>) -> bool {
        let decide = &mut |assertion: &_| Ok::<_, Infallible>(self.asserts(assertion, atom));
        formula.holds(decide) == Ok(true)
    }

    fn asserts(&self, assertion: &Assertion, atom: Atom<'_>) -> bool {
        let id = match (assertion, atom) {
            (Assertion::Entry(id), _) => id,
            (Assertion::Truth(truth), Atom::Boolean(found)) => return *truth == found,
            _ => return true,
        };
        let entry = id.of(self.table);
        match (&entry.argument, atom) {
            (Argument::Types(_), Atom::Number(spelling)) => {
                enumeration::is_integer(spelling, self.table[id.0].draft)
            }
            (Argument::Values(values), Atom::Text(text)) => values.has_text(text),
            (Argument::Values(values), Atom::Number(spelling)) => values.has_number(spelling),
            (_, Atom::Number(spelling)) => { entry.constraint() }
                .is_none_or(|constraint| constraint.holds_for_number(spelling)),
            (_, Atom::Text(text)) => {
                { entry.constraint() }.is_none_or(|constraint| constraint.holds_for_text(text))
            }
            _ => true,
        }
    }

    fn array<'d>(&mut self, checker: &mut Checker<'d>, rule: &Array) -> Validity {
        let start = checker.place();
        let mut count = 0;
        // The spellings of the elements, as long as they are strings.
        let mut texts: Vec<&[u8]> = Vec::new();
        checker.array(|checker| {
            let state = rule.at(count);
            count += 1;
            let is_text = rule.is_unique && checker.kind()? == Kind::String;
            let start = checker.place();
            self.value(checker, state)?;
            if is_text {
                texts.push(checker.since(start));
            }
            Ok(())
        })?;
        for constraint in self.constraints(&rule.counts) {
            valid_if(constraint.holds_for_elements(count))?;
        }
        let are_texts = texts.len() == count;
        if rule.is_unique && count > 1 && !(are_texts && are_different_texts(&mut texts)) {
            self.back(checker, start)?;
            let document = checker.document()?;
            valid_if(first_equal(document.root()).is_none())?;
        }
        Ok(())
    }

    fn object(&mut self, checker: &mut Checker<'_>, rule: &Object) -> Validity {
        let (members, mut more) = checker.members()?;
        let mut seen = Places::default();
        // Where the values of watched properties begin.
        let mut values: Vec<(usize, Place)> = Vec::new();
        let mut count = 0;
        let mut next = 0;
        while more {
            count += 1;
            let name = checker.name()?;
            valid_if(self.takes_name(rule, &name))?;
            if let Some(place) = rule.named.find(&name, next) {
                valid_if(seen.insert(place))?;
                if rule.watched.contains(place) {
                    values.push((place, checker.place()));
                }
                self.value(checker, rule.named.at(place).state)?;
                next = place + 1;
            } else {
                valid_if(!rule.is_closed)?;
                let (state, further) = self.states_of(rule, &name);
                checker.unknown(&members, name)?;
                self.by_all(checker, state, &further)?;
            }
            more = checker.more()?;
        }
        checker.close(members)?;
        valid_if(seen.has_all(&rule.required))?;
        if !rule.formula.is_empty() {
            let end = checker.place();
            let decide = &mut |about: &About| match *about {
                About::Presence(place) => Ok(seen.contains(place)),
                About::Value(place, state) => {
                    let Some((_, start)) = values.iter().find(|(watched, _)| *watched == place)
                    else {
                        return Ok(true);
                    };
                    self.back(checker, *start)?;
                    self.accepts(checker, state)
                }
            };
            valid_if(rule.formula.holds(decide)?)?;
            checker.rewind(end);
        }
        for constraint in self.constraints(&rule.counts) {
            valid_if(constraint.holds_for_properties(count))?;
        }
        Ok(())
    }

    /// Whether a name is one that an object may have.
    fn takes_name(&self, rule: &Object, name: &str) -> bool {
        match &rule.each_name {
            Rule::Any => true,
            Rule::Scalar(formula) => self.holds(formula, Atom::Text(name)),
            _ => false,
        }
    }

    /// The states that a property has whose name no keyword names: one, and further ones where
    /// several patterns match.
    fn states_of(&self, rule: &Object, name: &str) -> (StateId, Vec<StateId>) {
        let Some((node, states)) = &rule.patterns else {
            return (rule.others, Vec::new());
        };
        let patterns = self.table[*node].patterns().iter().zip(states);
        let mut matching = patterns
            .filter(|((pattern, _), _)| pattern.is_match(name))
            .map(|(_, state)| *state);
        let first = matching.next();
        (first.unwrap_or(rule.others), matching.collect())
    }

    /// Judges a value by several states.
    fn by_all(
        &mut self,
        checker: &mut Checker<'_>,
        state: StateId,
        further: &[StateId],
    ) -> Validity {
        let start = checker.place();
        self.value(checker, state)?;
        for state in further {
            self.back(checker, start)?;
            self.value(checker, *state)?;
        }
        Ok(())
    }

    /// Goes back, to read again.
    fn back(&mut self, checker: &mut Checker<'_>, place: Place) -> Validity {
        let distance = checker.distance_from(place);
        match self.spare.checked_sub(distance) {
            Some(spare) => self.spare = spare,
            None => self.end = Some(End::TooOften),
        }
        checker.rewind(place);
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

    fn checked(&mut self, checker: &mut Checker<'_>, kind: Kind, rule: &'p Checked) -> Validity {
        let start = checker.place();
        if let Some(base) = rule.base {
            self.value(checker, base)?;
        }
        let end = checker.place();
        for check in &rule.checks {
            self.back(checker, start)?;
            match check {
                Check::Union(union) => self.union(checker, kind, union)?,
                Check::Condition(condition) => {
                    let holds = self.accepts(checker, condition.condition)?;
                    self.back(checker, start)?;
                    let state = match holds {
                        true => condition.then,
                        false => condition.otherwise,
                    };
                    self.value(checker, state)?;
                }
                Check::Not(state) => valid_if(!self.accepts(checker, *state)?)?,
                Check::Values(id) => {
                    let document = checker.document()?;
                    if let Argument::Values(values) = &id.of(self.table).argument {
                        valid_if(values.includes(document.root()))?;
                    }
                }
            }
        }
        if rule.base.is_some() {
            checker.rewind(end);
        }
        Ok(())
    }

    /// Whether a state accepts the value that comes next. Afterwards the place is unknown.
    fn accepts(&mut self, checker: &mut Checker<'_>, state: StateId) -> Result<bool, Invalid> {
        let validity = self.nested(|scan| scan.value(checker, state));
        self.goes_on()?;
        Ok(validity.is_ok())
    }

    fn union(&mut self, checker: &mut Checker<'_>, kind: Kind, union: &'p Union) -> Validity {
        let start = checker.place();
        let mut candidates = self.candidates(checker, kind, union)?;
        let (Some(first), second) = (candidates.next(), candidates.next()) else {
            return Err(Invalid);
        };
        let Some(second) = second else {
            return self.value(checker, first);
        };
        let mut end = None;
        for candidate in [first, second].into_iter().chain(candidates) {
            self.back(checker, start)?;
            if self.accepts(checker, candidate)? {
                let is_second = end.replace(checker.place()).is_some();
                valid_if(!is_second)?;
                if union.keyword == Keyword::AnyOf {
                    break;
                }
            }
        }
        checker.rewind(end.ok_or(Invalid)?);
        Ok(())
    }

    /// The states of the branches that a value may be valid against.
    fn candidates(
        &mut self,
        checker: &mut Checker<'_>,
        kind: Kind,
        union: &'p Union,
    ) -> Result<impl Iterator<Item = StateId> + use<'p>, Invalid> {
        let choice = self.table[union.node].choice(union.keyword);
        let choice = choice.filter(|_| kind == Kind::Object);
        let start = checker.place();
        let tag = choice
            .and_then(Choice::tag)
            .and_then(|tag| checker.text_of(tag));
        self.back(checker, start)?;
        let listed = choice.map(|choice| choice.for_objects(tag.as_deref()));
        let all = listed.is_none().then(|| union.states.keys().copied());
        let listed = listed
            .into_iter()
            .flatten()
            .chain(all.into_iter().flatten());
        Ok(listed.filter_map(|branch| union.states.get(&branch).copied()))
    }

    /// Leaves a value to the evaluator.
    fn evaluated(&mut self, checker: &mut Checker<'_>, state: &State) -> Validity {
        let document = checker.document()?;
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
