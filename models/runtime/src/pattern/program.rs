//! Programs: what a pattern is compiled to. Those of generated code are constants, those
//! of a schema that is read at run time own their instructions; the search reads both as
//! [`Inst`].

use std::ops::RangeInclusive;

/// An instruction. After the last one, the program has matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inst<'p> {
    /// Goes on where the text begins: `^`.
    Start,
    /// Goes on where the text ends: `$`.
    End,
    /// Goes on where a word begins or ends (`\b`), or where none does (`\B`).
    Boundary(bool),
    /// Takes this text, which is not empty.
    Text(&'p str),
    /// Takes at least so many characters and at most so many (without a limit if
    /// `None`), each in one of the ranges. These are in order.
    Chars(&'p [RangeInclusive<char>], u32, Option<u32>),
    /// Goes on at each of these instructions.
    Goto(&'p [usize]),
    /// Goes on where this lookaround of the pattern matches, or where it does not.
    Look(usize, bool),
}

/// The body of a lookaround. Those inside it come before it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'p> {
    /// Whether the text before is searched (`(?<=`), not the text after (`(?=`).
    pub behind: bool,
    /// The instructions; those of a lookahead read the text backward, from where the
    /// body ends to where it begins.
    pub insts: &'p [Inst<'p>],
}

/// An [`Inst`] that owns what it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedInst {
    /// [`Inst::Start`]
    Start,
    /// [`Inst::End`]
    End,
    /// [`Inst::Boundary`]
    Boundary(bool),
    /// [`Inst::Text`]
    Text(String),
    /// [`Inst::Chars`]
    Chars(Vec<RangeInclusive<char>>, u32, Option<u32>),
    /// [`Inst::Goto`]
    Goto(Vec<usize>),
    /// [`Inst::Look`]
    Look(usize, bool),
}

/// A [`Look`] that owns its instructions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedLook {
    /// [`Look::behind`]
    pub behind: bool,
    /// [`Look::insts`]
    pub insts: Vec<OwnedInst>,
}

/// A program that owns its instructions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// The instructions.
    pub insts: Vec<OwnedInst>,
    /// The lookarounds that they name, each behind those inside it.
    pub looks: Vec<OwnedLook>,
}

#[cfg(feature = "validate")]
impl Program {
    /// The same program, as its own.
    pub(super) fn of(insts: &[Inst<'_>], looks: &[Look<'_>]) -> Self {
        let owned = |insts: &[Inst<'_>]| insts.iter().map(OwnedInst::of).collect();
        let looks = looks.iter().map(|look| OwnedLook {
            behind: look.behind,
            insts: owned(look.insts),
        });
        Program {
            insts: owned(insts),
            looks: looks.collect(),
        }
    }
}

#[cfg(feature = "validate")]
impl OwnedInst {
    fn of(inst: &Inst<'_>) -> Self {
        match *inst {
            Inst::Start => OwnedInst::Start,
            Inst::End => OwnedInst::End,
            Inst::Boundary(is_one) => OwnedInst::Boundary(is_one),
            Inst::Text(text) => OwnedInst::Text(text.to_owned()),
            Inst::Chars(ranges, min, max) => OwnedInst::Chars(ranges.to_vec(), min, max),
            Inst::Goto(places) => OwnedInst::Goto(places.to_vec()),
            Inst::Look(look, holds) => OwnedInst::Look(look, holds),
        }
    }
}

/// Instructions in either form.
pub(super) trait Insts<'p>: Copy {
    /// The number of them.
    fn count(self) -> usize;

    /// One of them, unless the program ends before.
    fn inst(self, index: usize) -> Option<Inst<'p>>;
}

impl<'p> Insts<'p> for &'p [Inst<'p>] {
    fn count(self) -> usize {
        self.len()
    }

    fn inst(self, index: usize) -> Option<Inst<'p>> {
        self.get(index).copied()
    }
}

impl<'p> Insts<'p> for &'p [OwnedInst] {
    fn count(self) -> usize {
        self.len()
    }

    fn inst(self, index: usize) -> Option<Inst<'p>> {
        Some(match self.get(index)? {
            OwnedInst::Start => Inst::Start,
            OwnedInst::End => Inst::End,
            OwnedInst::Boundary(is_one) => Inst::Boundary(*is_one),
            OwnedInst::Text(text) => Inst::Text(text),
            OwnedInst::Chars(ranges, min, max) => Inst::Chars(ranges, *min, *max),
            OwnedInst::Goto(places) => Inst::Goto(places),
            OwnedInst::Look(look, holds) => Inst::Look(*look, *holds),
        })
    }
}
