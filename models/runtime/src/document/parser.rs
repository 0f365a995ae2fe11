//! Reading of a text into its items, without recursion.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use super::{Document, Item, MARK, Refusal, Refused, Spelling, segment};
use crate::error::ErrorKind;
use crate::text::lexer::{Kind, Lexer};
use crate::text::read_error::ReadError;
use crate::text::strings::{skip_plain, unescape_one};

/// Reads the items of a text, without recursion.
pub(super) struct Parser<'t> {
    text: &'t [u8],
    lexer: Lexer<'t>,
    max_depth: usize,
    items: Vec<Item>,
    /// The arrays and objects that are open.
    open: Vec<usize>,
    /// The names of all objects that are open.
    names: Vec<usize>,
    /// Equal names, the first first.
    duplicates: Vec<(usize, usize)>,
    /// Values that cannot be read whole.
    unread: Vec<(ErrorKind, usize)>,
    /// Whether a value has begun and its type is not yet known to be right.
    in_value: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t [u8], max_depth: usize) -> Self {
        Parser {
            text,
            lexer: Lexer::new(text),
            max_depth,
            items: Vec::new(),
            open: Vec::new(),
            names: Vec::new(),
            duplicates: Vec::new(),
            unread: Vec::new(),
            in_value: false,
        }
    }

    pub(super) fn parse(mut self) -> (Document<'t>, Option<Refusal>) {
        let mut refused = Vec::new();
        if self.text.starts_with(MARK.as_bytes()) {
            self.lexer.go_to(MARK.len());
            refused.push(Refused {
                kind: ErrorKind::Encoding,
                at: 0,
                first: None,
            });
        }
        let read = self.values();
        let failure = read.err().map(|error| self.failure(&error));
        let duplicates = self.duplicates.iter().map(|(first, second)| Refused {
            kind: ErrorKind::DuplicateKey,
            at: *second,
            first: Some(*first),
        });
        let count = self.items.len();
        let unread = self.unread.iter().filter(|(_, at)| *at < count);
        let unread = unread.map(|(kind, at)| Refused {
            kind: *kind,
            at: *at,
            first: None,
        });
        let whole = duplicates.filter(|refused| refused.at < count);
        refused.extend(whole.chain(unread));
        refused.sort_by_key(|refused| refused.at);
        let document = Document {
            text: self.text,
            items: self.items,
            refused,
            max_depth: self.max_depth,
            steps: OnceLock::new(),
        };
        (document, failure)
    }

    /// The reason why the text cannot be read any further; what is open ends here.
    fn failure(&mut self, error: &ReadError) -> Refusal {
        let at = error.offset().unwrap_or(0);
        let rest = self.text.get(at..).unwrap_or_default();
        let character = rest.utf8_chunks().next();
        let character = character.and_then(|chunk| chunk.valid().chars().next());
        let length = character.map_or(usize::from(!rest.is_empty()), char::len_utf8);
        let pointer = self.pointer();
        self.cut(at);
        Refusal {
            kind: error.kind(),
            message: error.message().to_owned(),
            range: (at, at + length),
            pointer,
            related: None,
        }
    }

    /// Ends what is open, without the element or the property that was begun last.
    fn cut(&mut self, offset: usize) {
        if let Some(last) = self.open.last() {
            let last = *last;
            let mut next = last + 1;
            let mut whole = 0;
            while next < self.items.len() {
                let value = next + usize::from(self.items[last].kind == Kind::Object);
                let Some(item) = self.items.get(value) else {
                    break;
                };
                next = item.next as usize;
                whole += 1;
            }
            self.items.truncate(next);
            self.items[last].count = whole;
        }
        let next = self.items.len() as u32;
        for open in &self.open {
            let item = &mut self.items[*open];
            item.spelling = Spelling::Cut;
            item.end = offset.max(item.start + 1).min(self.text.len());
            item.next = next;
        }
    }

    /// JSON Pointer of the value that is being read.
    fn pointer(&mut self) -> String {
        let document = Document {
            text: self.text,
            items: std::mem::take(&mut self.items),
            refused: Vec::new(),
            max_depth: self.max_depth,
            steps: OnceLock::new(),
        };
        let mut pointer = String::new();
        let mut names = 0;
        for (depth, at) in self.open.iter().enumerate() {
            if depth + 1 == self.open.len() && !self.in_value {
                break;
            }
            let item = document.items[*at];
            if item.kind == Kind::Array {
                // Writing to a String cannot fail.
                let _ = write!(pointer, "/{}", item.count.saturating_sub(1));
                continue;
            }
            names += item.count as usize;
            let name = names.checked_sub(1).and_then(|last| self.names.get(last));
            if let Some(name) = name {
                pointer.push_str(&segment(&document.root().with_id(*name).text()));
            }
        }
        self.items = document.items;
        pointer
    }

    fn values(&mut self) -> Result<(), ReadError> {
        self.value()?;
        while let Some(&at) = self.open.last() {
            match self.items[at].kind {
                Kind::Array => self.element(at)?,
                _ => self.property(at)?,
            }
        }
        self.lexer.end()
    }

    /// Goes on in an array: one more element, or its end.
    fn element(&mut self, at: usize) -> Result<(), ReadError> {
        if self.lexer.take(b']') {
            self.close(at);
            return Ok(());
        }
        if self.items[at].count > 0 && !self.lexer.take(b',') {
            return Err(self.lexer.unexpected("',' or ']'"));
        }
        self.items[at].count += 1;
        self.value()
    }

    /// Goes on in an object: one more property, or its end.
    fn property(&mut self, at: usize) -> Result<(), ReadError> {
        if self.lexer.take(b'}') {
            self.close(at);
            return Ok(());
        }
        if self.items[at].count > 0 && !self.lexer.take(b',') {
            return Err(self.lexer.unexpected("',' or '}'"));
        }
        if self.lexer.peek() != Some(b'"') {
            return Err(self.lexer.unexpected("a property name in double quotes"));
        }
        self.items[at].count += 1;
        self.names.push(self.items.len());
        self.string()?;
        if !self.lexer.take(b':') {
            return Err(self.lexer.unexpected("':'"));
        }
        self.value()
    }

    /// Reads a value, or begins an array or an object.
    fn value(&mut self) -> Result<(), ReadError> {
        self.in_value = true;
        let kind = self.lexer.kind()?;
        if kind == Kind::String {
            self.string()?;
            self.in_value = false;
            return Ok(());
        }
        let start = self.lexer.offset();
        let spelling = match kind {
            Kind::Array | Kind::Object if self.open.len() == self.max_depth => {
                self.unread.push((ErrorKind::Depth, self.items.len()));
                if let Err(error) = self.skip() {
                    // It is rejected for its depth too.
                    let end = error.offset().unwrap_or(start + 1).max(start + 1);
                    self.push(kind, Spelling::Skipped, start, end.min(self.text.len()));
                    return Err(error);
                }
                Spelling::Skipped
            }
            Kind::Array => {
                self.begin(kind, start, b'[');
                return Ok(());
            }
            Kind::Object => {
                self.begin(kind, start, b'{');
                return Ok(());
            }
            _ => {
                self.lexer.scalar(kind)?;
                Spelling::Plain
            }
        };
        self.push(kind, spelling, start, self.lexer.offset());
        self.in_value = false;
        Ok(())
    }

    fn begin(&mut self, kind: Kind, start: usize, bracket: u8) {
        self.open.push(self.items.len());
        self.push(kind, Spelling::Plain, start, start);
        self.lexer.take(bracket);
        self.in_value = false;
    }

    fn close(&mut self, at: usize) {
        self.open.pop();
        let next = self.items.len() as u32;
        let item = &mut self.items[at];
        item.end = self.lexer.offset();
        item.next = next;
        if item.kind == Kind::Object {
            let names = self.names.split_off(self.names.len() - item.count as usize);
            self.find_duplicates(&names);
        }
    }

    fn push(&mut self, kind: Kind, spelling: Spelling, start: usize, end: usize) {
        let next = self.items.len() as u32 + 1;
        self.items.push(Item {
            kind,
            spelling,
            start,
            end,
            next,
            count: 0,
        });
    }

    fn string(&mut self) -> Result<(), ReadError> {
        let start = self.lexer.offset();
        let (spelling, end) = string(self.text, start)?;
        if spelling == Spelling::NoText {
            self.unread
                .push((ErrorKind::LoneSurrogate, self.items.len()));
        }
        self.lexer.go_to(end);
        self.push(Kind::String, spelling, start, end);
        Ok(())
    }

    /// Skips an array or an object of any depth.
    fn skip(&mut self) -> Result<(), ReadError> {
        let inner = Parser {
            max_depth: usize::MAX,
            lexer: self.lexer.rewound(self.lexer.offset()),
            ..Parser::new(self.text, usize::MAX)
        };
        let end = inner.end_of_value()?;
        self.lexer.go_to(end);
        Ok(())
    }

    /// The offset after the next value.
    fn end_of_value(mut self) -> Result<usize, ReadError> {
        self.value()?;
        while let Some(&at) = self.open.last() {
            match self.items[at].kind {
                Kind::Array => self.element(at)?,
                _ => self.property(at)?,
            }
        }
        Ok(self.lexer.offset())
    }

    fn find_duplicates(&mut self, names: &[usize]) {
        // Most objects are small, and searched faster without an index.
        const FEW: usize = 12;
        let document = Document {
            text: self.text,
            items: std::mem::take(&mut self.items),
            refused: Vec::new(),
            max_depth: self.max_depth,
            steps: OnceLock::new(),
        };
        let name = |at: usize| document.root().with_id(at);
        if names.len() <= FEW {
            for (place, second) in names.iter().enumerate() {
                let second_name = name(*second);
                let equal = |first: &&usize| match second_name.item().spelling {
                    Spelling::Plain => {
                        name(**first).is(&second_name.source()[1..second_name.source().len() - 1])
                    }
                    _ => name(**first).text() == second_name.text(),
                };
                if let Some(first) = names[..place].iter().find(equal) {
                    self.duplicates.push((*first, *second));
                }
            }
        } else {
            let mut known = HashMap::with_capacity(names.len());
            for second in names {
                match known.entry(name(*second).text()) {
                    std::collections::hash_map::Entry::Occupied(first) => {
                        self.duplicates.push((*first.get(), *second));
                    }
                    std::collections::hash_map::Entry::Vacant(free) => {
                        free.insert(*second);
                    }
                }
            }
        }
        self.items = document.items;
    }
}

/// The spelling of the string that begins at `start`, and the offset after it.
fn string(text: &[u8], start: usize) -> Result<(Spelling, usize), ReadError> {
    let mut at = start + 1;
    let mut spelling = Spelling::Plain;
    loop {
        at = skip_plain(text, at);
        match text.get(at) {
            Some(b'"') => return Ok((spelling, at + 1)),
            Some(b'\\') => match unescape_one(text, at, &mut [0; 4]) {
                Ok((_, length)) => {
                    at += length;
                    if spelling == Spelling::Plain {
                        spelling = Spelling::Escaped;
                    }
                }
                Err(error) if error.kind() == ErrorKind::LoneSurrogate => {
                    at += 6;
                    spelling = Spelling::NoText;
                }
                Err(error) => return Err(error),
            },
            Some(_) => {
                let why = "a control character must be escaped in a string";
                return Err(ReadError::new(ErrorKind::Syntax, at, why));
            }
            None => {
                let why = "the string that begins here never ends";
                return Err(ReadError::new(ErrorKind::Syntax, start, why));
            }
        }
    }
}
