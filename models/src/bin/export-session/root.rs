//! Which schema a command works with.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use models::diagnose::{Diagnosis, Options};
use models::{RELEASED, ROOTS, Released, Root};

/// The option that names a schema with types.
#[derive(clap::Args)]
pub(crate) struct Schema {
    /// The schema of the documents
    #[arg(long = "schema", value_name = "NAME", default_value = "export-session", value_parser = Typed)]
    pub(crate) root: Root,
}

/// The option that names a schema, or a released version of one.
#[derive(clap::Args)]
pub(crate) struct AnySchema {
    /// The schema of the documents, or a released version of it
    #[arg(long = "schema", value_name = "NAME", default_value = "export-session", value_parser = judges())]
    pub(crate) judge: Judge,
}

/// What a document is judged by.
#[derive(Clone, Copy)]
pub(crate) enum Judge {
    /// The types.
    Types(Root),
    /// The table of a schema without types.
    Table(Released),
}

impl Judge {
    /// The file of the schema, from the root of its workspace.
    pub(crate) fn file(&self) -> String {
        match self {
            Judge::Types(root) => format!("schema/{}.schema.json", root.name),
            Judge::Table(released) => format!("schema/history/{}.schema.json", released.name),
        }
    }

    /// All that is wrong with a document.
    pub(crate) fn diagnose(&self, document: &[u8], options: &Options) -> Diagnosis {
        match self {
            // Most documents are valid, and checking is many times as fast.
            Judge::Types(root) if !options.warn_unknown && (root.check)(document).is_ok() => {
                Diagnosis::default()
            }
            Judge::Types(root) => (root.diagnose)(document, options),
            Judge::Table(released) => released.diagnose(document, options),
        }
    }
}

fn judges() -> impl TypedValueParser<Value = Judge> {
    let types = ROOTS.iter().map(|root| root.name);
    let tables = RELEASED.iter().map(|released| released.name);
    PossibleValuesParser::new(types.chain(tables)).try_map(|name| {
        let types = ROOTS.iter().find(|root| root.name == name);
        let table = RELEASED.iter().find(|released| released.name == name);
        let types = types.copied().map(Judge::Types);
        types
            .or(table.copied().map(Judge::Table))
            .ok_or("there is no schema of this name")
    })
}

/// Takes the name of a schema with types, and says of others why there are none.
#[derive(Clone)]
struct Typed;

impl TypedValueParser for Typed {
    type Value = Root;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Root, clap::Error> {
        if RELEASED.iter().any(|released| value == released.name) {
            let message = format!(
                "{} is a released version, for which there are no types: \
                 only validate works with it\n",
                value.display()
            );
            return Err(clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command));
        }
        let names = PossibleValuesParser::new(ROOTS.iter().map(|root| root.name));
        let name = names.parse_ref(command, argument, value)?;
        let mut roots = ROOTS.iter().filter(|root| root.name == name);
        roots
            .next()
            .copied()
            .ok_or_else(|| clap::Error::new(ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = ROOTS.iter().map(|root| PossibleValue::new(root.name));
        Some(Box::new(names))
    }
}
