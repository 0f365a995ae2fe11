//! References: to schemas of the same text, of others, and to meta-schemas.

use std::collections::HashMap;

use exactschema::Kind;
use exactschema::document::Instance;
use exactschema::schema::Draft;

use super::location::Location;
use super::registry::{Registry, Text};
use super::{Loaded, children, metaschemas, uri};
use crate::pointer::{segment, unescape};
use crate::suggest::slip;

/// The reason why a reference cannot be followed, and what mends it.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) fix: String,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>, fix: impl Into<String>) -> Self {
        Failure {
            message: message.into(),
            fix: fix.into(),
        }
    }
}

impl<'a> Registry<'a> {
    /// The schema that a reference in a resource names.
    pub(super) fn resolve(
        &mut self,
        resource: usize,
        reference: &str,
    ) -> Result<Location<'a>, Failure> {
        let (target, fragment) = uri::split(reference);
        let resource = match target {
            "" => resource,
            target => self.resource(resource, target)?,
        };
        let mut found = match fragment {
            None | Some("") => self.resources[resource].root.clone(),
            Some(fragment) => self.fragment(resource, fragment)?,
        };
        let dialect = self.resources[found.resource].dialect;
        let is_boolean = found.value.kind() == Kind::Boolean;
        if !children::is_schema(&found) || (is_boolean && !dialect.allows_boolean("")) {
            let place = self.describe(&found);
            let message = format!("the reference leads to {place}, which is no schema");
            return Err(Failure::new(message, "refer to a schema"));
        }
        if !self.schemas.contains_key(&found.key()) {
            self.index(found.clone(), false);
        }
        if let Some(resource) = self.schemas.get(&found.key()) {
            found.resource = *resource;
        }
        Ok(found)
    }

    /// The resource that a URI reference without a fragment names.
    fn resource(&mut self, from: usize, reference: &str) -> Result<usize, Failure> {
        let uri = uri::resolve(&self.resources[from].uri, reference).map_err(|why| {
            Failure::new(format!("the reference is of no use: {why}"), "write a URI")
        })?;
        if let Some(known) = self.by_uri.get(&uri) {
            return Ok(*known);
        }
        // Either scheme names the meta-schema of a release.
        let draft = Draft::by_uri(&uri).map(Draft::uri);
        let uri = draft.map_or(uri, str::to_owned);
        if let Some(known) = self.by_uri.get(&uri) {
            return Ok(*known);
        }
        let shown = uri::shown(&uri).to_owned();
        let broken = Failure::new(format!("the text at {shown} is no JSON"), "mend that text");
        if self.broken.contains(&uri) {
            return Err(broken);
        }
        let default = self.resources[from].dialect.draft;
        let loaded = (self.options.load)(&shown);
        // A file with several URIs is one text.
        let path = loaded.as_ref().and_then(|loaded| loaded.path.as_deref());
        if let Some(known) = path.and_then(|path| self.with_path(path)) {
            self.by_uri.insert(uri, known);
            return Ok(known);
        }
        let is_ours = loaded.is_none();
        let loaded = loaded.or_else(|| {
            let text = metaschemas::text(&uri)?.to_owned();
            Some(Loaded { text, path: None })
        });
        let Some(Loaded { text, path }) = loaded else {
            if let Some(reason) = (self.options.why)(&shown) {
                let fix = "correct the reference, or make that a file that can be read";
                return Err(Failure::new(reason, fix));
            }
            let message = format!("nothing is known at {shown}, and nothing is fetched");
            let fix = match shown.strip_prefix("file://") {
                Some(_) => format!(
                    "correct the reference, or map it to a file, by --map {shown}=PATH or in the \
                     configuration or the build script"
                ),
                None => format!(
                    "map it to a file, by --map {shown}=PATH or in the configuration or the build script"
                ),
            };
            return Err(Failure::new(message, fix));
        };
        let root = self.add(Text {
            text,
            uri: &shown,
            path: path.as_deref(),
            default,
            is_ours,
        });
        root.map(|root| root.resource).ok_or_else(|| {
            self.broken.insert(uri);
            broken
        })
    }

    /// The resource of the text of a file, if it has been added.
    fn with_path(&self, path: &str) -> Option<usize> {
        let mut resources = self.resources.iter();
        resources.position(|resource| {
            let source = &self.sources[resource.root.source];
            source.path.as_deref() == Some(path) && resource.root.pointer.is_empty()
        })
    }

    /// The value that a fragment names in a resource.
    fn fragment(&mut self, resource: usize, fragment: &str) -> Result<Location<'a>, Failure> {
        let decoded = uri::decode(fragment);
        if decoded.starts_with('/') {
            let found = self.pointer(resource, &decoded);
            // A percent sign that an author has not encoded.
            let found = found.or_else(|| self.pointer(resource, fragment));
            return found.ok_or_else(|| self.no_value(resource, &decoded));
        }
        let anchors = &self.resources[resource].anchors;
        if let Some(found) = anchors.get(&decoded) {
            return Ok(found.clone());
        }
        let names = anchors.keys().map(String::as_str);
        let near = crate::suggest::nearest(&decoded, names);
        let fix = match near {
            Some(near) => format!("did you mean #{near}?"),
            None => "declare the anchor, or refer by a JSON Pointer".to_owned(),
        };
        let place = self.describe(&self.resources[resource].root);
        let message = format!("no schema in the resource at {place} has the anchor {decoded:?}");
        Err(Failure::new(message, fix))
    }

    fn no_value(&self, resource: usize, pointer: &str) -> Failure {
        let root = &self.resources[resource].root;
        let message = match self.describe(root).as_str() {
            "the root" => format!("the reference leads nowhere: there is no {pointer}"),
            place => format!("the reference leads nowhere: there is no {pointer} in {place}"),
        };
        let fix = match near_pointer(root.value, pointer) {
            Some(near) => format!("did you mean #{near}?"),
            None => "refer to a schema that exists".to_owned(),
        };
        Failure::new(message, fix)
    }

    /// The value that a JSON Pointer (RFC 6901) names in a resource.
    pub(super) fn pointer(&mut self, resource: usize, pointer: &str) -> Option<Location<'a>> {
        let mut found = self.resources[resource].root.clone();
        for segment in pointer.strip_prefix('/')?.split('/') {
            let name = unescape(segment);
            let value = match found.value.kind() {
                Kind::Object => self.member(&found, &name)?,
                // An index has no sign and no leading zero (§4).
                Kind::Array => {
                    let index: usize = name.parse().ok().filter(|_| is_index(&name))?;
                    found.value.elements().nth(index)?
                }
                Kind::Null | Kind::Boolean | Kind::Number | Kind::String => return None,
            };
            found = found.child(&name, value);
            if let Some(resource) = self.schemas.get(&found.key()) {
                found.resource = *resource;
            }
        }
        Some(found)
    }

    /// The property of an object; large objects are searched once.
    fn member(&mut self, object: &Location<'a>, name: &str) -> Option<Instance<'a>> {
        const FEW: usize = 16;
        if object.value.len() <= FEW {
            return object.value.get(name);
        }
        let members = self.members.entry(object.key()).or_insert_with(|| {
            let mut members = HashMap::new();
            for member in object.value.members() {
                let name = member.name.text().into_owned();
                members.entry(name).or_insert(member.value);
            }
            members
        });
        members.get(name).copied()
    }
}

fn is_index(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit()) && (name == "0" || !name.starts_with('0'))
}

/// A pointer that goes on as another one does, but with a name that exists where that has
/// a slip of it.
fn near_pointer(root: Instance<'_>, pointer: &str) -> Option<String> {
    let mut value = root;
    let mut near = String::new();
    let mut segments = pointer.strip_prefix('/')?.split('/');
    for encoded in segments.by_ref() {
        let name = unescape(encoded);
        if let Some(found) = value.get(&name) {
            near.push_str(&segment(&name));
            value = found;
            continue;
        }
        let names: Vec<_> = value.members().map(|member| member.name.text()).collect();
        let name = slip(&name, names.iter().map(|name| &**name))?;
        near.push_str(&segment(name));
        break;
    }
    segments.for_each(|rest| {
        near.push('/');
        near.push_str(rest);
    });
    Some(near)
}
