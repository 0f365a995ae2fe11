//! The description of the types of a module: the declarations that programs see, and the
//! tables by which the macros of the runtime read and write them. Both are printed from it.

pub use crate::types::{Form, Presence};

/// A generated type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Type {
    /// Its name.
    pub name: String,
    /// The lines of its documentation.
    pub docs: Vec<String>,
    /// The traits that it derives.
    pub derives: Vec<String>,
    /// Whether it is `#[deprecated]`.
    pub is_deprecated: bool,
    /// Whether it only checks the contents of others, and is `#[doc(hidden)]`.
    pub is_hidden: bool,
    /// Its body, without its parts.
    pub kind: Kind,
    /// Its public fields or its variants, in order.
    pub parts: Vec<Part>,
    /// The JSON Pointer of its schema, if others can refer to it.
    pub definition: Option<String>,
    /// The module, if schemas in other files refer to those in its own.
    pub shared: Option<String>,
    /// The JSON Pointer of its schema, if its values have to be evaluated.
    pub evaluated: Option<String>,
    /// The constraints on its values, as Rust expressions.
    pub constraints: Vec<String>,
    /// The additions to the schema that it emits, as the macros take them.
    pub annotations: Vec<String>,
    /// The keywords that the evaluator asserts for it.
    pub residual: Vec<Residual>,
}

/// The body of a type.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kind {
    /// A struct with named fields, which represents an object.
    Struct {
        /// The parameters of its function `new`, or the fields of the one that it has.
        parameters: Vec<Parameter>,
        /// The struct that is the one parameter, where two could be confused.
        arguments: Option<String>,
        /// Properties that it requires, and a branch declares.
        requires: Vec<String>,
        /// The branches of `allOf`, whose fields follow its own.
        branches: Vec<Branch>,
    },
    /// Another name of a type.
    Alias(String),
    /// A struct with named fields, which the function `new` of another type takes.
    #[default]
    Arguments,
    /// A value of another type.
    Newtype {
        /// How programs access the value.
        access: Access,
        /// The other type.
        of: String,
    },
    /// A struct with a field for each place of an array.
    Tuple,
    /// An enum of the values that the schema lists.
    Listed {
        /// Whether all are texts.
        are_texts: bool,
        /// The keyword that lists them, or whose branches do.
        keyword: String,
        /// The keyword of each branch, and the number of values that it lists.
        branches: Vec<(String, usize)>,
    },
    /// An enum with a variant for each of several types.
    Union(Form),
    /// A value of one type that others take too.
    Intersection {
        /// The one type.
        of: Conjunct,
        /// The other types.
        also: Vec<Conjunct>,
    },
}

/// A public field or a variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name; of the field of a tuple, its number.
    pub name: String,
    /// The type of the field, or of the value of the variant.
    pub type_: Option<String>,
    /// The lines of its documentation.
    pub docs: Vec<String>,
    /// Whether it is `#[deprecated]`.
    pub is_deprecated: bool,
    /// The part of a document that it represents.
    pub meaning: Meaning,
}

/// The part of a document that a field or variant represents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A property.
    Property {
        /// Its name in JSON.
        name: String,
        /// Its presence.
        presence: Presence,
    },
    /// The properties that are not declared, and whose names match one of these patterns, as
    /// Rust expressions.
    MatchingProperties(Vec<String>),
    /// All other properties.
    OtherProperties,
    /// An element of an array: its presence.
    Element(Presence),
    /// All elements after these.
    OtherElements,
    /// A text, or another value as JSON.
    Value(String),
    /// All texts that are not listed.
    OtherTexts,
    /// The values of a branch: their JSON types, and the properties that discriminate them.
    Branch(String),
}

/// The properties that a branch of `allOf`, or a `$ref` beside `properties`, adds to an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The type that it refers to; `_` if it is written out, and in parentheses if it is not in
    /// `allOf`.
    pub base: String,
    /// The number of its fields.
    pub fields: usize,
    /// Properties that it requires, and another declares.
    pub requires: Vec<String>,
}

/// One of the types that a value must satisfy.
#[derive(Clone, Debug, PartialEq)]
pub struct Conjunct {
    /// The type.
    pub type_: String,
    /// Whether it is a branch of `allOf`; otherwise its keywords are beside those of the others.
    pub in_all_of: bool,
}

/// A keyword that the type does not express, and the evaluator asserts.
#[derive(Clone, Debug, PartialEq)]
pub struct Residual {
    /// The JSON Pointer of its subschema in the schema of the type.
    pub at: String,
    /// Its name.
    pub keyword: String,
    /// Its value, as JSON.
    pub value: String,
}

/// The access to the value in a newtype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// As `&str`.
    Text,
    /// As a copy.
    Number,
    /// By reference.
    Value,
}

