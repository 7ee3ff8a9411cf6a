//! What changed last, as templates see it.

use super::functions::counted;
use super::html;
use super::page::{Speaker, day_view, is_listed};
use crate::history::{Change, DayOfChanges, Fate};
use crate::site::Subject;
use minijinja::context;
use minijinja::value::Value;
use std::sync::Arc;

/// Of so many records of one day each is named, and of more how many there are.
const NAMED: usize = 3;

/// The newest days on which records changed, each with its `day` and `changes`: each with
/// `text`, the `href` of the list of the kind, and links to the `records`, where they are few
/// and still there.
pub(super) fn newest_changes(speaker: &Arc<Speaker>) -> Value {
    let portal = speaker.portal();
    let change = |change: &Change| {
        let (kind, count) = (change.kind, change.ids.len());
        let listed = is_listed(portal, kind);
        let what = counted(speaker, &format!("kind.{}.count", kind.name()), count).ok()?;
        let text = speaker.words().fill(change.fate.key(), |gap| (gap == "what").then_some(&*what));
        let is_told = change.fate != Fate::Removed && count <= NAMED;
        let ids = change.ids.iter().filter(|_| is_told);
        let link = |id: &str| {
            let position = u32::try_from(portal.records.position(kind, id)?).ok()?;
            Some(Value::from_safe_string(html::link(speaker, kind, position)))
        };
        let records: Vec<Value> = ids.filter_map(|id| link(id)).collect();
        listed.then(|| {
            context! { text, href => speaker.href_of(Subject::List(kind, 1)), records }
        })
    };
    let day = |day: &DayOfChanges| {
        let changes: Vec<Value> = day.changes.iter().filter_map(change).collect();
        if changes.is_empty() {
            return None;
        }
        Some(context! { day => day_view(day.day, speaker.words()), changes })
    };
    speaker.scene.changes.iter().filter_map(day).collect()
}
