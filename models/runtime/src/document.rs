//! A JSON text (RFC 8259) as a flat list of its values, each with its place.
//!
//! Nothing is copied: names, strings and numbers are read from the text on demand. The
//! evaluator walks the list, as often as a schema needs it, and the frontend reads schemas
//! from it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::error::ErrorKind;
use crate::read::BYTE_ORDER_MARK;
use crate::text::lexer::{Kind, Lexer};
use crate::text::lossy_string::lossy_string;
use crate::text::read_error::ReadError;
use crate::text::strings::{skip_plain, unescape_one};

/// Byte offsets of the first character of something, and of the character after it.
pub type Range = (usize, usize);

/// A text that has been parsed.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t [u8],
    items: Vec<Item>,
    /// Problems of the text that leave it readable.
    pub(crate) refused: Vec<Refused>,
    max_depth: usize,
    /// The last step to each item, made when the first path is requested.
    steps: OnceLock<Vec<Step>>,
}

/// The last step of the way to an item: from its array or object, to the element with this
/// index, or the property whose name is the item with this index.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    container: u32,
    index: u32,
}

/// A value, or the name of a property, which the value follows.
#[derive(Clone, Copy, Debug)]
struct Item {
    kind: Kind,
    spelling: Spelling,
    start: usize,
    end: usize,
    /// The index of the item after it and all that is in it.
    next: u32,
    /// Elements or properties.
    count: u32,
}

/// The spelling of a string, or of a nested value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Plain,
    Escaped,
    /// Escapes half of a surrogate pair: no Unicode text.
    NoText,
    /// An array or object beyond the depth limit: what is in it was skipped.
    Skipped,
    /// An array or object that a syntax error cuts off.
    Cut,
}

/// The reason why a document is rejected though it is JSON, or why it is not JSON.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The rule.
    pub kind: ErrorKind,
    /// In words, without any value of the document.
    pub message: String,
    /// The item that it concerns.
    pub range: Range,
    /// JSON Pointer (RFC 6901) of the value.
    pub pointer: String,
    /// The first of two equal names.
    pub related: Option<Range>,
}

/// A reason to reject a document, which leaves it readable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused {
    pub(crate) kind: ErrorKind,
    /// The index of the value, or of the name.
    pub(crate) at: usize,
    /// The index of the first of two equal names.
    pub(crate) first: Option<usize>,
}

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub struct Instance<'d> {
    document: &'d Document<'d>,
    at: usize,
}

/// The name of a property and its value.
#[derive(Clone, Copy, Debug)]
pub struct Member<'d> {
    /// A string.
    pub name: Instance<'d>,
    /// The value.
    pub value: Instance<'d>,
}

impl<'t> Document<'t> {
    /// Reads a text whose arrays and objects are nested no deeper than `max_depth`; what
    /// is deeper is skipped and rejected.
    ///
    /// # Errors
    ///
    /// The first syntax error.
    pub fn parse(text: &'t [u8], max_depth: usize) -> Result<Self, Refusal> {
        match Document::parse_all(text, max_depth) {
            (document, None) => Ok(document),
            (_, Some(failure)) => Err(failure),
        }
    }

    /// As [`Document::parse`], but the text before the first syntax error can be read. Arrays
    /// and objects that the error cuts off end at that byte.
    pub(crate) fn parse_all(text: &'t [u8], max_depth: usize) -> (Self, Option<Refusal>) {
        let Err(error) = simdutf8::compat::from_utf8(text) else {
            return Parser::new(text, max_depth).parse();
        };
        let valid = error.valid_up_to();
        let (document, failure) = Parser::new(&text[..valid], max_depth).parse();
        let pointer = match failure {
            // The first error in the text is reported.
            Some(failure) if failure.range.1 < valid => return (document, Some(failure)),
            Some(failure) => failure.pointer,
            None => String::new(),
        };
        let failure = Refusal {
            kind: ErrorKind::Encoding,
            message: "the bytes from here on are not UTF-8".to_owned(),
            range: (valid, valid + 1),
            pointer,
            related: None,
        };
        (document, Some(failure))
    }

