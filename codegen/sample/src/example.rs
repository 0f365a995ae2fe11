//! The smallest document that shows what a definition is.

use std::cell::OnceCell;

use exactschema_frontend::json::Json;
use exactschema_frontend::model::{NodeId, Schema};
use exactschema_frontend::text::is_invisible;

use crate::judge::Judge;
use crate::maker::Facts;
use crate::minimal_example::minimal_example;

/// Examples of the definitions of a schema.
#[derive(Debug)]
pub struct Examples<'a> {
    schema: &'a Schema,
    text: &'a str,
    /// Known at the first example.
    facts: OnceCell<Option<Facts<'a>>>,
}

impl<'a> Examples<'a> {
    /// Those of the schema whose source is `text`.
    pub fn new(schema: &'a Schema, text: &'a str) -> Self {
        let facts = OnceCell::new();
        Examples {
            schema,
            text,
            facts,
        }
    }

    /// A valid document of the required properties alone, written as the types
    /// write it; `None` if even that would be too long to read, or if none was
    /// found.
    ///
    /// A value shows the first of its `examples` that is valid: examples need
    /// not be.
    pub fn of(&self, id: NodeId) -> Option<Json> {
        let facts = self.facts.get_or_init(|| {
            let judge = Judge::new(self.schema, self.text)?;
            Some(Facts::of(self.schema, Some(judge)))
        });
        let example = minimal_example(facts.as_ref()?, &[id])?;
        // Names may hold anything; what is not seen is no example.
        (!example.compact().contains(is_invisible)).then_some(example)
    }
}

#[cfg(test)]
mod tests {
    use exactschema_frontend::json::Json;
    use exactschema_frontend::model::Schema;

    use super::Examples;

    fn example(text: &str) -> Option<String> {
        let schema = Schema::new(&Json::parse(text).ok()?).ok()?;
        let example = Examples::new(&schema, text).of(schema.root());
        example.map(|example| example.compact())
    }

    #[test]
    fn shows_what_is_required_in_the_order_of_the_types() {
        let schema = r##"{ "type": "object", "required": ["unknown", "b", "a", "c"],
            "allOf": [{ "$ref": "#/$defs/More" }],
            "properties": { "a": { "type": "integer", "examples": ["x", 2.5, 7] },
                "optional": {}, "b": { "type": "number", "examples": [3] } },
            "$defs": { "More": { "properties": { "c": { "oneOf": [{ "type": "null" },
                { "type": "string", "maxLength": 2, "examples": ["long", "ok"] }] } } } } }"##;
        let shown = r#"{"a":7,"b":3.0,"c":"ok","unknown":{}}"#;
        assert_eq!(example(schema).as_deref(), Some(shown));
    }

    #[test]
    fn is_generated_where_nothing_typical_is_valid() {
        let schema = r#"{ "type": "array", "items": { "type": "boolean" }, "minItems": 2,
            "uniqueItems": true }"#;
        let both = ["[true,false]", "[false,true]"];
        assert!(example(schema).is_some_and(|shown| both.contains(&shown.as_str())));
    }

    #[test]
    fn is_short_or_none() {
        let schema =
            |least| format!(r#"{{ "type": "array", "items": {{}}, "minItems": {least} }}"#);
        assert!(example(&schema(59)).is_some());
        assert_eq!(example(&schema(60)), None);
        assert_eq!(example(r#"{ "const": "\u202e" }"#), None);
    }
}
