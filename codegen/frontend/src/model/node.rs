//! The keywords of a node, one by one.

use super::{Combinator, Count, Keyword, Limit, Node, NodeId, Type};
use crate::json::Json;

impl Keyword {
    /// Whether it asserts nothing about instances that a type could express.
    pub fn is_annotation(&self) -> bool {
        match self {
            Keyword::Anchor(_)
            | Keyword::Comment
            | Keyword::Annotation
            | Keyword::Deprecated(_)
            | Keyword::Extension
            | Keyword::Extensible(_)
            | Keyword::Title(_)
            | Keyword::Description(_)
            | Keyword::Examples(_)
            | Keyword::Unasserted
            | Keyword::Unknown
            | Keyword::Lowered
            | Keyword::Residual => true,
            Keyword::Dialect(_)
            | Keyword::Definitions(_)
            | Keyword::Reference(_)
            | Keyword::Type(_)
            | Keyword::Enum(_)
            | Keyword::Const(_)
            | Keyword::Format(_)
            | Keyword::Count(..)
            | Keyword::Limit(..)
            | Keyword::Pattern(_)
            | Keyword::UniqueItems(_)
            | Keyword::Properties(_)
            | Keyword::Required(_)
            | Keyword::DependentRequired(_)
            | Keyword::PatternProperties(_)
            | Keyword::AdditionalProperties(_)
            | Keyword::PropertyNames(_)
            | Keyword::Items(_)
            | Keyword::PrefixItems(_)
            | Keyword::Branches(..)
            | Keyword::Boolean(_)
            | Keyword::Unsupported
            | Keyword::Malformed(_) => false,
        }
    }

    /// The types of instances that it constrains; all, if it constrains any value or none.
    pub fn types(&self) -> &'static [Type] {
        match self {
            Keyword::Count(Count::MinLength | Count::MaxLength, _) | Keyword::Pattern(_) => {
                &[Type::String]
            }
            Keyword::Limit(..) => &[Type::Number],
            Keyword::Count(Count::MinItems | Count::MaxItems, _)
            | Keyword::UniqueItems(_)
            | Keyword::Items(_)
            | Keyword::PrefixItems(_) => &[Type::Array],
            Keyword::Count(Count::MinProperties | Count::MaxProperties, _)
            | Keyword::Properties(_)
            | Keyword::Required(_)
            | Keyword::DependentRequired(_)
            | Keyword::PatternProperties(_)
            | Keyword::AdditionalProperties(_)
            | Keyword::PropertyNames(_) => &[Type::Object],
            _ => Type::ALL,
        }
    }

    /// Its subschemas.
    pub fn schemas(&self) -> Vec<NodeId> {
        match self {
            Keyword::Definitions(members)
            | Keyword::Properties(members)
            | Keyword::PatternProperties(members) => members.iter().map(|(_, id)| *id).collect(),
            Keyword::AdditionalProperties(id) | Keyword::PropertyNames(id) | Keyword::Items(id) => {
                vec![*id]
            }
            Keyword::PrefixItems(ids) | Keyword::Branches(_, ids) => ids.clone(),
            _ => Vec::new(),
        }
    }
}

impl Node {
    /// Takes the keyword of a name for another.
    pub(super) fn set_aside(&mut self, name: &str, as_: &Keyword) {
        let entries = self.keywords.iter_mut();
        let named = entries.filter(|entry| entry.name == name);
        named.for_each(|entry| entry.keyword = as_.clone());
    }

    /// The entry of the first keyword that a function picks.
    fn find<'a, T>(&'a self, pick: impl Fn(&'a Keyword) -> Option<T>) -> Option<T> {
        self.keywords.iter().find_map(|entry| pick(&entry.keyword))
    }

