//! A schema in the form in which a text is judged while it is read.
//!
//! A [`State`] is the schemas that apply to one value at once. For each type it has a rule,
//! which leads to the states of the elements or properties, so that one walk over the text
//! decides all of them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Index;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::names::Names;
use crate::pattern::Searcher;
use crate::schema::{Draft, EntryId, Keyword, NodeId};
use crate::text::lexer::Kind;
use crate::text::short_number::ShortNumber;

/// The states of a schema; that of its root is the first.
#[derive(Debug)]
pub(in crate::evaluate) struct Plan {
    pub(super) states: Vec<State>,
    /// The schemas of each state.
    pub(super) schemas: Vec<Schemas>,
}

/// The index of a state, and the types of which it takes all values, a bit for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct StateId {
    index: u32,
    free: u8,
}

/// The demands of schemas that apply to a value at once, on values of each type.
#[derive(Debug)]
pub(super) struct State {
    pub(super) rules: [Rule; 6],
}

/// Schemas that apply to a value at once.
#[derive(Debug)]
pub(super) struct Schemas {
    pub(super) nodes: Box<[NodeId]>,
    /// The keywords of these that are decided elsewhere.
    pub(super) decided: Box<[EntryId]>,
}

/// The demands on values of one type.
#[derive(Debug)]
pub(super) enum Rule {
    /// None is valid.
    Never,
    /// All are.
    Any,
    /// Of null, booleans, numbers and strings.
    Scalar(Box<Formula<Assertion>>),
    Array(Box<Array>),
    Object(Box<Object>),
    /// Of arrays or objects, which may have to be read again.
    Checked(Box<Checked>),
    /// A keyword has to see the value as a whole: the evaluator judges it.
    Evaluated,
}

/// Conditions, and how many of them hold.
#[derive(Clone, Debug)]
pub(super) enum Formula<C> {
    Condition(C),
    Some(Quota, Box<[Formula<C>]>),
    /// `if`, `then` and `else`.
    If(Box<[Formula<C>; 3]>),
}

/// An assertion about one value.
#[derive(Clone, Debug)]
pub(super) enum Assertion {
    /// A keyword of a node.
    Entry(EntryId),
    /// Only this truth value.
    Truth(bool),
    /// Only integers, as the dialect defines them.
    Integer(Draft),
    /// Only numbers in such an order to a limit.
    Bound(Arc<Bound>),
    /// Only these strings.
    Texts(Arc<Names<()>>),
    /// Strings that match.
    Pattern(Arc<Searcher>),
}

/// A limit of numbers.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) id: EntryId,
    pub(super) limit: ShortNumber,
    /// The order of a number to the limit, and whether it may be equal.
    pub(super) order: Ordering,
    pub(super) may_equal: bool,
}

/// How many of several conditions hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quota {
    /// `allOf`.
    All,
    /// `anyOf`.
    Any,
    /// `oneOf`.
    One,
    /// `not`.
    None,
}

/// The demands on an array.
#[derive(Debug)]
pub(super) struct Array {
    pub(super) prefix: Box<[StateId]>,
    pub(super) rest: StateId,
    pub(super) counts: Box<[EntryId]>,
    pub(super) is_unique: bool,
}

/// The demands on an object.
#[derive(Debug)]
pub(super) struct Object {
    /// The properties that a keyword names, with their states.
    pub(super) named: Names<StateId>,
    pub(super) required: Places,
    /// The conditions on properties that have to hold in the end.
    pub(super) formula: Formula<About>,
    /// The properties that the formula is about.
    pub(super) watched: Places,
    /// The states of other properties that match a pattern, each with the bit of its schema.
    pub(super) patterns: Box<[(Arc<Searcher>, StateId, u64)]>,
    /// The states of properties that match a pattern, but none of the schemas with these bits.
    pub(super) without: Box<[(StateId, u64)]>,
    /// The state of all others.
    pub(super) others: StateId,
    /// Whether others are never valid.
    pub(super) is_closed: bool,
    /// The demands on each name, as a string.
    pub(super) each_name: Rule,
    pub(super) counts: Box<[EntryId]>,
}

/// A condition about the property at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    /// It is present.
    Presence(usize),
    /// If it is present, the state accepts its value.
    Value(usize, StateId),
}

/// A set of the named properties of an object: a bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    first: u64,
    rest: Vec<u64>,
}

/// The demands of keywords that each read a value for themselves.
#[derive(Debug)]
pub(super) struct Checked {
    /// The state of all other keywords; without it, the states of the only check include them.
    pub(super) base: Option<StateId>,
    pub(super) checks: Box<[Check]>,
}

/// A keyword that applies schemas to the value itself, or compares it.
#[derive(Debug)]
pub(super) enum Check {
    Union(Union),
    Condition(Condition),
    Not(StateId),
    /// The properties with which a state has to take the object.
    Dependent(Box<[(Box<str>, StateId)]>),
    Values(EntryId),
}

/// `anyOf` or `oneOf`: the states of the branches that take values of the type.
#[derive(Debug)]
pub(super) struct Union {
    pub(super) node: NodeId,
    pub(super) keyword: Keyword,
    pub(super) states: HashMap<NodeId, StateId, FixedState>,
}

