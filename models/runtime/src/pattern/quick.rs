//! A search that tries one way after the other, for as long as that is quick: most
//! patterns of schemas begin with `^` and are decided by looking at each character once
//! or twice, without any memory for the ways that are open.

use super::place::{holds, is_in};
use super::program::{Inst, Insts};

/// Where to go on when a way ends.
enum Other {
    /// At an instruction, from a place in the text.
    At(usize, usize),
    /// Behind an instruction that took characters up to the second place, which may also
    /// end anywhere from the first one on.
    Fewer(usize, usize, usize),
}

/// Whether a program without lookarounds matches anywhere in a text; `None` if that takes
/// more steps than a few for each character.
pub(super) fn decide<'p>(insts: impl Insts<'p>, text: &str) -> Option<bool> {
    let mut steps = 4 * text.len() + 64;
    let mut others = Vec::new();
    let is_anchored = matches!(insts.inst(0), Some(Inst::Start));
    let last = if is_anchored { 0 } else { text.len() };
    for start in (0..=last).filter(|at| text.is_char_boundary(*at)) {
        if matches(insts, text, start, &mut others, &mut steps)? {
            return Some(true);
        }
    }
    Some(false)
}

/// Whether a program matches from a place on, in so many steps.
fn matches<'p>(
    insts: impl Insts<'p>,
    text: &str,
    start: usize,
    others: &mut Vec<Other>,
    steps: &mut usize,
) -> Option<bool> {
    others.push(Other::At(0, start));
    while let Some(other) = others.pop() {
        let (mut index, mut at) = match other {
            Other::At(index, at) => (index, at),
            Other::Fewer(index, least, at) => {
                let before = at - text.get(..at)?.chars().next_back()?.len_utf8();
                if before > least {
                    others.push(Other::Fewer(index, least, before));
                }
                (index + 1, before)
            }
        };
        while let Some(inst) = insts.inst(index) {
            *steps = steps.checked_sub(1)?;
            let rest = text.get(at..)?;
            match inst {
                Inst::Text(literal) if rest.starts_with(literal) => at += literal.len(),
                Inst::Text(_) => break,
                Inst::Chars(ranges, min, max) => {
                    let Some((least, most)) = taken(rest, ranges, min, max, steps)? else {
                        break;
                    };
                    if least < most {
                        others.push(Other::Fewer(index, at + least, at + most));
                    }
                    at += most;
                }
                Inst::Goto(places) => {
                    let (first, more) = places.split_first()?;
                    others.extend(more.iter().rev().map(|place| Other::At(*place, at)));
                    index = *first;
                    continue;
                }
                _ if holds(inst, text, at, &[]) == Some(true) => {}
                _ => break,
            }
            index += 1;
        }
        if index == insts.count() {
            others.clear();
            return Some(true);
        }
    }
    Some(false)
}

/// The bytes of the fewest and of the most characters that are taken, if there are
/// enough of them; `None` if that takes more steps than are left.
fn taken(
    rest: &str,
    ranges: &[std::ops::RangeInclusive<char>],
    min: u32,
    max: Option<u32>,
    steps: &mut usize,
) -> Option<Option<(usize, usize)>> {
    let (mut least, mut most, mut count) = (0, 0, 0);
    for c in rest.chars() {
        if max == Some(count) || !is_in(ranges, c) {
            break;
        }
        *steps = steps.checked_sub(1)?;
        count += 1;
        most += c.len_utf8();
        if count == min {
            least = most;
        }
    }
    Some((count >= min).then_some((least, most)))
}
