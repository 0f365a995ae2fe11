//! The keywords of JSON Schema, and the facts of each: a row of one table.

use crate::draft::Draft;
use crate::text::lexer::Kind;

/// A keyword, after lowering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants are the names of the keywords")]
pub enum Keyword {
    /// A schema that is `true` or `false` (Core §4.3.2).
    Boolean,
    Ref,
    /// `$dynamicRef` and `$recursiveRef`.
    DynamicRef,
    AllOf,
    AnyOf,
    OneOf,
    Not,
    If,
    Then,
    Else,
    DependentSchemas,
    PropertyDependencies,
    Properties,
    PatternProperties,
    AdditionalProperties,
    PropertyNames,
    PrefixItems,
    Items,
    Contains,
    MinContains,
    MaxContains,
    UnevaluatedItems,
    UnevaluatedProperties,
    Type,
    Enum,
    Const,
    MultipleOf,
    Maximum,
    ExclusiveMaximum,
    Minimum,
    ExclusiveMinimum,
    MaxLength,
    MinLength,
    Pattern,
    MaxItems,
    MinItems,
    UniqueItems,
    MaxProperties,
    MinProperties,
    Required,
    DependentRequired,
    Format,
    ContentEncoding,
    ContentMediaType,
    ContentSchema,
    /// Any other: its value is collected, and asserts nothing (Core §6.5).
    Annotation,
}

/// The part that a keyword has in a schema (Core §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It names, places or imports schemas.
    Identifier,
    /// It applies subschemas.
    Applicator,
    /// It limits which instances are valid.
    Assertion,
    /// It describes the instance.
    Annotation,
}

/// The shape of the values of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A schema.
    Schema,
    /// A non-empty list of schemas.
    Schemas,
    /// A schema, or a list of schemas.
    SchemaOrSchemas,
    /// An object of schemas.
    Members,
    /// An object of schemas, by regular expressions.
    Patterns,
    /// An object of schemas and of lists of names.
    Dependencies,
    /// An object of objects of schemas.
    PropertyDependencies,
    /// A number of things: an integer that is not negative.
    Count,
    /// A number.
    Number,
    /// A number above zero.
    PositiveNumber,
    /// A boolean.
    Flag,
    /// A type, or a list of types.
    Types,
    /// A list of values.
    Values,
    /// A value.
    Value,
    /// A list of names.
    Names,
    /// An object of lists of names.
    Requirements,
    /// A regular expression.
    Pattern,
    /// Any text.
    Text,
    /// The reference of a schema: a URI.
    Reference,
    /// Something that places a schema, and asserts nothing.
    Identifier,
}

/// The vocabulary that defines a keyword, since 2019-09 (Core §8.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "the variants are the names of the vocabularies"
)]
pub enum Vocabulary {
    Core,
    Applicator,
    Unevaluated,
    Validation,
    Format,
    Content,
    MetaData,
}

/// The facts of a keyword.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The name in a schema.
    pub name: &'static str,
    /// The keyword that it is lowered to.
    pub keyword: Keyword,
    /// The first release that has it.
    pub since: Draft,
    /// The last release that has it.
    pub until: Draft,
    /// The shape of its values.
    pub shape: Shape,
    /// The part that it has.
    pub role: Role,
    /// The vocabulary that defines it.
    pub vocabulary: Vocabulary,
    /// Where it is defined: in Core or Validation of 2020-12, where that has it.
    pub section: &'static str,
    /// One sentence of what it asks for.
    pub help: &'static str,
}

use Draft::{Draft4, Draft6, Draft7, Draft201909, Draft202012, V1};
use Role::{Annotation, Applicator, Assertion, Identifier};
use Vocabulary::{Content, Core, Format, MetaData, Unevaluated, Validation};

