//! Steps of a real history: the variable `HISTORIES` names a git directory of SchemaStore
//! (<https://github.com/SchemaStore/schemastore>), without which this is skipped. Build it with
//! `--release`.
//!
//! A step is a commit that changed one schema. Each version is compared together with the files of
//! its commit that it refers to. Of steps at random, from a fixed seed, hardly any may be
//! undecided and none may take longer than it is given; every claim is tried.

use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use exactschema_compare::diff::{
    Class, Comparison, ContentModel, Direction, Source, TIME, Verdict, diff_by,
};
use exactschema_frontend::compile::{Loaded, Options, bundle};
use exactschema_frontend::json::Json;
use exactschema_frontend::model::Schema;
use exactschema_sample::{Dictionary, Generator, Judge, mutate};
use fastrand::Rng;
use jsonschema::Validator;
use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::claims::{documents, is_read_exactly, second_judge};
use crate::text::word;

/// The folder of the schemas, and the URLs that they are published at.
const FOLDER: &str = "src/schemas/json/";
const PUBLISHED: &[&str] = &[
    "https://json.schemastore.org/",
    "http://json.schemastore.org/",
    "https://www.schemastore.org/",
];

/// The number of steps, unless the variable `STEPS` is set.
const STEPS: usize = 200;

/// The share of compared steps, in percent, that have a verdict in both directions.
const DECIDED: usize = 95;

/// So much longer than its budget a comparison may take.
const LATE: Duration = Duration::from_secs(1);

pub(crate) fn trials() -> Vec<Trial> {
    let name = "histories".to_owned();
    vec![Trial::test(name, || match std::env::var("HISTORIES") {
        Ok(repository) => tried(&Repository(repository)),
        Err(_) => {
            eprintln!("skipped: HISTORIES names no git directory of SchemaStore");
            Ok(())
        }
    })]
}

fn tried(repository: &Repository) -> Result<(), Failed> {
    let mut steps = repository.steps();
    Rng::with_seed(0).shuffle(&mut steps);
    let count = std::env::var("STEPS").map_or(STEPS, |steps| steps.parse().unwrap());
    steps.truncate(count);
    let waiting = Mutex::new(steps.into_iter());
    let results = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().next();
                    let Some(step) = next else { break };
                    let result = judged(repository, &step);
                    results.lock().unwrap().push((step, result));
                }
            });
        }
    });
    summed_up(results.into_inner().unwrap())
}

/// A commit, and the schema that it changed.
struct Step {
    commit: String,
    path: String,
}

/// What was found of a step, nothing if a version is no schema; or a claim that is wrong.
type Judged = Result<Option<Found>, String>;

struct Found {
    verdicts: [Verdict; 2],
    time: Duration,
    /// The numbers of documents that were tried: by our judge alone, and by both.
    documents: [usize; 2],
}

/// The directory of a git repository.
struct Repository(String);

impl Repository {
    fn git(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("git")
            .args(["--git-dir", &self.0])
            .args(arguments)
            .output()
            .unwrap();
        output
            .status
            .success()
            .then(|| String::from_utf8(output.stdout).ok())?
    }

    /// The commits that changed one schema, and nothing else among the schemas.
    fn steps(&self) -> Vec<Step> {
        let log = ["log", "--first-parent", "--reverse", "--no-renames"];
        let log = [&log[..], &["--format=:%H", "--name-status", "--", FOLDER]].concat();
        let log = self.git(&log).unwrap();
        let commits = log.split(':').skip(1).filter_map(|commit| {
            let mut lines = commit.lines().filter(|line| !line.is_empty());
            let (commit, change) = (lines.next()?, lines.next()?);
            let path = change.strip_prefix("M\t")?;
            let is_one = lines.next().is_none() && path.ends_with(".json");
            is_one.then(|| Step {
                commit: commit.to_owned(),
                path: path.to_owned(),
            })
        });
        commits.collect()
    }

    fn text(&self, commit: &str, path: &str) -> Option<String> {
        self.git(&["cat-file", "blob", &format!("{commit}:{path}")])
    }

    /// A version of a schema, with the files of its commit that it refers to.
    fn version(&self, commit: &str, path: &str) -> Option<(String, Schema)> {
        let load = |url: &str| {
            let mut names = PUBLISHED.iter().filter_map(|site| url.strip_prefix(site));
            let name = names.next()?.trim_end_matches(".json");
            let text = self.text(commit, &format!("{FOLDER}{name}.json"))?;
            Some(Loaded { text, path: None })
        };
        let name = path.strip_prefix(FOLDER)?;
        let options = Options {
            uri: &format!("{}{name}", PUBLISHED[0]),
            load: &load,
            ..Options::default()
        };
        let text = bundle(&self.text(commit, path)?, &options).ok()?.text;
        let schema = Schema::new(&Json::parse(&text).ok()?).ok()?;
        Some((text, schema))
    }
}

