//! Findings that wait for a verdict: those of the document, and of each branch of a
//! union until it is known which branch a value belongs to.

use std::rc::Rc;

use super::Options;
use super::finding::Severity;
use super::kept::Kept;
use super::path::Link;
use super::table::{Branch, Keyword, Says};
use super::tag::Tag;
use super::words::What;

/// A finding before it has words.
#[derive(Clone)]
pub(super) struct Pending<'de> {
    pub(super) source: Source,
    pub(super) what: What<'de>,
    /// Where the value is.
    pub(super) path: Option<Rc<Link<'de>>>,
    /// The number of arrays and objects around the value.
    pub(super) depth: usize,
    pub(super) span: (usize, usize),
    pub(super) related: Option<(usize, usize)>,
    /// The outermost union that it was found in.
    pub(super) within: Option<Rc<Within<'de>>>,
    /// The branch that it was found in, where there was a choice.
    pub(super) branch: Option<&'static str>,
}

/// What a finding is of.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// A keyword of the schema.
    Keyword(&'static Keyword),
    /// What JSON can hold and the types cannot.
    Refusal(&'static str),
    /// A property that is not mentioned.
    Unknown,
}

/// A union at a place of the document.
pub(super) struct Within<'de> {
    pub(super) keyword: &'static Keyword,
    pub(super) path: Option<Rc<Link<'de>>>,
}

impl Pending<'_> {
    pub(super) fn severity(&self) -> Severity {
        match self.source {
            Source::Unknown => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// The findings of the document, or of a branch of a union.
#[derive(Default)]
pub(super) struct Group<'de> {
    /// The branch, and how deep its union is.
    branch: Option<(&'static Branch, usize)>,
    /// How many keywords are broken.
    pub(super) errors: usize,
    /// How many values the types do not hold.
    pub(super) refusals: usize,
    pub(super) warnings: usize,
    /// Whether the value has another type than the branch.
    mismatch: bool,
    /// The tags that are not those of the branch, each once.
    pub(super) missed: Vec<Tag<'de>>,
    /// How many of the properties that the branch requires are not there.
    pub(super) lacking: usize,
    pub(super) kept: Kept<'de>,
    pub(super) kept_warnings: Kept<'de>,
}

/// What a group says: how much, and the first of it.
pub(super) struct Told<'de> {
    errors: usize,
    refusals: usize,
    warnings: usize,
    pub(super) kept: Vec<Pending<'de>>,
}

/// How well a value fits a branch: the less the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It holds what the types cannot, and nothing else is wrong.
    Refused,
    /// The tags are those of the branch.
    Tagged,
    /// The type is the right one.
    Typed,
    /// So many tags are not those of the branch.
    Untagged(usize),
    /// The type is another.
    Mismatch,
}

impl<'de> Group<'de> {
    pub(super) fn branch(branch: &'static Branch, depth: usize) -> Self {
        Group {
            branch: Some((branch, depth)),
            ..Group::default()
        }
    }

    /// Whether the value belongs to the branch.
    pub(super) fn is_valid(&self) -> bool {
        self.errors == 0 && self.refusals == 0
    }

    /// Whether one more finding at a depth would be neither kept nor looked at: what
    /// tells branches apart is close to their union.
    pub(super) fn only_counts(
        &self,
        source: Source,
        depth: usize,
        span: (usize, usize),
        options: &Options,
    ) -> bool {
        let has_room = match source {
            Source::Unknown => self.kept_warnings.has_room(span, options.max_warnings),
            _ => self.kept.has_room(span, options.max_findings),
        };
        !has_room && self.branch.is_none_or(|(_, union)| depth > union + 1)
    }

    /// Counts a finding.
    pub(super) fn count_one(&mut self, source: Source) {
        match source {
            Source::Keyword(_) => self.errors += 1,
            Source::Refusal(_) => self.refusals += 1,
            Source::Unknown => self.warnings += 1,
        }
    }

    /// Adds a finding; keeps no more than is wanted.
    pub(super) fn add(&mut self, pending: Pending<'de>, options: &Options) {
        self.count_one(pending.source);
        self.keep(pending, options);
    }

    /// Keeps a finding that has been counted, if it is among the first.
    fn keep(&mut self, pending: Pending<'de>, options: &Options) {
        if pending.severity() == Severity::Warning {
            self.kept_warnings.add(pending, options.max_warnings);
            return;
        }
        if let (Some((branch, depth)), Source::Keyword(keyword)) = (self.branch, pending.source) {
            self.mismatch |= pending.depth == depth && pending.is_mismatch(keyword);
            let is_lacking = matches!(pending.what, What::Missing { .. });
            self.lacking += usize::from(pending.depth == depth && is_lacking);
            let missed = Tag::missed(branch, depth, &pending, keyword);
            let is_known = |tag: &Tag<'_>| self.missed.iter().any(|other| other.name == tag.name);
            self.missed.extend(missed.filter(|tag| !is_known(tag)));
        }
        self.kept.add(pending, options.max_findings);
    }

    /// All that it says.
    pub(super) fn told(self) -> Told<'de> {
        let mut kept = self.kept.into_vec();
        kept.extend(self.kept_warnings.into_vec());
        Told {
            errors: self.errors,
            refusals: self.refusals,
            warnings: self.warnings,
            kept,
        }
    }

    /// Adds what another group says.
    pub(super) fn absorb(&mut self, told: &Told<'de>, options: &Options) {
        self.errors += told.errors;
        self.refusals += told.refusals;
        self.warnings += told.warnings;
        for pending in &told.kept {
            self.keep(pending.clone(), options);
        }
    }

    pub(super) fn fit(&self) -> Fit {
        let tagged = self
            .branch
            .is_some_and(|(branch, _)| !branch.tags.is_empty());
        match self.errors {
            0 => Fit::Refused,
            _ if self.mismatch => Fit::Mismatch,
            _ if !self.missed.is_empty() => Fit::Untagged(self.missed.len()),
            _ if tagged => Fit::Tagged,
            _ => Fit::Typed,
        }
    }

    /// How many findings there are.
    pub(super) fn count(&self) -> usize {
        self.errors + self.refusals
    }
}

impl Pending<'_> {
    /// Whether it is of the schema `false`.
    pub(super) fn is_of_false(&self) -> bool {
        matches!(self.source, Source::Keyword(keyword) if matches!(keyword.says, Says::Nothing))
    }

    /// Whether it says that the value has another type.
    fn is_mismatch(&self, keyword: &Keyword) -> bool {
        match &self.what {
            What::NoBranch(choice) => choice.fit == Fit::Mismatch,
            _ => matches!(keyword.says, Says::Type(_) | Says::Nothing),
        }
    }
}
