//! A JSON document that need not be a good one.

/// JSON as it is written: names may repeat, and numbers and strings are kept
/// as they are spelled.
#[derive(Clone, Debug, PartialEq)]
pub enum RawJson {
    /// A null, boolean or number, as it is spelled.
    Word(String),
    /// A string, as it is spelled between its quotes.
    String(String),
    /// An array.
    Array(Vec<RawJson>),
    /// An object. The names are as spelled between their quotes.
    Object(Vec<(String, RawJson)>),
}

impl RawJson {
    /// A string of this value, spelled in the shortest way.
    pub fn text(value: &str) -> Self {
        RawJson::String(spell(value))
    }

    /// A word.
    pub fn word(word: &str) -> Self {
        RawJson::Word(word.to_owned())
    }

    /// The document as text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.print_to(&mut text);
        text
    }

    fn print_to(&self, text: &mut String) {
        match self {
            RawJson::Word(word) => text.push_str(word),
            RawJson::String(spelling) => quote(spelling, text),
            RawJson::Array(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    element.print_to(text);
                }
                text.push(']');
            }
            RawJson::Object(properties) => {
                text.push('{');
                for (index, (name, value)) in properties.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    quote(name, text);
                    text.push(':');
                    value.print_to(text);
                }
                text.push('}');
            }
        }
    }

    /// The number of values in the document, including itself.
    pub fn size(&self) -> usize {
        1 + match self {
            RawJson::Word(_) | RawJson::String(_) => 0,
            RawJson::Array(elements) => elements.iter().map(RawJson::size).sum(),
            RawJson::Object(properties) => properties.iter().map(|(_, value)| value.size()).sum(),
        }
    }

    /// The value with this number, when they are counted from the outside in
    /// and from the first to the last; the document itself is number 0.
    pub fn nth(&mut self, mut number: usize) -> Option<&mut RawJson> {
        if number == 0 {
            return Some(self);
        }
        number -= 1;
        let children: Vec<&mut RawJson> = match self {
            RawJson::Word(_) | RawJson::String(_) => Vec::new(),
            RawJson::Array(elements) => elements.iter_mut().collect(),
            RawJson::Object(properties) => properties.iter_mut().map(|(_, value)| value).collect(),
        };
        for child in children {
            let size = child.size();
            if number < size {
                return child.nth(number);
            }
            number -= size;
        }
        None
    }
}

/// A value as it is spelled between quotes.
pub(crate) fn spell(value: &str) -> String {
    let quoted = exactschema_frontend::json::quoted(value);
    quoted[1..quoted.len() - 1].to_owned()
}

fn quote(spelling: &str, text: &mut String) {
    text.push('"');
    text.push_str(spelling);
    text.push('"');
}
