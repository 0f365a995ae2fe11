//! Texts that match.

use std::iter::repeat_with;

use fastrand::Rng;
use regex_automata::meta::Regex;
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

/// Parts of a text beyond which nothing is added that need not be.
const FUEL: usize = 2_000;

/// What may stand around a match.
const OTHER: [&str; 10] = ["", " ", "x", "Z", "0", "-", "_", "\n", "é", "😀"];

/// Any text that matches, if one is found.
pub(super) fn witness(tree: &Hir, search: &Regex) -> Option<String> {
    let mut random = Rng::with_seed(0);
    (0..20).find_map(|_| text(tree, search, &mut random))
}

/// A text that matches. Assertions are not minded when it is made, so it is looked
/// for among a few.
pub(super) fn text(tree: &Hir, search: &Regex, random: &mut Rng) -> Option<String> {
    for _ in 0..20 {
        let mut writer = Writer {
            text: String::new(),
            fuel: FUEL,
            random,
        };
        writer.tree(tree);
        let text = writer.text;
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
}

impl Writer<'_> {
    fn tree(&mut self, tree: &Hir) {
        self.fuel = self.fuel.saturating_sub(1);
        match tree.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => {
                self.text.push_str(&String::from_utf8_lossy(&literal.0));
            }
            HirKind::Class(class) => self.class(class),
            HirKind::Repetition(repetition) => {
                let min = repetition.min;
                for done in 0..self.times(min, repetition.max) {
                    if done >= min && self.fuel == 0 {
                        break;
                    }
                    self.tree(&repetition.sub);
                }
            }
            HirKind::Capture(capture) => self.tree(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.tree(part)),
            HirKind::Alternation(parts) => {
                if let Some(part) = self.random.choice(parts) {
                    self.tree(part);
                }
            }
        }
    }

    /// How often to repeat: a limit, beside one, or anything between.
    fn times(&mut self, min: u32, max: Option<u32>) -> u32 {
        let max = max.unwrap_or(min.saturating_add(4)).max(min);
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
    fn class(&mut self, class: &Class) {
        let Class::Unicode(class) = class else {
            return;
        };
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
            // The range of a negated class begins with what nobody reads.
            _ => {
                let letter = self.random.char('!'..='~');
                let held = (range.start()..=range.end()).contains(&letter);
                if held { letter } else { range.end() }
            }
        };
        self.text.push(c);
    }
}
