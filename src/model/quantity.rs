//! A figure as honest as its source: an exact decimal, the word that qualifies it, its unit
//! and the source's own wording.

use super::link::Linker;
use super::reference::Ref;
use super::written::{self, Wording};
use super::{Achievement, Field, Shape, Unit, Value, group, word_field};
use crate::diagnostic::{Code, Hint, Said};
use crate::text::{Text, normalise, push_digits};
use crate::yaml::{Content, Decode, Decoder, Mapping, Node, Plain, ScalarStyle, choice};
use rust_decimal::Decimal;

choice! {
    /// What a source says of how exact its figure is. What each means stands in domain.md,
    /// "Qualifier semantics"; no width is ever invented for the ones that give none.
    pub enum Qualifier {
        /// The figure itself.
        #[default]
        Exact = "exact",
        /// Somewhere around it: khoảng, ước, chừng.
        Approx = "approx",
        /// A little below it: gần.
        Nearly = "nearly",
        /// Above it: hơn, trên, vượt.
        MoreThan = "more_than",
        /// It or above: tối thiểu, ít nhất.
        AtLeast = "at_least",
        /// Below it: dưới, chưa đến.
        LessThan = "less_than",
        /// It or below: tối đa, không quá.
        UpTo = "up_to",
        /// From one figure to another.
        Range = "range",
    }
}

word_field!(Qualifier);

/// An exact decimal number of at most 28 digits, written plain: `1197`, `98.5`, `-3`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Number {
    /// The number without superfluous signs; the digits after the point stay as they were
    /// written, since 20.0 says more than 20.
    pub fn plain(self) -> String {
        let (mantissa, scale) = (self.0.mantissa(), self.0.scale());
        // Most numbers are short, and a page writes hundreds of them.
        match (u64::try_from(mantissa.unsigned_abs()), 10_u64.checked_pow(scale)) {
            (Ok(digits), Some(unit)) => {
                let mut out = String::with_capacity(24);
                if self.0.is_sign_negative() {
                    out.push('-');
                }
                push_digits(&mut out, digits / unit, 1);
                if scale > 0 {
                    out.push('.');
                    push_digits(&mut out, digits % unit, scale as usize);
                }
                out
            }
            _ => self.0.to_string(),
        }
    }

    /// Whether a text is a number as data have it, `-?\d+(\.\d+)?`, of at most 28 digits.
    pub fn is_plain(text: &str) -> bool {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        are_digits(whole) && are_digits(fraction) && Decimal::from_str_exact(text).is_ok()
    }
}

impl Decode for Number {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, style) = decoder.scalar(node, Said::A_DECIMAL)?;
        match parse_number(text, style) {
            Ok(number) => Some(number),
            Err(error) => {
                let problem = decoder.problem(error.code(), node).with("written", text);
                decoder.tell(match error {
                    NotANumber::Comma { decimal } => {
                        problem.with("decimal", decimal).hint(Hint::WriteDecimal)
                    }
                    NotANumber::Grouped { whole } => {
                        let decimal = text.replace(',', ".");
                        problem
                            .with("whole", whole)
                            .with("decimal", decimal)
                            .hint(Hint::EitherNumber)
                    }
                    NotANumber::Groups { whole } => {
                        problem.with("decimal", whole).hint(Hint::WriteDecimal)
                    }
                    NotANumber::Percent { decimal } => {
                        problem.with("decimal", decimal).hint(Hint::PercentIsUnit)
                    }
                    _ => problem,
                });
                None
            }
        }
    }
}

impl Field for Number {
    const SHAPE: Shape = Shape::Decimal;

    fn view(&self) -> Value<'_> {
        Value::Decimal(self.0)
    }
}

/// Why a text is not a plain number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotANumber {
    /// No number at all.
    Form,
    /// A decimal comma, as in `1,5`.
    Comma { decimal: String },
    /// One thousand and something, or one and something? `1.105`.
    Grouped { whole: String },
    /// Several groups, as in `1.234.567`: one reading, written in another way.
    Groups { whole: String },
    /// A number with a percent sign behind it, which is a unit.
    Percent { decimal: String },
    /// More digits than can be kept exactly.
    TooLong,
}

impl NotANumber {
    fn code(&self) -> Code {
        match self {
            NotANumber::Form => Code::NotANumber,
            NotANumber::Comma { .. } => Code::CommaInNumber,
            NotANumber::Grouped { .. } => Code::GroupedNumber,
            NotANumber::Groups { .. } | NotANumber::Percent { .. } => Code::NotANumber,
            NotANumber::TooLong => Code::NumberTooLong,
        }
    }
}

