//! The tables that the macros of the runtime take: how a type is read and written,
//! and what the macros implement for it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::item::{Is, Item};
use super::names::Names;
use super::rows::{inside, split};
use super::spelled::spelled;

/// The table of a type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The type.
    pub(super) type_: String,
    /// The macro, and which form of it: `newtype text`.
    macro_: String,
    /// The inner type of a newtype.
    base: Option<String>,
    /// The parts, one entry each.
    rows: Vec<String>,
    /// The meanings of the names.
    pub(super) names: Names,
    /// The definition, if it is that of one.
    pub(super) definition: Option<String>,
    /// The types of which an enum is built.
    from: Vec<String>,
    /// The constraints on values.
    constraints: Option<String>,
    /// The properties that `allOf` adds.
    all_of: Option<String>,
    /// Annotations, which are emitted and assert nothing.
    annotations: String,
}

/// The table of an item that is a macro of the runtime.
pub(super) fn read(item: &syn::Item) -> Option<Table> {
    let syn::Item::Macro(item) = item else {
        return None;
    };
    let macro_ = item.mac.path.segments.last()?.ident.to_string();
    let mut tokens = item.mac.tokens.clone().into_iter();
    let mut first = tokens.next()?.to_string();
    let macro_ = match macro_.as_str() {
        "newtype" | "union" => {
            let form = std::mem::replace(&mut first, tokens.next()?.to_string());
            format!("{macro_} {form}")
        }
        _ => macro_,
    };
    let mut table = Table {
        type_: first,
        macro_,
        ..Table::default()
    };
    // All after the name is a group, or a word and its value.
    let mut word = None;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => word = Some(ident.to_string()),
            token => table.take(word.take().as_deref(), &token),
        }
    }
    Some(table)
}

impl Table {
    fn take(&mut self, word: Option<&str>, token: &TokenTree) {
        let braces = inside(token, Delimiter::Brace);
        match (word, braces) {
            (Some("from"), Some(rows)) => {
                let held = split(rows).into_iter().filter_map(|row| {
                    let group = row.into_iter().last()?;
                    inside(&group, Delimiter::Parenthesis)
                });
                self.from = held.map(|type_| spelled(&type_)).collect();
            }
            (Some("all_of"), Some(branches)) => {
                self.all_of = Some(spelled(&branches));
                self.names.add_branches(branches);
            }
            (None, Some(rows)) => {
                let rows = split(rows);
                self.rows = rows.iter().map(spelled).collect();
                self.names.add_rows(&rows);
            }
            (Some("constraints"), None) => self.constraints = Some(spelled(token)),
            (Some("at"), None) if is_definition(token) => {
                self.definition = Some(token.to_string());
                self.annotations += &token.to_string();
            }
            _ => match inside(token, Delimiter::Parenthesis) {
                Some(base) => self.base = Some(base_of(base)),
                // The pointer of the schema, the keyword that lists, and annotations.
                None => self.annotations += &spelled(token),
            },
        }
    }

    /// Whether the same documents are read and written as by another table of the
    /// same type; where only the order differs in which properties are written,
    /// they are.
    pub(super) fn reads_as(&self, other: &Table) -> bool {
        let rows = |table: &Table| {
            let mut rows = table.rows.clone();
            if table.is_unordered() {
                rows.sort();
            }
            rows
        };
        let rest = |table: &Table| {
            (
                table.macro_.clone(),
                table.base.clone(),
                table.constraints.clone(),
            )
        };
        rest(self) == rest(other) && rows(self) == rows(other) && self.all_of == other.all_of
    }

    /// Whether the parts are written in the same order, if each value has several.
    pub(super) fn is_ordered_as(&self, other: &Table) -> bool {
        self.macro_ != "object" || self.rows == other.rows
    }

    /// Whether a field of an object is that of a property which may be absent.
    pub(super) fn is_optional(&self, field: &str) -> bool {
        let row = format!("=>{field}:optional");
        let mut rows = self.rows.iter().chain(&self.all_of);
        rows.any(|rows| rows.split(", ").any(|text| text.ends_with(&row)))
    }

    /// Whether the same annotations are emitted.
    pub(super) fn is_annotated_as(&self, other: &Table) -> bool {
        self.annotations == other.annotations
    }

    /// Of `anyOf` the first branch that fits is taken, and a tuple has places.
    fn is_unordered(&self) -> bool {
        !matches!(self.macro_.as_str(), "union any_of" | "tuple")
    }

    /// The items that the macro implements, beyond those of every type.
    pub(super) fn provides(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let base = self.base.as_deref().unwrap_or_default();
        if self.base.is_some() {
            items.push(self.method("into_inner", "Self", base));
            if !matches!(self.macro_.as_str(), "newtype text" | "newtype number") {
                items.push(self.method("as_inner", "&Self", &format!("&{base}")));
                items.push(self.implements(&format!("AsRef<{base}>")));
            }
            let path = format!("impl From<{}> for {base}", self.type_);
            items.push(Item::plain(&self.type_, path, Is::Impl));
            let checked = self.constraints.is_some() || self.macro_ == "intersection";
            let conversion = if checked { "TryFrom" } else { "From" };
            items.push(self.implements(&format!("{conversion}<{base}>")));
        }
        match self.macro_.as_str() {
            "newtype text" => {
                items.push(self.method("as_str", "&Self", "&str"));
                items
                    .extend(["AsRef<str>", "Display", "FromStr"].map(|name| self.implements(name)));
            }
            "newtype number" => {
                items.push(self.method("get", "Self", base));
                items.push(self.implements("Display"));
            }
            "text_constants" => {
                items.push(self.method("as_str", "&Self", "&str"));
                items.extend(["Display", "FromStr"].map(|name| self.implements(name)));
            }
            "constants" => items.push(self.method("as_json", "&Self", "&'static str")),
            _ => {
                let from = self.from.iter();
                items.extend(from.map(|type_| self.implements(&format!("From<{type_}>"))));
            }
        }
        items
    }

    fn implements(&self, trait_: &str) -> Item {
        Item::implements(&self.type_, trait_)
    }

    fn method(&self, name: &str, receiver: &str, result: &str) -> Item {
        let is = Is::Function {
            parameters: vec![("self".to_owned(), receiver.to_owned())],
            result: result.to_owned(),
        };
        Item::plain(&self.type_, format!("{}::{name}", self.type_), is)
    }
}

/// Whether a literal is the JSON Pointer of a definition.
fn is_definition(token: &TokenTree) -> bool {
    let text = token.to_string();
    let pointer = text.trim_matches('"');
    let name = ["/$defs/", "/definitions/"]
        .iter()
        .find_map(|folder| pointer.strip_prefix(folder));
    name.is_some_and(|name| !name.contains('/'))
}

/// The type in the parentheses behind the name of a newtype, without its place.
fn base_of(tokens: TokenStream) -> String {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ':');
    let type_ = tokens.split(colon).next().unwrap_or_default();
    spelled(&type_.iter().cloned().collect::<TokenStream>())
}
