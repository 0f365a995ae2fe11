//! Tests of the changes between two schemas, and of their meaning for documents.
//!
//! - every directory below `rules` is a test: a change from `previous.json` to
//!   `current.json`, with its meaning, by content model and direction;
//! - every directory below `pairs` is one as well, where several changes meet;
//! - every row of `edits` is one: a base, what is replaced in it, and the verdicts;
//! - every row of `small`, `keywords` and `proofs` is one: two schemas, and the verdicts;
//! - every schema of the tree and every golden case is compared with itself, and with
//!   random edits of it;
//! - schemas of each dialect are generated, and compared with edits of them;
//! - steps of a real history are compared, if the variable `HISTORIES` names one.
//!
//! All claims are checked: witnesses by a validator of the test's own, proofs by generated
//! documents, as many as the variable `DOCUMENTS` requires. The ordinary run is short of
//! both, and tries one row of `edits` in five: `DOCUMENTS=10000` on `edits/`, which `.ci/run`
//! sets, tries all; that, `PAIRS=200` on `generated/`, and `EDITS=100` on `random/`
//! should be built with `--release`. `SNAPSHOTS=overwrite` updates the snapshots.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod budget;
mod claims;
mod edits;
mod generated;
mod histories;
mod keywords;
mod proofs;
mod random;
mod rules;
mod same;
mod small;
mod text;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let trials: Vec<Trial> = rules::trials()
        .into_iter()
        .chain(edits::trials())
        .chain(small::trials())
        .chain(keywords::trials())
        .chain(proofs::trials())
        .chain(budget::trials())
        .chain(same::trials())
        .chain(random::trials())
        .chain(generated::trials())
        .chain(histories::trials())
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
