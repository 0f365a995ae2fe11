//! A search by a finite automaton, which looks at each byte of a text once.
//!
//! The automaton has the states of a program: each is a set of the places that the search is at
//! together. There may be exponentially many, so large programs are searched in the usual way, as
//! are those with lookarounds, but for lookaheads at the beginning of the text.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};

use super::Pattern;
use super::program::{OwnedInst, Program};
use super::states::{self, Direction};

/// A pattern, and its automaton as soon as many texts have been searched.
#[derive(Debug)]
pub(crate) struct Searcher {
    pattern: Pattern,
    /// The number of searches without an automaton.
    searches: AtomicU32,
    automaton: OnceLock<Option<Automaton>>,
    room: Room,
}

/// The memory that the automata of a schema may still take, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Room(Arc<AtomicUsize>);

/// What an automaton may take of it.
const LARGE: usize = 1 << 17;

impl Default for Room {
    fn default() -> Self {
        Room(Arc::new(AtomicUsize::new(LARGE << 8)))
    }
}

impl Room {
    /// An automaton that is made while there is room for a large one. What has become too large
    /// took as long to make as one that has not.
    fn furnish(&self, make: impl FnOnce() -> Option<Automaton>) -> Option<Automaton> {
        let order = Ordering::Relaxed;
        let rest = |room: usize| room.checked_sub(LARGE);
        self.0.fetch_update(order, order, rest).ok()?;
        let automaton = make()?;
        let unused = LARGE.saturating_sub(automaton.size());
        self.0.fetch_add(unused, order);
        Some(automaton)
    }
}

/// The automaton of a program, and those of the lookaheads at its beginning.
#[derive(Debug)]
struct Automaton {
    search: Search,
    /// Each with whether it has to match.
    looks: Vec<(Search, bool)>,
}

/// An automaton, and the state in which a text begins.
#[derive(Debug)]
struct Search {
    states: dense::DFA<Vec<u32>>,
    start: StateID,
    direction: Direction,
}

impl Searcher {
    pub(crate) fn new(pattern: &Pattern, room: &Room) -> Self {
        Searcher {
            pattern: pattern.clone(),
            searches: AtomicU32::new(0),
            automaton: OnceLock::new(),
            room: room.clone(),
        }
    }

    /// Whether the pattern matches anywhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        /// How many searches take as long as to make an automaton.
        const MANY: u32 = 64;
        if self.searches.load(Ordering::Relaxed) < MANY {
            self.searches.fetch_add(1, Ordering::Relaxed);
            return self.pattern.is_match(text);
        }
        let make = || Automaton::of(&self.pattern.to_program());
        match self.automaton.get_or_init(|| self.room.furnish(make)) {
            Some(automaton) => automaton.is_match(text),
            None => self.pattern.is_match(text),
        }
    }
}

impl Automaton {
    /// The automaton of a program, if it has one, and that is small.
    fn of(program: &Program) -> Option<Self> {
        let (first, rest) = program.insts.split_first()?;
        let is_look = |inst: &&OwnedInst| matches!(inst, OwnedInst::Look(..));
        let count = match first {
            OwnedInst::Start => rest.iter().take_while(is_look).count(),
            _ => 0,
        };
        // A lookahead that is reached once more looks at another place.
        let is_again = |inst: &OwnedInst| match inst {
            OwnedInst::Goto(places) => places.iter().any(|place| (1..=count).contains(place)),
            _ => false,
        };
        if rest.iter().any(is_again) {
            return None;
        }
        let mut room = LARGE;
        let mut insts = program.insts.clone();
        let mut looks = Vec::new();
        for (index, inst) in insts.iter_mut().enumerate().skip(1).take(count) {
            // Instead of it, the program only goes on.
            let goes_on = OwnedInst::Goto(vec![index + 1]);
            if let OwnedInst::Look(look, matches) = std::mem::replace(inst, goes_on) {
                let body = program.looks.get(look).filter(|look| !look.behind)?;
                let search = Search::of(&body.insts, Direction::Backward, &mut room)?;
                looks.push((search, matches));
            }
        }
        let search = Search::of(&insts, Direction::Forward, &mut room)?;
        Some(Automaton { search, looks })
    }

