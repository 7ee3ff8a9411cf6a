//! Lists of records as templates see them, and by what they are narrowed.

use super::page::Speaker;
use super::record::{RecordView, field_title};
use super::table::downloads;
use crate::model::{Kind, Presence, Value as Known};
use crate::render::lazily::lazily;
use crate::site::{
    Facet, Facets, KnownFacet, Slice, Subject, Table, count_of_listed, pages_for, pages_of,
};
use crate::text::{Lang, fill};
use minijinja::value::{Enumerator, Object, Value, from_args};
use minijinja::{Error, ErrorKind, State, context};
use std::sync::Arc;

/// Some records of one kind, or all of them.
///
/// | attribute | is |
/// |---|---|
/// | `kind`, `title`, `href` | the name of the kind, its title, the first page of its list |
/// | `count` | how many records there are; of a whole list, with those inside others |
/// | `records` | the records, in the order of their names |
/// | `label_title`, `columns` | the title of what names a record; what a table shows beside it, each with `name` and `title` |
/// | `only(field, code)`, `without(field, code)` | a part of them |
/// | `downloads` | the tables of the kind |
///
/// and of a page of a list
///
/// | attribute | is |
/// |---|---|
/// | `number`, `is_first` | which page it is |
/// | `pages` | the pages around it, the first and the last, each with `number`, `href`, `is_current`, or `is_gap` where some are left out; empty where there is one page |
/// | `previous`, `next` | the links to the pages beside it |
/// | `listed` | how many records the pages of the whole list show |
/// | `is_long` | whether the whole list is long enough to be narrowed and sorted |
/// | `facets` | by what the list is narrowed: see [`ListView::facets`]; empty for short lists |
/// | `slice` | which part it is, if it is one: `title`, `facet`, `value`, `link` |
#[derive(Debug)]
pub(super) struct ListView {
    speaker: Arc<Speaker>,
    kind: Kind,
    part: Part,
}

/// Which of the records of a kind.
#[derive(Debug)]
enum Part {
    /// All of them: the menu of every page names every kind, and asks for no more than how
    /// many there are.
    All,
    /// Those at these positions.
    Some(Vec<u32>),
    /// A page of the list, counted from 1.
    Page(u32),
    /// A page of a part of the list.
    Slice(Slice, u32),
}

