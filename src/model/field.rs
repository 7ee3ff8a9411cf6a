//! What a field of a record is: its type knows how it is read, what shape it has for tables
//! and schemas, and how it shows its value to code that does not know its kind.
//!
//! A kind declares its fields once, with the `group!` macro; reading, linking, tables,
//! downloads and the generic page all follow from that declaration.

use super::link::Linker;
use super::{Date, Kind, Quantity, Reason};
use crate::config::Address;
use crate::text::{Localized, Text};
use crate::yaml::{Decode, Need, Plain};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A type that a field may have.
pub trait Field: Decode {
    /// Its shape.
    const SHAPE: Shape;

    /// The value, for code that does not know the type.
    fn view(&self) -> Value<'_>;

    /// Ties the references in the value to the records they name; the default has none.
    fn link(&mut self, _linker: &mut Linker<'_>) {}
}

/// The shape of a field: what tables flatten and schemas describe.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text in no particular language.
    Plain,
    /// A web address.
    Address,
    /// A whole number.
    Number,
    /// An exact decimal number.
    Decimal,
    /// Yes or no.
    Flag,
    /// A text in the site's languages.
    Text,
    /// A text in the language of the thing itself, as the title of an article is.
    OwnText,
    /// Lists of words in the site's languages.
    Words,
    /// A text in the site's languages, written in Markdown.
    Markdown,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A date of which parts may be unknown.
    Date,
    /// A figure with its qualifier and unit.
    Quantity,
    /// Where a statement comes from, the first citation being the one that tables show.
    Citations,
    /// Which fields are unknown, and why.
    Unknowns,
    /// A record of this kind.
    Reference(Kind),
    /// Fields under one key.
    Group(&'static [FieldInfo]),
    /// Several of the same shape.
    List(&'static Shape),
}

/// A declared field.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// The key that editors write.
    pub name: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
}

/// The value of a field.
#[derive(Clone, Debug)]
pub enum Value<'v> {
    /// Nothing was written.
    Nothing,
    /// It was written that and why the value is unknown.
    Unknown(Reason),
    /// A text in no particular language.
    Plain(&'v str),
    /// A whole number.
    Number(u32),
    /// An exact decimal number.
    Decimal(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A text in the site's languages.
    Text(&'v Text),
    /// Lists of words in the site's languages.
    Words(&'v Localized<Vec<Plain>>),
    /// A word of a fixed list.
    Word(&'static str),
    /// A date.
    Date(&'v Date),
    /// A figure.
    Quantity(&'v Quantity),
    /// A record.
    Reference(Link<'v>),
    /// Which fields are unknown, and why.
    Unknowns(&'v [(Box<str>, Reason)]),
    /// Fields under one key.
    Group(&'v dyn Group),
    /// Several values.
    List(Values<'v>),
}

/// Several values, each of which is made when it is asked for: a field is looked at more often
/// than it is shown.
#[derive(Clone, Debug)]
pub struct Values<'v> {
    items: &'v dyn Items,
    next: usize,
}

/// A list whose items are fields.
trait Items: std::fmt::Debug + Sync {
    fn count(&self) -> usize;

    fn value_at(&self, index: usize) -> Option<Value<'_>>;
}

impl<T, L> Items for L
where
    T: Field + std::fmt::Debug + Sync + 'static,
    L: std::ops::Deref<Target = [T]> + std::fmt::Debug + Sync,
{
    fn count(&self) -> usize {
        self.len()
    }

    fn value_at(&self, index: usize) -> Option<Value<'_>> {
        self.get(index).map(Field::view)
    }
}

impl<'v> Values<'v> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values from here on.
    pub fn iter(&self) -> Values<'v> {
        self.clone()
    }
}

impl<'v> Iterator for Values<'v> {
    type Item = Value<'v>;

    fn next(&mut self) -> Option<Value<'v>> {
        let value = self.items.value_at(self.next)?;
        self.next += 1;
        Some(value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.items.count() - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Values<'_> {}

/// A reference to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'v> {
    /// The kind of the record.
    pub kind: Kind,
    /// Its id, as it was written.
    pub id: &'v str,
    /// Its position among the records of its kind, once it is linked.
    pub index: Option<u32>,
}

/// Something with declared fields: a record, or the value of a field that has keys of its own.
pub trait Group: std::fmt::Debug + Sync {
    /// The declared fields, in their order.
    fn fields(&self) -> &'static [FieldInfo];

    /// The value of the field that is declared at this position; nothing behind the last.
    fn value_at(&self, index: usize) -> Value<'_>;

    /// The value of a field; nothing for a name that is not declared.
    fn value(&self, name: &str) -> Value<'_> {
        let index = self.fields().iter().position(|info| info.name == name);
        index.map_or(Value::Nothing, |index| self.value_at(index))
    }
}

impl dyn Group + '_ {
    /// The declared fields with their values.
    pub fn values(&self) -> impl Iterator<Item = (&'static FieldInfo, Value<'_>)> {
        self.fields().iter().enumerate().map(|(index, info)| (info, self.value_at(index)))
    }
}

impl Value<'_> {
    /// Whether there is nothing to show.
    pub fn is_nothing(&self) -> bool {
        match self {
            Value::Nothing => true,
            Value::List(values) => values.is_empty(),
            Value::Text(text) => text.is_empty(),
            Value::Words(words) => words.is_empty(),
            // What does not apply is no gap.
            Value::Unknowns(unknowns) => {
                unknowns.iter().all(|(_, reason)| *reason == Reason::NotApplicable)
            }
            _ => false,
        }
    }
}

/// Declares a struct whose fields are written as a mapping and known to the whole program.
macro_rules! group {
    (
        $(#[$meta:meta])*
        $vis:vis struct $Name:ident ($what:expr) {
            $( $(#[$field_meta:meta])* $field_vis:vis $field:ident $(($key:literal))? : $type:ty, )*
        }
    ) => {
        $crate::yaml::mapping! {
            $(#[$meta])*
            #[derive(Clone, Debug, Default)]
            $vis struct $Name ($what) {
                $( $(#[$field_meta])* $field_vis $field $(($key))? : $type, )*
            }
        }

        impl $Name {
            /// The declared fields, in their order.
            $vis const FIELDS: &'static [$crate::model::FieldInfo] = &[
                $( $crate::model::FieldInfo {
                    name: $crate::yaml::key!($field $(, $key)?),
                    shape: <$type as $crate::model::Field>::SHAPE,
                    need: <$type as $crate::yaml::Decode>::NEED,
                }, )*
            ];
        }

        impl $crate::model::Group for $Name {
            fn fields(&self) -> &'static [$crate::model::FieldInfo] {
                Self::FIELDS
            }

            fn value_at(&self, index: usize) -> $crate::model::Value<'_> {
                type View = for<'v> fn(&'v $Name) -> $crate::model::Value<'v>;
                const VIEWS: &[View] = &[ $( |group| $crate::model::Field::view(&group.$field), )* ];
                VIEWS.get(index).map_or($crate::model::Value::Nothing, |view| view(self))
            }
        }

        impl $crate::model::Field for $Name {
            const SHAPE: $crate::model::Shape = $crate::model::Shape::Group(Self::FIELDS);

            fn view(&self) -> $crate::model::Value<'_> {
                $crate::model::Value::Group(self)
            }

            fn link(&mut self, linker: &mut $crate::model::Linker<'_>) {
                $(
                    linker.enter_key($crate::yaml::key!($field $(, $key)?));
                    $crate::model::Field::link(&mut self.$field, linker);
                    linker.leave();
                )*
            }
        }
    };
}

/// Makes an enum of words a type that a field may have.
macro_rules! word_field {
    ($($Name:ident),* $(,)?) => { $(
        impl $crate::model::Field for $Name {
            const SHAPE: $crate::model::Shape = $crate::model::Shape::Word(Self::CODES);

            fn view(&self) -> $crate::model::Value<'_> {
                $crate::model::Value::Word(self.code())
            }
        }
    )* };
}

pub(crate) use {group, word_field};

impl Field for Plain {
    const SHAPE: Shape = Shape::Plain;

    fn view(&self) -> Value<'_> {
        Value::Plain(self)
    }
}

impl Field for Address {
    const SHAPE: Shape = Shape::Address;

    fn view(&self) -> Value<'_> {
        Value::Plain(&self.0)
    }
}

impl Field for Text {
    const SHAPE: Shape = Shape::Text;

    fn view(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Field for bool {
    const SHAPE: Shape = Shape::Flag;

    fn view(&self) -> Value<'_> {
        Value::Flag(*self)
    }
}

impl Field for u32 {
    const SHAPE: Shape = Shape::Number;

    fn view(&self) -> Value<'_> {
        Value::Number(*self)
    }
}

impl<T: Field> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn view(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Nothing, Field::view)
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        if let Some(value) = self {
            value.link(linker);
        }
    }
}

impl<T: Field + std::fmt::Debug + Sync + 'static> Field for Box<[T]> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn view(&self) -> Value<'_> {
        Value::List(Values { items: self, next: 0 })
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        link_items(self, linker);
    }
}

