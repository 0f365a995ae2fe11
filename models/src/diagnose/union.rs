//! Decides which branch of a union a value belongs to, and what to say if to none.

use std::rc::Rc;

use super::finding::Severity;
use super::group::{Fit, Pending, Source, Within};
use super::reader::Reader;
use super::state::{State, Union};
use super::tag::Tag;
use super::words::{Choice, What, told_by_required};
use crate::runtime::Kind;

impl<'de> Reader<'de> {
    /// Decides all unions at a value.
    pub(super) fn settle(&mut self, state: &State, base: usize, kind: Kind, span: (usize, usize)) {
        for union in &state.unions {
            self.settle_one(union, base, kind, span);
        }
    }

    /// Decides the unions at a value that is cut off, as far as nothing that might have
    /// followed would make it belong to a branch, and it is clear what to say.
    pub(super) fn settle_cut(
        &mut self,
        state: &State,
        base: usize,
        kind: Kind,
        span: (usize, usize),
    ) {
        for union in &state.unions {
            let groups: Vec<usize> = self.branches(union, base).collect();
            let is_open = groups.iter().any(|group| self.groups[*group].is_valid());
            let is_clear = match self.best(union, &groups, kind) {
                Ok(_) => true,
                Err(choice) => matches!(choice.fit, Fit::Untagged(_)),
            };
            if is_clear && !is_open {
                self.settle_one(union, base, kind, span);
            }
        }
    }

    fn settle_one(&mut self, union: &Union, base: usize, kind: Kind, span: (usize, usize)) {
        let groups: Vec<usize> = self.branches(union, base).collect();
        let group = |index: &usize| &self.groups[groups[*index]];
        let all = 0..groups.len();
        let valid: Vec<usize> = all
            .clone()
            .filter(|index| group(index).is_valid())
            .collect();
        let refused = all
            .clone()
            .find(|index| group(index).fit() == Fit::Refused && !group(index).is_valid());
        let keyword = Source::Keyword(union.keyword);
        match (valid.as_slice(), refused) {
            ([first, second, ..], _) if union.only_one => {
                let what = What::Several(*first, *second);
                self.say((base, &union.to), keyword, what, span);
            }
            // It may belong to that one too, if only the types could hold it.
            ([_], Some(refused)) if union.only_one => {
                self.adopt(union, base, groups[refused], None)
            }
            ([_, ..], _) => {
                let least = valid.iter().min_by_key(|index| group(index).warnings);
                if let Some(least) = least.filter(|index| group(index).warnings > 0) {
                    self.adopt(union, base, groups[*least], None);
                }
            }
            ([], _) => match self.best(union, &groups, kind) {
                Ok((best, was_chosen)) => {
                    let name = union.branches[best].name.filter(|_| was_chosen);
                    self.adopt(union, base, groups[best], name);
                }
                Err(choice) => {
                    self.say_no_branch((base, &union.to), keyword, &choice, span);
                }
            },
        }
    }

    /// Says that a value belongs to no branch: of its tag, if that tells them apart.
    fn say_no_branch(
        &mut self,
        to: (usize, &[usize]),
        keyword: Source,
        choice: &Rc<Choice<'de>>,
        span: (usize, usize),
    ) {
        let pending = self.pending(keyword, What::NoBranch(Rc::clone(choice)), span);
        let pending = match &choice.tag {
            Some(tag) => Pending {
                path: tag.path.clone(),
                depth: tag.depth,
                span: tag.span,
                ..pending
            },
            None => pending,
        };
        self.tell(to, &pending);
    }

    /// The groups of the branches of a union.
    pub(super) fn branches(&self, union: &Union, base: usize) -> impl Iterator<Item = usize> {
        let first = base + union.first;
        let groups = self.slots[first..first + union.branches.len()].to_vec();
        groups.into_iter()
    }

    /// The branch that fits best, and whether there were others of the right type; or
    /// those among which none does.
    fn best(
        &self,
        union: &Union,
        groups: &[usize],
        kind: Kind,
    ) -> Result<(usize, bool), Rc<Choice<'de>>> {
        let group = |index: usize| &self.groups[groups[index]];
        let fit = |index: &usize| group(*index).fit();
        let best = (0..groups.len()).map(|index| fit(&index)).min();
        let best = best.unwrap_or(Fit::Mismatch);
        let fits: Vec<usize> = (0..groups.len())
            .filter(|index| fit(index) == best)
            .collect();
        let typed = (0..groups.len())
            .filter(|index| fit(index) != Fit::Mismatch)
            .count();
        let branches = fits.iter().map(|index| &union.branches[*index]);
        let are_told = told_by_required(&branches.collect::<Vec<_>>());
        let wrong = |index: &usize| {
            let group = group(*index);
            (if are_told { group.lacking } else { 0 }, group.count())
        };
        let least = fits.iter().map(wrong).min();
        let is_least = |index: &&usize| Some(wrong(index)) == least;
        let winners: Vec<usize> = match best {
            // To miss the tag is to belong to another branch, whatever else is right.
            Fit::Untagged(_) => fits.clone(),
            _ => fits.iter().filter(is_least).copied().collect(),
        };
        match (winners.as_slice(), best) {
            ([winner], _) if best != Fit::Mismatch || groups.len() == 1 => Ok((*winner, typed > 1)),
            ([winner, ..], Fit::Refused) => Ok((*winner, false)),
            _ => Err(Rc::new(Choice {
                kind,
                depth: self.path.depth(),
                fit: best,
                tag: match best {
                    Fit::Untagged(_) => {
                        let missed = fits.iter().map(|index| group(*index).missed.as_slice());
                        Tag::shared(&missed.collect::<Vec<_>>(), self.text)
                    }
                    _ => None,
                },
                firsts: fits
                    .iter()
                    .filter_map(|index| group(*index).kept.first().cloned())
                    .collect(),
                among: fits,
            })),
        }
    }

    /// Makes what is said of a branch something that is said of those who refer to its
    /// union.
    fn adopt(&mut self, union: &Union, base: usize, group: usize, name: Option<&'static str>) {
        let names = &self.names;
        let within = Rc::new(Within {
            keyword: union.keyword,
            path: self.path.link(|place| names[place].text.clone()),
        });
        let mut told = std::mem::take(&mut self.groups[group]).told();
        let is_error = |pending: &&mut Pending<'_>| pending.severity() == Severity::Error;
        for pending in told.kept.iter_mut().filter(is_error) {
            pending.within = Some(Rc::clone(&within));
            pending.branch = pending.branch.or(name);
        }
        for slot in union.to.iter() {
            let target = self.slots[base + slot];
            self.groups[target].absorb(&told, &self.options);
        }
    }
}
