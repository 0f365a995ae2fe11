//! When a limit of numbers, or of how many there are, follows from what is given.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::model::{Count, Entry, Keyword, Limit, Type};
use exactschema_sample::{ConjoinedSchema, Instance, declared_range, element, required};

use super::keyword::is_integer;
use super::{Case, Prover, present};

/// The most integers that are looked at one by one.
const FEW: i128 = 64;

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

/// Numbers from one to another: each with whether it is one of them, unless there is no end.
#[derive(Clone, Debug, Default)]
struct Interval {
    least: Option<(Decimal, bool)>,
    most: Option<(Decimal, bool)>,
}

impl Interval {
    fn add(&mut self, limit: Limit, number: Decimal) {
        let (end, is_in, keeps) = match limit {
            Limit::Minimum | Limit::ExclusiveMinimum => {
                (&mut self.least, limit == Limit::Minimum, Ordering::Less)
            }
            Limit::Maximum | Limit::ExclusiveMaximum => {
                (&mut self.most, limit == Limit::Maximum, Ordering::Greater)
            }
            Limit::MultipleOf => return,
        };
        let is_closer = end.as_ref().is_none_or(|(known, was_in)| {
            known.cmp(&number) == keeps || (*known == number && *was_in && !is_in)
        });
        if is_closer {
            *end = Some((number, is_in));
        }
    }

    /// The interval of the integers in it: both ends are in it.
    fn of_integers(self) -> Self {
        let least = |(number, is_in): (Decimal, bool)| match is_in {
            _ if number.is_huge() => (number, is_in),
            true => (whole(number.ceil()), true),
            false => (whole(number.floor() + 1), true),
        };
        let most = |(number, is_in): (Decimal, bool)| match is_in {
            _ if number.is_huge() => (number, is_in),
            true => (whole(number.floor()), true),
            false => (whole(number.ceil() - 1), true),
        };
        Interval {
            least: self.least.map(least),
            most: self.most.map(most),
        }
    }

    fn is_empty(&self) -> bool {
        match (&self.least, &self.most) {
            (Some((least, is_first)), Some((most, is_last))) => {
                least > most || (least == most && !(*is_first && *is_last))
            }
            _ => false,
        }
    }
}

fn whole(number: i128) -> Decimal {
    Decimal::new(&number.to_string())
}

fn given(case: &Case<'_, '_>) -> Interval {
    let mut interval = Interval::default();
    for limit in [
        Limit::Minimum,
        Limit::Maximum,
        Limit::ExclusiveMinimum,
        Limit::ExclusiveMaximum,
    ] {
        for number in limits(&case.view, limit) {
            interval.add(limit, number);
        }
    }
    match is_integer(case) {
        true => interval.of_integers(),
        false => interval,
    }
}

/// Whether there is no number between the limits of a case of numbers.
pub(super) fn are_none(case: &Case<'_, '_>) -> bool {
    given(case).is_empty()
}

/// The integers of a case, if these are few and all there is.
pub(super) fn listed(case: &Case<'_, '_>) -> Option<Vec<Instance>> {
    let Interval {
        least: Some((least, _)),
        most: Some((most, _)),
    } = given(case)
    else {
        return None;
    };
    let (least, most) = (least.integer()?, most.integer()?);
    let is_short = case.types() == [Type::Integer] && most.checked_sub(least)? < FEW;
    is_short.then(|| (least..=most).map(Instance::from).collect())
}

/// Whether every number of a case is between the limits of one of several schemas.
pub(super) fn are_covered(case: &Case<'_, '_>, wanted: &[Vec<&Entry>]) -> bool {
    if !case.is_only(Type::Number) {
        return false;
    }
    let integer = is_integer(case);
    let intervals = wanted.iter().filter_map(|entries| {
        let mut interval = Interval::default();
        for entry in entries {
            match &entry.keyword {
                Keyword::Limit(limit, number) if *limit != Limit::MultipleOf => {
                    interval.add(*limit, Decimal::new(number));
                }
                _ => return None,
            }
        }
        Some(match integer {
            true => interval.of_integers(),
            false => interval,
        })
    });
    covers(given(case), intervals.collect(), integer)
}