/// A row of the table below.
macro_rules! facts {
    ($($name:literal $keyword:ident $since:ident..$until:ident $shape:ident $role:ident $vocabulary:ident $section:literal $help:literal;)*) => {
        &[$(Facts {
            name: $name,
            keyword: Keyword::$keyword,
            since: $since,
            until: $until,
            shape: Shape::$shape,
            role: $role,
            vocabulary: $vocabulary,
            section: $section,
            help: $help,
        },)*]
    };
}

use Vocabulary::Applicator as Apply;

/// The facts of all keywords. A name has two rows where releases differ.
#[rustfmt::skip]
pub const FACTS: &[Facts] = facts! {
    "$schema"               Annotation            Draft4..V1           Identifier           Identifier Core        "Core §8.1.1"        "Names the dialect of the schema.";
    "$vocabulary"           Annotation            Draft201909..V1      Identifier           Identifier Core        "Core §8.1.2"        "Lists the vocabularies of a dialect.";
    "id"                    Annotation            Draft4..Draft4       Identifier           Identifier Core        "draft 4 Core §7.2"  "Gives the schema a URI.";
    "$id"                   Annotation            Draft6..V1           Identifier           Identifier Core        "Core §8.2.1"        "Gives the schema a URI.";
    "$anchor"               Annotation            Draft201909..V1      Identifier           Identifier Core        "Core §8.2.2"        "Names the schema within its document.";
    "$dynamicAnchor"        Annotation            Draft202012..V1      Identifier           Identifier Core        "Core §8.2.2"        "Names the schema for $dynamicRef.";
    "$recursiveAnchor"      Annotation            Draft201909..Draft201909 Identifier       Identifier Core        "2019-09 Core §8.2.4.2" "Names the schema for $recursiveRef.";
    "$ref"                  Ref                   Draft4..V1           Reference            Applicator Core        "Core §8.2.3.1"      "The value must be valid against another schema.";
    "$dynamicRef"           DynamicRef            Draft202012..V1      Reference            Applicator Core        "Core §8.2.3.2"      "The value must be valid against the schema that the dynamic scope names.";
    "$recursiveRef"         DynamicRef            Draft201909..Draft201909 Reference        Applicator Core        "2019-09 Core §8.2.4.2" "The value must be valid against the schema that the dynamic scope names.";
    "$defs"                 Annotation            Draft201909..V1      Members              Identifier Core        "Core §8.2.4"        "Holds schemas for reference.";
    "definitions"           Annotation            Draft4..V1           Members              Identifier Core        "draft 7 Validation §9" "Holds schemas for reference.";
    "$comment"              Annotation            Draft7..V1           Text                 Annotation Core        "Core §8.3"          "A comment for maintainers of the schema.";
    "allOf"                 AllOf                 Draft4..V1           Schemas              Applicator Apply       "Core §10.2.1.1"     "The value must be valid against every branch.";
    "anyOf"                 AnyOf                 Draft4..V1           Schemas              Applicator Apply       "Core §10.2.1.2"     "The value must be valid against one branch at least.";
    "oneOf"                 OneOf                 Draft4..V1           Schemas              Applicator Apply       "Core §10.2.1.3"     "The value must be valid against exactly one branch.";
    "not"                   Not                   Draft4..V1           Schema               Applicator Apply       "Core §10.2.1.4"     "The value must not be valid against this schema.";
    "if"                    If                    Draft7..V1           Schema               Applicator Apply       "Core §10.2.2.1"     "Decides whether then or else applies.";
    "then"                  Then                  Draft7..V1           Schema               Applicator Apply       "Core §10.2.2.2"     "The value must be valid against this schema where if holds.";
    "else"                  Else                  Draft7..V1           Schema               Applicator Apply       "Core §10.2.2.3"     "The value must be valid against this schema where if does not hold.";
    "dependentSchemas"      DependentSchemas      Draft201909..V1      Members              Applicator Apply       "Core §10.2.2.4"     "Where a property is present, the object must be valid against its schema.";
    "dependencies"          DependentSchemas      Draft4..V1           Dependencies         Applicator Apply       "draft 7 Validation §6.5.7" "Where a property is present, others must be, or the object must be valid against a schema.";
    "propertyDependencies"  PropertyDependencies  V1..V1               PropertyDependencies Applicator Apply       "v1 Core"            "Where a property has a value, the object must be valid against its schema.";
    "properties"            Properties            Draft4..V1           Members              Applicator Apply       "Core §10.3.2.1"     "The properties of these names must be valid against their schemas.";
    "patternProperties"     PatternProperties     Draft4..V1           Patterns             Applicator Apply       "Core §10.3.2.2"     "The properties whose names match must be valid against their schemas.";
    "additionalProperties"  AdditionalProperties  Draft4..V1           Schema               Applicator Apply       "Core §10.3.2.3"     "All other properties must be valid against this schema.";
    "propertyNames"         PropertyNames         Draft6..V1           Schema               Applicator Apply       "Core §10.3.2.4"     "The names of all properties must be valid against this schema.";
    "prefixItems"           PrefixItems           Draft202012..V1      Schemas              Applicator Apply       "Core §10.3.1.1"     "The first elements must be valid against these schemas, each against its own.";
    "items"                 Items                 Draft202012..V1      Schema               Applicator Apply       "Core §10.3.1.2"     "The elements must be valid against this schema.";
    "items"                 Items                 Draft4..Draft201909  SchemaOrSchemas      Applicator Apply       "2019-09 Core §9.3.1.1" "The elements must be valid against this schema, or the first against these.";
    "additionalItems"       Items                 Draft4..Draft201909  Schema               Applicator Apply       "2019-09 Core §9.3.1.2" "The elements after those that items lists must be valid against this schema.";
    "contains"              Contains              Draft6..V1           Schema               Applicator Apply       "Core §10.3.1.3"     "Some elements must be valid against this schema.";
    "minContains"           MinContains           Draft201909..V1      Count                Assertion  Validation  "Validation §6.4.5"  "At least so many elements must be valid against contains.";
    "maxContains"           MaxContains           Draft201909..V1      Count                Assertion  Validation  "Validation §6.4.4"  "At most so many elements must be valid against contains.";
    "unevaluatedItems"      UnevaluatedItems      Draft201909..V1      Schema               Applicator Unevaluated "Core §11.2"         "Elements that no other keyword evaluates must be valid against this schema.";
    "unevaluatedProperties" UnevaluatedProperties Draft201909..V1      Schema               Applicator Unevaluated "Core §11.3"         "Properties that no other keyword evaluates must be valid against this schema.";
    "type"                  Type                  Draft4..V1           Types                Assertion  Validation  "Validation §6.1.1"  "The value must be of this type.";
    "enum"                  Enum                  Draft4..V1           Values               Assertion  Validation  "Validation §6.1.2"  "The value must be one of these.";
    "const"                 Const                 Draft6..V1           Value                Assertion  Validation  "Validation §6.1.3"  "The value must be this.";
    "multipleOf"            MultipleOf            Draft4..V1           PositiveNumber       Assertion  Validation  "Validation §6.2.1"  "A number must be a multiple of this.";
    "maximum"               Maximum               Draft4..V1           Number               Assertion  Validation  "Validation §6.2.2"  "A number must be this at most.";
    "exclusiveMaximum"      ExclusiveMaximum      Draft6..V1           Number               Assertion  Validation  "Validation §6.2.3"  "A number must be less than this.";
    "exclusiveMaximum"      ExclusiveMaximum      Draft4..Draft4       Flag                 Assertion  Validation  "draft 4 Validation §5.1.2" "A number must be less than maximum.";
    "minimum"               Minimum               Draft4..V1           Number               Assertion  Validation  "Validation §6.2.4"  "A number must be this at least.";
    "exclusiveMinimum"      ExclusiveMinimum      Draft6..V1           Number               Assertion  Validation  "Validation §6.2.5"  "A number must be greater than this.";
    "exclusiveMinimum"      ExclusiveMinimum      Draft4..Draft4       Flag                 Assertion  Validation  "draft 4 Validation §5.1.3" "A number must be greater than minimum.";
    "maxLength"             MaxLength             Draft4..V1           Count                Assertion  Validation  "Validation §6.3.1"  "A string must have so many characters at most.";
    "minLength"             MinLength             Draft4..V1           Count                Assertion  Validation  "Validation §6.3.2"  "A string must have so many characters at least.";
    "pattern"               Pattern               Draft4..V1           Pattern              Assertion  Validation  "Validation §6.3.3"  "A string must match this regular expression.";
    "maxItems"              MaxItems              Draft4..V1           Count                Assertion  Validation  "Validation §6.4.1"  "An array must have so many elements at most.";
    "minItems"              MinItems              Draft4..V1           Count                Assertion  Validation  "Validation §6.4.2"  "An array must have so many elements at least.";
    "uniqueItems"           UniqueItems           Draft4..V1           Flag                 Assertion  Validation  "Validation §6.4.3"  "No two elements of an array may be equal.";
    "maxProperties"         MaxProperties         Draft4..V1           Count                Assertion  Validation  "Validation §6.5.1"  "An object must have so many properties at most.";
    "minProperties"         MinProperties         Draft4..V1           Count                Assertion  Validation  "Validation §6.5.2"  "An object must have so many properties at least.";
    "required"              Required              Draft4..V1           Names                Assertion  Validation  "Validation §6.5.3"  "An object must have these properties.";
    "dependentRequired"     DependentRequired     Draft201909..V1      Requirements         Assertion  Validation  "Validation §6.5.4"  "Where a property is present, these must be.";
    "format"                Format                Draft4..V1           Text                 Assertion  Format      "Validation §7"      "A string must be of this format.";
    "contentEncoding"       ContentEncoding       Draft7..V1           Text                 Annotation Content     "Validation §8.3"    "Names the encoding of a string.";
    "contentMediaType"      ContentMediaType      Draft7..V1           Text                 Annotation Content     "Validation §8.4"    "Names the media type of a string.";
    "contentSchema"         ContentSchema         Draft201909..V1      Schema               Annotation Content     "Validation §8.5"    "Describes what a string encodes.";
    "title"                 Annotation            Draft4..V1           Text                 Annotation MetaData    "Validation §9.1"    "A name for people.";
    "description"           Annotation            Draft4..V1           Text                 Annotation MetaData    "Validation §9.1"    "An explanation for people.";
    "default"               Annotation            Draft4..V1           Value                Annotation MetaData    "Validation §9.2"    "A value to assume.";
    "deprecated"            Annotation            Draft201909..V1      Flag                 Annotation MetaData    "Validation §9.3"    "Whether the value should no longer be used.";
    "readOnly"              Annotation            Draft7..V1           Flag                 Annotation MetaData    "Validation §9.4"    "Whether only the owner of the value changes it.";
    "writeOnly"             Annotation            Draft7..V1           Flag                 Annotation MetaData    "Validation §9.4"    "Whether the value is never returned.";
    "examples"              Annotation            Draft6..V1           Values               Annotation MetaData    "Validation §9.5"    "Values that are valid.";
};

