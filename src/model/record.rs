//! What every record has, whatever its kind.

use super::kinds::Stored;
use super::known::Reason;
use super::link::Linker;
use super::reference::{Id, Ref};
use super::{
    Citation, Field, FieldInfo, Group, Kind, Markdown, Quantity, Shape, Target, Topic, Value,
};
use crate::diagnostic::{Code, FieldPath, FileId, Part, Place, Said};
use crate::yaml::{Decode, Decoder, Excuses, Mapping, Need, Node};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A record of the kind `T`.
#[derive(Clone, Debug)]
pub struct Record<T> {
    /// The id, unique within the kind; empty if it could not be read.
    pub id: Id,
    /// Where the record stands.
    pub origin: Origin,
    /// The record that it is written inside of: a target's id for a nested achievement.
    pub parent: Option<Ref<Target>>,
    /// What is particular to the kind.
    pub body: T,
    /// A remark for readers.
    pub note: Option<Markdown>,
    /// Which fields are unknown, and why.
    pub unknown: Unknowns,
    /// What it is about.
    pub topics: Box<[Ref<Topic>]>,
}

/// Where a record stands: enough to find its place again, and no more.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The record's node in the file.
    pub node: u32,
    /// The fields that could not be read, which has been told. What is missing for that
    /// reason is not to be told again.
    pub damaged: Box<[&'static str]>,
}

impl Origin {
    /// The place of one of the record's fields, named with dots, or of the record itself for
    /// an empty name.
    pub fn place(&self, field: &str) -> Place {
        let path = if field.is_empty() { FieldPath::default() } else { FieldPath::of(field) };
        Place::Field { file: self.file, node: self.node, path, part: Part::Value }
    }

    /// Whether a field could not be read.
    pub fn is_damaged(&self, field: &str) -> bool {
        self.damaged.contains(&field)
    }
}

/// What a kind declares besides its fields.
pub trait RecordKind: Group + Default + Send {
    /// The kind's own fields.
    const FIELDS: &'static [FieldInfo];

    /// The fields that name a record to a reader, the first that is known being used.
    const LABEL: &'static [&'static str];

    /// The fields that a list shows beside the name.
    const SUMMARY: &'static [&'static str];

    /// By what a long list is narrowed: fields that hold one word, one record or one date, and
    /// what is derived of a record and shown under such a name, as the status of a target is.
    const FACETS: &'static [&'static str];

    /// Takes the kind's own fields out of a mapping.
    fn take(mapping: &mut Mapping<'_>, decoder: &mut Decoder<'_>) -> Self;

    /// Ties the references of the kind's own fields.
    fn link(&mut self, linker: &mut Linker<'_>);
}

/// The field that every record begins with.
const FIRST: FieldInfo = FieldInfo { name: "id", shape: Shape::Plain, need: Need::Required };

/// The fields that every record may end with.
const LAST: &[FieldInfo] = &[
    FieldInfo { name: "note", shape: Shape::Markdown, need: Need::Optional },
    FieldInfo { name: "topics", shape: <Box<[Ref<Topic>]> as Field>::SHAPE, need: Need::Optional },
    FieldInfo { name: "unknown", shape: Shape::Unknowns, need: Need::Optional },
];

