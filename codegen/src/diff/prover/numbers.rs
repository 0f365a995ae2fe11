//! When a limit of numbers, or of how many there are, follows from what is given.

use super::{Case, Prover};
use crate::decimal::Decimal;
use crate::documents::{Parts, declared, held, required};
use crate::model::{Count, Limit};

/// Whether all integers that are given are in a range.
pub(super) fn is_in_range(
    view: &Parts<'_>,
    integer: bool,
    (least, greatest): (i128, i128),
) -> bool {
    follows(view, integer, Limit::Minimum, &least.to_string())
        && follows(view, integer, Limit::Maximum, &greatest.to_string())
}

/// The limits of a kind, with those of the types that hold integers.
fn limits(view: &Parts<'_>, integer: bool, limit: Limit) -> Vec<Decimal> {
    let held = view.nodes.iter().filter(|_| integer).map(|node| held(node));
    let held = held.filter_map(|[least, greatest]| match limit {
        Limit::Minimum => least,
        Limit::Maximum => greatest,
        _ => None,
    });
    let held = held.map(|limit| Decimal::new(&limit.to_string()));
    view.limits(limit).map(Decimal::new).chain(held).collect()
}

/// Whether a limit follows; `integer` if no other number is given.
pub(super) fn follows(view: &Parts<'_>, integer: bool, limit: Limit, number: &str) -> bool {
    let wanted = Decimal::new(number);
    // All huge integers look alike.
    let integer = integer && !wanted.is_huge();
    let any = |limit: Limit, test: &dyn Fn(Decimal) -> bool| {
        limits(view, integer, limit).into_iter().any(test)
    };
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
            let whole = wanted.integer();
            (integer && whole == Some(1))
                || any(Limit::MultipleOf, &|given| {
                    given == wanted || divides(whole, given.integer())
                })
        }
    }
}

fn divides(divisor: Option<i128>, number: Option<i128>) -> bool {
    matches!((divisor, number), (Some(divisor), Some(number)) if divisor != 0 && number % divisor == 0)
}

impl Prover<'_> {
    /// Whether a count follows.
    pub(super) fn count(&self, case: &Case<'_, '_>, count: Count, n: usize) -> bool {
        match count {
            Count::MaxLength | Count::MaxItems | Count::MaxProperties => {
                self.most(case, count).is_some_and(|most| most <= n)
            }
            Count::MinProperties => {
                let there = required(&case.view, &[]).len();
                case.view.least(count).max(there) >= n
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
                if node.additional_properties().is_some_and(is_false)
                    && node.pattern_properties().is_empty() =>
            {
                let alone = Parts { nodes: vec![node] };
                Some(declared(&alone).len())
            }
            _ => None,
        });
        case.view.most(count).into_iter().chain(closed).min()
    }
}