    /// In bytes.
    fn size(&self) -> usize {
        let looks = self.looks.iter().map(|(look, _)| look);
        let all = looks.chain([&self.search]);
        all.map(|search| search.states.memory_usage()).sum()
    }

    fn is_match(&self, text: &str) -> bool {
        let mut looks = self.looks.iter();
        looks.all(|(look, matches)| look.is_match(text) == *matches) && self.search.is_match(text)
    }
}

impl Search {
    /// An automaton for which so many bytes suffice, which are less then.
    fn of(insts: &[OwnedInst], direction: Direction, room: &mut usize) -> Option<Self> {
        let is_anchored = insts.first() == Some(&OwnedInst::Start);
        let (start_kind, anchored) = match is_anchored && direction == Direction::Forward {
            true => (StartKind::Anchored, Anchored::Yes),
            false => (StartKind::Unanchored, Anchored::No),
        };
        let config = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(start_kind)
            .accelerate(false)
            .dfa_size_limit(Some(*room))
            .determinize_size_limit(Some(*room));
        let nfa = states::of(insts, direction)?;
        let states = dense::Builder::new().configure(config).build_from_nfa(&nfa);
        let states = states.ok()?;
        *room = room.checked_sub(states.memory_usage())?;
        let start = states.start_state(&start::Config::new().anchored(anchored));
        Some(Search {
            start: start.ok()?,
            states,
            direction,
        })
    }

    fn is_match(&self, text: &str) -> bool {
        match self.direction {
            Direction::Forward => self.finds(text.bytes()),
            Direction::Backward => self.finds(text.bytes().rev()),
        }
    }

