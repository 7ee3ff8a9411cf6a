//! Which figures were observed of what, where.

use crate::config::Day;
use crate::model::{Achievement, AchievementType, Date, ObservationStatus, Portal, Record};

/// The achievements that are figures of an indicator in an area, sorted by both.
#[derive(Debug, Default)]
pub struct Observations(Vec<Observation>);

/// A figure of an indicator in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Observation {
    indicator: u32,
    area: u32,
    /// The position among the achievements.
    achievement: u32,
}

impl Observations {
    pub(super) fn of(portal: &Portal) -> Self {
        let achievements = (0u32..).zip(&portal.records.achievements);
        let observation = |(achievement, record): (u32, &Record<Achievement>)| {
            let body = &record.body;
            body.quantity.as_ref()?;
            let is_figure =
                matches!(body.achievement_type.0, AchievementType::Figure | AchievementType::Rank);
            let is_there = body.status.0 != ObservationStatus::Missing;
            let indicator = body.indicator.as_ref()?.position()?;
            let area = body.area.as_ref()?.position()?;
            (is_figure && is_there).then_some(Observation { indicator, area, achievement })
        };
        let mut all: Vec<_> = achievements.filter_map(observation).collect();
        all.sort_unstable();
        Self(all)
    }

    /// The positions of the achievements that are figures of this indicator in this area, in
    /// order of their ids.
    pub fn find(&self, indicator: u32, area: u32) -> impl Iterator<Item = u32> {
        let key = |observation: &Observation| (observation.indicator, observation.area);
        let from = self.0.partition_point(|observation| key(observation) < (indicator, area));
        self.0[from..]
            .iter()
            .take_while(move |observation| key(observation) == (indicator, area))
            .map(|observation| observation.achievement)
    }

    /// Every indicator and area of which there are figures, with the positions of these.
    pub fn groups(&self) -> impl Iterator<Item = Vec<u32>> {
        let groups = self.0.chunk_by(|a, b| (a.indicator, a.area) == (b.indicator, b.area));
        groups.map(|group| group.iter().map(|observation| observation.achievement).collect())
    }
}

/// The day for which a figure stands: the last of its period, so that a figure for 2025 is not
/// known before the year is over. `None` if its year is unknown.
pub(super) fn day_of(achievement: &Achievement) -> Option<Day> {
    day_of_period(achievement.period.given()?)
}

/// The day for which the figure of a period stands: its last, or its first where it has no end.
pub fn day_of_period(period: &Date) -> Option<Day> {
    period.latest().or_else(|| period.earliest())
}
