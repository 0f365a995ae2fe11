//! `export-session show`: a session export as a page for people.

mod message;
mod page;
mod plot;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use exactschema::MAX_DEPTH;
use exactschema::document::Document;
use models::diagnose::{Diagnosis, Options};
use models::{ROOTS, SchemaEntry};

use crate::file::{NewFile, Readers, Target, writable};
use crate::identity::Identity;
use crate::input::{Source, source};
use crate::output::{Exit, error, note, printable, shortened, to_stdout};
use crate::resources::at_work;
use crate::validate::inputs::{Buffer, MaxExpansion, Opening, open};

/// The number of findings that the page shows.
const FINDINGS: usize = 1_000;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The session export, also in .gz or .zst, or - for standard input
    #[arg(value_name = "EXPORT", value_parser = source())]
    source: Source,
    /// Write the page to a file, which only its owner can read, and not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Arguments {
    /// Rejects a file that cannot be written.
    ///
    /// # Errors
    ///
    /// The message for the user.
    fn usage(&self) -> Result<(), String> {
        let target = |path| Target {
            option: "--output",
            path,
        };
        let Some(target) = self.output.as_deref().map(target) else {
            return Ok(());
        };
        writable(target)?;
        match target.is(Identity::of(&self.source).0.as_ref()) {
            true => Err(format!(
                "--output would overwrite the export {}; give another name",
                self.source
            )),
            false => Ok(()),
        }
    }
}

pub(crate) fn run(arguments: &Arguments, command: &mut clap::Command) -> Result<Exit> {
    if let Err(message) = arguments.usage() {
        let answer = command.error(clap::error::ErrorKind::ValueValidation, message);
        return crate::output::answer(&answer);
    }
    let source = &arguments.source;
    let _named = at_work(&Arc::new(source.clone()));
    let text = text(source)?;
    let diagnosis = diagnosis(&text)?;
    let Ok(document) = Document::parse(&text, MAX_DEPTH) else {
        for finding in &diagnosis.findings {
            let (at, message) = (finding.span.start, &finding.message);
            error(format_args!(
                "{source}:{at}: {message} [{}]",
                finding.keyword
            ));
        }
        note(format_args!("no page was written, since this is not JSON"));
        return Ok(Exit::Findings);
    };
    if let Some(first) = diagnosis.findings.first() {
        error(format_args!(
            "{source}:{}: {}: {}; the page lists all problems",
            first.span.start,
            match &*printable(&shortened(&first.pointer)) {
                "" => "the document",
                pointer => pointer,
            },
            printable(&shortened(&first.message)),
        ));
    }
    let page = page::Page::new(source.name().into_owned(), &text, &document, &diagnosis);
    match &arguments.output {
        Some(path) => {
            let mut file = NewFile::begin(path, Readers::Owner)?;
            page.write(&mut file).with_context(|| file.name())?;
            file.link()?.rename()?;
        }
        None => to_stdout(|stdout| Ok(page.write(stdout)?))?,
    }
    Ok(match diagnosis.is_refused {
        true => Exit::Findings,
        false => Exit::Good,
    })
}

/// The text of a file, decompressed.
fn text(source: &Source) -> Result<Buffer> {
    let opening = Opening {
        max_expansion: MaxExpansion::default(),
        quiet: false,
        read: Arc::default(),
    };
    let mut buffer = Buffer::default();
    let opened = open(source, &opening);
    let read = opened.and_then(|opened| opened.read_all(&mut buffer));
    read.with_context(|| source.to_string())?;
    Ok(buffer)
}

fn diagnosis(text: &[u8]) -> Result<Diagnosis> {
    let mut roots = ROOTS.iter();
    let root: Option<&SchemaEntry> = roots.find(|root| root.name() == "export-session");
    let root = root.ok_or_else(|| anyhow!("there is no schema of session exports"))?;
    let mut options = Options::default();
    options.max_findings = FINDINGS;
    Ok(root.diagnose(text, &options))
}
