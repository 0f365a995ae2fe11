//! Constraints of an object as a whole, and of its names.

use crate::constrained::{Constrained, satisfies_all};
use crate::constraint::{Constraint, missing_dependencies};
use crate::error::{Error, ErrorKind};
use crate::pattern::Pattern;
use crate::typed::checker::Validity;
use crate::typed::checker::object::Names;
use crate::typed::model::Model;
use crate::value::Map;
use crate::write::to_string;

impl<V: Model> Constrained for Map<V> {
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
        let names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        satisfies(constraint, &names, &|name| self.contains_key(name))
            && errors(self, constraint).next().is_none()
    }

    fn expected(&self, constraint: &Constraint<'_>) -> String {
        let names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        expected(constraint, &names, &|name| self.contains_key(name))
    }

    fn refusal(&self, constraint: &Constraint<'_>) -> Option<ErrorKind> {
        refusal(errors(self, constraint))
    }
}

/// The errors in the values of an object by a constraint on some of them.
fn errors<'a, V: Model>(
    others: &'a Map<V>,
    constraint: &'a Constraint<'a>,
) -> impl Iterator<Item = Error> + 'a {
    let patterns = match constraint {
        Constraint::PatternProperties(patterns) => *patterns,
        _ => &[],
    };
    let members = others.iter().flat_map(move |(name, value)| {
        let patterns = patterns
            .iter()
            .filter(move |(pattern, _)| pattern.is_match(name));
        patterns.map(move |(_, member)| (member, value))
    });
    members.filter_map(|(member, value)| {
        let json = to_string(value).ok()?;
        (member.check)(&json).err()
    })
}

/// The refusal among errors, if there is nothing worse.
fn refusal(mut errors: impl Iterator<Item = Error>) -> Option<ErrorKind> {
    let first = errors.next()?.kind();
    (first.is_refusal() && errors.all(|error| error.kind().is_refusal())).then_some(first)
}

/// Whether an object with these properties satisfies a constraint.
fn satisfies(constraint: &Constraint<'_>, names: &[&str], has: &dyn Fn(&str) -> bool) -> bool {
    match constraint {
        Constraint::DependentRequired(requirements) => missing(requirements, has).is_empty(),
        Constraint::PropertyNames(member) => names.iter().all(|name| member.allows(name)),
        Constraint::NoOthers(patterns) => names.iter().all(|name| matches(patterns, name)),
        other => other.holds_for_properties(names.len()),
    }
}

/// The properties that others require and an object does not have.
fn missing<'a>(
    requirements: &[(&'a str, &'a [&'a str])],
    has: &dyn Fn(&str) -> bool,
) -> Vec<(&'a str, &'a str)> {
    let requirements = requirements.iter();
    missing_dependencies(
        requirements.map(|(name, others)| (*name, others.iter().copied())),
        has,
    )
}

/// The other properties of an object, if they can be any.
pub fn others<V: Model + 'static>(others: &Map<V>) -> &dyn Others {
    others
}

/// The properties of a struct, for its constraints.
pub struct Properties<'a> {
    /// The names of the declared properties, and whether they are present.
    pub declared: &'a [(&'static str, bool)],
    /// The others.
    pub others: &'a [&'a dyn Others],
}

/// Whether a name matches one of several patterns.
pub fn matches(patterns: &[&Pattern], name: &str) -> bool {
    patterns.iter().any(|pattern| pattern.is_match(name))
}

/// Properties that are not declared, whatever their type.
pub trait Others {
    /// Their names.
    fn names(&self) -> Vec<&str>;

    /// Whether a property of this name is present.
    fn has(&self, name: &str) -> bool;
}

impl<V: Model> Others for Map<V> {
    fn names(&self) -> Vec<&str> {
        self.iter().map(|(name, _)| name).collect()
    }

    fn has(&self, name: &str) -> bool {
        self.contains_key(name)
    }
}

impl Others for Names<'_> {
    fn names(&self) -> Vec<&str> {
        self.0.iter().map(|name| &**name).collect()
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|other| other == name)
    }
}

impl Properties<'_> {
    /// The names of those that are present.
    fn names(&self) -> Vec<&str> {
        let declared = self.declared.iter().filter(|(_, is_present)| *is_present);
        let mut names: Vec<&str> = declared.map(|(name, _)| *name).collect();
        names.extend(self.others.iter().flat_map(|others| others.names()));
        names
    }

    fn has(&self, name: &str) -> bool {
        let declared = self.declared.iter().find(|(other, _)| *other == name);
        let others = || self.others.iter().any(|others| others.has(name));
        declared.map_or_else(others, |(_, is_present)| *is_present)
    }
}

impl Constrained for Properties<'_> {
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
        satisfies(constraint, &self.names(), &|name| self.has(name))
    }

    fn expected(&self, constraint: &Constraint<'_>) -> String {
        expected(constraint, &self.names(), &|name| self.has(name))
    }
}

/// Checks the constraints of an object of which only names are known.
pub fn check(
    declared: &[(&'static str, bool)],
    others: &dyn Others,
    constraints: &[Constraint<'_>],
) -> Validity {
    let properties = Properties {
        declared,
        others: &[others],
    };
    satisfies_all(&properties, constraints)
}

/// The expectation of a constraint of an object that violates it: which property is missing,
/// or which name is not allowed.
fn expected(constraint: &Constraint<'_>, names: &[&str], has: &dyn Fn(&str) -> bool) -> String {
    let specific = match constraint {
        Constraint::DependentRequired(requirements) => {
            let missing = missing(requirements, has);
            let missing = missing.first();
            missing.map(|(by, name)| format!("the property {name:?}, which {by:?} requires"))
        }
        Constraint::PropertyNames(member) => {
            let name = names.iter().find(|name| !member.allows(name));
            // A name may be megabytes long.
            let short = name.filter(|name| name.len() <= 64);
            short.map(|name| format!("another name than {name:?}"))
        }
        _ => None,
    };
    specific.unwrap_or_else(|| constraint.expected())
}
