//! What is generated of schemas: the content of each file.

use std::collections::BTreeMap;

use codegen::{Generated, Link, Reference, Registered, Settings};
use exactschema_frontend::compile::Problem;

use crate::error::{Error, Failure, Reason};
use crate::schemas::{Schemas, Source};

/// What is to be generated.
#[derive(Debug)]
pub struct Request<'a> {
    /// The schemas.
    pub schemas: &'a Schemas,
    /// Released versions of schemas, which have tables and no types: `pet@2026-02`. They are
    /// listed, if there can be any.
    pub released: Option<&'a [Source]>,
    /// How the header of the list of schemas names where they are.
    pub origin: &'a str,
    /// The folder of the modules, from the root.
    pub modules: &'a str,
    /// The folder of the reference pages, if there are to be any.
    pub pages: Option<&'a str>,
    /// How it is generated.
    pub settings: &'a Settings,
    /// What is generated otherwise of some schemas, by their names.
    pub overrides: &'a BTreeMap<String, Overrides>,
    /// Whether warnings are failures.
    pub is_strict: bool,
}

/// What is generated otherwise of a schema.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Names of types and fields, by JSON Pointer.
    pub names: BTreeMap<String, String>,
    /// Names of types, and the path of a trait that each derives.
    pub derives: Vec<(String, String)>,
}

/// What is generated.
#[derive(Debug, Default)]
pub struct Plan {
    /// The paths of the files from the root, with their texts.
    pub artifacts: Vec<(String, String)>,
    /// Warnings, each with the path of the schema.
    pub warnings: Vec<(String, Problem)>,
}

/// The folder of the tables, in that of the modules.
pub(crate) fn tables(modules: &str) -> String {
    format!("{modules}/tables")
}

/// Generates the types of all schemas, and the list of them.
///
/// # Errors
///
/// All failures of all schemas.
pub fn plan(request: &Request<'_>) -> Result<Plan, Error> {
    let mut plan = Plan::default();
    let mut failures = Vec::new();
    let mut schemas = Vec::new();
    let tables = tables(request.modules);
    let known: Vec<&str> = request
        .schemas
        .sources()
        .iter()
        .map(|source| &*source.name)
        .collect();
    let strays = request
        .overrides
        .keys()
        .filter(|name| !known.contains(&name.as_str()));
    failures.extend(strays.map(|name| {
        let message = "a setting is for this schema, and there is none of this name";
        let fix = format!("name one of {}", known.join(", "));
        Failure::new(name, Reason::Setting(message.to_owned(), fix))
    }));
    let paths = paths(request);
    if !paths.is_empty() {
        return Err(Error(failures.into_iter().chain(paths).collect()));
    }
    let mut generated = generate(request);
    for source in request.schemas.sources() {
        if let Some(problem) = request.schemas.repeated(&source.path) {
            let reason = Reason::Refused(codegen::Error::Refused(vec![problem.clone()]));
            failures.push(Failure::new(&source.path, reason));
        }
        let generated = generated.remove(&source.path).unwrap_or(Err(Reason::Name));
        match generated.and_then(|generated| add(request, source, generated, &mut plan)) {
            Ok(registered) => schemas.push(registered),
            Err(reason) => failures.push(Failure::new(&source.path, reason)),
        }
    }
    let mut released = Vec::new();
    for source in request.released.unwrap_or_default() {
        let module = source.name.replace(['-', '.', '@'], "_");
        let path = format!("{tables}/{module}.table");
        let text = request
            .schemas
            .text(&source.path)
            .map_err(Reason::Unreadable);
        let table = text.and_then(|text| {
            codegen::table(&text, &source.path, request.settings).map_err(Reason::Refused)
        });
        let is_taken = plan.artifacts.iter().any(|(other, _)| *other == path);
        match table {
            // Such as session@3-1 beside the schema session-3-1.
            Ok(_) if is_taken => failures.push(Failure::new(&source.path, Reason::Taken(module))),
            Ok(table) => {
                plan.artifacts.push((path, table));
                let name = source.name.clone();
                released.push(codegen::Released { name, module });
            }
            Err(reason) => failures.push(Failure::new(&source.path, reason)),
        }
    }
    if !failures.is_empty() {
        return Err(Error(failures));
    }
    let released = request.released.map(|_| released.as_slice());
    let registry = codegen::registry(&schemas, released, request.origin, request.settings);
    plan.artifacts
        .push((format!("{}/mod.rs", request.modules), registry));
    Ok(plan)
}