/// Reads `-?\d+(\.\d+)?`. A number in groups of three after a point must be quoted to be
/// taken as a decimal: without quotes it may be what a Vietnamese writer means by 1105.
pub(super) fn parse_number(text: &str, style: ScalarStyle) -> Result<Number, NotANumber> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let are_groups = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.peekable();
        is_digits(first)
            && first.len() <= 3
            && rest.peek().is_some()
            && rest.all(|group| group.len() == 3 && is_digits(group))
    };
    let is_grouped = |mark: char| are_groups(digits, mark);
    // With one group it may be a decimal; 0.100 cannot be a group, 1.234.567 nothing else.
    let is_ambiguous = digits.matches(['.', ',']).count() == 1 && !digits.starts_with('0');
    if style == ScalarStyle::Plain && is_grouped('.') && is_ambiguous {
        return Err(NotANumber::Grouped { whole: text.replace('.', "") });
    }
    if is_grouped(',') && is_ambiguous {
        return Err(NotANumber::Grouped { whole: text.replace(',', "") });
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if is_digits(whole) && is_digits(fraction) {
        let exact = Decimal::from_str_exact(text).map_err(|_| NotANumber::TooLong);
        return exact.map(Number);
    }
    if is_grouped('.') || is_grouped(',') {
        return Err(NotANumber::Groups { whole: text.replace(['.', ','], "") });
    }
    // Word processors and spreadsheets group with spaces, some of which do not break.
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    if is_grouped(' ') || is_grouped('\u{a0}') || is_grouped('\u{202f}') {
        return Err(NotANumber::Groups { whole: text.replace(is_space, "") });
    }
    if let Some(number) = text.strip_suffix('%').filter(|number| !number.contains('%')) {
        // What is offered is written without quotes.
        return Err(match parse_number(number.trim_end(), ScalarStyle::Plain) {
            Ok(number) => NotANumber::Percent { decimal: number.plain() },
            Err(NotANumber::Comma { decimal }) => NotANumber::Percent { decimal },
            Err(_) => NotANumber::Form,
        });
    }
    match digits.split_once(',') {
        // Whatever else stands before the comma is not guessed at.
        Some((whole, fraction))
            if is_digits(fraction)
                && (whole.is_empty() || is_digits(whole) || are_groups(whole, '.')) =>
        {
            let sign = &text[..text.len() - digits.len()];
            let whole = if whole.is_empty() { "0".to_owned() } else { whole.replace('.', "") };
            Err(NotANumber::Comma { decimal: format!("{sign}{whole}.{fraction}") })
        }
        _ => Err(NotANumber::Form),
    }
}

group! {
    /// How a figure of our own was computed.
    pub struct Computed (Said::A_MAPPING) {
        /// The formula, in words or signs.
        pub formula: Plain,
        /// The achievements it was made of.
        pub from: Box<[Ref<Achievement>]>,
    }
}

group! {
    /// The keys of a quantity that is written in full.
    struct Written (Said::A_QUANTITY) {
        pub value: Number,
        pub high: Option<Number>,
        pub qualifier: Option<Qualifier>,
        pub unit: Option<Ref<Unit>>,
        pub as_written: Option<Plain>,
        pub denominator: Option<Text>,
        pub computed: Option<Computed>,
    }
}

/// A figure with what its source says about it.
#[derive(Clone, Debug, Default)]
pub struct Quantity {
    /// The figure; the lower end of a range.
    pub value: Number,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// What is counted; `None` only where it is missing, which is told.
    pub unit: Option<Ref<Unit>>,
    /// Whether the unit stands beside the quantity rather than in it.
    pub(super) unit_is_beside: bool,
    /// What few figures have: a large portal has hundreds of thousands without it.
    details: Option<Box<Details>>,
}

#[derive(Clone, Debug, Default)]
struct Details {
    high: Option<Number>,
    as_written: Option<Box<str>>,
    denominator: Text,
    computed: Option<Computed>,
}

impl Quantity {
    /// A figure that no source says so; up to another number, if it is a range.
    pub fn new(
        value: Number,
        high: Option<Number>,
        qualifier: Qualifier,
        unit: Option<Ref<Unit>>,
    ) -> Self {
        let range = high.map(|_| Box::new(Details { high, ..Details::default() }));
        Self { value, qualifier, unit, unit_is_beside: false, details: range }
    }

    /// The upper end of a range.
    pub fn high(&self) -> Option<Number> {
        self.details.as_ref()?.high
    }

