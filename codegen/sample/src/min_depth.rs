//! The least depth of documents of a schema, so that documents end.

use exactschema_frontend::model::{Combinator, Count, Keyword, Node, NodeId, Schema, Type};

/// The least depth of values of each schema.
#[derive(Debug)]
pub struct MinDepths(Vec<MinDepth>);

/// Levels below a value; `None` if there is no such value, or none that ends.
pub(crate) type MinDepth = Option<usize>;

impl MinDepths {
    /// Those of all schemas of a document.
    pub(crate) fn of(schema: &Schema) -> Self {
        let mut min_depths = MinDepths(vec![None; schema.ids().count()]);
        // A height is known when those below it are: at last nothing changes.
        loop {
            let mut changed = false;
            // Children come after their parents.
            let ids: Vec<NodeId> = schema.ids().collect();
            for id in ids.into_iter().rev() {
                let height = min_depths.node(schema.node(id));
                changed |= min_depths.0[id.index()] != height;
                min_depths.0[id.index()] = height;
            }
            if !changed {
                return min_depths;
            }
        }
    }

    /// The least depth of a value of one schema.
    pub(crate) fn one(&self, id: NodeId) -> MinDepth {
        self.0.get(id.index()).copied().flatten()
    }

    /// The least depth of a value that is valid against several.
    pub fn all(&self, ids: &[NodeId]) -> MinDepth {
        highest(ids.iter().map(|id| self.one(*id)))
    }

    /// The least depth of a value of a type, as far as a node determines it.
    pub(crate) fn of_type(&self, node: &Node, type_: Type) -> MinDepth {
        let below = match type_ {
            Type::Array => self.elements(node),
            Type::Object => self.properties(node),
            _ => return Some(0),
        };
        below.map(|levels| levels + 1)
    }

    fn node(&self, node: &Node) -> MinDepth {
        let keywords = node.keywords.iter().map(|entry| match &entry.keyword {
            Keyword::Boolean(false) => None,
            Keyword::Reference(Some(target)) => self.one(*target),
            Keyword::Branches(Combinator::AllOf, ids) => self.all(ids),
            Keyword::Branches(_, ids) => ids.iter().filter_map(|id| self.one(*id)).min(),
            _ => Some(0),
        });
        let own = match node.constants() {
            Some(constants) => (!constants.is_empty()).then_some(0),
            None => {
                let types = node.types().unwrap_or(Type::ALL).iter();
                types.filter_map(|type_| self.of_type(node, *type_)).min()
            }
        };
        highest(keywords.chain([own]))
    }

    fn elements(&self, node: &Node) -> MinDepth {
        let least = node.count(Count::MinItems).unwrap_or(0);
        let prefix = node.prefix_items().unwrap_or_default();
        let items = node.items().filter(|_| least > prefix.len());
        highest(
            prefix
                .iter()
                .take(least)
                .chain(&items)
                .map(|id| self.one(*id)),
        )
    }

    /// Only what `required` names here: what it names elsewhere, and how many
    /// there must be, is left to chance.
    fn properties(&self, node: &Node) -> MinDepth {
        let required = node.properties().iter();
        let required = required.filter(|(name, _)| node.requires(name));
        highest(required.map(|(_, id)| self.one(*id)))
    }
}

fn highest(mut min_depths: impl Iterator<Item = MinDepth>) -> MinDepth {
    min_depths.try_fold(0, |highest: usize, height| Some(highest.max(height?)))
}
