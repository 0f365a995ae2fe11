//! The class `Validator`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use exactschema::Finding;
use exactschema::diagnose::{Diagnosis, Options};
use exactschema::evaluate::{Exceeded, Limits, Settings};
use exactschema::schema::Draft;
use exactschema_frontend::compile::files::Mappings;
use pyo3::exceptions::{PyFileNotFoundError, PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBool, PyDict, PyIterator, PyList};

use crate::arrow::Documents;
use crate::document::{Text, parsed, written};
use crate::error::{class, described, limit_error, schema_error, validation_error};
use crate::lines::Verdicts;
use crate::schema::{Encoded, Failure, Judge, Source, compiled, names};

/// Shorter documents are judged before other threads would get to run.
const SHORT: usize = 16 << 10;

/// A compiled JSON Schema that judges documents.
#[pyclass(frozen, module = "exactschema")]
pub(crate) struct Validator {
    judge: Arc<Judge>,
    name: String,
}

#[pymethods]
impl Validator {
    #[new]
    #[pyo3(signature = (
        schema, *, dialect = "2020-12", resources = None, assert_format = true,
        assert_content = false, timeout = None
    ))]
    fn new(
        schema: &Bound<'_, PyAny>,
        dialect: &str,
        resources: Option<&Bound<'_, PyDict>>,
        assert_format: bool,
        assert_content: bool,
        timeout: Option<f64>,
    ) -> PyResult<Self> {
        let py = schema.py();
        let source = source(schema)?;
        let dialect = Draft::by_name(dialect).ok_or_else(|| unknown_dialect(dialect))?;
        let mut settings = Settings::default();
        settings.asserts_formats = assert_format;
        settings.asserts_content = assert_content;
        settings.limits = limits(timeout)?;
        let mappings = mappings(resources)?;
        let result = py.detach(|| compiled(&source, &mappings, dialect, settings));
        let (judge, warnings) = match result {
            Ok(compiled) => compiled,
            Err(Failure::Problems(problems)) => return Err(schema_error(py, &problems)),
            Err(Failure::Unreadable(message)) => {
                return Err(match &source {
                    Source::File(path) if !path.exists() => PyFileNotFoundError::new_err(message),
                    _ => PyOSError::new_err(message),
                });
            }
        };
        let category = class(py, "SchemaWarning")?;
        let warn = py.import("warnings")?.getattr("warn")?;
        for warning in &warnings {
            warn.call1((described(warning), &category, 2))?;
        }
        Ok(Validator {
            judge: Arc::new(judge),
            name: match source {
                Source::File(path) => format!("{:?}", path.display().to_string()),
                Source::Text(_) => "a text".to_owned(),
            },
        })
    }

    /// The validator of a built-in schema.
    #[staticmethod]
    fn built_in(name: &str) -> PyResult<Self> {
        let judge = Judge::built_in(name).ok_or_else(|| {
            let names = names().join(", ");
            PyValueError::new_err(format!(
                "{name:?} is not a built-in schema; those are {names}"
            ))
        })?;
        Ok(Validator {
            judge: Arc::new(judge),
            name: format!("the built-in schema {name:?}"),
        })
    }

    /// Whether a document is valid.
    fn is_valid(&self, py: Python<'_>, document: Text) -> PyResult<bool> {
        let verdict = detached(py, document.bytes(), |text| self.judge.is_valid(text));
        verdict.map_err(|exceeded| limit_error(py, exceeded))
    }

    /// Raises the first error of a document that is not valid.
    fn validate(&self, py: Python<'_>, document: Text) -> PyResult<()> {
        let errors = self.errors(py, &document, 1)?;
        match errors.into_iter().next() {
            Some(error) => Err(PyErr::from_value(error)),
            None => Ok(()),
        }
    }

    /// The errors of a document, in the order of its text.
    #[pyo3(signature = (document, *, max_errors = None))]
    fn iter_errors<'py>(
        &self,
        py: Python<'py>,
        document: Text,
        max_errors: Option<usize>,
    ) -> PyResult<Bound<'py, PyIterator>> {
        let errors = self.errors(py, &document, max_errors.unwrap_or(usize::MAX))?;
        PyList::new(py, errors)?.try_iter()
    }

    /// The errors of many documents, each with the index of its document.
    #[pyo3(signature = (documents, *, max_errors = Some(100)))]
    fn validate_many<'py>(
        &self,
        py: Python<'py>,
        documents: &Bound<'py, PyAny>,
        max_errors: Option<usize>,
    ) -> PyResult<Vec<(usize, Bound<'py, PyAny>)>> {
        let options = options(max_errors.unwrap_or(usize::MAX));
        let mut errors = Vec::new();
        for (start, chunk) in chunks(documents)? {
            let found = py.detach(|| chunk.diagnose(&self.judge, &options));
            for (index, diagnosis) in found.map_err(|exceeded| limit_error(py, exceeded))? {
                let Some((text, has_places)) = chunk.get(index) else {
                    continue;
                };
                let of_one = errors_of(py, text, has_places, diagnosis.findings)?;
                errors.extend(of_one.into_iter().map(|error| (start + index, error)));
            }
        }
        Ok(errors)
    }

    /// The verdicts on the lines in an Arrow array.
    fn _judge_lines(
        &self,
        py: Python<'_>,
        lines: &Bound<'_, PyAny>,
        max_errors: usize,
    ) -> PyResult<Found> {
        let (lines, options) = (Documents::of(lines)?, options(max_errors));
        Ok(found(py.detach(|| {
            Verdicts::of_lines(&lines, &self.judge, &options)
        })))
    }

    /// The verdicts on the documents in an Arrow array.
    fn _judge_documents(
        &self,
        py: Python<'_>,
        documents: &Bound<'_, PyAny>,
        max_errors: usize,
    ) -> PyResult<Found> {
        let (documents, options) = (Documents::of(documents)?, options(max_errors));
        Ok(found(py.detach(|| {
            Verdicts::of_documents(&documents, &self.judge, &options)
        })))
    }

    /// The verdicts on the lines of a file, compressed as its name says.
    fn _judge_file(
        &self,
        py: Python<'_>,
        path: &str,
        content: PyBackedBytes,
        max_errors: usize,
    ) -> Found {
        let options = options(max_errors);
        found(py.detach(|| Verdicts::of_file(path, content, &self.judge, &options)))
    }

    /// Pickles the compiled schema, so that who gets it needs no files.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, State)> {
        let (this, class) = (slf.get(), slf.get_type());
        match this.judge.built_in_name() {
            Some(name) => Ok((
                class.getattr("built_in")?,
                State::BuiltIn((name.to_owned(),)),
            )),
            None => {
                let encoded = this
                    .judge
                    .encode()
                    .ok_or_else(|| no_pickle("has no table"))?;
                let state = State::Table((this.name.clone(), encoded));
                Ok((class.getattr("_decode")?, state))
            }
        }
    }

    /// The validator that was pickled.
    #[staticmethod]
    fn _decode(name: String, encoded: Encoded) -> PyResult<Self> {
        let judge = Judge::decode(encoded).ok_or_else(|| no_pickle("is of another version"))?;
        Ok(Validator {
            judge: Arc::new(judge),
            name,
        })
    }

    fn __repr__(&self) -> String {
        format!("<Validator of {}>", self.name)
    }
}

