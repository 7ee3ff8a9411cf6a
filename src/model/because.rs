//! Why things can be compared or cannot: a code, with words where the code says too little.

use super::link::Linker;
use super::{Field, ReasonCode, Ref, Shape, Value, group};
use crate::diagnostic::Said;
use crate::text::Text;
use crate::yaml::{Content, Decode, Decoder, Node};

group! {
    /// The keys of a reason that is written in full.
    pub struct Reasoning (Said::A_MAPPING) {
        /// The code of the reason.
        pub code: Ref<ReasonCode>,
        /// What there is to add.
        pub text: Option<Text>,
    }
}

/// A reason: a code of `data/codes/reasons.yaml`, bare or as `{code, text}`.
#[derive(Clone, Debug, Default)]
pub struct Because(pub Reasoning);

impl Decode for Because {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.content(node)? {
            Content::Scalar(..) => {
                Some(Self(Reasoning { code: Ref::decode(node, decoder)?, text: None }))
            }
            _ => Reasoning::decode(node, decoder).map(Self),
        }
    }
}

impl Field for Because {
    const SHAPE: Shape = Reasoning::SHAPE;

    fn view(&self) -> Value<'_> {
        self.0.view()
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        // A bare code is the value itself, and has no key of its own to be shown at; a path
        // that leads further than the file is shown as far as it goes.
        self.0.link(linker);
    }
}
