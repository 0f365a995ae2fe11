//! How schema files refer to each other: each file that others refer to is generated once, and
//! they use its types.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::Draft;

use crate::schemas::{Schemas, Source};

/// The files that are generated, by their paths.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) files: BTreeMap<String, File>,
}

/// The facts about a file that the references of others determine.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// The URI that it is read by.
    pub(crate) uri: String,
    /// The dialect by which it is read if it does not name one.
    pub(crate) dialect: Draft,
    /// JSON Pointers of the schemas in it that others refer to.
    pub(crate) referred: BTreeSet<String>,
    /// The paths of the files that it refers to.
    refers: BTreeSet<String>,
}

impl File {
    /// A file that nothing refers to.
    pub(crate) fn new(uri: String) -> Self {
        File {
            uri,
            dialect: Draft::Draft202012,
            referred: BTreeSet::new(),
            refers: BTreeSet::new(),
        }
    }
}

/// Follows the references of all schemas from file to file.
pub(crate) fn explore(schemas: &mut Schemas) {
    let mut graph = Graph::default();
    let mut found = Vec::new();
    let mut open: Vec<Source> = schemas.sources().to_vec();
    for source in &open {
        let file = File::new(schemas.url(&source.path));
        graph.files.insert(source.path.clone(), file);
    }
    open.reverse();
    while let Some(source) = open.pop() {
        for reference in references(schemas, &graph, &source) {
            let Some(path) = reference.path else {
                // A meta-schema.
                continue;
            };
            if !graph.files.contains_key(&path) {
                let target = name(schemas.sources(), &found, &path);
                let file = File {
                    dialect: reference.draft,
                    ..File::new(reference.uri)
                };
                graph.files.insert(path.clone(), file);
                found.push(target.clone());
                open.push(target);
            }
            if let Some(file) = graph.files.get_mut(&path) {
                file.referred.insert(reference.pointer);
            }
            if let Some(file) = graph.files.get_mut(&source.path) {
                file.refers.insert(path);
            }
        }
    }
    schemas.extend(found, graph);
}

/// The references of a schema to other files; none of one that is refused, which is reported
/// when it is generated.
fn references(schemas: &Schemas, graph: &Graph, source: &Source) -> Vec<codegen::Reference> {
    let Ok(text) = schemas.text(&source.path) else {
        return Vec::new();
    };
    let references = schemas.with_file(&graph.files[&source.path], |options| {
        codegen::references(&text, options)
    });
    references.unwrap_or_default()
}

/// A file that was found, under a name that no other has: that of the file, after those of as
/// many folders around it as it takes.
fn name(sources: &[Source], found: &[Source], path: &str) -> Source {
    let mut source = Source {
        is_found: true,
        ..Source::of(path)
    };
    let mut name = kebab(&source.name);
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let is_free = |name: &str| {
        let mut others = sources.iter().chain(found);
        codegen::module_name(name).is_some() && others.all(|other| other.name != name)
    };
    while !is_free(&name) {
        let folder = folders.pop().map_or_else(|| "schema".to_owned(), kebab);
        name = [folder, name].join("-").trim_matches('-').to_owned();
    }
    source.name = name;
    source
}

/// A name in lower case, with hyphens between words.
fn kebab(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

impl Graph {
    /// The schemas in groups, each after all those that it refers to. Those of a group refer to
    /// each other.
    pub(crate) fn groups<'s>(&self, sources: &'s [Source]) -> Vec<Vec<&'s Source>> {
        let mut groups: BTreeMap<(usize, BTreeSet<&str>), Vec<&Source>> = BTreeMap::new();
        for source in sources {
            let reached = self.reached(&source.path);
            let group = groups.entry((reached.len(), reached)).or_default();
            group.push(source);
        }
        groups.into_values().collect()
    }

    /// The file itself, and all to which its references lead.
    fn reached<'a>(&'a self, path: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::from([path]);
        let mut open = vec![path];
        while let Some(path) = open.pop() {
            let refers = self
                .files
                .get(path)
                .into_iter()
                .flat_map(|file| &file.refers);
            let new = refers.filter(|path| reached.insert(path));
            open.extend(new.map(String::as_str));
        }
        reached
    }
}
