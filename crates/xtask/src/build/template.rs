//! Placeholders of the form `{{name}}`.

use anyhow::{Result, bail};

/// Puts values in the place of `{{name}}`. A name without value and a value without
/// place are errors: both mean that the template and the build no longer agree.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (name, value) in values {
        let place = format!("{{{{{name}}}}}");
        if !text.contains(&place) {
            bail!("the template has no {place}");
        }
        text = text.replace(&place, value);
    }
    if let Some(start) = text.find("{{") {
        let rest: String = text
            .chars()
            .skip(text[..start].chars().count())
            .take(24)
            .collect();
        bail!("no value for the place at `{rest}`");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_every_place_or_says_which() {
        assert_eq!(
            fill("a {{x}} {{x}}", &[("x", "1")]).ok().as_deref(),
            Some("a 1 1")
        );
        let missing = fill("a {{y}}", &[]).map_err(|e| e.to_string());
        assert_eq!(missing, Err("no value for the place at `{{y}}`".to_owned()));
        assert!(fill("a", &[("x", "1")]).is_err());
    }
}
