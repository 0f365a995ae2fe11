//! The time of documents of many shapes:
//! `cargo bench -p models --features validate --bench shapes`.
//!
//! Each line of the table is work that two programs do in turn, on one thread; the ratio is
//! that of their medians of CPU time, above 1 where ours is faster. The list at the end is of
//! the ratios below their goal. A word on the command line selects the lines that contain it:
//! `cargo bench -p models --features validate --bench shapes -- typed`.
//!
//! With `BENCHMARK=PATH`, a folder of folders with `schema.json` and `instances.jsonl` such as
//! those of <https://github.com/sourcemeta-research/jsonschema-benchmark>, each of these is a
//! line, too.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

mod derived;
mod documents;
#[path = "../shared/exports.rs"]
mod exports;
mod public;
mod ratio;
mod scaling;
mod typed;
mod unions;
mod wrong;

fn main() {
    let mut table = ratio::Table::of_arguments();
    typed::measure(&mut table);
    unions::measure(&mut table);
    wrong::measure(&mut table);
    scaling::measure(&mut table);
    public::measure(&mut table);
    table.finish();
}
