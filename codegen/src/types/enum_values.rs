//! Values that a schema lists.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Keyword, NodeId};

use super::build::{Builder, Lowered, TypeBody};
use super::names::constants;
use super::{Kind, is_open};

impl Builder<'_> {
    pub(super) fn constants(&mut self, id: NodeId, values: &[Json]) -> Lowered {
        let node = self.node(id);
        let entry = node
            .keywords
            .iter()
            .find(|entry| matches!(entry.keyword, Keyword::Enum(_) | Keyword::Const(_)));
        let keyword = entry.map_or("enum", |entry| entry.name.as_str());
        let is_text = |value: &Json| matches!(value.value, Value::String(_));
        if values.iter().all(is_text) {
            if node.types().is_none() {
                self.additions.set("type", Value::Null);
            }
            return self.texts(keyword, values);
        }
        if let Some(entry) = node.keywords.iter().find(|entry| entry.name == "type") {
            self.additions.set("type", entry.json.value.clone());
        }
        let values = constants(values, false)
            .into_iter()
            .zip(values.iter().map(Json::compact));
        Lowered::Body(TypeBody::new(
            Kind::Constants {
                keyword: keyword.to_owned(),
                values: values.collect(),
            },
            Vec::new(),
        ))
    }

    pub(super) fn texts(&mut self, keyword: &str, values: &[Json]) -> Lowered {
        let texts = values.iter().map(|value| match &value.value {
            Value::String(text) => text.clone(),
            _ => value.compact(),
        });
        let values = constants(values, is_open(keyword)).into_iter().zip(texts);
        Lowered::Body(TypeBody::new(
            Kind::Texts {
                keyword: keyword.to_owned(),
                values: values.collect(),
            },
            Vec::new(),
        ))
    }
}
