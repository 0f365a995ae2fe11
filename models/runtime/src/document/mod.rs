//! A JSON text (RFC 8259) as a flat list of its values, each with its place.
//!
//! Nothing is copied: names, strings and numbers are read from the text on demand. The
//! evaluator walks the list, as often as a schema needs it, and the frontend reads schemas
//! from it.

mod closed;
mod parser;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use foldhash::fast::FixedState;

use crate::error::ErrorKind;
use crate::read::BYTE_ORDER_MARK;
use crate::text::lexer::Kind;
use crate::text::lossy_string::lossy_string;
use closed::closed;
use parser::Parser;

/// Byte offsets of the first character of something, and of the character after it.
pub type Range = (usize, usize);

/// A text that has been parsed.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    items: Vec<Item>,
    /// Problems of the text that leave it readable.
    pub(crate) refused: Vec<Refused>,
    max_depth: usize,
    /// The last step to each item, made where many paths are requested.
    steps: OnceLock<Vec<Step>>,
    /// How many paths were requested.
    paths: AtomicUsize,
}

/// The last step of the way to an item: from its array or object, to the element with this
/// index, or the property whose name is the item with this index.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    container: u32,
    index: u32,
}

/// A step of a path: the name of a property, or the index of an element.
type Segment<'d> = Result<Instance<'d>, usize>;

/// A value, or the name of a property, which the value follows.
#[derive(Clone, Copy, Debug)]
struct Item {
    kind: Kind,
    spelling: Spelling,
    start: usize,
    end: usize,
    /// The index of the item after it and all that is in it.
    next: u32,
    /// The number of elements or properties; of a name, its hash.
    count: u32,
}

/// The spelling of a string, or of a nested value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Plain,
    Escaped,
    /// Escapes half of a surrogate pair: no Unicode text.
    NoText,
    /// An array or object beyond the depth limit, or one that is known to be valid: what is in it
    /// was skipped.
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
        if let Ok(text) = simdutf8::basic::from_utf8(text) {
            return Document::of_text(text, max_depth, 0);
        }
        // To find where it is wrong takes longer.
        let error = simdutf8::compat::from_utf8(text).err();
        let valid = error.map_or(text.len(), |error| error.valid_up_to());
        let text = str::from_utf8(&text[..valid]).unwrap_or_default();
        let (document, failure) = Parser::new(text, max_depth).parse();
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

    /// As [`Document::parse_all`], but what is in arrays and objects that end before an offset is
    /// skipped. Up to there the text must have been checked.
    pub(crate) fn of_text(
        text: &'t str,
        max_depth: usize,
        checked: usize,
    ) -> (Self, Option<Refusal>) {
        let closed = closed(text.as_bytes(), checked);
        Parser::new(text, max_depth).without(closed).parse()
    }

    /// The value that begins at an offset of a text, unless it would be rejected, and the offset
    /// after it.
    pub(crate) fn value_at(text: &'t str, start: usize, max_depth: usize) -> Option<(Self, usize)> {
        Parser::value_at(text, start, max_depth)
    }

    /// The text.
    pub(crate) fn text(&self) -> &'t [u8] {
        self.text.as_bytes()
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
                Ok(name) => push_segment(&mut pointer, &name.text()),
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
        let length = |segment: Segment<'_>| match segment {
            Ok(name) => name.range().1 - name.range().0,
            Err(_) => 2,
        };
        self.path(at).into_iter().map(length).sum()
    }

    /// The way to a value, or to a name: names of properties and indexes of elements.
    fn path(&self, at: usize) -> Vec<Segment<'_>> {
        // To pass over what comes before it takes less time than an index of all items, but not
        // again and again.
        const FEW: usize = 8;
        if self.paths.fetch_add(1, Ordering::Relaxed) < FEW {
            return self.path_from_root(at);
        }
        self.path_by_steps(self.steps.get_or_init(|| self.steps()), at)
    }

    fn path_by_steps(&self, steps: &[Step], mut at: usize) -> Vec<Segment<'_>> {
        let mut path = Vec::new();
        while let Some(step) = steps.get(at).filter(|_| at > 0) {
            let index = step.index as usize;
            let container = step.container as usize;
            path.push(match self.items[container].kind {
                Kind::Object => Ok(self.root().with_id(index)),
                _ => Err(index),
            });
            at = container;
        }
        path.reverse();
        path
    }

    /// A path that is found by passing over what comes before it.
    fn path_from_root(&self, at: usize) -> Vec<Segment<'_>> {
        let mut path = Vec::new();
        let mut container = 0;
        while container != at {
            let is_object = self.items[container].kind == Kind::Object;
            let (mut child, mut index) = (container + 1, 0);
            let value = loop {
                let value = child + usize::from(is_object);
                let Some(item) = self.items.get(value) else {
                    return path;
                };
                let next = item.next as usize;
                if at < next {
                    break value;
                }
                (child, index) = (next, index + 1);
            };
            path.push(match is_object {
                true => Ok(self.root().with_id(child)),
                false => Err(index),
            });
            // The name of a property stands for it.
            container = if at == child { at } else { value };
        }
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

