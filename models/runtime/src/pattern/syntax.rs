//! The parser of patterns: alternatives, groups and quantifiers (ECMA-262 §22.2.1,
//! §B.1.2).
//!
//! Groups are kept on a stack of its own, so that no source is too deep to be read.

use std::fmt;
use std::mem::take;

use super::class;
use super::escape;
use super::group_name::{self, Names};
use super::tree::{Feature, Mode, Node, Syntax};

/// Groups and quantifiers that may be inside each other in a tree, so that recursion
/// over one does not go too deep.
pub const MAX_DEPTH: usize = 250;

/// The reason why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte of the source at which that shows.
    pub at: usize,
    /// The problem, as a clause.
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.message, self.at)
    }
}

impl std::error::Error for SyntaxError {}

/// Parses a pattern with the flag `u`, or else without (§B.1.2).
///
/// # Errors
///
/// [`SyntaxError`] if it is neither; the error is about the pattern with the flag `u`.
pub fn parse(source: &str) -> Result<Syntax, SyntaxError> {
    let strict = match Parser::new(source, Mode::Unicode).pattern() {
        Ok(tree) => {
            let mode = Mode::Unicode;
            return Ok(Syntax { mode, tree });
        }
        Err(error) => error,
    };
    match Parser::new(source, Mode::AnnexB).pattern() {
        Ok(tree) => {
            let mode = Mode::AnnexB;
            Ok(Syntax { mode, tree })
        }
        Err(_) => Err(strict),
    }
}

/// The reason why a text is no pattern with the flag `u`; `None` if it is one.
#[must_use]
pub fn unicode_error(text: &str) -> Option<SyntaxError> {
    Parser::new(text, Mode::Unicode).pattern().err()
}

/// Whether a text is a pattern with the flag `u`: the format `regex` (JSON Schema
/// Validation §7.3.8).
#[must_use]
pub fn is_pattern(text: &str) -> bool {
    unicode_error(text).is_none()
}

/// A position in a source, and the groups that are open at it.
pub(super) struct Parser<'s> {
    source: &'s str,
    at: usize,
    /// The grammar.
    pub(super) mode: Mode,
    /// Whether `\k` begins a reference, and nothing else.
    pub(super) has_names: bool,
    /// The number of groups that capture, in all of the source.
    pub(super) captures: usize,
    /// The names that are referred to, with the places where.
    pub(super) references: Vec<(String, usize)>,
    /// The group around the next term.
    group: Group,
    /// The groups around that one.
    around: Vec<Group>,
}

/// A group whose end has not come yet; the pattern as a whole is one, too.
struct Group {
    kind: Kind,
    /// Where it begins.
    at: usize,
    /// The alternatives before the current one.
    alternatives: Vec<Node>,
    /// The terms of the current one.
    terms: Vec<Node>,
    /// The depth of the deepest term.
    depth: usize,
    /// Whether an alternative has more than one term.
    has_sequence: bool,
    /// The names in the alternatives before, which the current one may use again.
    names_before: Names,
    /// The names in the current one.
    names: Names,
}

/// A kind of group.
enum Kind {
    /// One that matches what is in it.
    Plain,
    /// A lookaround.
    Look { behind: bool, negative: bool },
    /// One that turns on flags.
    Modified,
}

impl Group {
    fn new(kind: Kind, at: usize) -> Self {
        Group {
            kind,
            at,
            alternatives: Vec::new(),
            terms: Vec::new(),
            depth: 0,
            has_sequence: false,
            names_before: Names::new(),
            names: Names::new(),
        }
    }

    fn push(&mut self, node: Node, depth: usize, at: usize) {
        if depth > MAX_DEPTH {
            self.terms.push(Node::Unsupported(Feature::Depth, at));
            return;
        }
        self.depth = self.depth.max(depth);
        self.terms.push(node);
    }

    /// Ends the current alternative.
    fn alternative(&mut self) {
        let terms = take(&mut self.terms);
        self.has_sequence |= terms.len() > 1;
        self.alternatives.push(one_or(terms, Node::Sequence));
        let names = take(&mut self.names);
        group_name::unite(&mut self.names_before, names);
    }

