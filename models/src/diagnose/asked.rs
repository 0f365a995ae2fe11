//! What schemas ask of a value of a type, apart from the values in it.

use std::rc::Rc;

use super::state::{Active, Slots};
use super::table::{Keyword, Node, Says, Type};
use crate::runtime::{Kind, Rule};

/// What a schema asks of a value of some type.
pub(super) struct Checks {
    pub(super) node: &'static Node,
    pub(super) keywords: Vec<&'static Keyword>,
    pub(super) to: Slots,
}

/// Something for each type of JSON.
pub(super) struct ByKind<T>([T; KINDS.len()]);

/// In the order of [`place`].
const KINDS: [Kind; 6] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
];

impl<T> ByKind<T> {
    pub(super) fn new(of: impl FnMut(Kind) -> T) -> Self {
        ByKind(KINDS.map(of))
    }

    pub(super) fn get(&self, kind: Kind) -> &T {
        &self.0[place(kind)]
    }
}

fn place(kind: Kind) -> usize {
    match kind {
        Kind::Null => 0,
        Kind::Boolean => 1,
        Kind::Number => 2,
        Kind::String => 3,
        Kind::Array => 4,
        Kind::Object => 5,
    }
}

/// What the schemas ask of a value of a type.
pub(super) fn checks(kind: Kind, active: &[Active]) -> Vec<Checks> {
    let of = |active: &Active| {
        let keywords = active.node.keywords.iter();
        Checks {
            node: active.node,
            keywords: keywords.filter(|keyword| asks(keyword, kind)).collect(),
            to: Rc::clone(&active.to),
        }
    };
    let numbers = kind == Kind::Number;
    let all = active.iter().map(of);
    all.filter(|checks| !checks.keywords.is_empty() || numbers)
        .collect()
}

/// Whether a keyword asks something of a value of a type, beside what is asked of the
/// values in it.
fn asks(keyword: &Keyword, kind: Kind) -> bool {
    match &keyword.says {
        Says::Nothing | Says::Enum(_) => true,
        // A number may not be an integer.
        Says::Type(types) => match kind {
            Kind::Number => !types.contains(&Type::Number),
            _ => !types.iter().any(|type_| type_.kind() == kind),
        },
        Says::Rule(rule) => kind == kind_of(rule),
        Says::Required(_) | Says::DependentRequired(_) => kind == Kind::Object,
        Says::All(_)
        | Says::Any(_)
        | Says::One(_)
        | Says::Properties(_)
        | Says::PatternProperties(_)
        | Says::AdditionalProperties(_)
        | Says::PropertyNames(_)
        | Says::PrefixItems(_)
        | Says::Items(_) => false,
    }
}

/// The type of the values that a constraint is about.
fn kind_of(rule: &Rule) -> Kind {
    match rule {
        Rule::MinLength(_) | Rule::MaxLength(_) | Rule::Pattern(_) | Rule::Format(_) => {
            Kind::String
        }
        Rule::Minimum(_)
        | Rule::Maximum(_)
        | Rule::ExclusiveMinimum(_)
        | Rule::ExclusiveMaximum(_)
        | Rule::MultipleOf(_) => Kind::Number,
        Rule::MinItems(_) | Rule::MaxItems(_) | Rule::UniqueItems => Kind::Array,
        Rule::MinProperties(_)
        | Rule::MaxProperties(_)
        | Rule::DependentRequired(_)
        | Rule::PropertyNames(_)
        | Rule::PatternProperties(_)
        | Rule::NoOthers(_) => Kind::Object,
    }
}
