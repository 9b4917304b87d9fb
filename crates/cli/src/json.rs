//! Building JSON output.

use saba_core::json::Json;

pub fn obj<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Obj(
        members
            .into_iter()
            .map(|(name, value)| (name.to_string(), value))
            .collect(),
    )
}

pub fn list(items: impl IntoIterator<Item = Json>) -> Json {
    Json::Arr(items.into_iter().collect())
}

/// The value, or `null`.
pub fn opt<T>(value: Option<T>, json: impl FnOnce(T) -> Json) -> Json {
    value.map_or(Json::Null, json)
}

/// One line.
pub fn line(json: &Json) -> String {
    let mut line = json.compact();
    line.push('\n');
    line
}
