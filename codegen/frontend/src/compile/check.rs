//! Checks of each keyword of a schema against the shape that its dialect requires: as
//! the meta-schema would, with a fix.

use std::collections::BTreeSet;

use exactschema::Kind;
use exactschema::schema::{Draft, Facts, Shape};

use super::dialect::Dialect;
use super::location::Location;
use super::registry::Registry;
use super::{argument, children};
use crate::decimal::Decimal;

/// The names that `type` may be set to.
pub(super) const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// Checks the keywords of a schema; not those of its subschemas.
pub(super) fn check<'a>(registry: &mut Registry<'a>, schema: &Location<'a>, dialect: Dialect) {
    let mut checker = Checker { registry, dialect };
    for member in schema.value.members() {
        let name = member.name.text();
        if let Some(facts) = dialect.facts(&name) {
            let at = schema.child(&name, member.value);
            checker.keyword(&at, facts);
            checker.companion(schema, &at, facts);
        }
    }
}

struct Checker<'r, 'a> {
    registry: &'r mut Registry<'a>,
    dialect: Dialect,
}

impl<'a> Checker<'_, 'a> {
    fn keyword(&mut self, at: &Location<'a>, facts: &Facts) {
        let name = facts.name;
        match facts.shape {
            Shape::Schema => self.schema(at, name),
            Shape::Schemas => self.schemas(at, name),
            Shape::SchemaOrSchemas => match at.value.kind() {
                Kind::Array => self.schemas(at, name),
                _ => self.schema(at, name),
            },
            Shape::Members => self.members(at, name),
            Shape::Patterns => {
                self.members(at, name);
                for member in at.value.members() {
                    let source = member.name.text();
                    self.pattern(&at.child(&source, member.value), &source);
                }
            }
            Shape::Dependencies => self.dependencies(at, name),
            Shape::PropertyDependencies => {
                if self.object(at, name) {
                    at.members()
                        .for_each(|(_, values)| self.members(&values, name));
                }
            }
            Shape::Count => self.count(at, name),
            Shape::Number => {
                self.expect(at, Kind::Number, || {
                    (format!("{name} must be a number"), "1")
                });
            }
            Shape::PositiveNumber => self.positive(at, name),
            Shape::Flag => {
                self.expect(at, Kind::Boolean, || {
                    (format!("{name} must be a boolean"), "true")
                });
            }
            Shape::Types => self.types(at),
            Shape::Values => self.values(at, facts),
            Shape::Value => self.value(at),
            Shape::Names => self.names(at, name),
            Shape::Requirements => {
                if self.object(at, name) {
                    at.members().for_each(|(_, names)| self.names(&names, name));
                }
            }
            Shape::Pattern => {
                if self.text(at, name) {
                    self.pattern(at, &at.value.text());
                }
            }
            Shape::Text | Shape::Reference => {
                self.text(at, name);
            }
            Shape::Identifier => self.identifier(at, name),
        }
    }

    /// Rejects the flags of draft 4 that need another keyword.
    fn companion(&mut self, schema: &Location<'a>, at: &Location<'a>, facts: &Facts) {
        let needed = match (self.dialect.draft, facts.name) {
            (Draft::Draft4, "exclusiveMinimum") => "minimum",
            (Draft::Draft4, "exclusiveMaximum") => "maximum",
            _ => return,
        };
        if schema.value.get(needed).is_none() {
            let message = format!("{} needs {needed} in draft 4", facts.name);
            self.registry
                .problem_at(at, message, format!("add {needed}"));
        }
    }

    /// Whether a value is of a type; a problem, in words and by an example, if not.
    fn expect(
        &mut self,
        at: &Location<'a>,
        kind: Kind,
        words: impl FnOnce() -> (String, &'static str),
    ) -> bool {
        let is_expected = at.value.kind() == kind;
        if !is_expected {
            let (message, example) = words();
            self.registry
                .problem_at(at, message, format!("write {example}, for example"));
        }
        is_expected
    }

    fn text(&mut self, at: &Location<'a>, name: &str) -> bool {
        self.expect(at, Kind::String, || {
            (format!("{name} must be a string"), "\"…\"")
        })
    }

    fn object(&mut self, at: &Location<'a>, name: &str) -> bool {
        self.expect(at, Kind::Object, || {
            (format!("{name} must be an object"), "{}")
        })
    }

    fn schema(&mut self, at: &Location<'a>, name: &str) {
        let is_boolean = at.value.kind() == Kind::Boolean;
        if !children::is_schema(at) || is_boolean && !self.dialect.allows_boolean(name) {
            self.registry.refuse_schema(at);
        }
    }

    fn schemas(&mut self, at: &Location<'a>, name: &str) {
        if !self.expect(at, Kind::Array, || {
            (format!("{name} must be a list of schemas"), "[{}]")
        }) {
            return;
        }
        if at.value.is_empty() {
            let message = format!("{name} must not be empty");
            self.registry
                .problem_at(at, message, "add a schema, or remove the keyword");
        }
        at.elements()
            .for_each(|element| self.schema(&element, name));
    }

    fn members(&mut self, at: &Location<'a>, name: &str) {
        if self.object(at, name) {
            at.members()
                .for_each(|(_, member)| self.schema(&member, name));
        }
    }

    fn dependencies(&mut self, at: &Location<'a>, name: &str) {
        if !self.object(at, name) {
            return;
        }
        for (_, member) in at.members() {
            match member.value.kind() {
                Kind::Array => self.names(&member, name),
                _ => self.schema(&member, name),
            }
        }
    }

    fn count(&mut self, at: &Location<'a>, name: &str) {
        if argument::count(at.value).is_none() {
            let message = format!("{name} must be an integer that is not negative");
            self.registry
                .problem_at(at, message, "write 1, for example");
        }
    }

    fn positive(&mut self, at: &Location<'a>, name: &str) {
        let is_positive =
            at.value.kind() == Kind::Number && Decimal::new(at.value.source()) > Decimal::new("0");
        if !is_positive {
            let message = format!("{name} must be a number above zero");
            self.registry
                .problem_at(at, message, "write 0.01, for example");
        }
    }

    fn types(&mut self, at: &Location<'a>) {
        match at.value.kind() {
            Kind::String => self.type_name(at),
            Kind::Array => {
                if at.value.is_empty() {
                    let fix = "add a type, or remove the keyword";
                    self.registry
                        .problem_at(at, "type must not be an empty list", fix);
                }
                at.elements().for_each(|name| self.type_name(&name));
                self.unique(at);
            }
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Object => {
                let message = "type must be the name of a type, or a list of names";
                let fix = format!("write one of {}", TYPES.join(", "));
                self.registry.problem_at(at, message, fix);
            }
        }
    }

    fn type_name(&mut self, at: &Location<'a>) {
        let all = || format!("write one of {}", TYPES.join(", "));
        if at.value.kind() != Kind::String {
            let message = "the name of a type must be a string";
            self.registry.problem_at(at, message, all());
            return;
        }
        let name = at.value.text();
        if !TYPES.contains(&&*name) {
            let near = crate::suggest::nearest(&name, TYPES.into_iter());
            let fix = near.map_or_else(all, |near| format!("did you mean {near:?}?"));
            self.registry
                .problem_at(at, format!("there is no type {name:?}"), fix);
        }
    }

    fn values(&mut self, at: &Location<'a>, facts: &Facts) {
        let name = facts.name;
        if self.expect(at, Kind::Array, || {
            (format!("{name} must be a list of values"), "[1]")
        }) {
            at.elements().for_each(|value| self.value(&value));
        }
    }

    /// Rejects values that are nested too deep to be compared.
    fn value(&mut self, at: &Location<'a>) {
        let is_nested = matches!(at.value.kind(), Kind::Array | Kind::Object);
        if is_nested && argument::one(at.value).is_none() {
            let fix = format!("nest it no deeper than {} levels", 127);
            self.registry
                .problem_at(at, "this value cannot be read", fix);
        }
    }

    fn names(&mut self, at: &Location<'a>, name: &str) {
        if !self.expect(at, Kind::Array, || {
            (format!("{name} must be a list of names"), "[\"a\"]")
        }) {
            return;
        }
        for element in at.elements() {
            self.expect(&element, Kind::String, || {
                (format!("a name in {name} must be a string"), "\"a\"")
            });
        }
        if at.value.is_empty() && self.dialect.draft == Draft::Draft4 {
            let message = format!("{name} must not be empty in draft 4");
            self.registry.problem_at(at, message, "remove it");
        }
        self.unique(at);
    }

    /// Rejects equal strings in a list.
    fn unique(&mut self, at: &Location<'a>) {
        let mut known = BTreeSet::new();
        for element in at.elements() {
            if element.value.kind() == Kind::String && !known.insert(element.value.text()) {
                let message = format!("{:?} is in the list twice", element.value.text());
                self.registry.problem_at(&element, message, "remove it");
            }
        }
    }

    fn pattern(&mut self, at: &Location<'a>, source: &str) {
        if let Err(why) = self.registry.pattern(source) {
            let is_unsupported = exactschema::runtime::pattern::parse(source).is_ok();
            let (verb, fix) = match is_unsupported {
                true => (
                    "unsupported",
                    "write it without that, or as several patterns",
                ),
                false => ("refused", "write a regular expression of ECMA-262"),
            };
            let message = format!("the regular expression {source:?} is {verb}: {why}");
            self.registry.problem_at(at, message, fix);
        }
    }

    fn identifier(&mut self, at: &Location<'a>, name: &str) {
        match name {
            "$recursiveAnchor" => {
                self.expect(at, Kind::Boolean, || {
                    (format!("{name} must be a boolean"), "true")
                });
            }
            "$vocabulary" => {
                if self.object(at, name) {
                    for (_, required) in at.members() {
                        self.expect(&required, Kind::Boolean, || {
                            (
                                "whether a vocabulary is required must be a boolean".to_owned(),
                                "true",
                            )
                        });
                    }
                }
            }
            "$anchor" | "$dynamicAnchor" => {
                if self.text(at, name) && !is_anchor(&at.value.text(), self.dialect.draft) {
                    let message = format!(
                        "{name} must be a letter, and then letters, digits, hyphens, underscores \
                         and periods"
                    );
                    self.registry
                        .problem_at(at, message, "write \"name\", for example");
                }
            }
            _ => {
                self.text(at, name);
            }
        }
    }
}

/// Whether a text is the name of an anchor (Core §8.2.2).
fn is_anchor(text: &str, draft: Draft) -> bool {
    let is_old = draft == Draft::Draft201909;
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_' && !is_old;
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c) || c == ':' && is_old;
    text.starts_with(begins) && text.chars().all(goes_on)
}
