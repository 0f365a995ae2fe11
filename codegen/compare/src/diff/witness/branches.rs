//! Values that no branch of a choice accepts.

use exactschema_frontend::model::NodeId;
use exactschema_sample::{ConjoinedSchema, Instance, Members, declared, demand};

use super::super::side::{Side, fits};
use super::super::view::{choices, reach, view};
use super::super::walk::choice;
use super::values::{Place, bases, members, random};
use super::words::words;
use super::{Search, shrink};

/// The most values of properties that are tried beside others.
const LISTED: usize = 24;

/// The most branches whose values are tried for none of others.
const BRANCHES: usize = 8;

impl<'a> Search<'_, 'a> {
    /// Values that no branch of a choice accepts, for where a pair has one on a side.
    pub(super) fn of_no_branch(&self, pair: usize, from: usize) -> Vec<Instance> {
        let pair = &self.walk.pairs[pair];
        let [own, other] = [from, 1 - from].map(|side| self.walk.sides[side]);
        let Some((_, branches, ..)) = choice(pair, 1 - from) else {
            return Vec::new();
        };
        let id = pair.ids[from];
        let place = Place {
            side: own,
            ids: vec![id],
            words: words(&own.facts, &[id]),
            bases: bases(own, &[id]),
        };
        let mut values = place.none_of(branches, other);
        values.retain(|value| !own.budget.is_over() && fits(&own.facts, id, value));
        values.sort_by_cached_key(shrink::measure);
        values
    }
}

impl Place<'_, '_> {
    /// Objects whose properties no branch of the other side accepts, all together and one by
    /// one, beside values that tell branches apart; each branch of one's own may accept them.
    pub(super) fn none_of(&self, branches: &[NodeId], other: &Side<'_>) -> Vec<Instance> {
        let here = view(self.side.schema, &self.ids);
        let own = choices(&here).into_iter().next();
        let own = own.map_or(&[][..], |(_, branches)| branches).iter();
        let own = own
            .take(BRANCHES)
            .map(|branch| [&self.ids[..], &[*branch]].concat());
        let ways = own.chain([self.ids.clone()]);
        ways.take_while(|_| !self.is_over())
            .flat_map(|ids| self.none_of_in(&ids, branches, other))
            .collect()
    }

    fn none_of_in(&self, ids: &[NodeId], branches: &[NodeId], other: &Side<'_>) -> Vec<Instance> {
        let around = reach(other.schema, branches);
        let here = view(self.side.schema, ids);
        let mut wrong = Members::new();
        for name in declared(&around)
            .into_iter()
            .take_while(|_| !self.is_over())
        {
            let wanted = demand(&other.facts, &around, &name);
            let given = demand(&self.side.facts, &here, &name);
            let is_wrong = |value: &Instance| {
                given.iter().all(|id| fits(&self.side.facts, *id, value))
                    && !wanted.iter().any(|id| fits(&other.facts, *id, value))
            };
            let inner = words(&self.side.facts, &given).into_iter();
            let mut words = inner.chain(words(&other.facts, &wanted));
            let value = words.find(is_wrong).or_else(|| {
                let mut made = given.iter().flat_map(|id| random(self.side, *id));
                made.find(is_wrong)
            });
            wrong.extend(value.map(|value| (name, value)));
        }
        let mut bases = self.bases.clone();
        bases.extend(self.side.smallest(ids).and_then(members));
        for (name, value) in listed(other, &around) {
            bases.extend(
                self.with_value(&name, &value)
                    .into_iter()
                    .filter_map(members),
            );
        }
        let objects = bases
            .iter()
            .take_while(|_| !self.is_over())
            .flat_map(|base| {
                let all = [wrong.clone()].into_iter();
                let each = wrong
                    .iter()
                    .map(|(name, value)| Members::from([(name.clone(), value.clone())]));
                all.chain(each).map(|wrong| {
                    let mut members = base.clone();
                    members.extend(wrong);
                    Instance::Object(members)
                })
            });
        let mut found: Vec<Instance> = objects.collect();
        for (name, value) in wrong.iter().take_while(|_| !self.is_over()) {
            found.extend(self.with_value(name, value));
        }
        found
    }
}

/// The values of properties that some schemas list, the first of them.
fn listed(side: &Side<'_>, around: &ConjoinedSchema<'_>) -> Vec<(String, Instance)> {
    let properties = around.nodes.iter().flat_map(|node| node.properties());
    let values = properties.flat_map(|(name, id)| {
        let values = view(side.schema, &[*id]).constants().into_iter().flatten();
        values.map(|value| (name.clone(), Instance::from(value)))
    });
    values.take(LISTED).collect()
}