    /// The figure in the words of the source.
    pub fn as_written(&self) -> Option<&str> {
        self.details.as_ref()?.as_written.as_deref()
    }

    /// Of what, where the figure is a share.
    pub fn denominator(&self) -> Option<&Text> {
        Some(&self.details.as_ref()?.denominator).filter(|text| !text.is_empty())
    }

    /// How it was computed, if it is ours, which few are.
    pub fn computed(&self) -> Option<&Computed> {
        self.details.as_ref()?.computed.as_ref()
    }

    /// Whether it is a place in an order, of which the smaller is the higher: the unit `rank`
    /// that comes with the program.
    pub fn is_rank(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.id() == "rank")
    }

    /// The keys of a quantity that is written in full.
    pub const FIELDS: &'static [super::FieldInfo] = Written::FIELDS;

    /// The way to the unit, from the dotted way to the quantity.
    pub fn way_to_unit(&self, quantity: &str) -> String {
        let around = quantity.rsplit_once('.').map_or("", |(around, _)| around);
        match (self.unit_is_beside, around) {
            (false, _) => format!("{quantity}.unit"),
            (true, "") => "unit".to_owned(),
            (true, around) => format!("{around}.unit"),
        }
    }
}

impl Decode for Quantity {
    /// The unit may stand beside a quantity that is written as the source has it.
    const BESIDE: &'static [&'static str] = &["unit"];

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.content(node)? {
            Content::Scalar(text, _) => decode_wording(text, node, decoder),
            Content::Mapping(_) => decode_mapping(node, decoder),
            Content::Sequence(_) => {
                decoder.expected(Said::A_QUANTITY, node);
                None
            }
        }
    }

    fn take_beside(&mut self, mapping: &mut Mapping<'_>, decoder: &mut Decoder<'_>) {
        let Some(node) = mapping.take("unit") else {
            return;
        };
        if let Some(unit) = &self.unit {
            let problem = decoder.problem(Code::TwoUnits, node).with("unit", unit.id());
            let is_same =
                matches!(node.content(), Content::Scalar(text, _) if text.trim() == unit.id());
            decoder.tell(problem.hint(if is_same { Hint::SameUnit } else { Hint::OneUnit }));
        } else {
            self.unit = Ref::decode(node, decoder);
            self.unit_is_beside = true;
        }
    }
}

