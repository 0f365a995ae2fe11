//! A schema in a component of an OpenAPI 3.1 document is imported unchanged.

use std::path::Path;

use exactschema_frontend::json::{Json, Value, quoted};
use exactschema_frontend::pointer::segment;
use exactschema_import::{Request, Root, Syntax, import};
use libtest_mimic::{Failed, Trial};

/// Cases that come out otherwise, and why.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "definitions-by-their-former-name",
        "they are named as today",
    ),
    (
        "definitions-with-acronyms",
        "percent-encoded more than need be, and not wrapped here",
    ),
    ("definitions-below-the-root", "definitions move to the root"),
    (
        "definitions-of-a-later-dialect",
        "OpenAPI 3.1 is of 2020-12",
    ),
    ("dialect-of-its-own", "OpenAPI 3.1 is of 2020-12"),
    ("draft-04", "OpenAPI 3.1 is of 2020-12"),
    ("draft-06", "OpenAPI 3.1 is of 2020-12"),
    ("draft-07", "OpenAPI 3.1 is of 2020-12"),
    ("draft-2019-09", "OpenAPI 3.1 is of 2020-12"),
    (
        "dynamic-references",
        "they would lead elsewhere, and are refused",
    ),
    (
        "unused-definitions",
        "what nothing refers to is left behind",
    ),
    (
        "formats-without-types",
        "a format that is not asserted gets a name that says so",
    ),
    (
        "exact-numbers",
        "a format that is not asserted gets a name that says so",
    ),
    ("unknown-keywords", "`nullable` is a keyword of OpenAPI"),
    ("empty-keywords", "an empty list of definitions is left out"),
    (
        "identifier",
        "it would change what references refer to, and is refused",
    ),
    ("no-title", "the component gives it one"),
    ("references-into-schemas", "definitions move to the root"),
    (
        "root-that-takes-anything",
        "a boolean has no place for a title",
    ),
    (
        "root-that-takes-nothing",
        "a boolean has no place for a title",
    ),
];

/// A test for each schema of the workspace, to the byte, and for each case of the generator
/// that the format of an import can represent, whatever its layout.
pub(crate) fn trials(tests: &Path) -> Vec<Trial> {
    let workspace = super::entries(&tests.join("../../../schema")).into_iter();
    let schemas = workspace.filter(|path| super::name(path).ends_with(".schema.json"));
    let schemas = schemas.map(|path| {
        Trial::test(format!("wrapped/{}", super::name(&path)), move || {
            let text = std::fs::read_to_string(&path)?;
            let imported = unwrapped(&Json::parse(&text)?)?;
            (imported == text).then_some(()).ok_or(imported.into())
        })
    });
    let is_otherwise = |case: &Path| OTHERWISE.iter().any(|(name, _)| super::name(case) == *name);
    let cases = super::entries(&tests.join("../../tests/cases")).into_iter();
    let cases = cases.filter(|case| !is_otherwise(case));
    let cases = cases.map(|case| {
        Trial::test(format!("wrapped/cases/{}", super::name(&case)), move || {
            let json = Json::parse(&std::fs::read_to_string(case.join("schema.json"))?)?;
            let imported = Json::parse(&unwrapped(&json)?)?;
            (imported == json)
                .then_some(())
                .ok_or(imported.pretty().into())
        })
    });
    schemas.chain(cases).collect()
}

/// The import of a schema that was wrapped in a document.
fn unwrapped(schema: &Json) -> Result<String, Failed> {
    let root = match schema.get("title").map(|title| &title.value) {
        Some(Value::String(title)) => title.clone(),
        _ => "Case".to_owned(),
    };
    let document = wrapped(schema, &root);
    let imported = import(&Request {
        document: &document,
        syntax: Syntax::Json,
        path: "spec.json",
        load: &|_| Err("there is no other".to_owned()),
        root: Root::One(&root),
        overlay: None,
    });
    let imported = imported.map_err(|error| format!("{error:#?}"))?;
    Ok(imported.schema)
}

fn wrapped(schema: &Json, root: &str) -> String {
    let Value::Object(members) = &schema.value else {
        return String::new();
    };
    let (definitions, own): (Vec<_>, Vec<_>) = members
        .iter()
        .cloned()
        .partition(|(name, _)| name == "$defs");
    let mut components = vec![(root.to_owned(), Json::from(Value::Object(own)))];
    for (_, json) in definitions {
        if let Value::Object(members) = json.value {
            components.extend(members);
        }
    }
    let components: Vec<String> = components
        .iter()
        .map(|(name, json)| format!("{}: {}", quoted(name), moved(json, root).compact()))
        .collect();
    format!(
        r#"{{ "openapi": "3.1.0", "components": {{ "schemas": {{ {} }} }} }}"#,
        components.join(", ")
    )
}

/// A schema with its references pointed to components.
fn moved(json: &Json, root: &str) -> Json {
    let value = match &json.value {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| match &value.value {
                    Value::String(reference) if name == "$ref" => {
                        let reference = Value::String(component(reference, root));
                        (name.clone(), reference.into())
                    }
                    _ => (name.clone(), moved(value, root)),
                })
                .collect(),
        ),
        Value::Array(elements) => Value::Array(elements.iter().map(|e| moved(e, root)).collect()),
        value => value.clone(),
    };
    value.into()
}

fn component(reference: &str, root: &str) -> String {
    let components = "#/components/schemas";
    match reference.strip_prefix("#/$defs") {
        Some(rest) => format!("{components}{rest}"),
        None if reference == "#" || reference.starts_with("#/") => {
            format!("{components}{}{}", segment(root), &reference[1..])
        }
        None => reference.to_owned(),
    }
}
