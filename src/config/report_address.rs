//! The address at which a tracker takes a new issue.

use super::Address;
use crate::diagnostic::{Code, Hint, Said};
use crate::yaml::{Decode, Decoder, Node};

/// The address of a page for reporting what is wrong. Behind its `?` the words `{title}` and
/// `{body}` say where a tracker wants to find what is reported; where neither is named it is
/// added as `title` and `body`, which GitHub, Gitea and Forgejo read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportAddress(Box<str>);

impl ReportAddress {
    const TITLE: &'static str = "{title}";
    const BODY: &'static str = "{body}";

    /// The address that this text is, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        // What is filled in is a value: it must not decide where the link leads.
        let (before, query) = text.split_once('?').unwrap_or((text, ""));
        let query = query.replace(Self::TITLE, "").replace(Self::BODY, "");
        Address::parse(&format!("{before}?{query}")).map(|_| Self(text.into()))
    }

    /// The address with a title and a body, both percent-encoded, in it.
    pub fn filled(&self, title: &str, body: &str) -> String {
        if self.names_places() {
            // One after the other: the first value may hold no braces, since they are encoded.
            return self.0.replace(Self::TITLE, title).replace(Self::BODY, body);
        }
        let (address, fragment) = match self.0.split_once('#') {
            Some((address, fragment)) => (address, format!("#{fragment}")),
            None => (&*self.0, String::new()),
        };
        let joint = match address.split_once('?') {
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        format!("{address}{joint}title={title}&body={body}{fragment}")
    }

    /// The address with nothing filled in.
    pub fn plain(&self) -> String {
        if self.names_places() { self.filled("", "") } else { self.0.to_string() }
    }

    fn names_places(&self) -> bool {
        [Self::TITLE, Self::BODY].iter().any(|place| self.0.contains(place))
    }
}

impl Decode for ReportAddress {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_TEXT)?;
        let address = Self::parse(text.trim());
        if address.is_none() {
            let problem = decoder.problem(Code::NotAnAddress, node).with("written", text);
            let has_braces = text.contains(['{', '}']);
            let hint = if has_braces { Hint::ReportPlaces } else { Hint::FullAddress };
            decoder.tell(problem.hint(hint));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::ReportAddress;

    fn filled(address: &str) -> String {
        ReportAddress::parse(address).expect(address).filled("T", "B")
    }

    #[test]
    fn what_is_reported_stands_where_the_tracker_wants_it() {
        for (address, expected) in [
            ("https://a.vn/new", "https://a.vn/new?title=T&body=B"),
            ("https://a.vn/new?labels=x", "https://a.vn/new?labels=x&title=T&body=B"),
            ("https://a.vn/new?", "https://a.vn/new?title=T&body=B"),
            ("https://a.vn/new#form", "https://a.vn/new?title=T&body=B#form"),
            ("https://a.vn/new?issue[title]={title}", "https://a.vn/new?issue[title]=T"),
            ("https://a.vn/?d={body}&t={title}#f", "https://a.vn/?d=B&t=T#f"),
        ] {
            assert_eq!(filled(address), expected, "{address}");
        }
    }

    #[test]
    fn without_anything_to_report_the_address_is_as_it_was_written() {
        let plain = |address| ReportAddress::parse(address).expect(address).plain();
        assert_eq!(plain("https://a.vn/new#form"), "https://a.vn/new#form");
        assert_eq!(plain("https://a.vn/?t={title}"), "https://a.vn/?t=");
    }

    #[test]
    fn what_is_reported_cannot_decide_where_the_link_leads() {
        for bad in ["https://{title}.vn/", "https://a.vn/{body}", "{title}", "javascript:{body}?"] {
            assert!(ReportAddress::parse(bad).is_none(), "{bad}");
        }
        for bad in ["https://a.vn/?t={titel}", "https://a.vn/?t={title", "https://a.vn/?t=\"x"] {
            assert!(ReportAddress::parse(bad).is_none(), "{bad}");
        }
    }
}
