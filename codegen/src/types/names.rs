//! Names of types and variants.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::formats::TEXTS;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Schema, Type};
use unicode_normalization::UnicodeNormalization as _;

use super::branch_summary::{BranchSummary, instance_type};
use super::own_names;
use super::unions::beside_null;
use crate::conditions::{Case, Conditions};
use crate::links::is_stand_in;

/// Names that the generated code uses for something else, beside those of texts.
const TAKEN: &[&str] = &[
    "Box", "Err", "Into", "Map", "Never", "None", "Number", "Object", "Ok", "Option", "Self",
    "Some", "String", "Value", "Vec",
];

/// A text as the name of a type: what is one already stays as it is.
pub(crate) fn type_name(text: &str) -> String {
    let is_name = text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric());
    let name = if is_name {
        text.to_owned()
    } else {
        camel(text)
    };
    match is_taken(&name) {
        true => name + "Type",
        false => name,
    }
}

/// Whether the generated code has another use for the name of a type.
pub(super) fn is_taken(name: &str) -> bool {
    TEXTS.iter().any(|format| format.type_ == name) || TAKEN.contains(&name)
}

/// A text as the name of a variant.
pub(crate) fn variant_name(text: &str) -> String {
    match camel(text) {
        name if name == "Self" => "SelfValue".to_owned(),
        name => name,
    }
}

/// Words in UpperCamelCase. Characters that no Rust name may contain separate words; a text
/// of these alone is spelled by their names, or by their code points.
fn camel(text: &str) -> String {
    let mut name = String::new();
    // `+1` and `-1` are two names.
    let rest = text.trim_start_matches(['+', '-']);
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        name.extend(text[..text.len() - rest.len()].chars().filter_map(symbol));
    }
    let mut start = true;
    // Words in capitals alone are shouted, not spelled: `NOT_FOUND` is `NotFound`.
    let shouted = !text.contains(char::is_lowercase);
    for c in text.nfc() {
        match c {
            c if !unicode_ident(c) => start = true,
            c if start => {
                name.extend(c.to_uppercase());
                start = false;
            }
            c if shouted => name.extend(c.to_lowercase()),
            c => name.push(c),
        }
    }
    if name.is_empty() {
        let spelled = text.chars().map(|c| match symbol(c) {
            Some(word) => word.to_owned(),
            None => format!("U{:X}", u32::from(c)),
        });
        name = spelled.collect();
    }
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(c) if c.is_alphabetic() => name,
        Some(_) => format!("N{name}"),
    }
}

/// The name of a character of ASCII that is no letter, digit or space.
fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '!' => "Not",
        '"' => "Quote",
        '#' => "Hash",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '\'' => "Apostrophe",
        '(' => "Open",
        ')' => "Close",
        '*' => "Star",
        '+' => "Plus",
        ',' => "Comma",
        '-' => "Minus",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        ';' => "Semicolon",
        '<' => "Less",
        '=' => "Equal",
        '>' => "Greater",
        '?' => "Question",
        '@' => "At",
        '\\' => "Backslash",
        '^' => "Caret",
        '_' => "Underscore",
        '|' => "Or",
        '~' => "Tilde",
        _ => return None,
    })
}

fn unicode_ident(c: char) -> bool {
    // Marks and the like may continue a name, but are best left out of it.
    c.is_ascii_alphanumeric()
        || (c.is_alphanumeric() && syn::parse_str::<syn::Ident>(&format!("x{c}")).is_ok())
}

/// The greatest length of a name that is made of those of the objects around it.
const LONG: usize = 48;

