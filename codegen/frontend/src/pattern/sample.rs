//! Texts that match.

use std::collections::VecDeque;
use std::iter::repeat_with;

use exactschema::runtime::Pattern;
use fastrand::Rng;
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::tree::Tree;

/// Parts of a text beyond which nothing is added that need not be.
const FUEL: usize = 2_000;

/// Text that may surround a match.
const OTHER: [&str; 10] = ["", " ", "x", "Z", "0", "-", "_", "\n", "é", "😀"];

/// Any text that matches, if one is found.
pub(super) fn witness(tree: &Tree, search: &Pattern) -> Option<String> {
    let mut random = Rng::with_seed(0);
    (0..20).find_map(|_| text(tree, search, &mut random))
}

/// A text that matches. Assertions are not minded when it is made, so it is looked
/// for among a few, and among more if there are lookarounds.
pub(super) fn text(tree: &Tree, search: &Pattern, random: &mut Rng) -> Option<String> {
    let looks = tree.looks();
    let tries = if looks { 100 } else { 20 };
    for _ in 0..tries {
        let mut writer = Writer {
            text: String::new(),
            fuel: FUEL,
            random,
            looks,
            ahead: VecDeque::new(),
        };
        writer.tree(tree);
        let text = writer.done();
        if random.bool() {
            let (before, after) = (other(random), other(random));
            let surrounded = format!("{before}{text}{after}");
            if search.is_match(&surrounded) {
                return Some(surrounded);
            }
        }
        if search.is_match(&text) {
            return Some(text);
        }
    }
    None
}

fn other(random: &mut Rng) -> String {
    let length = random.usize(..3);
    let parts = repeat_with(|| random.choice(OTHER).unwrap_or_default());
    parts.take(length).collect()
}

struct Writer<'r> {
    text: String,
    fuel: usize,
    random: &'r mut Rng,
    /// Whether the tree has lookarounds.
    looks: bool,
    /// The next characters that lookaheads require.
    ahead: VecDeque<char>,
}

impl Writer<'_> {
    fn tree(&mut self, tree: &Tree) {
        self.fuel = self.fuel.saturating_sub(1);
        match tree {
            Tree::Start | Tree::End | Tree::Boundary(_) => {}
            Tree::Look { negative: true, .. } => {}
            Tree::Look { behind, body, .. } => {
                if self.random.u8(..4) > 0 {
                    self.look(*behind, body);
                }
            }
            Tree::Chars(class) => match tree.literal() {
                Some(c) => self.push(c),
                None => self.class(class),
            },
            Tree::Repeat { body, min, max } => {
                for done in 0..self.times(*min, *max) {
                    if done >= *min && self.fuel == 0 {
                        break;
                    }
                    self.tree(body);
                }
                self.go_on(body, *max);
            }
            Tree::Sequence(parts) => parts.iter().for_each(|part| self.tree(part)),
            Tree::Alternatives(parts) => {
                if let Some(part) = self.random.choice(parts) {
                    self.tree(part);
                }
            }
        }
    }

    /// Writes what a lookbehind looks for; remembers what a lookahead does.
    fn look(&mut self, behind: bool, body: &Tree) {
        let begin = self.text.len();
        let ahead = self.ahead.clone();
        self.tree(body);
        if !behind {
            let seen = self.text.split_off(begin);
            self.ahead = seen
                .chars()
                .chain(ahead.into_iter().skip(seen.chars().count()))
                .collect();
        }
    }

    /// Repeats a class without a limit for as long as a lookahead would like it.
    fn go_on(&mut self, body: &Tree, max: Option<u32>) {
        let Tree::Chars(class) = body else {
            return;
        };
        if max.is_some() || self.ahead.is_empty() || self.random.bool() {
            return;
        }
        while let Some(c) = self.ahead.front().copied().filter(|c| has(class, *c)) {
            self.push(c);
        }
    }

    fn push(&mut self, c: char) {
        self.ahead.pop_front();
        self.text.push(c);
    }

    /// The text, and what a lookahead would like to come then.
    fn done(mut self) -> String {
        self.text.extend(self.ahead);
        self.text
    }

    /// The number of repetitions: a limit, beside one, or anything between.
    fn times(&mut self, min: u32, max: Option<u32>) -> u32 {
        // A lookaround may ask for more than others do: `^(?=.{8,20}$)[a-z]+$`.
        let more = if self.looks && self.random.u8(..4) == 0 {
            30
        } else {
            4
        };
        let max = max.unwrap_or(min.saturating_add(more)).max(min);
        match self.random.u8(..6) {
            0 => min,
            1 => max,
            2 => max.saturating_sub(1).max(min),
            3 => self.random.u32(min..=max),
            // Few, so that texts stay short.
            _ => self.random.u32(min..=max.min(min.saturating_add(3))),
        }
    }

    /// A character at the end of a range, or inside; nothing if there is none.
    fn class(&mut self, class: &ClassUnicode) {
        if let Some(c) = self.ahead.front().copied().filter(|c| has(class, *c))
            && self.random.u8(..4) > 0
        {
            self.push(c);
            return;
        }
        let printable = |range: &&ClassUnicodeRange| (' '..='~').contains(&range.start());
        let ranges = class.ranges();
        let plain: Vec<_> = ranges.iter().filter(printable).copied().collect();
        let among = match self.random.bool() && !plain.is_empty() {
            true => plain.as_slice(),
            false => ranges,
        };
        let Some(range) = self.random.choice(among) else {
            return;
        };
        let c = match self.random.u8(..4) {
            0 => range.start(),
            1 => range.end(),
            2 => self.random.char(range.start()..=range.end()),
            // The range of a negated class begins with unprintable characters.
            _ => {
                let letter = self.random.char('!'..='~');
                let held = (range.start()..=range.end()).contains(&letter);
                if held { letter } else { range.end() }
            }
        };
        self.push(c);
    }
}

fn has(class: &ClassUnicode, c: char) -> bool {
    let mut ranges = class.ranges().iter();
    ranges.any(|range| (range.start()..=range.end()).contains(&c))
}
