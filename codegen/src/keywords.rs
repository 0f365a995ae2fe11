//! What a schema says, keyword by keyword: a table that `models::diagnose` follows
//! through a document. It is made of the schema alone, not of the types, so that
//! there can be one for a schema without types.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::json::{Json, Value};
use crate::model::{Combinator, Count, Entry, Keyword, Limit, Node, NodeId, Schema, Type};
use crate::pattern::Pattern;
use crate::render;
use crate::types::{Facts, TEXTS, integer_type, keep_discriminator};

/// The module with the table of a schema.
pub(crate) fn module(schema: &Schema, origin: &str) -> String {
    let nodes = schema.ids().map(|id| node(schema, schema.node(id)));
    let table = quote! {
        /// The keywords of the schema.
        pub(crate) static TABLE: Table = Table { nodes: &[#(#nodes),*] };
    };
    let header = render::stamp(origin);
    let runtime = match table.to_string().contains("runtime ::") {
        true => "use crate::runtime;\n",
        false => "",
    };
    // It is made of tokens, which are an item.
    let items = syn::parse2(table).map(render::print).unwrap_or_default();
    format!("// {header}\n\n{runtime}use crate::runtime::table::*;\n\n{items}")
}

fn node(schema: &Schema, node: &Node) -> TokenStream {
    let keywords = node.keywords.iter().filter_map(|entry| {
        let says = says(schema, &entry.keyword)?;
        let (name, pointer) = (name(entry), &entry.place.pointer);
        let line = Literal::usize_unsuffixed(entry.place.line);
        Some(quote!(Keyword::new(#name, #pointer, #line, #says)))
    });
    let holds = holds(node);
    quote!(Node { holds: #holds, keywords: &[#(#keywords),*] })
}

/// What a keyword is called; a boolean schema is none.
fn name(entry: &Entry) -> &str {
    match entry.keyword {
        Keyword::Boolean(_) => "falseSchema",
        _ => &entry.name,
    }
}

/// What a keyword asks of a value; `None` if nothing.
fn says(schema: &Schema, keyword: &Keyword) -> Option<TokenStream> {
    Some(match keyword {
        Keyword::Reference(target) => all(target.as_slice()),
        Keyword::Branches(Combinator::AllOf, ids) => all(ids),
        Keyword::Branches(Combinator::AnyOf, ids) => branches("Any", schema, ids),
        Keyword::Branches(Combinator::OneOf, ids) => branches("One", schema, ids),
        Keyword::Boolean(false) => quote!(Says::Nothing),
        Keyword::Type(types) => {
            let types = list(types);
            quote!(Says::Type(#types))
        }
        Keyword::Enum(values) => constants(values),
        Keyword::Const(value) => constants(std::slice::from_ref(value)),
        Keyword::Format(format) => {
            let text = TEXTS.iter().find(|text| text.name == format)?;
            let format = format_ident!("{}", text.rule);
            quote!(Says::Rule(runtime::Rule::Format(runtime::Format::#format)))
        }
        Keyword::Count(count, n) => {
            let rule = format_ident!("{}", count_rule(*count));
            let n = Literal::usize_unsuffixed(*n);
            quote!(Says::Rule(runtime::Rule::#rule(#n)))
        }
        Keyword::Limit(limit, number) => {
            let rule = format_ident!("{}", limit_rule(*limit));
            quote!(Says::Rule(runtime::Rule::#rule(#number)))
        }
        Keyword::Pattern(pattern) => {
            let pattern = Pattern::parse(pattern).ok()?.tokens();
            quote!(Says::Rule(runtime::Rule::Pattern(&#pattern)))
        }
        Keyword::UniqueItems(true) => quote!(Says::Rule(runtime::Rule::UniqueItems)),
        Keyword::Properties(members) => {
            let members = members.iter().map(|(name, id)| {
                let id = index(*id);
                quote!((#name, #id))
            });
            quote!(Says::Properties(&[#(#members),*]))
        }
        Keyword::Required(names) => quote!(Says::Required(&[#(#names),*])),
        Keyword::DependentRequired(dependencies) => {
            let dependencies = dependencies
                .iter()
                .map(|(name, others)| quote!((#name, &[#(#others),*])));
            quote!(Says::DependentRequired(&[#(#dependencies),*]))
        }
        Keyword::PatternProperties(members) => {
            let members = members.iter().filter_map(|(pattern, id)| {
                let (pattern, id) = (Pattern::parse(pattern).ok()?.tokens(), index(*id));
                Some(quote!((&#pattern, #id)))
            });
            quote!(Says::PatternProperties(&[#(#members),*]))
        }
        Keyword::AdditionalProperties(id) => one("AdditionalProperties", *id),
        Keyword::PropertyNames(id) => one("PropertyNames", *id),
        Keyword::Items(id) => one("Items", *id),
        Keyword::PrefixItems(ids) => {
            let ids = ids.iter().map(|id| index(*id));
            quote!(Says::PrefixItems(&[#(#ids),*]))
        }
        Keyword::Boolean(true) | Keyword::UniqueItems(false) => return None,
        // They say nothing of values.
        Keyword::Dialect(_)
        | Keyword::Anchor(_)
        | Keyword::Comment
        | Keyword::Annotation
        | Keyword::Deprecated(_)
        | Keyword::Extension
        | Keyword::Extensible(_)
        | Keyword::Definitions(_)
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Examples(_) => return None,
        // A schema with one of these was refused.
        Keyword::Unsupported | Keyword::Unknown | Keyword::Malformed(_) => return None,
    })
}

fn index(id: NodeId) -> Literal {
    Literal::usize_unsuffixed(id.index())
}

fn one(says: &str, id: NodeId) -> TokenStream {
    let (says, id) = (format_ident!("{says}"), index(id));
    quote!(Says::#says(#id))
}

fn all(ids: &[NodeId]) -> TokenStream {
    let ids = ids.iter().map(|id| index(*id));
    quote!(Says::All(&[#(#ids),*]))
}

/// The branches of a union, with what tells them apart.
fn branches(says: &str, schema: &Schema, ids: &[NodeId]) -> TokenStream {
    let mut facts: Vec<Facts> = ids.iter().map(|id| Facts::of(schema, *id)).collect();
    keep_discriminator(&mut facts);
    let branches = ids.iter().zip(facts).map(|(id, facts)| {
        let Facts {
            types,
            tags,
            required,
        } = facts;
        let (node, types) = (index(*id), list(&types));
        let name = match branch_name(schema, *id, &tags) {
            Some(name) => quote!(Some(#name)),
            None => quote!(None),
        };
        let tags = tags
            .iter()
            .map(|(name, texts)| quote!((#name, &[#(#texts),*])));
        quote!(Branch {
            node: #node,
            name: #name,
            types: #types,
            tags: &[#(#tags),*],
            required: &[#(#required),*],
        })
    });
    let says = format_ident!("{says}");
    quote!(Says::#says(&[#(#branches),*]))
}

/// What people call a branch: its title, the definition that it refers to, or the only
/// text of its first tag.
fn branch_name(schema: &Schema, id: NodeId, tags: &[(String, Vec<String>)]) -> Option<String> {
    let node = schema.node(id);
    let target = || {
        let pointer = &schema.node(node.reference()?).place.pointer;
        let name = pointer.rsplit('/').next().filter(|name| !name.is_empty())?;
        Some(name.replace("~1", "/").replace("~0", "~"))
    };
    let tag = || match tags.first().map(|(_, texts)| texts.as_slice()) {
        Some([text]) => Some(text.clone()),
        _ => None,
    };
    node.title().map(str::to_owned).or_else(target).or_else(tag)
}

fn list<'a>(types: impl IntoIterator<Item = &'a Type>) -> TokenStream {
    let types = types.into_iter().map(|type_| match type_ {
        Type::Null => quote!(Type::Null),
        Type::Boolean => quote!(Type::Boolean),
        Type::Object => quote!(Type::Object),
        Type::Array => quote!(Type::Array),
        Type::Number => quote!(Type::Number),
        Type::Integer => quote!(Type::Integer),
        Type::String => quote!(Type::String),
    });
    quote!(&[#(#types),*])
}

fn constants(values: &[Json]) -> TokenStream {
    let values = values.iter().map(|value| match &value.value {
        Value::String(text) => quote!(Constant::Text(#text)),
        _ => {
            let json = value.compact();
            quote!(Constant::Json(#json))
        }
    });
    quote!(Says::Enum(&[#(#values),*]))
}

fn count_rule(count: Count) -> &'static str {
    match count {
        Count::MinLength => "MinLength",
        Count::MaxLength => "MaxLength",
        Count::MinItems => "MinItems",
        Count::MaxItems => "MaxItems",
        Count::MinProperties => "MinProperties",
        Count::MaxProperties => "MaxProperties",
    }
}

fn limit_rule(limit: Limit) -> &'static str {
    match limit {
        Limit::Minimum => "Minimum",
        Limit::Maximum => "Maximum",
        Limit::ExclusiveMinimum => "ExclusiveMinimum",
        Limit::ExclusiveMaximum => "ExclusiveMaximum",
        Limit::MultipleOf => "MultipleOf",
    }
}

/// Which numbers the types hold. A listed value is kept as it is, and so is a number
/// that may be of any type.
fn holds(node: &Node) -> TokenStream {
    if node.constants().is_some() {
        return quote!(Holds::Any);
    }
    let types = node.types().unwrap_or_default();
    let double =
        types.contains(&Type::Number) || node.types().is_none() && node.format() == Some("double");
    if !types.contains(&Type::Integer) {
        return match double {
            true => quote!(Holds::Double),
            false => quote!(Holds::Any),
        };
    }
    let (name, low, high) = integer_type(node);
    let (low, high) = (
        Literal::i128_unsuffixed(low),
        Literal::i128_unsuffixed(high),
    );
    quote!(Holds::Integer { name: #name, low: #low, high: #high, double: #double })
}
