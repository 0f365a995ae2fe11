//! One verdict on any bytes, from all that gives one. The fuzz target shares this
//! module.

use exactschema::runtime::check::accepts;
use models::{Error, Model};

/// Judges bytes as a document of every schema, and as a free-form value.
pub(crate) fn agree(bytes: &[u8]) {
    agree_as::<models::ExportSession>(bytes);
    agree_as::<models::agent_settings::AgentSettings>(bytes);
    agree_as::<models::session_events::SessionEvent>(bytes);
    agree_as::<models::validation_report::ReportLine>(bytes);
    agree_as::<models::Value>(bytes);
    #[cfg(feature = "validate")]
    for root in models::ROOTS {
        let diagnosis = root.diagnose(bytes, &models::diagnose::Options::default());
        let accepted = root.check(bytes).is_ok();
        assert_eq!(
            diagnosis.findings.is_empty(),
            accepted,
            "{}: {}",
            root.name(),
            String::from_utf8_lossy(bytes)
        );
    }
}

/// Judges bytes as a document of a type.
pub(crate) fn agree_as<T: Model>(bytes: &[u8]) {
    let read = models::from_slice::<T>(bytes).map(drop);
    let shown = || String::from_utf8_lossy(bytes);
    // Not only `check_as`, in which reading has the last word.
    assert_eq!(accepts::<T>(bytes), read.is_ok(), "{read:?}: {}", shown());
    let checked = models::check_as::<T>(bytes);
    assert_eq!(error_parts(checked), error_parts(read), "{}", shown());
}

/// All parts of an error.
fn error_parts(verdict: Result<(), Error>) -> Option<(String, String, String)> {
    let error = verdict.err()?;
    Some((
        error.kind().to_string(),
        error.pointer().to_owned(),
        error.to_string(),
    ))
}
