//! What a node says, keyword by keyword.

use super::{Keyword, Node, NodeId, Type};
use crate::json::Json;

impl Keyword {
    /// Whether it says something about a schema, and nothing about instances.
    pub fn is_annotation(&self) -> bool {
        match self {
            Keyword::Comment
            | Keyword::Annotation
            | Keyword::Extension
            | Keyword::Title(_)
            | Keyword::Description(_)
            | Keyword::Examples(_) => true,
            Keyword::Dialect(_)
            | Keyword::Definitions(_)
            | Keyword::Reference(_)
            | Keyword::Type(_)
            | Keyword::Format(_)
            | Keyword::Properties(_)
            | Keyword::Required(_)
            | Keyword::AdditionalProperties(_)
            | Keyword::Items(_)
            | Keyword::Boolean(_)
            | Keyword::Unsupported
            | Keyword::Unknown
            | Keyword::Malformed(_) => false,
        }
    }
}

impl Node {
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
    pub fn type_(&self) -> Option<Type> {
        self.find(|keyword| match keyword {
            Keyword::Type(type_) => Some(*type_),
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

    /// `items`.
    pub fn items(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::Items(items) => Some(*items),
            _ => None,
        })
    }
}
