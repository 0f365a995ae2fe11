//! The evaluator: judges documents by the table of a schema, without types.
//!
//! ```text
//! Validator ── is_valid ──▶ scan: the verdict on a text in one walk; for what it leaves,
//!                           run: the verdict of a node on an instance
//!           ── diagnose ──▶ explain: the findings where that is not valid
//!           ── annotations ▶ annotate: the annotations of the values
//!           ── output ──────▶ output: both, in the standard formats
//! ```
//!
//! The keywords are in the files of their families: `number`, `string`, `array`, `object`,
//! `enumeration` and `combination`, each with its assertion and its messages.

mod annotate;
mod array;
mod combination;
mod constraint;
mod content;
mod enumeration;
mod environment;
mod evaluated;
mod explain;
mod found;
mod object;
mod output;
mod representation;
pub(crate) mod residual;
mod run;
mod scan;
pub(crate) mod typed;
mod union;
mod unknown;
mod words;

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

pub use annotate::Annotation;
pub use output::Output;

use crate::diagnose::{Diagnosis, Options};
use crate::document::{Document, Refusal};
use crate::limits::MAX_DEPTH;
use crate::schema::{NodeId, Table};
use environment::Environment;
use run::Run;
use scan::Plan;

/// A compiled schema that judges documents. It can be shared between threads.
#[derive(Debug)]
pub struct Validator {
    table: Table,
    settings: Settings,
    /// Made when the first document is judged.
    plan: OnceLock<Option<Plan>>,
}

/// Settings of a validator.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Whether `format` is an assertion (Validation §7.2). Where the dialect of a schema
    /// has the vocabulary `format-assertion`, it is one in any case.
    pub asserts_formats: bool,
    /// Whether `contentEncoding: base64` and `contentMediaType: application/json` are
    /// assertions (draft 7 Validation §8; since 2019-09 they are annotations).
    pub asserts_content: bool,
    /// Limits of the cost of a document.
    pub limits: Limits,
}

impl Default for Settings {
    /// Formats are asserted, contents are not.
    fn default() -> Self {
        Settings {
            asserts_formats: true,
            asserts_content: false,
            limits: Limits::default(),
        }
    }
}

/// Limits of the cost of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The greatest depth of arrays and objects of a document; deeper ones are rejected.
    pub nesting: usize,
    /// The number of schemas that may be entered within each other.
    pub depth: usize,
    /// The number of verdicts that are remembered. Beyond it all are forgotten, and may have to be
    /// found again.
    pub memo: usize,
    /// The longest time of the evaluation of a document; without limit if `None`.
    pub time: Option<Duration>,
}

impl Default for Limits {
    /// [`MAX_DEPTH`] for documents, 100,000 schemas, four million verdicts, and no limit
    /// of time.
    fn default() -> Self {
        Limits {
            nesting: MAX_DEPTH,
            depth: 100_000,
            memo: 4 << 20,
            time: None,
        }
    }
}

/// The limit for which there is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exceeded {
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::time`].
    Time,
    /// The size of a standard output, in proportion to that of the document.
    Output,
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Exceeded::Depth => "no verdict: schemas are nested beyond the limit of depth",
            Exceeded::Output => "no output: it would be many times as large as the document",
            Exceeded::Time => "no verdict: the evaluation took longer than the limit of time",
        })
    }
}

impl std::error::Error for Exceeded {}

impl Validator {
    /// A validator with the default settings.
    pub fn new(table: Table) -> Self {
        Validator::with_settings(table, Settings::default())
    }

    /// A validator with settings.
    pub fn with_settings(table: Table, settings: Settings) -> Self {
        Validator {
            table,
            settings,
            plan: OnceLock::new(),
        }
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The schema.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Whether a document is valid. One that is no JSON, or holds what is rejected
    /// (duplicate names, half surrogates, nesting beyond the limit), is not.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub fn is_valid(&self, document: &[u8]) -> Result<bool, Exceeded> {
        if let Some(verdict) = self.in_one_walk(document) {
            return verdict;
        }
        match self.parse(document) {
            Ok(document) if document.refused.is_empty() => self.is_valid_document(&document),
            _ => Ok(false),
        }
    }

    /// Whether a document is valid, where one walk over its text can decide it.
    fn in_one_walk(&self, document: &[u8]) -> Option<Result<bool, Exceeded>> {
        let plan = self
            .plan
            .get_or_init(|| scan::plan(&self.table, &self.settings));
        let plan = plan.as_ref()?;
        scan::is_valid(plan, &self.table, &self.settings, document)
    }

    /// Whether a document that has been parsed is valid against the schema.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub fn is_valid_document(&self, document: &Document<'_>) -> Result<bool, Exceeded> {
        self.is_valid_at(document, NodeId::ROOT)
    }

    /// Whether a document that has been parsed is valid against a subschema.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub fn is_valid_at(&self, document: &Document<'_>, node: NodeId) -> Result<bool, Exceeded> {
        let mut run = Run::new(&self.table, &self.settings);
        run.judge(node, Environment::default(), document.root(), None)
    }

    /// The findings of a document.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub fn diagnose(&self, document: &[u8], options: &Options) -> Result<Diagnosis, Exceeded> {
        explain::diagnose(self, document, NodeId::ROOT, options)
    }

    /// The annotations of a document (Core §7.7.1), in the order of the schema; none, if
    /// it is not valid.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub fn annotations(&self, document: &[u8]) -> Result<Vec<Annotation<'_>>, Exceeded> {
        match self.parse(document) {
            Ok(document) if self.is_valid_document(&document)? => {
                annotate::annotations(self, &document)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The standard output of a document (Core §12): its errors, or its annotations, with the
    /// ways through the schema that lead to them.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub fn output(&self, document: &[u8]) -> Result<Output, Exceeded> {
        output::output(self, document)
    }

    /// The part of a document that can be read, and the reason why it ends.
    fn parse_all<'t>(&self, document: &'t [u8]) -> (Document<'t>, Option<Refusal>) {
        Document::parse_all(document, self.settings.limits.nesting)
    }

    fn parse<'t>(&self, document: &'t [u8]) -> Result<Document<'t>, Refusal> {
        Document::parse(document, self.settings.limits.nesting)
    }
}
