//! Types as a person would write them.

use std::collections::BTreeMap;

use quote::format_ident;
use syn::visit_mut::{VisitMut, visit_type_path_mut};
use syn::{GenericArgument, PathArguments, Type, TypePath};

use super::Draft;
use crate::types::Types;

/// `::std::vec::Vec<T>` becomes `Vec<T>`, a hash map from names our ordered `Map`,
/// and the opaque names of types their real ones.
pub(super) fn rename(types: &Types, drafts: &mut [Draft<'_>]) {
    let names = types
        .iter()
        .filter_map(|(id, named)| Some((id.opaque(), syn::parse_str(&named.name).ok()?)));
    let own = types.own();
    let own = own
        .iter()
        .filter_map(|own| Some((own.opaque(), syn::parse_str(&own.spell()).ok()?)));
    let mut shorten = Shorten {
        names: names.chain(own).collect(),
    };
    for draft in drafts {
        for (_, type_) in &mut draft.parts {
            shorten.visit_type_mut(type_);
        }
    }
}

struct Shorten {
    names: BTreeMap<String, TypePath>,
}

impl VisitMut for Shorten {
    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        visit_type_path_mut(self, path);
        let Some(mut last) = path.path.segments.pop() else {
            return;
        };
        if let Some(name) = self.names.get(&last.ident.to_string()) {
            path.clone_from(name);
            return;
        }
        if let ("Vec" | "HashMap", PathArguments::AngleBracketed(arguments)) =
            (last.ident.to_string().as_str(), &mut last.arguments)
        {
            arguments.args.iter_mut().for_each(unbox);
        }
        if let ("HashMap", PathArguments::AngleBracketed(arguments)) =
            (last.ident.to_string().as_str(), &mut last.arguments)
        {
            let value = arguments.args.pop();
            arguments.args = value.into_iter().collect();
            last.ident = format_ident!("Map");
        }
        path.path = last.into();
    }
}

/// `Vec<Box<T>>` becomes `Vec<T>`, in which `T` has its own place already.
fn unbox(argument: &mut GenericArgument) {
    let GenericArgument::Type(Type::Path(path)) = argument else {
        return;
    };
    if let Some(last) = path.path.segments.last()
        && last.ident == "Box"
        && let PathArguments::AngleBracketed(inner) = &last.arguments
        && let Some(inner) = inner.args.first()
    {
        *argument = inner.clone();
    }
}
