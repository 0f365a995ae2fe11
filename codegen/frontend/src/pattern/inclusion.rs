//! Whether texts that match some patterns match others.
//!
//! The patterns become automata, which read the same text side by side, while its characters
//! are counted. Every state that they can be in together is looked at, those of the shortest
//! texts first: in none may the text be one of those that are given, and of none that are
//! wanted. One more automaton sees to it that the text is UTF-8.

use std::collections::{BTreeSet, VecDeque};
use std::sync::OnceLock;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::Hir;

use super::Pattern;

/// The memory that an automaton may take.
const MAX_BYTES: usize = 1 << 20;

/// The number of states of single automata that are looked at: a state of all has one of each.
const MAX_STATES: usize = 20_000;

/// Any text.
const TEXT: &str = r"(?s)^.*$";

/// Bytes that make a readable text.
const READABLE: &[u8] = b"a0A -_.:/@bcdefghijklmnopqrstuvwxyz123456789BCDEFGHIJKLMNOPQRSTUVWXYZ";

pub(super) type Dfa = dense::DFA<Vec<u32>>;

/// Texts that match all of some patterns and have so many characters.
#[derive(Clone, Debug, Default)]
pub struct Texts<'p> {
    /// The patterns.
    pub patterns: Vec<&'p Pattern>,
    /// The least number of characters.
    pub least: usize,
    /// The greatest number of characters, if there is one.
    pub most: Option<usize>,
}

/// Whether texts are among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inclusion {
    /// Every one is.
    Holds,
    /// This one is not, unless a pattern with lookarounds or boundaries of words matters.
    Fails(String),
    /// It would take too much to decide.
    Unknown,
}

/// Whether all texts of some kind are of one of several kinds. Patterns with lookarounds and
/// boundaries of words have no automata: as given they are left out, and kinds of texts that
/// have to match one are taken to have no text.
#[must_use]
pub fn inclusion(given: &Texts<'_>, wanted: &[Texts<'_>]) -> Inclusion {
    decided(given, wanted).unwrap_or(Inclusion::Unknown)
}

/// A kind of texts: where its automata are among all, and its lengths.
struct Kind {
    automata: Vec<usize>,
    least: usize,
    most: Option<usize>,
}

impl Kind {
    /// `None` if a pattern has no automaton and none may be left out.
    fn of<'p>(texts: &Texts<'p>, is_given: bool, dfas: &mut Vec<&'p Dfa>) -> Option<Self> {
        let mut automata = Vec::new();
        for pattern in &texts.patterns {
            match pattern.dfa() {
                Some(dfa) => {
                    automata.push(dfas.len());
                    dfas.push(dfa);
                }
                None if is_given => {}
                None => return None,
            }
        }
        Some(Kind {
            automata,
            least: texts.least,
            most: texts.most,
        })
    }

    fn has(&self, matches: &[bool], length: usize) -> bool {
        self.automata.iter().all(|index| matches[*index])
            && length >= self.least
            && self.most.is_none_or(|most| length <= most)
    }

    /// Whether whatever comes, the text is of this kind.
    fn is_settled(&self, state: &State) -> bool {
        self.automata
            .iter()
            .all(|index| state.readings[*index].matched)
            && state.length >= self.least
            && self.most.is_none()
    }

    /// Whether whatever comes, the text is not of this kind.
    fn is_lost(&self, dfas: &[&Dfa], state: &State) -> bool {
        let is_dead = |index: &usize| {
            let Reading { state, matched } = state.readings[*index];
            !matched && dfas[*index].is_dead_state(state)
        };
        self.most.is_some_and(|most| state.length > most) || self.automata.iter().any(is_dead)
    }
}

/// Where all automata are in a text, and how long it is, up to what matters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    readings: Vec<Reading>,
    length: usize,
}

/// Where an automaton is in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    state: StateID,
    /// Whether something before has matched.
    matched: bool,
}

