//! When a limit of numbers, or of how many there are, follows from what is given.

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::model::{Count, Limit};
use exactschema_sample::{ConjoinedSchema, declared, declared_range, others, required};

use super::{Case, Prover};

/// Whether all integers that are given are in a range.
pub(super) fn is_in_range(
    view: &ConjoinedSchema<'_>,
    integer: bool,
    (least, greatest): (i128, i128),
) -> bool {
    follows(view, integer, Limit::Minimum, &least.to_string())
        && follows(view, integer, Limit::Maximum, &greatest.to_string())
}

/// The limits of a kind, with those of formats of integers.
fn limits(view: &ConjoinedSchema<'_>, limit: Limit) -> Vec<Decimal> {
    let ranges = view.nodes.iter().filter_map(|node| declared_range(node));
    let ends = ranges.filter_map(|(least, greatest)| match limit {
        Limit::Minimum => Some(least),
        Limit::Maximum => Some(greatest),
        _ => None,
    });
    let ends = ends.map(|end| Decimal::new(&end.to_string()));
    view.limits(limit).map(Decimal::new).chain(ends).collect()
}

/// Whether a limit follows; `integer` if no other number is given.
pub(super) fn follows(
    view: &ConjoinedSchema<'_>,
    integer: bool,
    limit: Limit,
    number: &str,
) -> bool {
    let wanted = Decimal::new(number);
    // All huge integers look alike.
    let integer = integer && !wanted.is_huge();
    let any =
        |limit: Limit, test: &dyn Fn(Decimal) -> bool| limits(view, limit).into_iter().any(test);
    let least = |test: &dyn Fn(i128) -> bool| {
        integer
            && (any(Limit::Minimum, &|given| test(given.ceil()))
                || any(Limit::ExclusiveMinimum, &|given| test(given.floor() + 1)))
    };
    let greatest = |test: &dyn Fn(i128) -> bool| {
        integer
            && (any(Limit::Maximum, &|given| test(given.floor()))
                || any(Limit::ExclusiveMaximum, &|given| test(given.ceil() - 1)))
    };
    match limit {
        Limit::Minimum => {
            any(Limit::Minimum, &|given| given >= wanted)
                || any(Limit::ExclusiveMinimum, &|given| given >= wanted)
                || least(&|given| given >= wanted.ceil())
        }
        Limit::ExclusiveMinimum => {
            any(Limit::ExclusiveMinimum, &|given| given >= wanted)
                || any(Limit::Minimum, &|given| given > wanted)
                || least(&|given| given > wanted.floor())
        }
        Limit::Maximum => {
            any(Limit::Maximum, &|given| given <= wanted)
                || any(Limit::ExclusiveMaximum, &|given| given <= wanted)
                || greatest(&|given| given <= wanted.floor())
        }
        Limit::ExclusiveMaximum => {
            any(Limit::ExclusiveMaximum, &|given| given <= wanted)
                || any(Limit::Maximum, &|given| given < wanted)
                || greatest(&|given| given < wanted.ceil())
        }
        Limit::MultipleOf => {
            let divides = |given: &Decimal| given.is_multiple_of(&wanted) == Some(true);
            // An integer is a multiple of one.
            let one = integer.then(|| Decimal::new("1"));
            let given: Vec<Decimal> = limits(view, limit).into_iter().chain(one).collect();
            let all = given.iter().map(|given| Some(given.clone()));
            let all = all.reduce(|all, given| all?.common_multiple(&given?));
            given.iter().any(divides) || all.flatten().is_some_and(|all| divides(&all))
        }
    }
}

impl Prover<'_> {
    /// Whether a count follows.
    pub(super) fn count(&self, case: &Case<'_, '_>, count: Count, n: usize) -> bool {
        match count {
            Count::MaxLength | Count::MaxItems | Count::MaxProperties => {
                self.most(case, count).is_some_and(|most| most <= n)
            }
            Count::MinProperties => {
                let required = required(&case.view, &[]).len();
                case.view.least(count).max(required) >= n
            }
            Count::MinLength | Count::MinItems => case.view.least(count) >= n,
        }
    }

    /// The greatest number of something.
    pub(super) fn most(&self, case: &Case<'_, '_>, count: Count) -> Option<usize> {
        let schema = self.given(case.claim).schema;
        let is_false = |id| schema.node(id).truth() == Some(false);
        let closed = case.view.nodes.iter().filter_map(|node| match count {
            Count::MaxItems if node.items().is_some_and(is_false) => {
                Some(node.prefix_items().map_or(0, <[_]>::len))
            }
            Count::MaxProperties
                if others(schema, node).is_some_and(is_false)
                    && node.pattern_properties().is_empty() =>
            {
                let alone = ConjoinedSchema::of(vec![node]);
                Some(declared(&alone).len())
            }
            _ => None,
        });
        case.view.most(count).into_iter().chain(closed).min()
    }
}
