//! Packages from the npm registry, fetched without node or npm: real old browsers and
//! axe-core. Each is pinned by the registry's own checksum; none is part of the page.

use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};

use crate::process::{find, output, target};
use crate::toolchain::need_curl;

/// Where packages come from unless the environment or npm's own settings say otherwise.
const REGISTRY: &str = "https://registry.npmjs.org/";

/// A package as it was when it was tried.
#[derive(Debug, Clone, Copy)]
pub struct Package {
    /// Its name, with the scope if it has one.
    pub name: &'static str,
    /// The version.
    pub version: &'static str,
    /// `dist.integrity` of the registry without `sha512-`.
    pub sha512: &'static str,
}

/// axe-core, which finds what stands in the way of people who see or move otherwise.
pub const AXE: Package = Package {
    name: "axe-core",
    version: "4.14.1",
    sha512: "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
};

impl Package {
    /// The folder under `target/` that holds what is made of it.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let name = self.name.trim_start_matches('@').replace('/', "-");
        target()
            .join("npm")
            .join(format!("{name}-{}", self.version))
    }

    /// The files of the package that `wanted` asks for, by their path within it.
    ///
    /// Fetches the package anew each time: keep what you make of it in [`Self::folder`].
    pub fn files(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>> {
        let packed = self.fetch()?;
        let mut found = Vec::new();
        for entry in tar::Archive::new(GzDecoder::new(Cursor::new(packed))).entries()? {
            let mut entry = entry?;
            let path = entry.path()?.to_string_lossy().into_owned();
            let name = path.split_once('/').map_or("", |(_, name)| name);
            if wanted(name) {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes)?;
                found.push((name.to_owned(), bytes));
            }
        }
        Ok(found)
    }

    /// The package as the registry gives it, checked.
    fn fetch(&self) -> Result<Vec<u8>> {
        need_curl()?;
        let short = self.name.rsplit('/').next().unwrap_or(self.name);
        let registry = registry();
        let url = format!(
            "{}/{}/-/{short}-{}.tgz",
            registry.trim_end_matches('/'),
            self.name,
            self.version
        );
        let said = Command::new("curl")
            .args(["--fail", "--silent", "--show-error", "--location"])
            .args(["--retry", "3", "--connect-timeout", "20", &url])
            .output()
            .context("cannot start curl")?;
        if !said.status.success() {
            bail!(
                "{} {} could not be fetched from the npm registry ({}); the tests that need it \
                 need a network the first time",
                self.name,
                self.version,
                String::from_utf8_lossy(&said.stderr).trim()
            );
        }
        if BASE64_STANDARD.encode(Sha512::digest(&said.stdout)) != self.sha512 {
            bail!(
                "what the npm registry gave as {} {} is not what was tried: its checksum is another",
                self.name,
                self.version
            );
        }
        Ok(said.stdout)
    }
}

/// The text of axe-core, to be run in a page by the tests.
pub fn axe() -> Result<String> {
    let file = AXE.folder().join("axe.min.js");
    if let Ok(text) = fs::read_to_string(&file) {
        return Ok(text);
    }
    let files = AXE.files(|name| name == "axe.min.js")?;
    let (_, bytes) = files.first().context("axe-core has no axe.min.js")?;
    fs::create_dir_all(AXE.folder())?;
    fs::write(&file, bytes)?;
    Ok(String::from_utf8(bytes.clone())?)
}

/// The registry that npm would ask.
fn registry() -> String {
    let said = ["NPM_CONFIG_REGISTRY", "npm_config_registry"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok());
    let configured = || {
        find("npm")?;
        let said = output(Command::new("npm").args(["config", "get", "registry"])).ok()?;
        Some(said.trim().to_owned()).filter(|url| url.starts_with("http"))
    };
    said.filter(|url| !url.is_empty())
        .or_else(configured)
        .unwrap_or_else(|| REGISTRY.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_has_a_folder_of_its_own() {
        let scoped = Package {
            name: "@sparticuz/chromium",
            version: "109.0.6",
            sha512: "",
        };
        assert!(scoped.folder().ends_with("npm/sparticuz-chromium-109.0.6"));
    }
}
