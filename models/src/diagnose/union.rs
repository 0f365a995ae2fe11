//! Decides which branch of a union a value belongs to, and what to say if to none.

use std::rc::Rc;

use super::Options;
use super::group::{Fit, Group, Pending, Source, Within};
use super::reader::Reader;
use super::state::{State, Union};
use super::words::{Choice, What};
use crate::runtime::Kind;

impl<'de> Reader<'de> {
    /// Decides all unions at a value.
    pub(super) fn settle(&mut self, state: &State, base: usize, kind: Kind, span: (usize, usize)) {
        for union in &state.unions {
            self.settle_one(union, base, kind, span);
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
            ([], _) => match self.best(&groups) {
                Ok((best, was_chosen)) => {
                    let name = union.branches[best].name.filter(|_| was_chosen);
                    self.adopt(union, base, groups[best], name);
                }
                Err(choice) => {
                    let what = What::NoBranch(Rc::new(Choice { kind, ..choice }));
                    self.say((base, &union.to), keyword, what, span);
                }
            },
        }
    }

    /// The groups of the branches of a union.
    pub(super) fn branches(&self, union: &Union, base: usize) -> impl Iterator<Item = usize> {
        let first = base + union.first;
        let groups = self.slots[first..first + union.branches.len()].to_vec();
        groups.into_iter()
    }

    /// The branch that fits best, and whether there were others of the right type; or
    /// those among which none does.
    fn best(&self, groups: &[usize]) -> Result<(usize, bool), Choice<'de>> {
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
        let least = fits.iter().map(|index| group(*index).count()).min();
        let counts = |index: &&usize| Some(group(**index).count()) == least;
        let winners: Vec<usize> = match best {
            // To miss the tag is to belong to another branch, whatever else is right.
            Fit::Untagged(_) => fits.clone(),
            _ => fits.iter().filter(counts).copied().collect(),
        };
        match (winners.as_slice(), best) {
            ([winner], _) if best != Fit::Mismatch || groups.len() == 1 => Ok((*winner, typed > 1)),
            ([winner, ..], Fit::Refused) => Ok((*winner, false)),
            _ => Err(Choice {
                kind: Kind::Null,
                fit: best,
                firsts: fits
                    .iter()
                    .filter_map(|index| group(*index).kept.first().cloned())
                    .collect(),
                among: fits,
            }),
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
        let group = std::mem::take(&mut self.groups[group]);
        for slot in union.to.iter() {
            let target = self.slots[base + slot];
            self.groups[target].absorb(&group, &self.options, |pending| Pending {
                within: Some(Rc::clone(&within)),
                branch: pending.branch.or(name),
                ..pending
            });
        }
    }
}

impl<'de> Group<'de> {
    /// Adds what is said of another group.
    fn absorb(
        &mut self,
        other: &Group<'de>,
        options: &Options,
        as_: impl Fn(Pending<'de>) -> Pending<'de>,
    ) {
        for pending in &other.kept {
            self.add(as_(pending.clone()), options);
        }
        for pending in &other.kept_warnings {
            self.add(pending.clone(), options);
        }
        // Those that were not kept are still counted.
        let is_refusal = |pending: &&Pending<'de>| matches!(pending.source, Source::Refusal(_));
        let refusals = other.kept.iter().filter(is_refusal).count();
        self.refusals += other.refusals - refusals;
        self.errors += other.errors - (other.kept.len() - refusals);
        self.warnings += other.warnings - other.kept_warnings.len();
    }
}
