//! Unions, `anyOf` and `oneOf`, that no branch explains by itself: selects the branch that an
//! instance was meant for, and the message where none fits best.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::evaluated::Evaluated;
use super::explain::{Explained, Explainer};
use super::found::{Found, Violation};
use super::run::Scene;
use super::words::listed;
use super::{Exceeded, enumeration};
use crate::diagnose::{nearest, sort_by_nearness};
use crate::document::Instance;
use crate::schema::{Argument, Entry, Keyword, NodeId, Step, Types};
use crate::text::lexer::Kind;

/// How many texts of a tag are listed in full.
const LISTED: usize = 32;

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

/// A property that discriminates branches, and the texts that it can be.
struct Tag<'r> {
    name: &'r str,
    texts: Vec<&'r str>,
}

impl<'r> Explainer<'r> {
    /// Explains a union.
    pub(super) fn union(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Explained {
        let branches = entry.argument.schemas();
        if scene.instance.is_cut() {
            return self.cut_off(scene, entry, branches);
        }
        let mut valid = Vec::new();
        for (place, branch) in branches.iter().enumerate() {
            if self
                .run
                .judge(*branch, scene.environment, scene.instance, None)?
            {
                valid.push(place);
            }
        }
        match (valid.as_slice(), entry.keyword) {
            ([first, second, ..], Keyword::OneOf) => {
                let names = [*first, *second];
                let names = names.map(|place| self.name(branches[place], place, &[]));
                let [first, second] = names;
                let message =
                    format!("expected a value for one branch, found one for {first} and {second}");
                self.all(scene, entry, vec![Violation::Message(message)])
            }
            ([_, ..], _) => Ok(true),
            ([], _) => self.no_branch(scene, entry, branches),
        }
    }

    /// Explains a union of an object that a syntax error cuts off, if its tag decides.
    fn cut_off(&mut self, scene: Scene<'r>, entry: &'r Entry, branches: &'r [NodeId]) -> Explained {
        let tags = self.discriminators(branches);
        let object = scene.instance;
        let has = |tags: &[Tag<'r>]| {
            tags.iter()
                .filter_map(|tag| has_text(object, tag))
                .collect()
        };
        let known: Vec<Vec<bool>> = tags.iter().map(|tags| has(tags)).collect();
        let named = known.iter().position(|known| known.contains(&true));
        if let Some(place) = named {
            let name = self.name(branches[place], place, &tags[place]);
            return self.branch(scene, entry, branches[place], Some(name));
        }
        let is_wrong = !known.is_empty() && known.iter().all(|known| known.contains(&false));
        let fits = vec![Fit::default(); branches.len()];
        Ok(!(is_wrong && self.tag(scene, entry, &tags, &fits)))
    }

    /// The tags of each branch.
    fn discriminators(&self, branches: &[NodeId]) -> Vec<Vec<Tag<'r>>> {
        let mut tags = branches
            .iter()
            .map(|branch| self.tags(*branch, 0))
            .collect();
        keep_discriminator(&mut tags);
        tags
    }

    fn no_branch(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        branches: &'r [NodeId],
    ) -> Explained {
        let tags = self.discriminators(branches);
        let mut fits = Vec::with_capacity(branches.len());
        for (branch, tags) in branches.iter().zip(&tags) {
            fits.push(self.fit(*branch, tags, scene)?);
        }
        let Some(best) = fits.iter().min().cloned() else {
            return self.all(scene, entry, vec![Violation::Another]);
        };
        let among: Vec<usize> = (0..branches.len())
            .filter(|place| fits[*place] == best)
            .collect();
        if best.is_mismatch && branches.len() > 1 {
            return self.types(scene, entry, branches);
        }
        let is_open = best.untagged > 0 || among.len() > 1;
        if is_open && branches.len() > 1 && self.tag(scene, entry, &tags, &fits) {
            return Ok(false);
        }
        if let [one] = among.as_slice() {
            let others = fits.iter().filter(|fit| !fit.is_mismatch).count();
            let name = (others > 1).then(|| self.name(branches[*one], *one, &tags[*one]));
            return self.branch(scene, entry, branches[*one], name);
        }
        self.firsts(scene, entry, branches, &among)
    }

