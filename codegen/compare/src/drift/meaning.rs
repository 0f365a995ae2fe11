//! The meaning of differences for documents.

use exactschema_frontend::model::{Combinator, Entry, Keyword, NodeId};

use super::keyword::{Group, asserts, keywords, restricts};
use super::sides::{At, Side, Sides};

const DOCUMENTATION: &str = "no document is read otherwise, but the documentation differs";
const LOOSER: &str = "the types read documents that the schema refuses";
const STRICTER: &str = "the types refuse documents that the schema accepts";
const DIFFERENT: &str = "the types and the schema accept different documents";

impl Sides<'_> {
    /// The meaning of a restriction that only one side has.
    pub(super) fn restriction(&self, at: &At, side: Side) -> &'static str {
        // Where another branch of `oneOf` may match, rejecting is accepting.
        if self.alternatives.contains(&at.source) {
            return DIFFERENT;
        }
        match side {
            Side::Source => LOOSER,
            Side::Emitted => STRICTER,
            Side::Both => DIFFERENT,
        }
    }

    /// The meaning of a difference of a keyword.
    pub(super) fn keyword_meaning(&self, at: &At, entry: &Entry, side: Side) -> &'static str {
        let schema = match side {
            Side::Source | Side::Both => self.source,
            Side::Emitted => self.emitted,
        };
        if !asserts(schema, entry) {
            return DOCUMENTATION;
        }
        if let Keyword::PrefixItems(_) = entry.keyword {
            return self.element_meaning(at, side);
        }
        self.restriction(at, side)
    }

    /// The meaning of a schema by name that only one side has.
    pub(super) fn member_meaning(
        &self,
        at: &At,
        group: Group,
        member: NodeId,
        side: Side,
    ) -> &'static str {
        let others = match group {
            Group::Definitions => &[][..],
            Group::Properties => &["additionalProperties", "patternProperties"],
            Group::Patterns => &["additionalProperties"],
        };
        match (group, side) {
            (Group::Definitions, Side::Source) => "no type is generated for this definition",
            (Group::Definitions, _) => "a type has no definition",
            // The other side constrains the property in another way.
            _ if self.has_any(at, others) => DIFFERENT,
            (Group::Properties, Side::Source) => {
                "the types keep this property among the unknown ones, whatever its value"
            }
            (Group::Properties, _) if !restricts(self.emitted, member) => DOCUMENTATION,
            (Group::Properties, _) if self.alternatives.contains(&at.source) => DIFFERENT,
            (Group::Properties, _) => {
                "the types know a property that the schema does not, and refuse other values of it"
            }
            (Group::Patterns, side) => self.restriction(at, side),
        }
    }

    /// The meaning of a place of a tuple that only one side has.
    pub(super) fn element_meaning(&self, at: &At, side: Side) -> &'static str {
        match self.has_any(at, &["items"]) {
            true => DIFFERENT,
            false => self.restriction(at, side),
        }
    }

    /// The meaning of a branch that only one side has.
    pub(super) fn branch_meaning(
        &self,
        at: &At,
        combinator: Combinator,
        side: Side,
    ) -> &'static str {
        match (combinator, side) {
            (Combinator::AllOf, side) => self.restriction(at, side),
            (Combinator::AnyOf, Side::Source) => self.restriction(at, Side::Emitted),
            (Combinator::AnyOf, Side::Emitted) => self.restriction(at, Side::Source),
            (Combinator::AnyOf, Side::Both) | (Combinator::OneOf, _) => DIFFERENT,
        }
    }

    /// Whether one side has one of these keywords, which apply to the rest.
    fn has_any(&self, at: &At, names: &[&str]) -> bool {
        let source = keywords(self.source, at.source);
        let emitted = keywords(self.emitted, at.emitted);
        let mut names = names.iter();
        names.any(|name| source.contains_key(name) || emitted.contains_key(name))
    }
}
