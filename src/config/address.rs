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
    use super::Address;

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
