//! Dynamic scopes (Core §7.1): what the resources on the way to a subschema mean for
//! dynamic references in it.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use crate::schema::{NodeId, ResourceId, Table};

/// The index of a dynamic scope; two in which all anchors lead to the same are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Environment(u32);

/// The dynamic scopes that were met.
#[derive(Debug)]
pub(super) struct Environments<'r> {
    scopes: Vec<Scope<'r>>,
    known: HashMap<Scope<'r>, Environment, RandomState>,
    inner: HashMap<(Environment, ResourceId), Environment, RandomState>,
}

/// For each dynamic anchor the schema of the outermost resource that has it.
type Scope<'r> = BTreeMap<&'r str, NodeId>;

impl<'r> Environments<'r> {
    pub(super) fn new() -> Self {
        Environments {
            scopes: Vec::new(),
            known: HashMap::default(),
            inner: HashMap::default(),
        }
    }

    /// The scope within a resource that is entered from another scope.
    pub(super) fn enter(
        &mut self,
        from: Environment,
        resource: ResourceId,
        table: &'r Table,
    ) -> Environment {
        if table.resource(resource).dynamic_anchors.is_empty() {
            return from;
        }
        if let Some(inner) = self.inner.get(&(from, resource)) {
            return *inner;
        }
        if self.scopes.is_empty() {
            // Most schemas have no dynamic references.
            self.scopes.push(Scope::new());
            self.known.insert(Scope::new(), Environment::default());
        }
        let mut scope = self.scopes[from.0 as usize].clone();
        for (name, node) in &table.resource(resource).dynamic_anchors {
            scope.entry(name).or_insert(*node);
        }
        let next = Environment(self.scopes.len() as u32);
        let inner = *self.known.entry(scope.clone()).or_insert(next);
        if inner == next {
            self.scopes.push(scope);
        }
        self.inner.insert((from, resource), inner);
        inner
    }

    /// The schema with a dynamic anchor in the outermost resource that has one.
    pub(super) fn resolve(&self, environment: Environment, anchor: &str) -> Option<NodeId> {
        let scope = self.scopes.get(environment.0 as usize)?;
        scope.get(anchor).copied()
    }
}
