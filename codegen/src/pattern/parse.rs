//! The syntax of patterns in Unicode mode (ECMA-262 §22.2.1), without the
//! extensions that Annex B allows outside that mode.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, Look, Repetition};

use super::{Unsupported, class, escape};

/// Groups inside groups, beyond which the recursion could become too deep.
const MAX_DEPTH: usize = 50;

/// Bytes of a source, beyond which reading it could take too long.
const MAX_SOURCE: usize = 8192;

/// The tree of a pattern, without its groups: nobody asks what they captured.
pub(super) fn tree(source: &str) -> Result<Hir, Unsupported> {
    if source.len() > MAX_SOURCE {
        let message = format!("it is longer than {MAX_SOURCE} bytes");
        return Err(Unsupported::new(message));
    }
    let mut parser = Parser {
        source,
        at: 0,
        depth: 0,
        names: BTreeSet::new(),
    };
    let tree = parser.disjunction()?;
    match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser.invalid("a `)` closes no group")),
    }
}

/// A place in a source.
pub(super) struct Parser<'s> {
    source: &'s str,
    at: usize,
    depth: usize,
    /// The names of groups, which must differ.
    names: BTreeSet<&'s str>,
}

impl<'s> Parser<'s> {
    /// What comes next.
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
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes this text if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// Takes the text up to a character that must come, and that character.
    pub(super) fn take_until(&mut self, end: char) -> Option<&'s str> {
        let (text, _) = self.rest().split_once(end)?;
        self.at += text.len() + end.len_utf8();
        Some(text)
    }

    /// The pattern is none of Unicode mode.
    pub(super) fn invalid(&self, why: &str) -> Unsupported {
        let character = self.source.get(..self.at).unwrap_or_default();
        let character = character.chars().count();
        Unsupported::new(format!(
            "it is no ECMA-262 regular expression in Unicode mode: {why} (at character {character})"
        ))
    }

    /// `a|b`
    fn disjunction(&mut self) -> Result<Hir, Unsupported> {
        let mut alternatives = vec![self.alternative()?];
        while self.take("|") {
            alternatives.push(self.alternative()?);
        }
        Ok(Hir::alternation(alternatives))
    }

    /// `ab`
    fn alternative(&mut self) -> Result<Hir, Unsupported> {
        let mut terms = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            terms.push(self.term()?);
        }
        Ok(Hir::concat(terms))
    }

    /// An assertion, or an atom with its quantifier.
    fn term(&mut self) -> Result<Hir, Unsupported> {
        let atom = match self.next() {
            // A quantifier that follows is not taken here, and so found invalid.
            Some('^') => return Ok(Hir::look(Look::Start)),
            Some('$') => return Ok(Hir::look(Look::End)),
            Some('(') => self.group()?,
            Some('.') => Hir::class(Class::Unicode(class::dot())),
            Some('[') => Hir::class(Class::Unicode(class::bracketed(self)?)),
            Some('\\') => escape::atom(self)?,
            Some('*' | '+' | '?' | '{') => return Err(self.invalid("a quantifier follows no atom")),
            Some(lone @ (']' | '}')) => {
                return Err(self.invalid(&format!("a lone `{lone}` must be escaped")));
            }
            Some(c) => literal(c),
            None => Hir::empty(),
        };
        self.quantified(atom)
    }

    /// The group that begins before what comes next.
    fn group(&mut self) -> Result<Hir, Unsupported> {
        if ["?=", "?!", "?<=", "?<!"]
            .iter()
            .any(|look| self.take(look))
        {
            return Err(Unsupported::new("it looks ahead or behind"));
        }
        if self.take("?<") {
            self.name()?;
        } else if self.peek() == Some('?') && !self.take("?:") {
            return Err(self.invalid("a group begins with `?`"));
        }
        if self.depth == MAX_DEPTH {
            let message = format!("its groups are nested more than {MAX_DEPTH} levels deep");
            return Err(Unsupported::new(message));
        }
        self.depth += 1;
        let group = self.disjunction()?;
        self.depth -= 1;
        match self.take(")") {
            true => Ok(group),
            false => Err(self.invalid("a group is not closed")),
        }
    }

    /// `name>`: other names than in ASCII are legal, but validators disagree on them.
    fn name(&mut self) -> Result<(), Unsupported> {
        let name = self.take_until('>').unwrap_or_default();
        let first = |c: char| c.is_ascii_alphabetic() || c == '_';
        if !name.starts_with(first) || !name.chars().all(|c| first(c) || c.is_ascii_digit()) {
            return Err(Unsupported::new("a group has an unusual name"));
        }
        match self.names.insert(name) {
            true => Ok(()),
            false => Err(Unsupported::new(format!("two groups are named `{name}`"))),
        }
    }

    /// The atom as often as the quantifier says that may follow.
    fn quantified(&mut self, atom: Hir) -> Result<Hir, Unsupported> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => self.count()?,
            _ => return Ok(atom),
        };
        // The closing brace of a count is still there.
        self.next();
        // Being lazy changes what is found first, never whether anything is.
        self.take("?");
        Ok(Hir::repetition(Repetition {
            min,
            max,
            greedy: true,
            sub: Box::new(atom),
        }))
    }

    /// `{2`, `{2,` or `{2,3`, with the closing brace to come.
    fn count(&mut self) -> Result<(u32, Option<u32>), Unsupported> {
        self.next();
        let min = self.number()?;
        let max = match self.take(",") {
            true if self.peek() == Some('}') => None,
            true => Some(self.number()?),
            false => Some(min),
        };
        match self.peek() {
            Some('}') if max.is_none_or(|max| min <= max) => Ok((min, max)),
            Some('}') => Err(self.invalid("a quantifier has its limits in the wrong order")),
            _ => Err(self.invalid("a `{` begins no quantifier")),
        }
    }

    fn number(&mut self) -> Result<u32, Unsupported> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let (digits, _) = self.rest().split_at(length);
        self.at += length;
        match digits.parse() {
            Ok(number) => Ok(number),
            Err(_) if digits.is_empty() => Err(self.invalid("a `{` begins no quantifier")),
            Err(_) => Err(Unsupported::new(format!("it counts to {digits}"))),
        }
    }
}

/// One character.
pub(super) fn literal(c: char) -> Hir {
    Hir::literal(c.encode_utf8(&mut [0; 4]).as_bytes())
}