/// A name for each node, should it need a type: that of its definition, or that of its parent
/// and its role in it; and the role, if that is a property or a branch with a name.
pub(super) fn hints(
    schema: &Schema,
    module: &str,
    conditions: &Conditions,
) -> (Vec<String>, Vec<Option<String>>) {
    let mut hints = vec![String::new(); schema.ids().count()];
    let mut roles = vec![None; hints.len()];
    let root = schema.root();
    // A title may be a sentence; the name of the file is none.
    let title = schema.node(root).title().filter(|title| is_short(title));
    let title = title.map_or_else(|| camel(module), type_name);
    hint(schema, root, title, &mut hints, &mut roles);
    for (id, cases) in conditions.iter() {
        for (case, own) in cases.iter().zip(case_names(schema, cases)) {
            let name = joined(&hints[id.index()], &own);
            if let Some(tag) = &case.tag {
                let name = joined(&name, &camel(&tag.property));
                hint(schema, tag.schema, name, &mut hints, &mut roles);
            }
            if let Some(id) = case.schema {
                hint(schema, id, name, &mut hints, &mut roles);
            }
        }
    }
    // What is only referred to where no type expresses what is around it.
    for id in schema
        .ids()
        .filter(|id| hints[id.index()].is_empty())
        .collect::<Vec<_>>()
    {
        let pointer = &schema.node(id).place.pointer;
        hints[id.index()] = type_name(pointer.rsplit('/').next().unwrap_or_default());
    }
    (hints, roles)
}

/// Whether a title is a name, and no sentence.
fn is_short(title: &str) -> bool {
    title.split_whitespace().count() <= 3 && title.chars().count() <= LONG * 2 / 3
}

fn hint(
    schema: &Schema,
    id: NodeId,
    name: String,
    hints: &mut Vec<String>,
    roles: &mut Vec<Option<String>>,
) {
    let name = own_names::type_name(schema.node(id)).map_or(name, str::to_owned);
    let mut below = Vec::new();
    for entry in &schema.node(id).keywords {
        match &entry.keyword {
            Keyword::Definitions(members) => {
                let names = definition_names(members);
                below.extend(members.iter().map(|(_, id)| *id).zip(names));
            }
            Keyword::Properties(members) => {
                for (key, id) in members {
                    roles[id.index()] = Some(type_name(key));
                    below.push((*id, joined(&name, &camel(key))));
                }
            }
            Keyword::PatternProperties(members) => {
                let numbered = members.iter().enumerate();
                below.extend(numbered.map(|(i, (_, id))| (*id, joined(&name, &count("Value", i)))));
            }
            Keyword::AdditionalProperties(id) => below.push((*id, joined(&name, "Value"))),
            Keyword::PropertyNames(id) => below.push((*id, joined(&name, "Name"))),
            Keyword::Items(id) => below.push((*id, joined(&name, "Item"))),
            Keyword::PrefixItems(ids) => {
                let numbered = (1..).zip(ids);
                below.extend(numbered.map(|(i, id)| (*id, joined(&name, &format!("Item{i}")))));
            }
            // What `allOf` adds is part of the same object.
            Keyword::Branches(Combinator::AllOf, ids) => {
                below.extend(ids.iter().map(|id| (*id, name.clone())));
            }
            // A value that may be null is that of the whole, and so is the only branch.
            Keyword::Branches(_, ids) if let Some((id, _)) = beside_null(schema, ids) => {
                below.push((id, name.clone()));
            }
            Keyword::Branches(_, ids) if let [id] = ids.as_slice() => {
                below.push((*id, name.clone()));
            }
            Keyword::Branches(_, ids) => {
                let names = branch_names(schema, ids).into_iter().enumerate();
                for (id, (index, own)) in ids.iter().zip(names) {
                    let titled = own
                        .as_deref()
                        .filter(|_| schema.node(*id).title().is_some());
                    roles[id.index()] = titled.map(type_name);
                    let own = own.unwrap_or_else(|| count("Branch", index));
                    below.push((*id, joined(&name, &own)));
                }
            }
            _ => {}
        }
    }
    hints[id.index()] = name;
    for (id, name) in below {
        hint(schema, id, name, hints, roles);
    }
}

