//! The one place where a command becomes a change, a signal and a save.

use std::cell::{Cell, RefCell};

#[cfg(feature = "desk")]
use saba_core::sheet::{Answer, Sheet};
use saba_core::sheet::{Change, Command, Context, Undo};
#[cfg(feature = "desk")]
use saba_core::sheet::{EDITION_ITEM, InstrumentRef, is_round_entry};

use crate::dom::touch;
#[cfg(feature = "desk")]
use crate::store::Batch;
use crate::store::{self, SaverState};
use crate::{device, platform, prefs, state};

/// A pause in typing after which what was typed is handed in.
const PAUSE: i32 = 400;

thread_local! {
    /// What is being typed and not handed in yet: item, key, text.
    static TYPED: RefCell<Vec<[String; 3]>> = const { RefCell::new(Vec::new()) };
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// What is being typed from paper and not handed in yet: where it waits, the whole.
    #[cfg(feature = "desk")]
    static DRAFT: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
    static NUMBER: Cell<u64> = const { Cell::new(0) };
    /// Will what a change says elsewhere be told after the frame?
    static REST: Cell<bool> = const { Cell::new(false) };
}

/// The key under which a remark is typed.
const NOTE: &str = "#note";

/// Who acts, now.
pub fn context() -> Context {
    let prefs = prefs::get();
    let mut author = prefs.name;
    if !prefs.role.is_empty() {
        author.push_str(" (");
        author.push_str(&prefs.role);
        author.push(')');
    }
    Context {
        now: platform::now(),
        author,
        device: state::writer(),
    }
}

/// Is something typed that is not handed in yet?
pub fn is_typing() -> bool {
    #[cfg(feature = "desk")]
    if DRAFT.with_borrow(Option::is_some) {
        return true;
    }
    TYPED.with_borrow(|typed| !typed.is_empty())
}

/// Takes note of typing; it is handed in after a pause, or by [`flush`].
pub fn typed(item: &str, key: &str, raw: String) {
    if !state::signals().writable.peek() {
        return;
    }
    TYPED.with_borrow_mut(|typed| {
        typed.retain(|[i, k, _]| i != item || k != key);
        typed.push([item.to_string(), key.to_string(), raw]);
    });
    after_a_pause();
}

/// Hands in what is typed, unless more is typed meanwhile.
fn after_a_pause() {
    state::signals().light.set(SaverState::Saving);
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    platform::page::after(PAUSE, move || {
        if TURN.get() == turn {
            flush();
        }
    });
}

/// Takes note of what is typed of a section from paper, which is no answer yet; it waits
/// beside the sheet and is stored like what is typed into it.
#[cfg(feature = "desk")]
pub fn draft(section: &str, text: String) {
    let sheet = state::with_sheet(|s| s.meta.id.clone());
    let Some(sheet) = sheet.filter(|_| state::signals().writable.peek()) else {
        return;
    };
    DRAFT.set(Some((store::draft_key(&sheet, section), text)));
    after_a_pause();
}

/// Stores what was typed from paper.
#[cfg(feature = "desk")]
fn flush_draft() {
    let Some(kv) = DRAFT.take() else { return };
    let batch = state::with_sheet(|sheet| {
        let mut batch = store::batch(sheet, &[], platform::now(), 0);
        batch.kv.push(kv);
        batch
    });
    if let Some(batch) = batch {
        state::saver().push(batch);
    }
}

/// Takes note of a remark being typed.
pub fn typed_note(item: &str, text: String) {
    typed(item, NOTE, text);
}

/// Hands in everything typed and starts saving it. Called after a pause, when
/// a field is left, and when the page is hidden.
pub fn flush() {
    let typed = TYPED.with_borrow_mut(std::mem::take);
    for [item, key, raw] in typed {
        #[cfg(feature = "desk")]
        if is_round_entry(&item) {
            if let Some(command) = crate::review::command(&item, &key, &raw) {
                carry_out(&command);
            }
            continue;
        }
        let command = match key.as_str() {
            NOTE => Command::Note { item, text: raw },
            _ => Command::Set { item, key, raw },
        };
        carry_out(&command);
    }
    #[cfg(feature = "desk")]
    flush_draft();
    let saver = state::saver();
    if saver.is_busy() {
        saver.kick();
    } else {
        settle_light();
    }
}

/// The page goes out of sight, or may be about to: everything that was said begins to be
/// saved now.
pub fn leave() {
    flush();
    platform::page::frame_is_drawn();
}

/// Nothing is typed and nothing is queued: the light may say so again.
fn settle_light() {
    let light = &state::signals().light;
    if light.peek() == SaverState::Saving {
        let trouble = state::saver().trouble();
        light.set(trouble.map_or(SaverState::Saved, SaverState::Failed));
    }
}

/// Carries out a command of a person.
pub fn run(command: Command) {
    flush();
    carry_out(&command);
    if !state::saver().is_busy() {
        settle_light();
    }
}

/// Carries out a command whose effect the inputs on the screen do not show by
/// themselves: they are built anew.
pub fn run_and_redraw(command: Command) {
    let item = command.item().to_string();
    run(command);
    touch(&state::redraw(&item));
}

