//! The tree of a pattern whose sets of characters are known.

use exactschema::runtime::pattern::{Feature, Node};
use regex_syntax::hir::{Class, ClassUnicode, Hir, Look, Repetition};

use super::{PatternError, sets};

/// Ranges in all classes of a tree.
const MAX_RANGES: usize = 1 << 19;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    /// One character of these.
    Chars(ClassUnicode),
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B` if `false`.
    Boundary(bool),
    /// A lookaround.
    Look {
        behind: bool,
        negative: bool,
        body: Box<Tree>,
    },
    /// One after the other; none is itself a sequence.
    Sequence(Vec<Tree>),
    /// Any of these.
    Alternatives(Vec<Tree>),
    /// A number of times, not just once.
    Repeat {
        body: Box<Tree>,
        min: u32,
        max: Option<u32>,
    },
}

/// The tree of a pattern.
///
/// # Errors
///
/// [`PatternError`] if it has what is not searched.
pub(super) fn resolve(node: &Node) -> Result<Tree, PatternError> {
    Resolver { ranges: 0 }.tree(node)
}

struct Resolver {
    /// The number of ranges so far.
    ranges: usize,
}

impl Resolver {
    fn tree(&mut self, node: &Node) -> Result<Tree, PatternError> {
        Ok(match node {
            Node::Empty => Tree::Sequence(Vec::new()),
            Node::Char(code) => Tree::Chars(sets::code_points(*code, *code)),
            Node::Dot => Tree::Chars(sets::dot()),
            Node::Class(class) => self.class(sets::class(class)?)?,
            Node::Start => Tree::Start,
            Node::End => Tree::End,
            Node::Boundary(is_one) => Tree::Boundary(*is_one),
            Node::Look {
                behind,
                negative,
                body,
            } => Tree::Look {
                behind: *behind,
                negative: *negative,
                body: Box::new(self.tree(body)?),
            },
            Node::Sequence(nodes) => {
                let mut parts = Vec::with_capacity(nodes.len());
                for node in nodes {
                    match self.tree(node)? {
                        Tree::Sequence(inner) => parts.extend(inner),
                        part => parts.push(part),
                    }
                }
                Tree::Sequence(parts)
            }
            Node::Alternatives(nodes) => alternatives(nodes, self)?,
            Node::Repeat { body, min, max } => repeat(self.tree(body)?, *min, *max),
            Node::Unsupported(feature, at) => return Err(unsupported(*feature, *at)),
        })
    }

    fn class(&mut self, class: ClassUnicode) -> Result<Tree, PatternError> {
        self.ranges += class.ranges().len();
        if self.ranges > MAX_RANGES {
            let message =
                format!("it is too large: its classes have more than {MAX_RANGES} ranges");
            return Err(PatternError::new(message));
        }
        Ok(Tree::Chars(class))
    }
}

/// Any of these; a class if each is one.
fn alternatives(nodes: &[Node], resolver: &mut Resolver) -> Result<Tree, PatternError> {
    let trees: Result<Vec<Tree>, _> = nodes.iter().map(|node| resolver.tree(node)).collect();
    let trees = trees?;
    let mut all = Some(ClassUnicode::empty());
    for tree in &trees {
        all = match (all, tree) {
            (Some(mut all), Tree::Chars(class)) => {
                all.union(class);
                Some(all)
            }
            _ => None,
        };
    }
    Ok(all.map_or(Tree::Alternatives(trees), Tree::Chars))
}

/// A tree so many times. What is once is not repeated, nor is what takes no character.
fn repeat(body: Tree, min: u32, max: Option<u32>) -> Tree {
    match (&body, max) {
        (_, Some(0)) => Tree::Sequence(Vec::new()),
        (Tree::Sequence(parts), _) if parts.is_empty() => body,
        (_, Some(1)) if min == 1 => body,
        _ => Tree::Repeat {
            body: Box::new(body),
            min,
            max,
        },
    }
}

/// The reason why there is no tree.
fn unsupported(feature: Feature, at: usize) -> PatternError {
    let what = match feature {
        Feature::Backreference => {
            "it refers back to a group, and backreferences cannot be searched in linear time"
        }
        Feature::Modifiers => "it turns on flags inside (`(?i:`), which is not supported",
        Feature::UnicodeEscape => {
            "it has `\\p{` or `\\u{`, which name characters with the flag `u` alone"
        }
        Feature::Depth => "its groups are nested too deep",
    };
    PatternError::new(format!("{what} (at byte {at})"))
}

impl Tree {
    /// The only character that it matches, if there is just one.
    pub(super) fn literal(&self) -> Option<char> {
        let Tree::Chars(class) = self else {
            return None;
        };
        match class.ranges() {
            [range] if range.start() == range.end() => Some(range.start()),
            _ => None,
        }
    }

    /// Whether it has a lookaround.
    pub(super) fn looks(&self) -> bool {
        match self {
            Tree::Look { .. } => true,
            Tree::Chars(_) | Tree::Start | Tree::End | Tree::Boundary(_) => false,
            Tree::Sequence(parts) | Tree::Alternatives(parts) => parts.iter().any(Tree::looks),
            Tree::Repeat { body, .. } => body.looks(),
        }
    }

    /// The same as a tree of `regex-syntax`; `None` if it has a lookaround or a boundary
    /// of words, which that has not.
    pub(super) fn hir(&self) -> Option<Hir> {
        let all = |parts: &[Tree]| parts.iter().map(Tree::hir).collect::<Option<Vec<_>>>();
        Some(match self {
            Tree::Chars(class) => Hir::class(Class::Unicode(class.clone())),
            Tree::Start => Hir::look(Look::Start),
            Tree::End => Hir::look(Look::End),
            Tree::Boundary(_) | Tree::Look { .. } => return None,
            Tree::Sequence(parts) => Hir::concat(all(parts)?),
            Tree::Alternatives(parts) => Hir::alternation(all(parts)?),
            Tree::Repeat { body, min, max } => Hir::repetition(Repetition {
                min: *min,
                max: *max,
                greedy: true,
                sub: Box::new(body.hir()?),
            }),
        })
    }
}
