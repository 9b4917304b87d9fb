//! What somebody dropped: files, and folders with everything in them.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::member;

#[wasm_bindgen]
extern "C" {
    /// A file or folder as it was dropped (`FileSystemEntry`).
    pub type Entry;
    type Reader;

    #[wasm_bindgen(method, getter, js_name = isDirectory)]
    fn is_directory(this: &Entry) -> bool;
    #[wasm_bindgen(method, js_name = createReader)]
    fn reader(this: &Entry) -> Reader;
    #[wasm_bindgen(method)]
    fn file(this: &Entry, found: &js_sys::Function, failed: &js_sys::Function);
    #[wasm_bindgen(method, js_name = readEntries)]
    fn read(this: &Reader, found: &js_sys::Function, failed: &js_sys::Function);
}

/// So many files of dropped folders are taken: far more than a regency has villages, far
/// less than a disk that was dropped by mistake.
const MOST: usize = 5000;
/// Folders within folders.
const DEEPEST: usize = 8;

/// What a drop holds, if folders are among it. To be asked while the drop is being handled;
/// afterwards the browser has forgotten it.
pub fn entries(transfer: &web_sys::DataTransfer) -> Option<Vec<Entry>> {
    let items: js_sys::Object = member(transfer, "items")?.unchecked_into();
    let length = member(&items, "length")?.as_f64()? as u32;
    let entry = |at: u32| -> Option<Entry> {
        let item = js_sys::Reflect::get_u32(&items, at).ok()?;
        let get: js_sys::Function = member(&item, "webkitGetAsEntry")?.dyn_into().ok()?;
        let entry = get.call0(&item).ok()?;
        entry.is_object().then(|| entry.unchecked_into())
    };
    let all: Vec<Entry> = (0..length).filter_map(entry).collect();
    all.iter().any(Entry::is_directory).then_some(all)
}

/// The files of these entries and of all folders in them; what the computer put into them
/// by itself is left out, and so is what cannot be read.
pub async fn files(entries: Vec<Entry>) -> Vec<web_sys::File> {
    let mut found = Vec::new();
    let mut open: Vec<(Entry, usize)> = entries.into_iter().rev().map(|e| (e, 0)).collect();
    while let Some((entry, depth)) = open.pop() {
        if found.len() == MOST {
            break;
        }
        if !entry.is_directory() {
            let file = JsFuture::from(promise(|ok, no| entry.file(ok, no))).await;
            found.extend(file.ok().map(|f| f.unchecked_into::<web_sys::File>()));
            found.pop_if(|file| is_of_the_system(&file.name()));
        } else if depth < DEEPEST {
            let inside = all_in(&entry).await;
            open.extend(inside.into_iter().rev().map(|e| (e, depth + 1)));
        }
    }
    found
}

/// Everything right in a folder. Browsers give it in portions.
async fn all_in(folder: &Entry) -> Vec<Entry> {
    let reader = folder.reader();
    let mut all = Vec::new();
    while let Ok(part) = JsFuture::from(promise(|ok, no| reader.read(ok, no))).await {
        let part: js_sys::Array = part.unchecked_into();
        if part.length() == 0 || all.len() > MOST {
            break;
        }
        all.extend(part.iter().map(|e| e.unchecked_into::<Entry>()));
    }
    all
}

fn promise(begin: impl Fn(&js_sys::Function, &js_sys::Function)) -> js_sys::Promise {
    js_sys::Promise::new(&mut |ok, no| begin(&ok, &no))
}

/// Files that computers put into folders by themselves.
pub fn is_of_the_system(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini")
}
