//! A JSON Schema as data: the table of its subschemas, and the facts of its keywords.
//!
//! The table is what every other layer reads. It knows one set of keywords, that of
//! 2020-12; what older dialects write otherwise is lowered to it (an `items` that is a
//! list has another name since), and keeps the name and the place that its author gave it.

mod argument;
mod branch;
mod choice;
mod codec;
pub mod keyword;
mod names;
mod representation;
mod steps;
mod table;

pub use crate::draft::Draft;
pub use argument::{Argument, Members, PatternMembers, Types, Values};
pub(crate) use branch::{Branch, Branches, Tag};
pub(crate) use choice::Choice;
pub use keyword::{Facts, Keyword, Role, Shape, Vocabulary};
pub use representation::Representation;
pub(crate) use steps::{KINDS, Step};
pub(crate) use table::EntryId;
pub use table::{Entry, Node, NodeId, Place, Resource, ResourceId, Source, Table};
