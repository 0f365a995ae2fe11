//! Keywords that each read a value for themselves.

use super::cursor::Cursor;
use super::plan::{Check, Checked, StateId, Union};
use super::{Scan, valid_if};
use crate::schema::{Argument, Choice, Keyword};
use crate::text::lexer::Kind;
use crate::typed::checker::{Invalid, Validity};

impl<'p> Scan<'p> {
    pub(super) fn checked(
        &mut self,
        cursor: &mut Cursor<'_>,
        kind: Kind,
        rule: &'p Checked,
    ) -> Validity {
        let start = cursor.place();
        if let Some(base) = rule.base {
            self.value(cursor, base)?;
        }
        let end = cursor.place();
        for check in &rule.checks {
            self.back(cursor, start)?;
            match check {
                Check::Union(union) => self.union(cursor, kind, union)?,
                Check::Condition(condition) => {
                    let holds = self.accepts(cursor, condition.condition)?;
                    self.back(cursor, start)?;
                    let state = match holds {
                        true => condition.then,
                        false => condition.otherwise,
                    };
                    self.value(cursor, state)?;
                }
                Check::Not(state) => valid_if(!self.accepts(cursor, *state)?)?,
                Check::Dependent(dependent) => {
                    for (name, state) in dependent {
                        self.back(cursor, start)?;
                        if cursor.find(name).is_some() {
                            self.back(cursor, start)?;
                            self.value(cursor, *state)?;
                        }
                    }
                }
                Check::Values(id) => {
                    let document = cursor.document()?;
                    if let Argument::Values(values) = &id.of(self.table).argument {
                        valid_if(values.includes(document.root()))?;
                    }
                }
            }
        }
        if rule.base.is_some() {
            cursor.rewind(end);
        }
        Ok(())
    }

    /// Whether a state accepts the value that comes next. Afterwards the place is unknown.
    pub(super) fn accepts(
        &mut self,
        cursor: &mut Cursor<'_>,
        state: StateId,
    ) -> Result<bool, Invalid> {
        let validity = self.nested(|scan| scan.value(cursor, state));
        self.goes_on()?;
        Ok(validity.is_ok())
    }

    fn union(&mut self, cursor: &mut Cursor<'_>, kind: Kind, union: &'p Union) -> Validity {
        let start = cursor.place();
        let mut candidates = self.candidates(cursor, kind, union)?;
        let (Some(first), second) = (candidates.next(), candidates.next()) else {
            return Err(Invalid);
        };
        let Some(second) = second else {
            return self.value(cursor, first);
        };
        let mut end = None;
        for candidate in [first, second].into_iter().chain(candidates) {
            self.back(cursor, start)?;
            if self.accepts(cursor, candidate)? {
                let is_second = end.replace(cursor.place()).is_some();
                valid_if(!is_second)?;
                if union.keyword == Keyword::AnyOf {
                    break;
                }
            }
        }
        cursor.rewind(end.ok_or(Invalid)?);
        Ok(())
    }

    /// The states of the branches that a value may be valid against.
    fn candidates(
        &mut self,
        cursor: &mut Cursor<'_>,
        kind: Kind,
        union: &'p Union,
    ) -> Result<impl Iterator<Item = StateId> + use<'p>, Invalid> {
        let choice = self.table[union.node].choice(union.keyword);
        let choice = choice.filter(|_| kind == Kind::Object);
        let start = cursor.place();
        let tag = choice
            .and_then(Choice::tag)
            .and_then(|tag| cursor.text_of(tag));
        self.back(cursor, start)?;
        let listed = choice.map(|choice| choice.for_objects(tag.as_deref()));
        let all = listed.is_none().then(|| union.states.keys().copied());
        let listed = listed
            .into_iter()
            .flatten()
            .chain(all.into_iter().flatten());
        Ok(listed.filter_map(|branch| union.states.get(&branch).copied()))
    }
}