    /// The tree of the group, its depth, and the names in it.
    fn end(mut self) -> (Node, usize, Names) {
        self.alternative();
        let levels = [
            self.has_sequence,
            self.alternatives.len() > 1,
            matches!(self.kind, Kind::Look { .. }),
        ];
        let depth = self.depth + levels.into_iter().filter(|is_one| *is_one).count();
        let body = one_or(self.alternatives, Node::Alternatives);
        let node = match self.kind {
            Kind::Plain => body,
            Kind::Look { behind, negative } => {
                let body = Box::new(body);
                Node::Look {
                    behind,
                    negative,
                    body,
                }
            }
            Kind::Modified => Node::Unsupported(Feature::Modifiers, self.at),
        };
        (node, depth, self.names_before)
    }
}

impl<'s> Parser<'s> {
    fn new(source: &'s str, mode: Mode) -> Self {
        let (captures, has_names) = group_name::count(source);
        Parser {
            source,
            at: 0,
            mode,
            has_names: has_names || mode == Mode::Unicode,
            captures,
            references: Vec::new(),
            group: Group::new(Kind::Plain, 0),
            around: Vec::new(),
        }
    }

    /// `Pattern`
    fn pattern(mut self) -> Result<Node, SyntaxError> {
        while let Some(c) = self.peek() {
            match c {
                '|' => {
                    self.skip(c);
                    self.group.alternative();
                }
                '(' => self.open()?,
                ')' => self.close()?,
                _ => self.term(c)?,
            }
        }
        if !self.around.is_empty() {
            return Err(self.error_at(self.group.at, "a group is not closed"));
        }
        let (tree, _, names) = self.group.end();
        for (name, at) in self.references {
            if !names.contains_key(&name) {
                let message = format!("no group is named `{name}`");
                return Err(SyntaxError { at, message });
            }
        }
        Ok(tree)
    }

    /// Begins a group.
    fn open(&mut self) -> Result<(), SyntaxError> {
        let begin = self.at;
        self.skip('(');
        let mut name = None;
        let look = |behind, negative| Kind::Look { behind, negative };
        let kind = if self.take("?:") {
            Kind::Plain
        } else if self.take("?=") {
            look(false, false)
        } else if self.take("?!") {
            look(false, true)
        } else if self.take("?<=") {
            look(true, false)
        } else if self.take("?<!") {
            look(true, true)
        } else if self.take("?<") {
            name = Some(group_name::parse(self)?);
            Kind::Plain
        } else if self.take("?") {
            self.modifiers()?
        } else {
            Kind::Plain
        };
        if let Some(name) = name {
            // In the alternative around the group, where it must not be used again.
            self.add_names(Names::from([(name, begin)]))?;
        }
        let around = std::mem::replace(&mut self.group, Group::new(kind, begin));
        self.around.push(around);
        Ok(())
    }

    /// `RegularExpressionModifiers`: flags that are turned on, and off.
    fn modifiers(&mut self) -> Result<Kind, SyntaxError> {
        let mut seen = String::new();
        let mut off = None;
        loop {
            match self.next() {
                Some(flag @ ('i' | 'm' | 's')) if !seen.contains(flag) => seen.push(flag),
                Some('-') if off.is_none() => off = Some(seen.len()),
                Some(':') if off.is_none() || !seen.is_empty() => break,
                _ => return Err(self.error("a group begins with `?`")),
            }
        }
        // All flags are off until one is turned on.
        let on = off.unwrap_or(seen.len());
        Ok(if on == 0 { Kind::Plain } else { Kind::Modified })
    }

    /// Ends a group.
    fn close(&mut self) -> Result<(), SyntaxError> {
        let Some(around) = self.around.pop() else {
            return Err(self.error("a `)` closes no group"));
        };
        self.skip(')');
        let group = std::mem::replace(&mut self.group, around);
        let begin = group.at;
        let may_repeat = match group.kind {
            Kind::Look { behind, .. } => self.mode == Mode::AnnexB && !behind,
            Kind::Plain | Kind::Modified => true,
        };
        let (node, depth, names) = group.end();
        self.add_names(names)?;
        if may_repeat {
            self.quantified(node, depth, begin)
        } else {
            self.group.push(node, depth, begin);
            Ok(())
        }
    }

    /// Adds names to the current alternative.
    fn add_names(&mut self, names: Names) -> Result<(), SyntaxError> {
        match group_name::unite(&mut self.group.names, names) {
            None => Ok(()),
            Some((name, at)) => Err(self.error_at(at, &format!("two groups are named `{name}`"))),
        }
    }

