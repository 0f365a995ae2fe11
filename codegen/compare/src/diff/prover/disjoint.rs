//! When two schemas have no value in common.

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::model::{Limit, Type};
use exactschema_sample::{ConjoinedSchema, Instance, demand, required};

use super::super::view::{choices, view};
use super::{Prover, covers_type};

/// The depth to which values are compared.
const DEPTH: usize = 4;

impl<'a> Prover<'a> {
    /// Whether two of some schemas of the first side may have a value in common, where
    /// both sides are the same.
    pub(in super::super) fn overlap(
        &mut self,
        branches: &[exactschema_frontend::model::NodeId],
    ) -> bool {
        let schema = self.sides[0].schema;
        let views: Vec<ConjoinedSchema<'a>> =
            branches.iter().map(|id| view(schema, &[*id])).collect();
        let mut views = views.iter().enumerate();
        let all = views.clone();
        views.any(|(index, one)| {
            let mut others = all.clone().take(index);
            others.any(|(_, other)| !self.are_disjoint(0, one, other))
        })
    }

    /// Whether no value is valid against both the nodes of one side and those of the other.
    pub(super) fn are_disjoint(
        &self,
        side: usize,
        own: &ConjoinedSchema<'a>,
        other: &ConjoinedSchema<'a>,
    ) -> bool {
        self.disjoint(side, own, other, DEPTH)
    }

    fn disjoint(
        &self,
        side: usize,
        own: &ConjoinedSchema<'a>,
        other: &ConjoinedSchema<'a>,
        depth: usize,
    ) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let (left, right) = (own.types(), other.types());
        let common = |type_: &Type| {
            covers_type(&right, *type_)
                || (*type_ == Type::Number && right.contains(&Type::Integer))
        };
        if !left.iter().any(common) || have_no_common_value(own, other) {
            return true;
        }
        let common: Vec<&Type> = left.iter().filter(|type_| common(type_)).collect();
        let alone = |wanted: &[Type]| common.iter().all(|type_| wanted.contains(type_));
        if alone(&[Type::Object]) && self.a_property_differs(side, own, other, depth) {
            return true;
        }
        if alone(&[Type::Number, Type::Integer]) && (are_apart(own, other) || are_apart(other, own))
        {
            return true;
        }
        let schema = self.sides[1 - side].schema;
        choices(other).into_iter().any(|(_, branches)| {
            let mut branches = branches.iter();
            branches.all(|branch| self.disjoint(side, own, &view(schema, &[*branch]), depth))
        })
    }

    /// Whether a required property cannot satisfy both sides.
    fn a_property_differs(
        &self,
        side: usize,
        own: &ConjoinedSchema<'a>,
        other: &ConjoinedSchema<'a>,
        depth: usize,
    ) -> bool {
        let (left, right) = (self.sides[side], self.sides[1 - side]);
        let names = [required(own, &[]), required(other, &[])].concat();
        names.iter().any(|name| {
            let (own_ids, other_ids) = (
                demand(&left.facts, own, name),
                demand(&right.facts, other, name),
            );
            left.facts.min_depths.all(&own_ids).is_none()
                || right.facts.min_depths.all(&other_ids).is_none()
                || self.disjoint(
                    side,
                    &view(left.schema, &own_ids),
                    &view(right.schema, &other_ids),
                    depth,
                )
        })
    }
}

/// Whether both list their values, and none is on both lists.
fn have_no_common_value(own: &ConjoinedSchema<'_>, other: &ConjoinedSchema<'_>) -> bool {
    let (Some(left), Some(right)) = (own.constants(), other.constants()) else {
        return false;
    };
    let right: Vec<_> = right.into_iter().map(Instance::from).collect();
    !left
        .into_iter()
        .map(Instance::from)
        .any(|value| right.contains(&value))
}

/// Whether the numbers on the left are all below those on the right.
fn are_apart(left: &ConjoinedSchema<'_>, right: &ConjoinedSchema<'_>) -> bool {
    let limits = |parts: &ConjoinedSchema<'_>, limit| -> Vec<Decimal> {
        parts.limits(limit).map(Decimal::new).collect()
    };
    let (most, below) = (
        limits(left, Limit::Maximum),
        limits(left, Limit::ExclusiveMaximum),
    );
    let (least, above) = (
        limits(right, Limit::Minimum),
        limits(right, Limit::ExclusiveMinimum),
    );
    let strictly = most.iter().any(|most| {
        least.iter().any(|least| most < least) || above.iter().any(|above| most <= above)
    });
    let closely = below.iter().any(|below| {
        let mut others = least.iter().chain(&above);
        others.any(|other| below <= other)
    });
    strictly || closely
}
