//! Looks ahead in a document for the branch of a union that a value belongs to.

use std::borrow::Cow;
use std::cell::Cell;

use super::constants::not_among;
use crate::error::{Error, ErrorKind};
use crate::read::from_str;
use crate::text::lexer::Kind;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid, Validity};
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// A property that discriminates a branch of a union from others.
pub struct Branch {
    /// The types of JSON that it takes.
    pub kinds: &'static [Kind],
    /// Properties that it requires, with the only texts that they can be.
    pub tags: &'static [(&'static str, &'static [&'static str])],
    /// Properties that it requires.
    pub required: &'static [&'static str],
}

/// The property that has a constant text in every branch that takes objects, if there is one.
pub const fn common_tag(branches: &[Branch]) -> Option<&'static str> {
    let mut first = 0;
    while first < branches.len() && !takes_objects(&branches[first]) {
        first += 1;
    }
    if first == branches.len() {
        return None;
    }
    let mut tag = 0;
    while tag < branches[first].tags.len() {
        let name = branches[first].tags[tag].0;
        let mut branch = first;
        while branch < branches.len()
            && (!takes_objects(&branches[branch]) || has_tag(&branches[branch], name))
        {
            branch += 1;
        }
        if branch == branches.len() {
            return Some(name);
        }
        tag += 1;
    }
    None
}

const fn takes_objects(branch: &Branch) -> bool {
    let mut kind = 0;
    while kind < branch.kinds.len() {
        if matches!(branch.kinds[kind], Kind::Object) {
            return true;
        }
        kind += 1;
    }
    false
}

const fn has_tag(branch: &Branch, name: &str) -> bool {
    let mut tag = 0;
    while tag < branch.tags.len() {
        if are_equal(branch.tags[tag].0.as_bytes(), name.as_bytes()) {
            return true;
        }
        tag += 1;
    }
    false
}

const fn are_equal(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// The only branch whose tag has a text.
fn tagged(branches: &[Branch], tag: &str, text: &str) -> Option<usize> {
    let has = |branch: &Branch| {
        // Most texts differ in length, while all branches have the name.
        let mut tags = branch.tags.iter();
        tags.any(|(name, texts)| texts.contains(&text) && *name == tag)
    };
    let mut tagged = branches.iter().enumerate();
    let (branch, _) = tagged.find(|(_, branch)| has(branch))?;
    let is_only = !tagged.any(|(_, branch)| has(branch));
    is_only.then_some(branch)
}

/// The branch of an object whose first property is the tag of all branches, which is how most
/// programs write it. The place is where it was before, and any other value is left to others.
fn by_first_property(
    branches: &[Branch],
    tag: Option<&str>,
    reader: &mut Reader<'_>,
) -> Option<usize> {
    let start = reader.mark();
    let text = reader.first_property(tag?);
    reader.rewind(start);
    tagged(branches, tag?, &text?)
}

/// The branches that the next value may belong to; at least one.
///
/// # Errors
///
/// No branch can match; the message names what was expected.
pub fn candidates(
    branches: &'static [Branch],
    tag: Option<&str>,
    reader: &mut Reader<'_>,
) -> Result<Vec<usize>, ReadError> {
    if let Some(branch) = by_first_property(branches, tag, reader) {
        return Ok(vec![branch]);
    }
    let kind = reader.kind()?;
    let fits = |index: &usize| branches[*index].kinds.contains(&kind);
    let by_type: Vec<usize> = (0..branches.len()).filter(fits).collect();
    match by_type.len() {
        0 => return reader.unexpected(&kinds(branches)),
        1 => return Ok(by_type),
        _ if kind != Kind::Object => return Ok(by_type),
        _ => {}
    }
    let found = Found::scan(branches, &by_type, reader)?;
    let is_candidate = |index: &usize| found.allow(&branches[*index]);
    let candidates: Vec<usize> = by_type.iter().copied().filter(is_candidate).collect();
    match candidates.is_empty() {
        true => Err(found.explain(branches, &by_type).at(reader.place())),
        false => Ok(candidates),
    }
}

/// The discriminating properties of an object.
struct Found<'de> {
    /// The name, the offset of the value, and its text if it is one.
    properties: Vec<(&'static str, usize, Option<Cow<'de, str>>)>,
    /// Whether the scan went to the end of the object.
    whole: bool,
}