fn carry_out(command: &Command) {
    if !state::signals().writable.peek() {
        return;
    }
    let instrument = state::instrument();
    let context = context();
    let change = state::with_open_mut(|open| {
        let def = instrument.sheet(open.sheet.meta.kind);
        let change = open.sheet.apply(def, command, &context)?;
        open.undo.push(change.clone());
        #[cfg(feature = "desk")]
        if let Some(trial) = &mut open.trial {
            trial.commands.push(command.clone());
        }
        Some(change)
    })
    .flatten();
    if let Some(change) = change {
        spread(change);
    }
}

/// Tells what a change says elsewhere than at its own item: the counts, the totals, what
/// *undo* takes back. After the frame with what was tapped, which would come as much later
/// as all this takes.
fn tell_the_rest() {
    if REST.replace(true) {
        return;
    }
    platform::page::after_frame(|| {
        REST.set(false);
        let signals = state::signals();
        let last = state::last_change();
        if signals.undo.look(|told| *told != last) {
            signals.undo.set(last);
        }
        signals.total.update(|n| *n += 1);
    });
}

/// Moves the open sheet to another edition of its instrument.
#[cfg(feature = "desk")]
pub fn move_to(to: &InstrumentRef) {
    flush();
    if !state::signals().writable.peek() {
        return;
    }
    let context = context();
    let change = state::with_open_mut(|open| {
        let change = open.sheet.move_to(to, &context)?;
        open.undo.push(change.clone());
        Some(change)
    })
    .flatten();
    if let Some(change) = change {
        state::refit();
        spread(change);
    }
}

/// Says again what an answer said, in the place of all that stand beside each other
/// for the item.
#[cfg(feature = "desk")]
pub fn adopt(item: &str, answer: &Answer) {
    flush();
    // What is only tried out settles nothing between people.
    if !state::signals().writable.peek() || crate::trial::is_on() {
        return;
    }
    let context = context();
    let change = state::with_open_mut(|open| {
        let change = open.sheet.adopt(item, answer, &context)?;
        open.undo.push(change.clone());
        Some(change)
    });
    if let Some(change) = change.flatten() {
        spread(change);
    }
    touch(&state::redraw(item));
}

/// Takes the last change back.
pub fn undo() {
    flush();
    let context = context();
    let change = state::with_open_mut(|open| {
        let last = open.undo.pop()?;
        #[cfg(feature = "desk")]
        if let Some(trial) = &mut open.trial {
            trial.commands.pop();
        }
        #[cfg(feature = "desk")]
        if last.item == EDITION_ITEM {
            return open.sheet.move_back(&Undo(last), &context);
        }
        open.sheet.undo(&Undo(last), &context)
    })
    .flatten();
    // Also where nothing is left to be taken back.
    tell_the_rest();
    if let Some(change) = change {
        let item = change.item.clone();
        #[cfg(feature = "desk")]
        if item == EDITION_ITEM {
            state::refit();
        }
        spread(change);
        touch(&state::redraw(&item));
    }
}

/// Changes many answers at once: one moment of the journal. Before it is stored, a
/// copy of the sheet is made. Says how many items were changed.
#[cfg(feature = "desk")]
pub fn all_at_once(change: &dyn Fn(&mut Sheet, &Context) -> Vec<Change>) -> usize {
    flush();
    if !state::signals().writable.peek() {
        return 0;
    }
    let instrument = state::instrument();
    let context = context();
    let done = state::with_open_mut(|open| {
        let changes = change(&mut open.sheet, &context);
        let items: Vec<String> = changes.iter().map(|c| c.item.clone()).collect();
        let told: Vec<Change> = changes.iter().flat_map(Change::told).collect();
        let batch = Batch {
            whole: true,
            ..store::batch(&open.sheet, &told, context.now, number(told.len()))
        };
        open.undo.extend(changes);
        (open.refresh(instrument, items.iter()), items, batch)
    });
    let Some((signals, mut items, batch)) = done else {
        return 0;
    };
    // Settled rivals have a change each.
    items.dedup();
    if !items.is_empty() {
        state::saver().push(batch);
    }
    for signal in signals {
        touch(&signal);
    }
    tell_the_rest();
    items.len()
}

/// The next number of the journal; as many follow it. Begins anywhere, so that two
/// pages that journal in the same millisecond have different numbers.
fn number(many: usize) -> u64 {
    let number = match NUMBER.get() {
        0 => platform::now() % 900_000,
        number => number,
    };
    NUMBER.set(number.saturating_add(many as u64));
    number
}

/// Tells the views that a change concerns, and hands it to the save queue.
fn spread(change: Change) {
    // Looked up before the sheet is borrowed.
    #[cfg(feature = "desk")]
    let instrument = state::instrument();
    let changes = change.told();
    let number = number(changes.len());
    let done = state::with_open_mut(|open| {
        let touched = open.touched_by(&change.item);
        #[cfg(feature = "desk")]
        open.judge(instrument, &touched);
        let batch = store::batch(&open.sheet, &changes, platform::now(), number);
        // What is only tried out is not saved.
        #[cfg(feature = "desk")]
        let batch = open.trial.is_none().then_some(batch);
        #[cfg(not(feature = "desk"))]
        let batch = Some(batch);
        (open.ticks_of(&touched), batch)
    });
    let Some((ticks, batch)) = done else { return };
    let first = batch.is_some() && state::signals().saved_at.peek().is_none();
    if let Some(batch) = batch {
        state::saver().push(batch);
    }
    for tick in ticks {
        touch(&tick);
    }
    tell_the_rest();
    if first {
        platform::spawn(async {
            if device::saved().await {
                platform::ask_for_persistence();
            }
        });
    }
}
