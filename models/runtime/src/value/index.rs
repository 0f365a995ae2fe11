//! Indices of elements and properties.

use super::any::Value;

/// An index of an array (`usize`) or the name of a property (`&str`), by which
/// [`Value::get`] and `value[…]` find a value. Not to be implemented elsewhere.
pub trait ValueIndex: sealed::Sealed {
    /// The value that is found in another.
    #[doc(hidden)]
    fn within(self, value: &Value) -> Option<&Value>;

    /// The value that is found in another, to change it.
    #[doc(hidden)]
    fn within_mut(self, value: &mut Value) -> Option<&mut Value>;
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for usize {}
    impl Sealed for &str {}
}

impl ValueIndex for usize {
    fn within(self, value: &Value) -> Option<&Value> {
        match value {
            Value::Array(elements) => elements.get(self),
            _ => None,
        }
    }

    fn within_mut(self, value: &mut Value) -> Option<&mut Value> {
        match value {
            Value::Array(elements) => elements.get_mut(self),
            _ => None,
        }
    }
}

impl ValueIndex for &str {
    fn within(self, value: &Value) -> Option<&Value> {
        match value {
            Value::Object(object) => object.get(self),
            _ => None,
        }
    }

    fn within_mut(self, value: &mut Value) -> Option<&mut Value> {
        match value {
            Value::Object(object) => object.get_mut(self),
            _ => None,
        }
    }
}

/// Null where there is no such element or property.
impl<I: ValueIndex> std::ops::Index<I> for Value {
    type Output = Value;

    fn index(&self, index: I) -> &Value {
        static NULL: Value = Value::Null;
        self.get(index).unwrap_or(&NULL)
    }
}
