//! The functions that `page.html` calls.

use std::cell::RefCell;
use std::hint::black_box;

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::score::{outcome, report};
use saba_core::sheet::Sheet;
use wasm_bindgen::prelude::*;

use crate::filled::{ITEM, filled};

thread_local! {
    static READY: RefCell<Option<(Instrument, Sheet)>> = const { RefCell::new(None) };
}

fn with<T>(f: impl FnOnce(&Instrument, &Sheet) -> T) -> T {
    READY.with_borrow(|ready| {
        let (instrument, sheet) = ready.as_ref().expect("`prepare` comes first");
        f(instrument, sheet)
    })
}

/// Takes the text of the instrument and fills a sheet; gives how many items are answered.
#[wasm_bindgen]
pub fn prepare(text: &str) -> usize {
    let instrument = Instrument::load(text).expect("the instrument of this workspace");
    let sheet = filled(&instrument, "a");
    let answered = sheet.answers.len();
    READY.set(Some((instrument, sheet)));
    answered
}

/// Loads and checks the instrument; gives the number of tatanan.
#[wasm_bindgen]
pub fn load(text: &str) -> usize {
    let instrument = Instrument::load(black_box(text)).expect("the instrument of this workspace");
    instrument.tatanan.len()
}

/// Scores the whole sheet `times` times; gives the cautious total.
#[wasm_bindgen]
pub fn whole_sheet(times: u32) -> u32 {
    with(|instrument, sheet| {
        let mut total = 0;
        for _ in 0..times {
            total = report(instrument, black_box(sheet)).total.range.cautious;
        }
        total
    })
}

/// Judges one indicator `times` times; gives its score, 255 where there is none.
#[wasm_bindgen]
pub fn one_outcome(times: u32) -> u8 {
    with(|instrument, sheet| {
        let def = instrument.sheet(SheetKind::Kabupaten);
        let item = def.item(ITEM).expect("an indicator of the instrument");
        let mut score = None;
        for _ in 0..times {
            score = outcome(instrument, def, black_box(sheet), item).and_then(|o| o.score());
        }
        score.unwrap_or(u8::MAX)
    })
}
