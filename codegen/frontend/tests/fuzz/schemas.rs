//! Turns bytes into a schema: any bytes, and always the same schema.
//!
//! Random bytes are no JSON, and random JSON is hardly a schema. Here every byte is a
//! choice: of a keyword, of what its shape allows, and now and then of something else.

use exactschema::schema::keyword::FACTS;
use exactschema::schema::{Draft, Shape};

const NAMES: [&str; 5] = ["a", "b", "ab", "c~/%", ""];

const VALUES: [&str; 12] = [
    "null",
    "true",
    "-1",
    "2.5",
    "1e999",
    "\"a\"",
    "\"\\ud800\"",
    "[]",
    "{}",
    "[{}]",
    "[\"a\",\"a\"]",
    "{\"a\":{\"$ref\":\"#\"}}",
];

const REFERENCES: [&str; 14] = [
    "#",
    "#a",
    "#/$defs/a",
    "#/definitions/b",
    "#/properties/a",
    "#/allOf/0",
    "#/x-a/0",
    "b",
    "b#a",
    "http://x.example/b#/$defs/a",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2020-12/schema",
    "#/%zz",
    "//[",
];

const PATTERNS: [&str; 8] = [
    "^a",
    "b$",
    "",
    "(a|b)*",
    "\\\\d{2,}",
    "(?=a)",
    "[",
    "\\\\p{L}",
];

/// A dialect, and the text of a schema.
pub(crate) fn schema(bytes: &[u8]) -> (Draft, String) {
    let mut maker = Maker {
        bytes: bytes.iter(),
        text: String::new(),
        draft: Draft::V1,
        malice: 0,
    };
    maker.draft = *maker.one(Draft::ALL);
    maker.malice = *maker.one(&[0, 0, 2, 20]);
    maker.object(4);
    (maker.draft, maker.text)
}

struct Maker<'a> {
    /// The choices that are left.
    bytes: std::slice::Iter<'a, u8>,
    text: String,
    draft: Draft,
    /// In how many of 256 cases something is what no schema allows.
    malice: u8,
}

impl Maker<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or_default()
    }

    fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count
    }

    fn one<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        self.text.push_str(text);
        self.text.push('"');
    }

    /// Members with these names.
    fn members(&mut self, names: &[&str], mut value: impl FnMut(&mut Self, &str)) {
        let first = self.below(names.len());
        let count = self.below(3).min(names.len() - first);
        self.push("{");
        for (at, name) in names[first..first + count].iter().enumerate() {
            if at > 0 {
                self.push(",");
            }
            self.quoted(name);
            self.push(":");
            value(self, name);
        }
        self.push("}");
    }

    fn list(&mut self, mut value: impl FnMut(&mut Self)) {
        self.push("[");
        for at in 0..=self.below(3) {
            if at > 0 {
                self.push(",");
            }
            value(self);
        }
        self.push("]");
    }

    fn schema(&mut self, depth: usize) {
        match self.below(6) {
            0 => self.push("true"),
            1 => self.push("false"),
            _ => self.object(depth),
        }
    }

    /// An object of a few keywords, most of them of the dialect.
    fn object(&mut self, depth: usize) {
        let count = if depth == 0 { 1 } else { 1 + self.below(5) };
        let mut names: Vec<&str> = Vec::new();
        self.push("{");
        for _ in 0..count {
            let facts = self.one(FACTS);
            let is_known = (facts.since..=facts.until).contains(&self.draft);
            let is_schema = facts.name == "$schema" || facts.name == "$vocabulary";
            let is_left_out = !is_known && self.byte() > 8 || is_schema && self.byte() > 8;
            if is_left_out || names.contains(&facts.name) {
                continue;
            }
            if !names.is_empty() {
                self.push(",");
            }
            names.push(facts.name);
            self.quoted(facts.name);
            self.push(":");
            match self.byte() < self.malice {
                true => {
                    let value = self.one(&VALUES);
                    self.push(value);
                }
                false => self.value(facts.name, facts.shape, depth.saturating_sub(1)),
            }
        }
        if depth == 4 {
            for name in ["$defs", "definitions"] {
                if !names.contains(&name) {
                    let comma = if names.is_empty() { "" } else { "," };
                    names.push(name);
                    self.push(comma);
                    self.quoted(name);
                    self.push(":{\"a\":");
                    self.schema(1);
                    self.push(",\"b\":");
                    self.schema(1);
                    self.push("}");
                }
            }
        }
        self.push("}");
    }

    /// A value of a keyword.
    fn value(&mut self, name: &str, shape: Shape, depth: usize) {
        match shape {
            Shape::Schema => self.schema(depth),
            Shape::Schemas => self.list(|maker| maker.schema(depth)),
            Shape::SchemaOrSchemas => match self.below(2) {
                0 => self.schema(depth),
                _ => self.list(|maker| maker.schema(depth)),
            },
            Shape::Members => self.members(&NAMES, |maker, _| maker.schema(depth)),
            Shape::Patterns => self.members(&PATTERNS, |maker, _| maker.schema(depth)),
            Shape::Dependencies => self.members(&NAMES, |maker, _| match maker.below(2) {
                0 => maker.push("[\"a\"]"),
                _ => maker.schema(depth),
            }),
            Shape::PropertyDependencies => self.members(&NAMES, |maker, _| {
                maker.members(&NAMES, |maker, _| maker.schema(depth));
            }),
            Shape::Count => self.push_one(&["0", "1", "2", "3.0", "1e400"]),
            Shape::Number => self.push_one(&["0", "-1.5", "2", "1e-7", "1e999"]),
            Shape::PositiveNumber => self.push_one(&["1", "0.1", "2.5", "1e-400"]),
            Shape::Flag => self.push_one(&["true", "false"]),
            Shape::Types => self.push_one(&[
                "\"null\"",
                "\"integer\"",
                "\"object\"",
                "\"array\"",
                "[\"string\",\"number\"]",
                "[\"object\",\"array\"]",
            ]),
            Shape::Values => self.list(|maker| maker.push_one(&VALUES)),
            Shape::Value => self.push_one(&VALUES),
            Shape::Names => self.push_one(&["[]", "[\"a\"]", "[\"a\",\"b\"]"]),
            Shape::Requirements => self.members(&NAMES, |maker, _| maker.push("[\"b\"]")),
            Shape::Pattern => {
                let pattern = self.one(&PATTERNS);
                self.quoted(pattern);
            }
            Shape::Text => {
                self.push_one(&["\"date\"", "\"base64\"", "\"application/json\"", "\"x\""])
            }
            Shape::Reference => {
                let reference = self.one(&REFERENCES);
                self.quoted(reference);
            }
            Shape::Identifier => match name {
                "$recursiveAnchor" => self.push_one(&["true", "false"]),
                "$anchor" | "$dynamicAnchor" => self.push_one(&["\"a\"", "\"b\""]),
                "$vocabulary" => self.push("{\"http://x.example/v\":false}"),
                "$schema" => {
                    let draft = self.one(Draft::ALL);
                    self.quoted(draft.uri());
                }
                _ => self.push_one(&["\"http://x.example/a\"", "\"b\"", "\"#a\"", "\"c/d\""]),
            },
        }
    }

    fn push_one(&mut self, all: &[&str]) {
        let one = self.one(all);
        self.push(one);
    }
}
