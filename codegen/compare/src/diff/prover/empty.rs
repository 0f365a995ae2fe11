//! When no value is valid against what is given.

use exactschema_frontend::model::{Count, NodeId, Type};
use exactschema_sample::{demand, required};

use super::super::view::view;
use super::{Case, Known, Prover, numbers, present};

impl<'a> Prover<'a> {
    /// Whether there is no value of the case.
    pub(super) fn is_empty(&mut self, case: &Case<'a, '_>) -> bool {
        let facts = &self.both.facts;
        let given: Vec<NodeId> = case.claim.given.iter().copied().collect();
        if case.types().is_empty()
            || case
                .view
                .nodes
                .iter()
                .any(|node| node.truth() == Some(false))
            || facts.min_depths.all(&given).is_none()
        {
            return true;
        }
        (case.is_only(Type::Array)
            && (self.crosses(case, Count::MinItems, Count::MaxItems) || self.lacks_elements(case)))
            || (case.is_only(Type::Number) && numbers::are_none(case))
            || (case.is_only(Type::String)
                && (self.crosses(case, Count::MinLength, Count::MaxLength)
                    || self.has_no_text(case)))
            || (case.is_only(Type::Object)
                && (self.crosses(case, Count::MinProperties, Count::MaxProperties)
                    || self.has_no_property(case)))
    }

    /// Whether there have to be more of something than there may be.
    fn crosses(&self, case: &Case<'a, '_>, least: Count, most: Count) -> bool {
        let most = self.most(case, most);
        most.is_some_and(|most| most < self.least(case, least))
    }

    /// Whether a property that has to be present has no value, or not the one it is known to
    /// have.
    fn has_no_property(&mut self, case: &Case<'a, '_>) -> bool {
        let known = &case.claim.known;
        required(&case.view, &present(case.claim))
            .into_iter()
            .any(|name| {
                let ids = demand(&self.both.facts, &case.view, &name);
                match known.get(&name) {
                    Some(Known::Absent) => true,
                    Some(Known::Is(value)) => {
                        let text = value.to_string();
                        let mut ids = ids.iter();
                        ids.any(|id| self.both.verdict(*id, &text) == Some(false))
                    }
                    known => {
                        if let Some(Known::IsNone(values)) = known
                            && self.listed(&ids).is_some_and(|listed| {
                                listed.iter().all(|value| values.contains(value))
                            })
                        {
                            return true;
                        }
                        let is_plain =
                            ids.len() < 2 && view(self.both.schema(), &ids).nodes.len() < 2;
                        self.both.facts.min_depths.all(&ids).is_none()
                            || (!is_plain && self.inside(ids, [], Vec::new()))
                    }
                }
            })
    }
}
