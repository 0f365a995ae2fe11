//! The definitions of an import: the components that are asked for, and all that they refer to.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::pointer::{segment, unescape};
use exactschema_frontend::suggest::nearest;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::Root;
use crate::document::{COMPONENTS, Document, Version, problem, refusal};
use crate::operations::{Part, Use, parts};
use crate::references::{References, Unresolved};
use crate::refusal::Refusal;
use crate::shape::{is_definitions, keywords, schemas};
use crate::sources::Sources;

/// The characters that a fragment cannot contain (RFC 3986 §3.5).
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A schema that becomes a definition of its own: a component, one of the `$defs` in it, or
/// whatever else a reference leads to.
pub(super) struct Unit<'a> {
    /// The index of its file.
    pub(super) file: usize,
    /// Its pointer in the file.
    pub(super) pointer: String,
    /// Its name in the schema, which no other has.
    pub(super) name: String,
    pub(super) json: &'a Json,
}

/// The definitions.
pub(super) struct Units<'a> {
    references: References<'a>,
    /// In the order of the files.
    all: Vec<Unit<'a>>,
    index: BTreeMap<(usize, String), usize>,
    /// The one that is the root of the schema itself.
    root: Option<usize>,
    /// The parts of the document beside the components.
    parts: Vec<Part<'a>>,
    /// Definitions in those that are taken which nothing refers to, with their pointers.
    pub(super) unused: Vec<(&'a Json, String)>,
}

impl<'a> Units<'a> {
    /// The definitions that some components lead to.
    ///
    /// # Errors
    ///
    /// If there is no component of the name of the root.
    pub(super) fn new(
        sources: &'a Sources,
        document: &Document<'a>,
        root: Root<'_>,
    ) -> Result<Self, Vec<Refusal>> {
        let mut units = Units {
            references: References::new(sources, document.version),
            all: Vec::new(),
            index: BTreeMap::new(),
            root: None,
            parts: Vec::new(),
            unused: Vec::new(),
        };
        let wanted = |name: &str| match root {
            Root::One(root) => name == root,
            Root::Components | Root::All => true,
        };
        let names = document.components.iter().map(|(name, _)| name.as_str());
        let mut roots: Vec<(usize, String)> = names
            .filter(|name| wanted(name))
            .map(|name| (0, format!("{COMPONENTS}{}", segment(name))))
            .collect();
        if let (Root::One(root), []) = (root, roots.as_slice()) {
            return Err(vec![missing(document, root)]);
        }
        if root == Root::All {
            units.parts = parts(sources);
            let uses = units.parts.iter().flat_map(Part::uses);
            roots.extend(uses.map(|(_, used)| units.whole(used)));
        }
        units.reach(roots);
        if let Root::One(root) = root {
            units.root = units
                .index
                .get(&(0, format!("{COMPONENTS}{}", segment(root))))
                .copied();
        }
        units.name_all();
        Ok(units)
    }

    /// The file and the pointer of the definition that a schema is: what it only refers to, or
    /// itself.
    fn whole(&self, used: &Use<'_>) -> (usize, String) {
        let target = match (
            &used.json.value,
            used.json.get("$ref").map(|json| &json.value),
        ) {
            (Value::Object(members), Some(Value::String(reference))) if members.len() == 1 => {
                self.references.resolve(used.file, reference).ok()
            }
            _ => None,
        };
        let target =
            target.filter(|(file, pointer)| self.references.home(*file, pointer) == *pointer);
        target.unwrap_or_else(|| (used.file, used.pointer.clone()))
    }