/// The settings that have to be paths of Rust and are none.
fn paths(request: &Request<'_>) -> Vec<Failure> {
    let derives = request.overrides.values();
    let derives = derives.flat_map(|overrides| &overrides.derives).cloned();
    let mut settings = request.settings.clone();
    let derives = derives.map(|(type_, path)| (Some(type_), path));
    settings.derives.extend(derives);
    let strays = settings.strays().into_iter().map(|(name, text)| {
        let message = format!("{text:?} is no path of Rust");
        let fix = "write a path such as exactschema, or crate::json::Value".to_owned();
        Failure::new(name, Reason::Setting(message, fix))
    });
    strays.collect()
}

/// The code of all schemas, by their paths. Each is generated after those that it
/// refers to, whose types it uses.
fn generate(request: &Request<'_>) -> ByPath {
    let mut all = ByPath::new();
    for group in request.schemas.graph().groups(request.schemas.sources()) {
        let mut generated = by_path(&group, |source| one(request, source, &all, &ByPath::new()));
        if group.len() > 1 {
            // The names of types do not depend on the files that these refer to.
            generated = by_path(&group, |source| one(request, source, &all, &generated));
        }
        all.extend(generated);
    }
    all
}

type ByPath = BTreeMap<String, Result<Generated, Reason>>;

fn by_path(group: &[&Source], generate: impl Fn(&&Source) -> Result<Generated, Reason>) -> ByPath {
    let generated = group
        .iter()
        .map(|source| (source.path.clone(), generate(source)));
    generated.collect()
}

/// The code of a schema, with the types of those before it, and of those that refer to
/// it too.
fn one(
    request: &Request<'_>,
    source: &Source,
    before: &ByPath,
    around: &ByPath,
) -> Result<Generated, Reason> {
    let module = codegen::module_name(&source.name).ok_or(Reason::Name)?;
    let text = request
        .schemas
        .text(&source.path)
        .map_err(Reason::Unreadable)?;
    let mut settings = request.settings.clone();
    if let Some(overrides) = request.overrides.get(&source.name) {
        settings.names.clone_from(&overrides.names);
        let derives = overrides.derives.iter().cloned();
        let derives = derives.map(|(type_, path)| (Some(type_), path));
        settings.derives.extend(derives);
    }
    let sources = request.schemas.sources();
    let find = |reference: &Reference| {
        let path = reference.path.as_ref()?;
        let (generated, is_circular) = match before.get(path) {
            Some(generated) => (generated, false),
            None => (around.get(path)?, true),
        };
        let generated = generated.as_ref().ok()?;
        let type_ = generated.exported.get(&reference.pointer)?.clone();
        let target = sources.iter().find(|source| source.path == *path)?;
        // A file that names no dialect is of that of each that refers to it.
        (generated.draft == reference.draft).then_some(Link {
            module: codegen::module_name(&target.name)?,
            type_,
            is_circular,
        })
    };
    let generated = request.schemas.with(source, |options| {
        codegen::generate_with(&text, &source.path, &module, options, &settings, &find)
    });
    generated.map_err(Reason::Refused)
}

/// Adds what is generated of a schema.
fn add(
    request: &Request<'_>,
    source: &Source,
    generated: Generated,
    plan: &mut Plan,
) -> Result<Registered, Reason> {
    let module = codegen::module_name(&source.name).ok_or(Reason::Name)?;
    let warnings = generated.warnings;
    if request.is_strict && !source.is_found && !warnings.is_empty() {
        return Err(Reason::Warnings(warnings));
    }
    let path = format!("{}/{module}.rs", request.modules);
    if plan.artifacts.iter().any(|(other, _)| *other == path) {
        return Err(Reason::Taken(module));
    }
    let warnings = warnings.into_iter().filter(|_| !source.is_found);
    plan.warnings
        .extend(warnings.map(|warning| (source.path.clone(), warning)));
    plan.artifacts.push((path, generated.text));
    let table = format!("{}/{module}.table", tables(request.modules));
    plan.artifacts.push((table, generated.table));
    if let Some(pages) = request.pages {
        let page = format!("{pages}/{}.md", source.name);
        plan.artifacts.push((page, generated.reference));
    }
    Ok(Registered {
        name: source.name.clone(),
        source: source.path.clone(),
        module,
        root: generated.root,
        referred: generated.referred,
    })
}
