//! Arrays.

use exactschema_frontend::model::{Count, NodeId};

use crate::conjoined_schema::ConjoinedSchema;
use crate::hidden::hidden;
use crate::instance::instance;
use crate::maker::Maker;
use crate::raw_json::RawJson;
use crate::style::{DEEP, LONGEST};

/// The longest array that is made to satisfy a limit.
const LONG: usize = 40;

/// The number of attempts to make an element that is not present yet.
const TRIES: usize = 20;

impl Maker<'_> {
    /// An array, most often of one of the lengths at the limits.
    pub(crate) fn array(&mut self, parts: &ConjoinedSchema<'_>, depth: usize) -> Option<RawJson> {
        let least = Some(parts.least(Count::MinItems)).filter(|least| *least <= LONGEST)?;
        let length = match depth < DEEP {
            true => self.array_length(parts, least)?,
            false => least,
        };
        let kinds = self.kinds(parts);
        let most = parts.most(Count::MaxItems).unwrap_or(usize::MAX);
        let length = length.max(kinds.len()).min(most);
        let unique = parts.nodes.iter().any(|node| node.has_unique_items());
        let mut elements = Vec::new();
        for index in 0..length {
            let mut ids = element(parts, index);
            ids.extend(kinds.get(index));
            match self.element(&ids, unique.then_some(&elements), depth + 1) {
                Some(element) => elements.push(element),
                // There is no element here, or no other one.
                None if index >= least => break,
                None => return None,
            }
        }
        Some(RawJson::Array(elements))
    }

    /// The schemas of the first elements, so that there are enough of each kind.
    fn kinds(&self, parts: &ConjoinedSchema<'_>) -> Vec<NodeId> {
        let kinds = parts.nodes.iter().filter_map(|node| {
            let kind = hidden(self.facts.schema, node, "contains")?;
            let mut entries = node.keywords.iter();
            let least = entries.find(|entry| entry.name == "minContains");
            let least = least.and_then(|entry| entry.json.compact().parse().ok());
            Some(std::iter::repeat_n(kind, least.unwrap_or(1).min(LONG)))
        });
        kinds.flatten().collect()
    }

    fn array_length(&mut self, parts: &ConjoinedSchema<'_>, least: usize) -> Option<usize> {
        let prefix = parts.nodes.iter().filter_map(|node| node.prefix_items());
        let prefix = prefix.map(<[NodeId]>::len).max();
        let most = parts.most(Count::MaxItems).unwrap_or(usize::MAX);
        let lengths = [prefix.unwrap_or(0), self.random.usize(0..4)];
        let wanted = lengths[self.random.usize(0..2)];
        if self.random.bool() && (least..=most).contains(&wanted) {
            return Some(wanted);
        }
        let most = parts.most(Count::MaxItems).unwrap_or(least + 3);
        self.length(
            least,
            if most > least.max(LONG) {
                least + 3
            } else {
                most
            },
        )
    }

    /// An element that differs from others.
    fn element(
        &mut self,
        ids: &[NodeId],
        others: Option<&Vec<RawJson>>,
        depth: usize,
    ) -> Option<RawJson> {
        for _ in 0..TRIES {
            let element = match ids {
                [] => self.any(depth),
                ids => self.value(ids, depth)?,
            };
            let value = instance(&element);
            let others = others.into_iter().flatten();
            if !others.map(instance).any(|other| other == value) {
                return Some(element);
            }
        }
        None
    }
}

/// The nodes that constrain the element at an index.
pub fn element(parts: &ConjoinedSchema<'_>, index: usize) -> Vec<NodeId> {
    let ids = parts.nodes.iter().filter_map(|node| {
        let prefix = node.prefix_items().unwrap_or_default();
        prefix.get(index).copied().or(node.items())
    });
    ids.collect()
}
