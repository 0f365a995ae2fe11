//! Warnings about keywords that are allowed, but probably mistakes.

use std::collections::BTreeSet;

use exactschema::Kind;
use exactschema::document::Instance;
use exactschema::schema::keyword::FACTS;
use exactschema::schema::{Draft, Facts, Keyword, Role, Types};

use super::dialect::Dialect;
use super::location::Location;
use super::registry::{Registry, text};
use super::{argument, format, lower};
use crate::decimal::Decimal;
use crate::suggest::{nearest, slip};

/// Warns about one schema; not about its subschemas.
pub(super) fn lint<'a>(registry: &mut Registry<'a>, schema: &Location<'a>, dialect: Dialect) {
    let mut lint = Lint {
        registry,
        schema,
        dialect,
    };
    if dialect.references_stand_alone() && text(schema, "$ref").is_some() {
        lint.beside_reference();
        return;
    }
    let types = schema.value.get("type").and_then(argument::types);
    let types = types.filter(|_| dialect.facts("type").is_some());
    for member in schema.value.members() {
        let name = member.name.text();
        match dialect.facts(&name) {
            Some(facts) => lint.keyword(facts, &schema.child(&name, member.value), types),
            None => lint.unknown(&name, &schema.child(&name, member.value)),
        }
    }
    lint.bounds();
}

/// Warns about a document in which nothing is a keyword, nor like one: it may be of another kind.
pub(super) fn foreign<'a>(registry: &mut Registry<'a>, root: &Location<'a>) {
    let dialect = registry.resources[root.resource].dialect;
    let mut names = root
        .value
        .members()
        .map(|member| member.name.text())
        .peekable();
    let is_named = names.peek().is_some() && !registry.report.has_warnings();
    let is_known =
        |name: &str| name == "$schema" || name.starts_with("x-") || dialect.facts(name).is_some();
    if !is_named || names.any(|name| is_known(&name)) {
        return;
    }
    let of_api = ["openapi", "swagger"]
        .iter()
        .find(|name| text(root, name).is_some());
    let (message, fix) = match of_api {
        Some(_) => (
            "this is an OpenAPI document and no schema, by which every value is valid",
            "import it, or name a schema that refers to one in it, such as {'$ref': 'FILE#/components/schemas/NAME'}",
        ),
        None => (
            "nothing here is a keyword of JSON Schema, so that every value is valid",
            "name the file of the schema that is meant, or declare this one by $schema",
        ),
    };
    registry.warn_at(root, message, fix);
}

struct Lint<'r, 'a> {
    registry: &'r mut Registry<'a>,
    schema: &'r Location<'a>,
    dialect: Dialect,
}

