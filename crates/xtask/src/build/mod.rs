//! `cargo xtask build`: from the workspace to a `dist/` that any static host can serve.

mod arrange;
mod dist;
mod floor;
mod instrument;
mod paper;
mod region;
mod shorten;
mod shrink;
mod single;
mod template;
mod trim;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::names::{hash, hashed};
use crate::process;
use dist::Dist;
pub use wasm::Pace;

/// Builds everything into `dist/`.
pub fn run(pace: Pace) -> Result<()> {
    let root = process::root();
    let mut dist = Dist::default();

    let desk_style = stylesheet(&root.join("style/desk"))?;
    let desk_style = dist.add_hashed("desk", "css", desk_style.into());
    let mut large = |name: &str| -> Result<[String; 2]> {
        let program = wasm::build(&[name], pace)?;
        let js = format!("{}{}", shrink::js(&program.js), linking(&desk_style));
        let js = dist.add_hashed(name, "js", js.into_bytes());
        Ok([js, dist.add_hashed(name, "wasm", program.wasm)])
    };
    let [desk_js, desk_wasm] = large("desk")?;
    let english = large("english")?;
    let field = wasm::build(&[], pace)?;
    let js = dist.add_hashed("saba", "js", shrink::js(&field.js).into_bytes());
    let wasm = dist.add_hashed("saba", "wasm", field.wasm);

    let web = root.join("src/web");
    let mut script = |name: &str| -> Result<String> {
        let text = shrink::js(&read(&web.join(name).with_extension("js"))?);
        Ok(dist.add_hashed(name, "js", text.into()))
    };
    let [boot, later, comforts, rescue, old, locks, shared] = [
        script("boot")?,
        script("later")?,
        script("comforts")?,
        script("rescue")?,
        script("old")?,
        script("locks")?,
        script("shared")?,
    ];
    let style = dist.add_hashed("style", "css", stylesheet(&root.join("style"))?.into());
    let instrument = instruments(&root.join("instrument"), &mut dist)?;
    let region = regions(&root.join("region"), &mut dist)?;

    let icons = icons(&web.join("icons"), &mut dist)?;
    let named = |name: &str| {
        let found = icons.iter().find(|(stem, _)| stem == name);
        found
            .map(|(_, file)| file.as_str())
            .with_context(|| format!("src/web/icons holds no {name}.*"))
    };
    let icon_values = [
        ("icon", named("icon")?),
        ("icon-192", named("icon-192")?),
        ("icon-512", named("icon-512")?),
        ("icon-maskable-512", named("icon-maskable-512")?),
    ];
    let manifest = template::fill(&read(&web.join("manifest.webmanifest"))?, &icon_values)
        .context("src/web/manifest.webmanifest")?;
    dist.add("manifest.webmanifest", shrink::json(&manifest)?.into());

    let template = read(&root.join("index.html"))?;
    let (mut files, version) = precache(&dist, &template, &[&old, &shared], &region, &english);
    // The page itself, under `./`: some hosts answer `index.html` with a redirection, and a
    // redirected answer cannot be used for a navigation.
    files.push("./".to_owned());
    let page = template::fill(
        &template,
        &[
            ("version", &version),
            ("js", &js),
            ("wasm", &wasm),
            ("desk-js", &desk_js),
            ("desk-wasm", &desk_wasm),
            ("english-js", &english[0]),
            ("english-wasm", &english[1]),
            ("boot", &boot),
            ("later", &later),
            ("comforts", &comforts),
            ("rescue", &rescue),
            ("old", &old),
            ("locks", &locks),
            ("style", &style),
            ("instrument", &instrument),
            ("region", &region),
            ("icon", named("icon")?),
            ("icon-192", named("icon-192")?),
        ],
    )
    .context("index.html")?;
    // Between its lines there is nothing to read, and each gap would be a node.
    dist.add("index.html", page.replace(">\n<", "><").into_bytes());

    let worker = template::fill(
        &read(&web.join("sw.js"))?,
        &[
            ("version", &version),
            ("region", &region),
            ("shared", &shared),
            ("files", &serde_json::to_string(&files)?),
            ("english", &serde_json::to_string(&english)?),
        ],
    )
    .context("src/web/sw.js")?;
    dist.add("sw.js", shrink::js(&worker).into());

    // What is no part of the page: nobody fetches it who does not ask for it.
    let single = single(
        &web,
        &dist,
        &version,
        &[
            &desk_js,
            &desk_wasm,
            &boot,
            &locks,
            &rescue,
            &old,
            &comforts,
            &style,
            &desk_style,
        ],
        &[&instrument, &region],
    )?;
    dist.add("saba-satu-berkas.html", single.into());
    let whole = read(&root.join("instrument/kks-2025.json"))?;
    dist.add("lembar-kosong-desa.html", paper::village(&whole)?.into());

    dist.write(&process::dist())
}

