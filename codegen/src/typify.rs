//! Runs typify, and turns whatever it does into a value or an error.

use ::typify::{TypeSpace, TypeSpaceSettings};
use exactschema_frontend::panics::caught;
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
    caught(|| {
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
