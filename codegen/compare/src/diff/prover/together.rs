//! Proofs of several wanted schemas together, where none follows alone.
//!
//! What is open of each are parts of which all have to hold. A value is valid against one of
//! the schemas if, whatever part is picked of each, one of those that are picked holds. Parts
//! make up for each other if they are about the same: a property, an element, or the value
//! itself.

use exactschema_frontend::model::{Count, Entry, Keyword, NodeId};

use super::super::part::Part;
use super::{Case, Prover, is_present, numbers, parts, texts};

/// What is open of a wanted schema.
pub(super) enum Open<'a> {
    /// A property that is present has to be valid against a schema.
    Property(&'a str, NodeId),
    /// A property has to be present.
    Required(&'a str),
    /// An element, if there is one, has to be valid against a schema.
    Element(usize, NodeId),
    /// The value has to satisfy some keywords without subschemas.
    Keywords(Vec<&'a Entry>),
}

impl<'a> Prover<'a> {
    /// The parts of a wanted node that do not follow one by one; `None` if one of them is
    /// such that others cannot make up for it.
    pub(super) fn open(&mut self, case: &Case<'a, '_>, wanted: NodeId) -> Option<Vec<Open<'a>>> {
        let rest = case.claim.without(wanted);
        let is_single = rest.wanted.is_empty();
        let (mut open, mut keywords) = (Vec::new(), Vec::new());
        for part in parts(self.both.schema().node(wanted)) {
            if self.follows(case, &rest, &part) {
                continue;
            }
            match part {
                _ if is_single => return None,
                Part::Property(name, id) => open.push(Open::Property(name, id)),
                Part::Required(name) => open.push(Open::Required(name)),
                Part::Element(index, id) => open.push(Open::Element(index, id)),
                Part::Keyword(node, entry) => match &entry.keyword {
                    Keyword::AdditionalProperties(id) => {
                        let names = self.other_names(case, &[node], *id)?;
                        open.extend(names.into_iter().map(|name| Open::Property(name, *id)));
                    }
                    keyword if is_about_itself(keyword) => keywords.push(entry),
                    _ => return None,
                },
                _ => return None,
            }
        }
        if !keywords.is_empty() {
            open.push(Open::Keywords(keywords));
        }
        Some(open)
    }

    /// Whether one holds of all parts that can be picked of some schemas.
    pub(super) fn together(&mut self, case: &Case<'a, '_>, open: &[Vec<Open<'a>>]) -> bool {
        open.len() > 1 && self.holds_one(case, &mut Vec::new(), open)
    }

    /// Whether one holds of the parts that were picked, and of any more.
    fn holds_one<'o>(
        &mut self,
        case: &Case<'a, '_>,
        picked: &mut Vec<&'o Open<'a>>,
        open: &'o [Vec<Open<'a>>],
    ) -> bool {
        let Some((first, rest)) = open.split_first() else {
            return false;
        };
        first.iter().all(|part| {
            self.patience = self.patience.saturating_sub(1);
            picked.push(part);
            let holds = self.patience > 0
                && (self.hold(case, picked, part) || self.holds_one(case, picked, rest));
            picked.pop();
            holds
        })
    }

    /// Whether one of those parts holds that are about the same as one of them.
    fn hold(&mut self, case: &Case<'a, '_>, picked: &[&Open<'a>], last: &Open<'a>) -> bool {
        match last {
            Open::Property(name, _) | Open::Required(name) => self.hold_of(case, picked, name),
            Open::Element(index, _) => {
                let ids = picked.iter().filter_map(|part| match part {
                    Open::Element(other, id) if other == index => Some(*id),
                    _ => None,
                });
                let ids: Vec<NodeId> = ids.collect();
                ids.len() > 1 && self.element(case, *index, &ids)
            }
            Open::Keywords(_) => {
                let keywords = picked.iter().filter_map(|part| match part {
                    Open::Keywords(entries) => Some(entries.clone()),
                    _ => None,
                });
                let keywords: Vec<Vec<&Entry>> = keywords.collect();
                keywords.len() > 1
                    && (self.texts(case, &keywords)
                        || numbers::are_covered(case, &keywords)
                        || self.are_counted(case, &keywords))
            }
        }
    }

    /// Whether a part holds that is about a property, be it present or absent.
    fn hold_of(&mut self, case: &Case<'a, '_>, picked: &[&Open<'a>], name: &str) -> bool {
        let ids = picked.iter().filter_map(|part| match part {
            Open::Property(other, id) if *other == name => Some(*id),
            _ => None,
        });
        let ids: Vec<NodeId> = ids.collect();
        let mut required = picked.iter();
        let is_required = required.any(|part| matches!(part, Open::Required(it) if *it == name));
        let absent = !ids.is_empty() || is_present(case.claim, &case.view, name);
        let is_alone = ids.len() + usize::from(is_required) < 2;
        absent && !is_alone && (is_required || self.property(case, name, &ids))
    }
}

/// Whether a keyword has no subschemas, so that several schemas can be compared at once.
fn is_about_itself(keyword: &Keyword) -> bool {
    let counts = [
        Count::MinItems,
        Count::MaxItems,
        Count::MinProperties,
        Count::MaxProperties,
    ];
    texts::is_about(keyword)
        || matches!(keyword, Keyword::Limit(..))
        || matches!(keyword, Keyword::Count(count, _) if counts.contains(count))
}
