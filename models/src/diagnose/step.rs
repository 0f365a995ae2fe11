//! From the schemas of a value to those of a value in it.

use std::rc::Rc;

use super::state::{Active, Slots, State, States, merged};
use super::table::{Keyword, Node, Says};

/// The way to a property or an element.
pub(super) struct Step {
    /// The schemas that it is judged by.
    pub(super) state: Rc<State>,
    /// The slots outside for each that the state has as an input.
    pub(super) from: Vec<usize>,
    /// Who allows nothing there.
    pub(super) closed: Vec<Closed>,
    /// For which slots the name is mentioned.
    pub(super) mentioned: Vec<bool>,
    /// Whether the name may have to be warned of.
    pub(super) is_doubtful: bool,
}

/// A keyword that allows nothing at a place.
pub(super) struct Closed {
    pub(super) keyword: &'static Keyword,
    /// The properties that its schema lists.
    pub(super) properties: &'static [(&'static str, usize)],
    pub(super) to: Slots,
}

/// What is gathered of a step before its state is known.
#[derive(Default)]
struct Gathered {
    nodes: Vec<(usize, Slots)>,
    closed: Vec<Closed>,
    mentioned: Vec<Slots>,
}

impl States {
    /// The way to a property.
    pub(super) fn member(&mut self, state: &State, known: Option<usize>, name: &str) -> Rc<Step> {
        // The place after the last stands for all names that are not known.
        let place = known.unwrap_or(state.known.len());
        if state.patterns.is_empty() {
            if let Some(Some(step)) = state.named.borrow().get(place) {
                return Rc::clone(step);
            }
            let step = Rc::new(self.new_member(state, name));
            let mut named = state.named.borrow_mut();
            named.resize(state.known.len() + 1, None);
            named[place] = Some(Rc::clone(&step));
            return step;
        }
        let key = (place, state.matching(name));
        if let Some(step) = state.matched.borrow().get(&key) {
            return Rc::clone(step);
        }
        let step = Rc::new(self.new_member(state, name));
        state.matched.borrow_mut().insert(key, Rc::clone(&step));
        step
    }

    fn new_member(&mut self, state: &State, name: &str) -> Step {
        let mut gathered = Gathered::default();
        for active in &state.active {
            self.gather_member(&mut gathered, active, name);
        }
        self.step(state, gathered)
    }

    /// What a schema says of a property.
    fn gather_member(&self, gathered: &mut Gathered, active: &Active, name: &str) {
        let Active { node, to } = active;
        let before = gathered.nodes.len();
        for keyword in node.keywords {
            match &keyword.says {
                Says::Properties(members) => {
                    let named = members.iter().filter(|(other, _)| *other == name);
                    gathered
                        .nodes
                        .extend(named.map(|(_, id)| (*id, Rc::clone(to))));
                }
                Says::PatternProperties(members) => {
                    let named = members.iter().filter(|(pattern, _)| pattern.is_match(name));
                    gathered
                        .nodes
                        .extend(named.map(|(_, id)| (*id, Rc::clone(to))));
                }
                Says::Required(names) if names.contains(&name) => {
                    gathered.mentioned.push(Rc::clone(to));
                }
                _ => {}
            }
        }
        if gathered.nodes.len() > before {
            gathered.mentioned.push(Rc::clone(to));
            return;
        }
        for keyword in node.keywords {
            if let Says::AdditionalProperties(id) = keyword.says {
                let says_more = !self.table.nodes[id].keywords.is_empty();
                gathered.mentioned.extend(says_more.then(|| Rc::clone(to)));
                self.add(gathered, keyword, id, active);
            }
        }
    }

    /// The way to an element.
    pub(super) fn element(&mut self, state: &State, index: usize) -> Rc<Step> {
        let index = index.min(state.places);
        if let Some(step) = state.elements.borrow().get(&index) {
            return Rc::clone(step);
        }
        let mut gathered = Gathered::default();
        for active in &state.active {
            match prefix(active.node).get(index) {
                Some(id) => gathered.nodes.push((*id, Rc::clone(&active.to))),
                None => active.node.keywords.iter().for_each(|keyword| {
                    if let Says::Items(id) = keyword.says {
                        self.add(&mut gathered, keyword, id, active);
                    }
                }),
            }
        }
        let step = Rc::new(self.step(state, gathered));
        state.elements.borrow_mut().insert(index, Rc::clone(&step));
        step
    }

    /// Adds the schema of all others, which may allow none.
    fn add(
        &self,
        gathered: &mut Gathered,
        keyword: &'static Keyword,
        id: usize,
        Active { node, to }: &Active,
    ) {
        let to = Rc::clone(to);
        match is_false(&self.table.nodes[id]) {
            true => gathered.closed.push(Closed {
                keyword,
                properties: properties(node),
                to,
            }),
            false => gathered.nodes.push((id, to)),
        }
    }

    fn step(&mut self, state: &State, gathered: Gathered) -> Step {
        let mut from: Vec<usize> = gathered
            .nodes
            .iter()
            .flat_map(|(_, to)| to.iter().copied())
            .collect();
        from.sort_unstable();
        from.dedup();
        let nodes = gathered.nodes.iter().flat_map(|(node, to)| {
            // Every slot is in the list that was made of them.
            let inputs = to
                .iter()
                .map(|slot| from.partition_point(|other| other < slot));
            inputs.map(|input| (*node, input))
        });
        let mut mentioned = vec![false; state.described.len()];
        for slot in gathered.mentioned.iter().flat_map(|slots| slots.iter()) {
            mentioned[*slot] = true;
        }
        let all = mentioned
            .iter()
            .take(state.inputs)
            .all(|mentioned| *mentioned);
        Step {
            state: self.of(merged(nodes)),
            from,
            closed: gathered.closed,
            is_doubtful: !all && state.described.contains(&true),
            mentioned,
        }
    }
}

/// `properties`.
fn properties(node: &Node) -> &'static [(&'static str, usize)] {
    let properties = node.keywords.iter().find_map(|keyword| match keyword.says {
        Says::Properties(members) => Some(members),
        _ => None,
    });
    properties.unwrap_or_default()
}

/// `prefixItems`.
fn prefix(node: &Node) -> &'static [usize] {
    let prefix = node.keywords.iter().find_map(|keyword| match keyword.says {
        Says::PrefixItems(nodes) => Some(nodes),
        _ => None,
    });
    prefix.unwrap_or_default()
}

/// Whether it is the schema `false`.
fn is_false(node: &Node) -> bool {
    matches!(
        node.keywords,
        [Keyword {
            says: Says::Nothing,
            ..
        }]
    )
}
