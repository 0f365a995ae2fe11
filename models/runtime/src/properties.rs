//! What is said of an object as a whole, and of its names.

use crate::error::{Error, ErrorKind};
use crate::rule::{Constrained, Rule, keeps_all};
use crate::typed::checker::Validity;
use crate::typed::checker::object::Names;
use crate::typed::model::Model;
use crate::value::Map;
use crate::write::to_string;

impl<V: Model> Constrained for Map<V> {
    fn keeps(&self, rule: &Rule) -> bool {
        let names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        keeps(rule, &names, &|name| self.contains_key(name)) && errors(self, rule).next().is_none()
    }

    fn expected(&self, rule: &Rule) -> String {
        let names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        expected(rule, &names, &|name| self.contains_key(name))
    }

    fn refusal(&self, rule: &Rule) -> Option<ErrorKind> {
        refusal(errors(self, rule))
    }
}

/// What is wrong with the values of an object by a constraint on some of them.
fn errors<'a, V: Model>(others: &'a Map<V>, rule: &'a Rule) -> impl Iterator<Item = Error> + 'a {
    let patterns = match rule {
        Rule::PatternProperties(patterns) => *patterns,
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

/// Whether an object with these properties keeps to a constraint.
pub(crate) fn keeps(rule: &Rule, names: &[&str], has: &dyn Fn(&str) -> bool) -> bool {
    match rule {
        Rule::MinProperties(n) => names.len() >= *n,
        Rule::MaxProperties(n) => names.len() <= *n,
        Rule::DependentRequired(dependencies) => dependencies
            .iter()
            .all(|(name, others)| !has(name) || others.iter().all(|other| has(other))),
        Rule::PropertyNames(member) => names.iter().all(|name| member.takes(name)),
        Rule::NoOthers(patterns) => names
            .iter()
            .all(|name| patterns.iter().any(|pattern| pattern.is_match(name))),
        _ => true,
    }
}

/// The other properties of an object, if they can be any.
pub fn others<V: Model + 'static>(others: &Map<V>) -> &dyn Others {
    others
}

/// The properties of a struct, for its constraints.
pub struct Properties<'a> {
    /// The names of the declared properties, and whether they are there.
    pub declared: &'a [(&'static str, bool)],
    /// The others.
    pub others: Option<&'a dyn Others>,
}

/// Properties that are not declared, whatever their type.
pub trait Others {
    /// Their names.
    fn names(&self) -> Vec<&str>;

    /// Whether there is one of this name.
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
    /// The names of those that are there.
    fn names(&self) -> Vec<&str> {
        let declared = self.declared.iter().filter(|(_, there)| *there);
        let mut names: Vec<&str> = declared.map(|(name, _)| *name).collect();
        names.extend(self.others.map(Others::names).unwrap_or_default());
        names
    }

    fn has(&self, name: &str) -> bool {
        let declared = self.declared.iter().find(|(other, _)| *other == name);
        let others = || self.others.is_some_and(|others| others.has(name));
        declared.map_or_else(others, |(_, there)| *there)
    }
}

impl Constrained for Properties<'_> {
    fn keeps(&self, rule: &Rule) -> bool {
        keeps(rule, &self.names(), &|name| self.has(name))
    }

    fn expected(&self, rule: &Rule) -> String {
        expected(rule, &self.names(), &|name| self.has(name))
    }
}

/// Checks what is said of an object as a whole, of which only names are known.
pub fn check(declared: &[(&'static str, bool)], others: &dyn Others, rules: &[Rule]) -> Validity {
    let properties = Properties {
        declared,
        others: Some(others),
    };
    keeps_all(&properties, rules)
}

/// What is expected of an object that breaks a constraint: which property is not
/// there, or which name is not allowed.
fn expected(rule: &Rule, names: &[&str], has: &dyn Fn(&str) -> bool) -> String {
    match rule {
        Rule::DependentRequired(dependencies) => {
            let missing = dependencies.iter().find_map(|(name, others)| {
                let missing = others.iter().find(|other| has(name) && !has(other));
                missing.map(|other| (name, other))
            });
            missing.map_or_else(
                || rule.expected(),
                |(name, other)| {
                    format!("the property {other:?}, which {name:?} asks for (dependentRequired)")
                },
            )
        }
        Rule::PropertyNames(member) => {
            let name = names.iter().find(|name| !member.takes(name));
            // A name may be megabytes long.
            let short = name.filter(|name| name.len() <= 64);
            short.map_or_else(
                || rule.expected(),
                |name| format!("another name than {name:?} (propertyNames)"),
            )
        }
        rule => rule.expected(),
    }
}
