//! The items of a generated module that a program can name.

use std::collections::BTreeSet;

use codegen::{Error, generate};
use syn::{Attribute, Fields, File, ImplItem, ItemEnum, ItemImpl, ItemStruct};

use super::item::{Is, Item};
use super::spelled::{has, spelled};
use super::table::{self, Table};

/// The public API of a generated module.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The public items, each type before its own.
    ///
    /// Items that every generated type has are left out: `Model`, `Serialize`, `Deserialize`,
    /// and `JsonSchema` with a feature.
    pub items: Vec<Item>,
    /// The tables by which the types are read and written, hidden ones too.
    pub(super) tables: Vec<Table>,
}

impl Api {
    /// The API of the module that is made of a schema.
    ///
    /// # Errors
    ///
    /// As [`generate`].
    pub fn of(schema: &str, module: &str) -> Result<Self, Error> {
        let generated = generate(schema, "", module)?;
        let file = syn::parse_file(&generated.text).map_err(|error| Error::Unexpected {
            definition: module.to_owned(),
            message: error.to_string(),
        })?;
        Ok(api(&file))
    }
}

/// The items of a generated module.
fn api(file: &File) -> Api {
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
