//! Why a keyword of JSON Schema 2020-12 cannot be honoured, and what to write
//! instead.

/// The reason, and the way around it.
pub(super) fn why(keyword: &str) -> (&'static str, &'static str) {
    match keyword {
        "if" | "then" | "else" => (
            "a Rust type cannot depend on a condition",
            "write `oneOf` with a branch for each case, told apart by a `const` property",
        ),
        "not" => (
            "no Rust type stands for all values but some",
            "say what is allowed instead: by `type`, `enum`, or a `oneOf` of branches",
        ),
        "contains" | "minContains" | "maxContains" => (
            "no Rust type of elements says that some of them are of another",
            "say what all elements are with `items`, and put the special one into a property",
        ),
        "unevaluatedProperties" => (
            "what it is about depends on which branches are valid",
            "write `additionalProperties`, with all properties in one object",
        ),
        "unevaluatedItems" => (
            "what it is about depends on which branches are valid",
            "write `prefixItems` with `items: false`",
        ),
        "dependentSchemas" | "dependencies" => (
            "a Rust type cannot depend on whether a property is there",
            "write `dependentRequired`, or a `oneOf` with a branch for each case",
        ),
        "$dynamicRef" | "$dynamicAnchor" => (
            "what it refers to is only known while a document is read",
            "write `$ref` to a definition",
        ),
        "$id" => (
            "below the root it would change what references refer to",
            "leave it to the root, and refer to #/$defs/NAME",
        ),
        "$vocabulary" => ("it describes a dialect, not documents", "leave it out"),
        "contentEncoding" | "contentMediaType" | "contentSchema" => (
            "the content of a string is not looked at",
            "describe it in words, or say it in a keyword x-…",
        ),
        _ => (
            "the generated types do not know it",
            "leave it out, or say what it means in the description",
        ),
    }
}
