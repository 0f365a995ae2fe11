//! Generated schemas of all dialects, and edits of them: what is claimed of a pair is tried on
//! every document of a small world, in which all of their keywords matter. The variable
//! `PAIRS` sets the number of pairs of each dialect.

use exactschema::evaluate::Validator;
use exactschema::schema::Role;
use exactschema::schema::keyword::FACTS;
use exactschema_compare::diff::{
    Class, Comparison, ContentModel, Direction, Source, TIME, Verdict, diff,
};
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::model::Draft;
use fastrand::Rng;
use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value, json};

use crate::text::parsed;

/// The number of pairs of each dialect, unless the variable `PAIRS` is set.
const PAIRS: u64 = 10;

/// How deep subschemas are nested.
const DEPTH: usize = 2;

/// The share of pairs, in percent, that may be undecided: an edit can be anything.
const UNDECIDED: usize = 10;

pub(crate) fn trials() -> Vec<Trial> {
    let trials = Draft::ALL.iter().flat_map(|draft| {
        let name = format!("generated/{draft:?}");
        let all = format!("{name}/keywords");
        [
            Trial::test(name, || tried(*draft)),
            Trial::test(all, || has_all(*draft)),
        ]
    });
    trials.collect()
}

fn tried(draft: Draft) -> Result<(), Failed> {
    let pairs = std::env::var("PAIRS").map_or(PAIRS, |pairs| pairs.parse().unwrap());
    let documents = world();
    let (mut decided, mut undecided) = (0, Vec::new());
    for seed in 0..pairs {
        let mut random = Rng::with_seed(seed);
        let mut maker = Maker {
            random: &mut random,
            draft,
        };
        let old = maker.document();
        let mut new = old.clone();
        for _ in 0..maker.random.usize(1..3) {
            maker.edit(&mut new);
        }
        // A reference may be all that is left of a schema that it refers to.
        let Some(validators) = validators([&old, &new]) else {
            continue;
        };
        let comparison = compared([&old, &new])?;
        for direction in [Direction::Backward, Direction::Forward] {
            check(&comparison, direction, &validators, &documents)
                .map_err(|error| format!("seed {seed}, {direction:?}: {error}\n{old}\n{new}"))?;
            match comparison.verdict(direction) {
                Verdict::Undecided => {
                    undecided.push(format!("seed {seed}, {direction:?}:\n{old}\n{new}"));
                }
                _ => decided += 1,
            }
        }
    }
    let all = decided + undecided.len();
    match undecided.len() * 100 <= UNDECIDED * all {
        true => Ok(()),
        false => {
            let list = undecided.join("\n");
            Err(format!("of {all}, {} are undecided:\n{list}", undecided.len()).into())
        }
    }
}

fn validators(schemas: [&Value; 2]) -> Option<[Validator; 2]> {
    let [old, new] = schemas.map(|schema| {
        let compiled = compile(&schema.to_string(), &Options::default());
        compiled.ok().map(|compiled| Validator::new(compiled.table))
    });
    Some([old?, new?])
}

fn compared(schemas: [&Value; 2]) -> Result<Comparison, Failed> {
    let [old, new] = schemas.map(Value::to_string);
    let [left, right] = [&old, &new].map(|text| parsed(text));
    let source = |schema, text| Source { schema, text };
    let (old, new) = (source(&left, &old), source(&right, &new));
    diff(&old, &new, ContentModel::Open, 20 * TIME).map_err(Failed::from)
}

/// Whether no document contradicts what is claimed, and every witness is one. The judge is
/// the evaluator, which the official suite proves; the claims do not come from it.
fn check(
    comparison: &Comparison,
    direction: Direction,
    validators: &[Validator; 2],
    documents: &[String],
) -> Result<(), String> {
    let [from, to] = match direction {
        Direction::Backward => [&validators[0], &validators[1]],
        Direction::Forward => [&validators[1], &validators[0]],
    };
    let breaks = |document: &str| {
        let verdicts = [from, to].map(|side| side.is_valid(document.as_bytes()));
        verdicts == [Ok(true), Ok(false)]
    };
    for change in &comparison.changes {
        if let Class::Breaking(witness) = change.class(direction) {
            let document = witness.document.compact();
            if !breaks(&document) {
                return Err(format!("{}: {document} is no witness", change.rule));
            }
        }
    }
    if comparison.verdict(direction) == Verdict::Compatible
        && let Some(document) = documents.iter().find(|document| breaks(document))
    {
        return Err(format!("claimed to stay valid: {document}"));
    }
    Ok(())
}

