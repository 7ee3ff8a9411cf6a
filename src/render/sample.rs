//! Charts of the made-up portal, for the page of components.

use super::Scene;
use super::chart::ChartView;
use super::page::{Links, Speaker};
use crate::chart::{Chart, Home, charts_at};
use crate::model::{Kind, Portal};
use crate::table::Facts;
use minijinja::context;
use minijinja::value::Value;
use std::sync::Arc;

/// Each chart of the made-up portal that shows a state of its own, with a name: `bullet-nearly`.
/// Of a target it is its figures in time or, where there are none, its bullet.
pub fn sample_charts(scene: &Scene) -> Vec<(String, Chart)> {
    let Scene { portal, derived, .. } = scene;
    let charts_at = |home: Home| charts_at(Facts { portal, derived }, home);
    let targets = positions(portal, Kind::Target).filter_map(|at| {
        let charts = charts_at(Home::Record(Kind::Target, at));
        charts.iter().rfind(|one| !matches!(one, Chart::Timeline(..))).copied()
    });
    // The timelines of targets are alike, and so are the charts of documents and areas.
    let of_first = |kind: Kind, name: &str| {
        let all = positions(portal, kind).flat_map(|at| charts_at(Home::Record(kind, at)));
        all.filter(|one| one.name() == name).take(1).collect::<Vec<Chart>>()
    };
    let others = [
        of_first(Kind::Target, "timeline"),
        of_first(Kind::Resolution, "timeline"),
        of_first(Kind::Area, "statuses"),
        charts_at(Home::Portal),
    ];
    let name = |chart: Chart| match chart.home() {
        Home::Portal => chart.name().to_owned(),
        Home::Record(kind, at) => {
            let record = portal.records.get(kind, at as usize);
            format!("{}-{}", chart.name(), record.map_or("", |record| record.id()))
        }
    };
    targets.chain(others.into_iter().flatten()).map(|chart| (name(chart), chart)).collect()
}

fn positions(portal: &Portal, kind: Kind) -> std::ops::Range<u32> {
    0..u32::try_from(portal.records.count(kind)).unwrap_or(u32::MAX)
}

/// The same for a page: each with `name` and `chart`. Its records have no pages, and its links
/// lead nowhere.
pub(super) fn samples_view(speaker: &Speaker) -> Value {
    let Some(scene) = speaker.scene.samples.get() else { return Value::from(()) };
    let speaker = Arc::new(Speaker {
        scene: scene.clone(),
        lang: speaker.lang,
        path: speaker.path.clone(),
        links: Links::Nowhere,
    });
    let view = |(name, chart): (String, Chart)| {
        context! { name, chart => Value::from_object(ChartView::new(speaker.clone(), chart)) }
    };
    sample_charts(scene).into_iter().map(view).collect()
}