/// Every field of a kind: the id, its own, and those that every record may have.
pub(super) fn fields_of(own: &'static [FieldInfo]) -> impl Iterator<Item = &'static FieldInfo> {
    std::iter::once(&FIRST).chain(own).chain(LAST)
}

impl<T: RecordKind> Record<T> {
    /// Reads a record. What cannot be read is told, and the rest is kept, so that it can be
    /// looked at by the stages that follow.
    pub fn decode(node: Node<'_>, file: FileId, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut mapping = decoder.mapping(node, Said::A_RECORD)?;
        // A nested record has its own; what the outer one says comes back behind it.
        let outer = decoder.take_excuses();
        let unknown = Unknowns::read(&mut mapping, T::FIELDS, decoder);
        let id = match decoder.folder.take() {
            Some(folder) if mapping.take("id").is_none() => Id(folder.into()),
            _ => decoder.field(&mut mapping, "id"),
        };
        let body = T::take(&mut mapping, decoder);
        let note = decoder.field(&mut mapping, "note");
        let topics = decoder.field(&mut mapping, "topics");
        decoder.finish(&mapping);
        let origin = Origin { file, node: node.number(), damaged: mapping.into_damaged() };
        decoder.set_excuses(outer);
        Some(Self { id, origin, parent: None, body, note, unknown, topics })
    }
}

/// A record whose kind is known only when the program runs.
pub trait AnyRecord: std::fmt::Debug + Send + Sync {
    /// The id.
    fn id(&self) -> &str;

    /// The id, to be kept by who refers to it.
    fn shared_id(&self) -> &Arc<str>;

    /// Where it stands.
    fn origin(&self) -> &Origin;

    /// The id of the record that it is written inside of.
    fn parent(&self) -> Option<&str>;

    /// The position among the targets of the record that it is written inside of: only targets
    /// hold other records.
    fn target(&self) -> Option<u32>;

    /// The value of the field at this position among those of [`Kind::fields`].
    fn value_at(&self, index: usize) -> Value<'_>;

    /// The value of a field.
    fn value(&self, field: &str) -> Value<'_>;

    /// The kind.
    fn kind(&self) -> Kind;

    /// What names the record to a reader.
    fn label(&self) -> Value<'_>;

    /// Ties its references.
    fn link(&mut self, linker: &mut Linker<'_>);
}

impl dyn AnyRecord + '_ {
    /// The declared fields with their values.
    pub fn values(&self) -> impl Iterator<Item = (&'static FieldInfo, Value<'_>)> {
        let fields = self.kind().fields().enumerate();
        fields.map(|(index, info)| (info, self.value_at(index)))
    }
}

impl<T: Stored> AnyRecord for Record<T> {
    fn id(&self) -> &str {
        &self.id
    }

    fn shared_id(&self) -> &Arc<str> {
        &self.id.0
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn parent(&self) -> Option<&str> {
        self.parent.as_ref().map(Ref::id)
    }

    fn target(&self) -> Option<u32> {
        self.parent.as_ref()?.position()
    }

    fn value_at(&self, index: usize) -> Value<'_> {
        let Some(index) = index.checked_sub(1) else { return self.id.view() };
        match index.checked_sub(T::FIELDS.len()) {
            None => self.body.value_at(index),
            Some(last) => LAST.get(last).map_or(Value::Nothing, |info| self.value(info.name)),
        }
    }

    fn value(&self, field: &str) -> Value<'_> {
        match field {
            "id" => self.id.view(),
            "note" => self.note.view(),
            "topics" => self.topics.view(),
            "unknown" => Value::Unknowns(&self.unknown.0),
            own => self.body.value(own),
        }
    }

    fn kind(&self) -> Kind {
        T::KIND
    }

    fn label(&self) -> Value<'_> {
        let values = T::LABEL.iter().map(|field| self.value(field));
        let mut known = values.filter(|value| !matches!(value, Value::Nothing | Value::Unknown(_)));
        known.next().unwrap_or(Value::Plain(&self.id))
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        RecordKind::link(&mut self.body, linker);
        linker.enter_key("topics");
        self.topics.link(linker);
        linker.leave();
        self.parent.link(linker);
    }
}

impl<T> Record<T> {
    /// Whether it is said that there is no such thing as one of these fields.
    pub fn is_not_applicable(&self, fields: &[&str]) -> bool {
        let unknown = self.unknown.0.iter();
        let mut told = unknown.filter(|(field, _)| fields.contains(&&**field));
        told.any(|(_, reason)| *reason == Reason::NotApplicable)
    }
}

/// Which fields of a record are unknown, and why, in the order they are written.
#[derive(Clone, Debug, Default)]
pub struct Unknowns(pub Box<[(Box<str>, Reason)]>);

impl Unknowns {
    /// Reads the key `unknown`, before the fields that it speaks of.
    fn read(
        mapping: &mut Mapping<'_>,
        own: &'static [FieldInfo],
        decoder: &mut Decoder<'_>,
    ) -> Self {
        let mut unknowns = Vec::new();
        let mut excuses = BTreeMap::new();
        let entries = mapping
            .take("unknown")
            .and_then(|node| decoder.mapping(node, Said::A_MAPPING))
            .map(|mut mapping| mapping.take_rest())
            .unwrap_or_default();
        for (field, key, value) in entries {
            if !is_field(field, own) {
                let problem = decoder.problem(Code::UnknownKey, key).with("key", field);
                let problem = problem.suggest(field, fields_of(own).map(|info| info.name));
                // That nothing is said of the field that was meant follows from this.
                let meant = problem.suggestion().map(str::to_owned);
                excuses.extend(meant.map(|meant| (meant, String::new())));
                decoder.tell(problem);
            } else {
                // A reason that is misspelt is told once; it is a reason all the same.
                let reason = decoder.within("unknown", |d| Reason::decode(value, d));
                let code = reason.map_or("", Reason::code);
                excuses.insert(field.to_owned(), code.to_owned());
                unknowns.extend(reason.map(|reason| (field.into(), reason)));
            }
        }
        decoder.set_excuses(Excuses::of(excuses));
        Self(unknowns.into_boxed_slice())
    }
}

/// Whether this name, dotted for a field inside another, is declared.
fn is_field(dotted: &str, own: &'static [FieldInfo]) -> bool {
    let mut names = dotted.split('.');
    let first = names.next().unwrap_or_default();
    let Some(mut info) = fields_of(own).find(|info| info.name == first) else { return false };
    for name in names {
        match inner_fields(info.shape).iter().find(|inner| inner.name == name) {
            Some(inner) => info = inner,
            None => return false,
        }
    }
    true
}

/// The fields inside a value of this shape.
fn inner_fields(shape: Shape) -> &'static [FieldInfo] {
    match shape {
        Shape::Group(fields) => fields,
        Shape::List(inner) => inner_fields(*inner),
        Shape::Citations => Citation::FIELDS,
        Shape::Quantity => Quantity::FIELDS,
        _ => &[],
    }
}
