//! The keyword `pattern` (JSON Schema Validation §6.3.3): a search for a regular
//! expression (ECMA-262 §22.2) that was compiled to a program beforehand.
//!
//! All ways through the program are followed at once, one character of the text
//! after the other, so that a search takes no more time than the length of the text
//! times that of the program, and no more memory than the program.

use std::mem::swap;
use std::ops::RangeInclusive;

/// An instruction. After the last one, the pattern has matched.
#[derive(Clone, Debug)]
pub enum Inst {
    /// Goes on where the text begins: `^`.
    Start,
    /// Goes on where the text ends: `$`.
    End,
    /// Takes this text, which is not empty.
    Text(&'static str),
    /// Takes at least so many characters and at most so many (without a limit if
    /// `None`), each in one of the ranges. These are in order.
    Chars(&'static [RangeInclusive<char>], u32, Option<u32>),
    /// Goes on at each of these instructions.
    Goto(&'static [usize]),
}

/// A regular expression, as its source and as the program that decides.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: &'static str,
    program: &'static [Inst],
}

impl Pattern {
    /// The pattern with this source, compiled to this program.
    #[must_use]
    pub const fn new(source: &'static str, program: &'static [Inst]) -> Self {
        Pattern { source, program }
    }

    /// The pattern as the schema has it.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches anywhere in a text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let anchored = matches!(self.program.first(), Some(Inst::Start));
        let mut search = Search::new(self.program, text.len());
        let mut current = Vec::new();
        let mut at = 0;
        for c in text.chars() {
            // A match may begin here.
            if search.follow((0, 0), at) {
                return true;
            }
            swap(&mut current, &mut search.waiting);
            if current.is_empty() && anchored {
                return false;
            }
            at += c.len_utf8();
            for state in current.drain(..) {
                let next = take(self.program, state, c);
                if next.is_some_and(|next| search.follow(next, at)) {
                    return true;
                }
            }
        }
        search.follow((0, 0), at)
    }
}

/// An instruction, and how much of it is done: bytes of a text, or characters.
type State = (usize, usize);

/// The ways through a program that are being followed.
struct Search {
    program: &'static [Inst],
    /// The length of the text.
    end: usize,
    /// For each instruction, the number of states before its own.
    firsts: Vec<usize>,
    /// For each state, one more than the place in the text where it was last met.
    met: Vec<usize>,
    /// States that take the next character.
    waiting: Vec<State>,
    /// States still to follow, empty in between.
    open: Vec<State>,
}

impl Search {
    fn new(program: &'static [Inst], end: usize) -> Self {
        let mut states = 0;
        let mut firsts = Vec::with_capacity(program.len());
        for inst in program {
            firsts.push(states);
            states += match inst {
                Inst::Text(text) => text.len(),
                Inst::Chars(_, min, max) => max.unwrap_or(*min) as usize + 1,
                Inst::Start | Inst::End | Inst::Goto(_) => 1,
            };
        }
        Search {
            program,
            end,
            firsts,
            met: vec![0; states],
            waiting: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Follows a state at a place in the text to all that take the next character.
    /// Whether the end of the program was reached.
    fn follow(&mut self, state: State, at: usize) -> bool {
        self.open.push(state);
        while let Some((index, done)) = self.open.pop() {
            let Some(inst) = self.program.get(index) else {
                return true;
            };
            let met = &mut self.met[self.firsts[index] + done];
            if *met == at + 1 {
                continue;
            }
            *met = at + 1;
            match inst {
                Inst::Start if at == 0 => self.open.push((index + 1, 0)),
                Inst::End if at == self.end => self.open.push((index + 1, 0)),
                Inst::Start | Inst::End => {}
                Inst::Goto(places) => self.open.extend(places.iter().map(|place| (*place, 0))),
                Inst::Text(_) => self.waiting.push((index, done)),
                Inst::Chars(_, min, max) => {
                    if done >= *min as usize {
                        self.open.push((index + 1, 0));
                    }
                    if max.is_none_or(|max| done < max as usize) {
                        self.waiting.push((index, done));
                    }
                }
            }
        }
        false
    }
}

/// The state after a character, if the state before takes it.
fn take(program: &[Inst], (index, done): State, c: char) -> Option<State> {
    match program.get(index)? {
        Inst::Text(text) => {
            let rest = text.get(done..)?.strip_prefix(c)?;
            Some(match rest.is_empty() {
                true => (index + 1, 0),
                false => (index, text.len() - rest.len()),
            })
        }
        Inst::Chars(ranges, min, max) => {
            let after = ranges.partition_point(|range| *range.end() < c);
            ranges.get(after).filter(|range| *range.start() <= c)?;
            // Without a limit, it is enough to know that there are as many as needed.
            let most = max.unwrap_or(*min) as usize;
            Some((index, most.min(done + 1)))
        }
        Inst::Start | Inst::End | Inst::Goto(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Inst, Pattern};

    #[test]
    fn every_instruction_does_what_it_says() {
        let end = Pattern::new("a$", &[Inst::Text("a"), Inst::End]);
        assert!(end.is_match("ba") && !end.is_match("a\n") && !end.is_match(""));
        let start = Pattern::new("^a", &[Inst::Start, Inst::Text("a")]);
        assert!(start.is_match("ab") && !start.is_match("ba"));
        let most = Pattern::new(
            "^[a-cé]{2,3}$",
            &[
                Inst::Start,
                Inst::Chars(&['a'..='c', 'é'..='é'], 2, Some(3)),
                Inst::End,
            ],
        );
        for (text, verdict) in [("a", false), ("aé", true), ("éca", true), ("abca", false)] {
            assert_eq!(most.is_match(text), verdict, "{text}");
        }
        let nothing = Pattern::new("[]", &[Inst::Chars(&[], 1, Some(1))]);
        assert!(!nothing.is_match("") && !nothing.is_match("a"));
        assert!(Pattern::new("", &[]).is_match(""));
    }

    #[test]
    fn ways_that_loop_and_meet_again_end() {
        // `^(?:(?:a*)*)+$`
        let program = &[
            Inst::Start,
            Inst::Goto(&[2, 4]),
            Inst::Chars(&['a'..='a'], 0, None),
            Inst::Goto(&[1]),
            Inst::Goto(&[1, 5]),
            Inst::End,
        ];
        let pattern = Pattern::new("^(?:(?:a*)*)+$", program);
        let mut text = "a".repeat(50_000);
        assert!(pattern.is_match(&text));
        text.push('!');
        assert!(!pattern.is_match(&text));
        assert_eq!(pattern.source(), "^(?:(?:a*)*)+$");
    }
}
