//! `uniqueItems`: whether the elements of an array differ.
//!
//! Strings are compared while the array is read, as the names of an object are. Of other elements
//! a hash is made from the text; values with one hash are compared as a document.

use super::Scan;
use super::cursor::{Cursor, Place};
use super::names::mixed;
use super::valid_if;
use crate::equality::{first_equal, hash_of_number};
use crate::text::lexer::Kind;
use crate::typed::checker::{Invalid, Validity};

impl Scan<'_> {
    /// Judges the elements of an array that was read, except for strings.
    pub(super) fn unique(&mut self, cursor: &mut Cursor<'_>, start: Place) -> Validity {
        self.back(cursor, start)?;
        let mut hashes = Vec::new();
        cursor.array(|cursor| {
            match cursor.kind()? {
                Kind::String => cursor.value()?,
                _ => hashes.push(hash(cursor)?),
            }
            Ok(())
        })?;
        hashes.sort_unstable();
        if hashes.windows(2).all(|pair| pair[0] != pair[1]) {
            return Ok(());
        }
        self.back(cursor, start)?;
        let document = cursor.document()?;
        valid_if(first_equal(document.root()).is_none())
    }
}

/// Takes a value; the same for all that are equal.
fn hash(cursor: &mut Cursor<'_>) -> Result<u64, Invalid> {
    let kind = cursor.kind()?;
    let content = match kind {
        Kind::Null => cursor.null().map(|()| 0),
        Kind::Boolean => cursor.truth().map(u64::from),
        Kind::Number => cursor.number().map(hash_of_number),
        Kind::String => cursor.hash_of_text(),
        Kind::Array => {
            let mut all = 0;
            cursor.array(|cursor| {
                all = mixed(all, hash(cursor)?, 0);
                Ok(())
            })?;
            Ok(all)
        }
        Kind::Object => {
            let (mut members, mut more) = cursor.members()?;
            let mut all = 0_u64;
            while more {
                let (name, print) = cursor.name()?;
                cursor.add(&mut members, name)?;
                // A sum does not depend on the order.
                all = all.wrapping_add(mixed(print.hash, hash(cursor)?, 1));
                more = cursor.more()?;
            }
            cursor.close(members)?;
            Ok(all)
        }
    };
    Ok(mixed(content?, kind as u64, 2))
}
