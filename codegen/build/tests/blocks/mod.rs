//! Blocks of code in a README, which tests run.

/// A block of code, without the indentation of a list.
pub(crate) struct Block {
    /// The text before it.
    before: String,
    pub(crate) language: String,
    pub(crate) code: String,
}

/// The blocks of a text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let lines = text.lines();
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix("   ").unwrap_or(line))
        .collect();
    let text = lines.join("\n");
    let parts: Vec<&str> = text.split("```").collect();
    let blocks = parts.chunks_exact(2).map(|pair| {
        let (language, code) = pair[1].split_once('\n').unwrap();
        Block {
            before: pair[0].to_owned(),
            language: language.to_owned(),
            code: code.to_owned(),
        }
    });
    blocks.collect()
}

impl Block {
    /// The name of the file that it is, by the text before it.
    pub(crate) fn file(&self) -> &str {
        let step = self.before.trim().rsplit("\n\n").next().unwrap();
        let mut quoted = step.split('`').skip(1).step_by(2);
        quoted.find(|name| name.contains('.')).unwrap()
    }
}
