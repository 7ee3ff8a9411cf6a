//! A full web address.

use crate::diagnostic::{Code, Hint, Said};
use crate::yaml::{Decode, Decoder, Node};

/// An address that begins with `https://` or `http://` and has no spaces or control
/// characters: what may stand in a link without being anything but a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(pub Box<str>);

impl Address {
    /// The address that this text is, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let clean =
            !text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c));
        (clean && host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
            .then(|| Self(text.into()))
    }
}

/// An address below which others stand: a path can be written behind it, so that it has
/// neither `?` nor `#`.
#[derive(Clone, Debug, Default)]
pub struct BaseAddress(pub Address);

impl BaseAddress {
    /// The address that this text is, without slashes at its end, if others can stand below it.
    pub fn parse(text: &str) -> Option<Self> {
        let address = Address::parse(text.trim_end_matches('/'))?;
        (!address.0.contains(['?', '#'])).then_some(Self(address))
    }
}

impl Decode for BaseAddress {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let address = Address::decode(node, decoder)?;
        let base = Self::parse(&address.0);
        if base.is_none() {
            let problem = decoder.problem(Code::NotABase, node).with("written", &*address.0);
            decoder.tell(problem.hint(Hint::BaseForm));
        }
        base
    }
}

impl Decode for Address {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_TEXT)?;
        let address = Self::parse(text.trim());
        if address.is_none() {
            let problem = decoder.problem(Code::NotAnAddress, node).with("written", text);
            decoder.tell(problem.hint(Hint::FullAddress));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, BaseAddress};

    #[test]
    fn what_others_stand_below_ends_where_a_path_can_follow() {
        let base = BaseAddress::parse("https://a.vn/cong//").map(|base| base.0.0);
        assert_eq!(base.as_deref(), Some("https://a.vn/cong"));
        for bad in ["https://a.vn/?x", "https://a.vn#x", "a.vn"] {
            assert!(BaseAddress::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn only_full_web_addresses_are_links() {
        assert!(Address::parse("https://quangngai.gov.vn/a?b=1").is_some());
        for bad in
            ["javascript:alert(1)", "//x.vn", "https://", "https://a b", "http://a\"b", "ftp://a"]
        {
            assert!(Address::parse(bad).is_none(), "{bad}");
        }
    }
}