/// `if`, with `then` and `else`.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) condition: StateId,
    pub(super) then: StateId,
    pub(super) otherwise: StateId,
}

impl Plan {
    pub(super) const ROOT: StateId = StateId { index: 0, free: 0 };

    /// Notes at each mention of a state the types of which it takes all values, so that most
    /// values are judged without a look at it.
    pub(super) fn note_free_types(&mut self) {
        let is_any = |rule: &Rule| u8::from(matches!(rule, Rule::Any));
        let free = { self.states.iter() }.map(|state| {
            let rules = state.rules.iter().enumerate();
            rules.fold(0, |free, (kind, rule)| free | is_any(rule) << kind)
        });
        let free: Vec<u8> = free.collect();
        let note = |id: &mut StateId| id.free = free[id.index()];
        for rule in self.states.iter_mut().flat_map(|state| &mut state.rules) {
            match rule {
                Rule::Object(rule) => {
                    rule.named.iter_mut().for_each(note);
                    rule.patterns.iter_mut().for_each(|(_, id, _)| note(id));
                    rule.without.iter_mut().for_each(|(id, _)| note(id));
                    note(&mut rule.others);
                }
                Rule::Array(rule) => {
                    rule.prefix.iter_mut().for_each(note);
                    note(&mut rule.rest);
                }
                _ => {}
            }
        }
    }
}

impl StateId {
    pub(super) fn new(index: usize) -> Self {
        StateId {
            index: index as u32,
            free: 0,
        }
    }

    #[inline(always)]
    pub(super) fn index(self) -> usize {
        self.index as usize
    }

    /// Whether the state is known to take all values of a type.
    #[inline(always)]
    pub(super) fn takes_all(self, kind: Kind) -> bool {
        self.free >> kind as u8 & 1 == 1
    }
}

impl Index<StateId> for Plan {
    type Output = State;

    fn index(&self, id: StateId) -> &State {
        &self.states[id.index()]
    }
}

impl State {
    pub(super) fn rule(&self, kind: Kind) -> &Rule {
        &self.rules[kind as usize]
    }
}

impl Array {
    /// The state of the element at an index.
    pub(super) fn at(&self, index: usize) -> StateId {
        self.prefix.get(index).copied().unwrap_or(self.rest)
    }
}

impl<C> Formula<C> {
    /// All of these.
    pub(super) fn all(mut formulas: Vec<Self>) -> Self {
        match formulas.len() {
            1 => formulas.remove(0),
            _ => Formula::Some(Quota::All, formulas.into()),
        }
    }

    /// The formula that never holds.
    pub(super) fn never() -> Self {
        Formula::Some(Quota::Any, Box::default())
    }

    /// The number of conditions in it, and of formulas of several.
    pub(super) fn size(&self) -> usize {
        let formulas: &[Self] = match self {
            Formula::Condition(_) => return 1,
            Formula::Some(_, formulas) => formulas,
            Formula::If(formulas) => &formulas[..],
        };
        1 + formulas.iter().map(Formula::size).sum::<usize>()
    }

    /// Whether nothing is asked.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Formula::Some(Quota::All, formulas) if formulas.is_empty())
    }

    /// Whether it holds; the function decides a condition.
    ///
    /// # Errors
    ///
    /// The first of the function.
    pub(super) fn holds<E>(
        &self,
        decide: &mut impl FnMut(&C) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let (quota, formulas) = match self {
            Formula::Condition(condition) => return decide(condition),
            Formula::If(schemas) => {
                let [condition, then, otherwise] = &**schemas;
                let holds = condition.holds(decide)?;
                return if holds { then } else { otherwise }.holds(decide);
            }
            Formula::Some(quota, formulas) => (quota, formulas),
        };
        let mut found = 0;
        for formula in formulas {
            let holds = formula.holds(decide)?;
            found += usize::from(holds);
            match quota {
                Quota::All if !holds => return Ok(false),
                Quota::Any if holds => return Ok(true),
                Quota::None if holds => return Ok(false),
                Quota::One if found > 1 => return Ok(false),
                _ => {}
            }
        }
        Ok(match quota {
            Quota::All | Quota::None => true,
            Quota::Any => false,
            Quota::One => found == 1,
        })
    }
}

impl Places {
    /// Adds a place; returns whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, place: usize) -> bool {
        let bit = 1 << (place % 64);
        let word = match place / 64 {
            0 => &mut self.first,
            word => {
                if self.rest.len() < word {
                    self.rest.resize(word, 0);
                }
                &mut self.rest[word - 1]
            }
        };
        let before = *word;
        *word |= bit;
        before & bit == 0
    }

    #[inline]
    pub(super) fn contains(&self, place: usize) -> bool {
        let word = match place / 64 {
            0 => self.first,
            word => self.rest.get(word - 1).copied().unwrap_or_default(),
        };
        word >> (place % 64) & 1 == 1
    }

    pub(super) fn has_all(&self, others: &Places) -> bool {
        let rest = others.rest.iter().enumerate();
        others.first & !self.first == 0 && { rest }.all(|(word, other)| {
            let own = self.rest.get(word).copied().unwrap_or_default();
            other & !own == 0
        })
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        let mut set = Places::default();
        for place in places {
            set.insert(place);
        }
        set
    }
}
