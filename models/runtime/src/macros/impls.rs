//! `model_impls!`: implementations of the traits of serde and schemars for generated types.

/// Implements `Serialize` and `Deserialize` through [`Model`](super::Model).
#[macro_export]
#[doc(hidden)]
macro_rules! __model_impls {
    ($type:ident) => {
        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<__D: $crate::runtime::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::deserialize(deserializer)
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                $crate::runtime::serialize(self, serializer)
            }
        }
    };
}

pub use crate::__model_impls as model_impls;