impl ListView {
    /// The attributes of the tables above.
    pub(super) const NAMES: &'static [&'static str] = &[
        "kind",
        "title",
        "href",
        "count",
        "records",
        "label_title",
        "columns",
        "downloads",
        "number",
        "is_first",
        "pages",
        "previous",
        "next",
        "listed",
        "is_long",
        "facets",
        "slice",
    ];

    /// Those of them that a link to a list needs.
    #[cfg(feature = "tera")]
    pub(super) const IN_ROW: &'static [&'static str] = &["kind", "title", "href", "count"];

    /// All records of a kind.
    pub(super) fn new(speaker: Arc<Speaker>, kind: Kind) -> Self {
        Self { speaker, kind, part: Part::All }
    }

    /// A page of the list of a kind.
    pub(super) fn page(speaker: Arc<Speaker>, kind: Kind, number: u32) -> Self {
        Self { speaker, kind, part: Part::Page(number) }
    }

    /// A page of a part of a list.
    pub(super) fn slice(speaker: Arc<Speaker>, slice: Slice, number: u32) -> Self {
        Self { speaker, kind: slice.kind, part: Part::Slice(slice, number) }
    }

    /// Some records of a kind.
    pub(super) fn some(speaker: Arc<Speaker>, kind: Kind, positions: Vec<u32>) -> Self {
        Self { speaker, kind, part: Part::Some(positions) }
    }

    /// How many records there are, of the whole list with those that are read inside others.
    fn count(&self) -> usize {
        match &self.part {
            Part::All | Part::Page(_) => self.speaker.portal().records.count(self.kind),
            Part::Some(positions) => positions.len(),
            Part::Slice(slice, _) => self.count_of(*slice),
        }
    }

    fn count_of(&self, slice: Slice) -> usize {
        let found = self.speaker.scene.plan.facets.get(slice);
        found.map_or(0, |(_, value)| value.positions.len())
    }

    /// Which page it is, and of how many; none for what has no pages.
    fn number(&self) -> Option<(u32, u32)> {
        let portal = self.speaker.portal();
        match &self.part {
            Part::All | Part::Some(_) => None,
            Part::Page(number) => Some((*number, pages_of(portal, self.kind))),
            Part::Slice(slice, number) => Some((*number, pages_for(portal, self.count_of(*slice)))),
        }
    }

    fn is_long(&self) -> bool {
        self.number().is_some() && count_of_listed(self.speaker.portal(), self.kind) > Facets::FEW
    }

    fn href_of_page(&self, number: u32) -> String {
        self.speaker.href_of(match self.part {
            Part::Slice(slice, _) => Subject::Slice(slice, number),
            _ => Subject::List(self.kind, number),
        })
    }

    /// The pages to go to, where there are several: a list of a thousand pages does not name
    /// them all.
    fn pages(&self) -> Value {
        const AROUND: u32 = 2;
        let Some((number, last)) = self.number().filter(|(_, last)| *last > 1) else {
            return Value::from(Vec::<Value>::new());
        };
        let page = |at: u32| {
            context! { number => at, href => self.href_of_page(at), is_current => at == number, is_gap => false }
        };
        let gap = || context! { is_gap => true };
        let (from, to) = (number.saturating_sub(AROUND).max(1), (number + AROUND).min(last));
        let mut pages = Vec::new();
        if from > 1 {
            pages.push(page(1));
        }
        // In the place of a single page a gap saves nothing.
        match from {
            0..=2 => {}
            3 => pages.push(page(2)),
            _ => pages.push(gap()),
        }
        pages.extend((from..=to).map(page));
        match last - to {
            0..=1 => {}
            2 => pages.push(page(last - 1)),
            _ => pages.push(gap()),
        }
        if to < last {
            pages.push(page(last));
        }
        pages.into()
    }

    /// The link to the page so many behind this one, if there is one.
    fn beside(&self, step: i64) -> Option<String> {
        let (number, last) = self.number()?;
        let other = u32::try_from(i64::from(number) + step).ok()?;
        (1..=last).contains(&other).then(|| self.href_of_page(other))
    }

    /// The records in the order of their names.
    fn records(&self) -> Value {
        let scene = &self.speaker.scene;
        let (lang, portal) = (self.speaker.lang, &scene.portal);
        let size = portal.page_size();
        let rows_of = |all: &[u32], number: u32| -> Vec<u32> {
            let before = (number as usize).saturating_sub(1) * size;
            all.iter().skip(before).take(size).copied().collect()
        };
        let positions = match &self.part {
            Part::All => scene.orders.listed(portal, self.kind, lang).to_vec(),
            Part::Some(positions) => {
                let mut positions = positions.clone();
                scene.orders.sort(portal, self.kind, lang, &mut positions);
                positions
            }
            Part::Page(_) if self.kind.presence() == Presence::OnePage => {
                scene.orders.listed(portal, self.kind, lang).to_vec()
            }
            Part::Page(number) => rows_of(scene.orders.listed(portal, self.kind, lang), *number),
            Part::Slice(slice, number) => {
                let facets = &scene.plan.facets;
                rows_of(scene.orders.slice(portal, facets, *slice, lang), *number)
            }
        };
        let (speaker, kind) = (self.speaker.clone(), self.kind);
        lazily(positions.len(), move |at| {
            Value::from_object(RecordView::new(speaker.clone(), kind, positions[at]))
        })
    }

    /// The records of the list whose field has this code, or those where it has not.
    fn sorted_out(&self, name: &str, code: &str, is_kept: bool) -> Self {
        let positions: Vec<u32> = match &self.part {
            Part::Some(positions) => positions.clone(),
            _ => (0..u32::try_from(self.count()).unwrap_or(u32::MAX)).collect(),
        };
        let has_code = |position: &u32| {
            let record = self.speaker.portal().records.get(self.kind, *position as usize);
            record.is_some_and(|record| match record.value(name) {
                Known::Word(own) => own == code,
                Known::Reference(link) => link.id == code,
                _ => false,
            })
        };
        let positions = positions.into_iter().filter(|at| has_code(at) == is_kept).collect();
        Self::some(self.speaker.clone(), self.kind, positions)
    }

    fn slice_of_page(&self) -> Option<Slice> {
        match self.part {
            Part::Slice(slice, _) => Some(slice),
            _ => None,
        }
    }

    /// By what the list is narrowed: each facet has `name`, `title` and `values`, and each
    /// value `code`, `title`, the `lang` of the title where it is not the page's, `count`,
    /// `href` and `is_current`. Names are in the order of the page's language.
    fn facets(&self) -> Value {
        // Who refers to a record is told whole.
        if matches!(self.part, Part::Some(_)) {
            return Value::from(Vec::<Value>::new());
        }
        let facets = self.speaker.scene.plan.facets.of_kind(self.kind);
        let view = |(at, facet): (u32, &Facet)| {
            context! {
                name => facet.name,
                title => field_title(self.speaker.words(), self.kind, facet.name),
                values => self.values(at, facet),
            }
        };
        (0u32..).zip(facets).map(view).collect()
    }

    fn values(&self, at: u32, facet: &Facet) -> Vec<Value> {
        let speaker = &self.speaker;
        let mut values: Vec<_> = (0u32..).zip(&facet.values).collect();
        let rank = |known: &KnownFacet| match known {
            KnownFacet::Record(kind, position) => {
                let orders = &speaker.scene.orders;
                orders.rank(speaker.portal(), *kind, speaker.lang, *position)
            }
            _ => 0,
        };
        // What is not known stays behind all others, and words and years where they are.
        values.sort_by_key(|(_, value)| {
            (matches!(value.known, KnownFacet::Unknown), rank(&value.known))
        });
        let view = |(value, of): (u32, &crate::site::FacetValue)| {
            let slice = Slice { kind: self.kind, facet: at, value };
            let (title, lang) = title_of(speaker, of.known);
            let lang = lang.map(|lang| speaker.portal().site.languages.code(lang));
            context! {
                code => &*of.known.code(speaker.portal()),
                title,
                lang,
                count => of.positions.len(),
                href => speaker.href_of(Subject::Slice(slice, 1)),
                is_current => self.slice_of_page() == Some(slice),
            }
        };
        values.into_iter().map(view).collect()
    }

    /// Which part of the whole list it is: the `title` of the part, those of `facet` and
    /// `value`, and the `link` to the record that the value is, if it is one with a page.
    fn slice_view(&self) -> Option<Value> {
        let slice = self.slice_of_page()?;
        let (facet, value) = self.speaker.scene.plan.facets.get(slice)?;
        let link = match value.known {
            KnownFacet::Record(kind, position) => self.speaker.href_of_record(kind, position),
            _ => None,
        };
        let facet_title = field_title(self.speaker.words(), self.kind, facet.name);
        let (value_title, lang) = title_of(&self.speaker, value.known);
        let lang = lang.map(|lang| self.speaker.portal().site.languages.code(lang));
        Some(context! {
            title => slice_title(&self.speaker, slice),
            name => facet.name,
            facet => facet_title,
            value => value_title,
            lang,
            link,
        })
    }
}