impl Facts {
    /// The facts of a keyword by its name in a release; `None` if that has none of it.
    pub fn of(name: &str, draft: Draft) -> Option<&'static Facts> {
        let mut rows = FACTS.iter();
        rows.find(|facts| facts.name == name && (facts.since..=facts.until).contains(&draft))
    }
}

impl Keyword {
    /// All keywords.
    const ALL: &[Keyword] = &[
        Keyword::Boolean,
        Keyword::Ref,
        Keyword::DynamicRef,
        Keyword::AllOf,
        Keyword::AnyOf,
        Keyword::OneOf,
        Keyword::Not,
        Keyword::If,
        Keyword::Then,
        Keyword::Else,
        Keyword::DependentSchemas,
        Keyword::PropertyDependencies,
        Keyword::Properties,
        Keyword::PatternProperties,
        Keyword::AdditionalProperties,
        Keyword::PropertyNames,
        Keyword::PrefixItems,
        Keyword::Items,
        Keyword::Contains,
        Keyword::MinContains,
        Keyword::MaxContains,
        Keyword::UnevaluatedItems,
        Keyword::UnevaluatedProperties,
        Keyword::Type,
        Keyword::Enum,
        Keyword::Const,
        Keyword::MultipleOf,
        Keyword::Maximum,
        Keyword::ExclusiveMaximum,
        Keyword::Minimum,
        Keyword::ExclusiveMinimum,
        Keyword::MaxLength,
        Keyword::MinLength,
        Keyword::Pattern,
        Keyword::MaxItems,
        Keyword::MinItems,
        Keyword::UniqueItems,
        Keyword::MaxProperties,
        Keyword::MinProperties,
        Keyword::Required,
        Keyword::DependentRequired,
        Keyword::Format,
        Keyword::ContentEncoding,
        Keyword::ContentMediaType,
        Keyword::ContentSchema,
        Keyword::Annotation,
    ];

