//! What the keywords mean, for people who read of them elsewhere.

use super::log::{Message, Rule};

/// The rule of a keyword.
pub(super) fn rule(keyword: &'static str) -> Rule {
    let known = RULES.iter().find(|(id, ..)| *id == keyword);
    let (id, short, help) = known.copied().unwrap_or((
        keyword,
        "The value breaks a keyword of the schema.",
        "See the keyword in the schema, at the line that the result names.",
    ));
    Rule {
        id,
        short_description: Message::new(short),
        help: Message::new(help),
    }
}

/// Name, what is wrong, and what helps: the keywords in the order of JSON Schema's
/// vocabularies, then the rules of this program.
const RULES: &[(&str, &str, &str)] = &[
    (
        "type",
        "The value has another type than the schema asks for.",
        "Write a value of the type that the message names. Null is a type of its own: leave an absent property out.",
    ),
    (
        "enum",
        "The value is none of those that the schema lists.",
        "Write one of the values that the message lists.",
    ),
    (
        "const",
        "The value is not the one that the schema names.",
        "Write the value that the message names.",
    ),
    (
        "multipleOf",
        "The number is no multiple of what the schema names.",
        "Round the number to the step that the message names.",
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
        "The text is too long.",
        "Shorten the text. Its length counts in Unicode code points.",
    ),
    (
        "minLength",
        "The text is too short.",
        "Write a longer text. Its length counts in Unicode code points.",
    ),
    (
        "pattern",
        "The text does not match the regular expression of the schema.",
        "Write a text that matches. The expression matches anywhere, unless it begins with ^ and ends with $.",
    ),
    (
        "format",
        "The text has another format than the schema asks for.",
        "Write the text in the format that the message names.",
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
        "Remove what is there twice. Numbers are equal if their values are, however they are written.",
    ),
    (
        "items",
        "The array has an element that the schema does not allow.",
        "Remove the element.",
    ),
    (
        "prefixItems",
        "An element at a fixed position is not allowed there.",
        "Write the element that the schema describes for this position.",
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
        "Remove the property, or look for a misspelt name.",
    ),
    (
        "propertyNames",
        "A property has a name that the schema does not allow.",
        "Rename the property.",
    ),
    (
        "oneOf",
        "The value fits none of several schemas, or more than one.",
        "Write a value that fits exactly one of them.",
    ),
    (
        "anyOf",
        "The value fits none of several schemas.",
        "Write a value that fits one of them.",
    ),
    (
        "allOf",
        "The value does not fit all of several schemas.",
        "Write a value that fits each of them.",
    ),
    (
        "encoding",
        "The document is not UTF-8, or begins with a byte order mark.",
        "Write the document as UTF-8 (RFC 8259, section 8.1) without a byte order mark.",
    ),
    (
        "syntax",
        "The document is not JSON.",
        "Mend the text at the place of the result (RFC 8259). What follows it could not be judged.",
    ),
    (
        "duplicate-key",
        "An object names a property twice.",
        "Remove one of the two: programs differ in which of them they read.",
    ),
    (
        "lone-surrogate",
        "A text escapes half of a surrogate pair.",
        "Write both halves together, or the character itself. Texts are often cut by UTF-16 units where this happens.",
    ),
    (
        "integer-range",
        "An integer is beyond the width that the schema chooses, or beyond 64 bits.",
        "Write a smaller number, or a text.",
    ),
    (
        "number-range",
        "A number cannot be held as a double to as many digits as it has.",
        "Write the number with fewer digits, or as a text.",
    ),
    (
        "depth",
        "Arrays and objects are nested deeper than can be read.",
        "Flatten the document.",
    ),
    (
        "unknown-property",
        "The schema does not mention this property.",
        "It is allowed, and kept. Look for a misspelt name.",
    ),
];
