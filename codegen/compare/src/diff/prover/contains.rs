//! Proofs by `contains`: how many elements of a kind there have to be, and may be.

use exactschema::schema::Facts;
use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Count, Node, NodeId, Type};

use super::super::view::is_anything;
use super::{Case, Prover};

/// The most elements that are looked at one by one.
const FEW: usize = 10;

/// The elements that `contains` of a node asks for.
struct Kind {
    schema: NodeId,
    least: Decimal,
    most: Option<Decimal>,
}

impl<'a> Prover<'a> {
    /// Whether there are as many elements of a kind as there have to be, and no more than
    /// there may be.
    pub(super) fn contains(&mut self, case: &Case<'a, '_>, node: &'a Node) -> bool {
        let Some(wanted) = self.contained(node) else {
            return false;
        };
        let kinds = self.kinds(case);
        let has_enough = wanted.least == Decimal::new("0")
            || kinds.iter().any(|given| {
                given.least >= wanted.least
                    && self.inside([given.schema], [wanted.schema], Vec::new())
            })
            || self.all_are(case, wanted.schema, &wanted.least);
        has_enough
            && wanted.most.is_none_or(|most| {
                let items = self.most(case, Count::MaxItems);
                items.is_some_and(|items| Decimal::new(&items.to_string()) <= most)
                    || kinds.iter().any(|given| {
                        given.most.as_ref().is_some_and(|given| *given <= most)
                            && self.inside([wanted.schema], [given.schema], Vec::new())
                    })
            })
    }

    /// The number of elements that there have to be of some kind.
    pub(super) fn least_contained(&self, case: &Case<'a, '_>) -> usize {
        let kinds = self.kinds(case).into_iter();
        let counts = kinds.filter_map(|kind| usize::try_from(kind.least.integer()?).ok());
        counts.max().unwrap_or(0)
    }

    /// The number of elements that there may be, if any is of a kind.
    pub(super) fn most_contained(&self, case: &Case<'a, '_>) -> Option<usize> {
        let kinds = self.kinds(case).into_iter();
        let all = kinds.filter(|kind| is_anything(self.both.schema(), kind.schema));
        let counts = all.filter_map(|kind| usize::try_from(kind.most?.integer()?).ok());
        counts.min()
    }

    /// Whether there cannot be as many elements of some kind as there have to be.
    pub(super) fn lacks_elements(&mut self, case: &Case<'a, '_>) -> bool {
        let are_different = case.view.nodes.iter().any(|node| node.has_unique_items());
        let mut kinds = self.kinds(case).into_iter();
        kinds.any(|kind| {
            let values = are_different.then(|| self.listed(&[kind.schema])).flatten();
            let is_too_many = |count: usize| Decimal::new(&count.to_string()) < kind.least;
            kind.least > Decimal::new("0")
                && (kind.most.as_ref().is_some_and(|most| *most < kind.least)
                    || values.is_some_and(|values| is_too_many(values.len()))
                    || self.has_none(case, kind.schema))
        })
    }

    /// Whether no element can be of a kind.
    fn has_none(&mut self, case: &Case<'a, '_>, kind: NodeId) -> bool {
        let nodes = case.view.nodes.iter();
        let places = nodes.map(|node| node.prefix_items().map_or(0, <[_]>::len));
        // Behind the last place of all, one element is like another.
        let last = places.max().unwrap_or(0);
        last < FEW
            && (0..=last).all(|index| {
                let element = self.given_element(case, index);
                self.inside(element.into_iter().chain([kind]), [], Vec::new())
            })
    }

    /// Whether there are so many elements, and each is of a kind.
    fn all_are(&mut self, case: &Case<'a, '_>, kind: NodeId, least: &Decimal) -> bool {
        let count = self.least(case, Count::MinItems);
        let enough = least
            .integer()
            .and_then(|least| usize::try_from(least).ok());
        case.is_only(Type::Array)
            && enough.is_some_and(|least| {
                least <= count
                    && least < FEW
                    && (0..least).all(|at| self.element(case, at, &[kind]))
            })
    }

    fn kinds(&self, case: &Case<'a, '_>) -> Vec<Kind> {
        let nodes = case.view.nodes.iter();
        nodes.filter_map(|node| self.contained(node)).collect()
    }

    fn contained(&self, node: &Node) -> Option<Kind> {
        Some(Kind {
            schema: self.applied(node, "contains")?,
            least: count(node, "minContains").unwrap_or_else(|| Decimal::new("1")),
            most: count(node, "maxContains"),
        })
    }
}

/// A number of elements, if the dialect has the keyword.
fn count(node: &Node, name: &str) -> Option<Decimal> {
    Facts::of(name, node.draft)?;
    let entry = node.keywords.iter().find(|entry| entry.name == name)?;
    match &entry.json.value {
        Value::Number(number) => Some(Decimal::new(number)),
        _ => None,
    }
}
