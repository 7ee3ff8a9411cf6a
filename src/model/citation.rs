//! Where a statement comes from.

use super::link::Linker;
use super::reference::Ref;
use super::{Field, Shape, Source, Usual, Value, group, word_field};
use crate::diagnostic::Said;
use crate::text::Text;
use crate::yaml::{Decode, Decoder, Node, Plain, choice};

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
pub struct Citations(pub Vec<Citation>);

impl Decode for Citations {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let citations = Vec::<Citation>::decode(node, decoder)?;
        if citations.is_empty() {
            let problem = decoder.problem(crate::diagnostic::Code::EmptyValue, node);
            decoder.tell(problem.with("key", "sources"));
            return None;
        }
        Some(Self(citations))
    }
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
