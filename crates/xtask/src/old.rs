//! Real old browsers: Chromium 80, the oldest that Saba runs on, 92, and 109, the last
//! for Windows 7. They come from npm packages that carry the program for servers.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result};

use crate::npm::Package;

/// An old Chromium that can be had.
#[derive(Debug)]
pub struct Old {
    /// Its major version.
    pub major: u32,
    package: Package,
}

/// All that the tests run on.
pub const ALL: [Old; 3] = [
    Old {
        major: 80,
        package: Package {
            name: "chrome-aws-lambda",
            version: "2.1.1",
            sha512: "Wer2QuygxsCov5bM2+8CLa6qYpNsc5AxYTlgTne00aFoxFP491LGJRxOQtGnYtsJP6UG4pB0SfrwTyPnLys1Lw==",
        },
    },
    Old {
        major: 92,
        package: Package {
            name: "chrome-aws-lambda",
            version: "10.1.0",
            sha512: "NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==",
        },
    },
    Old {
        major: 109,
        package: Package {
            name: "@sparticuz/chromium",
            version: "109.0.6",
            sha512: "9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
        },
    },
];

/// Where an old browser lies.
#[derive(Debug)]
pub struct Installed {
    /// The program.
    pub program: PathBuf,
    /// A folder with shared libraries that it came with, for what the system lacks.
    pub libraries: PathBuf,
}

/// An old browser by its major version; fetched and unpacked into `target/` the first
/// time.
pub fn chromium(major: u32) -> Result<Installed> {
    // Two tests may ask at once.
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock();
    let old = ALL.iter().find(|old| old.major == major);
    let package = old.context("there is no such old browser")?.package;
    let folder = package.folder();
    if !folder.join("chromium").is_file() {
        // In a folder beside it, so that one that is there is whole.
        let growing = folder.with_extension("part");
        let _ = fs::remove_dir_all(&growing);
        unpack(&package, &growing).with_context(|| format!("Chromium {major} could not be had"))?;
        let _ = fs::remove_dir_all(&folder);
        fs::rename(&growing, &folder)?;
    }
    Ok(Installed {
        program: folder.join("chromium"),
        libraries: folder.join("lib"),
    })
}

fn unpack(package: &Package, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let files = package.files(|name| name.starts_with("bin/") && name.ends_with(".br"))?;
    for (name, packed) in files {
        let mut bytes = Vec::new();
        brotli::Decompressor::new(Cursor::new(packed), 1 << 16).read_to_end(&mut bytes)?;
        match name.as_str() {
            "bin/chromium.br" => {
                let program = folder.join("chromium");
                fs::write(&program, bytes)?;
                executable(&program)?;
            }
            // Shared libraries; drawing needs none of the others.
            "bin/aws.tar.br" => tar::Archive::new(Cursor::new(bytes)).unpack(folder)?,
            _ => {}
        }
    }
    fs::metadata(folder.join("chromium")).context("the package carries no bin/chromium.br")?;
    Ok(())
}

#[cfg(unix)]
fn executable(program: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        program,
        fs::Permissions::from_mode(0o755),
    )?)
}

#[cfg(not(unix))]
fn executable(_: &Path) -> Result<()> {
    Ok(())
}
