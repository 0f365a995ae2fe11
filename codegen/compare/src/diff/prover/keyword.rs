//! When a part of what is wanted follows from what is given.

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{
    Combinator, Count, Draft, Entry, Keyword, Limit, Node, NodeId, Type,
};
use exactschema_sample::{Instance, declared_range};

use super::super::part::Part;
use super::numbers::{follows, is_in_range};
use super::{Case, Claim, Prover, is_present};

impl<'a> Prover<'a> {
    /// Whether a part rejects no value of the case that `rest`, the same claim without what
    /// the part is of, does not allow.
    pub(super) fn follows(&mut self, case: &Case<'a, '_>, rest: &Claim, part: &Part<'a>) -> bool {
        match part {
            Part::Keyword(node, entry) => self.keyword(case, rest, node, entry),
            Part::Property(name, id) => self.property(case, name, &[*id]),
            Part::Pattern(pattern, id) => self.pattern(case, pattern, *id),
            Part::Element(index, id) => self.element(case, *index, &[*id]),
            Part::Required(name) => {
                !case.can_be(Type::Object)
                    || is_present(case.claim, &case.view, name)
                    || is_required(case, name)
                    || self.is_needed(case, name)
            }
            Part::Beside(name, other) => {
                !case.can_be(Type::Object) || self.is_beside(case, name, other)
            }
            Part::Unlisted(value) => self.refuses(case, value),
            Part::Alone(id) => self.holds_for(rest.with([*id], [])),
        }
    }

    fn keyword(
        &mut self,
        case: &Case<'a, '_>,
        rest: &Claim,
        node: &'a Node,
        entry: &'a Entry,
    ) -> bool {
        // Keywords of one type do not constrain others.
        let about = entry.keyword.types();
        if !about.iter().any(|type_| case.can_be(*type_)) {
            return true;
        }
        match &entry.keyword {
            Keyword::Reference(Some(target)) => self.holds_for(rest.with([], [*target])),
            Keyword::Branches(Combinator::AllOf, ids) => {
                ids.iter().all(|id| self.holds_for(rest.with([], [*id])))
            }
            Keyword::Branches(Combinator::AnyOf, ids) => {
                self.holds_for(rest.with([], ids.iter().copied()))
            }
            Keyword::Branches(Combinator::OneOf, ids) => self.is_one_of(rest, ids),
            Keyword::Boolean(truth) => *truth,
            Keyword::Reference(None) | Keyword::Malformed(_) => false,
            Keyword::Unsupported | Keyword::Residual => self.opaque(case, rest, node, &entry.name),
            keyword if keyword.is_annotation() => true,
            Keyword::Dialect(_) | Keyword::Definitions(_) => true,
            _ => self.assertion(case, node, entry),
        }
    }

    /// Whether exactly one of some branches accepts each value of a claim.
    fn is_one_of(&mut self, rest: &Claim, ids: &[NodeId]) -> bool {
        if !self.holds_for(rest.with([], ids.iter().copied())) {
            return false;
        }
        // A branch that is known to accept the value is one of each two that could.
        let sure = ids.iter().find(|id| self.holds_for(rest.with([], [**id])));
        let is_alone = |prover: &mut Self, one: NodeId, other: NodeId| {
            one == other || prover.holds_for(rest.with([one, other], []))
        };
        match sure {
            Some(sure) => ids.iter().all(|id| is_alone(self, *sure, *id)),
            None => ids.iter().enumerate().all(|(index, one)| {
                let mut others = ids.iter().take(index);
                others.all(|other| is_alone(self, *one, *other))
            }),
        }
    }

