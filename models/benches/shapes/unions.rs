//! Unions of 2 to 1,000 branches, judged by the table of a schema.
//!
//! The goal is a time that does not grow with the number of branches: each is compared with
//! that of two.

use std::fmt::Write as _;
use std::hint::black_box;

use exactschema::evaluate::Validator;
use exactschema_frontend::compile::{Options, compile};

use super::ratio::Table;

/// The number of branches.
const SIZES: [usize; 4] = [2, 10, 100, 1_000];

/// How the branches of a union differ.
#[derive(Clone, Copy)]
enum Kind {
    /// By a constant that is required.
    Tagged,
    /// By a constant that may be absent.
    Optional,
    /// By the property that they require.
    Untagged,
}

pub(crate) fn measure(table: &mut Table) {
    for (name, kind) in [
        ("tagged", Kind::Tagged),
        ("tagged by a constant that is not required", Kind::Optional),
        ("untagged", Kind::Untagged),
    ] {
        let [two, others @ ..] = SIZES.map(|branches| Union::new(kind, branches));
        for (union, branches) in others.iter().zip(&SIZES[1..]) {
            let bytes = union.document.len();
            let work = format!("union, {name}: {branches} branches");
            let (ours, two) = (|| union.judge(), || two.judge());
            table.compare(&work, bytes, &ours, &[("two branches", 0.7, &two)]);
        }
    }
}

/// A union, and values of all its branches.
struct Union {
    validator: Validator,
    document: Vec<u8>,
}

impl Union {
    fn new(kind: Kind, branches: usize) -> Self {
        let branch = |index: usize| match kind {
            Kind::Tagged => format!(
                r#"{{"type":"object","properties":{{"kind":{{"const":"kind{index}"}},"size":{{"type":"integer"}}}},"required":["kind"]}}"#
            ),
            Kind::Optional => format!(
                r#"{{"type":"object","properties":{{"kind":{{"const":"kind{index}"}},"size":{{"type":"integer"}}}}}}"#
            ),
            Kind::Untagged => format!(
                r#"{{"type":"object","properties":{{"part{index}":{{"type":"string"}},"size":{{"type":"integer"}}}},"required":["part{index}"],"additionalProperties":false}}"#
            ),
        };
        let list: Vec<String> = (0..branches).map(branch).collect();
        let schema = format!(r#"{{"items":{{"oneOf":[{}]}}}}"#, list.join(","));
        let table = compile(&schema, &Options::default()).unwrap().table;
        let mut document = String::from("[");
        for index in 0..1_000 {
            let comma = if index > 0 { "," } else { "" };
            let branch = index * 7 % branches;
            let _ = match kind {
                Kind::Untagged => {
                    write!(document, r#"{comma}{{"part{branch}":"p","size":{index}}}"#)
                }
                _ => write!(
                    document,
                    r#"{comma}{{"kind":"kind{branch}","size":{index}}}"#
                ),
            };
        }
        document.push(']');
        Union {
            validator: Validator::new(table),
            document: document.into_bytes(),
        }
    }

    fn judge(&self) {
        assert!(self.validator.is_valid(black_box(&self.document)).unwrap());
    }
}