/// Compares the versions before and after a step, and tries what is claimed.
fn judged(repository: &Repository, step: &Step) -> Judged {
    let before = format!("{}^", step.commit);
    let [old, new] = [&before, &step.commit].map(|commit| repository.version(commit, &step.path));
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(None);
    };
    let [left, right] = [&old, &new].map(|(text, schema)| Source { schema, text });
    let begin = Instant::now();
    let models = [ContentModel::Open, ContentModel::Lenient];
    let comparisons = diff_by(&left, &right, models, TIME).map_err(|error| error.to_string())?;
    let time = begin.elapsed();
    if time > TIME + LATE {
        return Err(format!("it took {time:?}"));
    }
    let mut found = Found {
        verdicts: [comparisons[0].backward, comparisons[0].forward],
        time,
        documents: [0, 0],
    };
    let judges = [&old, &new].map(|(text, schema)| Judges::new(text, schema));
    let [before, after] = &judges;
    for (direction, sides) in [
        (Direction::Backward, [before, after]),
        (Direction::Forward, [after, before]),
    ] {
        for comparison in &comparisons {
            witnesses(comparison, direction, sides)?;
        }
        if comparisons[0].verdict(direction) == Verdict::Compatible {
            survive(sides, &mut found.documents)?;
        }
    }
    Ok(Some(found))
}

/// The judges of a version.
struct Judges<'s> {
    text: &'s str,
    schema: &'s Schema,
    ours: Judge,
    /// One that has nothing of ours, if the schema is one to it.
    other: Option<Validator>,
    generator: Generator<'s>,
    words: Dictionary,
}

impl<'s> Judges<'s> {
    fn new(text: &'s str, schema: &'s Schema) -> Self {
        Judges {
            text,
            schema,
            ours: Judge::new(schema, text).unwrap(),
            other: second_judge(text),
            generator: Generator::new(schema, text).unwrap(),
            words: Dictionary::of(schema),
        }
    }
}

/// The verdicts on a document by two versions: ours, and that of the other judge, where it is
/// exact.
fn verdicts(sides: [&Judges<'_>; 2], document: &str) -> [Option<[bool; 2]>; 2] {
    let ours = sides.map(|side| side.ours.fits(side.schema.root(), document));
    let instance: Option<Value> = serde_json::from_str(document).ok();
    let texts = sides.map(|side| side.text);
    let instance = instance.filter(|instance| is_read_exactly(texts, document, instance));
    let other = instance.and_then(|instance| {
        let [from, to] = sides.map(|side| side.other.as_ref());
        Some([from?, to?].map(|judge| judge.is_valid(&instance)))
    });
    [Some(ours), other]
}

/// Whether every witness is one.
fn witnesses(
    comparison: &Comparison,
    direction: Direction,
    sides: [&Judges<'_>; 2],
) -> Result<(), String> {
    for change in &comparison.changes {
        if let Class::Breaking(witness) = change.class(direction) {
            let text = witness.document.compact();
            let verdicts = verdicts(sides, &text);
            if verdicts
                .iter()
                .flatten()
                .any(|verdict| *verdict != [true, false])
            {
                return Err(format!(
                    "{}: {text} is no witness: {verdicts:?}",
                    change.rule
                ));
            }
        }
    }
    Ok(())
}

/// Whether generated documents of one version are valid under another, and how many they are.
fn survive(sides: [&Judges<'_>; 2], tried: &mut [usize; 2]) -> Result<(), String> {
    for seed in 0..documents() {
        let mut random = Rng::with_seed(seed);
        let Some(mut document) = sides[0].generator.valid(&mut random) else {
            continue;
        };
        if seed % 2 == 1 {
            let words = &sides[usize::from(seed % 4 == 1)].words;
            mutate(words, &mut document, &mut random);
        }
        let text = document.print();
        let verdicts = verdicts(sides, &text);
        if verdicts.contains(&Some([true, false])) {
            return Err(format!("claimed to stay valid: {text}: {verdicts:?}"));
        }
        for (count, verdict) in tried.iter_mut().zip(verdicts) {
            *count += usize::from(verdict.is_some_and(|verdict| verdict[0]));
        }
    }
    Ok(())
}

/// A table of the steps, unless too few are decided, or a claim is wrong.
fn summed_up(results: Vec<(Step, Judged)>) -> Result<(), Failed> {
    let (mut times, mut decided, mut documents) = (Vec::new(), 0, [0, 0]);
    let mut problems = Vec::new();
    for (Step { commit, path }, result) in &results {
        let name = format!("{} {}", &commit[..10], path.trim_start_matches(FOLDER));
        match result {
            Ok(None) => eprintln!("{name}: a version is no schema"),
            Ok(Some(found)) => {
                let [backward, forward] = found.verdicts.map(word);
                let time = found.time.as_millis();
                eprintln!(
                    "{name}: {backward}, {forward}, {time} ms, {:?}",
                    found.documents
                );
                times.push(found.time);
                decided += usize::from(!found.verdicts.contains(&Verdict::Undecided));
                documents = [0, 1].map(|judge| documents[judge] + found.documents[judge]);
            }
            Err(problem) => problems.push(format!("{name}: {problem}")),
        }
    }
    times.sort();
    let at = |percent: usize| times.get(times.len() * percent / 100);
    let compared = times.len();
    eprintln!(
        "{} steps, {compared} compared, {decided} decided in both directions; {documents:?} \
         documents; median {:?}, 90 % within {:?}, {:?} at most",
        results.len(),
        at(50),
        at(90),
        times.last(),
    );
    if !problems.is_empty() {
        return Err(problems.join("\n").into());
    }
    match compared > 0 && decided * 100 >= DECIDED * compared {
        true => Ok(()),
        false => Err(format!("of {compared}, {decided} are decided").into()),
    }
}