/// `None` if it would take too much to decide.
fn decided(given: &Texts<'_>, wanted: &[Texts<'_>]) -> Option<Inclusion> {
    static TEXTS: OnceLock<Option<Dfa>> = OnceLock::new();
    let text = TEXTS.get_or_init(|| dfa(&regex_syntax::parse(TEXT).ok()?));
    let mut dfas = vec![text.as_ref()?];
    let given = Kind::of(given, true, &mut dfas)?;
    let wanted = wanted.iter();
    let wanted: Vec<Kind> = wanted
        .filter_map(|kind| Kind::of(kind, false, &mut dfas))
        .collect();
    if dfas.len() == 1 {
        return by_length(&given, &wanted);
    }
    let kinds = || wanted.iter().chain([&given]);
    let longest = kinds().flat_map(|kind| [Some(kind.least), kind.most.map(|most| most + 1)]);
    let longest = longest.flatten().max().unwrap_or(0);
    let bytes = representatives(&dfas);
    let start = State {
        readings: dfas
            .iter()
            .map(|dfa| start_of(dfa))
            .collect::<Option<_>>()?,
        length: 0,
    };
    let mut seen = BTreeSet::from([start.clone()]);
    // Each with the state before it, and the byte between.
    let mut found = vec![(0, 0)];
    let mut open = VecDeque::from([(0, start)]);
    while let Some((index, state)) = open.pop_front() {
        let matches = dfas.iter().zip(&state.readings);
        let matches: Vec<bool> = matches
            .map(|(dfa, reading)| reading.is_match(dfa))
            .collect();
        let is_wanted = || wanted.iter().any(|kind| kind.has(&matches, state.length));
        if matches[0] && given.has(&matches, state.length) && !is_wanted() {
            return Some(Inclusion::Fails(text_of(&found, index)?));
        }
        for byte in &bytes {
            let next = state.then(&dfas, *byte, longest);
            let is_over = dfas[0].is_dead_state(next.readings[0].state)
                || given.is_lost(&dfas, &next)
                || wanted.iter().any(|kind| kind.is_settled(&next));
            if !is_over && seen.insert(next.clone()) {
                open.push_back((found.len(), next));
                found.push((index, *byte));
            }
        }
        if seen.len() * dfas.len() > MAX_STATES {
            return None;
        }
    }
    Some(Inclusion::Holds)
}

/// Without patterns the lengths decide: the first that is not wanted follows those of a kind, or is
/// the least.
fn by_length(given: &Kind, wanted: &[Kind]) -> Option<Inclusion> {
    let after = wanted.iter().filter_map(|kind| kind.most?.checked_add(1));
    let after = after.filter(|length| *length > given.least);
    let lengths = [given.least].into_iter().chain(after);
    let outside = lengths.filter(|length| {
        given.has(&[], *length) && !wanted.iter().any(|kind| kind.has(&[], *length))
    });
    match outside.min() {
        Some(length) if length > MAX_STATES => None,
        Some(length) => Some(Inclusion::Fails("a".repeat(length))),
        None => Some(Inclusion::Holds),
    }
}

impl State {
    fn then(&self, dfas: &[&Dfa], byte: u8, longest: usize) -> Self {
        let readings = dfas.iter().zip(&self.readings);
        // The first byte of a character counts it.
        let more = usize::from(byte & 0xC0 != 0x80);
        State {
            readings: readings
                .map(|(dfa, reading)| reading.then(dfa, byte))
                .collect(),
            length: (self.length + more).min(longest),
        }
    }
}

impl Reading {
    fn then(self, dfa: &Dfa, byte: u8) -> Self {
        let state = dfa.next_state(self.state, byte);
        Reading {
            state,
            matched: self.matched || dfa.is_match_state(state),
        }
    }

    /// Whether the text matches if it ends here.
    fn is_match(self, dfa: &Dfa) -> bool {
        self.matched || dfa.is_match_state(dfa.next_eoi_state(self.state))
    }
}

/// One byte of each class that no automaton tells apart, the readable ones first.
fn representatives(dfas: &[&Dfa]) -> Vec<u8> {
    let mut classes = BTreeSet::new();
    let bytes = READABLE.iter().copied().chain(0..=u8::MAX);
    let new = bytes.filter(|byte| {
        let class: Vec<u8> = dfas
            .iter()
            .map(|dfa| dfa.byte_classes().get(*byte))
            .collect();
        classes.insert((byte & 0xC0 == 0x80, class))
    });
    new.collect()
}