    #[inline]
    fn finds(&self, bytes: impl Iterator<Item = u8>) -> bool {
        let mut state = self.start;
        for byte in bytes {
            state = self.states.next_state(state, byte);
            if self.states.is_special_state(state) {
                if self.states.is_match_state(state) {
                    return true;
                }
                if self.states.is_dead_state(state) {
                    return false;
                }
            }
        }
        // That a match ends is seen at what follows it.
        let state = self.states.next_eoi_state(state);
        self.states.is_match_state(state)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use fastrand::Rng;

    use super::super::OwnedLook;
    use super::*;

    const LETTERS: [char; 7] = ['a', 'b', '_', ' ', 'é', 'ê', '𝄞'];

    fn letter(random: &mut Rng) -> char {
        LETTERS[random.usize(..LETTERS.len())]
    }

    fn inst(random: &mut Rng, count: usize) -> OwnedInst {
        match random.u8(..12) {
            0..4 => OwnedInst::Text((0..random.usize(1..3)).map(|_| letter(random)).collect()),
            4..8 => {
                let mut ends = [letter(random), letter(random)];
                ends.sort_unstable();
                let min = random.u32(..3);
                let max = random.bool().then(|| min + random.u32(..3));
                OwnedInst::Chars(vec![ends[0]..=ends[1]], min, max)
            }
            8 | 9 => OwnedInst::Goto((0..2).map(|_| random.usize(..=count)).collect()),
            10 => OwnedInst::Boundary(true),
            _ => match random.bool() {
                true => OwnedInst::Start,
                false => OwnedInst::End,
            },
        }
    }

    fn insts(random: &mut Rng) -> Vec<OwnedInst> {
        let count = random.usize(1..6);
        (0..count).map(|_| inst(random, count)).collect()
    }

    /// Any programs, also those that no pattern is compiled to.
    #[test]
    fn automata_match_what_programs_match() {
        let mut random = Rng::with_seed(77);
        let (mut automata, mut matches) = (0, 0);
        for _ in 0..4_000 {
            let mut program = Program {
                insts: insts(&mut random),
                looks: Vec::new(),
            };
            if random.u8(..3) == 0 {
                program.insts.splice(
                    ..0,
                    [
                        OwnedInst::Start,
                        OwnedInst::Look(0, random.bool()),
                        OwnedInst::Look(1, random.bool()),
                    ],
                );
                program.looks.extend((0..2).map(|_| OwnedLook {
                    behind: false,
                    insts: insts(&mut random),
                }));
            }
            let Some(automaton) = Automaton::of(&program) else {
                continue;
            };
            automata += 1;
            let pattern = Pattern::Owned("".into(), program.clone().into());
            for _ in 0..40 {
                let text: String = (0..random.usize(..7))
                    .map(|_| letter(&mut random))
                    .collect();
                let expected = pattern.is_match(&text);
                assert_eq!(automaton.is_match(&text), expected, "{program:?} {text:?}");
                matches += usize::from(expected);
            }
        }
        assert!(automata > 3_000, "{automata}");
        assert!((20_000..100_000).contains(&matches), "{matches}");
    }

    #[test]
    fn large_programs_have_no_automaton() {
        let all = vec!['a'..='z'];
        for inst in [
            OwnedInst::Chars(all.clone(), 100_000, None),
            OwnedInst::Chars(Vec::new(), u32::MAX, None),
            OwnedInst::Boundary(false),
        ] {
            let program = Program {
                insts: vec![inst],
                looks: Vec::new(),
            };
            assert!(Automaton::of(&program).is_none());
        }
        // A set for each subset of the places of the last 20 letters.
        let program = Program {
            insts: vec![
                OwnedInst::Text("a".into()),
                OwnedInst::Chars(all, 20, Some(20)),
                OwnedInst::Text("b".into()),
            ],
            looks: Vec::new(),
        };
        assert!(Automaton::of(&program).is_none());
    }

    /// `^((?!b).)+$`
    #[test]
    fn lookaheads_that_are_reached_again_have_no_automaton() {
        let program = Program {
            insts: vec![
                OwnedInst::Start,
                OwnedInst::Look(0, false),
                OwnedInst::Chars(vec!['a'..='z'], 1, Some(1)),
                OwnedInst::Goto(vec![1, 4]),
                OwnedInst::End,
            ],
            looks: vec![OwnedLook {
                behind: false,
                insts: vec![OwnedInst::Text("b".into())],
            }],
        };
        let pattern = Pattern::Owned("^((?!b).)+$".into(), program.into());
        let searcher = Searcher::new(&pattern, &Room::default());
        for _ in 0..200 {
            assert!(searcher.is_match("aa"));
            assert!(!searcher.is_match("ab"));
        }
    }

    #[test]
    fn there_is_room_for_some_automata() {
        let program = Program {
            insts: vec![OwnedInst::Start, OwnedInst::Text("ab".into())],
            looks: Vec::new(),
        };
        let room = Room::default();
        let left = || room.0.load(Ordering::Relaxed);
        let all = left();
        let automaton = room.furnish(|| Automaton::of(&program)).unwrap();
        assert_eq!(all - left(), automaton.size());
        // What was too large, too, took time.
        while left() >= LARGE {
            assert!(room.furnish(|| None).is_none());
        }
        assert!(room.furnish(|| Automaton::of(&program)).is_none());
    }

    #[test]
    fn an_automaton_is_made_of_what_is_searched_often() {
        let program = Program {
            insts: vec![OwnedInst::Start, OwnedInst::Text("ab".into())],
            looks: Vec::new(),
        };
        let searcher = Searcher::new(
            &Pattern::Owned("^ab".into(), program.into()),
            &Room::default(),
        );
        for _ in 0..200 {
            assert!(searcher.is_match("abc"));
            assert!(!searcher.is_match("cab"));
        }
        assert!(searcher.automaton.get().unwrap().is_some());
    }
}
