//! The values of keywords.

use super::Maker;
use super::vocabulary::{
    DEFINITIONS, FORMATS, Form, GOOD_NUMBERS, NUMBERS, PATTERNS, PLAIN_PROPERTIES, PROPERTIES,
    REFERENCES, TEXTS, TYPES,
};

impl Maker<'_> {
    /// A value of the right form, or a hostile one.
    pub(super) fn form(&mut self, form: Form, depth: usize) {
        if self.malicious() {
            return self.value(depth);
        }
        let length = self.below(4);
        match form {
            Form::Schema => self.schema(depth + 1),
            Form::Schemas => self.list(length, |maker| maker.schema(depth + 1)),
            Form::Members => self.members(length, |maker| maker.schema(depth + 1)),
            Form::Names => self.list(length, Self::property),
            Form::NamesByName => self.members(length, |maker| maker.list(2, Self::property)),
            Form::Vocabulary => self.members(length, |maker| maker.push("true")),
            Form::Text => self.any_of(TEXTS),
            Form::Format => self.any_of(FORMATS),
            Form::Pattern => self.any_of(PATTERNS),
            Form::Identifier => self.any_of(DEFINITIONS),
            Form::Reference => match self.below(4) {
                0 => self.push("\"#/$defs/Part\""),
                choice if choice == 1 || self.plain => self.push("\"#/$defs/Other\""),
                2 => self.push("\"#\""),
                _ => self.any_of(REFERENCES),
            },
            Form::Type => {
                if self.one_in(2) {
                    self.list(length, Self::type_);
                } else {
                    self.type_();
                }
            }
            Form::Count => {
                let count = self.below(5).to_string();
                self.push(&count);
            }
            Form::Number => {
                let number = NUMBERS[self.below(GOOD_NUMBERS)];
                self.push(number);
            }
            Form::Flag => self.push(if length == 0 { "false" } else { "true" }),
            Form::Value => self.value(depth),
            Form::Values => self.list(length, |maker| maker.value(depth + 1)),
        }
    }

    /// An object whose names are those of properties.
    pub(super) fn members(&mut self, length: usize, mut value: impl FnMut(&mut Self)) {
        self.push("{");
        // As a rule no name occurs twice: the first choice is followed by the next.
        let first = self.below(PROPERTIES.len());
        for index in 0..=length {
            let step = if self.malicious() { 0 } else { index };
            // Words more often than not, so that the rest counts too.
            let end = if self.plain {
                PLAIN_PROPERTIES
            } else {
                PROPERTIES.len()
            };
            self.key(PROPERTIES[(first + step) % end]);
            value(self);
        }
        self.push("}");
    }

    pub(super) fn any_of(&mut self, words: &[&str]) {
        let word = words[self.below(words.len())];
        self.quoted(word);
    }

    pub(super) fn property(&mut self) {
        self.any_of(PROPERTIES);
    }

    pub(super) fn definition(&mut self) -> &'static str {
        DEFINITIONS[self.below(DEFINITIONS.len())]
    }

    pub(super) fn type_(&mut self) {
        let (name, _) = TYPES[self.below(TYPES.len())];
        self.quoted(name);
    }

    /// Any value at all.
    pub(super) fn value(&mut self, depth: usize) {
        let length = if depth < 6 { self.below(4) } else { 0 };
        match self.below(8) {
            0 => self.push("null"),
            1 => self.push(if length == 0 { "false" } else { "true" }),
            2 => {
                let end = if self.malicious() {
                    NUMBERS.len()
                } else {
                    GOOD_NUMBERS
                };
                let number = NUMBERS[self.below(end)];
                self.push(number);
            }
            3 => self.any_of(TEXTS),
            4 => self.property(),
            5 => self.list(length, |maker| maker.value(depth + 1)),
            6 => self.members(length, |maker| maker.value(depth + 1)),
            _ => self.any_of(DEFINITIONS),
        }
    }
}
