//! Types as a person would write them.

use std::collections::BTreeMap;

use quote::format_ident;
use syn::visit_mut::{VisitMut, visit_type_path_mut};
use syn::{Ident, PathArguments, TypePath};

use super::Draft;
use crate::types::Types;

/// `::std::vec::Vec<T>` becomes `Vec<T>`, a hash map from names our ordered `Map`,
/// and the opaque names of types their real ones.
pub(super) fn rename(types: &Types, drafts: &mut [Draft<'_>]) {
    let names = types
        .iter()
        .map(|(id, named)| (id.opaque(), format_ident!("{}", named.name)));
    let mut shorten = Shorten {
        names: names.collect(),
    };
    for draft in drafts {
        for (_, type_) in &mut draft.parts {
            shorten.visit_type_mut(type_);
        }
    }
}

struct Shorten {
    names: BTreeMap<String, Ident>,
}

impl VisitMut for Shorten {
    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        visit_type_path_mut(self, path);
        let Some(mut last) = path.path.segments.pop() else {
            return;
        };
        if let Some(name) = self.names.get(&last.ident.to_string()) {
            last.ident = name.clone();
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
