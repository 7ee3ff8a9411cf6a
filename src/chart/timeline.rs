//! Documents, changes and due dates in the order of time.

use super::canvas::{Canvas, LINE, X};
use super::drawing::{Caption, Column, Drawing, Row, Shown, Table, Width};
use super::figures::text;
use super::measure::{Weight, wrap};
use super::place::{Anchor, TEXT};
use super::voice::Voice;
use crate::config::Day;
use crate::model::{Date, Kind, Ref};
use crate::table::Cell;
use std::collections::BTreeMap;

/// The width of the drawing, in pixels.
const WIDTH: f64 = 640.0;

/// Where the texts begin.
const LEFT: f64 = 28.0;

/// Something that has a date.
#[derive(Clone, Debug)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What it is.
    pub mark: Mark,
    /// What happened.
    pub title: String,
    /// What it means here, in a few words; empty where the title says it.
    pub text: String,
    /// The record that it is of.
    pub record: Option<(Kind, u32)>,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A document was issued.
    Document,
    /// Something changed.
    Change,
    /// A step on the way is due.
    Step,
    /// Something is due.
    Due,
    /// The day of judgement.
    Now,
}

impl Mark {
    /// The code that pages and files carry.
    pub fn code(self) -> &'static str {
        match self {
            Mark::Document => "document",
            Mark::Change => "change",
            Mark::Step => "step",
            Mark::Due => "due",
            Mark::Now => "now",
        }
    }

    /// The day of its date by which it is sorted: what is due in a year is due at its end.
    fn day(self, date: &Date) -> Option<Day> {
        let (first, last) = (date.earliest(), date.latest());
        match self {
            Mark::Due | Mark::Step => last.or(first),
            _ => first.or(last),
        }
    }
}

/// The events of a target or a document, in order of time; those of an unknown year first.
pub(super) fn events(voice: Voice<'_>, kind: Kind, position: u32) -> Vec<Event> {
    let mut events = match kind {
        Kind::Target => of_target(voice, position),
        _ => of_document(voice, position),
    };
    // Nothing is judged of a document without targets.
    if kind == Kind::Target || events.iter().any(|event| event.mark != Mark::Document) {
        events.push(Event {
            date: Date::Point(voice.portal().as_of.parts()),
            mark: Mark::Now,
            title: voice.word("chart.judged").to_owned(),
            text: String::new(),
            record: None,
        });
    }
    events.sort_by_key(|event| event.mark.day(&event.date));
    events
}

fn of_target(voice: Voice<'_>, position: u32) -> Vec<Event> {
    let records = &voice.portal().records;
    let Some(target) = records.targets.get(position as usize) else { return Vec::new() };
    let body = &target.body;
    let mut events = Vec::new();
    if let Some(own) = body.resolution.as_ref().and_then(Ref::position) {
        events.extend(issued(voice, own, voice.word("chart.set_target").to_owned()));
        events.extend(above(voice, own));
    }
    let judgement = voice.facts.derived.judgements.get(position as usize);
    for change in judgement.into_iter().flat_map(|judgement| &judgement.changes) {
        let Some(date) = change.date else { continue };
        let (kind, subject) = change.subject;
        events.push(Event {
            date,
            mark: Mark::Change,
            title: super::voice::capitalised(change.reason.name(voice.portal(), voice.lang)),
            text: match kind {
                Kind::Resolution => voice.document(subject),
                kind => voice.label(kind, subject).to_owned(),
            },
            record: Some(change.subject),
        });
    }
    for step in body.milestones.iter().flatten() {
        events.push(Event {
            date: step.due,
            mark: Mark::Step,
            title: voice.word("chart.step_due").to_owned(),
            text: voice.figure(&step.quantity),
            record: None,
        });
    }
    if let Some(due) = body.due.given() {
        let figure = body.quantity.as_ref().map(|quantity| voice.figure(quantity));
        events.push(Event {
            date: *due,
            mark: Mark::Due,
            title: voice.word("chart.due").to_owned(),
            text: figure.unwrap_or_default(),
            record: None,
        });
    }
    events
}

fn of_document(voice: Voice<'_>, position: u32) -> Vec<Event> {
    let records = &voice.portal().records;
    let own = records.resolutions.get(position as usize);
    let mut events: Vec<Event> = issued(voice, position, String::new()).into_iter().collect();
    events.extend(above(voice, position));
    for old in own.into_iter().flat_map(|own| own.body.replaces.iter().flatten()) {
        let text = beside(voice, "chart.was_replaced", position);
        events.extend(old.position().and_then(|old| issued(voice, old, text)));
    }
    for link in voice.facts.derived.backlinks.to(Kind::Resolution, position) {
        let key = match (link.kind, link.field) {
            (Kind::Resolution, "implements") => "chart.carries_out",
            (Kind::Resolution, "replaces") => "chart.replaces",
            _ => continue,
        };
        events.extend(issued(voice, link.position, beside(voice, key, position)));
    }
    if let Some(effective) = own.and_then(|own| own.body.effective.given().copied()) {
        events.push(Event {
            date: effective,
            mark: Mark::Document,
            title: voice.word("field.effective").to_owned(),
            text: String::new(),
            record: None,
        });
    }
    events.extend(due_dates(voice, position));
    events
}

