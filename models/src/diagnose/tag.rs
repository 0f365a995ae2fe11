//! The property that tells the branches of a union apart.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::group::Pending;
use super::near::nearest;
use super::path::Link;
use super::table::{Branch, Keyword, Says};
use super::words::What;
use crate::runtime::{Kind, Lexer};

/// A property that would tell that a value belongs to a branch, and is something else.
#[derive(Clone)]
pub(super) struct Tag<'de> {
    pub(super) name: &'static str,
    /// What it can be.
    pub(super) texts: Cow<'static, [&'static str]>,
    /// What it is; `None`, if it is not there.
    pub(super) kind: Option<Kind>,
    /// The name that may stand for it, if it is not there.
    pub(super) near: Option<Rc<str>>,
    /// What it says, if it is a string.
    pub(super) text: Option<Cow<'de, str>>,
    /// Where it is, or the object that lacks it.
    pub(super) path: Option<Rc<Link<'de>>>,
    pub(super) depth: usize,
    pub(super) span: (usize, usize),
}

impl<'de> Tag<'de> {
    /// The tag that is missed by a branch of a union at a depth, if this says so.
    pub(super) fn missed(
        branch: &'static Branch,
        depth: usize,
        pending: &Pending<'de>,
        keyword: &Keyword,
    ) -> Option<Self> {
        // A union in the union may have found it.
        if let What::NoBranch(choice) = &pending.what {
            return choice.tag.clone().filter(|_| choice.depth == depth);
        }
        let is_about = |(name, _): &&(&str, _)| pending.is_about(keyword, name, depth);
        let (name, texts) = branch.tags.iter().find(is_about)?;
        let (kind, near) = match &pending.what {
            What::Kind(kind) | What::Another(kind) => (Some(*kind), None),
            What::Missing { near, .. } => (None, near.clone()),
            _ => (None, None),
        };
        Some(Tag {
            name,
            texts: Cow::Borrowed(texts),
            kind,
            near,
            text: None,
            path: pending.path.clone(),
            depth: pending.depth,
            span: pending.span,
        })
    }

    /// The tag that all branches miss, of the tags that each of them does.
    pub(super) fn shared(missed: &[&[Tag<'de>]], document: &'de [u8]) -> Option<Self> {
        let (first, others) = missed.split_first()?;
        first.iter().find_map(|tag| {
            let texts = |tags: &&[Tag<'de>]| {
                let same = tags.iter().find(|other| other.name == tag.name);
                same.map(|tag| tag.texts.clone())
            };
            let others: Option<Vec<_>> = others.iter().map(texts).collect();
            let mut texts = tag.texts.to_vec();
            texts.extend(others?.concat());
            let mut told = BTreeSet::new();
            texts.retain(|text| told.insert(*text));
            Some(Tag {
                texts: Cow::Owned(texts),
                text: tag.read(document),
                ..tag.clone()
            })
        })
    }

    /// What it says, if it is a string.
    fn read(&self, document: &'de [u8]) -> Option<Cow<'de, str>> {
        let mut lexer = Lexer::new(document);
        lexer.go_to(self.span.0);
        (self.kind == Some(Kind::String)).then(|| lexer.string().ok())?
    }

    /// What it may have been meant to say.
    pub(super) fn meant(&self) -> Option<&'static str> {
        nearest(self.text.as_ref()?, self.texts.iter().copied())
    }
}

impl Pending<'_> {
    /// Whether it says that a property of the value at a depth is not there, or not
    /// one of the listed values.
    fn is_about(&self, keyword: &Keyword, name: &str, depth: usize) -> bool {
        match (&keyword.says, &self.what) {
            (Says::Required(_), What::Missing { name: missing, .. }) => {
                self.depth == depth && *missing == name
            }
            (Says::Enum(_) | Says::Type(_), _) => {
                let key = self.path.as_ref().and_then(|link| link.key());
                self.depth == depth + 1 && key == Some(name)
            }
            _ => false,
        }
    }
}
