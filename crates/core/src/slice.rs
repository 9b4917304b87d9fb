//! Handing over a part of a sheet, and beginning a sheet from another one.
//!
//! A part is a replica of the sheet that happens to know only some items: taking
//! it in is plain merging, for absence deletes nothing. That it is a part stands
//! in the file (`part`), never in a sheet.

use crate::json::Json;
use crate::order::Map;
use crate::region::RegionCode;
use crate::sheet::{Answer, Context, Sheet, SheetMeta, VersionVector, is_of_one_region};

/// The items of a sheet that `keep` names, with everything else that it holds.
pub fn slice(sheet: &Sheet, keep: impl Fn(&str) -> bool) -> Sheet {
    let mut part = sheet.clone();
    part.answers.retain(|item, _| keep(item));
    part.rivals.retain(|item, _| keep(item));
    part
}

/// The member of a sheet that says from which one it was copied.
pub const COPIED_FROM: &str = "copied_from";

/// A sheet for another region that begins with the answers of this one. `None`
/// where the region is not of the sheet's kind.
///
/// It is a sheet of its own: `id` must be new, its revision is 0, and each answer
/// is the first change of the device and the person that copy it, who answer for
/// it from now on. Blank answers without a remark, concurrent answers and what rounds
/// of verification said stay behind, as do members that this program does not know,
/// except those of answers.
/// Where it came from stands in [`COPIED_FROM`].
pub fn copy_for(
    sheet: &Sheet,
    id: &str,
    region: &RegionCode,
    names: [&str; 2],
    context: &Context,
) -> Option<Sheet> {
    if region.level() != sheet.meta.kind.region_level() {
        return None;
    }
    let [region_name, region_path] = names.map(String::from);
    let origin = [
        ("sheet", Json::text(&sheet.meta.id)),
        ("region", Json::text(sheet.meta.region.as_str())),
        ("region_name", Json::text(&sheet.meta.region_name)),
        ("revision", Json::int(sheet.meta.revision)),
        ("at", Json::int(context.now)),
    ];
    let origin = origin.map(|(name, value)| (name.to_string(), value));
    let mut copy = Sheet::new(SheetMeta {
        id: id.to_string(),
        region: region.clone(),
        region_name,
        region_path,
        created: context.now,
        revision: 0,
        extra: vec![(
            COPIED_FROM.to_string(),
            Json::Obj(origin.into_iter().collect()),
        )],
        ..sheet.meta.clone()
    });
    for (item, answer) in &sheet.answers {
        let says = !answer.is_blank() || !answer.note.is_empty();
        if says && !is_of_one_region(item) {
            let first = Answer {
                at: context.now,
                by: context.author.clone(),
                version: VersionVector(Map::from_iter([(context.device.clone(), 1)])),
                ..answer.clone()
            };
            copy.answers.insert(item.clone(), first);
        }
    }
    Some(copy)
}
