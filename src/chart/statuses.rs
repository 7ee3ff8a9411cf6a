//! How many targets have which status, one cell for each.

use super::canvas::{Canvas, LINE, X};
use super::drawing::{Caption, Column, Drawing, Row, Shown, Table, Width};
use super::figures::text;
use super::place::Anchor;
use super::voice::{Voice, capitalised};
use crate::derive::{Counts, Status};
use crate::model::Kind;
use crate::table::Cell;
use crate::text::format_number;

/// The most cells of a row; where a status has more targets, a row is one bar.
const MOST: u32 = 60;

/// The fewest that a row has room for, so that a single one is no wide bar.
const FEWEST: u32 = 12;

/// The height of a cell.
const CELL: f64 = 12.0;

/// The statuses of all targets, or of those of an area or a document; none if there are none.
pub(super) fn counts<'f>(voice: Voice<'f>, of: Option<(Kind, u32)>) -> Option<&'f Counts> {
    let rollups = &voice.facts.derived.rollups;
    let counts = match of {
        None => Some(&rollups.all),
        Some((Kind::Area, at)) => rollups.areas.get(at as usize),
        Some((_, at)) => rollups.resolutions.get(at as usize),
    };
    counts.filter(|counts| counts.total() > 0)
}

/// Whether something is known of the targets with this status.
pub fn is_known(status: Status) -> bool {
    match status {
        Status::Met | Status::OnTrack | Status::Behind | Status::Missed | Status::Uncertain => true,
        Status::InsufficientData
        | Status::NoData
        | Status::NotComparable
        | Status::NotMeasurable
        | Status::Superseded => false,
    }
}

pub(super) fn draw(voice: Voice<'_>, of: Option<(Kind, u32)>) -> Option<Drawing> {
    let counts = counts(voice, of)?;
    let told: Vec<(Status, u32)> = counts.told().collect();
    let most = told.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let mut canvas = Canvas::new("");
    let mut y = 0.0;
    for (status, count) in &told {
        canvas.group(&format!("st-{}", status.code()), |canvas| {
            row(voice, canvas, *status, *count, most, y);
        });
        y += LINE + CELL + 14.0;
    }
    let what = of.map(|(kind, at)| match kind {
        Kind::Resolution => voice.document(at),
        kind => voice.label(kind, at).to_owned(),
    });
    let title = match &what {
        Some(what) => voice.say("chart.statuses_of", &[("what", what)]),
        None => voice.word("chart.statuses").to_owned(),
    };
    let notes = match most > MOST {
        true => Vec::new(),
        false => vec![voice.word("chart.cells").to_owned()],
    };
    Some(Drawing {
        caption: Caption { title, notes, sources: Vec::new() },
        description: describe(voice, &told, counts.total()),
        shapes: canvas.finish(),
        width: Width::Any,
        height: y,
        table: table(voice, &told),
    })
}

fn row(voice: Voice<'_>, canvas: &mut Canvas, status: Status, count: u32, most: u32, y: f64) {
    let mark = voice.portal().theme.file(&format!("marks/{}.svg", status.code()));
    if let Some(mark) = mark {
        canvas.picture(&String::from_utf8_lossy(mark), 0.0, y, 16.0);
    }
    let title = capitalised(voice.word(status.key()));
    let number = format_number(&count.to_string(), voice.words());
    canvas.text("strong", X::Pixels(22.0), y + LINE - 5.0, Anchor::Start, &title);
    canvas.text("strong", X::Percent(100.0), y + LINE - 5.0, Anchor::End, &number);
    let class = if is_known(status) { "cell" } else { "cell open" };
    let top = y + LINE + 3.0;
    if most > MOST {
        let share = f64::from(count) / f64::from(most) * 100.0;
        return canvas.rect(class, X::Percent(0.0), top, X::Percent(share), CELL);
    }
    let room = 100.0 / f64::from(most.max(FEWEST));
    for at in 0..count {
        canvas.rect(class, X::Percent(f64::from(at) * room), top, X::Percent(room * 0.86), CELL);
    }
}

fn describe(voice: Voice<'_>, told: &[(Status, u32)], total: u32) -> String {
    let one = |(status, count): &(Status, u32)| {
        format!("{} {}", voice.word(status.key()), format_number(&count.to_string(), voice.words()))
    };
    let all: Vec<String> = told.iter().map(one).collect();
    let total = voice.counted("kind.targets.count", total as usize);
    voice.say("chart.statuses_sentence", &[("total", &total), ("counts", &all.join(", "))])
}

fn table(voice: Voice<'_>, told: &[(Status, u32)]) -> Table {
    let row = |(status, count): &(Status, u32)| Row {
        record: None,
        source: None,
        cells: vec![
            text(status.code()),
            text(capitalised(voice.word(status.key()))),
            Cell::Number((*count).into()),
        ],
    };
    Table {
        columns: vec![
            Column { name: "status", title: String::new(), shown: Shown::InFiles },
            Column {
                name: "label",
                title: voice.word("page.status").to_owned(),
                shown: Shown::Everywhere,
            },
            Column {
                name: "targets",
                title: voice.word("page.count").to_owned(),
                shown: Shown::Everywhere,
            },
        ],
        rows: told.iter().map(row).collect(),
    }
}
