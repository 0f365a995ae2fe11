//! Whether all texts that match one pattern match another.
//!
//! Both patterns become automata, which read the same text side by side. Every state
//! that the two can be in together is looked at: in none may the first match and the
//! second not. A third automaton sees to it that the text is UTF-8.

use std::collections::BTreeSet;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::Hir;

use super::tree::Tree;

/// The memory that an automaton may take.
const MAX_BYTES: usize = 1 << 20;

/// The number of states that are looked at.
const MAX_STATES: usize = 20_000;

/// Any text.
const TEXT: &str = r"(?s)^.*$";

type Dfa = dense::DFA<Vec<u32>>;

/// Whether it is known that all texts that match `inner` match `outer`.
pub(super) fn is_within(inner: &Tree, outer: &Tree) -> bool {
    decided(inner, outer).unwrap_or(false)
}

/// `None` if it would take too much to decide, or there are no automata.
fn decided(inner: &Tree, outer: &Tree) -> Option<bool> {
    let text = regex_syntax::parse(TEXT).ok()?;
    let dfas = [dfa(&inner.hir()?)?, dfa(&outer.hir()?)?, dfa(&text)?];
    let first = [
        start_of(&dfas[0])?,
        start_of(&dfas[1])?,
        start_of(&dfas[2])?,
    ];
    let mut seen = BTreeSet::from([first]);
    let mut open = vec![first];
    while let Some(states) = open.pop() {
        let matches = |index: usize| {
            let Reading { state, matched } = states[index];
            matched || dfas[index].is_match_state(dfas[index].next_eoi_state(state))
        };
        if matches(0) && !matches(1) && matches(2) {
            return Some(false);
        }
        for byte in 0..=u8::MAX {
            let next = [0, 1, 2].map(|index| states[index].then(&dfas[index], byte));
            // What matches so far matches whatever comes, and what is no text never is.
            let settled = next[1].matched || dfas[2].is_dead_state(next[2].state);
            if !settled && seen.insert(next) {
                open.push(next);
            }
        }
        if seen.len() > MAX_STATES {
            return None;
        }
    }
    Some(true)
}

/// Where an automaton is in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    state: StateID,
    /// Whether something before has matched.
    matched: bool,
}

impl Reading {
    fn then(self, dfa: &Dfa, byte: u8) -> Self {
        let state = dfa.next_state(self.state, byte);
        Reading {
            state,
            matched: self.matched || dfa.is_match_state(state),
        }
    }
}

fn start_of(dfa: &Dfa) -> Option<Reading> {
    let config = start::Config::new().anchored(Anchored::No);
    let state = dfa.start_state(&config).ok()?;
    Some(Reading {
        state,
        matched: dfa.is_match_state(state),
    })
}

fn dfa(tree: &Hir) -> Option<Dfa> {
    let limits = thompson::Config::new().nfa_size_limit(Some(MAX_BYTES));
    let nfa = thompson::Compiler::new()
        .configure(limits)
        .build_from_hir(tree)
        .ok()?;
    let config = dense::Config::new()
        .start_kind(StartKind::Unanchored)
        .match_kind(MatchKind::All)
        .dfa_size_limit(Some(MAX_BYTES))
        .determinize_size_limit(Some(MAX_BYTES));
    dense::Builder::new()
        .configure(config)
        .build_from_nfa(&nfa)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::super::Pattern;

    #[test]
    fn patterns_within_patterns() {
        for (inner, outer, is_within) in [
            ("^[a-z]+$", "^[a-z0-9]+$", true),
            ("^[a-z0-9]+$", "^[a-z]+$", false),
            ("^[a-z]+$", "^[a-z]*$", true),
            ("^[a-z]*$", "^[a-z]+$", false),
            ("^ab", "^a", true),
            ("ab$", "b$", true),
            ("a", "^a", false),
            ("^a$", "a", true),
            ("^a$", "^(a|b)$", true),
            ("^(a|b)$", "^[ab]$", true),
            ("^.$", "^[^\\n\\r\\u2028\\u2029]$", true),
            ("^[^é]$", "^[\\s\\S]$", true),
            ("^[\\s\\S]$", "^[^é]$", false),
            ("^\\d{2,3}$", "^\\d{1,4}$", true),
            ("^\\d{1,4}$", "^\\d{2,3}$", false),
            ("", "^", true),
            ("^", "$", true),
            ("^(?=a)a$", "a", false),
            ("\\ba", "\\ba", true),
            ("\\ba", "a", false),
        ] {
            let [one, other] = [inner, outer].map(Pattern::parse);
            let (Ok(one), Ok(other)) = (one, other) else {
                panic!("{inner} and {outer} are patterns");
            };
            assert_eq!(one.is_within(&other), is_within, "{inner} {outer}");
        }
    }
}
