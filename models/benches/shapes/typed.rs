//! Types: checked, read and written, beside serde_json, sonic-rs and simd-json.

use std::collections::BTreeMap;
use std::hint::black_box;

use exactschema::{Map, Model};
use models::ExportSession;
use models::session_events::SessionEvent;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::derived;
use super::documents;
use super::exports::export;
use super::ratio::Table;

/// The code of golden cases of the generator.
macro_rules! case {
    ($module:ident $directory:literal) => {
        #[allow(dead_code, missing_docs, unreachable_pub, reason = "made to be public")]
        mod $module {
            include!(concat!(
                "../../../codegen/tests/cases/",
                $directory,
                "/expected.rs"
            ));
        }
    };
}

case!(log_lines "log-lines");
case!(optional_texts "optional-texts");

/// The goals of checking against `IgnoredAny`, of reading and of writing against the derive.
#[derive(Clone, Copy)]
struct Goals(f64, f64, f64);

const USUAL: Goals = Goals(1.0, 1.2, 1.0);

pub(crate) fn measure(table: &mut Table) {
    type Pairs = Vec<Vec<f64>>;
    for decimals in [2, 6, 12, 14, 15] {
        let name = format!("numbers of {decimals} decimals");
        shape::<Pairs, Pairs>(
            table,
            &name,
            &[documents::numbers(decimals)],
            Goals(0.8, 1.0, 1.0),
        );
    }
    let shortest = [documents::shortest()];
    shape::<Pairs, Pairs>(table, "shortest doubles", &shortest, Goals(0.8, 1.0, 1.0));
    shape::<Vec<i64>, Vec<i64>>(table, "integers", &[documents::integers()], USUAL);
    type Maps = Vec<Map<u32>>;
    shape::<Maps, Vec<BTreeMap<String, u32>>>(table, "maps", &[documents::maps()], USUAL);
    shape::<Vec<String>, Vec<String>>(table, "short texts", &[documents::texts()], USUAL);
    shape::<log_lines::LogLine, derived::LogLine>(
        table,
        "log lines",
        &documents::log_lines(),
        USUAL,
    );
    let articles = documents::articles();
    shape::<optional_texts::Article, derived::Article>(table, "articles", &articles, USUAL);
    let events = documents::events();
    shape::<SessionEvent, derived::Event>(table, "events", &events, Goals(0.8, 1.2, 1.0));
    for size in [10_000, 1_000_000] {
        let count = 1_000_000 / size;
        let documents: Vec<_> = (0..count).map(|index| export(size + index)).collect();
        let bytes = documents.iter().map(Vec::len).sum();
        let check = || documents.iter().for_each(check::<ExportSession>);
        let skim = || documents.iter().for_each(skim);
        let against: [(_, _, &dyn Fn()); 1] = [("IgnoredAny", 1.6, &skim)];
        table.compare(
            &format!("check: exports of {size} bytes"),
            bytes,
            &check,
            &against,
        );
    }
}

/// Measures documents of a type, beside one with serde's derive.
fn shape<T: Model, D: DeserializeOwned + Serialize>(
    table: &mut Table,
    name: &str,
    documents: &[Vec<u8>],
    Goals(check, read, write): Goals,
) {
    let bytes = documents.iter().map(Vec::len).sum();
    let ours = || documents.iter().for_each(|json| self::check::<T>(json));
    let skim = || documents.iter().for_each(skim);
    let work = format!("check: {name}");
    table.compare(&work, bytes, &ours, &[("IgnoredAny", check, &skim)]);

    let from = |json: &Vec<u8>| drop(black_box(models::from_slice::<T>(black_box(json)).unwrap()));
    let ours = || documents.iter().for_each(from);
    let from = |json: &Vec<u8>| {
        drop(black_box(
            serde_json::from_slice::<D>(black_box(json)).unwrap(),
        ));
    };
    let derived = || documents.iter().for_each(from);
    let from = |json: &Vec<u8>| {
        drop(black_box(
            sonic_rs::from_slice::<D>(black_box(json)).unwrap(),
        ));
    };
    let sonic = || documents.iter().for_each(from);
    let from = |json: &Vec<u8>| {
        // It unescapes strings where they are.
        let mut json = black_box(json).clone();
        drop(black_box(
            simd_json::serde::from_slice::<D>(&mut json).unwrap(),
        ));
    };
    let simd = || documents.iter().for_each(from);
    let work = format!("typed read: {name}");
    table.compare(
        &work,
        bytes,
        &ours,
        &[
            ("serde_json, derive", read, &derived),
            ("sonic-rs, derive", 1.0, &sonic),
            ("simd-json, derive", 1.0, &simd),
        ],
    );

    let read = |json: &Vec<u8>| models::from_slice::<T>(json).unwrap();
    let values: Vec<T> = documents.iter().map(read).collect();
    let to = |value: &T| drop(black_box(models::to_vec(black_box(value)).unwrap()));
    let ours = || values.iter().for_each(to);
    let read = |json: &Vec<u8>| serde_json::from_slice::<D>(json).unwrap();
    let values: Vec<D> = documents.iter().map(read).collect();
    let to = |value: &D| drop(black_box(serde_json::to_vec(black_box(value)).unwrap()));
    let derived = || values.iter().for_each(to);
    let to = |value: &D| drop(black_box(sonic_rs::to_vec(black_box(value)).unwrap()));
    let sonic = || values.iter().for_each(to);
    let work = format!("write: {name}");
    table.compare(
        &work,
        bytes,
        &ours,
        &[
            ("serde_json, derive", write, &derived),
            ("sonic-rs, derive", 1.0, &sonic),
        ],
    );
}

fn check<T: Model>(json: impl AsRef<[u8]>) {
    models::check_as::<T>(black_box(json.as_ref())).unwrap();
}

/// Skims the syntax, and judges nothing.
pub(crate) fn skim(json: impl AsRef<[u8]>) {
    serde_json::from_slice::<IgnoredAny>(black_box(json.as_ref())).unwrap();
}
