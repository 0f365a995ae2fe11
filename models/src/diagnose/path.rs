//! Where in a document a value is.

use std::borrow::Cow;
use std::rc::Rc;

/// The way to the value that is being read. Only what is said of a value needs the
/// way to it; until then it is a list of numbers.
#[derive(Default)]
pub(super) struct Path<'de> {
    steps: Vec<Step<'de>>,
}

struct Step<'de> {
    segment: Segment,
    link: Option<Rc<Link<'de>>>,
}

/// A step from a value to one inside it.
#[derive(Clone, Copy)]
pub(super) enum Segment {
    /// To the property with this name, by its place among those that are open.
    Key(usize),
    Index(usize),
}

/// The way to a value that something was said of. Ways share their beginnings.
pub(super) struct Link<'de> {
    up: Option<Rc<Link<'de>>>,
    name: LinkName<'de>,
}

enum LinkName<'de> {
    Key(Cow<'de, str>),
    Index(usize),
}

impl<'de> Path<'de> {
    pub(super) fn push(&mut self, segment: Segment) {
        self.steps.push(Step {
            segment,
            link: None,
        });
    }

    pub(super) fn pop(&mut self) {
        self.steps.pop();
    }

    /// Goes back to where it had so many steps.
    pub(super) fn truncate(&mut self, depth: usize) {
        self.steps.truncate(depth);
    }

    /// The steps beyond so many.
    pub(super) fn split_off(&mut self, depth: usize) -> Self {
        let steps = self.steps.split_off(depth);
        Path { steps }
    }

    pub(super) fn append(&mut self, mut rest: Self) {
        self.steps.append(&mut rest.steps);
    }

    /// How many steps it has.
    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    /// The way as it is now; `name` knows the names of properties.
    pub(super) fn link(&mut self, name: impl Fn(usize) -> Cow<'de, str>) -> Option<Rc<Link<'de>>> {
        let linked = self.steps.iter().rposition(|step| step.link.is_some());
        let mut last = linked.and_then(|index| self.steps[index].link.clone());
        for step in self
            .steps
            .iter_mut()
            .skip(linked.map_or(0, |index| index + 1))
        {
            let name = match step.segment {
                Segment::Key(place) => LinkName::Key(name(place)),
                Segment::Index(index) => LinkName::Index(index),
            };
            let link = Rc::new(Link { up: last, name });
            step.link = Some(Rc::clone(&link));
            last = Some(link);
        }
        last
    }
}

impl Link<'_> {
    /// The name of the property, if the value is one.
    pub(super) fn key(&self) -> Option<&str> {
        match &self.name {
            LinkName::Key(key) => Some(key),
            LinkName::Index(_) => None,
        }
    }
}

/// The least length of its pointer.
pub(super) fn length(link: Option<&Rc<Link<'_>>>) -> usize {
    let mut length = 0;
    let mut next = link;
    while let Some(link) = next {
        length += 1 + link.key().map_or(1, str::len);
        next = link.up.as_ref();
    }
    length
}

/// The way as a JSON Pointer (RFC 6901 §3).
pub(super) fn pointer(link: Option<&Rc<Link<'_>>>) -> String {
    let mut links = Vec::new();
    let mut next = link;
    while let Some(link) = next {
        links.push(link);
        next = link.up.as_ref();
    }
    let mut pointer = String::new();
    for link in links.iter().rev() {
        pointer.push('/');
        match &link.name {
            LinkName::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            LinkName::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
}
