//! The arguments of `export-session validate`.

use std::path::PathBuf;

use super::inputs::{Found, Input, Language, MaxExpansion};
use super::limit::Limit;
use super::{inputs, targets};
use crate::file::Target;
use crate::input::{Source, source};
use crate::root::AnySchema;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(super) schema: AnySchema,
    /// Files, folders, patterns such as 'logs/**/*.jsonl', or - for standard input
    ///
    /// In a folder, at any depth, the files that end in .json, .jsonc, .yaml, .yml, .toml,
    /// .jsonl or .ndjson are read, or in these and .gz or .zst. A pattern selects the files that match, with any
    /// ending: '*' and '?' match all but '/', '**' matches any folders, '{a,b}' and letters
    /// in brackets match one of several. Both are read in the order of names, without symbolic links,
    /// and without hidden files unless a part of the pattern begins with a dot. What .gitignore
    /// names is left out of folders, unless it is the folder that is named. A file
    /// that is given by name is always read, and no file twice, by whatever names. Pipes
    /// and devices must be given by name; those in folders are skipped with a note. .jsonl
    /// and .ndjson are JSON Lines, with a document on each line; any other file is one
    /// document: .jsonc of JSON with comments, .toml of TOML with times as texts, .yaml and
    /// .yml of YAML 1.2, as far as it is JSON otherwise written, or a stream of several. Their
    /// findings are where they are in the file.
    #[arg(value_name = "FILE", required = true, value_parser = source(), verbatim_doc_comment)]
    pub(super) sources: Vec<Source>,
    /// Leave out files and folders that match a pattern, as in .gitignore. May be repeated
    ///
    /// Files that are given by name are read all the same.
    #[arg(long, value_name = "PATTERN")]
    pub(super) exclude: Vec<String>,
    /// Read the files of a folder that .gitignore names, too
    #[arg(long)]
    pub(super) no_ignore: bool,
    /// Read all files as JSON Lines, whatever their names
    #[arg(long)]
    pub(super) jsonl: bool,
    /// The language of standard input, and of files whose names do not end in that of one
    #[arg(long, value_name = "LANGUAGE", default_value = "json")]
    pub(super) language: Language,
    /// Skip files without a schema also if they are named, as hooks name all that changed
    #[arg(long)]
    pub(super) skip_without_schema: bool,
    /// Report N problems and N warnings at most, or all; the others are counted
    ///
    /// Of one document at most 100,000 of either are reported, and fewer if its names have
    /// many megabytes.
    #[arg(long, value_name = "N", default_value = "1000", value_parser = Limit::parse, verbatim_doc_comment)]
    pub(super) max_problems: Limit,
    /// Stop at the first document that is not valid
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// Warn of properties that the schema does not declare
    #[arg(long)]
    pub(super) warn_unknown: bool,
    /// Count findings by keyword and by file, at the end on standard error
    ///
    /// All are counted, also those that --max-problems leaves out: with --max-problems 0 there
    /// is nothing but the numbers.
    #[arg(long)]
    pub(super) statistics: bool,
    /// Write the valid and the invalid documents of JSON Lines to two files, byte for byte
    ///
    /// The files appear when all input has been read, or not at all. They are not
    /// compressed. Blank lines are left out. Only their owner can read new files; files
    /// that are replaced keep their permissions. Named pipes and devices are written to as
    /// the documents come. Standard output is for the findings, and no input can be one of
    /// the files.
    #[arg(long, value_name = "VALID,INVALID", value_parser = two_paths, conflicts_with = "fail_fast", verbatim_doc_comment)]
    pub(super) split: Option<(PathBuf, PathBuf)>,
    /// Read at most N times the size of a compressed file, or any size with none
    ///
    /// A small file can expand to more than fits on any disk. 64 MiB of text are always
    /// read.
    #[arg(long, value_name = "N", default_value = "200", value_parser = MaxExpansion::parse, verbatim_doc_comment)]
    pub(super) max_expansion: MaxExpansion,
    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
    #[command(flatten)]
    pub(super) report: super::report::Options,
    /// Show no progress and no summary
    #[arg(short, long)]
    pub(super) quiet: bool,
}

impl Arguments {
    /// Checks that the arguments do not contradict each other.
    ///
    /// # Errors
    ///
    /// A message for the user.
    pub(super) fn usage(&self, found: impl FnOnce() -> Found<Input>) -> Result<(), String> {
        inputs::usage(&self.sources)?;
        self.report.usage()?;
        let split = self
            .split
            .iter()
            .flat_map(|(valid, invalid)| [valid, invalid]);
        let split = split.map(|path| Target {
            option: "--split",
            path,
        });
        let targets: Vec<Target<'_>> = split.chain(self.report.files()).collect();
        targets::usage(&targets, &self.schema.file(), found)
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
