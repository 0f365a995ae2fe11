//! Which schema a command works with.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use models::Root;

/// The option that names a schema.
#[derive(clap::Args)]
pub(crate) struct Schema {
    /// The schema of the documents
    #[arg(long = "schema", value_name = "NAME", default_value = "export-session", value_parser = roots())]
    pub(crate) root: Root,
}

fn roots() -> impl TypedValueParser<Value = Root> {
    let names = models::ROOTS.iter().map(|root| root.name);
    PossibleValuesParser::new(names).try_map(|name| {
        let mut named = models::ROOTS.iter().filter(|root| root.name == name);
        named
            .next()
            .copied()
            .ok_or("there is no schema of this name")
    })
}