/// When the targets of a document are due, and how many at each time.
fn due_dates(voice: Voice<'_>, position: u32) -> Vec<Event> {
    let targets = &voice.portal().records.targets;
    let mut dates: BTreeMap<(Option<Day>, String), (Date, usize)> = BTreeMap::new();
    for link in voice.facts.derived.backlinks.to(Kind::Resolution, position) {
        let target = targets
            .get(link.position as usize)
            .filter(|_| link.kind == Kind::Target && link.field == "resolution");
        if let Some(due) = target.and_then(|target| target.body.due.given()) {
            let entry = dates.entry((due.latest(), due.to_string())).or_insert((*due, 0));
            entry.1 += 1;
        }
    }
    let event = |(date, count): (Date, usize)| Event {
        date,
        mark: Mark::Due,
        title: voice.word("chart.due").to_owned(),
        text: voice.counted("kind.targets.count", count),
        record: None,
    };
    dates.into_values().map(event).collect()
}

/// The documents that the document at a position carries out.
fn above(voice: Voice<'_>, position: u32) -> Vec<Event> {
    let document = voice.portal().records.resolutions.get(position as usize);
    let links = document.into_iter().flat_map(|one| one.body.implements.iter().flatten());
    let text = || beside(voice, "chart.carried_out", position);
    links.filter_map(|link| issued(voice, link.position()?, text())).collect()
}

/// What another document is to the one at a position.
fn beside(voice: Voice<'_>, key: &str, position: u32) -> String {
    voice.say(key, &[("document", &voice.document(position))])
}

/// That a document was issued, with these words.
fn issued(voice: Voice<'_>, position: u32, text: String) -> Option<Event> {
    let document = voice.portal().records.resolutions.get(position as usize)?;
    Some(Event {
        date: *document.body.issued.given()?,
        mark: Mark::Document,
        title: voice.document(position),
        text,
        record: Some((Kind::Resolution, position)),
    })
}

pub(super) fn draw(voice: Voice<'_>, kind: Kind, position: u32) -> Drawing {
    let events = events(voice, kind, position);
    let mut canvas = Canvas::new("");
    let mut words = Canvas::new("");
    let mut y = 4.0;
    let mut last = y;
    for event in &events {
        let dot = y + LINE / 2.0 + 1.0;
        last = dot;
        let class = format!("event {}", event.mark.code());
        match event.mark {
            Mark::Due => words.rect(&class, X::Pixels(3.0), dot - 6.0, X::Pixels(12.0), 12.0),
            _ => words.circle(&class, X::Pixels(9.0), dot, 6.0),
        }
        let told = [
            ("quiet", voice.short(&event.date)),
            ("strong", event.title.clone()),
            ("", event.text.clone()),
        ];
        for (class, text) in told {
            let weight = if class == "strong" { Weight::Strong } else { Weight::Regular };
            for line in wrap(&text, TEXT, weight, WIDTH - LEFT, 4) {
                if !line.is_empty() {
                    y += LINE;
                    words.text(class, X::Pixels(LEFT), y - 4.0, Anchor::Start, &line);
                }
            }
        }
        y += 12.0;
    }
    canvas.line("spine", (X::Pixels(9.0), 4.0 + LINE / 2.0), (X::Pixels(9.0), last));
    canvas.append(&words);
    Drawing {
        caption: caption(voice, kind, position),
        description: describe(voice, &events),
        shapes: canvas.finish(),
        width: Width::Pixels(WIDTH),
        height: y,
        table: table(voice, &events),
    }
}

pub(super) fn caption(voice: Voice<'_>, kind: Kind, position: u32) -> Caption {
    let what = match kind {
        Kind::Resolution => voice.document(position),
        kind => voice.label(kind, position).to_owned(),
    };
    Caption {
        title: voice.say("chart.timeline_of", &[("what", &what)]),
        notes: Vec::new(),
        sources: source(voice, kind, position).into_iter().collect(),
    }
}

fn describe(voice: Voice<'_>, events: &[Event]) -> String {
    let told = events.iter().map(|event| {
        let (on, text) = (voice.short(&event.date), [&*event.title, &*event.text]);
        let text = text.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        voice.say("chart.event", &[("on", &on), ("text", &text)])
    });
    told.collect::<Vec<_>>().join("; ") + "."
}

fn source(voice: Voice<'_>, kind: Kind, position: u32) -> Option<u32> {
    let records = &voice.portal().records;
    let citations = match kind {
        Kind::Target => &records.targets.get(position as usize)?.body.sources,
        _ => &records.resolutions.get(position as usize)?.body.sources,
    };
    voice.first_source(citations)
}

fn table(voice: Voice<'_>, events: &[Event]) -> Table {
    let column = |name: &'static str, key: &str, shown: Shown| Column {
        name,
        title: voice.word(key).to_owned(),
        shown,
    };
    let row = |event: &Event| {
        let record = event.record;
        let id = record.and_then(|(kind, at)| voice.portal().records.get(kind, at as usize));
        Row {
            record,
            source: None,
            cells: vec![
                text(event.date.to_string()),
                text(voice.short(&event.date)),
                text(event.mark.code()),
                text(event.title.clone()),
                text(event.text.clone()),
                id.map_or(Cell::Empty, |record| text(record.id().to_owned())),
            ],
        }
    };
    Table {
        columns: vec![
            column("date", "field.date", Shown::InFiles),
            column("when", "field.date", Shown::OnPages),
            column("type", "field.type", Shown::InFiles),
            column("event", "chart.column.event", Shown::Everywhere),
            column("text", "chart.column.text", Shown::Everywhere),
            column("record", "field.code", Shown::InFiles),
        ],
        rows: events.iter().map(row).collect(),
    }
}
