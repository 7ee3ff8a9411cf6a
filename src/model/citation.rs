//! Where a statement comes from.

use super::link::Linker;
use super::reference::{Id, Ref};
use super::{Field, Kind, Shape, Source, Usual, Value, group, word_field};
use crate::diagnostic::{Code, Hint, Said};
use crate::text::Text;
use crate::yaml::{Content, Decode, Decoder, Node, Plain, choice};

choice! {
    /// How a record's statement follows from its source.
    pub enum Confidence {
        /// The source says it.
        #[default]
        Stated = "stated",
        /// It is inferred from what the source says.
        Inferred = "inferred",
        /// It is computed from figures of the source.
        Computed = "computed",
        /// It is our translation of what the source says.
        Translated = "translated",
    }
}

word_field!(Confidence);

group! {
    /// A place in a source.
    pub struct Citation (Said::A_MAPPING) {
        /// The source.
        pub source: Ref<Source>,
        /// Where in the source: section, paragraph, sentence.
        pub locator: Option<Plain>,
        /// How the statement follows from it; as stated, unless said otherwise.
        pub confidence: Usual<Confidence>,
        /// What a reader must know about this reading.
        pub note: Option<Text>,
        /// The words themselves, for an owner who may quote them.
        pub quote: Option<Plain>,
    }
}

/// The citations of a record, at least one; the first is the one that tables show.
#[derive(Clone, Debug, Default)]
pub struct Citations(pub Box<[Citation]>);

impl Decode for Citations {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Content::Scalar(id, _) = node.content() {
            tell_bare(id, Said::A_LIST, Hint::CiteInList, node, decoder);
            return None;
        }
        let citations = Vec::<One>::decode(node, decoder)?;
        if citations.is_empty() {
            let problem = decoder.problem(Code::EmptyValue, node);
            decoder.tell(problem.with("key", "sources"));
            return None;
        }
        Some(Self(citations.into_iter().map(|one| one.0).collect()))
    }
}

/// One of them, which people also write as the bare id of the source.
#[derive(Debug, Default)]
struct One(Citation);

impl Decode for One {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Content::Scalar(id, _) = node.content() {
            tell_bare(id, Said::A_MAPPING, Hint::CiteSource, node, decoder);
            return None;
        }
        Citation::decode(node, decoder).map(Self)
    }
}

/// That something else was expected where a text stands, and what to write if it is an id.
fn tell_bare(id: &str, what: Said, hint: Hint, node: Node<'_>, decoder: &mut Decoder<'_>) {
    let problem = decoder.problem(Code::WrongShape, node).with("expected", what);
    let problem = problem.with("found", Said::A_TEXT).with("id", id);
    let is_id = Id::is_id(id, Kind::Source);
    decoder.tell(problem.hint(if is_id { hint } else { Hint::CiteForm }));
}

impl Field for Citations {
    const SHAPE: Shape = Shape::Citations;

    fn view(&self) -> Value<'_> {
        self.0.view()
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        self.0.link(linker);
    }
}
