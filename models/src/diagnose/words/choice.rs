//! What is said of a value where no branch of a union fits better than the others.

use std::collections::BTreeSet;

use super::super::group::{Fit, Pending};
use super::super::near::sort;
use super::super::table::Branch;
use super::super::tag::Tag;
use super::{MANY, listed, one_of, quoted, said};
use crate::runtime::Kind;

/// The branches among which none fits best.
pub(in super::super) struct Choice<'de> {
    /// The type of the value.
    pub(in super::super) kind: Kind,
    /// The number of arrays and objects around the value.
    pub(in super::super) depth: usize,
    pub(in super::super) fit: Fit,
    /// The tag that all of them miss.
    pub(in super::super) tag: Option<Tag<'de>>,
    pub(in super::super) among: Vec<usize>,
    /// The first thing to be said of each.
    pub(in super::super) firsts: Vec<Pending<'de>>,
}

impl Choice<'_> {
    /// What the union would take.
    pub(super) fn words(&self, branches: &[Branch]) -> String {
        let among = self.among.iter().filter_map(|index| branches.get(*index));
        let among: Vec<&Branch> = among.collect();
        match self.fit {
            Fit::Mismatch => {
                let types = branches.iter().flat_map(|branch| branch.types);
                let types = distinct(types.copied());
                listed(types.iter().map(|type_| type_.describe()), "or")
            }
            Fit::Untagged(_) => match &self.tag {
                Some(tag) => tag_words(tag),
                None => "the properties of one branch".to_owned(),
            },
            _ => match required(&among) {
                Some(names) => format!("the properties of one branch, of {names}"),
                None => self.firsts(),
            },
        }
    }

    /// The first thing that each branch asks for.
    fn firsts(&self) -> String {
        let words = self.firsts.iter().take(MANY).map(|first| {
            let said = said(first);
            said.strip_prefix("expected ").unwrap_or(&said).to_owned()
        });
        distinct(words).join("; or ")
    }
}

/// What people call a branch.
pub(super) fn branch(branches: &[Branch], index: usize) -> String {
    match branches.get(index).and_then(|branch| branch.name) {
        Some(name) => name.to_owned(),
        None => format!("branch {}", index + 1),
    }
}

/// What a tag can be: all, or of many those that are close to what it is.
fn tag_words(tag: &Tag<'_>) -> String {
    const ALL: usize = 32;
    let quoted = |texts: &[&str]| texts.iter().map(|text| quoted(text)).collect::<Vec<_>>();
    let mut texts = tag.texts.to_vec();
    if texts.len() <= ALL {
        return one_of(quoted(&texts), texts.len());
    }
    sort(&mut texts, tag.text.as_deref().unwrap_or_default());
    let others = texts.split_off(MANY).len();
    format!("one of {} and {others} others", quoted(&texts).join(", "))
}

/// Whether the properties that branches require tell all of them apart.
pub(in super::super) fn told_by_required(branches: &[&Branch]) -> bool {
    let is_distinct = |(index, branch): (usize, &&Branch)| {
        let mut others = branches.iter().take(index);
        !branch.required.is_empty() && !others.any(|other| other.required == branch.required)
    };
    branches.len() > 1 && branches.iter().enumerate().all(is_distinct)
}

/// The properties that branches require, if these tell all of them apart.
fn required(branches: &[&Branch]) -> Option<String> {
    let names = branches.iter().flat_map(|branch| branch.required);
    let names: BTreeSet<String> = names.map(|name| format!("{name:?}")).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    told_by_required(branches).then_some(names)
}

/// Each of them once, in their order.
fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}
