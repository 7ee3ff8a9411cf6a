//! The order of words in a language.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// The order that a language's dictionaries use, from CLDR: in Vietnamese ă, â, đ, ê, ô, ơ, ư
/// are letters of their own, and the tones come in the order of the dictionary.
#[derive(Debug)]
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The order of the language with this BCP 47 code; for a language that CLDR does not
    /// know, the order of code points.
    pub fn of(code: &str) -> Self {
        let locale = Locale::try_from_str(code).ok();
        let collator = locale
            .and_then(|locale| Collator::try_new(locale.into(), CollatorOptions::default()).ok());
        Self(collator)
    }

    /// Which of two texts comes first.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Collation;

    #[test]
    fn vietnamese_names_stand_in_the_order_of_the_dictionary() {
        let vi = Collation::of("vi");
        let sorted = [
            "An Giang",
            "Ăn",
            "Âu",
            "Bạc Liêu",
            "Bắc Ninh",
            "Bình Phước",
            "Cà Mau",
            "Đồng Nai",
            "Quảng Ngãi",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|a, b| vi.compare(a, b));
        assert_eq!(names, sorted);
        let mut tones = ["mạ", "má", "mã", "mả", "mà", "ma"];
        tones.sort_by(|a, b| vi.compare(a, b));
        assert_eq!(tones, ["ma", "mà", "mả", "mã", "má", "mạ"]);
    }
}
