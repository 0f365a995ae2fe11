//! What is asked of a value itself, apart from the values in it.

use std::rc::Rc;

use super::asked::Checks;
use super::group::{Group, Source};
use super::near::nearest;
use super::reader::{Members, Reader, Seen};
use super::state::State;
use super::table::{Constant, Holds, Keyword, Says, Type};
use super::words::What;
use crate::json::Value;
use crate::runtime::number::{self, NoInteger};
use crate::runtime::rule::Constrained;
use crate::runtime::{Kind, Rule};

impl<'de> Reader<'de> {
    /// Checks a value that has been read.
    pub(super) fn check(
        &mut self,
        state: &State,
        base: usize,
        kind: Kind,
        seen: &Seen<'de>,
        span: (usize, usize),
    ) {
        for checks in state.checks(kind) {
            let to = (base, &*checks.to);
            let mut is_good = true;
            for keyword in &checks.keywords {
                for what in self.broken(state, keyword, kind, seen, span) {
                    is_good = false;
                    self.say(to, Source::Keyword(keyword), what, span);
                }
            }
            // What the schema does not allow says more than what the types do not hold.
            if is_good
                && let Seen::Number(spelling) = seen
                && let Some((refusal, message)) = unheld(checks, spelling)
            {
                let what = What::Said(Rc::from(message));
                self.say(to, Source::Refusal(refusal), what, span);
            }
        }
    }

