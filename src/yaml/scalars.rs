//! Plain values: texts, yes and no, whole numbers, lists, and what may be left out.

use super::decode::{Decode, Decoder, Need};
use super::tree::{Content, Node, ScalarStyle};
use crate::diagnostic::{Code, Fix, Hint, Said};
use crate::text::{Localized, Text, is_legacy, normalise};
use std::sync::Arc;

/// A text in no particular language: a name, a number, an address. NFC, never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plain(pub Box<str>);

impl std::ops::Deref for Plain {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Whether nothing stands here: no value, or `null` or `~` without quotes.
pub(super) fn is_empty(node: Node<'_>) -> bool {
    match node.content() {
        Content::Scalar(text, ScalarStyle::Plain) => {
            matches!(text, "" | "~" | "null" | "Null" | "NULL")
        }
        Content::Scalar(text, ScalarStyle::Quoted) => text.trim().is_empty(),
        _ => false,
    }
}

/// Whether a value certainly stands on one line: as it says nothing but what is written.
pub(super) fn is_one_line(node: Node<'_>) -> bool {
    let length = (node.span().end - node.span().start) as usize;
    match node.content() {
        Content::Scalar(text, ScalarStyle::Plain) => text.len() == length,
        Content::Scalar(text, ScalarStyle::Quoted) => text.len() + 2 == length,
        _ => false,
    }
}

/// What stands here, for messages.
pub(super) fn describe(content: Content<'_>) -> Said {
    match content {
        Content::Scalar(..) => Said::A_TEXT,
        Content::Sequence(_) => Said::A_LIST,
        Content::Mapping(_) => Said::A_MAPPING,
    }
}

impl Decode for Plain {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, style) = decoder.scalar(node, Said::A_TEXT)?;
        let text = text.trim();
        if is_legacy(text) {
            let problem = decoder.problem(Code::LegacyEncoding, node);
            decoder.tell(problem.hint(Hint::ConvertUnicode));
            return None;
        }
        let inner = text.strip_prefix(['“', '”']).and_then(|text| text.strip_suffix(['”', '“']));
        if let Some(inner) = inner.filter(|_| style == ScalarStyle::Plain) {
            let problem = decoder.problem(Code::SmartQuotes, node).hint(Hint::PlainQuotes);
            let straight = Fix::replace(decoder.place(node), format!("\"{inner}\""));
            decoder.tell(if Fix::can_quote(inner) { problem.fix(straight) } else { problem });
        }
        if let Some(cut) = node.cut() {
            let problem = decoder.problem(Code::CutByComment, node).hint(Hint::QuoteHash);
            decoder.tell(match cut.whole {
                Some(whole) => problem.fix(Fix::quote(decoder.file(), whole)),
                None => problem,
            });
        }
        let text = normalise(text);
        if text.trim().is_empty() {
            let problem = decoder.problem(Code::InvisibleText, node);
            decoder.tell(problem);
            return None;
        }
        Some(Self(text.trim().into()))
    }
}

impl Decode for bool {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.scalar(node, Said::TRUE_OR_FALSE)? {
            ("true", ScalarStyle::Plain) => Some(true),
            ("false", ScalarStyle::Plain) => Some(false),
            (text, _) => {
                // Other dialects of YAML, and people, have other words for it.
                let meant = match &*text.to_lowercase() {
                    "yes" | "y" | "on" | "1" | "có" => Some("true"),
                    "no" | "n" | "off" | "0" | "không" => Some("false"),
                    _ => None,
                };
                let place = decoder.place(node);
                decoder.unknown_word_with(node, text, |problem| match meant {
                    Some(meant) => problem
                        .with("suggestion", meant)
                        .hint(Hint::DidYouMean)
                        .fix(Fix::replace(place, meant)),
                    None => problem.suggest(text, ["true", "false"]),
                });
                None
            }
        }
    }
}

impl Decode for u32 {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_WHOLE_NUMBER)?;
        let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        if number.is_none() {
            let problem = decoder.problem(Code::NotANumber, node);
            decoder.tell(problem.with("written", text));
        }
        number
    }
}

/// A text over the site's languages: `{vi: …, en: …}`, or bare in the source language alone.
impl Decode for Text {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.content(node)? {
            Content::Scalar(..) => Some(Self::source(Plain::decode(node, decoder)?.0)),
            Content::Mapping(_) => decode_languages(node, decoder),
            Content::Sequence(_) => {
                decoder.expected(Said::A_TEXT, node);
                None
            }
        }
    }
}

fn decode_languages(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Text> {
    let mut mapping = decoder.mapping(node, Said::A_TEXT)?;
    let mut text = Localized::default();
    let mut whole = true;
    for (code, key, value) in mapping.take_rest() {
        let Some(lang) = decoder.languages.find(code) else {
            if decoder.other_languages {
                continue;
            }
            whole = false;
            if let Some(cut) = mapping.cut(code) {
                let problem = decoder.cut_by_comma(code, key, &cut);
                problem.into_iter().for_each(|problem| decoder.tell(problem));
                continue;
            }
            let problem = decoder.problem(Code::UnknownLanguage, key).with("language", code);
            let free = decoder.languages.codes().filter(|code| !mapping.has(code));
            let problem = problem.suggest(code, free);
            decoder.tell(problem);
            continue;
        };
        if is_empty(value) {
            let problem = decoder.problem(Code::EmptyValue, key).with("key", code);
            decoder.tell(problem);
            whole = false;
            continue;
        }
        match Plain::decode(value, decoder) {
            Some(plain) => text.set(lang, plain.0),
            None => whole = false,
        }
    }
    if whole && text.is_empty() && !decoder.other_languages {
        let problem = decoder.problem(Code::EmptyItem, node);
        decoder.tell(problem);
        return None;
    }
    whole.then_some(text)
}

impl<T: Decode> Decode for Option<T> {
    const NEED: Need = Need::Optional;
    const BESIDE: &'static [&'static str] = T::BESIDE;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, decoder).map(Some)
    }

    fn take_beside(&mut self, mapping: &mut super::Mapping<'_>, decoder: &mut Decoder<'_>) {
        if let Some(value) = self {
            value.take_beside(mapping, decoder);
        }
    }
}

/// A list; every item that can be read is kept only if all can, so that a list is never
/// silently shorter than it was written.
impl<T: Decode> Decode for Vec<T> {
    const NEED: Need = Need::Optional;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Content::Sequence(items) = decoder.content(node)? else {
            decoder.expected(Said::A_LIST, node);
            return None;
        };
        let mut values = Vec::with_capacity(items.count().min(1024));
        let mut whole = true;
        for item in items.iter() {
            if is_empty(item) {
                let problem = decoder.problem(Code::EmptyItem, item);
                decoder.tell(problem);
                whole = false;
                continue;
            }
            match T::decode(item, decoder) {
                Some(value) => values.push(value),
                None => whole = false,
            }
        }
        whole.then_some(values)
    }
}

/// The same, for a list that several records share.
impl<T: Decode> Decode for Arc<[T]> {
    const NEED: Need = Need::Optional;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        Vec::decode(node, decoder).map(Into::into)
    }
}

/// The same, as records keep it: there may be hundreds of thousands of them.
impl<T: Decode> Decode for Box<[T]> {
    const NEED: Need = Need::Optional;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        Vec::decode(node, decoder).map(Vec::into_boxed_slice)
    }
}