/// What names a part of a list.
pub(super) fn slice_title(speaker: &Speaker, slice: Slice) -> String {
    let list = speaker.word(&format!("kind.{}.title", slice.kind.name()));
    let Some((facet, value)) = speaker.scene.plan.facets.get(slice) else {
        return list.to_owned();
    };
    let (value, _) = title_of(speaker, value.known);
    fill(speaker.word("page.slice"), |gap| match gap {
        "list" => Some(list),
        "facet" => Some(field_title(speaker.words(), slice.kind, facet.name)),
        "value" => Some(&*value),
        _ => None,
    })
}

/// What a value is called among those of its facet, and the language of that where it is not
/// the page's.
fn title_of(speaker: &Speaker, known: KnownFacet) -> (String, Option<Lang>) {
    let portal = speaker.portal();
    let said = |title: &str| (title.to_owned(), None);
    match known {
        KnownFacet::Record(Kind::Area, position)
            if let Some(title) = speaker.scene.name_apart(speaker.lang, position) =>
        {
            (title.to_owned(), None)
        }
        KnownFacet::Record(kind, position) => {
            let record = portal.records.get(kind, position as usize);
            let label = record.map(|record| portal.label(record, speaker.lang));
            let (lang, title) = label.unwrap_or((None, ""));
            (title.to_owned(), lang.filter(|lang| *lang != speaker.lang))
        }
        KnownFacet::Word(list, code, _) => said(speaker.word(&format!("word.{list}.{code}"))),
        KnownFacet::Year(year) => said(&format!("{year:04}")),
        KnownFacet::Unknown => said(speaker.word("page.unknown_facet")),
    }
}

