//! Date-times: RFC 3339 §5.6, `date-time`.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::date::leading_date;
use super::time::Time;

/// Whether the text is a date-time.
pub(crate) fn is_date_time(text: &str) -> bool {
    // A year of four digits is an instant in every zone.
    Parts::parse(text.as_bytes()).is_some()
}

/// A date-time taken apart (RFC 3339 §5.6).
pub(crate) struct Parts<'a> {
    pub(crate) date: NaiveDate,
    pub(crate) separator: u8,
    pub(crate) time: Time<'a>,
}

impl<'a> Parts<'a> {
    pub(crate) fn parse(text: &'a [u8]) -> Option<Self> {
        let (date, rest) = leading_date(text)?;
        let (separator @ (b'T' | b't'), rest) = rest.split_first()? else {
            return None;
        };
        Some(Parts {
            date,
            separator: *separator,
            time: Time::parse(rest)?,
        })
    }

    pub(crate) fn datetime(&self) -> Option<DateTime<FixedOffset>> {
        let local = self.date.and_time(self.time.time);
        local.and_local_timezone(self.time.offset).single()
    }
}