fn decode_mapping(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Quantity> {
    let mut mapping = decoder.mapping(node, Said::A_QUANTITY)?;
    let written = Written::take(&mut mapping, decoder);
    decoder.finish(&mapping);
    // A figure without its unit or its qualifier can still be looked at; without its value
    // there is none.
    let has_value = !mapping.into_damaged().contains(&"value");
    let Written { value, high, qualifier, unit, as_written, denominator, computed } = written;
    let usual = if high.is_some() { Qualifier::Range } else { Qualifier::Exact };
    let has_details =
        high.is_some() || as_written.is_some() || denominator.is_some() || computed.is_some();
    let details = has_details.then(|| Details {
        high,
        as_written: as_written.map(|text| text.0),
        denominator: denominator.unwrap_or_default(),
        computed,
    });
    has_value.then(|| Quantity {
        value,
        qualifier: qualifier.unwrap_or(usual),
        unit,
        unit_is_beside: false,
        details: details.map(Box::new),
    })
}

/// A quantity as the source writes it: `gần 3.000`, `trên 90%`, or a bare number.
fn decode_wording(text: &str, node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Quantity> {
    // Three digits behind a point are a group to a Vietnamese reader and decimals to others:
    // quotes cannot say which, as they can under `value`, where the point is always decimal.
    match parse_number(text, ScalarStyle::Plain) {
        Ok(value) => return Some(Quantity { value, ..Quantity::default() }),
        Err(NotANumber::Grouped { whole }) => {
            let problem = decoder.problem(Code::GroupedNumber, node).with("written", text);
            decoder.tell(problem.with("whole", whole).hint(Hint::InFull));
            return None;
        }
        Err(_) => {}
    }
    let text = normalise(text);
    let Some(wording) = written::read(&text, decoder.words, &[]) else {
        let problem = decoder.problem(Code::NotAQuantity, node).with("written", &*text);
        decoder.tell(problem.hint(Hint::QuantityForm));
        return None;
    };
    let Wording { value, high, qualifier, is_percent } = wording;
    let details = Details { high, as_written: Some(text.into()), ..Details::default() };
    Some(Quantity {
        value,
        qualifier,
        unit: is_percent.then(|| Ref::to(&super::Id("percent".into()))),
        details: Some(Box::new(details)),
        ..Quantity::default()
    })
}

impl Field for Quantity {
    const SHAPE: Shape = Shape::Quantity;

    fn view(&self) -> Value<'_> {
        Value::Quantity(self)
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        if self.unit_is_beside {
            linker.beside("unit", |linker| self.unit.link(linker));
        } else {
            linker.enter_key("unit");
            self.unit.link(linker);
            linker.leave();
        }
        linker.enter_key("computed");
        let details = self.details.as_deref_mut();
        if let Some(computed) = details.and_then(|details| details.computed.as_mut()) {
            computed.link(linker);
        }
        linker.leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_the_library_writes_it() {
        for text in
            ["0", "-0", "0.0", "-0.05", "20.00", "1105", "-98.5", "0.001", "18446744073709551615"]
                .into_iter()
                .chain(["18446744073709551616", "0.0000000000000000000000000001"])
        {
            let number = Decimal::from_str_exact(text).expect("a number");
            assert_eq!(Number(number).plain(), number.to_string(), "{text}");
        }
    }

    #[test]
    fn a_number_that_could_be_two_is_refused_unless_it_is_quoted() {
        let plain = |text| parse_number(text, ScalarStyle::Plain).map(Number::plain);
        let quoted = |text| parse_number(text, ScalarStyle::Quoted).map(Number::plain);
        assert_eq!(plain("1105"), Ok("1105".into()));
        assert_eq!(plain("98.50"), Ok("98.50".into()));
        assert_eq!(plain("1.105"), Err(NotANumber::Grouped { whole: "1105".into() }));
        assert_eq!(quoted("1.105"), Ok("1.105".into()));
        assert_eq!(quoted("12.500.000"), Err(NotANumber::Groups { whole: "12500000".into() }));
        assert_eq!(plain("1,105"), Err(NotANumber::Grouped { whole: "1105".into() }));
        assert_eq!(plain("0.100"), Ok("0.100".into()));
        assert_eq!(plain("1,5"), Err(NotANumber::Comma { decimal: "1.5".into() }));
        assert_eq!(plain("1.234,5"), Err(NotANumber::Comma { decimal: "1234.5".into() }));
        // Found by the property below: `.5` and `1-2.5` were offered, which are no numbers.
        assert_eq!(plain("-,5"), Err(NotANumber::Comma { decimal: "-0.5".into() }));
        assert_eq!(plain("1-2,5"), Err(NotANumber::Form));
        assert_eq!(plain("1.23,5"), Err(NotANumber::Form));
        assert_eq!(plain("12 345"), Err(NotANumber::Groups { whole: "12345".into() }));
        assert_eq!(plain("98,5 %"), Err(NotANumber::Percent { decimal: "98.5".into() }));
        assert_eq!(quoted("1.105%"), Err(NotANumber::Form));
        for text in ["", "1e5", ".5", "5.", "0x10", "1_000", "١", ".nan", "+5", "--5"] {
            assert_eq!(plain(text), Err(NotANumber::Form), "{text}");
        }
        assert_eq!(plain(&"9".repeat(40)), Err(NotANumber::TooLong));
        let signs = "1".to_owned() + &"%".repeat(100_000);
        assert_eq!(parse_number(&signs, ScalarStyle::Plain), Err(NotANumber::Form));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            rng_seed: proptest::test_runner::RngSeed::Fixed(57),
            failure_persistence: None,
            ..proptest::test_runner::Config::default()
        })]

        #[test]
        fn what_is_offered_in_place_of_a_number_is_one(text in "-?[0-9.,% -]{0,12}|\\PC{0,12}") {
            for style in [ScalarStyle::Plain, ScalarStyle::Quoted] {
                let offers = match parse_number(&text, style) {
                    Err(NotANumber::Comma { decimal } | NotANumber::Percent { decimal }) => {
                        vec![decimal]
                    }
                    Err(NotANumber::Grouped { whole }) => vec![whole, text.replace(',', ".")],
                    Err(NotANumber::Groups { whole }) => vec![whole],
                    Ok(_) | Err(NotANumber::Form | NotANumber::TooLong) => Vec::new(),
                };
                for offer in offers {
                    // A decimal of three digits is offered in quotes.
                    let read = parse_number(&offer, ScalarStyle::Quoted);
                    proptest::prop_assert!(read.is_ok(), "{offer} is offered for {text}: {read:?}");
                }
            }
        }
    }
}
