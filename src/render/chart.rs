//! Charts as templates see them.

use super::escape::escape;
use super::html;
use super::page::Speaker;
use crate::chart::{self, Caption, Chart, Drawing, Home, Shown};
use crate::config::ChartFiles;
use crate::model::Kind;
use crate::site::{ChartFormat, Subject, absolute};
use crate::table::Cell;
use crate::text::{DateForm, format_number};
use minijinja::context;
use minijinja::value::{Enumerator, Object, Value};
use std::sync::{Arc, OnceLock};

/// A chart.
///
/// | attribute | is |
/// |---|---|
/// | `name` | `bullet`, `series`, `timeline`, `statuses` or `tiles` |
/// | `title`, `description` | what it is of; what it shows, in sentences |
/// | `svg` | the drawing; none of a timeline and of tiles, which pages show as lists |
/// | `events` | of a timeline: each with `mark`, `date`, `title`, `text` and `href` |
/// | `tiles` | of the grid: each with `row`, `column`, `name`, `href` and `count` |
/// | `notes` | what one must know to read it, a sentence each |
/// | `table` | what it was drawn from, as HTML |
/// | `sources` | where its figures are from, each with `text`, the `lang` of a title in another language, and `href` |
/// | `downloads` | its files, each with `format` and `href` |
/// | `embed` | its page for the pages of others: `href`, and the `code` to be copied where the portal has an address; none where there is no such page |
/// | `home` | the page that it stands on: its address |
#[derive(Debug)]
pub(super) struct ChartView {
    speaker: Arc<Speaker>,
    chart: Chart,
    /// What was drawn, once a template has asked.
    drawing: OnceLock<Option<Arc<Drawing>>>,
    /// What stands around it, once a template has asked: of one that is a list.
    caption: OnceLock<Option<Caption>>,
}

/// The charts of a record or of the portal.
pub(super) fn charts(speaker: &Arc<Speaker>, home: Home) -> Value {
    let all = chart::charts_at(speaker.scene.facts(), home).into_iter();
    all.map(|chart| Value::from_object(ChartView::new(speaker.clone(), chart))).collect()
}

