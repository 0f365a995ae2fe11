//! The schemas that a value is judged by, all at once.
//!
//! Each schema is followed once at each value, whoever refers to it. Its findings go
//! to *slots*: the groups of findings that wait for a verdict. A state has a slot for
//! each group around it, and one more for each branch of a union in it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::asked::{ByKind, Checks, checks};
use super::build::Builder;
use super::step::Step;
use super::table::{Branch, Keyword, Node, Says, Table};
use crate::runtime::{Kind, Pattern};

/// Places of groups, in order.
pub(super) type Slots = Rc<[usize]>;

/// The schemas that a value is judged by, with their slots.
pub(super) type Key = Vec<(usize, Vec<usize>)>;

/// The schemas that a value is judged by.
pub(super) struct State {
    /// How many slots are those of groups around it.
    pub(super) inputs: usize,
    /// The branches whose groups take the slots after those.
    pub(super) branches: Vec<&'static Branch>,
    /// All schemas, with what they refer to.
    pub(super) active: Vec<Active>,
    /// What is asked of a value of each type.
    checks: ByKind<Vec<Checks>>,
    /// The unions, the inner ones first.
    pub(super) unions: Vec<Union>,
    /// The names that are mentioned.
    pub(super) known: HashMap<&'static str, usize>,
    /// The names that `properties` lists.
    pub(super) declared: Vec<&'static str>,
    /// The patterns of `patternProperties`.
    pub(super) patterns: Vec<&'static Pattern>,
    /// `propertyNames`, with their slots.
    pub(super) names: Vec<(&'static Keyword, usize, Slots)>,
    /// From which element on all are judged alike.
    pub(super) places: usize,
    /// For which slots the properties are described.
    pub(super) described: Vec<bool>,
    /// What follows, as it is met: properties by their place among the known ones, and
    /// by the patterns that they match if there are any; elements.
    pub(super) named: RefCell<Vec<Option<Rc<Step>>>>,
    pub(super) matched: RefCell<HashMap<Matched, Rc<Step>>>,
    pub(super) elements: RefCell<HashMap<usize, Rc<Step>>>,
}

/// A place among the known names, and the patterns that the name matches.
pub(super) type Matched = (usize, Vec<usize>);

/// A schema that a value is judged by.
pub(super) struct Active {
    pub(super) node: &'static Node,
    pub(super) to: Slots,
}

/// A union that a value is judged by.
pub(super) struct Union {
    pub(super) keyword: &'static Keyword,
    pub(super) branches: &'static [Branch],
    /// Whether no more than one may fit.
    pub(super) only_one: bool,
    /// The slot of the first branch.
    pub(super) first: usize,
    pub(super) to: Slots,
}

/// The states that were met.
pub(super) struct States {
    pub(super) table: &'static Table,
    states: HashMap<Key, Rc<State>>,
}

impl States {
    /// How many states are remembered: documents could go through any number.
    const MOST: usize = 10_000;

    pub(super) fn new(table: &'static Table) -> Self {
        States {
            table,
            states: HashMap::new(),
        }
    }

    /// The state of a value that is judged by these schemas.
    pub(super) fn of(&mut self, key: Key) -> Rc<State> {
        if let Some(state) = self.states.get(&key) {
            return Rc::clone(state);
        }
        let state = Rc::new(State::new(self.table, &key));
        if self.states.len() == Self::MOST {
            self.states.clear();
        }
        self.states.insert(key, Rc::clone(&state));
        state
    }
}

impl State {
    fn new(table: &'static Table, key: &Key) -> Self {
        let built = Builder::build(table, key);
        let keywords = |active: &Active| active.node.keywords.iter();
        let mut known = HashMap::new();
        let mut declared = Vec::new();
        let mut patterns: Vec<&'static Pattern> = Vec::new();
        let mut names = Vec::new();
        let mut places = 0;
        let mut described = vec![false; built.inputs + built.branches.len()];
        for active in &built.active {
            for keyword in keywords(active) {
                for name in mentioned(keyword) {
                    let next = known.len();
                    known.entry(name).or_insert(next);
                }
                match &keyword.says {
                    Says::Properties(members) => {
                        declared.extend(members.iter().map(|(name, _)| *name));
                        let some = !members.is_empty();
                        active.to.iter().for_each(|slot| described[*slot] |= some);
                    }
                    Says::PatternProperties(members) => {
                        patterns.extend(members.iter().map(|(pattern, _)| *pattern));
                    }
                    Says::PropertyNames(node) => {
                        names.push((keyword, *node, Rc::clone(&active.to)));
                    }
                    Says::PrefixItems(nodes) => places = places.max(nodes.len()),
                    _ => {}
                }
            }
        }
        declared.sort_unstable();
        declared.dedup();
        State {
            inputs: built.inputs,
            branches: built.branches,
            checks: ByKind::new(|kind| checks(kind, &built.active)),
            unions: built.unions,
            active: built.active,
            known,
            declared,
            patterns,
            names,
            places,
            described,
            named: RefCell::default(),
            matched: RefCell::default(),
            elements: RefCell::default(),
        }
    }

    /// Whether anything is valid.
    pub(super) fn is_free(&self) -> bool {
        self.active.is_empty()
    }

    /// What is asked of a value of a type.
    pub(super) fn checks(&self, kind: Kind) -> &[Checks] {
        self.checks.get(kind)
    }

    /// Which of the patterns a name matches.
    pub(super) fn matching(&self, name: &str) -> Vec<usize> {
        let patterns = self.patterns.iter().enumerate();
        let matching = patterns.filter(|(_, pattern)| pattern.is_match(name));
        matching.map(|(index, _)| index).collect()
    }
}

/// The names of properties that a keyword mentions.
fn mentioned(keyword: &Keyword) -> Vec<&'static str> {
    match &keyword.says {
        Says::Properties(members) => members.iter().map(|(name, _)| *name).collect(),
        Says::Required(names) => names.to_vec(),
        Says::DependentRequired(dependencies) => {
            let names = dependencies.iter();
            let names = names.flat_map(|(name, others)| others.iter().chain([name]));
            names.copied().collect()
        }
        _ => Vec::new(),
    }
}

/// Schemas that are followed with the same slots, each of them once.
pub(super) fn merged(nodes: impl IntoIterator<Item = (usize, usize)>) -> Key {
    let mut merged: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, slot) in nodes {
        merged.entry(node).or_default().push(slot);
    }
    for slots in merged.values_mut() {
        slots.sort_unstable();
        slots.dedup();
    }
    merged.into_iter().collect()
}