/// Whether every number of an interval is in one of several.
fn covers(mut left: Interval, mut intervals: Vec<Interval>, integer: bool) -> bool {
    intervals.retain(|one| !one.is_empty());
    // What is left begins behind the end of an interval that what is left began in.
    while !left.is_empty() {
        let begins_in = |one: &Interval| match (&one.least, &left.least) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((least, is_in)), Some((begin, is_first))) => {
                least < begin || (least == begin && (*is_in || !is_first))
            }
        };
        let Some(index) = intervals.iter().position(begins_in) else {
            return false;
        };
        let Some((end, is_in)) = intervals.swap_remove(index).most else {
            return true;
        };
        let rest = match integer && !end.is_huge() {
            true => (whole(end.floor() + 1), true),
            false => (end, !is_in),
        };
        let is_further = left.least.as_ref().is_none_or(|(begin, is_first)| {
            rest.0 > *begin || (rest.0 == *begin && *is_first && !rest.1)
        });
        if is_further {
            left.least = Some(rest);
        }
    }
    true
}

impl<'a> Prover<'a> {
    /// Whether a count follows.
    pub(super) fn count(&self, case: &Case<'a, '_>, count: Count, n: usize) -> bool {
        match count {
            Count::MaxLength | Count::MaxItems | Count::MaxProperties => {
                self.most(case, count).is_some_and(|most| most <= n)
            }
            _ => self.least(case, count) >= n,
        }
    }

    /// Whether every number of elements, or of properties, is between the counts of one of
    /// several schemas.
    pub(super) fn are_counted(&self, case: &Case<'a, '_>, wanted: &[Vec<&Entry>]) -> bool {
        let kinds = [
            (Type::Array, Count::MinItems, Count::MaxItems),
            (Type::Object, Count::MinProperties, Count::MaxProperties),
        ];
        let end = |count: usize| Some((Decimal::new(&count.to_string()), true));
        kinds.into_iter().any(|(type_, least, most)| {
            let between = |entries: &Vec<&Entry>| {
                let mut interval = Interval::default();
                for entry in entries {
                    match entry.keyword {
                        Keyword::Count(count, n) if count == least => {
                            interval.add(Limit::Minimum, Decimal::new(&n.to_string()));
                        }
                        Keyword::Count(count, n) if count == most => {
                            interval.add(Limit::Maximum, Decimal::new(&n.to_string()));
                        }
                        _ => return None,
                    }
                }
                Some(interval)
            };
            let given = Interval {
                least: end(self.least(case, least)),
                most: self.most(case, most).and_then(end),
            };
            case.is_only(type_) && covers(given, wanted.iter().filter_map(between).collect(), true)
        })
    }

    /// The least number of something.
    pub(super) fn least(&self, case: &Case<'a, '_>, count: Count) -> usize {
        let needed = match count {
            Count::MinProperties => required(&case.view, &present(case.claim)).len(),
            Count::MinItems => self.least_contained(case),
            _ => 0,
        };
        case.view.least(count).max(needed)
    }

    /// The greatest number of something.
    pub(super) fn most(&self, case: &Case<'a, '_>, count: Count) -> Option<usize> {
        let schema = self.both.schema();
        let is_false = |id| schema.node(id).truth() == Some(false);
        let closed = case.view.nodes.iter().filter_map(|node| match count {
            Count::MaxItems if node.items().is_some_and(is_false) => {
                Some(node.prefix_items().map_or(0, <[_]>::len))
            }
            _ => None,
        });
        let listed = match count {
            Count::MaxItems => {
                let counts = [self.most_different(case), self.most_contained(case)];
                counts.into_iter().flatten().min()
            }
            Count::MaxProperties => {
                let names = self.listed_names(case);
                names.map(|names| names.into_iter().collect::<BTreeSet<&str>>().len())
            }
            _ => None,
        };
        let counts = case.view.most(count).into_iter().chain(closed);
        counts.chain(listed).min()
    }

    /// The number of elements that can all be different, if they have to be.
    fn most_different(&self, case: &Case<'a, '_>) -> Option<usize> {
        let nodes = &case.view.nodes;
        let are_different = nodes.iter().any(|node| node.has_unique_items());
        let are_alike = nodes.iter().all(|node| node.prefix_items().is_none());
        let is_one = are_different && are_alike;
        is_one.then(|| Some(self.listed(&element(&case.view, 0))?.len()))?
    }
}
