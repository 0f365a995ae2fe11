//! Errors and what caused them.

use std::error::Error as _;
use std::io;

use exactschema::{ErrorKind, Value};

struct Broken;

impl io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl io::Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::TimedOut.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_stream_that_fails_is_the_source() {
    let read = exactschema::from_reader::<Value>(Broken).unwrap_err();
    let written = exactschema::to_writer(Broken, &Value::Null).unwrap_err();
    for error in [read, written] {
        assert_eq!(error.kind(), ErrorKind::Io);
        assert_eq!((error.line(), error.column()), (None, None));
        let source = error.source().unwrap().downcast_ref::<io::Error>();
        assert_eq!(source.unwrap().kind(), io::ErrorKind::TimedOut);
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_the_source() {
    for bytes in [&b"[1,\"a\xffb\"]"[..], b"[1,\xff]", b"[1,\"\\n\xff\"]"] {
        let error = exactschema::from_slice::<Value>(bytes).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Encoding, Some(1)));
        assert!(
            error.source().unwrap().is::<std::str::Utf8Error>(),
            "{bytes:?}"
        );
    }
    let error = exactschema::from_slice::<Value>(b"[1,}").unwrap_err();
    assert!(error.source().is_none());
}

#[test]
fn a_value_has_a_pointer_and_no_line() {
    let value: Value = r#"[[1],[256]]"#.parse().unwrap();
    let error = exactschema::from_value::<Vec<Vec<u8>>>(&value).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::IntegerRange, "/1/0")
    );
    assert_eq!((error.line(), error.column()), (None, None));
    assert!(error.to_string().ends_with("(/1/0)"), "{error}");
}
