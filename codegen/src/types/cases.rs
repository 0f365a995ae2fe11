//! Objects whose properties depend on a condition: an enum with a variant for each case.

use exactschema_frontend::model::NodeId;

use super::build::{Builder, Lowered, TypeBody};
use super::names::case_names;
use super::{BranchSummary, Field, Form, Kind, Presence, Rust, Struct, Union, Variant};
use crate::conditions::{Case, Tag, declares};

impl Builder<'_> {
    /// A variant for each case. All have the properties of the object itself, and those that are
    /// declared where the condition holds; the last emits the schema of the object.
    pub(super) fn cases(&mut self, id: NodeId, cases: &[Case]) -> TypeBody {
        let names = case_names(self.schema, cases);
        let variants = cases.iter().zip(names).map(|(case, name)| {
            let value = self.extract_type(id, &name, |builder| {
                builder.annotate(id);
                Lowered::Body(builder.case(id, case))
            });
            let mut summary = BranchSummary::of(self.schema, id);
            if let Some(tag) = &case.tag {
                self.tag(tag, &mut summary);
            }
            Variant {
                name,
                node: case.schema.unwrap_or(id),
                value,
                summary,
            }
        });
        let mut variants: Vec<Variant> = variants.collect();
        let union = Union {
            form: match discriminate(&mut variants, cases) {
                true => Form::Tagged,
                false => Form::Conditional,
            },
            variants,
        };
        TypeBody::new(Kind::Union(union), Vec::new())
    }

    /// The properties of an object in a case.
    fn case(&mut self, id: NodeId, case: &Case) -> TypeBody {
        let mut body = self.struct_(id);
        let Kind::Struct(object) = &mut body.kind else {
            return body;
        };
        object.case = Some(case.clone());
        if let Some(tag) = &case.tag {
            let constant = self.place(tag.schema);
            set_tag(object, tag, constant);
        }
        if let Some(schema) = case.schema {
            self.declare(object, schema);
        }
        body
    }

    /// Adds the properties that a case declares, and has those be present that it requires.
    fn declare(&mut self, object: &mut Struct, case: NodeId) {
        let nodes: Vec<_> = declares(self.schema, case).collect();
        for node in nodes {
            for (name, property) in node.properties() {
                if object.fields.iter().any(|field| field.name == *name) {
                    continue;
                }
                object.fields.push(Field {
                    name: name.clone(),
                    node: Some(*property),
                    presence: Presence::Conditional,
                    value: self.place(*property),
                });
            }
            for name in node.required() {
                let field = object.fields.iter_mut().find(|field| field.name == *name);
                let Some(field) = field else {
                    object.fields.push(Field {
                        name: name.clone(),
                        node: None,
                        presence: Presence::ConditionallyRequired,
                        value: Rust::Value,
                    });
                    continue;
                };
                field.presence = match field.presence {
                    Presence::Conditional => Presence::ConditionallyRequired,
                    Presence::Optional => Presence::Demanded,
                    presence => presence,
                };
            }
        }
    }

    /// Adds what is known of a value where a property is one of some constants.
    fn tag(&self, tag: &Tag, summary: &mut BranchSummary) {
        let is_present = tag.is_required || summary.required.contains(&tag.property);
        let mut tagged = BranchSummary::of_property(self.schema, &tag.property, tag.schema);
        if is_present {
            summary.tags.retain(|(name, _)| *name != tag.property);
            summary.tags.append(&mut tagged);
        }
        if tag.is_required && !summary.required.contains(&tag.property) {
            summary.required.push(tag.property.clone());
        }
    }
}

/// Whether a text that is present discriminates all cases; the last has those that are not of
/// others.
fn discriminate(variants: &mut [Variant], cases: &[Case]) -> bool {
    let Some((last, others)) = variants.split_last_mut() else {
        return false;
    };
    let tags = cases.iter().filter_map(|case| case.tag.as_ref());
    let mut tagged = others.iter().zip(tags);
    let are_tagged = tagged.all(|(variant, tag)| {
        let mut tags = variant.summary.tags.iter();
        tags.any(|(name, _)| *name == tag.property)
    });
    for (name, texts) in &mut last.summary.tags {
        let others = others.iter().flat_map(|variant| &variant.summary.tags);
        let taken: Vec<&String> = others
            .filter(|(other, _)| other == name)
            .flat_map(|(_, texts)| texts)
            .collect();
        if are_tagged && taken.len() < texts.len() {
            texts.retain(|text| !taken.contains(&text));
        }
    }
    are_tagged
}

/// Has a property be one of the constants.
fn set_tag(object: &mut Struct, tag: &Tag, constant: Rust) {
    let fields = object.fields.iter_mut();
    let known = fields.filter(|field| field.name == tag.property).last();
    match known {
        Some(field) => {
            field.value = constant;
            field.node = Some(tag.schema);
            if tag.is_required && field.presence == Presence::Optional {
                field.presence = Presence::Demanded;
            }
        }
        None => object.fields.insert(
            0,
            Field {
                name: tag.property.clone(),
                node: Some(tag.schema),
                presence: match tag.is_required {
                    true => Presence::ConditionallyRequired,
                    false => Presence::Conditional,
                },
                value: constant,
            },
        ),
    }
}
