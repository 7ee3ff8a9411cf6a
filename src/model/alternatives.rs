//! Other words for the same, in each language.

use super::{Field, Shape, Value};
use crate::diagnostic::{Code, Said};
use crate::text::Localized;
use crate::yaml::{Decode, Decoder, Node, Plain};

/// Lists of words over the site's languages: `{vi: [DVCTT], en: [OPS]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternatives(pub Localized<Vec<Plain>>);

impl Decode for Alternatives {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut mapping = decoder.mapping(node, Said::A_MAPPING)?;
        let mut words = Localized::default();
        let mut whole = true;
        for (code, key, value) in mapping.take_rest() {
            match decoder.languages.find(code) {
                Some(lang) => match Vec::<Plain>::decode(value, decoder) {
                    Some(list) => words.set(lang, list),
                    None => whole = false,
                },
                None => {
                    let known: Vec<String> = decoder.languages.codes().map(str::to_owned).collect();
                    let problem = decoder.problem(Code::UnknownLanguage, key);
                    let problem = problem.with("language", code);
                    decoder.tell(problem.suggest(code, known.iter().map(String::as_str)));
                    whole = false;
                }
            }
        }
        whole.then_some(Self(words))
    }
}

impl Field for Alternatives {
    const SHAPE: Shape = Shape::Words;

    fn view(&self) -> Value<'_> {
        Value::Words(&self.0)
    }
}
