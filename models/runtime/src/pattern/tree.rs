//! The tree of a pattern (ECMA-262 §22.2.1), as far as a search needs it: captured groups and
//! the order of matches are not represented.

use super::property::Property;

/// A pattern that was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// The grammar that it follows.
    pub mode: Mode,
    /// The tree that it matches.
    pub tree: Node,
}

/// A grammar of patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The grammar of patterns with the flag `u` (§22.2.1).
    Unicode,
    /// The grammar of patterns without flags, which accepts nearly everything (§B.1.2). Their
    /// characters are code points here all the same, as JSON Schema requires (Core §6.4).
    AnnexB,
}

/// A part of a pattern, at most [`MAX_DEPTH`](super::MAX_DEPTH) levels deep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// No text.
    Empty,
    /// A code point, which may be half a surrogate pair: that is in no text of Rust.
    Char(u32),
    /// `.`: any character but line terminators (§12.3).
    Dot,
    /// `[a-z]`, and sets outside brackets.
    Class(Class),
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B` if `false`.
    Boundary(bool),
    /// `(?=a)` and its siblings.
    Look {
        /// Whether it looks at the text before: `(?<=a)`.
        behind: bool,
        /// Whether it matches where the body does not: `(?!a)`.
        negative: bool,
        /// The body.
        body: Box<Node>,
    },
    /// `ab`
    Sequence(Vec<Node>),
    /// `a|b`
    Alternatives(Vec<Node>),
    /// `a{2,3}`; what is more than 4,294,967,295 times is so many times.
    Repeat {
        /// The repeated node.
        body: Box<Node>,
        /// The minimum number of repetitions.
        min: u32,
        /// The maximum number of repetitions, if there is a limit.
        max: Option<u32>,
    },
    /// A feature of ECMA-262 that is not searched, and the byte of the source where it
    /// begins.
    Unsupported(Feature, usize),
}

/// A feature of ECMA-262 that is not searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// `\1`, `\k<name>`
    Backreference,
    /// `(?i:a)`: flags that are turned on.
    Modifiers,
    /// `\p{..}` or `\u{..}` in a pattern that is not of [`Mode::Unicode`], where it means the
    /// letter, which is surely a mistake.
    UnicodeEscape,
    /// Groups and quantifiers inside more than [`MAX_DEPTH`](super::MAX_DEPTH) others.
    Depth,
}

/// A class (§22.2.1, `CharacterClass`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Whether it has the characters that are in none of its items.
    pub negated: bool,
    /// Its items.
    pub items: Vec<ClassItem>,
}

/// An item of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassItem {
    /// The code points from one to another.
    Range(u32, u32),
    /// A set, or all that is not in it if `true`.
    Set(Set, bool),
}

/// A set of characters with a name (§22.2.1, `CharacterClassEscape`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Set {
    /// `\d`
    Digits,
    /// `\s`: white space (§12.2) and line terminators (§12.3).
    Spaces,
    /// `\w`
    Words,
    /// `\p{..}`
    Property(Property),
}
