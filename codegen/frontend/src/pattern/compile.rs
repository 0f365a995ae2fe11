//! The program of a tree.

use std::collections::BTreeMap;

use exactschema::runtime::pattern::{OwnedInst, OwnedLook, Program};
use regex_syntax::hir::ClassUnicode;

use super::PatternError;
use super::tree::Tree;

/// The greatest cost of a program at every character of a text, in instructions.
const MAX_COST: usize = 1 << 14;

/// Lookarounds, each of which costs a search and a set of places in the text.
const MAX_LOOKS: usize = 256;

/// The program for a tree; a text matches where the end of the instructions is reached.
pub(super) fn program(tree: &Tree) -> Result<Program, PatternError> {
    // Counted before anything is expanded, which may be beyond any memory.
    let mut size = Size::default();
    let own = size.cost(tree);
    if size.bodies.saturating_add(own) > MAX_COST {
        let message = format!("it is too large: more than {MAX_COST} instructions once expanded");
        return Err(PatternError::new(message));
    }
    if size.looks > MAX_LOOKS {
        let message = format!("it is too large: more than {MAX_LOOKS} lookarounds");
        return Err(PatternError::new(message));
    }
    let mut looks = Looks::default();
    let insts = insts(tree, false, &mut looks);
    let looks = looks.done;
    Ok(Program { insts, looks })
}

/// A bound of what a program costs.
#[derive(Default)]
struct Size {
    /// The instructions of all lookarounds, which are compiled once however often they are
    /// repeated.
    bodies: usize,
    /// The number of lookarounds.
    looks: usize,
}

impl Size {
    fn cost(&mut self, tree: &Tree) -> usize {
        match tree {
            Tree::Chars(class) => class_cost(class),
            Tree::Start | Tree::End | Tree::Boundary(_) => 1,
            Tree::Look { body, .. } => {
                let body = self.cost(body);
                self.bodies = self.bodies.saturating_add(body);
                self.looks += 1;
                1
            }
            Tree::Sequence(parts) => {
                let costs = parts.iter().map(|part| self.cost(part));
                costs.fold(0, usize::saturating_add)
            }
            Tree::Alternatives(parts) => {
                let costs = parts.iter().map(|part| self.cost(part).saturating_add(2));
                costs.fold(1, usize::saturating_add)
            }
            Tree::Repeat { body, min, max } => {
                let times = |times: u32| usize::try_from(times).unwrap_or(usize::MAX);
                if let Tree::Chars(class) = body.as_ref() {
                    // Up to so many counts may have begun at once.
                    return class_cost(class) + times(max.unwrap_or(0)) / 64;
                }
                let times = times(max.unwrap_or(min.saturating_add(1)));
                let cost = self.cost(body).saturating_add(1);
                cost.saturating_mul(times).saturating_add(1)
            }
        }
    }
}

fn class_cost(class: &ClassUnicode) -> usize {
    1 + class.ranges().len() / 32
}

/// The lookarounds that have been compiled.
#[derive(Default)]
struct Looks {
    done: Vec<OwnedLook>,
    /// The index of each, by the address of its body: a repeated one is compiled once.
    indices: BTreeMap<*const Tree, usize>,
}

impl Looks {
    fn index(&mut self, behind: bool, body: &Tree) -> usize {
        if let Some(index) = self.indices.get(&std::ptr::from_ref(body)) {
            return *index;
        }
        let insts = insts(body, !behind, self);
        self.done.push(OwnedLook { behind, insts });
        let index = self.done.len() - 1;
        self.indices.insert(std::ptr::from_ref(body), index);
        index
    }
}

/// The instructions of a tree, which read the text backward if need be.
fn insts(tree: &Tree, backward: bool, looks: &mut Looks) -> Vec<OwnedInst> {
    let mut compiler = Compiler {
        insts: Vec::new(),
        backward,
        looks,
    };
    compiler.tree(tree);
    compiler.insts
}

