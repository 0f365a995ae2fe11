//! Filters of what a page lists, without a script: the style sheet hides what is not selected.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

/// A choice of one of several values, or of all.
pub struct Filter<'a> {
    /// What is chosen, such as `keyword`; also the prefix of the classes of the items.
    pub name: &'a str,
    /// The values in their order; the items of the value at an index have the class of the name
    /// and the index, such as `keyword3`.
    pub values: Vec<String>,
}

/// The controls of filters, and the rules that hide the elements of the class `item` that are not
/// selected, and those of the class `group` that are left without any.
pub fn filters(filters: &[Filter<'_>]) -> Markup {
    html! {
        form.filters {
            @for filter in filters {
                label {
                    (filter.name) " "
                    select name=(filter.name) {
                        option value="" { "all" }
                        @for (index, value) in filter.values.iter().enumerate() {
                            option value=(format!("{}{index}", filter.name)) { (super::visible(value)) }
                        }
                    }
                }
            }
            button type="reset" { "show all" }
        }
        style { (PreEscaped(rules(filters))) }
    }
}

fn rules(filters: &[Filter<'_>]) -> String {
    let mut rules = String::new();
    for filter in filters {
        for index in 0..filter.values.len() {
            let class = format!("{}{index}", filter.name);
            // Writing to a String cannot fail.
            let _ = writeln!(
                rules,
                "body:has(option[value={class}]:checked) .item:not(.{class}), \
                 body:has(option[value={class}]:checked) .group:not(:has(.{class})) {{ display: none }}"
            );
        }
    }
    rules
}
