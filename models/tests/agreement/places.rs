//! A document as text, with the place of everything in it.

use std::collections::BTreeSet;

use exactschema_sample::RawJson;

use crate::oracle::text;

/// Where the values and the names of a document are in its text: their pointers, and
/// the offsets of their beginnings and ends.
#[derive(Default)]
pub(crate) struct Places {
    pub(crate) values: BTreeSet<(String, (usize, usize))>,
    pub(crate) names: BTreeSet<(String, (usize, usize))>,
}

impl Places {
    /// Prints a document with white space of every kind.
    pub(crate) fn print(document: &RawJson) -> (String, Places) {
        let mut printer = Printer::default();
        printer.space();
        printer.value("", document);
        printer.space();
        (printer.text, printer.places)
    }
}

#[derive(Default)]
struct Printer {
    text: String,
    places: Places,
    spaces: usize,
}

impl Printer {
    fn space(&mut self) {
        const SPACES: [&str; 7] = ["", " ", "\n", "", "\r\n\t", "", "\n\n  "];
        self.text += SPACES[self.spaces % SPACES.len()];
        self.spaces += 1;
    }

    fn value(&mut self, pointer: &str, value: &RawJson) {
        let start = self.text.len();
        match value {
            RawJson::Word(word) => self.text += word,
            RawJson::String(spelling) => self.quoted(spelling),
            RawJson::Array(elements) => {
                self.text.push('[');
                self.space();
                for (index, element) in elements.iter().enumerate() {
                    self.comma(index);
                    self.value(&format!("{pointer}/{index}"), element);
                    self.space();
                }
                self.text.push(']');
            }
            RawJson::Object(properties) => {
                self.text.push('{');
                self.space();
                for (index, (name, value)) in properties.iter().enumerate() {
                    self.comma(index);
                    self.property(pointer, name, value);
                    self.space();
                }
                self.text.push('}');
            }
        }
        let span = (start, self.text.len());
        self.places.values.insert((pointer.to_owned(), span));
    }

    fn property(&mut self, pointer: &str, name: &str, value: &RawJson) {
        // Half of a surrogate pair has no place in a pointer.
        let segment = text(name).unwrap_or_else(|| "\u{fffd}".to_owned());
        let segment = segment.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{pointer}/{segment}");
        let start = self.text.len();
        self.quoted(name);
        self.places
            .names
            .insert((pointer.clone(), (start, self.text.len())));
        self.space();
        self.text.push(':');
        self.space();
        self.value(&pointer, value);
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
            self.space();
        }
    }

    fn quoted(&mut self, spelling: &str) {
        self.text.push('"');
        self.text += spelling;
        self.text.push('"');
    }
}
