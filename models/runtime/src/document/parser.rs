//! Reading of a text into its items, without recursion.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use std::vec::IntoIter;

use super::{Document, Item, MARK, Range, Refusal, Refused, Spelling, hash_of_name, segment};
use crate::error::ErrorKind;
use crate::text::lexer::{Kind, Lexer};
use crate::text::read_error::ReadError;
use crate::text::strings::{end_of_short, skip_plain, unescape_one};
use crate::typed::checker::strings::{Inside, inside_string};

/// Reads the items of a text, without recursion.
pub(super) struct Parser<'t> {
    lexer: Lexer<'t>,
    document: Document<'t>,
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
    /// Arrays and objects that are not read, in the order of the text.
    closed: Peekable<IntoIter<Range>>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, max_depth: usize) -> Self {
        // Room for all items of a small document.
        const ROOM: usize = 1 << 11;
        Parser::with_room(text, max_depth, (text.len() / 8).min(ROOM))
    }

    fn with_room(text: &'t str, max_depth: usize, room: usize) -> Self {
        Parser {
            lexer: Lexer::of_text(text),
            document: Document {
                text,
                items: Vec::with_capacity(room),
                refused: Vec::new(),
                max_depth,
                steps: OnceLock::new(),
                paths: AtomicUsize::new(0),
            },
            open: Vec::with_capacity(16),
            names: Vec::with_capacity(32),
            duplicates: Vec::new(),
            unread: Vec::new(),
            in_value: false,
            closed: Vec::new().into_iter().peekable(),
        }
    }

    /// Without what is in these arrays and objects, which have been checked.
    pub(super) fn without(self, closed: Vec<Range>) -> Self {
        Parser {
            closed: closed.into_iter().peekable(),
            ..self
        }
    }

    pub(super) fn parse(mut self) -> (Document<'t>, Option<Refusal>) {
        let mut refused = Vec::new();
        if self.document.text.starts_with(MARK) {
            self.lexer.go_to(MARK.len());
            refused.push(Refused {
                kind: ErrorKind::Encoding,
                at: 0,
                first: None,
            });
        }
        let read = self.whole_value().and_then(|()| self.lexer.end());
        let failure = read.err().map(|error| self.failure(&error));
        let duplicates = self.duplicates.iter().map(|(first, second)| Refused {
            kind: ErrorKind::DuplicateKey,
            at: *second,
            first: Some(*first),
        });
        let count = self.document.items.len();
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
            refused,
            ..self.document
        };
        (document, failure)
    }

    /// The value that begins at an offset, unless something is wrong with it, and the offset
    /// after it.
    pub(super) fn value_at(
        text: &'t str,
        start: usize,
        max_depth: usize,
    ) -> Option<(Document<'t>, usize)> {
        // Most values are small.
        const ROOM: usize = 1 << 5;
        let mut parser = Parser::with_room(text, max_depth, ROOM);
        parser.lexer.go_to(start);
        parser.whole_value().ok()?;
        let is_regular = parser.duplicates.is_empty() && parser.unread.is_empty();
        is_regular.then(|| (parser.document, parser.lexer.offset()))
    }

    /// The reason why the text cannot be read any further; what is open ends here.
    fn failure(&mut self, error: &ReadError) -> Refusal {
        let at = error.offset().unwrap_or(0);
        let rest = self.document.text.get(at..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
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
            while next < self.document.items.len() {
                let value = next + usize::from(self.document.items[last].kind == Kind::Object);
                let Some(item) = self.document.items.get(value) else {
                    break;
                };
                next = item.next as usize;
                whole += 1;
            }
            self.document.items.truncate(next);
            self.document.items[last].count = whole;
        }
        let next = self.document.items.len() as u32;
        for open in &self.open {
            let item = &mut self.document.items[*open];
            item.spelling = Spelling::Cut;
            item.end = offset.max(item.start + 1).min(self.document.text.len());
            item.next = next;
        }
    }

    /// JSON Pointer of the value that is being read.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        let mut names = 0;
        for (depth, at) in self.open.iter().enumerate() {
            if depth + 1 == self.open.len() && !self.in_value {
                break;
            }
            let item = self.document.items[*at];
            if item.kind == Kind::Array {
                // Writing to a String cannot fail.
                let _ = write!(pointer, "/{}", item.count.saturating_sub(1));
                continue;
            }
            names += item.count as usize;
            let name = names.checked_sub(1).and_then(|last| self.names.get(last));
            if let Some(name) = name {
                let name = self.document.root().with_id(*name);
                pointer.push_str(&segment(&name.text()));
            }
        }
        pointer
    }

    /// Reads a value, and all that is in it.
    fn whole_value(&mut self) -> Result<(), ReadError> {
        self.value()?;
        while let Some(&at) = self.open.last() {
            match self.document.items[at].kind {
                Kind::Array => self.element(at)?,
                _ => self.property(at)?,
            }
        }
        Ok(())
    }

    /// Goes on in an array: one more element, or its end.
    fn element(&mut self, at: usize) -> Result<(), ReadError> {
        if self.lexer.take(b']') {
            self.close(at);
            return Ok(());
        }
        if self.document.items[at].count > 0 && !self.lexer.take(b',') {
            return Err(self.lexer.unexpected("',' or ']'"));
        }
        self.document.items[at].count += 1;
        self.value()
    }

    /// Goes on in an object: one more property, or its end.
    fn property(&mut self, at: usize) -> Result<(), ReadError> {
        if self.lexer.take(b'}') {
            self.close(at);
            return Ok(());
        }
        if self.document.items[at].count > 0 && !self.lexer.take(b',') {
            return Err(self.lexer.unexpected("',' or '}'"));
        }
        if self.lexer.peek() != Some(b'"') {
            return Err(self.lexer.unexpected("a property name in double quotes"));
        }
        self.document.items[at].count += 1;
        let name = self.document.items.len();
        self.names.push(name);
        self.string()?;
        let hash = hash_of_name(&self.document.root().with_id(name).text());
        self.document.items[name].count = hash;
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
            Kind::Array | Kind::Object if self.skip_closed(start) => Spelling::Skipped,
            Kind::Array | Kind::Object if self.open.len() == self.document.max_depth => {
                self.unread
                    .push((ErrorKind::Depth, self.document.items.len()));
                if let Err(error) = self.skip() {
                    // It is rejected for its depth too.
                    let end = error.offset().unwrap_or(start + 1).max(start + 1);
                    self.push(
                        kind,
                        Spelling::Skipped,
                        start,
                        end.min(self.document.text.len()),
                    );
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

    /// Skips the array or object at an offset, if it is one of those that are not read.
    fn skip_closed(&mut self, start: usize) -> bool {
        let closed = self.closed.next_if(|(other, _)| *other == start);
        closed.is_some_and(|(_, end)| {
            self.lexer.go_to(end);
            true
        })
    }

    fn begin(&mut self, kind: Kind, start: usize, bracket: u8) {
        self.open.push(self.document.items.len());
        self.push(kind, Spelling::Plain, start, start);
        self.lexer.take(bracket);
        self.in_value = false;
    }

    fn close(&mut self, at: usize) {
        self.open.pop();
        let next = self.document.items.len() as u32;
        let item = &mut self.document.items[at];
        item.end = self.lexer.offset();
        item.next = next;
        if item.kind == Kind::Object {
            let first = self.names.len() - item.count as usize;
            self.find_duplicates(first);
            self.names.truncate(first);
        }
    }

    fn push(&mut self, kind: Kind, spelling: Spelling, start: usize, end: usize) {
        let next = self.document.items.len() as u32 + 1;
        self.document.items.push(Item {
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
        let (spelling, end) = string(self.document.text.as_bytes(), start)?;
        if spelling == Spelling::NoText {
            self.unread
                .push((ErrorKind::LoneSurrogate, self.document.items.len()));
        }
        self.lexer.go_to(end);
        self.push(Kind::String, spelling, start, end);
        Ok(())
    }

    /// Skips an array or an object of any depth.
    fn skip(&mut self) -> Result<(), ReadError> {
        let mut inner = Parser {
            lexer: self.lexer.rewound(self.lexer.offset()),
            ..Parser::new(self.document.text, usize::MAX)
        };
        inner.whole_value()?;
        self.lexer.go_to(inner.lexer.offset());
        Ok(())
    }

    /// Finds equal names among those of an object, which are the last of all.
    fn find_duplicates(&mut self, first: usize) {
        // Most objects are small, and searched faster without sorting.
        const FEW: usize = 16;
        let document = &self.document;
        let names = &mut self.names[first..];
        let hash = |at: usize| document.items[at].count;
        let text = |at: usize| document.root().with_id(at).text();
        if names.len() <= FEW {
            for (place, second) in names.iter().enumerate() {
                let equal = |first: &&usize| {
                    hash(**first) == hash(*second) && text(**first) == text(*second)
                };
                if let Some(first) = names[..place].iter().find(equal) {
                    self.duplicates.push((*first, *second));
                }
            }
            return;
        }
        names.sort_unstable_by(|left, right| {
            let names = || text(*left).cmp(&text(*right));
            let hashes = hash(*left).cmp(&hash(*right));
            hashes.then_with(names).then(left.cmp(right))
        });
        let equal = |left: &usize, right: &usize| {
            hash(*left) == hash(*right) && text(*left) == text(*right)
        };
        for alike in names.chunk_by(equal) {
            let (first, others) = alike.split_at(1);
            let pairs = others.iter().map(|second| (first[0], *second));
            self.duplicates.extend(pairs);
        }
    }
}

/// The spelling of the string that begins at `start`, and the offset after it.
fn string(text: &[u8], start: usize) -> Result<(Spelling, usize), ReadError> {
    if let Some(end) = end_of_short(text, start + 1) {
        return Ok((Spelling::Plain, end + 1));
    }
    if let Ok(Inside { end, escapes }) = inside_string(text, start + 1) {
        let spelling = if escapes {
            Spelling::Escaped
        } else {
            Spelling::Plain
        };
        return Ok((spelling, end + 1));
    }
    // Something is wrong with it.
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
