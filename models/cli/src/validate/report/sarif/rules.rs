//! The rules of a SARIF log: a description and a help text for each keyword.

use exactschema::schema::keyword::FACTS;

use super::log::{Message, Rule};

/// The rule of a finding: of a keyword, by its facts, or of this program.
pub(super) fn rule(id: &str) -> Rule<'_> {
    let keyword = FACTS.iter().find(|facts| facts.name == id);
    let keyword = keyword.map(|facts| {
        let help = format!("The keyword {id}: JSON Schema {}.", facts.section);
        (facts.help, help)
    });
    let (short, help) = keyword.unwrap_or_else(|| {
        let own = RULES.iter().find(|(name, ..)| *name == id);
        let (short, help) = own.map_or(OTHER, |(_, short, help)| (short, help));
        (short, help.to_owned())
    });
    Rule {
        id,
        short_description: Message::new(short),
        help: Message::new(help),
    }
}

/// Description and help of a rule that has none of its own.
const OTHER: (&str, &str) = (
    "The value violates a keyword of the schema.",
    "See the keyword in the schema, at the location that the result names.",
);

/// Name, description and help of the rules that are no keywords.
const RULES: &[(&str, &str, &str)] = &[
    (
        "schema",
        "The schema has a problem.",
        "Correct the schema at the location of the result. Nothing was validated by it.",
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
