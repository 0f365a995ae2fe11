//! Runs typify, and turns whatever it does into a value or an error.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use ::typify::{TypeSpace, TypeSpaceSettings};
use schemars::schema::{Schema, SchemaObject};
use serde_json::Value;

use crate::error::Error;

/// The structs that typify makes of definitions, where it names the types of conversions instead of
/// their schemas.
///
/// # Errors
///
/// The error or panic of typify, and the definition that causes it, by its name in the
/// definitions.
pub(crate) fn expand(
    definitions: &[(String, Value)],
    conversions: &[(String, Value)],
) -> Result<syn::File, Error> {
    convert(definitions, conversions).map_err(|message| {
        // Alone, each definition fails or not: references need only exist.
        let culprit = definitions.iter().find(|(culprit, _)| {
            let alone: Vec<_> = definitions
                .iter()
                .map(|(name, schema)| match name == culprit {
                    true => (name.clone(), schema.clone()),
                    false => (name.clone(), Value::Bool(true)),
                })
                .collect();
            convert(&alone, conversions).is_err()
        });
        Error::Typify {
            definition: culprit
                .map_or("the whole schema", |(name, _)| name)
                .to_owned(),
            message,
        }
    })
}

fn convert(
    definitions: &[(String, Value)],
    conversions: &[(String, Value)],
) -> Result<syn::File, String> {
    silently(|| {
        let mut settings = TypeSpaceSettings::default();
        for (name, schema) in conversions {
            let schema: SchemaObject = from_value(schema.clone())?;
            settings.with_conversion(schema, name, std::iter::empty());
        }
        let definitions: Vec<(String, Schema)> = definitions
            .iter()
            .map(|(name, schema)| Ok((name.clone(), from_value(schema.clone())?)))
            .collect::<Result<_, String>>()?;
        let mut space = TypeSpace::new(&settings);
        space
            .add_ref_types(definitions)
            .map_err(|error| error.to_string())?;
        syn::parse2(space.to_stream()).map_err(|error| error.to_string())
    })
}

fn from_value<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// Runs something that may panic; the panic becomes its error, and prints
/// nothing.
fn silently<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    thread_local! {
        static QUIET: Cell<bool> = const { Cell::new(false) };
    }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let former = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                former(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(format!(
            "it panicked: {}",
            text.unwrap_or("without a message")
        ))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_panic_is_an_error_that_names_the_definition() {
        let definitions = [
            ("Fine".to_owned(), json!({ "type": "object" })),
            ("Broken".to_owned(), json!({ "type": "object", "if": true })),
        ];
        let Err(Error::Typify {
            definition,
            message,
        }) = expand(&definitions, &[])
        else {
            panic!("typify does not know `if`");
        };
        assert_eq!(definition, "Broken");
        assert!(message.starts_with("it panicked"), "{message}");
    }

    #[test]
    fn an_error_names_the_definition() {
        let definitions = [(
            "Broken".to_owned(),
            json!({ "$ref": "#/definitions/Nowhere" }),
        )];
        let Err(Error::Typify { definition, .. }) = expand(&definitions, &[]) else {
            panic!("there is no such definition");
        };
        assert_eq!(definition, "Broken");
    }
}