/// The hash of a name. Objects are searched by it, so that most names are not compared; it may
/// be that of several names.
#[inline]
pub(crate) fn hash_of_name(name: &str) -> u32 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(name.as_bytes());
    hasher.finish() as u32
}

/// A JSON Pointer as a URI fragment (RFC 6901 §6).
pub(crate) fn encoded(pointer: &str) -> String {
    let mut fragment = String::new();
    for byte in pointer.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&b) => {
                fragment.push(char::from(b));
            }
            b => fragment.push_str(&format!("%{b:02X}")),
        }
    }
    fragment
}

/// A name as a segment of a JSON Pointer (RFC 6901 §3), with its slash.
pub fn segment(name: &str) -> String {
    let mut pointer = String::new();
    push_segment(&mut pointer, name);
    pointer
}

fn push_segment(pointer: &mut String, name: &str) {
    pointer.push('/');
    match name.contains(['~', '/']) {
        true => pointer.push_str(&name.replace('~', "~0").replace('/', "~1")),
        false => pointer.push_str(name),
    }
}

impl<'d> Instance<'d> {
    #[inline]
    fn item(self) -> &'d Item {
        &self.document.items[self.at]
    }

    /// A number for the value, unique in its document.
    pub(crate) fn id(self) -> usize {
        self.at
    }

    /// The value with this number.
    #[inline]
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
    #[inline]
    pub fn kind(self) -> Kind {
        self.item().kind
    }

    /// Where it is in the text.
    #[inline]
    pub fn range(self) -> Range {
        (self.item().start, self.item().end)
    }

    /// Its text, as it is spelled.
    #[inline]
    pub fn source(self) -> &'d str {
        let (start, end) = self.range();
        // Values begin and end with ASCII.
        self.document.text.get(start..end).unwrap_or_default()
    }

    /// Whether it is the boolean `true`.
    pub fn is_true(self) -> bool {
        self.source() == "true"
    }

    /// The text of a string; half surrogates are replaced by U+FFFD.
    #[inline]
    pub fn text(self) -> Cow<'d, str> {
        let (start, end) = self.range();
        match self.item().spelling {
            // What is no string may have no room for quotes.
            Spelling::Plain => {
                let text = self.document.text.get(start + 1..end - 1);
                Cow::Borrowed(text.unwrap_or_default())
            }
            Spelling::Escaped | Spelling::NoText | Spelling::Skipped | Spelling::Cut => {
                let text = lossy_string(self.document.text.as_bytes(), start);
                Cow::Owned(text.map_or_else(|_| String::new(), |(text, _)| text))
            }
        }
    }

    /// Whether a string is Unicode text.
    pub(crate) fn is_text(self) -> bool {
        self.item().spelling != Spelling::NoText
    }

    /// Whether it is nested too deep, or known to be valid, and what is in it is unknown.
    pub(crate) fn is_skipped(self) -> bool {
        self.item().spelling == Spelling::Skipped
    }

    /// Whether a syntax error cuts it off, so that there may have been more in it.
    pub(crate) fn is_cut(self) -> bool {
        self.item().spelling == Spelling::Cut
    }

    /// The number of elements or properties.
    #[inline]
    pub fn len(self) -> usize {
        self.item().count as usize
    }

    /// Whether it has no elements or properties.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The elements of an array; of anything else, none.
    #[inline]
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
    #[inline]
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

    /// The hash of a name, as [`hash_of_name`] makes it.
    pub(crate) fn hash_of_name(self) -> u32 {
        self.item().count
    }

    /// The value of a property, found by search.
    pub fn get(self, name: &str) -> Option<Instance<'d>> {
        let hash = hash_of_name(name);
        let mut members = self.members();
        let is = |name: Instance<'d>, text| name.hash_of_name() == hash && name.is(text);
        let member = members.find(|member| is(member.name, name))?;
        Some(member.value)
    }

    /// Whether it is a string of this text.
    #[inline]
    pub fn is(self, text: &str) -> bool {
        match self.item().spelling {
            // Without escapes the bytes decide, and most differ in length.
            Spelling::Plain => {
                let (start, end) = self.range();
                end - start == text.len() + 2
                    && self.document.text.as_bytes()[start + 1..end - 1] == *text.as_bytes()
            }
            _ => self.is_text() && self.text() == text,
        }
    }
}
