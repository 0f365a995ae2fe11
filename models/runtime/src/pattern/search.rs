//! The search: all ways through a program are followed at once, one character of the
//! text after the other.

use std::collections::VecDeque;
use std::mem::swap;

use super::place::{Places, holds, is_in};
use super::program::{Inst, Insts};

/// Whether a program matches anywhere in a text.
pub(super) fn is_match<'p>(insts: impl Insts<'p>, text: &str, looks: &[Places]) -> bool {
    let mut search = Search::new(insts, text, looks);
    search.anchored = matches!(insts.inst(0), Some(Inst::Start));
    search.run(
        text.char_indices().map(|(at, c)| (at + c.len_utf8(), c)),
        0,
        |_| true,
    )
}

/// The places behind the matches of a program, which are those that a lookbehind with
/// this body looks for.
pub(super) fn ends<'p>(insts: impl Insts<'p>, text: &str, looks: &[Places]) -> Places {
    let mut places = Places::none_of(text);
    let chars = text.char_indices().map(|(at, c)| (at + c.len_utf8(), c));
    Search::new(insts, text, looks).run(chars, 0, |at| {
        places.insert(at);
        false
    });
    places
}

/// The places before the matches of a program that reads backward, which are those that
/// a lookahead looks for.
pub(super) fn starts<'p>(insts: impl Insts<'p>, text: &str, looks: &[Places]) -> Places {
    let mut places = Places::none_of(text);
    let chars = text.char_indices().rev();
    Search::new(insts, text, looks).run(chars, text.len(), |at| {
        places.insert(at);
        false
    });
    places
}

/// An instruction, and how many bytes of its text are done.
type State = (usize, usize);

/// The ways through a program that are being followed.
struct Search<'s, I> {
    insts: I,
    text: &'s str,
    looks: &'s [Places],
    /// Whether a match can only begin where the search does.
    anchored: bool,
    /// For each instruction, the number of states before its own.
    firsts: Vec<usize>,
    /// For each state, one more than the step at which it was last visited.
    visited: Vec<usize>,
    /// For each instruction that counts, the steps at which its characters begin.
    begun: Vec<VecDeque<usize>>,
    /// States that take the next character.
    waiting: Vec<State>,
    /// Instructions still to follow, empty in between.
    open: Vec<usize>,
    /// The number of characters that were taken.
    step: usize,
    /// The place in the text.
    at: usize,
}

impl<'s, 'p, I: Insts<'p>> Search<'s, I> {
    fn new(insts: I, text: &'s str, looks: &'s [Places]) -> Self {
        let mut states = 0;
        let mut firsts = Vec::with_capacity(insts.count());
        let mut counting = 0;
        for index in 0..insts.count() {
            firsts.push(states);
            states += match insts.inst(index) {
                Some(Inst::Text(text)) => text.len(),
                _ => 1,
            };
            if insts.inst(index).is_some_and(counts) {
                counting = index + 1;
            }
        }
        Search {
            insts,
            text,
            looks,
            anchored: false,
            firsts,
            visited: vec![0; states],
            begun: vec![VecDeque::new(); counting],
            waiting: Vec::new(),
            open: Vec::new(),
            step: 0,
            at: 0,
        }
    }

    /// Reads characters, each with the place behind it, and reports the places where a match
    /// ends until that is enough; whether it was.
    fn run(
        &mut self,
        chars: impl Iterator<Item = (usize, char)>,
        begin: usize,
        mut is_enough: impl FnMut(usize) -> bool,
    ) -> bool {
        let mut current = Vec::new();
        self.at = begin;
        if self.follow(0) && is_enough(begin) {
            return true;
        }
        for (at, c) in chars {
            swap(&mut current, &mut self.waiting);
            if current.is_empty() && self.anchored {
                return false;
            }
            self.at = at;
            self.step += 1;
            let mut ended = false;
            for state in current.drain(..) {
                ended |= self.take(state, c);
            }
            // A match may begin here.
            ended |= !self.anchored && self.follow(0);
            if ended && is_enough(at) {
                return true;
            }
        }
        false
    }

    /// Follows an instruction to all that take the next character. Whether the end of
    /// the program was reached.
    fn follow(&mut self, index: usize) -> bool {
        let mut ended = false;
        self.open.push(index);
        while let Some(index) = self.open.pop() {
            let Some(inst) = self.insts.inst(index) else {
                ended = true;
                continue;
            };
            if self.visit((index, 0)) {
                continue;
            }
            match inst {
                Inst::Goto(places) => self.open.extend(places),
                Inst::Text(_) => self.waiting.push((index, 0)),
                Inst::Chars(_, min, max) => {
                    if min == 0 {
                        self.open.push(index + 1);
                    }
                    if max != Some(0) {
                        self.begin(index, inst);
                    }
                }
                _ if holds(inst, self.text, self.at, self.looks) == Some(true) => {
                    self.open.push(index + 1);
                }
                _ => {}
            }
        }
        ended
    }

    /// Whether a state was visited at this step already; from now on it was.
    fn visit(&mut self, (index, done): State) -> bool {
        let visited = &mut self.visited[self.firsts[index] + done];
        let before = *visited;
        *visited = self.step + 1;
        before == *visited
    }

    /// Lets an instruction take characters from here on.
    fn begin(&mut self, index: usize, inst: Inst<'_>) {
        if !counts(inst) {
            self.waiting.push((index, 0));
            return;
        }
        let begun = &mut self.begun[index];
        // Otherwise the instruction waits already, or is about to.
        if begun.is_empty() {
            self.waiting.push((index, 0));
        }
        begun.push_back(self.step);
    }

    /// Lets a state take a character. Whether the end of the program was reached.
    fn take(&mut self, (index, done): State, c: char) -> bool {
        match self.insts.inst(index) {
            Some(Inst::Text(text)) => {
                let rest = text.get(done..).and_then(|rest| rest.strip_prefix(c));
                match rest {
                    None => false,
                    Some("") => self.follow(index + 1),
                    Some(rest) => {
                        let state = (index, text.len() - rest.len());
                        if !self.visit(state) {
                            self.waiting.push(state);
                        }
                        false
                    }
                }
            }
            Some(inst @ Inst::Chars(ranges, min, max)) => {
                if counts(inst) {
                    self.count(index, is_in(ranges, c), min, max)
                } else {
                    is_in(ranges, c) && self.follow(index + 1)
                }
            }
            _ => false,
        }
    }

    /// Counts a character, which an instruction takes or does not. All of its counts
    /// grow together, so it is enough to know at which steps they began.
    fn count(&mut self, index: usize, takes: bool, min: u32, max: Option<u32>) -> bool {
        let begun = &mut self.begun[index];
        // Another state may have begun the instruction anew at this step.
        let anew = begun.back() == Some(&self.step);
        if !takes {
            begun.clear();
        } else if let Some(max) = max {
            while begun
                .front()
                .is_some_and(|first| self.step - first > max as usize)
            {
                begun.pop_front();
            }
        } else {
            // Whatever began later takes as many, and needs more.
            begun.truncate(1);
        }
        if anew && begun.is_empty() {
            begun.push_back(self.step);
        }
        let Some(first) = begun.front() else {
            return false;
        };
        let enough = self.step - first >= min as usize;
        self.waiting.push((index, 0));
        enough && self.follow(index + 1)
    }
}

/// Whether an instruction may take more than one character.
fn counts(inst: Inst<'_>) -> bool {
    matches!(inst, Inst::Chars(_, _, max) if max.is_none_or(|max| max > 1))
}
