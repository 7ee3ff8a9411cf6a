//! What templates can ask of an area alone.

use super::page::Speaker;
use crate::derive::Succession;
use crate::model::{Area, Portal, Record};
use crate::text::Lang;
use minijinja::context;
use minijinja::value::Value;
use std::collections::BTreeMap;

/// What was collected about an area itself: how many records (`count`), and of each kind how
/// many (`kinds`, each with `kind` and `count`); of how many records it is the heir
/// (`before`). Its `state` is `over` where the area is not there on the day of judgement, else
/// `held` or `not_collected`.
pub(super) fn collected(speaker: &Speaker, position: u32) -> Value {
    let (derived, portal) = (&speaker.scene.derived, speaker.portal());
    let (at, collected) = (position as usize, &derived.collected);
    let kinds = collected.kinds(at).map(|(kind, count)| context! { kind => kind.name(), count });
    let forebears = derived.succession.forebears(portal, at);
    let before: u32 = forebears.iter().map(|area| collected.count(*area)).sum();
    let count = collected.count(at);
    let state = match Succession::is_there(portal, at) {
        false => "over",
        true if count + before > 0 => "held",
        true => "not_collected",
    };
    context! { count, kinds => kinds.collect::<Value>(), before, state }
}

/// What an area is on the day of judgement: the last of its types that has begun.
pub(super) fn type_today(speaker: &Speaker, position: u32) -> Option<&str> {
    let today = area(speaker, position)?.type_on(speaker.portal().as_of)?;
    Some(speaker.word(&format!("word.type.{}", today.code())))
}

/// What each area is called, in a language, where another has its name: the one that is there
/// on the day of judgement is the new one. Nothing for an area whose name is its own.
pub(super) fn names_apart(portal: &Portal, lang: Lang) -> Vec<Option<Box<str>>> {
    let name = |area: &Record<Area>| portal.label(area, lang).1.to_owned();
    let mut holders: BTreeMap<String, u32> = BTreeMap::new();
    for area in &portal.records.areas {
        *holders.entry(name(area)).or_default() += 1;
    }
    let apart = |(position, area): (usize, &Record<Area>)| {
        let own = name(area);
        holders.get(&own).filter(|count| **count > 1)?;
        let is_there = Succession::is_there(portal, position);
        let key = if is_there { "page.newer" } else { "page.older" };
        let told = portal.words(lang).fill(key, |gap| (gap == "name").then_some(&*own));
        Some(told.into())
    };
    portal.records.areas.iter().enumerate().map(apart).collect()
}

/// The place of an area in the tile grid, with `row` and `column`.
pub(super) fn grid(speaker: &Speaker, position: u32) -> Option<Value> {
    let tile = area(speaker, position)?.tile?;
    Some(context! { row => tile.row, column => tile.column })
}

fn area(speaker: &Speaker, position: u32) -> Option<&Area> {
    Some(&speaker.portal().records.areas.get(position as usize)?.body)
}
