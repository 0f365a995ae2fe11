//! Matches corresponding schemas of two lists.

use exactschema_frontend::model::{NodeId, Schema};
use exactschema_sample::{Instance, declared};

use super::super::prover::Prover;
use super::super::view::view;
use super::Walk;
use super::children::Branches;

/// The least likeness of two schemas that correspond.
const ALIKE: usize = 2;

impl<'a> Walk<'a> {
    /// The conjuncts of two schemas that correspond.
    pub(super) fn conjuncts(&self, ids: [NodeId; 2], prover: &mut Prover<'a>) -> Vec<[NodeId; 2]> {
        let [old, new] = [0, 1].map(|side| self.sides[side].schema.node(ids[side]));
        let references = old.reference().zip(new.reference());
        let mut pairs: Vec<[NodeId; 2]> = references
            .map(|(old, new)| [old, new])
            .into_iter()
            .collect();
        let all_of = |node: &'a exactschema_frontend::model::Node| {
            let conjuncts = node.conjuncts();
            let count = usize::from(node.reference().is_some());
            conjuncts.skip(count).collect::<Vec<_>>()
        };
        pairs.extend(self.matched(&all_of(old), &all_of(new), prover).pairs);
        pairs
    }

    /// The corresponding schemas of two lists: the most alike first.
    pub(super) fn matched(
        &self,
        old: &[NodeId],
        new: &[NodeId],
        prover: &mut Prover<'a>,
    ) -> Branches {
        let mut scores = Vec::new();
        for (left, old) in old.iter().enumerate() {
            for (right, new) in new.iter().enumerate() {
                let alike = self.likeness([*old, *new], prover);
                if alike >= ALIKE {
                    scores.push((alike, left.abs_diff(right), left, right));
                }
            }
        }
        scores.sort_by_key(|(alike, apart, left, _)| (usize::MAX - alike, *apart, *left));
        let mut partner = vec![None; old.len()];
        for (_, _, left, right) in scores {
            if partner[left].is_none() && !partner.contains(&Some(right)) {
                partner[left] = Some(right);
            }
        }
        let mut branches = Branches::default();
        for (id, partner) in old.iter().zip(&partner) {
            match partner {
                Some(right) => branches.pairs.push([*id, new[*right]]),
                None => branches.alone[0].push(*id),
            }
        }
        let alone = new.iter().enumerate();
        let alone = alone.filter(|(right, _)| !partner.contains(&Some(*right)));
        branches.alone[1] = alone.map(|(_, id)| *id).collect();
        branches
    }

    /// The likeness of two schemas: equal, of one name, discriminated by the same constant,
    /// or of the same types.
    fn likeness(&self, ids: [NodeId; 2], prover: &mut Prover<'a>) -> usize {
        let schemas = self.sides.map(|side| side.schema);
        let [old, new] = [0, 1].map(|side| name(schemas[side], ids[side]));
        let named = usize::from(old.is_some() && old == new);
        let [old, new] = [0, 1].map(|side| tags(schemas[side], ids[side]));
        let tagged = usize::from(old.iter().any(|tag| new.contains(tag)));
        let apart = usize::from(!old.is_empty() && !new.is_empty() && tagged == 0);
        let [old, new] = [0, 1].map(|side| view(schemas[side], &[ids[side]]).types());
        let typed = usize::from(old == new && apart == 0);
        let equal = prover.proves(0, ids, &[]) && prover.proves(1, ids, &[]);
        16 * usize::from(equal) + 8 * named + 4 * tagged + 2 * typed
    }
}

/// The name of a schema: of its reference, or its title.
fn name(schema: &Schema, id: NodeId) -> Option<&str> {
    let node = schema.node(id);
    let target = node.reference().map(|target| schema.node(target));
    let pointer = target.map(|target| target.place.pointer.as_str());
    pointer
        .and_then(|pointer| pointer.rsplit('/').next())
        .or(node.title())
}

/// The constant properties of an object, or the values of a list.
fn tags(schema: &Schema, id: NodeId) -> Vec<(String, Instance)> {
    let view = view(schema, &[id]);
    let listed = view.constants().into_iter().flatten().map(Instance::from);
    let mut tags: Vec<_> = listed.map(|value| (String::new(), value)).collect();
    for name in declared(&view) {
        let members = view.nodes.iter().flat_map(|node| node.properties());
        for (_, id) in members.filter(|(other, _)| *other == name) {
            let constants = self::view(schema, &[*id]).constants();
            let constants = constants.into_iter().flatten().map(Instance::from);
            tags.extend(constants.map(|value| (name.clone(), value)));
        }
    }
    tags
}
