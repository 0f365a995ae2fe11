//! What is said of a value where no branch of a union fits better than the others.

use super::super::group::{Fit, Pending};
use super::super::table::Branch;
use super::{MANY, listed, one_of, quoted, said};
use crate::runtime::Kind;

/// The branches among which none fits best.
pub(in super::super) struct Choice<'de> {
    /// The type of the value.
    pub(in super::super) kind: Kind,
    pub(in super::super) fit: Fit,
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
                listed(&distinct(types.copied()))
            }
            Fit::Untagged(_) => match shared_tag(&among) {
                Some((name, texts)) => {
                    let count = texts.len();
                    let texts = texts.into_iter().take(MANY).map(quoted).collect();
                    format!("an object whose {name:?} is {}", one_of(texts, count))
                }
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

/// The property that tells all branches apart, and the texts that it can be.
fn shared_tag(branches: &[&Branch]) -> Option<(&'static str, Vec<&'static str>)> {
    let first = branches.first()?;
    first.tags.iter().find_map(|(name, _)| {
        let texts = branches.iter().map(|branch| {
            let mut tags = branch.tags.iter();
            tags.find(|(tag, _)| tag == name).map(|(_, texts)| *texts)
        });
        let texts = texts.collect::<Option<Vec<_>>>()?.concat();
        Some((*name, distinct(texts)))
    })
}

/// The properties that branches require, if these tell all of them apart.
fn required(branches: &[&Branch]) -> Option<String> {
    let is_distinct = |(index, branch): (usize, &&Branch)| {
        let mut others = branches.iter().take(index);
        !branch.required.is_empty() && !others.any(|other| other.required == branch.required)
    };
    if branches.len() < 2 || !branches.iter().enumerate().all(is_distinct) {
        return None;
    }
    let mut names: Vec<&str> = branches
        .iter()
        .flat_map(|b| b.required.iter().copied())
        .collect();
    names.sort_unstable();
    names.dedup();
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    Some(quoted.join(", "))
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
