//! The vocabulary of the schemas: each list has what a person would write, and what only an
//! adversary would. Lists of words read as such, many on a line.

/// The form of the value of a keyword.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Schema,
    Schemas,
    Members,
    Text,
    Names,
    NamesByName,
    Type,
    Count,
    Number,
    Flag,
    Format,
    Pattern,
    Reference,
    Value,
    Values,
    Identifier,
    Vocabulary,
}

/// The keywords of JSON Schema 2020-12, those of earlier drafts, and others.
pub(super) const KEYWORDS: &[(&str, Form)] = &[
    ("$anchor", Form::Identifier),
    ("$comment", Form::Text),
    ("$defs", Form::Members),
    ("$dynamicAnchor", Form::Identifier),
    ("$dynamicRef", Form::Reference),
    ("$id", Form::Reference),
    ("$ref", Form::Reference),
    ("$schema", Form::Reference),
    ("$vocabulary", Form::Vocabulary),
    ("additionalProperties", Form::Schema),
    ("allOf", Form::Schemas),
    ("anyOf", Form::Schemas),
    ("const", Form::Value),
    ("contains", Form::Schema),
    ("contentEncoding", Form::Text),
    ("contentMediaType", Form::Text),
    ("contentSchema", Form::Schema),
    ("default", Form::Value),
    ("definitions", Form::Members),
    ("dependencies", Form::NamesByName),
    ("dependentRequired", Form::NamesByName),
    ("dependentSchemas", Form::Members),
    ("deprecated", Form::Flag),
    ("description", Form::Text),
    ("else", Form::Schema),
    ("enum", Form::Values),
    ("examples", Form::Values),
    ("exclusiveMaximum", Form::Number),
    ("exclusiveMinimum", Form::Number),
    ("format", Form::Format),
    ("if", Form::Schema),
    ("items", Form::Schema),
    ("maxContains", Form::Count),
    ("maxItems", Form::Count),
    ("maxLength", Form::Count),
    ("maxProperties", Form::Count),
    ("maximum", Form::Number),
    ("minContains", Form::Count),
    ("minItems", Form::Count),
    ("minLength", Form::Count),
    ("minProperties", Form::Count),
    ("minimum", Form::Number),
    ("multipleOf", Form::Number),
    ("not", Form::Schema),
    ("oneOf", Form::Schemas),
    ("pattern", Form::Pattern),
    ("patternProperties", Form::Members),
    ("prefixItems", Form::Schemas),
    ("properties", Form::Members),
    ("propertyNames", Form::Schema),
    ("readOnly", Form::Flag),
    ("required", Form::Names),
    ("then", Form::Schema),
    ("title", Form::Text),
    ("type", Form::Type),
    ("unevaluatedItems", Form::Schema),
    ("unevaluatedProperties", Form::Schema),
    ("uniqueItems", Form::Flag),
    ("writeOnly", Form::Flag),
    ("$recursiveRef", Form::Reference),
    ("additionalItems", Form::Schema),
    ("id", Form::Reference),
    ("nullable", Form::Flag),
    ("x-extension", Form::Value),
    ("Type", Form::Type),
    ("", Form::Value),
];

/// Types that a value may have, with the keywords that a person writes for them.
pub(super) const TYPES: &[(&str, &[&str])] = &[
    ("string", &["minLength", "maxLength", "pattern", "format"]),
    ("integer", &["minimum", "maximum", "multipleOf", "format"]),
    ("number", &["exclusiveMinimum", "maximum", "format"]),
    ("boolean", &["default", "const"]),
    (
        "array",
        &["minItems", "maxItems", "uniqueItems", "contains"],
    ),
    OBJECT,
    ("null", &["description"]),
];

/// The number of types that are in every schema.
pub(super) const PLAIN_TYPES: usize = 5;

/// The type that the root has as a rule.
pub(super) const OBJECT: (&str, &[&str]) = (
    "object",
    &["minProperties", "propertyNames", "additionalProperties"],
);