    /// Adds the definitions at some pointers of files, and those that they lead to.
    fn reach(&mut self, roots: Vec<(usize, String)>) {
        let mut within: Vec<((usize, String), &'a Json)> = Vec::new();
        let mut seen: BTreeSet<(usize, String)> = roots.into_iter().collect();
        let mut waiting: Vec<(usize, String)> = seen.iter().cloned().collect();
        while let Some((file, pointer)) = waiting.pop() {
            let Some(json) = self.references.sources.json(file).at(&pointer) else {
                continue;
            };
            let mut references = Vec::new();
            self.look(file, json, &pointer, &mut references, &mut within);
            self.all.push(Unit {
                file,
                pointer,
                name: String::new(),
                json,
            });
            for reference in references {
                let Ok((file, pointer)) = self.references.resolve(file, reference) else {
                    continue;
                };
                let home = (file, self.references.home(file, &pointer));
                if seen.insert(home.clone()) {
                    waiting.push(home);
                }
            }
        }
        self.all
            .sort_by_key(|unit| (unit.file, unit.json.line, unit.json.column));
        let index = self.all.iter().enumerate();
        let index = index.map(|(index, unit)| ((unit.file, unit.pointer.clone()), index));
        self.index = index.collect();
        within.retain(|(place, _)| !seen.contains(place));
        self.unused = within
            .into_iter()
            .map(|((_, pointer), json)| (json, pointer))
            .collect();
        self.unused
            .sort_by_key(|(json, _)| (json.line, json.column));
    }

    /// Finds the references and the definitions within a schema.
    fn look(
        &self,
        file: usize,
        json: &'a Json,
        pointer: &str,
        references: &mut Vec<&'a str>,
        within: &mut Vec<((usize, String), &'a Json)>,
    ) {
        let version = self.references.version(file);
        for (keyword, value) in keywords(version, json) {
            let here = format!("{pointer}{}", segment(keyword));
            match &value.value {
                Value::String(reference) if keyword == "$ref" => references.push(reference),
                Value::Object(members) if is_definitions(version, keyword) => {
                    let places = members
                        .iter()
                        .map(|(name, json)| ((file, format!("{here}{}", segment(name))), json));
                    within.extend(places);
                }
                _ => {
                    for (rest, json) in schemas(keyword, value) {
                        self.look(file, json, &format!("{here}{rest}"), references, within);
                    }
                }
            }
        }
    }

    /// Gives each definition a name of its own; components of the document keep theirs.
    fn name_all(&mut self) {
        let mut taken = BTreeSet::new();
        for (name, used) in self.parts.iter().flat_map(Part::uses) {
            let unit = self.used(used).map(|index| &mut self.all[index]);
            // A component is named below, and another definition by its first use.
            if let Some(unit) = unit.filter(|unit| unit.name.is_empty()) {
                unit.name = name;
            }
        }
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|index| self.component(*index).is_none());
        for index in order {
            if self.component(index).is_none() && !self.all[index].name.is_empty() {
                continue;
            }
            let own = self.original_name(index);
            let around = self.name_around(index);
            let candidates = [own.clone(), format!("{around}-{own}")].into_iter();
            let numbered = (2..).map(|number| format!("{own}-{number}"));
            let mut free = candidates
                .chain(numbered)
                .filter(|name| !taken.contains(name));
            let name = free.next().unwrap_or(own);
            if Some(index) != self.root {
                taken.insert(name.clone());
            }
            self.all[index].name = name;
        }
    }

    /// The name of the component that a definition is in, or else of its file.
    fn name_around(&self, index: usize) -> String {
        let unit = &self.all[index];
        let rest = unit.pointer.strip_prefix(COMPONENTS);
        let mut names = rest.unwrap_or_default().split('/').skip(1);
        match (names.next(), names.next()) {
            (Some(component), Some(_)) => unescape(component),
            _ => self.references.sources.stem(unit.file).to_owned(),
        }
    }

    /// The name that a definition has in its file, or that of the file.
    pub(super) fn original_name(&self, index: usize) -> String {
        let unit = &self.all[index];
        match unit.pointer.rsplit_once('/') {
            Some((_, name)) => unescape(name),
            None => self.references.sources.stem(unit.file).to_owned(),
        }
    }

    /// The definition with an index.
    pub(super) fn unit(&self, index: usize) -> &Unit<'a> {
        &self.all[index]
    }

    /// All definitions.
    pub(super) fn all(&self) -> &[Unit<'a>] {
        &self.all
    }

    /// The parts of the document beside the components.
    pub(super) fn parts(&self) -> &[Part<'a>] {
        &self.parts
    }

    /// The definition of a schema that is used outside of the components.
    pub(super) fn used(&self, used: &Use<'_>) -> Option<usize> {
        self.index.get(&self.whole(used)).copied()
    }

    /// The component that becomes the root, by its index.
    pub(super) fn root(&self) -> Option<usize> {
        self.root
    }

    /// The reference to a definition in the schema.
    pub(super) fn reference(&self, index: usize) -> String {
        format!("#{}", utf8_percent_encode(&self.target(index), FRAGMENT))
    }

    /// The name of a component of the document.
    pub(super) fn component(&self, index: usize) -> Option<String> {
        let unit = &self.all[index];
        let name = unit.pointer.strip_prefix(COMPONENTS)?.strip_prefix('/')?;
        (unit.file == 0 && !name.contains('/')).then(|| unescape(name))
    }

    /// The version of OpenAPI that the schemas of a file are written in.
    pub(super) fn version(&self, file: usize) -> Version {
        self.references.version(file)
    }

    /// The definition that a reference leads to, and not into.
    pub(super) fn exactly(&self, from: usize, reference: &str) -> Option<usize> {
        let place = self.references.resolve(from, reference).ok()?;
        self.index.get(&place).copied()
    }

    /// The definition that a value of a mapping names: by a reference, or as a component.
    pub(super) fn named(&self, from: usize, name: &str) -> Option<usize> {
        let component = (from, format!("{COMPONENTS}{}", segment(name)));
        let component = self.index.get(&component).copied();
        component.or_else(|| self.exactly(from, name))
    }

    /// The reference in the schema that is made.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be followed.
    pub(super) fn rewritten(&self, from: usize, reference: &str) -> Result<String, Unresolved> {
        let (file, pointer) = self.references.resolve(from, reference)?;
        let is_anchor = |name| self.references.is_anchor(file, name);
        if file == 0 && from == 0 && reference.strip_prefix('#').is_some_and(is_anchor) {
            return Ok(reference.to_owned());
        }
        let home = self.references.home(file, &pointer);
        let rest = pointer[home.len()..].to_owned();
        let nowhere = || ("this reference points nowhere".to_owned(), String::new());
        let index = *self.index.get(&(file, home)).ok_or_else(nowhere)?;
        let whole = format!("{}{rest}", self.target(index));
        Ok(format!("#{}", utf8_percent_encode(&whole, FRAGMENT)))
    }

    /// The pointer of a definition in the schema.
    pub(super) fn target(&self, index: usize) -> String {
        match self.root == Some(index) {
            true => String::new(),
            false => format!("/$defs{}", segment(&self.all[index].name)),
        }
    }
}

fn missing(document: &Document<'_>, root: &str) -> Refusal {
    let names = document.components.iter().map(|(name, _)| name.as_str());
    let names: Vec<&str> = names.collect();
    let fix = match (nearest(root, names.iter().copied()), &names[..]) {
        (Some(name), _) => format!("did you mean `--root {name}`?"),
        (None, []) => "import a document that has some".to_owned(),
        (None, [name, ..]) => format!("name one with --root, such as {name}"),
    };
    let message = format!("there is no component {root:?}");
    refusal(problem(document.schemas, COMPONENTS, &message, &fix))
}