/// The name of a part: that of the whole, and its own. What both say is said once (`GardenBed`
/// and `BedSize` are `GardenBedSize`), and a name that would be long begins later.
fn joined(whole: &str, own: &str) -> String {
    let words = words(whole);
    let is_repeated = |words: &[&str]| {
        let rest = own.strip_prefix(words.concat().as_str());
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()))
    };
    let kept = (0..words.len()).find(|kept| is_repeated(&words[*kept..]));
    let mut words = &words[..kept.unwrap_or(words.len())];
    while let [_, rest @ ..] = words
        && words.iter().map(|word| word.len()).sum::<usize>() + own.len() > LONG
    {
        words = rest;
    }
    let name = words.concat() + own;
    match name.starts_with(|c: char| c.is_alphabetic()) {
        true => name,
        false => format!("N{name}"),
    }
}

/// The words of a name in UpperCamelCase.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = 'A';
    for (index, c) in name.char_indices() {
        if c.is_uppercase() && !before.is_uppercase() {
            words.push(&name[start..index]);
            start = index;
        }
        before = c;
    }
    words.push(&name[start..]);
    words
}

/// The names of definitions. Those named like a URL or a package (`io.k8s.api.core.v1.Pod`)
/// have as many of its last segments as distinguish them from all others.
fn definition_names(members: &[(String, NodeId)]) -> Vec<String> {
    let keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
    let mut names: Vec<Option<String>> = keys.iter().map(|_| None).collect();
    let most = keys.iter().map(|key| segments(key).len()).max();
    for last in 1..=most.unwrap_or_default() {
        let short = keys.iter().map(|key| Some(type_name(&ending(key, last))));
        let short: Vec<_> = short.collect();
        for (name, short) in names.iter_mut().zip(distinct(&short)) {
            *name = name.take().or_else(|| short.map(str::to_owned));
        }
    }
    let names = names.into_iter().zip(keys);
    names
        .map(|(name, key)| name.unwrap_or_else(|| type_name(key)))
        .collect()
}

/// The segments of a key that is like a URL or a package; others have one.
fn segments(key: &str) -> Vec<&str> {
    if key.matches(['/', '.']).count() < 2 {
        return vec![key];
    }
    let key = key.strip_suffix(".json").unwrap_or(key);
    let segments = key.split(['/', '.', '#']);
    segments.filter(|segment| !segment.is_empty()).collect()
}

/// The last segments of a key.
fn ending(key: &str, count: usize) -> String {
    let segments = segments(key);
    segments[segments.len().saturating_sub(count)..].join(" ")
}

/// `Value`, `Value2`, `Value3`.
fn count(word: &str, index: usize) -> String {
    match index {
        0 => word.to_owned(),
        _ => format!("{word}{}", index + 1),
    }
}

/// A name for a branch, if it has what the name is made of.
type Proposal<'a> = dyn Fn(&Node) -> Option<String> + 'a;

