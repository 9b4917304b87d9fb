//! The files of the built page, collected in memory and written as one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::names;

/// Every file of `dist/`, by its path.
#[derive(Default)]
pub struct Dist {
    files: BTreeMap<String, Vec<u8>>,
}

impl Dist {
    /// Adds a file under a fixed name.
    pub fn add(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_owned(), content);
    }

    /// Adds a file under a name that carries its hash; gives that name.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, content: Vec<u8>) -> String {
        let name = names::hashed(stem, extension, &content);
        self.add(&name, content);
        name
    }

    /// The content of a file.
    pub fn get(&self, name: &str) -> Result<&[u8]> {
        let content = self.files.get(name).map(Vec::as_slice);
        content.with_context(|| format!("there is no {name} yet"))
    }

    /// All files in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice()))
    }

    /// Replaces the folder by these files. They are written beside it first, so that
    /// a server on the old folder meets no half-written state.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let fresh = folder.with_extension("new");
        remove(&fresh)?;
        for (name, content) in &self.files {
            let path = fresh.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)
                    .with_context(|| format!("cannot create {}", parent.display()))?;
            }
            fs::write(&path, content)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        remove(folder)?;
        fs::rename(&fresh, folder)
            .with_context(|| format!("cannot put {} in its place", folder.display()))
    }
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