/// The text that leads to a state.
fn text_of(found: &[(usize, u8)], mut index: usize) -> Option<String> {
    let mut bytes = Vec::new();
    while index > 0 {
        let (before, byte) = found[index];
        bytes.push(byte);
        index = before;
    }
    bytes.reverse();
    String::from_utf8(bytes).ok()
}

fn start_of(dfa: &Dfa) -> Option<Reading> {
    let config = start::Config::new().anchored(Anchored::No);
    let state = dfa.start_state(&config).ok()?;
    Some(Reading {
        state,
        matched: dfa.is_match_state(state),
    })
}

/// The automaton of a pattern, unless it would be too large.
pub(super) fn dfa(tree: &Hir) -> Option<Dfa> {
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
    use super::{Inclusion, Texts, inclusion};

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
    #[test]
    fn texts_of_kinds_of_a_length() {
        fn kind(pattern: &Pattern, least: usize, most: Option<usize>) -> Texts<'_> {
            Texts {
                patterns: vec![pattern],
                least,
                most,
            }
        }
        let patterns = [
            "^(ab)*$",
            "^(ab){0,3}$",
            "",
            "^a|b$",
            "^é+$",
            "^[\\s\\S]{2}$",
        ];
        let patterns = patterns.map(|source| Pattern::parse(source).unwrap());
        let [repeated, few, any, either, accents, two] = &patterns;
        let fails = |text: &str| Inclusion::Fails(text.to_owned());
        for (given, wanted, expected) in [
            (
                kind(repeated, 0, Some(6)),
                vec![kind(few, 0, None)],
                Inclusion::Holds,
            ),
            (
                kind(repeated, 0, None),
                vec![kind(few, 0, None)],
                fails("abababab"),
            ),
            (
                kind(two, 0, None),
                vec![kind(any, 2, Some(2))],
                Inclusion::Holds,
            ),
            (
                kind(any, 2, Some(2)),
                vec![kind(two, 0, None)],
                Inclusion::Holds,
            ),
            (
                kind(accents, 3, Some(3)),
                vec![kind(any, 0, Some(3))],
                Inclusion::Holds,
            ),
            (
                kind(accents, 0, Some(3)),
                vec![kind(any, 0, Some(2))],
                fails("ééé"),
            ),
            (
                kind(few, 0, None),
                vec![kind(repeated, 0, Some(3)), kind(repeated, 3, None)],
                Inclusion::Holds,
            ),
            (kind(any, 1, None), vec![kind(either, 0, None)], fails("0")),
        ] {
            assert_eq!(inclusion(&given, &wanted), expected, "{given:?} {wanted:?}");
        }
    }

    #[test]
    fn texts_of_a_length() {
        let kind = |least, most| Texts {
            patterns: Vec::new(),
            least,
            most,
        };
        let fails = |length| Inclusion::Fails("a".repeat(length));
        for (given, wanted, expected) in [
            (kind(0, Some(3)), vec![kind(0, Some(2))], fails(3)),
            (kind(2, Some(3)), vec![kind(0, Some(3))], Inclusion::Holds),
            (kind(1, None), vec![kind(2, None)], fails(1)),
            (
                kind(0, None),
                vec![kind(0, Some(4)), kind(6, None)],
                fails(5),
            ),
            (
                kind(0, None),
                vec![kind(5, None), kind(0, Some(4))],
                Inclusion::Holds,
            ),
            (kind(3, Some(2)), vec![], Inclusion::Holds),
            (
                kind(0, None),
                vec![kind(0, Some(1 << 40))],
                Inclusion::Unknown,
            ),
            (
                kind(0, None),
                vec![kind(0, Some(usize::MAX))],
                Inclusion::Holds,
            ),
        ] {
            assert_eq!(inclusion(&given, &wanted), expected, "{given:?} {wanted:?}");
        }
    }
}