/// The names of the branches of a union, where anything distinguishes them: `x-rust-name`, a
/// title, the text that a property of it always is, the definition it refers to, its type, a
/// property that no other branch has, or its format.
pub(super) fn branch_names(schema: &Schema, ids: &[NodeId]) -> Vec<Option<String>> {
    let mut declared: BTreeMap<&str, usize> = BTreeMap::new();
    for id in ids {
        let node = schema.node(*id);
        let names = node.properties().iter().map(|(name, _)| name);
        let names: BTreeSet<&String> = names.chain(node.required()).collect();
        names
            .into_iter()
            .for_each(|name| *declared.entry(name).or_default() += 1);
    }
    let is_own = |name: &&String| declared[name.as_str()] == 1;
    let types = types_of(schema, ids);
    let has_own_type = |node: &Node| match node.types() {
        Some([type_]) => types.get(&instance_type(*type_)) == Some(&1),
        _ => false,
    };
    let proposals: [&Proposal<'_>; 11] = [
        &|node| own_names::type_name(node).map(str::to_owned),
        &|node| {
            node.title()
                .filter(|title| is_short(title))
                .map(variant_name)
        },
        &|node| tag(schema, node),
        &|node| target(schema, node),
        &|node| type_of(node).filter(|_| has_own_type(node)),
        &|node| {
            node.required()
                .iter()
                .find(is_own)
                .map(|name| variant_name(name))
        },
        &|node| {
            let mut names = node.properties().iter().map(|(name, _)| name);
            names.find(is_own).map(|name| variant_name(name))
        },
        &|node| node.format().map(variant_name),
        &|node| constant(node),
        &|node| node.pattern().map(|_| "Pattern".to_owned()),
        &|node| {
            let items = schema.node(node.items()?);
            let of = target(schema, items).or_else(|| type_of(items))?;
            Some(format!("{of}List"))
        },
    ];
    let mut names: Vec<Option<String>> = vec![None; ids.len()];
    let mut given = BTreeSet::new();
    for propose in proposals {
        let proposed: Vec<_> = ids.iter().map(|id| propose(schema.node(*id))).collect();
        for (name, proposed) in names.iter_mut().zip(distinct(&proposed)) {
            if let (None, Some(proposed)) = (&name, proposed)
                && given.insert(proposed.to_owned())
            {
                *name = Some(proposed.to_owned());
            }
        }
    }
    // Names that several have are numbered.
    let named = names.into_iter().zip(ids).map(|(name, id)| {
        let node = schema.node(*id);
        let shared = proposals[1..4].iter().find_map(|propose| propose(node));
        let shared = shared.or_else(|| type_of(node));
        name.or(shared)
    });
    named.collect()
}

/// The names of variants without the name of their union, which clippy calls a repetition,
/// where that leaves a name that no other variant has: `Shape::Circle`, not
/// `Shape::ShapeCircle`.
pub(super) fn without_repetition(union: &str, names: &[Option<String>]) -> Vec<Option<String>> {
    let is_name = |rest: &&str| rest.starts_with(|c: char| c.is_uppercase()) && *rest != "Self";
    let short = |name: &String| {
        let rest = name.strip_prefix(union).filter(is_name);
        rest.unwrap_or(name).to_owned()
    };
    let shortened: Vec<Option<String>> = names.iter().map(|n| n.as_ref().map(short)).collect();
    let pairs = distinct(&shortened).zip(names);
    pairs
        .map(|(short, name)| short.map(str::to_owned).or_else(|| name.clone()))
        .collect()
}

/// The names that only one has.
fn distinct(names: &[Option<String>]) -> impl Iterator<Item = Option<&str>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let names = names.iter().map(Option::as_deref);
    names.map(move |name| name.filter(|name| counts[name] == 1))
}

/// The text that a required property always is.
fn tag(schema: &Schema, node: &Node) -> Option<String> {
    node.properties().iter().find_map(
        |(name, property)| match schema.node(*property).constants() {
            Some(
                [
                    Json {
                        value: Value::String(text),
                        ..
                    },
                ],
            ) if node.requires(name) => Some(variant_name(text)),
            _ => None,
        },
    )
}

/// The text that a schema lists, or that it lists several.
fn constant(node: &Node) -> Option<String> {
    match node.constants()? {
        [
            Json {
                value: Value::String(text),
                ..
            },
        ] => Some(variant_name(text)),
        _ => Some("Known".to_owned()),
    }
}

