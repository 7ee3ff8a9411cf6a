//! References between records: an id as it was written, then a typed position.

use super::field::Link;
use super::kinds::Stored;
use super::link::Linker;
use super::{Field, Kind, Presence, Records, Shape, Value};
use crate::diagnostic::Said;
use crate::model::Record;
use crate::yaml::{Decode, Decoder, Node};
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The id of a record: `[a-z][a-z0-9-]*`, unique within its kind and permanent. One text in
/// memory, however many references there are to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub Arc<str>);

impl Id {
    /// Words that no record may be called, besides the names of kinds and sections: they are
    /// addresses of their own.
    pub const RESERVED: &'static [&'static str] = &["all", "index", "datapackage", "catalog"];

    /// The most characters of an id. It is the name of a folder, which most systems end at 255.
    pub const LONGEST: usize = 120;

    /// Whether this text can be the id of a record of this kind. Codes, which are no part of
    /// an address, may have `_` and `.` too, as in `level_abolished` and `cc-by-4.0`.
    pub fn is_id(text: &str, kind: Kind) -> bool {
        let is_code = kind.presence() == Presence::Codes;
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || b == b'-'
                    || is_code && (b == b'_' || b == b'.')
            })
    }

    /// Whether a record may not be called so, since it is an address of its own.
    pub fn is_reserved(text: &str) -> bool {
        Self::RESERVED.contains(&text) || Kind::of_name(text).is_some()
    }
}

impl std::ops::Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Decode for Id {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        // Whether it may be an id depends on the kind, which is known when it is linked.
        let (text, _) = decoder.scalar(node, Said::AN_ID)?;
        Some(Self(text.into()))
    }
}

impl Field for Id {
    const SHAPE: Shape = Shape::Plain;

    fn view(&self) -> Value<'_> {
        Value::Plain(self)
    }
}

/// The position of a record among those of its kind.
pub struct Index<T> {
    position: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Index<T> {
    /// The position, counted from 0.
    pub fn position(self) -> usize {
        self.position as usize
    }
}

impl<T> Clone for Index<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Index<T> {}

/// A reference to a record of the kind `T`.
pub struct Ref<T> {
    /// As it was written; once it is linked, the record's own.
    id: Arc<str>,
    position: Option<u32>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// A reference to the record with this id, to be linked like one that was written.
    pub fn to(id: &Id) -> Self {
        Self { id: id.0.clone(), position: None, kind: PhantomData }
    }
}

impl<T: Stored> Ref<T> {
    /// The id, as it was written.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The position of the record; `None` if there is no such record.
    pub fn index(&self) -> Option<Index<T>> {
        self.position.map(|position| Index { position, kind: PhantomData })
    }

    /// The same, as the number that links and subjects carry.
    pub fn position(&self) -> Option<u32> {
        self.position
    }

    /// The positions of what is named, each once.
    pub fn positions<'r>(links: impl IntoIterator<Item = &'r Self>) -> BTreeSet<usize>
    where
        T: 'r,
    {
        links.into_iter().filter_map(|link| Some(link.index()?.position())).collect()
    }

    /// The record itself, if there is one.
    pub fn of<'r>(&self, records: &'r Records) -> Option<&'r Record<T>> {
        T::of(records).get(self.index()?.position())
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), position: self.position, kind: PhantomData }
    }
}

impl<T> Default for Ref<T> {
    fn default() -> Self {
        Self { id: "".into(), position: None, kind: PhantomData }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "→{}", self.id)
    }
}

impl<T: Stored> Decode for Ref<T> {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::AN_ID)?;
        Some(Self { id: text.trim().into(), position: None, kind: PhantomData })
    }
}

impl<T: Stored> Field for Ref<T> {
    const SHAPE: Shape = Shape::Reference(T::KIND);

    fn view(&self) -> Value<'_> {
        Value::Reference(Link { kind: T::KIND, id: &self.id, index: self.position })
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        // Empty where the field could not be read, which has been told.
        if !self.id.is_empty()
            && let Some((id, position)) = linker.resolve(T::KIND, &self.id)
        {
            (self.id, self.position) = (id, Some(position));
        }
    }
}
