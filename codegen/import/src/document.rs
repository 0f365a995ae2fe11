//! The version of an OpenAPI document, and its components.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::find_duplicates;
use exactschema_frontend::problem::Problem;

use crate::places::place;
use crate::refusal::{File, Refusal};

/// The dialects that an OpenAPI 3.1 document may write its schemas in: what the
/// second adds to the first is annotations.
const DIALECTS: &[&str] = &[
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.1/dialect/base",
];

/// The versions of OpenAPI, as far as schemas differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0: a language of its own.
    V30,
    /// 3.1: JSON Schema 2020-12.
    V31,
}

/// An OpenAPI document.
pub(super) struct Document<'a> {
    pub(super) version: Version,
    /// `components/schemas`.
    pub(super) schemas: &'a Json,
}

/// Finds the components of a document.
///
/// # Errors
///
/// Duplicate properties; a version or a dialect that is not known; no components.
pub(super) fn read(json: &Json) -> Result<Document<'_>, Vec<Refusal>> {
    let mut duplicates = Vec::new();
    find_duplicates(json, "", &mut duplicates);
    if !duplicates.is_empty() {
        return Err(duplicates.into_iter().map(refusal).collect());
    }
    let version = version(json).map_err(|problem| vec![refusal(problem)])?;
    let dialect = json.get("jsonSchemaDialect");
    match dialect {
        Some(dialect) if version == Version::V31 && !is_known_dialect(dialect) => {
            let problem = unknown_dialect(dialect, "/jsonSchemaDialect");
            return Err(vec![refusal(problem)]);
        }
        _ => {}
    }
    let schemas = json.get("components").and_then(|json| json.get("schemas"));
    match schemas {
        Some(schemas) if matches!(schemas.value, Value::Object(_)) => {
            Ok(Document { version, schemas })
        }
        _ => Err(vec![refusal(problem(
            json,
            "",
            "the document has no schemas below /components/schemas",
            "import the document that defines them",
        ))]),
    }
}

/// Whether schemas of this dialect are understood.
pub(super) fn is_known_dialect(json: &Json) -> bool {
    matches!(&json.value, Value::String(uri) if DIALECTS.contains(&uri.trim_end_matches('#')))
}

/// The problem of an unknown dialect.
pub(super) fn unknown_dialect(json: &Json, pointer: &str) -> Problem {
    let message = format!("the dialect {} is not 2020-12", json.compact());
    problem(json, pointer, &message, "write the schemas in 2020-12")
}

fn version(json: &Json) -> Result<Version, Problem> {
    let unsupported = |json: &Json, pointer: &str, message: &str| {
        let fix = "import a document of OpenAPI 3.0 or 3.1, such as a converter makes of it";
        Err(problem(json, pointer, message, fix))
    };
    let Some(openapi) = json.get("openapi") else {
        let swagger = json.get("swagger");
        let message = match swagger {
            Some(_) => "a document of Swagger 2.0 is not read",
            None => "this is no OpenAPI document: it has no `openapi` with its version",
        };
        return unsupported(
            swagger.unwrap_or(json),
            if swagger.is_some() { "/swagger" } else { "" },
            message,
        );
    };
    let pointer = "/openapi";
    let Value::String(version) = &openapi.value else {
        let message = "the version of OpenAPI must be a string, such as \"3.1.0\"";
        return Err(problem(openapi, pointer, message, "put it in quotes"));
    };
    match version.split('.').take(2).collect::<Vec<_>>()[..] {
        ["3", "0"] => Ok(Version::V30),
        ["3", "1"] => Ok(Version::V31),
        _ => unsupported(
            openapi,
            pointer,
            &format!("OpenAPI {version:?} is not read"),
        ),
    }
}

/// A problem at the location of a value.
pub(super) fn problem(json: &Json, pointer: &str, message: &str, fix: &str) -> Problem {
    Problem {
        place: place(json, pointer),
        message: message.to_owned(),
        fix: fix.to_owned(),
    }
}

/// A refusal of the document that no overlay helps against.
pub(super) fn refusal(problem: Problem) -> Refusal {
    Refusal {
        file: File::Document,
        problem,
        target: None,
    }
}