impl<'de> Found<'de> {
    fn scan(
        branches: &'static [Branch],
        among: &[usize],
        reader: &mut Reader<'de>,
    ) -> Result<Self, ReadError> {
        let mut found = Found {
            properties: Vec::new(),
            whole: false,
        };
        let names = || {
            among.iter().flat_map(|index| {
                let Branch { tags, required, .. } = &branches[*index];
                tags.iter()
                    .map(|(name, _)| *name)
                    .chain(required.iter().copied())
            })
        };
        // A tag that all branches have decides as soon as it is found.
        let decides = |name: &str| {
            among.iter().all(|index| {
                let mut tags = branches[*index].tags.iter();
                tags.any(|(tag, _)| *tag == name)
            })
        };
        let start = reader.mark();
        found.whole = reader.scan(|reader, name| {
            let Some(known) = names().find(|known| *known == name) else {
                reader.skip()?;
                return Ok(true);
            };
            let start = reader.place();
            let text = match reader.kind()? {
                Kind::String => Some(reader.string()?),
                _ => reader.skip().map(|()| None)?,
            };
            found.properties.push((known, start, text));
            Ok(!decides(known))
        })?;
        reader.rewind(start);
        Ok(found)
    }

    /// Whether a branch is not ruled out.
    fn allow(&self, branch: &Branch) -> bool {
        let tags = branch
            .tags
            .iter()
            .all(|(name, texts)| match self.get(name) {
                Some((_, Some(text))) => texts.contains(&text),
                Some((_, None)) => false,
                None => !self.whole,
            });
        let mut required = branch.required.iter();
        tags && required.all(|name| !self.whole || self.get(name).is_some())
    }

    /// The offset of a property, and its text if it is one.
    fn get(&self, name: &str) -> Option<(usize, Option<&str>)> {
        let mut properties = self.properties.iter();
        let found = properties.find(|(other, ..)| *other == name);
        found.map(|(_, start, text)| (*start, text.as_deref()))
    }

    /// The reason why no branch is left.
    fn explain(&self, branches: &'static [Branch], among: &[usize]) -> ReadError {
        let branches: Vec<&Branch> = among.iter().map(|index| &branches[*index]).collect();
        for (name, _) in branches[0].tags {
            let texts = branches.iter().map(|branch| {
                let mut tags = branch.tags.iter();
                tags.find(|(tag, _)| tag == name).map(|(_, texts)| *texts)
            });
            let Some(texts) = texts.collect::<Option<Vec<_>>>() else {
                continue;
            };
            return match self.get(name) {
                // Another tag has decided before this one was met.
                None if !self.whole => continue,
                None => ReadError::missing(name),
                Some((start, None)) => {
                    let message = "expected a string, found another type";
                    ReadError::new(ErrorKind::Type, start, message).within_key((*name).into())
                }
                Some((start, Some(_))) => {
                    let texts = texts.concat();
                    let failure = not_among("const", &texts).at(start);
                    failure.within_key((*name).into())
                }
            };
        }
        let mut names: Vec<&str> = branches
            .iter()
            .flat_map(|b| b.required.iter().copied())
            .collect();
        names.sort_unstable();
        names.dedup();
        let message = format!(
            "expected the properties of one branch, of {}",
            names.join(", ")
        );
        ReadError::unplaced(ErrorKind::Required, message)
    }
}