/// The page in a single file, from the files of the page.
fn single(
    web: &Path,
    dist: &Dist,
    version: &str,
    named: &[&str; 9],
    folders: &[&String; 2],
) -> Result<String> {
    let text = |name: &str| std::str::from_utf8(dist.get(name)?).with_context(|| name.to_owned());
    let [
        desk_js,
        desk_wasm,
        boot,
        locks,
        rescue,
        old,
        comforts,
        style,
        desk_style,
    ] = *named;
    let mut texts = Vec::new();
    for (folder, address) in folders.iter().zip(["instrument/", "region/"]) {
        for (name, content) in dist.iter() {
            match name.strip_prefix(folder.as_str()) {
                Some(file) if !file.ends_with(".field.json") => {
                    texts.push((format!("{address}{file}"), content));
                }
                _ => {}
            }
        }
    }
    let source = web.join("single");
    single::page(&single::Parts {
        page: &read(&source.join("page.html"))?,
        start: &shrink::js(&read(&source.join("start.js"))?),
        boot: text(boot)?,
        locks: text(locks)?,
        rescue: text(rescue)?,
        old: text(old)?,
        comforts: text(comforts)?,
        desk_js: (text(desk_js)?.strip_suffix(&linking(desk_style)))
            .context("the desk program does not link its style any more")?,
        desk_wasm: dist.get(desk_wasm)?,
        style: &[text(style)?, text(desk_style)?].concat(),
        version,
        texts,
    })
}

/// The core in wasm with a page to measure it in, built as the page is: small, from the
/// floor on. It lies in a folder of its own and is no part of `dist/`.
pub fn bench_page(folder: &Path) -> Result<()> {
    let root = process::root();
    let source = root.join("crates/bench");
    let program = wasm::program("saba-bench", &[], Pace::Small)?;
    let mut files = Dist::default();
    files.add("index.html", read(&source.join("page.html"))?.into());
    files.add("bench.js", program.js.into());
    files.add("bench.wasm", program.wasm);
    let instrument = read(&root.join("instrument/kks-2025.json"))?;
    files.add("instrument.json", instrument.into());
    files.write(folder)
}

/// The files a phone keeps from the first visit on, but for the page, and the hash over
/// the whole set. The page names that hash, so it counts as its template here.
///
/// Of the region list only the index is in it: a phone fetches and keeps its own
/// regency. Pictures are left out, which a browser fetches when it installs the page, and
/// so is what belongs to the worker, which the browser keeps with it. What belongs to the
/// version but is kept only where somebody asked for it (`asked_for`) counts for the hash
/// alone.
fn precache(
    dist: &Dist,
    page: &str,
    left_out: &[&str],
    region: &str,
    asked_for: &[String],
) -> (Vec<String>, String) {
    let kept: Vec<_> = dist
        .iter()
        .filter(|(name, _)| !name.starts_with(region) || name.ends_with("/index.json"))
        .collect();
    let version = hash(
        kept.iter()
            .flat_map(|(name, content)| [name.as_bytes(), content])
            .chain([page.as_bytes()]),
    );
    let names = kept.iter().map(|(name, _)| (*name).to_owned());
    let files = names.filter(|name| {
        !asked_for.contains(name) && !left_out.contains(&name.as_str()) && !name.ends_with(".png")
    });
    (files.collect(), version)
}