/// Formats of the specification, of OpenAPI, and unknown ones.
#[rustfmt::skip]
pub(super) const FORMATS: &[&str] = &[
    "int64", "int32", "double", "float", "date-time", "date", "time", "duration", "uuid",
    "uri", "email", "hostname", "ipv4", "ipv6", "regex", "json-pointer", "idn-email", "iri",
    "uint8", "int64 ", "", "\u{202e}",
];

/// Regular expressions, some of them of no dialect.
#[rustfmt::skip]
pub(super) const PATTERNS: &[&str] = &[
    "^a+$", "^[a-z]{2,4}(-[0-9]+)?$", "", "^", "$^", "[", "(", "\\", "(?=a)b", "(?<!a)b",
    "\\p{L}", "\\p{Nope}", "(a*)*b", "a{65536}", "(a{1000}){1000}", "(?<n>a)\\k<n>", "\\1",
    "[\\w-z]", "[^\\S\\s]", "[b-a]", "\\cA", "\\u{110000}", "\\ud83d", "a**", "😀+",
    "(((((((((((a)))))))))))", "\u{0}",
];

/// References to existing, missing and impossible targets.
#[rustfmt::skip]
pub(super) const REFERENCES: &[&str] = &[
    "#", "", "#/", "#/$defs", "#/$defs/", "#/$defs/Nowhere", "#/$defs/A~1B",
    "#/$defs/A%2FB", "#/properties/a", "#/properties/a/items", "#/allOf/0",
    "#/$defs/Part/properties/a", "#/title", "#part", "#/$defs/%", "#/$defs/%ff",
    "#%2F$defs%2FPart", "#/~2", "other.json", "other.json#/$defs/Part",
    "https://example.com/a", "https://example.com/a#b", "urn:x", "//", ":", "http://[",
    "../..", "https://json-schema.org/draft/2020-12/schema",
    "http://json-schema.org/draft-07/schema#",
];

/// Names of properties: words, and what is no name in Rust, or another's.
#[rustfmt::skip]
pub(super) const PROPERTIES: &[&str] = &[
    "a", "b", "createdAt", "content", "type", "a-b", "aB", "a_b", "A", "self", "Self",
    "crate", "super", "_", "__", "new", "unknown_properties", "gen", "async", "r#type", "0",
    "1a", "", " ", "é", "漢字", "😀", "e\u{301}", "a/b~c", "\u{0}", "line\nbreak", "\"", "\\",
    "*/", "{}", "`", "\u{202e}", "$ref", "$serde_json::private::RawValue", "__proto__", "ǆ",
    "ſ", "İ",
];

/// The number of them that are plain words.
pub(super) const PLAIN_PROPERTIES: usize = 5;

/// Names of definitions, and titles: likewise.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[&str] = &[
    "Part", "Other", "Third", "Node", "part", "PART", "String", "Vec", "Option", "Box",
    "Object", "Value", "Timestamp", "Self", "Result", "Model", "i64", "A B", "A/B", "", "é",
    "漢字", "😀", "1A", "A_", "_", "Case", "A<B>", "ǅ", "Some", "None", "Default",
];

/// Texts for people, and such as end a comment or begin a block.
#[rustfmt::skip]
pub(super) const TEXTS: &[&str] = &[
    "What it is.", "Two\nlines.", "", " ", "*/ //! \"#", "```\nlet x = 1;\n```",
    "[link](x) <b> `", "# Heading", "\u{202e}\u{0}\r\u{2028}", "a\\", "| a | b |\n|---|",
    "{{}} {0} %s", "    code", "```", "http://example.com", "\t", "\u{feff}", "漢字 😀",
];

/// Numbers as they are spelled; the last ones are none.
#[rustfmt::skip]
pub(super) const NUMBERS: &[&str] = &[
    "0", "1", "2", "3", "10", "-1", "0.5", "1.0", "1e2", "-0", "-0.0", "0.1", "1e-7",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551616", "9007199254740993", "1e308", "5e-324", "1e-400",
    "123456789012345678901234567890", "1E+2", "1e400", "01", "NaN",
];

/// The number of numbers that are numbers that a double has room for.
pub(super) const GOOD_NUMBERS: usize = 20;
