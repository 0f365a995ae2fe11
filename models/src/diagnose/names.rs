//! Strings and names, which may be no text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;

use super::reader::{Name, Reader};
use crate::error::ErrorKind;
use crate::runtime::{Failure, lossy_string};

impl<'de> Reader<'de> {
    /// A string, which may be no text.
    pub(super) fn string(&mut self) -> Result<Option<Cow<'de, str>>, Failure> {
        let start = self.lexer.offset();
        match self.any_string()? {
            Ok(text) => Ok(Some(text)),
            Err(failure) => {
                let span = (start, self.lexer.offset());
                self.refuse("lone-surrogate", failure.message(), span, None);
                Ok(None)
            }
        }
    }

    /// A string, or why it is no text.
    pub(super) fn any_string(&mut self) -> Result<Result<Cow<'de, str>, Failure>, Failure> {
        let start = self.lexer.offset();
        match self.lexer.string() {
            Ok(text) => Ok(Ok(text)),
            Err(failure) if failure.kind() == ErrorKind::LoneSurrogate => {
                let (_, end) = lossy_string(self.text, start)?;
                self.lexer.go_to(end);
                Ok(Err(failure))
            }
            Err(failure) => Err(failure),
        }
    }

    /// The name of a property; one that is no text with replacements.
    pub(super) fn name(&mut self) -> Result<Name<'de>, Failure> {
        self.expect_name()?;
        let start = self.lexer.offset();
        let text = match self.string()? {
            Some(text) => text,
            None => Cow::Owned(lossy_string(self.text, start)?.0),
        };
        let span = (start, self.lexer.offset());
        self.colon()?;
        Ok(Name { text, span })
    }

    pub(super) fn expect_name(&mut self) -> Result<(), Failure> {
        match self.lexer.peek() {
            Some(b'"') => Ok(()),
            _ => Err(self.lexer.unexpected("a property name in double quotes")),
        }
    }

    pub(super) fn colon(&mut self) -> Result<(), Failure> {
        match self.lexer.take(b':') {
            true => Ok(()),
            false => Err(self.lexer.unexpected("':'")),
        }
    }

    /// Where the last name was before in its object, whose names begin at `first`.
    pub(super) fn before(
        &self,
        first: usize,
        index: &mut HashMap<u64, usize>,
    ) -> Option<(usize, usize)> {
        const FEW: usize = 16;
        let (last, others) = self.names[first..].split_last()?;
        let search = |among: &[Name<'de>]| {
            let found = among.iter().find(|name| name.text == last.text);
            found.map(|name| name.span)
        };
        if others.len() < FEW {
            return search(others);
        }
        if index.is_empty() {
            let names = others.iter().enumerate();
            index.extend(names.map(|(place, name)| (self.hasher.hash_one(&name.text), place)));
        }
        let hash = self.hasher.hash_one(&last.text);
        match index.get(&hash).map(|place| &others[*place]) {
            Some(name) if name.text == last.text => Some(name.span),
            // Two names with one hash are next to impossible.
            Some(_) => search(others),
            None => {
                index.insert(hash, others.len());
                None
            }
        }
    }
}
