//! Two schema documents as one, so that a schema of either can be named beside one of the other.

use super::{Keyword, Node, NodeId, Schema};

impl Schema {
    /// The nodes of this document and, behind them, those of another. Their pointers begin
    /// with `/0` and `/1`; references stay within their document.
    #[must_use]
    pub fn joined(&self, other: &Schema) -> Schema {
        let shift = self.nodes.len();
        let own = self.nodes.iter().map(|node| moved(node, "/0", 0));
        let others = other.nodes.iter().map(|node| moved(node, "/1", shift));
        let nodes: Vec<Node> = own.chain(others).collect();
        let mut joined = Schema {
            nodes,
            has_resources: self.has_resources || other.has_resources,
            is_dynamic: self.is_dynamic || other.is_dynamic,
            tracks: self.tracks || other.tracks,
            ..self.clone()
        };
        joined.by_pointer.clear();
        for (index, node) in joined.nodes.iter().enumerate() {
            let pointer = node.place.pointer.clone();
            joined.by_pointer.entry(pointer).or_insert(NodeId(index));
        }
        joined
    }
}

fn moved(node: &Node, below: &str, shift: usize) -> Node {
    let mut node = node.clone();
    node.place.pointer.insert_str(0, below);
    for entry in &mut node.keywords {
        entry.place.pointer.insert_str(0, below);
        for id in nodes_of(&mut entry.keyword) {
            id.0 += shift;
        }
    }
    node
}

/// The nodes that a keyword leads to.
fn nodes_of(keyword: &mut Keyword) -> Vec<&mut NodeId> {
    match keyword {
        Keyword::Reference(target) => target.iter_mut().collect(),
        Keyword::Definitions(members)
        | Keyword::Properties(members)
        | Keyword::PatternProperties(members) => members.iter_mut().map(|(_, id)| id).collect(),
        Keyword::AdditionalProperties(id) | Keyword::PropertyNames(id) | Keyword::Items(id) => {
            vec![id]
        }
        Keyword::PrefixItems(ids) | Keyword::Branches(_, ids) => ids.iter_mut().collect(),
        _ => Vec::new(),
    }
}
