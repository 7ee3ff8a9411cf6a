//! The picture that a link to the portal is shown with elsewhere: what was promised, in large
//! letters, how it stands, and on which day.
//!
//! It is seen a third as large as it is, or smaller: no letter is smaller than [`SMALL`].

use super::Home;
use super::look::Look;
use super::measure::{FONT_FAMILY, Weight, width, wrap};
use super::statuses::counts;
use super::voice::{Voice, capitalised, escaped};
use crate::derive::{Counts, Status};
use crate::model::{Date, Kind};
use crate::table::Facts;
use crate::text::{Lang, format_number};
use std::fmt::Write as _;

/// The width and height that those who show links ask for.
const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;

/// Where texts begin, and the room that they have.
const LEFT: f64 = 72.0;
const ROOM: f64 = WIDTH - LEFT - 64.0;

/// The sizes of text, each for what it says.
const SMALL: f64 = 30.0;
const USUAL: f64 = 38.0;
const TITLE: f64 = 50.0;
const FIGURE: f64 = 112.0;

/// The most statuses that a card names; the page has all.
const MOST_STATUSES: usize = 4;

/// The card of the portal, an area, a document or a target, as SVG.
pub fn card(facts: Facts<'_>, look: &Look, home: Home, lang: Lang) -> String {
    let voice = Voice { facts, lang };
    let mut card = Card { voice, look, svg: String::with_capacity(4096), y: 0.0 };
    card.begin(match home {
        Home::Record(Kind::Target, position) => card.status_of(position),
        _ => None,
    });
    match home {
        Home::Portal => card.portal(),
        Home::Record(Kind::Target, position) => card.target(position),
        Home::Record(kind, position) => card.collection(kind, position),
    }
    card.finish()
}

/// What has a card: the same as may have charts.
pub fn has_card(home: Home) -> bool {
    match home {
        Home::Portal => true,
        Home::Record(kind, _) => matches!(kind, Kind::Area | Kind::Resolution | Kind::Target),
    }
}

struct Card<'c> {
    voice: Voice<'c>,
    look: &'c Look,
    svg: String,
    /// The line that the next text stands below.
    y: f64,
}

