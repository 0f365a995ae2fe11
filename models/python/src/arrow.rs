//! Documents in an Arrow array, taken through the Arrow C data interface without a copy: the
//! methods of `__arrow_c_array__` pass two capsules.

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::{Array, ArrayRef, make_array};
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// Documents in an array.
pub(crate) struct Documents(ArrayRef);

impl Documents {
    /// The array of an object that has `__arrow_c_array__`.
    ///
    /// # Errors
    ///
    /// If it is not as the interface says, or holds neither bytes nor texts.
    pub(crate) fn of(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let capsules = object.call_method0("__arrow_c_array__")?;
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
        let schema = schema.pointer_checked(Some(c"arrow_schema"))?;
        let array = array.pointer_checked(Some(c"arrow_array"))?;
        // SAFETY: a capsule of this name holds this structure, as the PyCapsule interface of
        // Arrow has it. The array is moved out: what is left there is released, so that the
        // capsule does not release it again. The schema is only borrowed.
        let data = unsafe {
            let array = FFI_ArrowArray::from_raw(array.cast().as_ptr());
            from_ffi(array, schema.cast::<FFI_ArrowSchema>().as_ref())
        };
        let data = data.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let array = make_array(data);
        let is_text = matches!(
            array.data_type(),
            DataType::Binary
                | DataType::LargeBinary
                | DataType::BinaryView
                | DataType::Utf8
                | DataType::LargeUtf8
                | DataType::Utf8View
        );
        if !is_text {
            return Err(PyTypeError::new_err(format!(
                "expected an Arrow array of binary or string, found {}",
                array.data_type()
            )));
        }
        Ok(Documents(array))
    }

    /// The number of documents, with nulls.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A document; none if it is null.
    pub(crate) fn get(&self, index: usize) -> Option<&[u8]> {
        let array = self.0.as_ref();
        if array.is_null(index) {
            return None;
        }
        Some(match array.data_type() {
            DataType::Binary => array.as_binary::<i32>().value(index),
            DataType::LargeBinary => array.as_binary::<i64>().value(index),
            DataType::BinaryView => array.as_binary_view().value(index),
            DataType::Utf8 => array.as_string::<i32>().value(index).as_bytes(),
            DataType::LargeUtf8 => array.as_string::<i64>().value(index).as_bytes(),
            DataType::Utf8View => array.as_string_view().value(index).as_bytes(),
            // Refused when it was taken.
            _ => return None,
        })
    }
}
