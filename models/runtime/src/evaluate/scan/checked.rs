//! Keywords that each read a value for themselves.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::plan::{Check, Checked, StateId, Union};
use super::{Scan, valid_if};
use crate::schema::{Argument, Choice, Keyword, NodeId};
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
        let first = self.candidates.len();
        let found = self.find_candidates(cursor, kind, union);
        let validity = found.and_then(|()| self.by_candidates(cursor, union.keyword, first));
        self.candidates.truncate(first);
        validity
    }

    /// Judges a value by the candidates from an index on.
    fn by_candidates(
        &mut self,
        cursor: &mut Cursor<'_>,
        keyword: Keyword,
        first: usize,
    ) -> Validity {
        let last = self.candidates.len();
        if last == first + 1 {
            return self.value(cursor, self.candidates[first]);
        }
        let start = cursor.place();
        let mut end = None;
        for index in first..last {
            self.back(cursor, start)?;
            if self.accepts(cursor, self.candidates[index])? {
                let is_second = end.replace(cursor.place()).is_some();
                valid_if(!is_second)?;
                if keyword == Keyword::AnyOf {
                    break;
                }
            }
        }
        cursor.rewind(end.ok_or(Invalid)?);
        Ok(())
    }

    /// Adds the states of the branches that a value may be valid against to the candidates. The
    /// place is that of the value afterwards.
    fn find_candidates(
        &mut self,
        cursor: &mut Cursor<'_>,
        kind: Kind,
        union: &'p Union,
    ) -> Validity {
        let choice = self.table[union.node].choice(union.keyword);
        let Some(choice) = choice.filter(|_| kind == Kind::Object) else {
            self.candidates.extend(union.states.values());
            return Ok(());
        };
        let start = cursor.place();
        let text = match choice.has_required() {
            true => self.read_candidates(cursor, union, choice)?,
            false => choice.tag().and_then(|tag| cursor.text_of(tag)),
        };
        self.back(cursor, start)?;
        self.add_candidates(union, choice.of_tag(text.as_deref()));
        self.add_candidates(union, choice.of_any_object());
        Ok(())
    }

    /// Adds the candidates that the names of an object tell; the text of its tag.
    fn read_candidates<'d>(
        &mut self,
        cursor: &mut Cursor<'d>,
        union: &'p Union,
        choice: &'p Choice,
    ) -> Result<Option<Cow<'d, str>>, Invalid> {
        let mut tag = None;
        let (_, mut more) = cursor.members()?;
        while more {
            let (name, _) = cursor.name()?;
            let name = cursor.text_of_name(name);
            self.add_candidates(union, choice.of_name(&name));
            match choice.tag() == Some(&*name) && cursor.kind()? == Kind::String {
                true => tag = Some(cursor.text()?),
                false => cursor.value()?,
            }
            more = cursor.more()?;
        }
        Ok(tag)
    }

    fn add_candidates(&mut self, union: &Union, branches: &[NodeId]) {
        let states = branches
            .iter()
            .filter_map(|branch| union.states.get(branch));
        self.candidates.extend(states);
    }
}