/// An associated function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its parameters, the receiver among them.
    pub parameters: Vec<Parameter>,
    /// The type that it returns.
    pub result: String,
}

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type.
    pub type_: String,
}

impl Type {
    /// The associated functions: `new`, and those that the macros of the runtime implement.
    #[must_use]
    pub fn functions(&self) -> Vec<Function> {
        let method = |name, receiver: &str, result: &str| Function {
            name,
            parameters: vec![Parameter {
                name: "self".to_owned(),
                type_: receiver.to_owned(),
            }],
            result: result.to_owned(),
        };
        let into_inner = |of: &String| method("into_inner", "Self", of);
        let as_inner = |of: &String| method("as_inner", "&Self", &format!("&{of}"));
        let update = |of: &String| Function {
            name: "update",
            parameters: [
                ("self", "&mut Self".to_owned()),
                ("change", format!("impl FnOnce(&mut {of}) -> R")),
            ]
            .map(|(name, type_)| Parameter {
                name: name.to_owned(),
                type_,
            })
            .to_vec(),
            result: "Result<R, Error>".to_owned(),
        };
        let as_str = || method("as_str", "&Self", "&str");
        match &self.kind {
            Kind::Struct {
                parameters,
                arguments,
                ..
            } => vec![Function {
                name: "new",
                parameters: match arguments {
                    None => parameters.clone(),
                    Some(arguments) => vec![Parameter {
                        name: "required".to_owned(),
                        type_: arguments.clone(),
                    }],
                },
                result: "Self".to_owned(),
            }],
            Kind::Newtype { access, of } => {
                let access = match access {
                    Access::Text => vec![as_str()],
                    Access::Number => vec![method("get", "Self", of)],
                    Access::Value => vec![as_inner(of), update(of)],
                };
                [into_inner(of)].into_iter().chain(access).collect()
            }
            Kind::Intersection { of, .. } => vec![into_inner(&of.type_), as_inner(&of.type_)],
            Kind::Listed {
                are_texts: true, ..
            } => vec![as_str()],
            Kind::Listed { .. } => vec![method("as_json", "&Self", "&'static str")],
            Kind::Alias(_) | Kind::Arguments | Kind::Tuple | Kind::Union(_) => Vec::new(),
        }
    }

    /// The traits that the macros of the runtime implement, as `impl Display for Level`; without
    /// those that every type implements: `Model`, `Serialize`, `Deserialize`, and `JsonSchema`
    /// with a feature.
    #[must_use]
    pub fn impls(&self) -> Vec<String> {
        let name = &self.name;
        let mut traits = Vec::new();
        let inner = match &self.kind {
            Kind::Newtype { access, of } => Some((*access, of)),
            Kind::Intersection { of, .. } => Some((Access::Value, &of.type_)),
            _ => None,
        };
        if let Some((access, of)) = inner {
            let is_checked = !self.constraints.is_empty()
                || self.evaluated.is_some()
                || matches!(self.kind, Kind::Intersection { .. });
            let conversion = if is_checked { "TryFrom" } else { "From" };
            traits.push(format!("{conversion}<{of}>"));
            traits.extend(match access {
                Access::Text => {
                    let of_str = format!("{conversion}<&str>");
                    let others = ["AsRef<str>", "Display", "FromStr"].map(str::to_owned);
                    [of_str].into_iter().chain(others).collect()
                }
                Access::Number => vec!["Display".to_owned()],
                Access::Value => vec![format!("AsRef<{of}>")],
            });
        }
        if let Kind::Listed {
            are_texts: true, ..
        } = self.kind
        {
            traits.extend(["Display", "FromStr"].map(str::to_owned));
            let is_open = |part: &Part| part.meaning == Meaning::OtherTexts;
            if self.parts.iter().any(is_open) {
                traits.extend(["From<String>", "From<&str>"].map(str::to_owned));
            }
        }
        let held = self.conversions().filter_map(|part| part.type_.as_ref());
        traits.extend(held.map(|type_| format!("From<{type_}>")));
        let impls = traits
            .iter()
            .map(|trait_| format!("impl {trait_} for {name}"));
        let outward = inner.map(|(_, of)| format!("impl From<{name}> for {of}"));
        impls.chain(outward).collect()
    }

    /// The variants of a union that a value belongs to by its type in Rust alone.
    pub fn conversions(&self) -> impl Iterator<Item = &Part> {
        let is_union = matches!(self.kind, Kind::Union(_));
        let parts = self.parts.iter().filter(move |_| is_union);
        parts.filter(|part| {
            let same = self.parts.iter().filter(|other| other.type_ == part.type_);
            same.count() == 1
        })
    }
}
