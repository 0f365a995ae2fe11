//! Labels with characters from right to left: RFC 5893.

use unicode_bidi::BidiClass::{AL, AN, BN, CS, EN, ES, ET, L, NSM, ON, R};
use unicode_bidi::{BidiClass, bidi_class};

/// Whether a label is an RTL label (§1.4).
pub(super) fn is_right_to_left(label: &[char]) -> bool {
    label.iter().any(|c| matches!(bidi_class(*c), R | AL | AN))
}

/// Whether a label, which is not empty, satisfies the Bidi rule (§2).
pub(super) fn satisfies_rule(label: &[char]) -> bool {
    let mut classes = label.iter().map(|c| bidi_class(*c));
    match classes.clone().next() {
        // Conditions 1, 2 and 4.
        Some(R | AL) => {
            let has = |class: BidiClass| classes.clone().any(|other| other == class);
            classes.clone().all(|c| matches!(c, R | AL | AN | EN | ES | CS | ET | ON | BN | NSM))
                && !(has(EN) && has(AN))
                // Condition 3.
                && matches!(last(label), Some(R | AL | EN | AN))
        }
        // Conditions 1, 5 and 6.
        Some(L) => {
            classes.all(|c| matches!(c, L | EN | ES | CS | ET | ON | BN | NSM))
                && matches!(last(label), Some(L | EN))
        }
        _ => false,
    }
}

/// The class of the last character that is no mark.
fn last(label: &[char]) -> Option<BidiClass> {
    let mut classes = label.iter().rev().map(|c| bidi_class(*c));
    classes.find(|class| *class != NSM)
}
