//! The states of the ways through a program, each of which takes a byte.

use std::ops::RangeInclusive;

use regex_automata::nfa::thompson::{Builder, NFA, Transition};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_syntax::utf8::Utf8Sequences;

use super::program::OwnedInst;

/// From where to where a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    /// Up to its beginning, where a match has to end.
    Backward,
}

/// The states of a program without lookarounds; none, if they are many.
pub(super) fn of(insts: &[OwnedInst], direction: Direction) -> Option<NFA> {
    const MANY: usize = 4_000;
    let mut states = States {
        builder: Builder::new(),
        left: MANY,
        direction,
    };
    states.build(insts)
}

struct States {
    builder: Builder,
    /// How many states there may still be, apart from those that take nothing.
    left: usize,
    direction: Direction,
}

impl States {
    fn build(&mut self, insts: &[OwnedInst]) -> Option<NFA> {
        let (start, end) = match self.direction {
            Direction::Forward => (Look::Start, Look::End),
            Direction::Backward => (Look::End, Look::Start),
        };
        self.builder.start_pattern().ok()?;
        // The state before each instruction, and the one after the last.
        let places = 0..=insts.len();
        let before: Vec<StateID> = places.map(|_| self.empty()).collect::<Option<_>>()?;
        for (index, inst) in insts.iter().enumerate() {
            let (from, to) = (before[index], before[index + 1]);
            match inst {
                OwnedInst::Start => self.look(start, from, to)?,
                OwnedInst::End => self.look(end, from, to)?,
                OwnedInst::Boundary(true) => self.look(Look::WordAscii, from, to)?,
                // It also holds between the bytes of a character, where no search is.
                OwnedInst::Boundary(false) | OwnedInst::Look(..) => return None,
                OwnedInst::Text(text) => self.text(text, from, to)?,
                OwnedInst::Chars(ranges, min, max) => {
                    self.repeated(ranges, *min, *max, from, to)?
                }
                OwnedInst::Goto(places) => {
                    let places = places.iter().map(|place| before.get(*place).copied());
                    let union = self.builder.add_union(places.collect::<Option<_>>()?);
                    self.connect(from, union.ok()?)?;
                }
            }
        }
        let matched = self.builder.add_match().ok()?;
        let last = before[insts.len()];
        match self.direction {
            Direction::Forward => self.connect(last, matched)?,
            Direction::Backward => self.look(Look::End, last, matched)?,
        }
        self.builder.finish_pattern(before[0]).ok()?;
        // Or a match begins behind any byte: no instruction takes a part of a character.
        let anywhere = self.builder.add_union(vec![before[0]]).ok()?;
        let skipped = self.builder.add_range(Transition {
            start: 0,
            end: u8::MAX,
            next: anywhere,
        });
        self.connect(anywhere, skipped.ok()?)?;
        self.builder.build(before[0], anywhere).ok()
    }

    fn empty(&mut self) -> Option<StateID> {
        self.builder.add_empty().ok()
    }

    fn connect(&mut self, from: StateID, to: StateID) -> Option<()> {
        self.builder.patch(from, to).ok()
    }

    fn spend(&mut self, count: usize) -> Option<()> {
        self.left = self.left.checked_sub(count)?;
        Some(())
    }

    fn look(&mut self, look: Look, from: StateID, to: StateID) -> Option<()> {
        let state = self.builder.add_look(to, look).ok()?;
        self.connect(from, state)
    }

    fn text(&mut self, text: &str, from: StateID, to: StateID) -> Option<()> {
        let mut bytes: Vec<_> = text.bytes().map(|byte| (byte, byte)).collect();
        if self.direction == Direction::Backward {
            // The characters are in this order already.
            for (at, character) in text.char_indices() {
                bytes[at..at + character.len_utf8()].reverse();
            }
        }
        self.sequence(&bytes, from, to)
    }

    /// Ranges of bytes, one after the other.
    fn sequence(&mut self, bytes: &[(u8, u8)], from: StateID, to: StateID) -> Option<()> {
        self.spend(bytes.len())?;
        let mut last = from;
        for &(start, end) in bytes {
            let next = self.empty()?;
            let state = self.builder.add_range(Transition { start, end, next });
            self.connect(last, state.ok()?)?;
            last = next;
        }
        self.connect(last, to)
    }

    /// Characters in one of the ranges, at least and at most so many.
    fn repeated(
        &mut self,
        ranges: &[RangeInclusive<char>],
        min: u32,
        max: Option<u32>,
        from: StateID,
        to: StateID,
    ) -> Option<()> {
        let mut last = from;
        for _ in 0..min {
            let next = self.empty()?;
            self.character(ranges, last, next)?;
            last = next;
        }
        let Some(max) = max else {
            let again = self.builder.add_union(vec![to]).ok()?;
            self.connect(last, again)?;
            let once = self.empty()?;
            self.connect(again, once)?;
            return self.character(ranges, once, again);
        };
        for _ in min..max {
            let (once, next) = (self.empty()?, self.empty()?);
            let union = self.builder.add_union(vec![to, once]).ok()?;
            self.connect(last, union)?;
            self.character(ranges, once, next)?;
            last = next;
        }
        self.connect(last, to)
    }

    /// A character in one of the ranges.
    fn character(
        &mut self,
        ranges: &[RangeInclusive<char>],
        from: StateID,
        to: StateID,
    ) -> Option<()> {
        self.spend(1)?;
        let union = self.builder.add_union(Vec::new()).ok()?;
        self.connect(from, union)?;
        for range in ranges {
            for mut sequence in Utf8Sequences::new(*range.start(), *range.end()) {
                if self.direction == Direction::Backward {
                    sequence.reverse();
                }
                let bytes = sequence.as_slice().iter();
                let bytes: Vec<_> = bytes.map(|range| (range.start, range.end)).collect();
                let first = self.empty()?;
                self.connect(union, first)?;
                self.sequence(&bytes, first, to)?;
            }
        }
        Some(())
    }
}