impl Card<'_> {
    /// The ground, a band in the colour of a status or of the portal, and the portal's name.
    fn begin(&mut self, status: Option<Status>) {
        let (paper, brand) = (self.look.colour("paper"), self.look.colour("brand"));
        let band = status.map_or(brand, |status| self.look.status(status.code()));
        let _ = write!(
            self.svg,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"{FONT_FAMILY}\">\n\
             <style>.mark{{fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;\
             stroke-linejoin:round}}.mark .f{{fill:currentColor;stroke:none;\
             fill-rule:evenodd}}</style>\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>\n\
             <rect width=\"24\" height=\"{HEIGHT}\" fill=\"{band}\"/>\n",
        );
        let portal = self.voice.portal();
        let title = portal.site.title.closest(self.voice.lang, &portal.site.languages);
        let title = title.map_or_else(String::new, |(_, title)| title.to_string());
        self.y = 92.0;
        let name = wrap(&title, SMALL, Weight::Strong, ROOM * 0.62, 1);
        self.line(LEFT, &name.concat(), SMALL, Weight::Strong, "brand");
        let as_of = self.voice.say("page.as_of", &[("date", &self.voice.as_of())]);
        let place = WIDTH - 64.0 - width(&as_of, SMALL, Weight::Regular);
        self.line(place, &as_of, SMALL, Weight::Regular, "ink-2");
    }

    fn finish(mut self) -> String {
        self.svg.push_str("</svg>\n");
        self.svg
    }

    /// A line of text; its letters stand on `y`.
    fn line(&mut self, x: f64, text: &str, size: f64, weight: Weight, colour: &str) {
        let weight = if weight == Weight::Strong { 600 } else { 400 };
        let _ = writeln!(
            self.svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"{size}\" font-weight=\"{weight}\" \
             fill=\"{}\">{}</text>",
            self.y,
            self.look.colour(colour),
            escaped(text),
        );
    }

    /// A text in at most so many lines, each below the last.
    fn lines(&mut self, text: &str, size: f64, weight: Weight, colour: &str, most: usize) {
        for line in wrap(text, size, weight, ROOM, most) {
            if !line.is_empty() {
                self.y += size * 1.35;
                self.line(LEFT, &line, size, weight, colour);
            }
        }
    }

    fn portal(&mut self) {
        let portal = self.voice.portal();
        let closest = |text: &crate::text::Text| {
            let found = text.closest(self.voice.lang, &portal.site.languages);
            found.map_or_else(String::new, |(_, text)| text.to_string())
        };
        let (title, about) = (closest(&portal.site.title), closest(&portal.site.description));
        self.y += 44.0;
        self.lines(&title, 68.0, Weight::Strong, "ink", 2);
        self.y += 8.0;
        // As many lines as there is room for above the statuses.
        let free = self.foot(None) - USUAL * 1.6 - self.y;
        let most = (free / (USUAL * 1.35)).floor().clamp(0.0, 3.0) as usize;
        self.lines(&about, USUAL, Weight::Regular, "ink-2", most);
        self.statuses(None);
    }

    fn collection(&mut self, kind: Kind, position: u32) {
        self.y += 44.0;
        if kind == Kind::Resolution {
            let document = self.voice.document(position);
            self.lines(&document, 64.0, Weight::Strong, "ink", 2);
            let records = &self.voice.portal().records;
            let title = records.resolutions.get(position as usize).and_then(|record| {
                let languages = &self.voice.portal().site.languages;
                record.body.title.closest(self.voice.lang, languages)
            });
            let title = title.map_or_else(String::new, |(_, title)| title.to_string());
            self.y += 8.0;
            self.lines(&title, USUAL, Weight::Regular, "ink-2", 2);
        } else {
            let name = self.voice.label(kind, position);
            self.lines(name, 88.0, Weight::Strong, "ink", 2);
            self.y += 8.0;
            let about = self.about_area(position);
            self.lines(&about, USUAL, Weight::Regular, "ink-2", 2);
        }
        let of = (kind, position);
        match counts(self.voice, Some(of)) {
            Some(_) => self.statuses(Some(of)),
            None => self.collected(of),
        }
    }

    /// What an area is, and since or until when: areas of one name follow each other.
    fn about_area(&self, position: u32) -> String {
        let voice = self.voice;
        let area = voice.portal().records.areas.get(position as usize);
        let today = area.and_then(|area| area.body.type_on(voice.portal().as_of));
        let is = today.map(|today| voice.word(&format!("word.type.{}", today.code())).to_owned());
        let valid = area.and_then(|area| area.body.valid.given());
        let when = valid.and_then(|valid| match (&valid.from, &valid.to) {
            (_, Some(to)) => Some(voice.say("page.until", &[("date", &voice.short(to))])),
            (Some(from), None) => {
                Some(voice.say("date_long.since", &[("from", &voice.short(from))]))
            }
            (None, None) => None,
        });
        capitalised(&is.into_iter().chain(when).collect::<Vec<_>>().join(", "))
    }

    /// What else is known of an area of which no targets are: how many records of which kind.
    fn collected(&mut self, (kind, position): (Kind, u32)) {
        if kind != Kind::Area {
            return;
        }
        let voice = self.voice;
        let kinds = voice.facts.derived.collected.kinds(position as usize);
        let told: Vec<String> = kinds
            .map(|(kind, count)| {
                voice.counted(&format!("kind.{}.count", kind.name()), count as usize)
            })
            .collect();
        self.y = HEIGHT - 52.0 - 2.0 * USUAL * 1.35;
        self.lines(&capitalised(&told.join(", ")), USUAL, Weight::Strong, "ink", 2);
    }

    /// The most frequent statuses.
    fn told(counts: &Counts) -> Vec<(Status, u32)> {
        let mut told: Vec<(Status, u32)> = counts.told().collect();
        told.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        told.truncate(MOST_STATUSES);
        told
    }

    /// The line on which the statuses begin.
    fn foot(&self, of: Option<(Kind, u32)>) -> f64 {
        let rows = counts(self.voice, of).map_or(0, |counts| Self::told(counts).len().div_ceil(2));
        HEIGHT - 52.0 - (rows as f64) * 58.0
    }

    /// How many targets stand how, at the foot of the card; the most frequent first.
    fn statuses(&mut self, of: Option<(Kind, u32)>) {
        let voice = self.voice;
        let Some(counts) = counts(voice, of) else { return };
        let told = Self::told(counts);
        self.y = self.foot(of);
        // All names in the size in which the longest fits beside its mark and its number.
        const AROUND: f64 = 54.0 + 16.0 + 64.0;
        let names = || told.iter().map(|(status, _)| capitalised(voice.word(status.key())));
        let fits = |size: &f64| {
            names().all(|name| width(&name, *size, Weight::Strong) <= ROOM / 2.0 - AROUND)
        };
        let size = [USUAL, 34.0].into_iter().find(fits).unwrap_or(SMALL);
        let total = voice.counted("kind.targets.count", counts.total() as usize);
        self.line(LEFT, &capitalised(&total), USUAL, Weight::Strong, "ink");
        for (at, (status, count)) in told.iter().enumerate() {
            if at % 2 == 0 {
                self.y += 58.0;
            }
            let x = if at % 2 == 0 { LEFT } else { LEFT + ROOM / 2.0 };
            let number = format_number(&count.to_string(), voice.words());
            self.mark(*status, x, 40.0);
            let name = capitalised(voice.word(status.key()));
            let name = wrap(&name, size, Weight::Strong, ROOM / 2.0 - AROUND, 1).concat();
            let after = x + 54.0 + width(&name, size, Weight::Strong) + 16.0;
            self.in_status(*status, x + 54.0, &name, size);
            self.line(after, &number, size, Weight::Strong, "ink");
        }
    }

    fn status_of(&self, position: u32) -> Option<Status> {
        let judgements = &self.voice.facts.derived.judgements;
        judgements.get(position as usize).map(|judgement| judgement.status)
    }

    fn target(&mut self, position: u32) {
        let voice = self.voice;
        let Some(target) = voice.portal().records.targets.get(position as usize) else { return };
        let body = &target.body;
        let area = body.area.position().map_or("", |area| voice.label(Kind::Area, area));
        self.y += 14.0;
        self.lines(area, SMALL, Weight::Regular, "ink-2", 1);
        self.y += 4.0;
        let statement = voice.label(Kind::Target, position);
        let due = body.due.given().map(|due| self.due(due));
        match &body.quantity {
            Some(quantity) => {
                self.lines(statement, TITLE, Weight::Strong, "ink", 3);
                self.figure(&voice.figure(quantity), due.as_deref());
            }
            None => {
                self.lines(statement, TITLE * 1.1, Weight::Strong, "ink", 4);
                self.y += 6.0;
                self.lines(due.as_deref().unwrap_or_default(), USUAL, Weight::Regular, "ink", 1);
            }
        }
        if let Some(status) = self.status_of(position) {
            self.y = HEIGHT - 56.0;
            self.mark(status, LEFT, 52.0);
            self.in_status(status, LEFT + 68.0, &capitalised(voice.word(status.key())), USUAL);
        }
    }

    /// When something is due; a year alone is meant to its end.
    fn due(&self, due: &Date) -> String {
        match due {
            Date::Point(parts) if parts.month.is_none() => {
                let year = parts.year.map(|year| year.to_string()).unwrap_or_default();
                self.voice.say("page.by_end_of", &[("year", &year)])
            }
            due => self.voice.long(due),
        }
    }

    /// The large figure, as large as it fits, and when it is due: beside it if there is room,
    /// else below.
    fn figure(&mut self, figure: &str, due: Option<&str>) {
        let fits = |size: &f64| width(figure, *size, Weight::Strong) <= ROOM;
        let size = [FIGURE, 88.0, 66.0, TITLE].into_iter().find(fits);
        // What does not fit by then takes two lines.
        let lines = wrap(figure, size.unwrap_or(TITLE), Weight::Strong, ROOM, 2);
        let size = size.unwrap_or(TITLE);
        // Between what was promised and how it stands.
        let free = HEIGHT - 130.0 - self.y - lines.len() as f64 * size;
        self.y += (free / 2.0).clamp(0.0, 40.0);
        for line in &lines {
            self.y += size;
            self.line(LEFT, line, size, Weight::Strong, "ink");
        }
        let Some(due) = due else { return };
        let after = lines.last().map_or(0.0, |line| width(line, size, Weight::Strong)) + 28.0;
        if after + width(due, USUAL, Weight::Regular) <= ROOM {
            self.line(LEFT + after, due, USUAL, Weight::Regular, "ink");
        } else {
            self.y += USUAL * 1.3;
            self.line(LEFT, due, USUAL, Weight::Regular, "ink");
        }
    }

    /// The name of a status in its colour.
    fn in_status(&mut self, status: Status, x: f64, name: &str, size: f64) {
        let colour = self.look.status(status.code());
        let _ = writeln!(
            self.svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"{size}\" font-weight=\"600\" \
             fill=\"{colour}\">{}</text>",
            self.y,
            escaped(name),
        );
    }

    /// The mark of a status, beside a line of text.
    fn mark(&mut self, status: Status, x: f64, size: f64) {
        let theme = &self.voice.portal().theme;
        let Some(mark) = theme.file(&format!("marks/{}.svg", status.code())) else { return };
        let mark = String::from_utf8_lossy(mark);
        let Some(rest) = mark.trim_end().strip_prefix("<svg") else { return };
        let (colour, y) = (self.look.status(status.code()), self.y - 13.0 - size / 2.0);
        let _ = writeln!(
            self.svg,
            "<g color=\"{colour}\"><svg x=\"{x}\" y=\"{y:.1}\" width=\"{size}\" \
             height=\"{size}\"{rest}</g>",
        );
    }
}
