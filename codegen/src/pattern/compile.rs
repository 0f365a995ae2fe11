//! The program of a tree.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use super::{Inst, Unsupported};

/// States of a program, each of which may cost time at every character of a text.
const MAX_STATES: usize = 4096;

/// Characters as ranges, in order.
type Ranges = Vec<(char, char)>;

/// The instructions for a tree; a text matches where the end of them is reached.
pub(super) fn program(tree: &Hir) -> Result<Vec<Inst>, Unsupported> {
    // Counted before anything is expanded, which may be beyond any memory.
    let states = states(tree);
    if states > MAX_STATES {
        let message = format!("it is too large: more than {MAX_STATES} states once expanded");
        return Err(Unsupported::new(message));
    }
    let mut compiler = Compiler {
        program: Vec::new(),
    };
    compiler.tree(tree)?;
    Ok(compiler.program)
}

/// A bound of the states of a tree's program.
fn states(tree: &Hir) -> usize {
    match tree.kind() {
        HirKind::Empty => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) | HirKind::Look(_) => 1,
        HirKind::Capture(capture) => states(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(states).fold(0, usize::saturating_add),
        HirKind::Alternation(parts) => {
            let parts = parts.iter().map(|part| states(part).saturating_add(1));
            parts.fold(1, usize::saturating_add)
        }
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1));
            let times = usize::try_from(times).unwrap_or(usize::MAX);
            match single(&repetition.sub) {
                Some(_) => times.saturating_add(1),
                None => states(&repetition.sub)
                    .saturating_add(1)
                    .saturating_mul(times)
                    .saturating_add(1),
            }
        }
    }
}

struct Compiler {
    program: Vec<Inst>,
}

impl Compiler {
    fn tree(&mut self, tree: &Hir) -> Result<(), Unsupported> {
        match tree.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                let text = str::from_utf8(&literal.0).map_err(|_| unexpected())?;
                self.program.push(Inst::Text(text.to_owned()));
            }
            HirKind::Class(_) => {
                let class = single(tree).ok_or_else(unexpected)?;
                self.program.push(Inst::Chars(class, 1, Some(1)));
            }
            HirKind::Look(Look::Start) => self.program.push(Inst::Start),
            HirKind::Look(Look::End) => self.program.push(Inst::End),
            HirKind::Look(_) => return Err(unexpected()),
            HirKind::Capture(capture) => self.tree(&capture.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.tree(part))?,
            HirKind::Alternation(parts) => self.alternation(parts)?,
            HirKind::Repetition(repetition) => self.repetition(repetition)?,
        }
        Ok(())
    }

    /// A choice of places, and from the end of each the way behind the last.
    fn alternation(&mut self, parts: &[Hir]) -> Result<(), Unsupported> {
        let choice = self.goto();
        let mut places = Vec::new();
        let mut ends = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            places.push(self.program.len());
            self.tree(part)?;
            if index + 1 < parts.len() {
                ends.push(self.goto());
            }
        }
        self.set(choice, places);
        let behind = self.program.len();
        for end in ends {
            self.set(end, vec![behind]);
        }
        Ok(())
    }

    fn repetition(&mut self, repetition: &Repetition) -> Result<(), Unsupported> {
        let Repetition { min, max, sub, .. } = repetition;
        if let Some(class) = single(sub) {
            self.program.push(Inst::Chars(class, *min, *max));
            return Ok(());
        }
        let mut last = self.program.len();
        for _ in 0..*min {
            last = self.program.len();
            self.tree(sub)?;
        }
        match max {
            // `(ab)*`
            None if *min == 0 => {
                let choice = self.goto();
                self.tree(sub)?;
                self.program.push(Inst::Goto(vec![choice]));
                let behind = self.program.len();
                self.set(choice, vec![choice + 1, behind]);
            }
            // `(ab)+`
            None => {
                let behind = self.program.len() + 1;
                self.program.push(Inst::Goto(vec![last, behind]));
            }
            // `(ab){2,5}`: each that may be absent can be passed with all after it.
            Some(max) => {
                let mut choices = Vec::new();
                for _ in *min..*max {
                    choices.push(self.goto());
                    self.tree(sub)?;
                }
                let behind = self.program.len();
                for choice in choices {
                    self.set(choice, vec![choice + 1, behind]);
                }
            }
        }
        Ok(())
    }

    /// An instruction whose places are set later.
    fn goto(&mut self) -> usize {
        self.program.push(Inst::Goto(Vec::new()));
        self.program.len() - 1
    }

    fn set(&mut self, goto: usize, places: Vec<usize>) {
        if let Some(inst) = self.program.get_mut(goto) {
            *inst = Inst::Goto(places);
        }
    }
}

/// The characters of a tree that matches just one.
fn single(tree: &Hir) -> Option<Ranges> {
    match tree.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            Some(ranges.map(|range| (range.start(), range.end())).collect())
        }
        // How `regex-syntax` spells the empty class.
        HirKind::Class(Class::Bytes(class)) if class.ranges().is_empty() => Some(Vec::new()),
        HirKind::Literal(literal) => {
            let mut chars = str::from_utf8(&literal.0).ok()?.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => Some(vec![(c, c)]),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The parser makes no such tree.
fn unexpected() -> Unsupported {
    Unsupported::new("it became a tree that cannot be compiled")
}