    /// Tells the types that the branches take.
    fn types(&mut self, scene: Scene<'r>, entry: &'r Entry, branches: &[NodeId]) -> Explained {
        let mut words: Vec<String> = Vec::new();
        for branch in branches {
            let types = self.own_types(*branch);
            for name in types.names() {
                let word = enumeration::with_article(name);
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        let found = scene.instance.kind().describe();
        let message = format!("expected {}, found {found}", listed(words, "or"));
        self.all(scene, entry, vec![Violation::Message(message)])
    }

    /// The types that a schema asks for at the instance itself.
    fn own_types(&self, schema: NodeId) -> Types {
        let mut types = Types::default();
        self.walk(schema, &mut |entry| {
            if let (Keyword::Type, Argument::Types(own)) = (entry.keyword, &entry.argument) {
                types.merge(*own);
            }
        });
        types
    }

    /// Tells of the property that should name the branch; whether there is one.
    fn tag(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        tags: &[Vec<Tag<'r>>],
        fits: &[Fit],
    ) -> bool {
        let names = tags.iter().zip(fits);
        let names = names.filter(|(_, fit)| !fit.is_mismatch);
        let names: Vec<&Vec<Tag<'r>>> = names.map(|(tags, _)| tags).collect();
        let Some(first) = names.first().and_then(|tags| {
            let shared = |tag: &&Tag<'_>| {
                let mut names = names.iter();
                names.all(|tags| tags.iter().any(|other| other.name == tag.name))
            };
            tags.iter().find(shared).map(|tag| tag.name)
        }) else {
            return false;
        };
        let tags = names.iter().copied().flatten();
        let tags = tags.filter(|tag| tag.name == first);
        let mut known = HashSet::new();
        let texts = tags.flat_map(|tag| &tag.texts).copied();
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

    /// The properties that a schema gives constant texts. Of a union within it, those that
    /// all its branches have.
    fn tags(&self, schema: NodeId, depth: usize) -> Vec<Tag<'r>> {
        const DEEP: usize = 4;
        let mut tags = Vec::new();
        self.walk(
            schema,
            &mut |entry| match (entry.keyword, &entry.argument) {
                (Keyword::Properties, Argument::Members(members)) => {
                    for (name, schema) in members.iter() {
                        let texts = self.constants(schema);
                        if !texts.is_empty() {
                            tags.push(Tag { name, texts });
                        }
                    }
                }
                (Keyword::AnyOf | Keyword::OneOf, Argument::Schemas(branches)) if depth < DEEP => {
                    let inner = branches.iter().map(|branch| self.tags(*branch, depth + 1));
                    tags.extend(shared(inner.collect()));
                }
                _ => {}
            },
        );
        tags
    }

    /// The texts that are the only values of a schema; none, if there are others.
    fn constants(&self, schema: NodeId) -> Vec<&'r str> {
        let mut texts = Vec::new();
        self.walk(schema, &mut |entry| {
            if let Argument::Values(values) = &entry.argument {
                texts.extend(values.list().iter().filter_map(|value| value.as_str()));
            }
        });
        texts
    }

    /// Visits the keywords of a schema and of those that it applies to every instance.
    fn walk(&self, schema: NodeId, visit: &mut dyn FnMut(&'r Entry)) {
        const DEEP: usize = 32;
        let mut open = vec![(schema, 0)];
        let mut known = HashSet::new();
        while let Some((schema, depth)) = open.pop() {
            if !known.insert(schema) {
                continue;
            }
            let node = &self.run.table[schema];
            for entry in &node.entries {
                visit(entry);
                let inner = matches!(entry.keyword, Keyword::Ref | Keyword::AllOf);
                if inner && depth < DEEP {
                    let nodes = entry.argument.nodes().into_iter().rev();
                    open.extend(nodes.map(|node| (node, depth + 1)));
                }
            }
        }
    }

    /// Tells what each of several branches asks for first.
    fn firsts(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        branches: &[NodeId],
        among: &[usize],
    ) -> Explained {
        const MANY: usize = 8;
        // Within a list, one more list would be as long as the product of both.
        if self.is_listing {
            let message = format!("expected a value for one of {} branches", branches.len());
            return self.all(scene, entry, vec![Violation::Message(message)]);
        }
        if let Some(names) = self.required(scene, branches, among) {
            let message = format!("expected the properties of one branch, of {names}");
            return self.all(scene, entry, vec![Violation::Message(message)]);
        }
        let mut words: Vec<String> = Vec::new();
        for place in among.iter().take(MANY) {
            let first = self.first(branches[*place], scene.environment, scene.instance)?;
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

    /// The properties that branches require, if these discriminate all of them.
    fn required(&self, scene: Scene<'r>, branches: &[NodeId], among: &[usize]) -> Option<String> {
        let mut all: Vec<BTreeSet<&str>> = Vec::new();
        for place in among {
            let names = self.own_required(branches[*place]);
            if names.is_empty() || all.contains(&names) {
                return None;
            }
            all.push(names);
        }
        let is_object = scene.instance.kind() == Kind::Object;
        let names: BTreeSet<&str> = all.into_iter().flatten().collect();
        let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
        is_object.then(|| names.join(", "))
    }

    /// The properties that a schema requires of every object.
    fn own_required(&self, schema: NodeId) -> BTreeSet<&'r str> {
        let mut names = BTreeSet::new();
        self.walk(schema, &mut |entry| {
            if let (Keyword::Required, Argument::Names(own)) = (entry.keyword, &entry.argument) {
                names.extend(own.iter().map(|name| &**name));
            }
        });
        names
    }

    /// The fit of an instance to a branch.
    fn fit(&mut self, branch: NodeId, tags: &[Tag<'r>], scene: Scene<'r>) -> Result<Fit, Exceeded> {
        let mut fit = Fit {
            is_tagless: true,
            ..Fit::default()
        };
        let instance = scene.instance;
        let types = self.own_types(branch);
        let draft = self.run.table[branch].draft;
        fit.is_mismatch = types != Types::default() && !enumeration::is_of(types, instance, draft);
        if fit.is_mismatch {
            return Ok(fit);
        }
        if instance.kind() == Kind::Object {
            for tag in tags {
                match has_text(instance, tag) {
                    Some(true) => fit.is_tagless = false,
                    Some(false) => fit.untagged += 1,
                    None => {}
                }
            }
        }
        let required = self.own_required(branch);
        fit.is_lacking = instance.kind() == Kind::Object
            && required.iter().any(|name| !self.run.has(instance, name));
        let inner = self.run.scene(branch, scene.environment, instance);
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
                Step::Entry(index) => run.holds(scene, &scene.node.entries[*index], evaluated)?,
            };
            broken += usize::from(!is_valid);
        }
        Ok(broken)
    }

    /// The name of a branch: its title, the end of its reference, the only text of its
    /// tag, or its place.
    fn name(&self, branch: NodeId, place: usize, tags: &[Tag<'r>]) -> String {
        let mut title = None;
        let node = &self.run.table[branch];
        let pointer = |id: NodeId| {
            let pointer = &self.run.table[id].place.pointer;
            pointer.rsplit_once('/').map(|(_, name)| name.to_owned())
        };
        for entry in &node.entries {
            match (&*entry.name, &entry.argument) {
                ("title", Argument::Json(json)) => {
                    title = Some(json.trim_matches('"').to_owned());
                }
                ("$ref", Argument::Schema(target)) if title.is_none() => title = pointer(*target),
                _ => {}
            }
        }
        let tag = || match tags.first().map(|tag| tag.texts.as_slice()) {
            Some([text]) => Some((*text).to_owned()),
            _ => None,
        };
        let name = title.or_else(tag);
        name.unwrap_or_else(|| format!("branch {}", place + 1))
    }
}

/// The tags that all branches have, each with the texts of all.
fn shared<'r>(branches: Vec<Vec<Tag<'r>>>) -> Vec<Tag<'r>> {
    let Some((first, others)) = branches.split_first() else {
        return Vec::new();
    };
    let tags = first.iter().filter_map(|tag| {
        let mut texts = tag.texts.clone();
        for other in others {
            let same = other.iter().find(|other| other.name == tag.name)?;
            texts.extend(&same.texts);
        }
        let name = tag.name;
        Some(Tag { name, texts })
    });
    tags.collect()
}

/// Removes all tags but the one that discriminates all branches that have any, if there is
/// one: another property whose texts are listed, such as a reason, discriminates nothing.
fn keep_discriminator(branches: &mut Vec<Vec<Tag<'_>>>) {
    let tagged: Vec<&Vec<Tag<'_>>> = branches.iter().filter(|tags| !tags.is_empty()).collect();
    let tells_apart = |name: &&str| {
        let mut known = HashSet::new();
        tagged.iter().all(|tags| {
            let tag = tags.iter().find(|tag| tag.name == *name);
            tag.is_some_and(|tag| tag.texts.iter().all(|text| known.insert(*text)))
        })
    };
    let first = tagged.first().map_or(&[] as &[Tag<'_>], |tags| tags);
    let Some(name) = first.iter().map(|tag| tag.name).find(tells_apart) else {
        return;
    };
    for tags in branches {
        tags.retain(|tag| tag.name == name);
    }
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
fn has_text(object: Instance<'_>, tag: &Tag<'_>) -> Option<bool> {
    let value = object.get(tag.name)?;
    Some(value.kind() == Kind::String && tag.texts.contains(&&*value.text()))
}
