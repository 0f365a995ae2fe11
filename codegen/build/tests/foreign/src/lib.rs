//! The types of an animal shelter.
#![warn(missing_docs)]
#![deny(warnings)]

exactschema::include_schemas!();

pub use exactschema as json;

/// The types again, with other settings.
pub mod loose {
    exactschema::include_schemas!("loose");
}

/// The types again, where texts mean types of others and of this crate.
pub mod own {
    exactschema::include_schemas!("own");
}

/// An address of mail: its user and its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The part before the sign.
    pub user: String,
    /// The part after the sign.
    pub host: String,
}

impl std::str::FromStr for Mail {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (user, host) = text.rsplit_once('@').ok_or("it has no @")?;
        Ok(Mail { user: user.to_owned(), host: host.to_lowercase() })
    }
}

impl std::fmt::Display for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.user, self.host)
    }
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