impl ChartView {
    /// What a chart tells.
    pub(super) const NAMES: &'static [&'static str] = &[
        "name",
        "title",
        "description",
        "svg",
        "events",
        "tiles",
        "notes",
        "table",
        "sources",
        "downloads",
        "embed",
        "home",
    ];

    pub(super) fn new(speaker: Arc<Speaker>, chart: Chart) -> Self {
        Self { speaker, chart, drawing: OnceLock::new(), caption: OnceLock::new() }
    }

    fn drawing(&self) -> Option<&Drawing> {
        let Speaker { scene, lang, .. } = &*self.speaker;
        self.drawing.get_or_init(|| scene.drawing(self.chart, *lang)).as_deref()
    }

    fn caption(&self) -> Option<&Caption> {
        if !self.chart.is_list() {
            return self.drawing().map(|drawing| &drawing.caption);
        }
        let Speaker { scene, lang, .. } = &*self.speaker;
        self.caption.get_or_init(|| chart::caption(scene.facts(), self.chart, *lang)).as_ref()
    }

    /// The drawing, with what it shows as its name.
    fn svg(&self) -> Option<Value> {
        let drawing = (!self.chart.is_list()).then(|| self.drawing()).flatten()?;
        let id = self.chart.id(self.speaker.portal());
        let Drawing { shapes, description, height, .. } = drawing;
        let description = escape(description);
        Some(Value::from_safe_string(format!(
            "<svg class=\"drawing\" role=\"img\" aria-labelledby=\"{id}\" width=\"100%\" \
             height=\"{height}\"><title id=\"{id}\">{description}</title>{shapes}</svg>"
        )))
    }

    fn events(&self) -> Option<Value> {
        let Chart::Timeline(kind, position) = self.chart else { return None };
        let speaker = &self.speaker;
        let events = chart::events(speaker.scene.facts(), kind, position, speaker.lang);
        let view = |event: chart::Event| {
            let date = html::time(speaker.words(), &event.date, DateForm::Short);
            context! {
                mark => event.mark.code(),
                date => Value::from_safe_string(date),
                title => event.title,
                text => event.text,
                href => self.href_of(event.record),
            }
        };
        Some(events.into_iter().map(view).collect())
    }

    fn tiles(&self) -> Option<Value> {
        if self.chart != Chart::Tiles {
            return None;
        }
        let speaker = &self.speaker;
        let areas = &speaker.portal().records.areas;
        let view = |tile: chart::Tile| {
            let area = areas.get(tile.area as usize)?;
            Some(context! {
                row => tile.row,
                column => tile.column,
                name => speaker.portal().label(area, speaker.lang).1,
                href => speaker.href_of_record(Kind::Area, tile.area),
                count => tile.targets,
            })
        };
        Some(chart::tiles(speaker.scene.facts()).into_iter().filter_map(view).collect())
    }

    /// The link to a record, unless it is the one that the chart stands with.
    fn href_of(&self, record: Option<(Kind, u32)>) -> Option<String> {
        let (kind, position) = record?;
        let is_home = self.chart.home() == Home::Record(kind, position);
        (!is_home).then(|| self.speaker.href_of_record(kind, position)).flatten()
    }

    /// The table as HTML: it has the columns that pages show, and each row leads to its record.
    /// Written here and not by a template, since pages of targets have dozens of its cells.
    fn table(&self) -> Option<Value> {
        let table = &self.drawing()?.table;
        let is_shown = |column: &chart::Column| column.shown != Shown::InFiles;
        let mut out = String::from("<table class=\"records\">\n<thead><tr>");
        for column in table.columns.iter().filter(|column| is_shown(column)) {
            out.extend(["<th scope=\"col\">", &escape(&column.title), "</th>"]);
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            out.push_str("<tr>");
            let cells = table.columns.iter().zip(&row.cells);
            let shown = cells.filter(|(column, _)| is_shown(column));
            for (number, (column, cell)) in shown.enumerate() {
                let text = match (row.source, cell) {
                    (Some(source), Cell::Text(text)) if column.name == chart::CITED => {
                        self.source(source, text)
                    }
                    _ => self.cell(cell),
                };
                if number > 0 {
                    let label = escape(&column.title);
                    out.extend(["<td data-label=\"", &label, "\">", &text, "</td>"]);
                    continue;
                }
                out.push_str("<th scope=\"row\">");
                match self.href_of(row.record) {
                    Some(href) => {
                        out.extend(["<a href=\"", &escape(&href), "\">", &text, "</a>"]);
                    }
                    None => out.push_str(&text),
                }
                out.push_str("</th>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>");
        Some(Value::from_safe_string(out))
    }

    /// A cell as HTML.
    fn cell(&self, cell: &Cell<'_>) -> String {
        let words = self.speaker.words();
        match cell {
            Cell::Text(text) => escape(text).into_owned(),
            Cell::Number(number) => escape(&format_number(&number.to_string(), words)).into_owned(),
            Cell::Flag(flag) => {
                escape(self.speaker.word(if *flag { "page.yes" } else { "page.no" })).into_owned()
            }
            Cell::Empty | Cell::List(_) => String::new(),
        }
    }

    /// A source in short, as HTML: a title is in the language of its source.
    fn source(&self, source: u32, text: &str) -> String {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let record = portal.records.sources.get(source as usize);
        let label = record.map(|record| portal.label(record, speaker.lang));
        let own = label.filter(|(_, title)| *title == text).and_then(|(lang, _)| lang);
        match own.filter(|own| *own != speaker.lang) {
            Some(lang) => {
                let (code, text) = (portal.site.languages.code(lang), escape(text));
                format!("<span lang=\"{code}\">{text}</span>")
            }
            None => escape(text).into_owned(),
        }
    }

    fn sources(&self) -> Option<Value> {
        let view = |source: &u32| {
            let href = self.speaker.href_of_record(Kind::Source, *source);
            let text =
                chart::source_in_short(self.speaker.scene.facts(), *source, self.speaker.lang);
            context! { text => Value::from_safe_string(self.source(*source, &text)), href }
        };
        Some(self.caption()?.sources.iter().map(view).collect())
    }

    fn downloads(&self) -> Value {
        let Speaker { scene, lang, .. } = &*self.speaker;
        let portal = &scene.portal;
        let view = |format: &ChartFormat| {
            let path = scene.plan.routes.chart(self.chart, *lang, *format, portal);
            context! {
                format => format.extension().to_uppercase(),
                href => self.speaker.href(&path),
            }
        };
        ChartFormat::of(portal.site.chart_files).iter().map(view).collect()
    }

    /// The page for the pages of others. What is to be copied needs an address that works
    /// anywhere: a portal without one has no code to offer.
    fn embed(&self) -> Option<Value> {
        let Speaker { scene, lang, .. } = &*self.speaker;
        let portal = &scene.portal;
        if portal.site.chart_files == ChartFiles::None {
            return None;
        }
        let path = scene.plan.routes.page(Subject::Embed(self.chart), Some(*lang), portal);
        let code = portal.site.base_url.as_ref().map(|base| {
            let address = absolute(&base.0, &path);
            let title = self.caption().map_or("", |caption| &caption.title);
            // Who copies it need not know what HTML reads as its own.
            let title = title.replace(['<', '>', '&', '"'], " ");
            let (address, height) = (escape(&address), self.embedded_height());
            format!(
                "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" \
                 height=\"{height}\" loading=\"lazy\"></iframe>"
            )
        });
        Some(context! { href => self.speaker.href(&path), code })
    }

    /// The height that the page for others needs, in pixels: the chart, and the lines around it.
    fn embedded_height(&self) -> u32 {
        const AROUND: f64 = 220.0;
        let drawn = self.drawing().map_or(0.0, |drawing| drawing.height);
        // A drawing is some thousand pixels high at most.
        (drawn + AROUND).ceil() as u32
    }

    fn home(&self) -> String {
        self.speaker.href_of(match self.chart.home() {
            Home::Portal => Subject::Home,
            Home::Record(kind, position) => Subject::Record(kind, position),
        })
    }
}

impl Object for ChartView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "name" => Value::from(self.chart.name()),
            "title" => Value::from(self.caption()?.title.as_str()),
            "description" => Value::from(self.drawing()?.description.as_str()),
            "svg" => Value::from(self.svg()),
            "events" => Value::from(self.events()),
            "tiles" => Value::from(self.tiles()),
            "notes" => self.caption()?.notes.iter().map(String::as_str).collect(),
            "table" => Value::from(self.table()),
            "sources" => Value::from(self.sources()),
            "downloads" => self.downloads(),
            "embed" => Value::from(self.embed()),
            "home" => Value::from(self.home()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
