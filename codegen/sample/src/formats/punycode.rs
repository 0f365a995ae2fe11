//! Punycode: RFC 3492.

/// The parameters of §5.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// The text in ASCII alone (RFC 3492 §6.3), as it follows the prefix `xn--`. It
/// is only for labels: beyond a few hundred characters, integers wrap.
pub fn encode(text: &str) -> String {
    let mut output: String = text.chars().filter(char::is_ascii).collect();
    let basic = output.len() as u32;
    if basic > 0 {
        output.push('-');
    }
    let mut extended: Vec<u32> = text.chars().map(u32::from).collect();
    extended.retain(|c| *c >= 0x80);
    extended.sort_unstable();
    extended.dedup();
    let (mut previous, mut delta, mut bias, mut done) = (0x80, 0_u32, 72, basic);
    for code_point in extended {
        let skipped = (code_point - previous).wrapping_mul(done + 1);
        delta = delta.wrapping_add(skipped);
        for c in text.chars().map(u32::from) {
            if c < code_point {
                delta = delta.wrapping_add(1);
            } else if c == code_point {
                integer(delta, bias, &mut output);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.wrapping_add(1);
        previous = code_point + 1;
    }
    output
}

/// Writes a generalized variable-length integer (§3.3).
fn integer(mut value: u32, bias: u32, output: &mut String) {
    for step in 1.. {
        let threshold = (BASE * step).saturating_sub(bias).clamp(T_MIN, T_MAX);
        if value < threshold {
            break;
        }
        let range = BASE - threshold;
        output.push(digit(threshold + (value - threshold) % range));
        value = (value - threshold) / range;
    }
    output.push(digit(value));
}

/// A digit below 36 (§5).
fn digit(value: u32) -> char {
    // Letters come first.
    char::from_digit((value + 10) % BASE, BASE).unwrap_or('0')
}

/// Bias adaptation (§6.1).
fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = delta / if first { DAMP } else { 2 };
    delta += delta / length;
    let mut bias = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        bias += BASE;
    }
    bias + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn samples_of_the_rfc() {
        // RFC 3492 §7.1 (B), (L) and (S), and names in wide use.
        assert_eq!(encode("他们为什么不说中文"), "ihqwcrb4cv8a8dqg056pqjye");
        assert_eq!(encode("3年B組金八先生"), "3B-ww4c5e180e575a65lsy2b");
        assert_eq!(encode("bücher"), "bcher-kva");
        assert_eq!(encode("-> $1.00 <-"), "-> $1.00 <--");
    }
}