impl Validator {
    fn errors<'py>(
        &self,
        py: Python<'py>,
        document: &Text,
        most: usize,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let options = options(most);
        let text = document.bytes();
        let diagnosis = detached(py, text, |text| self.judge.diagnose(text, &options));
        let diagnosis = diagnosis.map_err(|exceeded| limit_error(py, exceeded))?;
        errors_of(py, text, document.has_places(), diagnosis.findings)
    }
}

/// The arguments that make a validator again.
#[derive(IntoPyObject)]
enum State {
    BuiltIn((String,)),
    Table((String, Encoded)),
}

fn no_pickle(why: &str) -> PyErr {
    PyValueError::new_err(format!("the validator cannot be pickled: it {why}"))
}

/// Verdicts as Python takes them: the numbers of lines, documents and invalid ones; the errors;
/// and the lines without a verdict, with the reasons.
type Found = (usize, usize, usize, Vec<Error>, Vec<(usize, String)>);

/// An error: the index of the document, line and column in it, pointer, keyword, message, and
/// the file, pointer and line in the schema.
type Error = (
    usize,
    usize,
    usize,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<usize>,
);

fn found(verdicts: Verdicts) -> Found {
    let Verdicts {
        lines,
        documents,
        invalid,
        found,
        unreadable,
    } = verdicts;
    let findings = found.into_iter().flat_map(|(index, diagnosis)| {
        let findings = diagnosis.findings.into_iter();
        findings.map(move |finding| (index, finding))
    });
    let errors = findings.map(|(index, finding)| {
        let (start, schema) = (finding.span.start, finding.schema);
        let pointer = schema.as_ref().map(|place| place.pointer.clone());
        let line = schema.as_ref().map(|place| place.line);
        let file = schema.and_then(|place| place.file);
        (
            index,
            start.line,
            start.column,
            finding.pointer,
            finding.keyword,
            finding.message,
            file,
            pointer,
            line,
        )
    });
    (lines, documents, invalid, errors.collect(), unreadable)
}

/// Some of many documents.
enum Chunk {
    Texts(Vec<Text>),
    Arrow(Documents),
}

impl Chunk {
    /// The documents that are not valid, by their indexes.
    fn diagnose(
        &self,
        judge: &Judge,
        options: &Options,
    ) -> Result<Vec<(usize, Diagnosis)>, Exceeded> {
        let mut found = Vec::new();
        for index in 0..self.len() {
            let Some((document, _)) = self.get(index) else {
                continue;
            };
            let diagnosis = judge.diagnose(document, options)?;
            if diagnosis.is_refused {
                found.push((index, diagnosis));
            }
        }
        Ok(found)
    }