    /// The text.
    pub(crate) fn text(&self) -> &'t [u8] {
        self.text
    }

    /// The value that the text is, unless an error comes before it.
    pub(crate) fn root_if_any(&self) -> Option<Instance<'_>> {
        (!self.items.is_empty()).then(|| self.root())
    }

    /// The reason why the document is rejected though it is JSON, in the order of the text.
    pub fn refusals(&self) -> Vec<Refusal> {
        let refusals = self.refused.iter().map(|refused| Refusal {
            kind: refused.kind,
            message: self.message(*refused),
            range: self.range(*refused),
            pointer: match refused.kind {
                ErrorKind::Encoding => String::new(),
                _ => self.pointer(refused.at),
            },
            related: refused
                .first
                .map(|first| self.root().with_id(first).range()),
        });
        refusals.collect()
    }

    /// The reason why the document is rejected, as a message.
    pub(crate) fn message(&self, refused: Refused) -> String {
        match refused.kind {
            ErrorKind::DuplicateKey => "expected a new property name, found a duplicate key".into(),
            ErrorKind::Depth => format!("nested deeper than {} levels", self.max_depth),
            ErrorKind::Encoding => BYTE_ORDER_MARK.into(),
            _ => "half of a surrogate pair: no Unicode string can hold it".into(),
        }
    }

    /// The range of the text that the document is rejected for.
    pub(crate) fn range(&self, refused: Refused) -> Range {
        match refused.kind {
            ErrorKind::Encoding => (0, MARK.len()),
            _ => self.root().with_id(refused.at).range(),
        }
    }

    /// The value that the whole text is.
    pub fn root(&self) -> Instance<'_> {
        Instance {
            document: self,
            at: 0,
        }
    }

    /// JSON Pointer (RFC 6901) of a value, or of the property that a name belongs to.
    pub(crate) fn pointer(&self, at: usize) -> String {
        let mut pointer = String::new();
        for segment in self.path(at) {
            match segment {
                Ok(name) => pointer.push_str(&self::segment(&name.text())),
                // Writing to a String cannot fail.
                Err(index) => {
                    let _ = write!(pointer, "/{index}");
                }
            }
        }
        pointer
    }

    /// At least the length of a pointer, found without writing it.
    pub(crate) fn pointer_length(&self, at: usize) -> usize {
        let length = |segment: Result<Instance<'_>, usize>| match segment {
            Ok(name) => name.range().1 - name.range().0,
            Err(_) => 2,
        };
        self.path(at).into_iter().map(length).sum()
    }

    /// The way to a value, or to a name: names of properties and indexes of elements.
    fn path(&self, at: usize) -> Vec<Result<Instance<'_>, usize>> {
        let steps = self.steps.get_or_init(|| self.steps());
        let mut path = Vec::new();
        let mut at = at;
        while let Some(step) = steps.get(at).filter(|_| at > 0) {
            let index = step.index as usize;
            let container = step.container as usize;
            path.push(match self.items[container].kind {
                Kind::Object => Ok(Instance {
                    document: self,
                    at: index,
                }),
                _ => Err(index),
            });
            at = container;
        }
        path.reverse();
        path
    }

    /// The last step to each item, which takes one look at all of them.
    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(self.items.len());
        // The containers around an item, and how many items of each have gone by.
        let mut around: Vec<(usize, u32)> = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            while around
                .pop_if(|(container, _)| self.items[*container].next as usize <= at)
                .is_some()
            {}
            steps.push(match around.last_mut() {
                Some((container, count)) => {
                    let is_name = (*count).is_multiple_of(2);
                    let index = match self.items[*container].kind {
                        Kind::Object if is_name => at as u32,
                        Kind::Object => at as u32 - 1,
                        _ => *count,
                    };
                    *count += 1;
                    let container = *container as u32;
                    Step { container, index }
                }
                None => Step::default(),
            });
            if matches!(item.kind, Kind::Array | Kind::Object) {
                around.push((at, 0));
            }
        }
        steps
    }
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// A name as a segment of a JSON Pointer (RFC 6901 §3), with its slash.
pub fn segment(name: &str) -> String {
    match name.contains(['~', '/']) {
        true => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
        false => format!("/{name}"),
    }
}

