//! Turns bytes into the text of a schema: any bytes, and always the same text.
//!
//! Random bytes are no JSON, and random JSON is no schema: neither would come far into the
//! pipeline. Here every byte is a choice among the forms that are possible at this location;
//! the first one decides whether the schema is plain or bold, and how often a form is
//! impossible. The fuzz target shares this module with the test.

use vocabulary::{Form, KEYWORDS, OBJECT, PLAIN_TYPES, TYPES};

mod choices;
mod forms;
mod vocabulary;

/// Beyond this many schemas in a document, there are only small ones.
const MANY: usize = 80;

/// Whether a schema is plain, and its malice.
const TEMPERS: &[(bool, usize)] = &[
    (true, 0),
    (true, 1),
    (false, 0),
    (false, 0),
    (false, 4),
    (false, 64),
];

/// The text of a schema.
pub(crate) fn schema(bytes: &[u8]) -> String {
    let mut maker = Maker {
        bytes: bytes.iter(),
        text: String::new(),
        schemas: 0,
        plain: false,
        malice: 0,
    };
    let temper = maker.below(TEMPERS.len());
    (maker.plain, maker.malice) = TEMPERS[temper];
    maker.root();
    maker.text
}

struct Maker<'a> {
    /// The choices that are left.
    bytes: std::slice::Iter<'a, u8>,
    text: String,
    /// The number of schemas.
    schemas: usize,
    /// Whether it has but the keywords that every schema has.
    plain: bool,
    /// The number of 256 cases in which a form is not allowed at its location.
    malice: usize,
}

impl Maker<'_> {
    fn root(&mut self) {
        if self.malicious() {
            return self.value(0);
        }
        self.push("{");
        if !self.malicious() {
            self.key("$schema");
            self.push("\"https://json-schema.org/draft/2020-12/schema\"");
            self.key("title");
            self.push("\"Case\"");
        }
        self.root_type();
        if self.malicious() {
            self.nested();
        }
        self.key("$defs");
        self.push("{");
        for name in ["Part", "Other"] {
            self.key(name);
            self.object(1);
        }
        if !self.plain && self.one_in(4) {
            let name = self.definition();
            self.key(name);
            self.schema(1);
        }
        self.push("}}");
        if self.malicious() {
            self.damage();
        }
    }

    /// The root refers to the definitions, as what nothing refers to may be refused.
    fn root_type(&mut self) {
        if !self.plain {
            return self.keywords(0);
        }
        self.push(",\"type\":\"object\",\"properties\":{");
        self.push("\"part\":{\"$ref\":\"#/$defs/Part\"},\"other\":{\"$ref\":\"#/$defs/Other\"}");
        for name in ["first", "second", "third"] {
            self.key(name);
            self.schema(1);
        }
        self.push("}");
    }

    /// A schema as a person writes it, or one of any keywords.
    fn schema(&mut self, depth: usize) {
        self.schemas += 1;
        if self.malicious() {
            return self.value(depth);
        }
        if depth > 6 || self.schemas > MANY {
            return self.push("true");
        }
        match self.below(16) {
            0..=3 => {
                self.push("{\"$ref\":");
                self.form(Form::Reference, depth);
                self.push("}");
            }
            4 if !self.plain => {
                let truth = if self.one_in(2) { "false" } else { "true" };
                self.push(truth);
            }
            5 if !self.plain => self.object(depth),
            _ => {
                self.push("{");
                self.keywords(depth);
                self.push("}");
            }
        }
    }

    /// An object with properties.
    fn object(&mut self, depth: usize) {
        self.push("{\"type\":\"object\",\"properties\":");
        self.form(Form::Members, depth);
        if !self.plain && self.one_in(3) {
            self.any_keyword(depth);
        }
        self.push("}");
    }

    fn keywords(&mut self, depth: usize) {
        let types = if self.plain { PLAIN_TYPES } else { TYPES.len() };
        let (type_, own) = match depth {
            0 => OBJECT,
            _ => TYPES[self.below(types)],
        };
        self.key("type");
        self.quoted(type_);
        match type_ {
            "object" if depth == 0 || self.one_in(2) => {
                self.key("properties");
                self.form(Form::Members, depth);
            }
            "array" => {
                self.key("items");
                self.schema(depth + 1);
            }
            // Without these, a number is refused before all else.
            "integer" if self.plain || !self.one_in(4) => self.push(",\"format\":\"int64\""),
            "number" if self.plain || !self.one_in(4) => self.push(",\"format\":\"double\""),
            _ => {}
        }
        if self.plain {
            return;
        }
        if self.one_in(3) {
            let name = own[self.below(own.len())];
            let form = KEYWORDS.iter().find(|(other, _)| *other == name);
            self.key(name);
            self.form(form.map_or(Form::Value, |(_, form)| *form), depth);
        }
        while self.one_in(6) {
            self.any_keyword(depth);
        }
    }

    fn any_keyword(&mut self, depth: usize) {
        let (name, form) = KEYWORDS[self.below(KEYWORDS.len())];
        self.key(name);
        self.form(form, depth);
    }

    /// A schema in a schema in a schema, around what a reader still takes.
    fn nested(&mut self) {
        let levels = [5, 30, 60, 62, 100, 124, 130, 1_000][self.below(8)];
        let (open, close) = [
            ("{\"items\":", "}"),
            ("{\"not\":", "}"),
            ("{\"type\":\"array\",\"items\":", "}"),
            ("{\"allOf\":[", "]}"),
            ("{\"properties\":{\"a\":", "}}"),
            ("{\"$defs\":{\"a\":", "}}"),
            ("[", "]"),
        ][self.below(7)];
        let (keyword, _) = KEYWORDS[self.below(KEYWORDS.len())];
        self.key(keyword);
        let nested = format!("{}true{}", open.repeat(levels), close.repeat(levels));
        self.push(&nested);
    }

    /// Text that is perhaps no JSON any more.
    fn damage(&mut self) {
        let at = self.below(256) * self.text.len() / 256;
        let boundary = (0..=at).rev().find(|at| self.text.is_char_boundary(*at));
        let junk = ["", ",", "\u{feff}", "\"", "\\ud800", "}", "// c\n", "\u{0}"][self.below(8)];
        self.text.insert_str(boundary.unwrap_or_default(), junk);
    }
}
