//! The types of an animal shelter.
#![warn(missing_docs)]
#![deny(warnings)]

exactschema::include_schemas!();

pub use exactschema as json;

/// The types again, with other settings.
pub mod loose {
    exactschema::include_schemas!("loose");
}

#[cfg(feature = "stale")]
mod stale {
    exactschema::runtime::generated! {
        interface 0, generator "0.0.1";

        modules {
            /// Nothing of it is looked at.
            pub mod gone;
        }

        pub const ROOTS: &[Gone] = &[];
    }
}
