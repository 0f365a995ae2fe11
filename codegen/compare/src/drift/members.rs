//! Compares schemas by name.

use std::collections::BTreeMap;

use exactschema_frontend::model::NodeId;
use exactschema_frontend::pointer::segment;

use super::difference::Drift;
use super::keyword::Group;
use super::sides::Side;
use super::sides::{At, Sides};

impl Sides<'_> {
    /// Finds the differences of `properties`, of `$defs`, or of the like.
    pub(super) fn members(
        &mut self,
        at: &At,
        group: Group,
        source: &[(String, NodeId)],
        emitted: &[(String, NodeId)],
        found: &mut Vec<Drift>,
    ) {
        let left = by_name(source);
        let right = by_name(emitted);
        let pointer = |name: &str| format!("{}{}", at.pointer, segment(name));
        let declared = || Some("declared".to_owned());
        for (name, id) in &left {
            match right.get(name) {
                Some(other) => self.compare(*id, *other, found),
                None => found.push(Drift {
                    place: self.source.node(*id).place.clone(),
                    pointer: pointer(name),
                    source: declared(),
                    emitted: None,
                    meaning: self.member_meaning(at, group, *id, Side::Source),
                }),
            }
        }
        for (name, id) in &right {
            if !left.contains_key(name) {
                found.push(Drift {
                    place: at.place.clone(),
                    pointer: pointer(name),
                    source: None,
                    emitted: declared(),
                    meaning: self.member_meaning(at, group, *id, Side::Emitted),
                });
            }
        }
    }
}

fn by_name(members: &[(String, NodeId)]) -> BTreeMap<&str, NodeId> {
    let members = members.iter();
    members.map(|(name, id)| (name.as_str(), *id)).collect()
}