/// The documents that are tried.
fn world() -> Vec<String> {
    let scalars: Vec<&str> =
        "null true false -1 0 1 2 3 4 0.5 1.5 1.0 \"\" \"a\" \"b\" \"ab\" \"aab\""
            .split(' ')
            .collect();
    let few = [
        "null",
        "0",
        "1",
        "3",
        "1.0",
        "\"a\"",
        "\"ab\"",
        "[]",
        "{\"a\":0}",
        "{\"b\":\"a\"}",
    ];
    let mut inner: Vec<String> = scalars.iter().map(|scalar| (*scalar).to_owned()).collect();
    inner.extend(["[]", "[1]", "{}", "{\"a\":1}", "{\"b\":null}"].map(str::to_owned));
    let mut world = inner.clone();
    world.extend(inner.iter().map(|value| format!("[{value}]")));
    for name in ["a", "b", "ab", "c"] {
        world.extend(inner.iter().map(|value| format!("{{\"{name}\":{value}}}")));
    }
    for one in few {
        for other in few {
            world.push(format!("[{one},{other}]"));
            world.push(format!("[{one},{other},{one}]"));
            world.push(format!("{{\"a\":{one},\"b\":{other}}}"));
            world.push(format!("{{\"a\":{one},\"c\":{other}}}"));
            world.push(format!("{{\"a\":{one},\"ab\":{other},\"b\":{one}}}"));
        }
    }
    world
}

struct Maker<'r> {
    random: &'r mut Rng,
    draft: Draft,
}

/// Keywords that most schemas have.
const COMMON: &[&str] = &["type", "properties", "required"];

/// The keywords of a dialect that matter to documents.
fn keywords(draft: Draft) -> Vec<&'static str> {
    let rows = FACTS.iter().filter(|facts| {
        let matters = matches!(facts.role, Role::Applicator | Role::Assertion);
        matters && (facts.since..=facts.until).contains(&draft)
    });
    rows.map(|facts| facts.name).collect()
}

/// Whether each keyword is in one of many documents.
fn has_all(draft: Draft) -> Result<(), Failed> {
    let documents = (0..1000).map(|seed| {
        let mut random = Rng::with_seed(seed);
        let mut maker = Maker {
            random: &mut random,
            draft,
        };
        maker.document().to_string()
    });
    let documents: Vec<String> = documents.collect();
    let mut missing = keywords(draft);
    missing.retain(|name| {
        let member = format!("\"{name}\":");
        !documents.iter().any(|document| document.contains(&member))
    });
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!("never generated: {missing:?}").into()),
    }
}

