//! Findings and problems as the exceptions of the Python half.

use exactschema::Finding;
use exactschema::document::Document;
use exactschema::evaluate::Exceeded;
use exactschema_frontend::compile::Problem;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::document::path;

/// A class of the Python half. Classes that extend exceptions cannot be native in one wheel for
/// all versions of Python.
///
/// # Errors
///
/// If the package is not whole.
pub(crate) fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyType>> {
    Ok(py.import("exactschema._errors")?.getattr(name)?.extract()?)
}

/// A finding as a `ValidationError`; with its places, if the document is a text.
///
/// # Errors
///
/// If Python has no memory left.
pub(crate) fn validation_error<'py>(
    class: &Bound<'py, PyType>,
    finding: Finding,
    document: Option<&Document<'_>>,
    has_places: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let start = has_places.then_some(finding.span.start);
    let schema = finding.schema;
    class.call1((
        finding.message,
        finding.keyword,
        path(class.py(), document, &finding.pointer)?,
        finding.pointer,
        start.map(|start| start.line),
        start.map(|start| start.column),
        start.map(|start| start.offset),
        schema.as_ref().map(|place| place.pointer.as_str()),
        schema.as_ref().and_then(|place| place.file.as_deref()),
        schema.as_ref().map(|place| place.line),
    ))
}

/// The `SchemaError` of a schema with problems.
pub(crate) fn schema_error(py: Python<'_>, problems: &[Problem]) -> PyErr {
    let error = || {
        let problems = PyTuple::new(py, problems.iter().map(described))?;
        class(py, "SchemaError")?.call1(problems)
    };
    error().map_or_else(|error| error, PyErr::from_value)
}

/// The `LimitError` of a document without a verdict.
pub(crate) fn limit_error(py: Python<'_>, exceeded: Exceeded) -> PyErr {
    let error = || class(py, "LimitError")?.call1((exceeded.to_string(),));
    error().map_or_else(|error| error, PyErr::from_value)
}

/// A problem of a schema, and its fix.
pub(crate) fn described(problem: &Problem) -> String {
    format!("{problem}; fix: {}", problem.problem.fix)
}
