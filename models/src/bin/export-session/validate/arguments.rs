//! What `export-session validate` is told.

use std::path::PathBuf;

use super::limit::Limit;
use super::{inputs, split};
use crate::input::{Source, source};
use crate::root::AnySchema;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(super) schema: AnySchema,
    /// Files, folders, patterns such as 'logs/**/*.jsonl', or - for standard input
    ///
    /// Of a folder, at any depth, the files that end in .json, .jsonl or .ndjson, or in
    /// these and .gz or .zst. Of a pattern, the files that match, whatever they end in;
    /// '*' and '?' stand for anything but '/', '**' for any folders, '{a,b}' for one of
    /// several, as do letters in brackets. Of both, in the order of their names, but no
    /// symbolic links, and no hidden files unless a part of the pattern begins with a dot.
    /// A file that is named is read whatever its name, and no file twice. .jsonl and
    /// .ndjson are JSON Lines, a document a line; all else is one document.
    #[arg(value_name = "FILE", required = true, value_parser = source(), verbatim_doc_comment)]
    pub(super) sources: Vec<Source>,
    /// Read everything as JSON Lines, whatever its name
    #[arg(long)]
    pub(super) jsonl: bool,
    /// Tell N problems and N warnings at most, or all; the others are counted
    ///
    /// Of one document 100,000 of either are told at most, and fewer if it has names of
    /// many megabytes.
    #[arg(long, value_name = "N", default_value = "1000", value_parser = Limit::parse, verbatim_doc_comment)]
    pub(super) max_problems: Limit,
    /// Stop at the first document that is not valid
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// Warn of properties that the schema does not mention
    #[arg(long)]
    pub(super) warn_unknown: bool,
    /// Write the documents of JSON Lines to two files, byte for byte: those that are valid, and those that are not
    ///
    /// The files appear when all has been read, or not at all. They are not compressed.
    /// Blank lines are in neither.
    #[arg(long, value_name = "VALID,INVALID", value_parser = two_paths, conflicts_with = "fail_fast", verbatim_doc_comment)]
    pub(super) split: Option<(PathBuf, PathBuf)>,
    /// How many documents to check at once [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
    #[command(flatten)]
    pub(super) report: super::report::Options,
    /// Show no progress and no summary
    #[arg(short, long)]
    pub(super) quiet: bool,
}

impl Arguments {
    /// What cannot be meant, and one argument alone does not show.
    ///
    /// # Errors
    ///
    /// In words, for the user.
    pub(super) fn usage(&self) -> Result<(), String> {
        inputs::usage(&self.sources)?;
        match &self.split {
            Some((valid, invalid)) => split::usage(valid, invalid),
            None => Ok(()),
        }
    }
}

fn two_paths(text: &str) -> Result<(PathBuf, PathBuf), &'static str> {
    let two = text.split_once(',');
    let two = two.filter(|(valid, invalid)| !valid.is_empty() && !invalid.is_empty());
    match two.ok_or("expected two paths with a comma between them")? {
        (_, invalid) if invalid.contains(',') => Err("the paths must not contain a comma"),
        (valid, invalid) => Ok((valid.into(), invalid.into())),
    }
}