struct Compiler<'l> {
    insts: Vec<OwnedInst>,
    backward: bool,
    looks: &'l mut Looks,
}

impl Compiler<'_> {
    fn tree(&mut self, tree: &Tree) {
        match tree {
            Tree::Chars(class) => match tree.literal() {
                Some(c) => self.insts.push(OwnedInst::Text(c.to_string())),
                None => self.chars(class, 1, Some(1)),
            },
            Tree::Start => self.insts.push(OwnedInst::Start),
            Tree::End => self.insts.push(OwnedInst::End),
            Tree::Boundary(is_one) => self.insts.push(OwnedInst::Boundary(*is_one)),
            Tree::Look {
                behind,
                negative,
                body,
            } => {
                let look = self.looks.index(*behind, body);
                self.insts.push(OwnedInst::Look(look, !negative));
            }
            Tree::Sequence(parts) => self.sequence(parts),
            Tree::Alternatives(parts) => self.alternatives(parts),
            Tree::Repeat { body, min, max } => self.repeat(body, *min, *max),
        }
    }

    /// Part after part, with a text where some are one character each.
    fn sequence(&mut self, parts: &[Tree]) {
        let count = parts.len();
        let mut text = String::new();
        for index in 0..count {
            let part = &parts[if self.backward {
                count - 1 - index
            } else {
                index
            }];
            if let Some(c) = part.literal() {
                text.push(c);
                continue;
            }
            self.text(&mut text);
            self.tree(part);
        }
        self.text(&mut text);
    }

    fn text(&mut self, text: &mut String) {
        if !text.is_empty() {
            self.insts.push(OwnedInst::Text(std::mem::take(text)));
        }
    }

    fn chars(&mut self, class: &ClassUnicode, min: u32, max: Option<u32>) {
        let ranges = class.ranges().iter();
        let ranges = ranges.map(|range| range.start()..=range.end()).collect();
        self.insts.push(OwnedInst::Chars(ranges, min, max));
    }

    /// A choice of places, and from the end of each the way behind the last.
    fn alternatives(&mut self, parts: &[Tree]) {
        let choice = self.goto();
        let mut places = Vec::new();
        let mut ends = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            places.push(self.insts.len());
            self.tree(part);
            if index + 1 < parts.len() {
                ends.push(self.goto());
            }
        }
        self.set(choice, places);
        let behind = self.insts.len();
        for end in ends {
            self.set(end, vec![behind]);
        }
    }

    fn repeat(&mut self, body: &Tree, min: u32, max: Option<u32>) {
        if let Tree::Chars(class) = body {
            return self.chars(class, min, max);
        }
        let mut last = self.insts.len();
        for _ in 0..min {
            last = self.insts.len();
            self.tree(body);
        }
        match max {
            // `(ab)*`
            None if min == 0 => {
                let choice = self.goto();
                self.tree(body);
                self.insts.push(OwnedInst::Goto(vec![choice]));
                let behind = self.insts.len();
                self.set(choice, vec![choice + 1, behind]);
            }
            // `(ab)+`
            None => {
                let behind = self.insts.len() + 1;
                self.insts.push(OwnedInst::Goto(vec![last, behind]));
            }
            // `(ab){2,5}`: each that may be absent can be passed with all after it.
            Some(max) => {
                let mut choices = Vec::new();
                for _ in min..max {
                    choices.push(self.goto());
                    self.tree(body);
                }
                let behind = self.insts.len();
                for choice in choices {
                    self.set(choice, vec![choice + 1, behind]);
                }
            }
        }
    }

    /// An instruction whose places are set later.
    fn goto(&mut self) -> usize {
        self.insts.push(OwnedInst::Goto(Vec::new()));
        self.insts.len() - 1
    }

    fn set(&mut self, goto: usize, places: Vec<usize>) {
        if let Some(inst) = self.insts.get_mut(goto) {
            *inst = OwnedInst::Goto(places);
        }
    }
}