/// What puts the desk's own style on the page: it comes with the glue of that program, so
/// that it is asked for beside the program and the first load of a village knows nothing
/// of it.
fn linking(style: &str) -> String {
    format!(
        "\n{{const e=document.createElement('link');e.rel='stylesheet';\
         e.href=new URL('{style}',import.meta.url).href;document.head.appendChild(e)}}\n"
    )
}

/// All of a folder of styles as one sheet: the tokens first, the print rules last.
fn stylesheet(folder: &Path) -> Result<String> {
    let mut sheets = list(folder, "css")?;
    sheets.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_owned();
        let rank = match name.to_str() {
            Some("tokens.css") => 0,
            Some("print.css") => 2,
            _ => 1,
        };
        (rank, name)
    });
    let mut all = String::new();
    for sheet in sheets {
        all.push_str(&read(&sheet)?);
        all.push('\n');
    }
    Ok(shrink::css(&all))
}

/// Every instrument, cut for each page, in a folder of its own; gives the folder's
/// address.
fn instruments(folder: &Path, dist: &mut Dist) -> Result<String> {
    let mut files = Vec::new();
    for path in list(folder, "json")? {
        let name = file_name(&path)?;
        let stem = name.trim_end_matches(".json");
        let beside = read(&folder.join("help").join(&name))?;
        let parts = instrument::extracts(&read(&path)?, &beside)
            .with_context(|| format!("instrument/{name}"))?;
        for (part, text) in [
            ("field", parts.field),
            ("desk", parts.desk),
            ("help", parts.help),
        ] {
            files.push((format!("{stem}.{part}.json"), text.into_bytes()));
        }
    }
    if files.is_empty() {
        bail!("instrument/ holds no *.json: the page would have nothing to ask");
    }
    Ok(folder_of("instrument", files, dist))
}

/// The list of provinces and regencies, and one file for each regency.
fn regions(folder: &Path, dist: &mut Dist) -> Result<String> {
    let regions = region::Regions::read(folder)?;
    let mut files = vec![(
        "index.json".to_owned(),
        regions.index()?.to_string().into_bytes(),
    )];
    for (code, name) in &regions.regencies {
        let regency = regions.regency(code, name)?;
        files.push((format!("{code}.json"), regency.to_string().into_bytes()));
    }
    Ok(folder_of("region", files, dist))
}

/// Puts files into a folder named by the hash over all of them; gives its address.
fn folder_of(stem: &str, files: Vec<(String, Vec<u8>)>, dist: &mut Dist) -> String {
    let pieces = files
        .iter()
        .flat_map(|(name, content)| [name.as_bytes(), content.as_slice()]);
    let folder = format!("{stem}-{}/", hash(pieces));
    for (name, content) in files {
        dist.add(&format!("{folder}{name}"), content);
    }
    folder
}

/// The icons under hashed names, as pairs of stem and new name.
fn icons(folder: &Path, dist: &mut Dist) -> Result<Vec<(String, String)>> {
    let mut icons = Vec::new();
    for extension in ["svg", "png"] {
        for path in list(folder, extension)? {
            let content = fs::read(&path).with_context(|| format!("{}", path.display()))?;
            let name = file_name(&path)?;
            let stem = name.trim_end_matches(&format!(".{extension}"));
            let file = hashed(stem, extension, &content);
            dist.add(&file, content);
            icons.push((stem.to_owned(), file));
        }
    }
    Ok(icons)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn file_name(path: &Path) -> Result<String> {
    path.file_name()
        .and_then(|name| name.to_str())
        .map(str::to_owned)
        .with_context(|| format!("{} is not a plain file name", path.display()))
}

/// The files of a folder with one extension, in alphabetical order.
fn list(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|e| e == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