    /// How a value breaks a keyword; nothing, if it keeps to it.
    fn broken(
        &self,
        state: &State,
        keyword: &'static Keyword,
        kind: Kind,
        seen: &Seen<'de>,
        span: (usize, usize),
    ) -> Vec<What<'de>> {
        let one = |what: Option<What<'de>>| what.into_iter().collect();
        match (&keyword.says, seen) {
            (Says::Nothing, _) => vec![What::Kind(kind)],
            (Says::Type(types), Seen::Number(spelling)) if types.contains(&Type::Integer) => {
                let is_fraction = number::integer(spelling) == Err(NoInteger::Fraction);
                one(is_fraction.then_some(What::Fraction))
            }
            (Says::Type(_), _) => vec![What::Kind(kind)],
            (Says::Enum(listed), _) => {
                one((!self.is_listed(listed, seen, span)).then_some(What::Another(kind)))
            }
            (Says::Rule(rule), _) => one(breaks(rule, seen)),
            (Says::Required(names), Seen::Object(members)) => {
                let missing = names.iter().filter(|name| !self.has(state, members, name));
                missing
                    .map(|name| What::Missing {
                        name,
                        near: self.near(members, name, span),
                    })
                    .collect()
            }
            (Says::DependentRequired(dependencies), Seen::Object(members)) => {
                let there = dependencies.iter();
                let there = there.filter(|(name, _)| self.has(state, members, name));
                let asked = there.flat_map(|(by, names)| names.iter().map(move |name| (name, by)));
                let missing = asked.filter(|(name, _)| !self.has(state, members, name));
                missing
                    .map(|(name, by)| What::MissingFor { name, by })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The name that may stand for one that is missing.
    fn near(&self, members: &Members, missing: &str, span: (usize, usize)) -> Option<Rc<str>> {
        if !self.is_told(span) {
            return None;
        }
        let unknown = members.unknown.iter();
        let unknown = unknown.map(|place| &*self.names[*place].text);
        nearest(missing, unknown).map(Rc::from)
    }

    /// Whether an object has a property that its schemas mention.
    pub(super) fn has(&self, state: &State, members: &Members, name: &str) -> bool {
        let known = state.known.get(name);
        known.is_some_and(|known| self.present[members.present + known])
    }

    /// Whether a value is one of those listed.
    fn is_listed(&self, listed: &[Constant], seen: &Seen<'de>, span: (usize, usize)) -> bool {
        let json = |is: &dyn Fn(&str) -> bool| {
            listed.iter().any(|constant| match constant {
                Constant::Json(json) => is(json),
                Constant::Text(_) => false,
            })
        };
        match seen {
            Seen::Null => json(&|json| json == "null"),
            Seen::Boolean(true) => json(&|json| json == "true"),
            Seen::Boolean(false) => json(&|json| json == "false"),
            Seen::Number(spelling) => json(&|json| {
                let is_number = json.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                is_number && number::equal(json, spelling)
            }),
            Seen::String(Some(text)) => listed.iter().any(|constant| match constant {
                Constant::Text(listed) => listed == text,
                Constant::Json(_) => false,
            }),
            Seen::String(None) => false,
            // It may be one for all that is known.
            Seen::Passed => true,
            Seen::Array(..) | Seen::Object(_) => {
                let of_type = json(&|json| json.starts_with(['[', '{']));
                let value = || crate::from_slice::<Value>(&self.text[span.0..span.1]).ok();
                let value = of_type.then(value).flatten();
                value.is_some_and(|value| {
                    json(&|json| crate::runtime::constants::value(json) == value)
                })
            }
        }
    }

    /// Checks the name of a property.
    pub(super) fn check_name(&mut self, state: &State, base: usize, place: usize) {
        for (keyword, node, to) in &state.names {
            let names = self.states.of(vec![(*node, vec![0])]);
            let span = self.names[place].span;
            let seen = Seen::String(Some(self.names[place].text.clone()));
            // The name is judged as a document of its own, whose findings are one here.
            let inner = self.slots.len();
            let groups = self.groups.len();
            self.slots.push(groups);
            self.groups.push(Group::default());
            for branch in &names.branches {
                self.slots.push(self.groups.len());
                self.groups.push(Group::branch(branch, self.path.depth()));
            }
            self.check(&names, inner, Kind::String, &seen, span);
            self.settle(&names, inner, Kind::String, span);
            let group = &self.groups[groups];
            let (is_good, first) = (group.is_valid(), group.kept.first().cloned());
            self.groups.truncate(groups);
            self.slots.truncate(inner);
            if !is_good {
                // Where nothing is kept, nothing is put into words.
                let first = first.map(|first| What::Name(Box::new(first)));
                let what = first.unwrap_or(What::Another(Kind::String));
                self.say((base, to), Source::Keyword(keyword), what, span);
            }
        }
    }
}

/// How a value breaks a constraint.
fn breaks<'de>(rule: &Rule, seen: &Seen<'de>) -> Option<What<'de>> {
    match (rule, seen) {
        (_, Seen::String(Some(text))) if !text.keeps(rule) => Some(match rule {
            Rule::MinLength(_) | Rule::MaxLength(_) => What::Count(text.chars().count()),
            _ => What::Another(Kind::String),
        }),
        (_, Seen::Number(spelling)) if !number::keeps(spelling, rule) => {
            Some(What::Another(Kind::Number))
        }
        (Rule::UniqueItems, Seen::Array(_, equal)) => {
            equal.map(|(first, second)| What::Equal(first, second))
        }
        (Rule::MinItems(n), Seen::Array(count, _)) if count < n => Some(What::Count(*count)),
        (Rule::MaxItems(n), Seen::Array(count, _)) if count > n => Some(What::Count(*count)),
        (Rule::MinProperties(n), Seen::Object(members)) if members.count < *n => {
            Some(What::Count(members.count))
        }
        (Rule::MaxProperties(n), Seen::Object(members)) if members.count > *n => {
            Some(What::Count(members.count))
        }
        _ => None,
    }
}

/// Why the types do not hold a number, if they do not.
fn unheld(checks: &Checks, spelling: &str) -> Option<(&'static str, String)> {
    const RANGE: &str = "number-range";
    let double = || number::double(spelling);
    let value = match checks.node.holds {
        Holds::Any => return None,
        Holds::Double => double(),
        Holds::Integer {
            name,
            low,
            high,
            double: beside,
        } => {
            let integer = number::integer(spelling).ok();
            if integer.is_some_and(|integer| (low..=high).contains(&integer)) {
                return None;
            }
            match beside {
                true => double(),
                false => {
                    let expected = format!("an integer of type {name}");
                    let message = format!("expected {expected}, found an integer beyond that");
                    return Some(("integer-range", message));
                }
            }
        }
    };
    let Some(value) = value else {
        let message = "expected a double, found a number that no double holds to the digit";
        return Some((RANGE, message.to_owned()));
    };
    // It keeps to the constraints, but its nearest double may not.
    let rules = checks
        .keywords
        .iter()
        .filter_map(|keyword| match &keyword.says {
            Says::Rule(rule) => Some(rule),
            _ => None,
        });
    let printed = value.to_string();
    let mut broken = rules.filter(|rule| !number::keeps(&printed, rule));
    broken
        .next()
        .map(|rule| (RANGE, format!("expected {}", rule.expected())))
}