impl<'a> Lint<'_, 'a> {
    fn warn(&mut self, name: &str, message: impl Into<String>, fix: impl Into<String>) {
        self.registry.warn_property(self.schema, name, message, fix);
    }

    fn has(&self, name: &str) -> bool {
        self.schema.value.get(name).is_some()
    }

    /// Until draft 7, keywords beside a reference are ignored.
    fn beside_reference(&mut self) {
        let (schema, dialect) = (self.schema, self.dialect);
        for member in schema.value.members() {
            let name = member.name.text();
            let facts = dialect.facts(&name).filter(|facts| facts.name != "$ref");
            let acts = |facts: &&Facts| matches!(facts.role, Role::Applicator | Role::Assertion);
            if facts.filter(acts).is_some() {
                let message = format!("{name} has no effect beside $ref in {}", dialect.draft);
                let at = schema.child(&name, member.value);
                let fix = "put the reference into allOf";
                self.registry.warn_at(&at, message, fix);
            }
        }
    }

    fn unknown(&mut self, name: &str, at: &Location<'a>) {
        // Extensions are marked by their prefix as no keywords (v1 Core §6.5).
        if name.starts_with("x-") {
            return;
        }
        let mut others = FACTS.iter().filter(|facts| facts.name == name);
        if let Some(other) = others.next() {
            let draft = self.dialect.draft;
            // A meta-schema leaves it out, or it never has an effect.
            let is_left_out = (other.since..=other.until).contains(&draft);
            if is_left_out || other.role == Role::Annotation {
                return;
            }
            let message = format!("{name} has no effect in {draft}");
            let releases = match other.since > draft {
                true => format!("{name} needs {} or later", other.since),
                false => format!("{name} is defined until {}", other.until),
            };
            self.registry.warn_at(at, message, releases);
            return;
        }
        let draft = self.dialect.draft;
        let names = FACTS
            .iter()
            .filter(|facts| (facts.since..=facts.until).contains(&draft));
        if let Some(near) = slip(name, names.map(|facts| facts.name)) {
            let message = format!("there is no keyword {name}: it asserts nothing");
            let fix = format!("did you mean {near}?");
            self.registry.warn_at(at, message, fix);
        } else if draft == Draft::V1 {
            // Its Core §6.5; its tests have such names all the same.
            let message = format!("there is no keyword {name}, and v1 takes no other names");
            self.registry
                .warn_at(at, message, format!("write x-{name}"));
        }
    }

    fn keyword(&mut self, facts: &'static Facts, at: &Location<'a>, types: Option<Types>) {
        let (name, value) = (facts.name, at.value);
        self.without_effect(name);
        match facts.keyword {
            Keyword::Format if value.kind() == Kind::String => self.format(&value.text()),
            Keyword::Enum => self.values(at, types),
            Keyword::Const => self.excluded(at, types),
            _ => {}
        }
        let is_text = matches!(name, "description" | "title") && value.kind() == Kind::String;
        if is_text && value.text().trim().is_empty() {
            self.warn(name, format!("{name} is empty"), "write one, or remove it");
        }
        let Some(types) = types else {
            return;
        };
        let is_about = |kind| includes(types, kind) && facts.keyword.is_about(kind);
        if facts.role != Role::Identifier && !KINDS.into_iter().any(is_about) {
            let types: Vec<&str> = types.names().collect();
            let message = format!(
                "{name} has no effect on values of type {}",
                types.join(", ")
            );
            self.warn(name, message, "remove it, or add the type that it is about");
        }
    }

    /// Keywords that go with another one.
    fn without_effect(&mut self, name: &'static str) {
        let (needed, is_present): (&str, bool) = match name {
            "then" | "else" => ("if", self.has("if")),
            // Later, it collects annotations by itself.
            "if" if self.dialect.draft == Draft::Draft7 => {
                ("then or else", self.has("then") || self.has("else"))
            }
            "minContains" | "maxContains" => ("contains", self.has("contains")),
            "additionalItems" => ("a list at items", lower::has_item_list(self.schema)),
            "contentSchema" => ("contentMediaType", self.has("contentMediaType")),
            _ => return,
        };
        if !is_present {
            let message = format!("{name} has no effect without {needed}");
            self.warn(name, message, format!("add {needed}, or remove {name}"));
        }
    }

    fn format(&mut self, name: &str) {
        let draft = self.dialect.draft;
        let fix = match format::since(name) {
            _ if format::format(name, self.dialect).is_some() => return,
            Some(since) if since > draft => format!("{name:?} needs {since} or later"),
            // Releases no longer define it, or only the registry of OpenAPI has it.
            _ if format::names().any(|known| known == name) => return,
            _ => match nearest(name, format::names()) {
                Some(near) => format!("did you mean {near:?}?"),
                None => "remove it, or use a pattern".to_owned(),
            },
        };
        let message = format!("there is no format {name:?} in {draft}: it asserts nothing");
        self.warn("format", message, fix);
    }

    /// Values that are listed twice, or that `type` excludes.
    fn values(&mut self, list: &Location<'a>, types: Option<Types>) {
        if list.value.kind() == Kind::Array && list.value.is_empty() {
            self.warn("enum", "enum is empty: no value is valid", "add a value");
        }
        let mut known = BTreeSet::new();
        for value in list.elements() {
            self.excluded(&value, types);
            let canonical = argument::one(value.value).map(|_| canonical(value.value));
            if canonical.is_some_and(|canonical| !known.insert(canonical)) {
                let fix = "remove it";
                self.registry
                    .warn_at(&value, "this value is in enum twice", fix);
            }
        }
    }

    /// Warns of a value that `type` excludes.
    fn excluded(&mut self, value: &Location<'a>, types: Option<Types>) {
        let Some(types) = types else {
            return;
        };
        let kind = value.value.kind();
        let is_integer = || Decimal::new(value.value.source()).is_integer();
        let is_included = match kind {
            Kind::Number if !types.includes(kind) => types.includes_integers() && is_integer(),
            kind => types.includes(kind),
        };
        if !is_included {
            let types: Vec<&str> = types.names().collect();
            let message = format!(
                "this value is not of type {}: it is never valid",
                types.join(", ")
            );
            self.registry
                .warn_at(value, message, "remove it, or add its type");
        }
    }

    /// Bounds that another bound makes moot, or that nothing satisfies.
    fn bounds(&mut self) {
        let (low, high) = match self.dialect.draft {
            Draft::Draft4 => (self.number("minimum"), self.number("maximum")),
            _ => (self.lower_bound(), self.upper_bound()),
        };
        if low.is_some() && high.is_some() && low > high {
            let name = if self.has("maximum") {
                "maximum"
            } else {
                "exclusiveMaximum"
            };
            self.warn(
                name,
                "the maximum is below the minimum: no number is valid",
                "swap them",
            );
        }
        for (least, most) in [
            ("minLength", "maxLength"),
            ("minItems", "maxItems"),
            ("minProperties", "maxProperties"),
            ("minContains", "maxContains"),
        ] {
            if let (Some(low), Some(high)) = (self.number(least), self.number(most))
                && low > high
            {
                let message = format!("{most} is below {least}: nothing satisfies both");
                self.warn(most, message, "swap them");
            }
        }
    }

    fn lower_bound(&mut self) -> Option<Decimal> {
        let (bound, exclusive) = (self.number("minimum"), self.number("exclusiveMinimum"));
        if let (Some(bound), Some(exclusive)) = (&bound, &exclusive) {
            match bound > exclusive {
                true => self.moot("exclusiveMinimum", "minimum"),
                false => self.moot("minimum", "exclusiveMinimum"),
            }
        }
        bound.max(exclusive)
    }

    fn upper_bound(&mut self) -> Option<Decimal> {
        let (bound, exclusive) = (self.number("maximum"), self.number("exclusiveMaximum"));
        if let (Some(bound), Some(exclusive)) = (&bound, &exclusive) {
            match bound < exclusive {
                true => self.moot("exclusiveMaximum", "maximum"),
                false => self.moot("maximum", "exclusiveMaximum"),
            }
        }
        match (bound, exclusive) {
            (Some(bound), Some(exclusive)) => Some(bound.min(exclusive)),
            (bound, exclusive) => bound.or(exclusive),
        }
    }

    fn moot(&mut self, name: &str, other: &str) {
        let message = format!("{name} has no effect: {other} is stricter");
        self.warn(name, message, "remove it");
    }

    fn number(&self, name: &str) -> Option<Decimal> {
        let value = self.schema.value.get(name)?;
        self.dialect.facts(name)?;
        (value.kind() == Kind::Number).then(|| Decimal::new(value.source()))
    }
}

/// One text for all values that are equal. Their depth is limited: they have been read.
fn canonical(value: Instance<'_>) -> String {
    match value.kind() {
        Kind::Null | Kind::Boolean => value.source().to_owned(),
        Kind::Number => Decimal::new(value.source()).to_string(),
        Kind::String => format!("{:?}", value.text()),
        Kind::Array => {
            let elements: Vec<String> = value.elements().map(canonical).collect();
            format!("[{}]", elements.join(","))
        }
        Kind::Object => {
            let members = value.members();
            let members = members.map(|member| {
                let name = canonical(member.name);
                format!("{name}:{}", canonical(member.value))
            });
            let members: BTreeSet<String> = members.collect();
            let members: Vec<String> = members.into_iter().collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

const KINDS: [Kind; 6] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
];

fn includes(types: Types, kind: Kind) -> bool {
    types.includes(kind) || kind == Kind::Number && types.includes_integers()
}