impl<'d> Instance<'d> {
    fn item(self) -> &'d Item {
        &self.document.items[self.at]
    }

    /// A number for the value, unique in its document.
    pub(crate) fn id(self) -> usize {
        self.at
    }

    /// The value with this number.
    pub(crate) fn with_id(self, at: usize) -> Self {
        Instance {
            document: self.document,
            at,
        }
    }

    /// Its document.
    pub(crate) fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// Its type.
    pub fn kind(self) -> Kind {
        self.item().kind
    }

    /// Where it is in the text.
    pub fn range(self) -> Range {
        (self.item().start, self.item().end)
    }

    /// Its text, as it is spelled.
    pub fn source(self) -> &'d str {
        let (start, end) = self.range();
        // The text is UTF-8, and values begin and end with ASCII.
        str::from_utf8(&self.document.text[start..end]).unwrap_or_default()
    }

    /// Whether it is the boolean `true`.
    pub fn is_true(self) -> bool {
        self.source() == "true"
    }

    /// The text of a string; half surrogates are replaced by U+FFFD.
    pub fn text(self) -> Cow<'d, str> {
        let (start, end) = self.range();
        match self.item().spelling {
            // What is no string may have no room for quotes.
            Spelling::Plain => {
                let text = self.source().get(1..end - start - 1);
                Cow::Borrowed(text.unwrap_or_default())
            }
            Spelling::Escaped | Spelling::NoText | Spelling::Skipped | Spelling::Cut => {
                let text = lossy_string(self.document.text, start);
                Cow::Owned(text.map_or_else(|_| String::new(), |(text, _)| text))
            }
        }
    }

    /// Whether a string is Unicode text.
    pub(crate) fn is_text(self) -> bool {
        self.item().spelling != Spelling::NoText
    }

    /// Whether it is nested too deep, and what is in it is unknown.
    pub(crate) fn is_skipped(self) -> bool {
        self.item().spelling == Spelling::Skipped
    }

    /// Whether a syntax error cuts it off, so that there may have been more in it.
    pub(crate) fn is_cut(self) -> bool {
        self.item().spelling == Spelling::Cut
    }

    /// The number of elements or properties.
    pub fn len(self) -> usize {
        self.item().count as usize
    }

    /// Whether it has no elements or properties.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The elements of an array; of anything else, none.
    pub fn elements(self) -> impl Iterator<Item = Instance<'d>> {
        let count = usize::from(self.kind() == Kind::Array) * self.len();
        let mut next = self.at + 1;
        (0..count).map(move |_| {
            let element = self.with_id(next);
            next = element.item().next as usize;
            element
        })
    }

    /// The properties of an object, in the order of the text; of anything else, none.
    pub fn members(self) -> impl Iterator<Item = Member<'d>> {
        let count = usize::from(self.kind() == Kind::Object) * self.len();
        let mut next = self.at + 1;
        (0..count).map(move |_| {
            let name = self.with_id(next);
            let value = self.with_id(next + 1);
            next = value.item().next as usize;
            Member { name, value }
        })
    }

    /// The value of a property, found by search.
    pub fn get(self, name: &str) -> Option<Instance<'d>> {
        let mut members = self.members();
        let member = members.find(|member| member.name.is(name))?;
        Some(member.value)
    }

    /// Whether it is a string of this text.
    pub fn is(self, text: &str) -> bool {
        match self.item().spelling {
            // Without escapes the bytes decide, and most differ in length.
            Spelling::Plain => {
                let (start, end) = self.range();
                end - start == text.len() + 2
                    && &self.document.text[start + 1..end - 1] == text.as_bytes()
            }
            _ => self.is_text() && self.text() == text,
        }
    }
}

/// Reads the items of a text, without recursion.
struct Parser<'t> {
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
    fn new(text: &'t [u8], max_depth: usize) -> Self {
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

    fn parse(mut self) -> (Document<'t>, Option<Refusal>) {
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