    fn len(&self) -> usize {
        match self {
            Chunk::Texts(texts) => texts.len(),
            Chunk::Arrow(documents) => documents.len(),
        }
    }

    /// A document, and whether places in it mean something; none at a null of Arrow.
    fn get(&self, index: usize) -> Option<(&[u8], bool)> {
        match self {
            Chunk::Texts(texts) => Some((texts[index].bytes(), texts[index].has_places())),
            Chunk::Arrow(documents) => Some((documents.get(index)?, true)),
        }
    }
}

/// The documents in chunks, each with the number of those before it: the arrays of a chunked
/// array, or all at once.
fn chunks(documents: &Bound<'_, PyAny>) -> PyResult<Vec<(usize, Chunk)>> {
    if documents.hasattr("__arrow_c_array__")? {
        return Ok(vec![(0, Chunk::Arrow(Documents::of(documents)?))]);
    }
    if !documents.hasattr("__arrow_c_stream__")? {
        let texts = documents.try_iter()?.map(|document| document?.extract());
        return Ok(vec![(0, Chunk::Texts(texts.collect::<PyResult<_>>()?))]);
    }
    let chunked = match documents.hasattr("chunks")? {
        true => documents.clone(),
        // Other libraries give a stream, which pyarrow knows how to read.
        false => {
            let pyarrow = documents.py().import("pyarrow")?;
            pyarrow.call_method1("chunked_array", (documents,))?
        }
    };
    let mut start = 0;
    let mut chunks = Vec::new();
    for chunk in chunked.getattr("chunks")?.try_iter()? {
        let chunk = chunk?;
        chunks.push((start, Chunk::Arrow(Documents::of(&chunk)?)));
        start += chunk.len()?;
    }
    Ok(chunks)
}

/// The findings of a document as errors.
fn errors_of<'py>(
    py: Python<'py>,
    text: &[u8],
    has_places: bool,
    findings: Vec<Finding>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let class = class(py, "ValidationError")?;
    // Whether a number in a path is an index is seen in the document.
    let has_numbers = |finding: &Finding| finding.pointer.bytes().any(|b| b.is_ascii_digit());
    let document = match findings.iter().any(has_numbers) {
        true => parsed(text),
        false => None,
    };
    let errors = findings.into_iter();
    errors
        .map(|finding| validation_error(&class, finding, document.as_ref(), has_places))
        .collect()
}

/// Judges a document, without the interpreter's lock if that may take a while.
fn detached<T: Send>(py: Python<'_>, text: &[u8], judge: impl Fn(&[u8]) -> T + Sync) -> T {
    match text.len() < SHORT {
        true => judge(text),
        false => py.detach(|| judge(text)),
    }
}

fn options(most: usize) -> Options {
    let mut options = Options::default();
    options.max_findings = most;
    options
}

fn limits(timeout: Option<f64>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    if let Some(seconds) = timeout {
        let time = Duration::try_from_secs_f64(seconds);
        let time = time.map_err(|error| PyValueError::new_err(format!("timeout: {error}")))?;
        limits.time = Some(time);
    }
    Ok(limits)
}

fn unknown_dialect(name: &str) -> PyErr {
    let known: Vec<&str> = Draft::ALL.iter().map(|draft| draft.as_str()).collect();
    let known = known.join(", ");
    PyValueError::new_err(format!("{name:?} is not a dialect; those are {known}"))
}

/// The schema of a dict, a boolean, a text or a path. A string is a text if it begins as one.
fn source(schema: &Bound<'_, PyAny>) -> PyResult<Source> {
    if schema.is_instance_of::<PyDict>() || schema.is_instance_of::<PyBool>() {
        return Ok(Source::Text(written(schema)?.to_string()));
    }
    if let Ok(Text::Bytes(bytes)) = schema.extract() {
        let text = std::str::from_utf8(&bytes);
        let text = text.map_err(|_| PyValueError::new_err("the schema is not UTF-8"))?;
        return Ok(Source::Text(text.to_owned()));
    }
    if let Ok(Text::Str(text)) = schema.extract() {
        let begin = text.trim_start();
        let is_text = begin.starts_with('{') || matches!(begin.trim_end(), "true" | "false");
        return Ok(match is_text {
            true => Source::Text(text.to_string()),
            false => Source::File(PathBuf::from(&*text)),
        });
    }
    match schema.extract::<PathBuf>() {
        Ok(path) => Ok(Source::File(path)),
        Err(_) => Err(PyTypeError::new_err(
            "expected a schema as a path, a dict, a bool, or JSON text",
        )),
    }
}

/// Files for URLs; or folders, where a URL ends in a slash.
fn mappings(resources: Option<&Bound<'_, PyDict>>) -> PyResult<Mappings> {
    let mut mappings = Mappings::default();
    for (url, path) in resources.into_iter().flatten() {
        let (url, path): (String, PathBuf) = (url.extract()?, path.extract()?);
        let inserted = mappings.insert(&url, &path);
        inserted.map_err(|reason| PyValueError::new_err(format!("{url}: {reason}")))?;
    }
    Ok(mappings)
}