    /// The keyword whose variant has this name.
    pub(crate) fn by_name(name: &str) -> Option<Keyword> {
        let mut all = Keyword::ALL.iter().copied();
        all.find(|keyword| format!("{keyword:?}") == name)
    }

    /// Whether it applies its schemas to the instance itself (Core §10.2).
    pub fn is_in_place(self) -> bool {
        matches!(
            self,
            Keyword::Ref
                | Keyword::DynamicRef
                | Keyword::AllOf
                | Keyword::AnyOf
                | Keyword::OneOf
                | Keyword::Not
                | Keyword::If
                | Keyword::Then
                | Keyword::Else
                | Keyword::DependentSchemas
                | Keyword::PropertyDependencies
        )
    }

    /// Whether it is evaluated by another keyword of its schema, or asserts nothing.
    pub(crate) fn is_idle(self) -> bool {
        matches!(
            self,
            Keyword::Then
                | Keyword::Else
                | Keyword::MinContains
                | Keyword::MaxContains
                | Keyword::Annotation
        )
    }

    /// Whether it asserts something of instances of a type (Validation §6: a keyword
    /// is about some types, and valid for all others).
    pub fn is_about(self, kind: Kind) -> bool {
        match self {
            Keyword::Properties
            | Keyword::PatternProperties
            | Keyword::AdditionalProperties
            | Keyword::PropertyNames
            | Keyword::DependentSchemas
            | Keyword::PropertyDependencies
            | Keyword::UnevaluatedProperties
            | Keyword::MaxProperties
            | Keyword::MinProperties
            | Keyword::Required
            | Keyword::DependentRequired => kind == Kind::Object,
            Keyword::PrefixItems
            | Keyword::Items
            | Keyword::Contains
            | Keyword::MinContains
            | Keyword::MaxContains
            | Keyword::UnevaluatedItems
            | Keyword::MaxItems
            | Keyword::MinItems
            | Keyword::UniqueItems => kind == Kind::Array,
            Keyword::MaxLength
            | Keyword::MinLength
            | Keyword::Pattern
            | Keyword::ContentEncoding
            | Keyword::ContentMediaType
            | Keyword::ContentSchema => kind == Kind::String,
            Keyword::MultipleOf
            | Keyword::Maximum
            | Keyword::ExclusiveMaximum
            | Keyword::Minimum
            | Keyword::ExclusiveMinimum => kind == Kind::Number,
            // Formats of the OpenAPI registry are about numbers.
            Keyword::Format => matches!(kind, Kind::String | Kind::Number),
            Keyword::Boolean
            | Keyword::Ref
            | Keyword::DynamicRef
            | Keyword::AllOf
            | Keyword::AnyOf
            | Keyword::OneOf
            | Keyword::Not
            | Keyword::If
            | Keyword::Then
            | Keyword::Else
            | Keyword::Type
            | Keyword::Enum
            | Keyword::Const
            | Keyword::Annotation => true,
        }
    }
}
