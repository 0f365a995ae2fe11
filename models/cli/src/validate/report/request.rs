//! `--format FORMAT[=FILE]`: a report, and the file that it is written to.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error, ValueEnum};

use super::options::Format;

/// A report that is asked for.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) format: Format,
    /// The file that it names; otherwise it is written to standard output, or to the file of
    /// `--output`.
    pub(super) file: Option<PathBuf>,
}

/// Parses a request, and completes its format.
#[derive(Clone)]
pub(super) struct RequestParser;

impl TypedValueParser for RequestParser {
    type Value = Request;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Request, Error> {
        let Some(text) = value.to_str() else {
            return Err(Error::new(ErrorKind::InvalidUtf8).with_cmd(command));
        };
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => {
                let message = format!("--format {text} names no file after the =\n");
                return Err(Error::raw(ErrorKind::ValueValidation, message).with_cmd(command));
            }
            Some((format, file)) => (format, Some(file.into())),
            None => (text, None),
        };
        let formats = EnumValueParser::<Format>::new();
        let format = formats.parse_ref(command, argument, OsStr::new(format))?;
        Ok(Request { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let formats = Format::value_variants().iter();
        Some(Box::new(formats.filter_map(Format::to_possible_value)))
    }
}