impl Maker<'_> {
    /// A schema with a definition that it can refer to.
    fn document(&mut self) -> Value {
        let Value::Object(mut root) = self.object(DEPTH) else {
            unreachable!("an object is one");
        };
        root.insert("$schema".to_owned(), json!(self.draft.uri()));
        let mut definition = self.object(1);
        if self.draft >= Draft::Draft202012 {
            definition["$dynamicAnchor"] = json!("d");
        }
        root.insert("definitions".to_owned(), json!({ "d": definition }));
        if self.draft == Draft::Draft201909 {
            root.insert("$recursiveAnchor".to_owned(), json!(self.random.bool()));
        }
        // Older dialects ignore what is beside it, and a root needs its dialect.
        root.remove("$ref");
        Value::Object(root)
    }

    fn schema(&mut self, depth: usize) -> Value {
        match self.random.u8(0..10) {
            0 if self.draft > Draft::Draft4 => json!(self.random.bool()),
            _ => self.object(depth),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut schema = Map::new();
        for _ in 0..self.random.usize(1..4) {
            let (name, value) = self.keyword(depth);
            schema.insert(name, value);
        }
        Value::Object(schema)
    }

    fn keyword(&mut self, depth: usize) -> (String, Value) {
        loop {
            let name = match self.random.u8(0..8) {
                0 => *self.random.choice(COMMON).unwrap(),
                _ => self.random.choice(keywords(self.draft)).unwrap(),
            };
            if let Some(value) = self.value(name, depth) {
                return (name.to_owned(), value);
            }
        }
    }

    /// The value of a keyword; `None` if subschemas would be too deep.
    fn value(&mut self, name: &str, depth: usize) -> Option<Value> {
        let pick = |random: &mut Rng, values: &[Value]| random.choice(values).cloned();
        let types = [
            "null", "boolean", "object", "array", "number", "integer", "string",
        ];
        Some(match name {
            "type" => {
                let one = self.random.choice(types)?;
                let other = self.random.choice(types)?;
                match self.random.bool() && one != other {
                    true => json!([one, other]),
                    false => json!(one),
                }
            }
            "enum" => {
                let values = [
                    json!(1),
                    json!("a"),
                    json!(null),
                    json!([1]),
                    json!({ "a": 1 }),
                    json!(0.5),
                    json!("ab"),
                    json!(false),
                ];
                let from = self.random.usize(0..6);
                json!(values[from..from + self.random.usize(1..3)])
            }
            "const" => pick(
                self.random,
                &[json!(1), json!("a"), json!(null), json!(0), json!([])],
            )?,
            "multipleOf" => pick(self.random, &[json!(1), json!(2), json!(0.5), json!(1.5)])?,
            "pattern" => pick(
                self.random,
                &[
                    json!("^a"),
                    json!("b$"),
                    json!("^a*$"),
                    json!("^[ab]{1,2}$"),
                ],
            )?,
            "uniqueItems" => json!(true),
            "required" => pick(
                self.random,
                &[json!(["a"]), json!(["b"]), json!(["a", "b"])],
            )?,
            "dependentRequired" => pick(
                self.random,
                &[json!({ "a": ["b"] }), json!({ "b": ["a", "c"] })],
            )?,
            "$ref" => pick(
                self.random,
                &[json!("#/definitions/d"), json!("#/definitions/d")],
            )?,
            "$dynamicRef" => json!("#d"),
            "$recursiveRef" => json!("#"),
            "format" => pick(
                self.random,
                &[
                    json!("hostname"),
                    json!("ipv4"),
                    json!("uri"),
                    json!("regex"),
                ],
            )?,
            name if name.starts_with("exclusive") && self.draft == Draft::Draft4 => {
                json!(self.random.bool())
            }
            name if name.contains("imum") => json!(self.random.i32(-1..4)),
            name if name.starts_with("min") || name.starts_with("max") => {
                json!(self.random.u8(0..4))
            }
            _ => {
                let below = depth.checked_sub(1)?;
                self.applicator(name, below)
            }
        })
    }

    fn applicator(&mut self, name: &str, below: usize) -> Value {
        match name {
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => self.list(below),
            "items" if self.draft < Draft::Draft202012 && self.random.bool() => self.list(below),
            "properties" | "patternProperties" | "dependentSchemas" | "dependencies" => {
                let names: &[&str] = match name {
                    "patternProperties" => &["^a", "b$"],
                    _ => &["a", "b", "ab"],
                };
                let mut members = Map::new();
                for _ in 0..self.random.usize(1..3) {
                    let name = self.random.choice(names).unwrap();
                    members.insert((*name).to_owned(), self.schema(below));
                }
                Value::Object(members)
            }
            "propertyDependencies" => {
                json!({ "a": { "a": self.schema(below), "ab": self.schema(below) } })
            }
            _ => self.schema(below),
        }
    }

    fn list(&mut self, below: usize) -> Value {
        let count = self.random.usize(1..4);
        (0..count).map(|_| self.schema(below)).collect()
    }

    /// Changes a keyword somewhere in a schema, or adds or removes one.
    fn edit(&mut self, schema: &mut Value) {
        let Value::Object(keywords) = schema else {
            *schema = self.object(1);
            return;
        };
        let inside = keywords.iter_mut().filter(|(name, _)| *name != "$schema");
        let mut inner: Vec<&mut Value> = inside
            .flat_map(|(name, value)| children(name, value))
            .collect();
        if !inner.is_empty() && self.random.u8(0..3) > 0 {
            let index = self.random.usize(0..inner.len());
            self.edit(inner.swap_remove(index));
            return;
        }
        let names: Vec<String> = keywords
            .keys()
            .filter(|name| !is_kept(name))
            .cloned()
            .collect();
        let (name, value) = self.keyword(1);
        match (self.random.u8(0..3), self.random.choice(names)) {
            (0, Some(name)) => drop(keywords.remove(&name)),
            (1, Some(name)) => {
                let value = self.value(&name, 2).unwrap_or(value);
                keywords.insert(name, value);
            }
            _ if name != "$ref" => drop(keywords.insert(name, value)),
            _ => {}
        }
    }
}

/// Whether a schema needs a keyword to be one.
fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "$schema" | "definitions" | "$dynamicAnchor" | "$recursiveAnchor"
    )
}

/// The subschemas of a keyword.
fn children<'v>(name: &str, value: &'v mut Value) -> Vec<&'v mut Value> {
    match (name, value) {
        ("enum" | "const" | "required" | "type" | "dependentRequired", _) => Vec::new(),
        (
            "properties" | "patternProperties" | "dependentSchemas" | "dependencies"
            | "definitions",
            Value::Object(members),
        ) => members.values_mut().collect(),
        ("propertyDependencies", Value::Object(properties)) => {
            let values = properties.values_mut().filter_map(Value::as_object_mut);
            values.flat_map(|values| values.values_mut()).collect()
        }
        (_, Value::Array(elements)) => elements.iter_mut().collect(),
        (_, value @ Value::Object(_)) => vec![value],
        _ => Vec::new(),
    }
}
