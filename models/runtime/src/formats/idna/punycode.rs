//! Punycode: RFC 3492.

/// The parameters of §5.
const BASE: u64 = 36;
const T_MIN: u64 = 1;
const T_MAX: u64 = 26;
const SKEW: u64 = 38;
const DAMP: u64 = 700;
const INITIAL_BIAS: u64 = 72;
const INITIAL_CODE_POINT: u64 = 0x80;

/// The code points that a text of ASCII encodes (§6.2); the text is at most as long as a
/// label.
pub(super) fn decode(encoded: &str) -> Option<Vec<char>> {
    // A delimiter with nothing before it is no delimiter, and no digit either.
    let (basic, extended) = match encoded.rsplit_once('-') {
        Some((basic, extended)) if !basic.is_empty() => (basic, extended),
        _ => ("", encoded),
    };
    let mut output: Vec<char> = basic.chars().collect();
    let mut digits = extended.bytes().peekable();
    let (mut code_point, mut place, mut bias) = (INITIAL_CODE_POINT, 0, INITIAL_BIAS);
    while digits.peek().is_some() {
        let delta = integer(&mut digits, bias)?;
        let length = output.len() as u64 + 1;
        bias = adapt(delta, length, output.len() == basic.len());
        place += delta;
        code_point += place / length;
        place %= length;
        let c = u32::try_from(code_point).ok().and_then(char::from_u32)?;
        output.insert(place as usize, c);
        place += 1;
    }
    Some(output)
}

/// A generalized variable-length integer (§3.3), unless it is far too big: no
/// label is so long that it would still lead to a code point.
fn integer(digits: &mut impl Iterator<Item = u8>, bias: u64) -> Option<u64> {
    let (mut value, mut weight) = (0, 1);
    for step in 1.. {
        let digit = digit(digits.next()?)?;
        value += digit * weight;
        if value > u64::from(u32::MAX) {
            return None;
        }
        let threshold = (BASE * step).saturating_sub(bias).clamp(T_MIN, T_MAX);
        if digit < threshold {
            break;
        }
        // The digit was not zero, so that the weight is at most the value here.
        weight *= BASE - threshold;
    }
    Some(value)
}

/// The value of a digit, in either case (§5).
fn digit(byte: u8) -> Option<u64> {
    match byte {
        b'a'..=b'z' => Some(u64::from(byte - b'a')),
        b'A'..=b'Z' => Some(u64::from(byte - b'A')),
        b'0'..=b'9' => Some(u64::from(byte - b'0') + 26),
        _ => None,
    }
}

/// Bias adaptation (§6.1).
fn adapt(delta: u64, length: u64, first: bool) -> u64 {
    let mut delta = delta / if first { DAMP } else { 2 };
    delta += delta / length;
    let mut bias = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        bias += BASE;
    }
    bias + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

/// The text of ASCII that encodes code points (§6.3), which are at most as many as a label
/// has bytes. Basic ones come first.
pub(super) fn encode(label: &[char]) -> String {
    let mut output: String = label.iter().filter(|c| c.is_ascii()).collect();
    let basic = output.len();
    if basic > 0 {
        output.push('-');
    }
    let (mut code_point, mut delta, mut bias) = (INITIAL_CODE_POINT, 0, INITIAL_BIAS);
    let mut done = basic as u64;
    let code_points = || label.iter().map(|c| u64::from(*c));
    while let Some(next) = code_points().filter(|c| *c >= code_point).min() {
        delta += (next - code_point) * (done + 1);
        code_point = next;
        for c in code_points() {
            delta += u64::from(c < code_point);
            if c == code_point {
                push_integer(&mut output, delta, bias);
                bias = adapt(delta, done + 1, done == basic as u64);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        code_point += 1;
    }
    output
}

/// Appends a generalized variable-length integer (§3.3).
fn push_integer(output: &mut String, mut value: u64, bias: u64) {
    for step in 1.. {
        let threshold = (BASE * step).saturating_sub(bias).clamp(T_MIN, T_MAX);
        if value < threshold {
            break;
        }
        output.push(character(
            threshold + (value - threshold) % (BASE - threshold),
        ));
        value = (value - threshold) / (BASE - threshold);
    }
    output.push(character(value));
}

/// The digit of a value below the base, in lower case.
fn character(value: u64) -> char {
    let (first, offset) = if value < 26 { (b'a', 0) } else { (b'0', 26) };
    char::from(first + (value - offset) as u8)
}