    /// Whether an assertion without subschemas for the value itself follows.
    fn assertion(&mut self, case: &Case<'a, '_>, node: &'a Node, entry: &'a Entry) -> bool {
        let view = &case.view;
        match &entry.keyword {
            Keyword::Type(types) => self.has_type(case, node, types),
            Keyword::Enum(values) => {
                lists_all(&case.types(), values) || self.texts(case, &[vec![entry]])
            }
            Keyword::Const(value) => {
                lists_all(&case.types(), std::slice::from_ref(value))
                    || self.texts(case, &[vec![entry]])
            }
            Keyword::Format(format) => {
                if let Some(range) = declared_range(node) {
                    return !case.can_be(Type::Number)
                        || is_in_range(view, is_integer(case), range);
                }
                node.asserted_format().is_none()
                    || !case.can_be(Type::String)
                    || self.has_format(case, node, format)
            }
            Keyword::Pattern(pattern) => {
                let mut given = view.nodes.iter().filter_map(|node| node.pattern());
                given.any(|given| given == pattern)
                    || case.claim.matching.contains(pattern)
                    || self.texts(case, &[vec![entry]])
            }
            Keyword::Count(count @ (Count::MinLength | Count::MaxLength), n) => {
                self.count(case, *count, *n) || self.texts(case, &[vec![entry]])
            }
            Keyword::Count(count, n) => self.count(case, *count, *n),
            Keyword::Limit(limit, number) => follows(view, is_integer(case), *limit, number),
            Keyword::UniqueItems(unique) => {
                let single = self
                    .most(case, Count::MaxItems)
                    .is_some_and(|most| most < 2);
                !unique || single || view.nodes.iter().any(|node| node.has_unique_items())
            }
            Keyword::DependentRequired(members) => members
                .iter()
                .all(|(name, others)| others.iter().all(|other| self.is_beside(case, name, other))),
            Keyword::PatternProperties(members) => members
                .iter()
                .all(|(pattern, id)| self.pattern(case, pattern, *id)),
            Keyword::AdditionalProperties(id) => self.additional(case, &[node], *id),
            Keyword::PropertyNames(id) => self.property_names(case, *id),
            Keyword::Items(id) => self.items(case, node, *id),
            Keyword::Properties(members) => members
                .iter()
                .all(|(name, id)| self.property(case, name, &[*id])),
            Keyword::Required(names) => names
                .iter()
                .all(|name| self.follows(case, case.claim, &Part::Required(name))),
            Keyword::PrefixItems(ids) => {
                let mut ids = ids.iter().enumerate();
                ids.all(|(index, id)| self.element(case, index, &[*id]))
            }
            _ => false,
        }
    }

    fn has_type(&self, case: &Case<'a, '_>, node: &Node, types: &[Type]) -> bool {
        // To draft 4 a number is an integer by its spelling.
        let is_strict = node.draft == Draft::Draft4;
        let is_spelled = case.view.nodes.iter().any(|node| {
            let types = node.types();
            node.draft == Draft::Draft4 && types.is_some_and(|types| !types.contains(&Type::Number))
        });
        let given = case.types().into_iter().map(|type_| match type_ {
            Type::Number if !is_strict && is_integer(case) => Type::Integer,
            Type::Integer if is_strict && !is_spelled => Type::Number,
            type_ => type_,
        });
        given.into_iter().all(|type_| covers_type(types, type_))
    }

    /// Whether the given schemas reject a value.
    fn refuses(&self, case: &Case<'_, '_>, value: &Json) -> bool {
        let Some(spellings) = self.both.spellings(&Instance::from(value)) else {
            return false;
        };
        spellings.iter().all(|value| {
            let value = value.to_string();
            let mut given = case.claim.given.iter();
            given.any(|id| self.both.verdict(*id, &value) == Some(false))
        })
    }
}

/// Whether there are no other numbers than integers.
pub(super) fn is_integer(case: &Case<'_, '_>) -> bool {
    let is_whole = |divisor| Decimal::new(divisor).is_integer();
    !case.types().contains(&Type::Number) || case.view.limits(Limit::MultipleOf).any(is_whole)
}

/// Whether a property is required.
pub(super) fn is_required(case: &Case<'_, '_>, name: &str) -> bool {
    let always = exactschema_sample::required(&case.view, &[]);
    always.iter().any(|other| other == name)
}

/// Whether a type is one of a list: an integer is a number.
fn covers_type(list: &[Type], type_: Type) -> bool {
    list.contains(&type_) || (type_ == Type::Integer && list.contains(&Type::Number))
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
