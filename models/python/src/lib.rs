//! The native half of the Python package `exactschema`.
//!
//! ```text
//! schema:    path, dict or text ──▶ Judge: a compiled table, or the types of a built-in schema
//! document:  bytes, str or value ──▶ Text: JSON text, without a copy where Python has it
//! errors:    Finding ──▶ ValidationError
//! lines:     Arrow array or content of a file ──▶ Verdicts, for Spark
//! ```

#[allow(unsafe_code, reason = "the Arrow C data interface passes pointers")]
mod arrow;
mod document;
mod error;
mod lines;
mod schema;
mod validator;

use std::ffi::OsString;

use exactschema_cli::Program;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// Runs the program `exactschema` with its arguments, of which the first is its name;
/// returns its exit code.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| exactschema_cli::main(Program::Exactschema, arguments))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("SCHEMAS", PyTuple::new(module.py(), schema::names())?)?;
    module.add_class::<validator::Validator>()?;
    module.add_function(wrap_pyfunction!(main, module)?)
}