    /// `title`.
    pub fn title(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Title(title) => Some(title.as_str()),
            _ => None,
        })
    }

    /// `description`.
    pub fn description(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Description(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// `examples`.
    pub fn examples(&self) -> &[Json] {
        let examples = self.find(|keyword| match keyword {
            Keyword::Examples(examples) => Some(examples.as_slice()),
            _ => None,
        });
        examples.unwrap_or_default()
    }

    /// `type`.
    pub fn types(&self) -> Option<&[Type]> {
        self.find(|keyword| match keyword {
            Keyword::Type(types) => Some(types.as_slice()),
            _ => None,
        })
    }

    /// The values that `enum` or `const` lists.
    pub fn constants(&self) -> Option<&[Json]> {
        self.find(|keyword| match keyword {
            Keyword::Enum(values) => Some(values.as_slice()),
            Keyword::Const(value) => Some(std::slice::from_ref(value)),
            _ => None,
        })
    }

    /// `x-extensible-enum`.
    pub fn extensible(&self) -> Option<&[String]> {
        self.find(|keyword| match keyword {
            Keyword::Extensible(texts) => Some(texts.as_slice()),
            _ => None,
        })
    }

    /// A count.
    pub fn count(&self, count: Count) -> Option<usize> {
        self.find(|keyword| match keyword {
            Keyword::Count(other, n) if *other == count => Some(*n),
            _ => None,
        })
    }

    /// A limit, as it is spelled.
    pub fn limit(&self, limit: Limit) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Limit(other, number) if *other == limit => Some(number.as_str()),
            _ => None,
        })
    }

    /// `pattern`.
    pub fn pattern(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Pattern(pattern) => Some(pattern.as_str()),
            _ => None,
        })
    }

    /// `uniqueItems`.
    pub fn has_unique_items(&self) -> bool {
        self.find(|keyword| match keyword {
            Keyword::UniqueItems(unique) => Some(*unique),
            _ => None,
        }) == Some(true)
    }

    /// `deprecated`.
    pub fn is_deprecated(&self) -> bool {
        self.find(|keyword| match keyword {
            Keyword::Deprecated(deprecated) => Some(*deprecated),
            _ => None,
        }) == Some(true)
    }

    /// The branches of a combinator.
    pub fn branches(&self, combinator: Combinator) -> Option<&[NodeId]> {
        self.find(|keyword| match keyword {
            Keyword::Branches(other, ids) if *other == combinator => Some(ids.as_slice()),
            _ => None,
        })
    }

    /// The schemas that an instance must be valid against as well: what `$ref` refers
    /// to, and the branches of `allOf`.
    pub fn conjuncts(&self) -> impl Iterator<Item = NodeId> {
        let all_of = self.branches(Combinator::AllOf).unwrap_or_default();
        self.reference().into_iter().chain(all_of.iter().copied())
    }

    /// `additionalProperties`.
    pub fn additional_properties(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::AdditionalProperties(id) => Some(*id),
            _ => None,
        })
    }

    /// `patternProperties`.
    pub fn pattern_properties(&self) -> &[(String, NodeId)] {
        let patterns = self.find(|keyword| match keyword {
            Keyword::PatternProperties(members) => Some(members.as_slice()),
            _ => None,
        });
        patterns.unwrap_or_default()
    }

    /// `propertyNames`.
    pub fn property_names(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::PropertyNames(id) => Some(*id),
            _ => None,
        })
    }

    /// `dependentRequired`.
    pub fn dependent_required(&self) -> &[(String, Vec<String>)] {
        let dependencies = self.find(|keyword| match keyword {
            Keyword::DependentRequired(members) => Some(members.as_slice()),
            _ => None,
        });
        dependencies.unwrap_or_default()
    }

    /// `prefixItems`.
    pub fn prefix_items(&self) -> Option<&[NodeId]> {
        self.find(|keyword| match keyword {
            Keyword::PrefixItems(ids) => Some(ids.as_slice()),
            _ => None,
        })
    }

    /// The truth of a boolean schema.
    pub fn truth(&self) -> Option<bool> {
        self.find(|keyword| match keyword {
            Keyword::Boolean(truth) => Some(*truth),
            _ => None,
        })
    }

    /// `format`.
    pub fn format(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Format(format) => Some(format.as_str()),
            _ => None,
        })
    }

    /// The format of strings that its dialect asserts.
    pub fn asserted_format(&self) -> Option<exactschema::Format> {
        exactschema::Format::defined_in(self.draft, self.format()?)
    }

    /// The node that `$ref` refers to.
    pub fn reference(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::Reference(target) => *target,
            _ => None,
        })
    }

    /// `$defs`.
    pub fn definitions(&self) -> &[(String, NodeId)] {
        let definitions = self.find(|keyword| match keyword {
            Keyword::Definitions(members) => Some(members.as_slice()),
            _ => None,
        });
        definitions.unwrap_or_default()
    }

    /// `properties`, in the order of the source.
    pub fn properties(&self) -> &[(String, NodeId)] {
        let properties = self.find(|keyword| match keyword {
            Keyword::Properties(members) => Some(members.as_slice()),
            _ => None,
        });
        properties.unwrap_or_default()
    }

    /// Whether `required` lists a property.
    pub fn requires(&self, name: &str) -> bool {
        self.required().iter().any(|other| other == name)
    }

    /// `required`.
    pub fn required(&self) -> &[String] {
        let required = self.find(|keyword| match keyword {
            Keyword::Required(names) => Some(names.as_slice()),
            _ => None,
        });
        required.unwrap_or_default()
    }

    /// The names that are required and not declared in `properties`.
    pub fn undeclared(&self) -> impl Iterator<Item = &String> {
        let declared = |name: &String| self.properties().iter().any(|(other, _)| other == name);
        self.required().iter().filter(move |name| !declared(name))
    }

    /// `items`.
    pub fn items(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::Items(items) => Some(*items),
            _ => None,
        })
    }
}
