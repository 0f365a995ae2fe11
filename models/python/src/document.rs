//! Documents as Python has them.

use exactschema::document::{Document, Instance};
use exactschema::{Kind, MAX_DEPTH};
use exactschema_frontend::pointer::unescape;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyDict, PyTuple};

/// A document: JSON text, or a value that becomes it.
pub(crate) enum Text {
    Bytes(PyBackedBytes),
    Str(PyBackedStr),
    /// Written from a Python value: its lines and columns are nobody's.
    Written(PyBackedStr),
}

impl Text {
    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Text::Bytes(bytes) => bytes,
            Text::Str(text) | Text::Written(text) => text.as_bytes(),
        }
    }

    /// Whether places in the text mean something to who gave the document.
    pub(crate) fn has_places(&self) -> bool {
        !matches!(self, Text::Written(_))
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = object.extract::<PyBackedBytes>() {
            return Ok(Text::Bytes(bytes));
        }
        if let Ok(text) = object.extract::<PyBackedStr>() {
            return Ok(Text::Str(text));
        }
        written(&object).map(Text::Written)
    }
}

/// A Python value as JSON text.
///
/// # Errors
///
/// Those of `json.dumps`; NaN and infinity are no JSON (RFC 8259 §6).
pub(crate) fn written(value: &Bound<'_, PyAny>) -> PyResult<PyBackedStr> {
    let py = value.py();
    let options = PyDict::new(py);
    options.set_item("allow_nan", false)?;
    options.set_item("ensure_ascii", false)?;
    let dumps = py.import("json")?.getattr("dumps")?;
    dumps.call((value,), Some(&options))?.extract()
}

/// A JSON Pointer as the keys and indexes that lead to its value in Python.
///
/// # Errors
///
/// If Python has no memory left.
pub(crate) fn path<'py>(
    py: Python<'py>,
    document: Option<&Document<'_>>,
    pointer: &str,
) -> PyResult<Bound<'py, PyTuple>> {
    let mut at = document.map(Document::root);
    let mut keys = Vec::new();
    for segment in pointer.split('/').skip(1) {
        let name = unescape(segment);
        let index = name.parse::<usize>().ok();
        let is_element = at.is_none_or(|at| at.kind() == Kind::Array);
        let key = match index.filter(|_| is_element) {
            Some(index) => index.into_pyobject(py)?.into_any(),
            None => name.as_str().into_pyobject(py)?.into_any(),
        };
        keys.push(key);
        at = at.and_then(|at| step(at, &name, index));
    }
    PyTuple::new(py, keys)
}

fn step<'d>(at: Instance<'d>, name: &str, index: Option<usize>) -> Option<Instance<'d>> {
    match at.kind() {
        Kind::Array => at.elements().nth(index?),
        Kind::Object => at.get(name),
        _ => None,
    }
}

/// A document whose values can be looked at, unless it is no JSON.
pub(crate) fn parsed(text: &[u8]) -> Option<Document<'_>> {
    Document::parse(text, MAX_DEPTH).ok()
}