/// A list that other records may share.
impl<T: Field + Clone + std::fmt::Debug + Send + Sync + 'static> Field for Arc<[T]> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn view(&self) -> Value<'_> {
        Value::List(Values { items: self, next: 0 })
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        link_items(Arc::make_mut(self), linker);
    }
}

fn link_items<T: Field>(items: &mut [T], linker: &mut Linker<'_>) {
    for (index, item) in items.iter_mut().enumerate() {
        linker.enter_item(index);
        item.link(linker);
        linker.leave();
    }
}

/// A text in the site's languages, written in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown(pub Text);

impl Decode for Markdown {
    fn decode(node: crate::yaml::Node<'_>, decoder: &mut crate::yaml::Decoder<'_>) -> Option<Self> {
        Text::decode(node, decoder).map(Self)
    }
}

impl Field for Markdown {
    const SHAPE: Shape = Shape::Markdown;

    fn view(&self) -> Value<'_> {
        Value::Text(&self.0)
    }
}

/// A text in the language of the thing itself: the title of an article, with translations
/// where somebody has made them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnText(pub Text);

impl Decode for OwnText {
    fn decode(node: crate::yaml::Node<'_>, decoder: &mut crate::yaml::Decoder<'_>) -> Option<Self> {
        Text::decode(node, decoder).map(Self)
    }
}

impl Field for OwnText {
    const SHAPE: Shape = Shape::OwnText;

    fn view(&self) -> Value<'_> {
        Value::Text(&self.0)
    }
}
