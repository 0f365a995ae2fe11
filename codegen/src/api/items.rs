//! The items of a generated module that a program can name.

use std::collections::BTreeSet;

use syn::{Attribute, Fields, File, ImplItem, ItemEnum, ItemImpl, ItemStruct};

use super::Api;
use super::spelled::{documentation, has, spelled};
use super::table::{self, Table};

/// What a program can name.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The type that it is, or is part of.
    pub type_: String,
    /// How it is named: `Session`, `Session.title`, `Event::Started`,
    /// `Session::new` or `impl Copy for Level`.
    pub path: String,
    /// What it is.
    pub is: Is,
    /// Whether it is `#[deprecated]`.
    pub is_deprecated: bool,
    /// Its documentation.
    pub docs: String,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// A struct with named fields; open if programs must expect more of them.
    Struct {
        /// Whether it is `#[non_exhaustive]`.
        is_open: bool,
    },
    /// A value with a name and perhaps constraints, which only conversions build.
    Newtype(String),
    /// A struct whose fields have no names.
    Tuple,
    /// An enum; open if programs must expect more variants.
    Enum {
        /// Whether it is `#[non_exhaustive]`.
        is_open: bool,
        /// The names of its variants in order, if they have numbers to cast to.
        numbered: Vec<String>,
    },
    /// A public field, and its type.
    Field(String),
    /// A variant, and the type of what it holds.
    Variant(Option<String>),
    /// An associated function: its parameters, and its result.
    Function {
        /// Names and types.
        parameters: Vec<(String, String)>,
        /// The type that it returns.
        result: String,
    },
    /// An implementation of a trait.
    Impl,
}

/// The items of a generated module.
pub(super) fn api(file: &File) -> Api {
    let tables: Vec<Table> = file.items.iter().filter_map(table::read).collect();
    let mut items = Vec::new();
    let mut hidden = BTreeSet::new();
    for item in &file.items {
        let (name, attributes) = match item {
            syn::Item::Struct(item) => (item.ident.to_string(), &item.attrs),
            syn::Item::Enum(item) => (item.ident.to_string(), &item.attrs),
            syn::Item::Impl(item) => (spelled(&item.self_ty), &item.attrs),
            _ => continue,
        };
        if has(attributes, "doc(hidden)") || hidden.contains(&name) {
            hidden.insert(name);
            continue;
        }
        match item {
            syn::Item::Struct(item) => structure(item, &mut items),
            syn::Item::Enum(item) => enumeration(item, &mut items),
            syn::Item::Impl(item) => functions(&name, item, &mut items),
            _ => {}
        }
        if let syn::Item::Struct(_) | syn::Item::Enum(_) = item {
            items.extend(derived(&name, attributes));
            let table = tables.iter().find(|table| table.type_ == name);
            items.extend(table.into_iter().flat_map(Table::provides));
        }
    }
    Api { items, tables }
}

impl Item {
    /// An item without attributes.
    pub(super) fn plain(type_: &str, path: String, is: Is) -> Self {
        Item {
            type_: type_.to_owned(),
            path,
            is,
            is_deprecated: false,
            docs: String::new(),
        }
    }

    /// An implementation of a trait for a type.
    pub(super) fn implements(type_: &str, trait_: &str) -> Self {
        Item::plain(type_, format!("impl {trait_} for {type_}"), Is::Impl)
    }

    fn with(type_: &str, path: String, is: Is, attributes: &[Attribute]) -> Self {
        let is_deprecated = attributes.iter().any(|a| a.path().is_ident("deprecated"));
        Item {
            is_deprecated,
            docs: documentation(attributes),
            ..Item::plain(type_, path, is)
        }
    }

    /// Whether it is a type, which has the other items.
    pub(super) fn is_type(&self) -> bool {
        self.path == self.type_
    }
}

fn structure(item: &ItemStruct, items: &mut Vec<Item>) {
    let name = item.ident.to_string();
    let public = |field: &&syn::Field| matches!(field.vis, syn::Visibility::Public(_));
    let is = match &item.fields {
        Fields::Named(_) => Is::Struct {
            is_open: has(&item.attrs, "non_exhaustive"),
        },
        // Only the fields of a tuple are public.
        Fields::Unnamed(fields) if !fields.unnamed.iter().any(|field| public(&field)) => {
            let inner = fields.unnamed.iter().map(|field| spelled(&field.ty));
            Is::Newtype(inner.collect::<Vec<_>>().join(", "))
        }
        _ => Is::Tuple,
    };
    items.push(Item::with(&name, name.clone(), is, &item.attrs));
    let fields = item.fields.iter().enumerate();
    let fields = fields
        .filter(|(_, field)| public(field))
        .map(|(index, field)| {
            let ident = field.ident.as_ref().map(ToString::to_string);
            let ident = ident.unwrap_or_else(|| index.to_string());
            let is = Is::Field(spelled(&field.ty));
            Item::with(&name, format!("{name}.{ident}"), is, &field.attrs)
        });
    items.extend(fields);
}

fn enumeration(item: &ItemEnum, items: &mut Vec<Item>) {
    let name = item.ident.to_string();
    let variants = || item.variants.iter();
    let numbered = match variants().all(|variant| variant.fields.is_empty()) {
        true => variants()
            .map(|variant| variant.ident.to_string())
            .collect(),
        false => Vec::new(),
    };
    let is_open = has(&item.attrs, "non_exhaustive");
    let is = Is::Enum { is_open, numbered };
    items.push(Item::with(&name, name.clone(), is, &item.attrs));
    items.extend(variants().map(|variant| {
        let held = variant.fields.iter().map(|field| spelled(&field.ty));
        let held = held.reduce(|all, next| format!("{all}, {next}"));
        let path = format!("{name}::{}", variant.ident);
        Item::with(&name, path, Is::Variant(held), &variant.attrs)
    }));
}

fn functions(type_: &str, item: &ItemImpl, items: &mut Vec<Item>) {
    for function in &item.items {
        let ImplItem::Fn(function) = function else {
            continue;
        };
        let parameters = function.sig.inputs.iter().map(|input| match input {
            syn::FnArg::Typed(input) => (spelled(&input.pat), spelled(&input.ty)),
            syn::FnArg::Receiver(receiver) => ("self".to_owned(), spelled(receiver)),
        });
        let result = match &function.sig.output {
            syn::ReturnType::Default => "()".to_owned(),
            syn::ReturnType::Type(_, type_) => spelled(type_),
        };
        let is = Is::Function {
            parameters: parameters.collect(),
            result,
        };
        let path = format!("{type_}::{}", function.sig.ident);
        items.push(Item::with(type_, path, is, &function.attrs));
    }
}

fn derived(type_: &str, attributes: &[Attribute]) -> Vec<Item> {
    let mut items = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("derive")) {
        // What it derives is generated, so it is a list.
        let _ = attribute.parse_nested_meta(|meta| {
            items.push(Item::implements(type_, &spelled(&meta.path)));
            Ok(())
        });
    }
    items
}