/// The types that the branches take, in words.
fn kinds(branches: &[Branch]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for kind in branches.iter().flat_map(|branch| branch.kinds) {
        if !words.contains(&kind.describe()) {
            words.push(kind.describe());
        }
    }
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// Reads a value that may belong to several branches: the first that takes it,
/// or the only one.
///
/// # Errors
///
/// The error of the branch which gets furthest; a limit exceeded in any branch, if it leaves
/// the verdict open.
pub fn trial<'de, T>(
    reader: &mut Reader<'de>,
    candidates: &[usize],
    only_one: bool,
    read: impl Fn(&mut Reader<'de>, usize) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    if let [candidate] = candidates {
        return read(reader, *candidate);
    }
    let start = reader.mark();
    let mut taken = None;
    let mut failures = Vec::new();
    for candidate in candidates {
        reader.rewind(start);
        match read(reader, *candidate) {
            Ok(_) if taken.is_some() => {
                let message = "expected a value for one branch, found one for several (oneOf)";
                let place = {
                    reader.rewind(start);
                    reader.place()
                };
                return Err(ReadError::new(ErrorKind::Constraint, place, message));
            }
            Ok(value) => {
                taken = Some((value, reader.mark()));
                if !only_one {
                    break;
                }
            }
            Err(failure) => failures.push(failure),
        }
    }
    let refused = failures
        .iter()
        .position(|failure| failure.kind().is_refusal());
    match (taken, refused) {
        (Some((value, end)), refused) if refused.is_none() || !only_one => {
            reader.rewind(end);
            Ok(value)
        }
        (_, Some(index)) => Err(failures.swap_remove(index)),
        _ => {
            let best = failures.into_iter().max_by_key(ReadError::offset);
            // Without a candidate there is nothing to try.
            Err(best.unwrap_or_else(|| ReadError::unplaced(ErrorKind::Constraint, "no branch")))
        }
    }
}

/// Checks a value that one of the branches takes, or the only one.
///
/// # Errors
///
/// No branch takes it. If several might, and only one may, reading decides: an
/// unrepresentable value may leave open which it is.
pub fn check<T: Model>(
    checker: &mut Checker<'_>,
    branches: &'static [Branch],
    tag: Option<&str>,
    only_one: bool,
    check: impl Fn(&mut Checker<'_>, usize) -> Validity,
) -> Validity {
    let start = checker.place();
    if let Some(tag) = tag {
        let text = checker.text_of(tag);
        checker.rewind(start);
        if let Some(branch) = text.and_then(|text| tagged(branches, tag, &text)) {
            return check(checker, branch);
        }
    }
    let candidates = checker.read(|reader| candidates(branches, None, reader))?;
    checker.rewind(start);
    match &*candidates {
        [candidate] => check(checker, *candidate),
        _ if only_one => checker.read(T::read).map(drop),
        candidates => {
            for candidate in candidates {
                if check(checker, *candidate).is_ok() {
                    return Ok(());
                }
                checker.rewind(start);
            }
            Err(Invalid)
        }
    }
}

thread_local! {
    /// Whether a value is being written that was checked as a whole.
    static CHECKED: Cell<bool> = const { Cell::new(false) };
}

/// Writes a value that must belong to no more than one branch. What is inside it is
/// checked with it: to check each level anew would take twice as long at each.
///
/// # Errors
///
/// It could not be read again.
pub fn write_only_one<T: Model, R, E: serde::ser::Error>(
    text: impl FnOnce() -> Result<String, Error>,
    write: impl FnOnce() -> Result<R, E>,
) -> Result<R, E> {
    /// Puts back what was so before, even if a serializer panics.
    struct Restore(bool);

    impl Drop for Restore {
        fn drop(&mut self) {
            CHECKED.set(self.0);
        }
    }

    let restore = Restore(CHECKED.replace(true));
    if !restore.0 {
        let text = text().map_err(E::custom)?;
        from_str::<T>(&text).map_err(E::custom)?;
    }
    write()
}

/// A list, or an empty one.
#[macro_export]
#[doc(hidden)]
macro_rules! __or_none {
    () => {
        &[]
    };
    ($list:expr) => {
        $list
    };
}

pub use crate::__or_none as or_none;