    /// An assertion, or an atom with its quantifier, neither in parentheses.
    fn term(&mut self, first: char) -> Result<(), SyntaxError> {
        let begin = self.at;
        let strict = self.mode == Mode::Unicode;
        let assertion = match first {
            '^' => Some(Node::Start),
            '$' => Some(Node::End),
            '\\' => match self.rest().as_bytes().get(1) {
                Some(b'b') => Some(Node::Boundary(true)),
                Some(b'B') => Some(Node::Boundary(false)),
                _ => None,
            },
            _ => None,
        };
        if let Some(assertion) = assertion {
            self.take("\\");
            self.next();
            // A quantifier that follows is not taken here, and so found invalid.
            self.group.push(assertion, 0, begin);
            return Ok(());
        }
        let counts = first == '{' && self.count()?.is_some();
        if counts || matches!(first, '*' | '+' | '?') {
            return Err(self.error_at(begin, "a quantifier follows no atom"));
        }
        self.skip(first);
        let atom = match first {
            '.' => Node::Dot,
            '[' => class::parse(self)?,
            '\\' => escape::atom(self)?,
            ']' | '{' | '}' if strict => {
                let message = format!("a lone `{first}` must be escaped");
                return Err(self.error_at(begin, &message));
            }
            c => Node::Char(c.into()),
        };
        self.quantified(atom, 0, begin)
    }

    /// Adds an atom, repeated by the quantifier that may follow.
    fn quantified(&mut self, atom: Node, depth: usize, begin: usize) -> Result<(), SyntaxError> {
        let times = match self.peek() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => {
                let count = self.count()?;
                if count.is_none() && self.mode == Mode::Unicode {
                    return Err(self.error("a `{` begins no quantifier"));
                }
                count
            }
            _ => None,
        };
        let Some((min, max)) = times else {
            self.group.push(atom, depth, begin);
            return Ok(());
        };
        // That of a count was taken up to its closing brace.
        self.next();
        // Being lazy changes what is found first, never whether anything is.
        self.take("?");
        let body = Box::new(atom);
        self.group
            .push(Node::Repeat { body, min, max }, depth + 1, begin);
        Ok(())
    }

    /// Takes `{2`, `{2,` or `{2,3` where the closing brace comes next; nothing where it
    /// is no quantifier.
    fn count(&mut self) -> Result<Option<(u32, Option<u32>)>, SyntaxError> {
        let begin = self.at;
        self.take("{");
        let min = self.digits();
        let comma = self.take(",");
        let max = if comma { self.digits() } else { min };
        if min.is_empty() || self.peek() != Some('}') {
            self.at = begin;
            return Ok(None);
        }
        if !max.is_empty() && is_less(max, min) {
            return Err(self.error_at(begin, "a quantifier has its limits in the wrong order"));
        }
        let number = |digits: &str| digits.parse().unwrap_or(u32::MAX);
        let max = (!max.is_empty()).then(|| number(max));
        Ok(Some((number(min), max)))
    }

    /// Takes the digits that come next.
    pub(super) fn digits(&mut self) -> &'s str {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// The place of the next character, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to a place.
    pub(super) fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The rest of the source.
    pub(super) fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The next character, without taking it.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.skip(next);
        Some(next)
    }

    /// Takes this text if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// Takes the next character, which is this one.
    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    /// An error at the place of the next character.
    pub(super) fn error(&self, message: &str) -> SyntaxError {
        self.error_at(self.at, message)
    }

    /// An error at a place.
    #[expect(clippy::unused_self, reason = "reads better")]
    pub(super) fn error_at(&self, at: usize, message: &str) -> SyntaxError {
        SyntaxError {
            at,
            message: message.to_owned(),
        }
    }
}

/// The node if there is just one, or else what is made of all.
fn one_or(mut nodes: Vec<Node>, all: impl FnOnce(Vec<Node>) -> Node) -> Node {
    if nodes.len() > 1 {
        return all(nodes);
    }
    nodes.pop().unwrap_or(Node::Empty)
}

/// Whether a number is less than another, however many digits they have.
fn is_less(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|digits| digits.trim_start_matches('0'));
    (one.len(), one) < (other.len(), other)
}
