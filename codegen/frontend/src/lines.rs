//! Lines and columns of a text.

/// Where the lines of a text begin, and how many code points come before some offsets: a
/// text on one line is looked up as fast as any other.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a [u8],
    starts: Vec<usize>,
    /// The code points before each multiple of [`STEP`] bytes.
    marks: Vec<usize>,
}

/// The bytes between two marks.
const STEP: usize = 256;

impl<'a> Lines<'a> {
    /// The lines of a text.
    #[must_use]
    pub fn new<T: AsRef<[u8]> + ?Sized>(text: &'a T) -> Self {
        let text = text.as_ref();
        let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(offset, _)| offset + 1))
            .collect();
        let mut before = 0;
        let chunks = text.chunks(STEP);
        let marks = chunks.map(|chunk| {
            let mark = before;
            before += code_points(chunk);
            mark
        });
        let marks = marks.collect();
        Lines {
            text,
            starts,
            marks,
        }
    }

    /// Line and column, in code points, of a byte offset; both from 1.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        (line, self.before(offset) - self.before(start) + 1)
    }

    /// The byte offset of a line and a column; `None` if nothing is there.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let before = self.before(start) + column.checked_sub(1)?;
        let mark = self.marks.partition_point(|mark| *mark <= before);
        let mark = mark.checked_sub(1)?;
        let rest = self.text[mark * STEP..].iter().enumerate();
        let mut begins = rest.filter(|(_, byte)| is_begin(**byte));
        let (offset, _) = begins.nth(before - self.marks[mark])?;
        Some(mark * STEP + offset)
    }

    /// The code points before a byte offset.
    fn before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let mark = (offset / STEP).min(self.marks.len().saturating_sub(1));
        let counted = self.marks.get(mark).copied().unwrap_or_default();
        counted + code_points(&self.text[mark * STEP..offset])
    }
}

/// The code points that begin in some bytes.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_begin(**byte)).count()
}

/// Whether a byte begins a code point.
fn is_begin(byte: u8) -> bool {
    (byte as i8) >= -0x40
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_are_code_points() {
        let text = format!("é{}\nab", "ü".repeat(300));
        let lines = Lines::new(&text);
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position(602), (1, 302));
        assert_eq!(lines.position(text.len()), (2, 3));
        assert_eq!(Lines::new("").position(0), (1, 1));
    }

    #[test]
    fn offsets_are_those_of_positions() {
        let text = format!("é{}\nab\n\nü", "ü".repeat(300));
        let lines = Lines::new(&text);
        for (offset, _) in text.char_indices() {
            let (line, column) = lines.position(offset);
            assert_eq!(lines.offset(line, column), Some(offset));
        }
        assert_eq!(lines.offset(5, 1), None);
        assert_eq!(lines.offset(4, 2), None);
        assert_eq!(Lines::new("").offset(1, 1), None);
    }
}
