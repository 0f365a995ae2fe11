//! When a keyword follows from what is given.

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, Count, Entry, Keyword, Limit, Node, Type};
use exactschema_sample::{Instance, Judge, declared_range};

use super::super::part::Part;
use super::super::side::alone;
use super::numbers::{follows, is_in_range};
use super::{Case, Claim, Prover, covers_type};

impl<'a> Prover<'a> {
    /// Whether a keyword of the wanted side rejects no value of the case.
    pub(super) fn keyword(
        &mut self,
        case: &Case<'a, '_>,
        node: &'a Node,
        entry: &'a Entry,
    ) -> bool {
        // Keywords of one type do not constrain others.
        let about = entry.keyword.types();
        if !about.iter().any(|type_| case.can_be(*type_)) {
            return true;
        }
        let view = &case.view;
        match &entry.keyword {
            Keyword::Reference(target) => target.is_some_and(|id| self.also(case.claim, id)),
            Keyword::Boolean(truth) => *truth,
            Keyword::Type(types) => {
                let given = case.types();
                let integer = |type_| match type_ {
                    Type::Number if is_integer(case) => Type::Integer,
                    type_ => type_,
                };
                given
                    .into_iter()
                    .all(|type_| covers_type(types, integer(type_)))
            }
            Keyword::Enum(values) => lists_all(&case.types(), values),
            Keyword::Const(value) => lists_all(&case.types(), std::slice::from_ref(value)),
            Keyword::Format(format) => {
                if let Some(range) = declared_range(node) {
                    return !case.can_be(Type::Number)
                        || is_in_range(view, is_integer(case), range);
                }
                node.asserted_format().is_none()
                    || !case.can_be(Type::String)
                    || view.formats().any(|other| other == format)
            }
            Keyword::Pattern(pattern) => {
                let mut given = view.nodes.iter().filter_map(|node| node.pattern());
                given.any(|given| self.is_within(case, given, pattern))
            }
            Keyword::Count(count, n) => self.count(case, *count, *n),
            Keyword::Limit(limit, number) => follows(view, is_integer(case), *limit, number),
            Keyword::UniqueItems(unique) => {
                let single = self
                    .most(case, Count::MaxItems)
                    .is_some_and(|most| most < 2);
                !unique || single || view.nodes.iter().any(|node| node.has_unique_items())
            }
            Keyword::Properties(members) => members
                .iter()
                .all(|(name, id)| self.property(case, name, *id)),
            Keyword::Required(names) => names.iter().all(|name| is_required(case, name)),
            Keyword::DependentRequired(members) => members
                .iter()
                .all(|(name, others)| others.iter().all(|other| self.is_beside(case, name, other))),
            Keyword::PatternProperties(members) => members
                .iter()
                .all(|(pattern, id)| self.pattern(case, pattern, *id)),
            Keyword::AdditionalProperties(id) => self.additional(case, node, *id),
            Keyword::PropertyNames(id) => self.property_names(case, *id),
            Keyword::Items(id) => self.items(case, node, *id),
            Keyword::PrefixItems(ids) => {
                let mut ids = ids.iter().enumerate();
                ids.all(|(index, id)| self.element(case, index, *id))
            }
            Keyword::Branches(Combinator::AllOf, ids) => {
                ids.iter().all(|id| self.also(case.claim, *id))
            }
            Keyword::Branches(Combinator::AnyOf, ids) => {
                ids.iter().any(|id| self.also(case.claim, *id))
            }
            Keyword::Branches(Combinator::OneOf, ids) => ids
                .iter()
                .any(|id| self.also(case.claim, *id) && self.is_alone(case, ids, *id)),
            Keyword::Unknown | Keyword::Unasserted | Keyword::Lowered => true,
            Keyword::Unsupported | Keyword::Residual => self.opaque(case, node, &entry.name),
            Keyword::Malformed(_) => false,
            Keyword::Dialect(_)
            | Keyword::Anchor(_)
            | Keyword::Comment
            | Keyword::Annotation
            | Keyword::Deprecated(_)
            | Keyword::Extension
            | Keyword::Extensible(_)
            | Keyword::Definitions(_)
            | Keyword::Title(_)
            | Keyword::Description(_)
            | Keyword::Examples(_) => true,
        }
    }