/// The name of the definition that a schema refers to, by itself or first in `allOf`.
fn target(schema: &Schema, node: &Node) -> Option<String> {
    let mut conjuncts = node.branches(Combinator::AllOf).unwrap_or_default().iter();
    let reference = node
        .reference()
        .or_else(|| conjuncts.find_map(|id| schema.node(*id).reference()))?;
    // The name of its type, which is that in another module.
    if is_stand_in(schema, reference) {
        return own_names::type_name(schema.node(reference)).map(str::to_owned);
    }
    let pointer = &schema.node(reference).place.pointer;
    let key = pointer.rsplit('/').next().unwrap_or_default();
    let key = key.replace("~1", "/").replace("~0", "~");
    Some(match key.as_str() {
        "" => "Root".to_owned(),
        key => variant_name(&ending(key, 1)),
    })
}

/// The names of the cases of an object: the constants of each, or its title; that of all other
/// values is `Other`.
pub(super) fn case_names(schema: &Schema, cases: &[Case]) -> Vec<String> {
    /// More constants than these are no name.
    const FEW: usize = 3;
    let mut register = Register::default();
    let names = cases.iter().map(|case| {
        let title = case.schema.and_then(|id| schema.node(id).title());
        let constants = case.tag.as_ref().map(|tag| {
            let constants = schema.node(tag.schema).constants().unwrap_or_default();
            let names = constants.iter().map(|json| match &json.value {
                Value::String(text) => variant_name(text),
                Value::Bool(true) => variant_name(&tag.property),
                Value::Bool(false) => format!("Not{}", variant_name(&tag.property)),
                _ => variant_name(&json.compact()),
            });
            match constants.len() <= FEW {
                true => names.collect::<Vec<_>>().join("Or"),
                false => "Case".to_owned(),
            }
        });
        let title = title.filter(|title| is_short(title)).map(variant_name);
        register.give(&title.or(constants).unwrap_or_else(|| "Other".to_owned()))
    });
    names.collect()
}

/// The number of branches whose instances may have each type.
fn types_of(schema: &Schema, ids: &[NodeId]) -> BTreeMap<Type, usize> {
    let mut counts = BTreeMap::new();
    for type_ in ids
        .iter()
        .flat_map(|id| BranchSummary::of(schema, *id).types)
    {
        *counts.entry(type_).or_default() += 1;
    }
    counts
}

/// The name of the only type of a schema.
fn type_of(node: &Node) -> Option<String> {
    match node.types() {
        Some([type_]) => Some(variant_name(type_.name())),
        _ => None,
    }
}

/// Names that are given once.
#[derive(Default)]
pub(super) struct Register {
    given: BTreeSet<String>,
}

impl Register {
    /// The name, or the first with a number after it that is free.
    pub(super) fn give(&mut self, name: &str) -> String {
        let free = (1..).map(|n| match n {
            1 => name.to_owned(),
            n => format!("{name}{n}"),
        });
        // There are more numbers than names.
        let free = free.into_iter().find(|name| !self.given.contains(name));
        let name = free.unwrap_or_default();
        self.given.insert(name.clone());
        name
    }
}

/// The names of constants, in their order, beside that of the variant for texts that are not
/// listed. A value that is no text is named by its title, if it has one.
pub(super) fn constants(
    values: &[(&Json, Option<&str>)],
    other: Option<&'static str>,
) -> Vec<String> {
    let mut register = Register::default();
    if let Some(other) = other {
        register.give(other);
    }
    let texts = values
        .iter()
        .map(|(value, title)| match (&value.value, title) {
            (Value::String(text), _) => text.clone(),
            (_, Some(title)) if is_short(title) => (*title).to_owned(),
            (Value::Number(number), _) => number.replace('-', "Minus ").replace('.', " Point "),
            _ => value.compact(),
        });
    let texts: Vec<String> = texts.collect();
    let wanted: Vec<String> = texts.iter().map(|text| variant_name(text)).collect();
    // Of those that want one name, it is given to the text that is spelled so, whatever their
    // order in the schema.
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|index| (wanted[*index] != texts[*index], &texts[*index]));
    let mut names = vec![String::new(); texts.len()];
    for index in order {
        names[index] = register.give(&wanted[index]);
    }
    names
}
