//! The version of an OpenAPI document, and its components.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::find_duplicates;
use exactschema_frontend::problem::Problem;

use crate::Root;
use crate::places::place;
use crate::refusal::{File, Refusal};
use crate::sources::Sources;

/// The location of the components.
pub(super) const COMPONENTS: &str = "/components/schemas";

/// The versions of OpenAPI, as far as schemas differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0: a language of its own.
    V30,
    /// 3.1 and 3.2: JSON Schema 2020-12.
    V31,
}

/// An OpenAPI document.
pub(super) struct Document<'a> {
    pub(super) version: Version,
    /// The title of the API.
    pub(super) title: String,
    /// `components/schemas`, or if there are none, the document.
    pub(super) schemas: &'a Json,
    pub(super) components: &'a [(String, Json)],
}

/// Finds the components of a document.
///
/// # Errors
///
/// Duplicate properties; a version or a dialect that is not known; no components.
pub(super) fn read<'a>(sources: &'a Sources, root: Root<'_>) -> Result<Document<'a>, Vec<Refusal>> {
    let mut duplicates = Vec::new();
    for json in sources.all() {
        find_duplicates(json, "", &mut duplicates);
    }
    if !duplicates.is_empty() {
        return Err(duplicates.into_iter().map(refusal).collect());
    }
    let json = sources.json(0);
    let version = version(json).map_err(|problem| vec![refusal(problem)])?;
    let dialect = json.get("jsonSchemaDialect");
    match dialect {
        Some(dialect) if version == Version::V31 && !is_known_dialect(dialect) => {
            let problem = unknown_dialect(dialect, "/jsonSchemaDialect");
            return Err(vec![refusal(problem)]);
        }
        _ => {}
    }
    let title = match json.at("/info/title").map(|json| &json.value) {
        Some(Value::String(title)) if !title.is_empty() => title.clone(),
        _ => "Components".to_owned(),
    };
    let schemas = json.at(COMPONENTS);
    match schemas.map(|schemas| &schemas.value) {
        Some(Value::Object(components)) => Ok(Document {
            version,
            title,
            schemas: schemas.unwrap_or(json),
            components,
        }),
        // Operations may have schemas of their own.
        None if root == Root::All => Ok(Document {
            version,
            title,
            schemas: json,
            components: &[],
        }),
        _ => Err(vec![refusal(problem(
            json,
            "",
            "the document has no schemas below /components/schemas",
            "import the document that defines them",
        ))]),
    }
}

/// Whether schemas of this dialect are understood: those of OpenAPI add annotations to 2020-12.
pub(super) fn is_known_dialect(json: &Json) -> bool {
    let Value::String(uri) = &json.value else {
        return false;
    };
    let own = uri.strip_prefix("https://spec.openapis.org/oas/3.");
    own.is_some_and(|rest| rest.contains("/dialect/"))
        || uri.trim_end_matches('#') == "https://json-schema.org/draft/2020-12/schema"
}

/// The problem of an unknown dialect.
pub(super) fn unknown_dialect(json: &Json, pointer: &str) -> Problem {
    let message = format!("the dialect {} is not 2020-12", json.compact());
    problem(json, pointer, &message, "write the schemas in 2020-12")
}

/// The version of a document, or why it has none that is read.
pub(super) fn version(json: &Json) -> Result<Version, Problem> {
    let unsupported = |json: &Json, pointer: &str, message: &str| {
        let fix = "import a document of OpenAPI 3.0, 3.1 or 3.2, such as a converter makes of it";
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
        ["3", "1" | "2"] => Ok(Version::V31),
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
