//! Finds the types that have to be evaluated: those whose schema asserts more than they
//! express, and all that lead to them, since the outermost value is evaluated as a whole.

use std::collections::BTreeMap;

use super::{Form, Kind, TypeId, Types, ambiguity};

/// Marks all types that lead to one that has to be evaluated.
pub(super) fn spread(types: &mut Types) {
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, named) in types.iter() {
        for used in ambiguity::next(named) {
            users.entry(used).or_default().push(id);
        }
    }
    let evaluated = types.iter().filter(|(_, named)| named.is_evaluated);
    let mut open: Vec<TypeId> = evaluated.map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        for user in users.get(&id).into_iter().flatten() {
            let named = &mut types.types[user.0];
            if !std::mem::replace(&mut named.is_evaluated, true) {
                open.push(*user);
            }
        }
    }
    for named in types.types.iter_mut().filter(|named| named.is_evaluated) {
        // What a branch takes may be more than is valid against its schema: that no other
        // is, the evaluator has found.
        if let Kind::Union(union) = &mut named.kind
            && union.form == Form::ExactlyOne
        {
            union.form = Form::OneOf;
        }
    }
}
