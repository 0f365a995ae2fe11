//! The rules of a SARIF log: a description and a help text for each keyword.

use super::log::{Message, Rule};

/// The rule of a keyword.
pub(super) fn rule(keyword: &str) -> Rule<'_> {
    let known = RULES.iter().find(|(id, ..)| *id == keyword);
    let (id, short, help) = known.copied().unwrap_or((
        keyword,
        "The value violates a keyword of the schema.",
        "See the keyword in the schema, at the location that the result names.",
    ));
    Rule {
        id,
        short_description: Message::new(short),
        help: Message::new(help),
    }
}

/// Name, description and help: the keywords in the order of JSON Schema's vocabularies,
/// then the rules of this program.
const RULES: &[(&str, &str, &str)] = &[
    (
        "type",
        "The value is not of the type that the schema requires.",
        "Write a value of the type that the message names. Null is a type of its own: leave an absent property out.",
    ),
    (
        "enum",
        "The value is not one of those that the schema lists.",
        "Write one of the values that the message lists.",
    ),
    (
        "const",
        "The value is not the one that the schema requires.",
        "Write the value that the message names.",
    ),
    (
        "multipleOf",
        "The number is not a multiple of the number that the schema requires.",
        "Round the number to a multiple of the number that the message names.",
    ),
    (
        "maximum",
        "The number is too large.",
        "Write a number within the bounds of the schema.",
    ),
    (
        "exclusiveMaximum",
        "The number is too large.",
        "Write a number below the bound of the schema.",
    ),
    (
        "minimum",
        "The number is too small.",
        "Write a number within the bounds of the schema.",
    ),
    (
        "exclusiveMinimum",
        "The number is too small.",
        "Write a number above the bound of the schema.",
    ),
    (
        "maxLength",
        "The string is too long.",
        "Shorten the string. Its length is counted in Unicode code points.",
    ),
    (
        "minLength",
        "The string is too short.",
        "Write a longer string. Its length is counted in Unicode code points.",
    ),
    (
        "pattern",
        "The string does not match the regular expression of the schema.",
        "Write a string that matches. The expression may match anywhere, unless it begins with ^ and ends with $.",
    ),
    (
        "format",
        "The string does not have the format that the schema requires.",
        "Write the string in the format that the message names.",
    ),
    (
        "contentEncoding",
        "The string is not encoded as the schema requires.",
        "Encode the string in the way that the schema names.",
    ),
    (
        "contentMediaType",
        "The string does not have the media type that the schema requires.",
        "Write a text of the media type that the schema names.",
    ),
    (
        "maxItems",
        "The array has too many elements.",
        "Remove elements.",
    ),
    (
        "minItems",
        "The array has too few elements.",
        "Add elements.",
    ),
    (
        "uniqueItems",
        "Two elements of the array are equal.",
        "Remove the duplicate. Numbers are equal if their values are, however they are written.",
    ),
    (
        "items",
        "The array has an element that the schema does not allow.",
        "Remove the element.",
    ),
    (
        "additionalItems",
        "The array has an element that the schema does not allow.",
        "Remove the element.",
    ),
    (
        "contains",
        "Too few or too many elements are valid against a subschema.",
        "Add or remove elements of the kind that the message describes.",
    ),
    (
        "unevaluatedItems",
        "The array has an element that no part of the schema allows.",
        "Remove the element.",
    ),
    (
        "prefixItems",
        "An element is not allowed at its position.",
        "Write an element that the schema allows at this position.",
    ),
    (
        "required",
        "A required property is missing.",
        "Add the property that the message names.",
    ),
    (
        "dependentRequired",
        "A property is missing that another one requires.",
        "Add the property that the message names, or remove the one that requires it.",
    ),
    (
        "dependencies",
        "A property is missing that another one requires.",
        "Add the property that the message names, or remove the one that requires it.",
    ),
    (
        "maxProperties",
        "The object has too many properties.",
        "Remove properties.",
    ),
    (
        "minProperties",
        "The object has too few properties.",
        "Add properties.",
    ),
    (
        "additionalProperties",
        "The object has a property that the schema does not allow.",
        "Remove the property, or correct its name.",
    ),
    (
        "unevaluatedProperties",
        "The object has a property that no part of the schema allows.",
        "Remove the property, or correct its name.",
    ),
    (
        "propertyNames",
        "A property has a name that the schema does not allow.",
        "Rename the property.",
    ),
    (
        "oneOf",
        "The value is valid against no branch of the schema, or against more than one.",
        "Write a value that is valid against exactly one branch.",
    ),
    (
        "anyOf",
        "The value is valid against no branch of the schema.",
        "Write a value that is valid against one of the branches.",
    ),
    (
        "allOf",
        "The value is not valid against all branches of the schema.",
        "Write a value that is valid against every branch.",
    ),
    (
        "not",
        "The value is valid against a schema that excludes it.",
        "Write a value that the excluded schema does not allow.",
    ),
    (
        "falseSchema",
        "The schema allows no value here.",
        "Remove the value.",
    ),
    (
        "encoding",
        "The document is not UTF-8, or begins with a byte order mark.",
        "Write the document as UTF-8 (RFC 8259, section 8.1) without a byte order mark.",
    ),
    (
        "syntax",
        "The document is not JSON.",
        "Correct the text at the location of the result (RFC 8259). The text after it was not validated.",
    ),
    (
        "duplicate-key",
        "An object names a property twice.",
        "Remove one of the two: programs differ in which one they read.",
    ),
    (
        "lone-surrogate",
        "A string escapes half of a surrogate pair.",
        "Write both halves together, or the character itself. Often the string was cut between UTF-16 units.",
    ),
    (
        "integer-range",
        "An integer does not fit the type of the schema, of 64 bits at most.",
        "Write a smaller number, or a string.",
    ),
    (
        "number-range",
        "A number has more digits than a double can represent.",
        "Write the number with fewer digits, or as a string.",
    ),
    (
        "depth",
        "Arrays and objects are nested too deeply.",
        "Flatten the document.",
    ),
    (
        "limit",
        "Validation exceeded a limit.",
        "Simplify the document, or raise the limit.",
    ),
    (
        "unknown-property",
        "The schema does not declare this property.",
        "It is allowed. Check whether its name is misspelt.",
    ),
];
