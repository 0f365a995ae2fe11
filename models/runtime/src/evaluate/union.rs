//! Unions, `anyOf` and `oneOf`, that no branch explains by itself: selects the branch that an
//! instance was meant for, and the message where none fits best.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::evaluated::Evaluated;
use super::explain::{Explained, Explainer};
use super::found::{Found, Named, Violation};
use super::run::Scene;
use super::words::listed;
use super::{Exceeded, combination, enumeration};
use crate::diagnose::{nearest, sort_by_nearness};
use crate::document::Instance;
use crate::schema::{Branch, Branches, Entry, Keyword, NodeId, Step, Tag, Types};
use crate::text::lexer::Kind;

/// How many texts of a tag are listed in full.
const LISTED: usize = 32;

/// A union, its instance, and its branches.
#[derive(Clone, Copy)]
struct Union<'r> {
    scene: Scene<'r>,
    entry: &'r Entry,
    ids: &'r [NodeId],
    branches: &'r Branches,
}

impl<'r> Union<'r> {
    /// The branch at a place, as messages name it.
    fn named(&self, place: usize) -> Named<'r> {
        Named {
            schema: self.ids[place],
            place,
            tags: &self.branches.list[place].tags,
        }
    }
}

/// The fit of an instance to a branch: the less, the better.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether its type is another.
    is_mismatch: bool,
    /// The number of tags with other values than the branch requires.
    untagged: usize,
    /// Whether no tag is the one that the branch asks for.
    is_tagless: bool,
    /// Whether it lacks a property that the branch requires.
    is_lacking: bool,
    /// The number of keywords that it violates at the instance itself.
    broken: usize,
}

