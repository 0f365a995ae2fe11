//! The keywords that place schemas: `$schema`, `$id` and `id`, and the anchors (Core §8.2).

use std::collections::BTreeMap;

use exactschema::document::Instance;
use exactschema::schema::Draft;

use super::dialect::Dialect;
use super::location::Location;
use super::registry::{Registry, Resource, text};
use super::uri;

impl<'a> Registry<'a> {
    /// Reads the keywords that place a schema.
    pub(super) fn identify(&mut self, schema: &mut Location<'a>, registers: bool) {
        let is_root = self.resources[schema.resource].root.key() == schema.key();
        let mut dialect = self.resources[schema.resource].dialect;
        if let Some(named) = text(schema, "$schema") {
            let named_dialect = self.dialect(schema, &named);
            if is_root || text(schema, named_dialect.id()).is_some() {
                dialect = named_dialect;
            } else {
                let fix = "remove it, or give the schema a URI of its own";
                let message = "$schema has no effect in a schema without a URI of its own";
                self.warn_property(schema, "$schema", message, fix);
            }
        }
        if is_root {
            self.resources[schema.resource].dialect = dialect;
        }
        if let Some(id) = text(schema, dialect.id()) {
            let is_hidden = dialect.references_stand_alone() && text(schema, "$ref").is_some();
            match (is_hidden, is_root) {
                (false, _) => self.name(schema, &id, dialect, registers),
                // The rule would leave the whole document without the URI that it gives
                // itself: others may refer to it by that, but it is no base.
                (true, true) => self.alias(schema, &id),
                (true, false) => {}
            }
        }
        if !dialect.references_stand_alone() {
            self.anchor(schema, dialect);
        }
    }

    /// Gives a schema its URI, or in older releases its anchor.
    fn name(&mut self, schema: &mut Location<'a>, id: &str, dialect: Dialect, registers: bool) {
        let (reference, fragment) = uri::split(id);
        // An empty one is none, but in v1.
        let fragment =
            fragment.filter(|fragment| !fragment.is_empty() || dialect.draft == Draft::V1);
        if !reference.is_empty() {
            self.place(schema, reference, dialect, registers);
        }
        let Some(fragment) = fragment else {
            return;
        };
        if !dialect.references_stand_alone() {
            let message = format!("{} must not have a fragment", dialect.id());
            let fix = "name the schema by $anchor".to_owned();
            self.problem_property(schema, dialect.id(), message, fix);
        } else if !fragment.starts_with('/') {
            self.add_anchor(schema, dialect.id(), uri::decode(fragment));
        }
    }

    /// Makes a schema the root of a resource with a URI.
    fn place(
        &mut self,
        schema: &mut Location<'a>,
        reference: &str,
        dialect: Dialect,
        registers: bool,
    ) {
        let base = &self.resources[schema.resource].uri;
        let uri = match uri::resolve(base, reference) {
            Ok(uri) => uri,
            Err(why) => {
                let message = format!("{} is of no use: {why}", dialect.id());
                let fix = "write a URI".to_owned();
                self.problem_property(schema, dialect.id(), message, fix);
                return;
            }
        };
        if self.resources[schema.resource].root.key() == schema.key() {
            self.resources[schema.resource].uri.clone_from(&uri);
        } else {
            schema.resource = self.resources.len();
            self.resources.push(Resource {
                uri: uri.clone(),
                root: schema.clone(),
                dialect,
                anchors: BTreeMap::new(),
                dynamic_anchors: BTreeMap::new(),
            });
        }
        if !registers {
            return;
        }
        let known = *self.by_uri.entry(uri.clone()).or_insert(schema.resource);
        if known != schema.resource {
            let other = self.describe(&self.resources[known].root);
            let message = format!("two schemas have the URI {}: {other} too", uri::shown(&uri));
            let fix = "give each schema a URI of its own".to_owned();
            self.problem_property(schema, dialect.id(), message, fix);
        }
    }

    /// Makes a document known by another URI.
    fn alias(&mut self, schema: &Location<'a>, id: &str) {
        let base = &self.resources[schema.resource].uri;
        if let Ok(uri) = uri::resolve(base, uri::split(id).0) {
            self.by_uri.entry(uri).or_insert(schema.resource);
        }
    }

    /// Reads the anchors of a schema.
    fn anchor(&mut self, schema: &Location<'a>, dialect: Dialect) {
        if let Some(anchor) = text(schema, "$anchor") {
            self.add_anchor(schema, "$anchor", anchor.into_owned());
        }
        if dialect.draft == Draft::Draft201909 {
            let is_recursive = schema.value.get("$recursiveAnchor");
            let resource = &mut self.resources[schema.resource];
            if is_recursive.is_some_and(Instance::is_true) && resource.root.key() == schema.key() {
                let anchors = &mut resource.dynamic_anchors;
                anchors.insert(String::new(), schema.clone());
            }
            return;
        }
        let Some(anchor) = text(schema, "$dynamicAnchor") else {
            return;
        };
        // In v1 it is no fragment of a URI.
        if dialect.draft == Draft::Draft202012 {
            self.add_anchor(schema, "$dynamicAnchor", anchor.clone().into_owned());
        }
        let anchors = &mut self.resources[schema.resource].dynamic_anchors;
        let known = anchors.entry(anchor.into_owned()).or_insert(schema.clone());
        if known.key() != schema.key() {
            let other = known.pointer.clone();
            self.report_anchor(schema, "$dynamicAnchor", &other);
        }
    }

    fn add_anchor(&mut self, schema: &Location<'a>, keyword: &str, anchor: String) {
        let anchors = &mut self.resources[schema.resource].anchors;
        let known = anchors.entry(anchor).or_insert(schema.clone());
        if known.key() != schema.key() {
            let other = known.pointer.clone();
            self.report_anchor(schema, keyword, &other);
        }
    }

    fn report_anchor(&mut self, schema: &Location<'a>, keyword: &str, other: &str) {
        let message = format!("two schemas have this anchor: that at {other} too");
        let fix = "give each schema an anchor of its own".to_owned();
        self.problem_property(schema, keyword, message, fix);
    }
}