/// What a record of a list has of each facet of the list: `name` and `code`.
pub(super) fn facets_of_record(speaker: &Speaker, kind: Kind, position: u32) -> Value {
    let (portal, derived) = (speaker.portal(), &speaker.scene.derived);
    let facets = speaker.scene.plan.facets.of_kind(kind).iter();
    let view = |facet: &Facet| {
        let all = KnownFacet::all_of(portal, derived, kind, facet.name, position);
        let codes: Vec<_> = all.iter().map(|one| one.code(portal)).collect();
        context! { name => facet.name, code => codes.join(" ") }
    };
    facets.map(view).collect()
}

impl Object for ListView {
    fn call_method(
        self: &Arc<Self>,
        _state: &mut State<'_, '_>,
        method: &str,
        arguments: &[Value],
    ) -> Result<Value, Error> {
        let is_kept = match method {
            "only" => true,
            "without" => false,
            _ => return Err(Error::from(ErrorKind::UnknownMethod)),
        };
        let (name, code): (&str, &str) = from_args(arguments)?;
        Ok(Value::from_object(self.sorted_out(name, code, is_kept)))
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let speaker = &self.speaker;
        let title = |name: &str| field_title(speaker.words(), self.kind, name);
        Some(match key.as_str()? {
            "kind" => Value::from(self.kind.name()),
            "title" => Value::from(speaker.word(&format!("kind.{}.title", self.kind.name()))),
            "href" => Value::from(speaker.href_of(Subject::List(self.kind, 1))),
            "count" => Value::from(self.count()),
            "listed" => Value::from(count_of_listed(speaker.portal(), self.kind)),
            "is_long" => Value::from(self.is_long()),
            "number" => Value::from(self.number().map(|(number, _)| number)),
            "is_first" => Value::from(self.number().is_none_or(|(number, _)| number == 1)),
            "records" => self.records(),
            "pages" => self.pages(),
            "previous" => Value::from(self.beside(-1)),
            "next" => Value::from(self.beside(1)),
            "facets" => self.facets(),
            "slice" => Value::from(self.slice_view()),
            "downloads" => downloads(speaker, Table::Kind(self.kind)),
            "columns" => {
                let columns = self.kind.summary().iter();
                columns.map(|name| context! { name => *name, title => title(name) }).collect()
            }
            "label_title" => Value::from(title(self.kind.label().first().copied().unwrap_or("id"))),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.count() > 0
    }
}