impl<'r> Explainer<'r> {
    /// Explains a union.
    pub(super) fn union(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Explained {
        let ids = entry.argument.schemas();
        let Some(choice) = scene.node.choice(entry.keyword) else {
            return Ok(true);
        };
        // What the branches ask for is looked up only where none is valid: it may be much.
        let nodes = self.run.table.nodes();
        let union = || Union {
            scene,
            entry,
            ids,
            branches: choice.branches(nodes, ids),
        };
        if scene.instance.is_cut() {
            return self.cut_off(union());
        }
        let candidates: Vec<NodeId> = match combination::choice(scene, entry) {
            Some(choice) => {
                let mut candidates = choice.candidates(scene.instance);
                let (first, second) = (candidates.next(), candidates.next());
                // It is explained whether or not it is valid: to judge it first would take as
                // long.
                if let (Some(first), None) = (first, second)
                    && let union = union()
                    && let Some((one, tag)) = union.branches.tagged(scene.instance)
                    && ids[one] == first
                {
                    return self.tagged(union, one, tag);
                }
                first.into_iter().chain(second).chain(candidates).collect()
            }
            None => ids.to_vec(),
        };
        let mut valid = Vec::new();
        for id in candidates {
            let run = &mut self.run;
            if run.judge(id, scene.environment, scene.instance, None)? {
                valid.extend(ids.iter().position(|other| *other == id));
            }
        }
        valid.sort_unstable();
        match (valid.as_slice(), entry.keyword) {
            ([first, second, ..], Keyword::OneOf) => {
                let [first, second] = [*first, *second].map(|place| Named {
                    schema: ids[place],
                    place,
                    tags: &[],
                });
                let table = self.run.table;
                let (first, second) = (first.name(table), second.name(table));
                let message =
                    format!("expected a value for one branch, found one for {first} and {second}");
                self.all(scene, entry, vec![Violation::Message(message)])
            }
            ([_, ..], _) => Ok(true),
            ([], _) => self.no_branch(union()),
        }
    }

    /// Explains a union of which no branch is valid.
    fn no_branch(&mut self, union: Union<'r>) -> Explained {
        match union.branches.tagged(union.scene.instance) {
            Some((one, tag)) => self.tagged(union, one, tag),
            None => self.best_branch(union),
        }
    }

    /// Explains a union of an object that a syntax error cuts off, if its tag decides.
    fn cut_off(&mut self, union: Union<'r>) -> Explained {
        let Union {
            scene,
            entry,
            ids,
            branches,
        } = union;
        let object = scene.instance;
        let has = |tags: &[Tag]| {
            tags.iter()
                .filter_map(|tag| has_text(object, tag))
                .collect()
        };
        let list = branches.list.iter();
        let known: Vec<Vec<bool>> = list.map(|branch| has(&branch.tags)).collect();
        let named = known.iter().position(|known| known.contains(&true));
        if let Some(place) = named {
            return self.branch(scene, entry, ids[place], Some(union.named(place)), 0);
        }
        let is_wrong = !known.is_empty() && known.iter().all(|known| known.contains(&false));
        let fits = vec![Fit::default(); branches.list.len()];
        Ok(!(is_wrong && self.tag(union, &fits)))
    }

    fn best_branch(&mut self, union: Union<'r>) -> Explained {
        let Union {
            scene,
            entry,
            ids,
            branches,
        } = union;
        let branches = branches.list.as_slice();
        let mut fits = Vec::with_capacity(branches.len());
        for (id, branch) in ids.iter().zip(branches) {
            fits.push(self.fit(*id, branch, scene)?);
        }
        let Some(best) = fits.iter().min().cloned() else {
            return self.all(scene, entry, vec![Violation::Another]);
        };
        let among: Vec<usize> = (0..branches.len())
            .filter(|place| fits[*place] == best)
            .collect();
        if best.is_mismatch && branches.len() > 1 {
            return self.types(union);
        }
        let is_open = best.untagged > 0 || among.len() > 1;
        if is_open && branches.len() > 1 && self.tag(union, &fits) {
            return Ok(false);
        }
        if let [one] = among.as_slice() {
            let others = fits.iter().filter(|fit| !fit.is_mismatch).count();
            let named = (others > 1).then(|| union.named(*one));
            return self.branch(scene, entry, ids[*one], named, 0);
        }
        self.firsts(union, &among)
    }

    /// Explains the branch of an object that its tag tells.
    fn tagged(&mut self, union: Union<'r>, one: usize, tag: Instance<'r>) -> Explained {
        let branches = union.branches;
        let named = (branches.objects > 1).then(|| union.named(one));
        // A tag that no other branch takes was accepted by this one. Otherwise what was accepted
        // may have been so by another branch.
        let is_same = branches.are_tagged && self.is_accepted(tag);
        let accepted = if is_same { self.accepted } else { 0 };
        self.branch(union.scene, union.entry, union.ids[one], named, accepted)
    }

    /// Tells the types that the branches take.
    fn types(&mut self, union: Union<'r>) -> Explained {
        let mut words: Vec<String> = Vec::new();
        for name in union
            .branches
            .list
            .iter()
            .flat_map(|branch| branch.types.names())
        {
            let word = enumeration::with_article(name);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let found = union.scene.instance.kind().describe();
        let message = format!("expected {}, found {found}", listed(words, "or"));
        self.all(union.scene, union.entry, vec![Violation::Message(message)])
    }

    /// Tells of the property that should name the branch; whether there is one.
    fn tag(&mut self, union: Union<'r>, fits: &[Fit]) -> bool {
        let Union {
            scene,
            entry,
            branches,
            ..
        } = union;
        let names = branches.list.iter().zip(fits);
        let names = names.filter(|(_, fit)| !fit.is_mismatch);
        let names: Vec<&'r [Tag]> = names.map(|(branch, _)| &*branch.tags).collect();
        let Some(first) = names.first().and_then(|tags| {
            let shared = |tag: &&Tag| {
                let mut names = names.iter();
                names.all(|tags| tags.iter().any(|other| other.name == tag.name))
            };
            tags.iter().find(shared).map(|tag| &*tag.name)
        }) else {
            return false;
        };
        let tags = names.iter().copied().flatten();
        let tags = tags.filter(|tag| *tag.name == *first);
        let mut known = HashSet::new();
        let texts = tags.flat_map(|tag| &tag.texts).map(|text| &**text);
        let mut texts: Vec<&str> = texts.filter(|text| known.insert(*text)).collect();
        let object = scene.instance;
        let Some(value) = object.get(first) else {
            let present: Vec<_> = object.members().map(|member| member.name.text()).collect();
            let near = match self.may_compare(present.len()) {
                true => nearest(first, present.iter().map(|name| &**name)),
                false => None,
            };
            let near = near.map_or_else(String::new, |near| format!(", but there is {near:?}"));
            let expected = tag_words(texts);
            let message =
                format!("the required property {first:?} is missing{near}: expected {expected}");
            self.add(Found::of(
                entry,
                scene.node,
                object,
                Violation::Message(message),
            ));
            return true;
        };
        if value.kind() == Kind::String && texts.contains(&&*value.text()) {
            return false;
        }
        let text = match value.kind() {
            Kind::String => value.text(),
            _ => Cow::Borrowed(""),
        };
        let mut near = None;
        if self.may_compare(texts.len().saturating_mul(2)) {
            near = nearest(&text, texts.iter().copied());
            if texts.len() > LISTED {
                sort_by_nearness(&mut texts, &text);
            }
        }
        let near = near.map_or_else(String::new, |near| format!(": did you mean {near:?}?"));
        let found = match value.kind() {
            Kind::String => "another value",
            kind => kind.describe(),
        };
        let message = format!("expected {}, found {found}{near}", tag_words(texts));
        self.add(Found::of(
            entry,
            scene.node,
            value,
            Violation::Message(message),
        ));
        true
    }

    /// Tells what each of several branches asks for first.
    fn firsts(&mut self, union: Union<'r>, among: &[usize]) -> Explained {
        const MANY: usize = 8;
        let Union {
            scene,
            entry,
            ids,
            branches,
        } = union;
        // Within a list, one more list would be as long as the product of both.
        if self.is_listing {
            let message = format!(
                "expected a value for one of {} branches",
                branches.list.len()
            );
            return self.all(scene, entry, vec![Violation::Message(message)]);
        }
        if let Some(names) = required(scene, &branches.list, among) {
            let message = format!("expected the properties of one branch, of {names}");
            return self.all(scene, entry, vec![Violation::Message(message)]);
        }
        let mut words: Vec<String> = Vec::new();
        for place in among.iter().take(MANY) {
            let first = self.first(ids[*place], scene.environment, scene.instance)?;
            let Some(first) = first else { continue };
            let message = first.message(self.run.table);
            let mut word = message
                .strip_prefix("expected ")
                .unwrap_or(&message)
                .to_owned();
            if first.instance.id() != scene.instance.id() {
                let place = first.instance.document().pointer(first.instance.id());
                word = format!("{word} at {place}");
            }
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let more = if among.len() > MANY { "; or …" } else { "" };
        let message = format!("expected {}{more}", words.join("; or "));
        self.all(scene, entry, vec![Violation::Message(message)])
    }

    /// The fit of an instance to a branch.
    fn fit(&mut self, id: NodeId, branch: &Branch, scene: Scene<'r>) -> Result<Fit, Exceeded> {
        let mut fit = Fit {
            is_tagless: true,
            ..Fit::default()
        };
        let instance = scene.instance;
        let types = branch.types;
        let draft = self.run.table[id].draft;
        fit.is_mismatch = types != Types::default() && !enumeration::is_of(types, instance, draft);
        if fit.is_mismatch {
            return Ok(fit);
        }
        if instance.kind() == Kind::Object {
            for tag in &branch.tags {
                match has_text(instance, tag) {
                    Some(true) => fit.is_tagless = false,
                    Some(false) => fit.untagged += 1,
                    None => {}
                }
            }
        }
        fit.is_lacking = instance.kind() == Kind::Object
            && branch
                .required
                .iter()
                .any(|name| !self.run.has(instance, name));
        let inner = self.run.scene(id, scene.environment, instance);
        fit.broken = self.broken_steps(inner)?;
        Ok(fit)
    }

    fn broken_steps(&mut self, scene: Scene<'r>) -> Result<usize, Exceeded> {
        let mut broken = 0;
        let mut evaluated = Evaluated::default();
        for step in scene.node.steps(scene.instance.kind()) {
            let evaluated = Some(&mut evaluated);
            let run = &mut self.run;
            let is_valid = match step {
                Step::Members => super::object::members(run, scene, evaluated)?,
                Step::Elements => super::array::elements(run, scene, evaluated)?,
                Step::Entry(index) => {
                    run.holds(scene, &scene.node.entries[*index as usize], evaluated)?
                }
            };
            broken += usize::from(!is_valid);
        }
        Ok(broken)
    }
}

/// The properties that branches require, if these discriminate all of them.
fn required(scene: Scene<'_>, branches: &[Branch], among: &[usize]) -> Option<String> {
    let mut all: Vec<&BTreeSet<Box<str>>> = Vec::new();
    for place in among {
        let names = &branches[*place].required;
        if names.is_empty() || all.contains(&names) {
            return None;
        }
        all.push(names);
    }
    let is_object = scene.instance.kind() == Kind::Object;
    let names: BTreeSet<&Box<str>> = all.into_iter().flatten().collect();
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    is_object.then(|| names.join(", "))
}

/// The allowed values of a tag: all, or of many those that are close to the actual one.
fn tag_words(mut texts: Vec<&str>) -> String {
    const MANY: usize = 8;
    let quoted = |texts: &[&str]| {
        let quoted = texts
            .iter()
            .map(|text| serde_json::Value::from(*text).to_string());
        quoted.collect::<Vec<_>>().join(", ")
    };
    match texts.len() {
        1 => quoted(&texts),
        2..=LISTED => format!("one of {}", quoted(&texts)),
        _ => {
            let others = texts.split_off(MANY).len();
            format!("one of {} and {others} others", quoted(&texts))
        }
    }
}

/// Whether a tag is one of its texts; `None` if it is absent.
fn has_text(object: Instance<'_>, tag: &Tag) -> Option<bool> {
    let value = object.get(&tag.name)?;
    let text = (value.kind() == Kind::String).then(|| value.text());
    let has = |text: Cow<'_, str>| tag.texts.iter().any(|other| **other == *text);
    Some(text.is_some_and(has))
}