    /// Whether a part of the wanted side rejects no value of the case.
    pub(super) fn part(&mut self, claim: &Claim, part: &Part<'a>) -> bool {
        if !self.is_plain() {
            return false;
        }
        let case = self.case(claim);
        if self.is_empty(&case) {
            return true;
        }
        if let Some(values) = self.values(&case)
            && !matches!(part, Part::Unlisted(_))
        {
            return self.all_fit(&values, part);
        }
        let directly = match part {
            Part::Keyword(node, entry) => self.keyword(&case, node, entry),
            Part::Property(name, id) => self.property(&case, name, *id),
            Part::Pattern(pattern, id) => self.pattern(&case, pattern, *id),
            Part::Element(index, id) => self.element(&case, *index, *id),
            Part::Required(name) => !case.can_be(Type::Object) || is_required(&case, name),
            Part::Beside(name, other) => {
                !case.can_be(Type::Object) || self.is_beside(&case, name, other)
            }
            Part::Unlisted(value) => return self.refuses(&case, value),
            Part::Alone(id) => self.excludes(&case, *id),
        };
        directly || self.split_part(&case, part)
    }

    /// Whether a part is proven in each case of a choice.
    fn split_part(&mut self, case: &Case<'a, '_>, part: &Part<'a>) -> bool {
        let claim = case.claim;
        let choices = super::choices(&case.view);
        choices.into_iter().any(|(_, branches)| {
            let taken = branches.iter().any(|branch| claim.given.contains(branch));
            !taken
                && self.patience > 0
                && branches.iter().all(|branch| {
                    self.patience = self.patience.saturating_sub(1);
                    let mut claim = claim.clone();
                    claim.given.push(*branch);
                    self.part(&claim, part)
                })
        })
    }

    /// Whether every text that matches a pattern that is given matches a wanted one.
    pub(super) fn is_within(&self, case: &Case<'_, '_>, given: &str, wanted: &str) -> bool {
        let inner = self.given(case.claim).patterns.get(given);
        let outer = self.wanted(case.claim).patterns.get(wanted);
        given == wanted
            || matches!((inner, outer), (Some(inner), Some(outer)) if inner.is_within(outer))
    }

    /// Whether every text that matches a wanted pattern matches one that is given.
    pub(super) fn encloses(&self, case: &Case<'_, '_>, given: &str, wanted: &str) -> bool {
        let outer = self.given(case.claim).patterns.get(given);
        let inner = self.wanted(case.claim).patterns.get(wanted);
        given == wanted
            || matches!((inner, outer), (Some(inner), Some(outer)) if inner.is_within(outer))
    }

    /// Whether listed values are all valid against a part.
    fn all_fit(&self, values: &[Instance], part: &Part<'a>) -> bool {
        let side = self.sides[1];
        let judge = alone(side, part.json(side.schema));
        let fits =
            |judge: &Judge, value: &Instance| judge.fits_nth(0, &value.to_string()) == Some(true);
        judge.is_some_and(|judge| values.iter().all(|value| fits(&judge, value)))
    }

    /// Whether the given schemas reject a value.
    fn refuses(&self, case: &Case<'_, '_>, value: &Json) -> bool {
        let Some(judge) = &self.given(case.claim).judge else {
            return false;
        };
        let value = value.compact();
        let mut given = case.claim.given.iter();
        given.any(|id| judge.fits_nth(id.index(), &value) == Some(false))
    }
}

/// Whether there are no other numbers than integers.
fn is_integer(case: &Case<'_, '_>) -> bool {
    let is_whole = |divisor| Decimal::new(divisor).is_integer();
    !case.types().contains(&Type::Number) || case.view.limits(Limit::MultipleOf).any(is_whole)
}

/// Whether a property is required.
pub(super) fn is_required(case: &Case<'_, '_>, name: &str) -> bool {
    let always = exactschema_sample::required(&case.view, &[]);
    always.iter().any(|other| other == name)
}

/// Whether a list has all values of some types.
fn lists_all(types: &[Type], values: &[Json]) -> bool {
    let has = |value: Value| values.iter().any(|other| other.value == value);
    types.iter().all(|type_| match type_ {
        Type::Null => has(Value::Null),
        Type::Boolean => has(Value::Bool(true)) && has(Value::Bool(false)),
        _ => false,
    })
}
