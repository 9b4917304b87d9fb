//! What people do with the page, in their words.

use std::path::{Path, PathBuf};

use crate::support::Browser;

/// A person with a browser.
pub struct Officer<'a>(pub &'a Browser);

/// The input of an item.
pub fn input(item: &str, key: &str) -> String {
    format!("[data-item=\"{item}\"] [data-key=\"{key}\"]")
}

impl Officer<'_> {
    /// Goes to an address of the app and waits for its screen.
    pub async fn goes_to(&self, hash: &str, screen: &str) {
        let script = "location.hash = arguments[0]; return null";
        self.0.js(script, [serde_json::json!(hash)]).await;
        self.0
            .wait_for(&format!("[data-screen=\"{screen}\"]"))
            .await;
    }

    /// From the first screen: picks the regency by a part of its name.
    pub async fn picks_regency(&self, typed: &str, code: &str) {
        self.0.click("[data-action=start]").await;
        self.0.wait_for("[data-screen=choose-regency] #cari").await;
        self.0.press("#cari", typed).await;
        self.0.click(&format!("[data-region=\"{code}\"]")).await;
        self.0.wait_for("[data-screen=choose-village] #cari").await;
    }

    /// Within a regency: picks a village or kecamatan by a part of its name.
    pub async fn picks_place(&self, typed: &str, code: &str) {
        self.0.press("#cari", typed).await;
        self.0.click(&format!("[data-region=\"{code}\"]")).await;
        self.0.wait_for("[data-screen=overview]").await;
    }

    /// Says who fills in.
    pub async fn is_called(&self, name: &str, role: &str) {
        self.0.fill("#who-name", name).await;
        self.0.fill("#who-role", role).await;
        self.0.click("[data-action=keep-name]").await;
        self.0.wait_text(".who", name).await;
    }

    /// From the overview: opens a section.
    pub async fn opens_section(&self, id: &str) {
        self.0.click(&format!("[data-section=\"{id}\"]")).await;
        self.0.wait_for("[data-screen=section]").await;
    }

    /// Types into a field and leaves it.
    pub async fn types(&self, item: &str, key: &str, text: &str) {
        self.0.fill(&input(item, key), text).await;
    }

    /// Chooses an option of a radio group or ticks a box.
    pub async fn chooses(&self, item: &str, key: &str, code: &str) {
        self.0
            .click(&format!("{}[value=\"{code}\"]", input(item, key)))
            .await;
    }

    /// Waits until the light says that everything is saved.
    pub async fn sees_saved(&self) {
        self.0.wait_for("[data-light][data-state=saved]").await;
    }

    /// Hands the open sheet over and gets the file.
    pub async fn hands_over(&self, sheet: &str) -> PathBuf {
        self.goes_to(&format!("{sheet}/serahkan"), "hand-over")
            .await;
        let before = self.0.downloads();
        self.0.click("[data-action=download]").await;
        self.0.wait_for("[data-handed-over]").await;
        self.0.wait_new_json(&before).await
    }

    /// Looks at a received file, and stores it if the preview is as expected.
    pub async fn takes_in(&self, file: &Path, count: &str, answers: usize) {
        self.goes_to("#/ambil", "take-in").await;
        self.0.choose_file("input[type=file]", file).await;
        self.0.wait_for("[data-preview]").await;
        let told = self.0.text(&format!("[data-count={count}]")).await;
        assert!(told.starts_with(&format!("{answers} ")), "{told}");
        self.0.click("[data-action=store]").await;
        self.0.wait_for("[data-stored]").await;
    }

    /// What an input holds now: text, or `true`/`false` for choices.
    pub async fn finds(&self, item: &str, key: &str) -> String {
        self.0.value(&input(item, key)).await
    }

    /// Is this option chosen?
    pub async fn finds_chosen(&self, item: &str, key: &str, code: &str) -> bool {
        self.0
            .count(&format!("{}[value=\"{code}\"]:checked", input(item, key)))
            .await
            == 1
    }

    /// The score of an indicator as it stands on the screen.
    pub async fn reads_score(&self, item: &str) -> String {
        let script = "return document.querySelector(arguments[0]).dataset.score";
        let css = format!("[data-item=\"{item}\"] [data-score]");
        self.0.wait_for(&css).await;
        let value = self.0.js(script, [serde_json::json!(css)]).await;
        value.as_str().unwrap_or_default().to_string()
    }
}
