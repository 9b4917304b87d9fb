//! The save queue: one writer, in order, and a word for its state that is
//! never better than the truth.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;

use super::copies::DAY;
use super::{Batch, Merged, Store, StoreError};
use crate::platform::{self, page};

/// How saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaverState {
    /// Everything is in the store: committed and read back.
    Saved,
    /// Something is on its way.
    Saving,
    /// The last attempt failed; what failed is kept and tried again.
    Failed(StoreError),
}

/// What the save queue tells the page, and asks it.
pub trait Page {
    /// How saving stands now.
    fn report(&self, state: SaverState);
    /// The store is open for the first time: read what the page needs from it.
    fn opened(&self, store: Rc<Store>) -> Work;
    /// The batch that saves a whole sheet, as the page has it: the store lost it.
    fn whole(&self, sheet: &str) -> Option<Batch>;
    /// The store knew more about a sheet than the page did: records by item.
    fn merged(&self, batch: &Batch, records: Merged);
}

/// Something that waits for the store.
pub type Work = Pin<Box<dyn Future<Output = Result<(), StoreError>>>>;

/// An attempt that takes longer than this, in milliseconds, is told; it goes on.
const PATIENCE: i32 = 8_000;
/// Longest pause between attempts, as a power of two of a second.
const LONGEST_PAUSE: u32 = 3;

struct Inner {
    store: Option<Rc<Store>>,
    /// Has the page what it needs from the store?
    opened: bool,
    queue: VecDeque<Rc<Batch>>,
    running: bool,
    /// Rises with every attempt.
    turn: u32,
    failures: u32,
    /// Is another attempt due by itself?
    waiting: bool,
    /// Are the data those of a newer program?
    newer: bool,
    trouble: Option<StoreError>,
    /// Who waits for the end of this attempt.
    waiters: Vec<js_sys::Function>,
    /// Sheets that have a copy of today, as far as this page asked, and which day
    /// that is.
    copied: (u64, Vec<String>),
    page: Rc<dyn Page>,
}

/// A handle on the save queue.
#[derive(Clone)]
pub struct Saver(Rc<RefCell<Inner>>);

impl Saver {
    /// A queue for this page.
    pub fn new(page: Rc<dyn Page>) -> Saver {
        Saver(Rc::new(RefCell::new(Inner {
            store: None,
            opened: false,
            queue: VecDeque::new(),
            running: false,
            turn: 0,
            failures: 0,
            waiting: false,
            newer: false,
            trouble: None,
            waiters: Vec::new(),
            copied: (0, Vec::new()),
            page,
        })))
    }

    /// The open database, opened now if need be.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn store(&self) -> Result<Rc<Store>, StoreError> {
        if let Some(store) = self.0.borrow().store.clone() {
            return Ok(store);
        }
        let store = Rc::new(Store::open().await?);
        let mut inner = self.0.borrow_mut();
        inner.newer = store.is_newer();
        inner.store = Some(store.clone());
        drop(inner);
        Ok(store)
    }

    /// Like [`Saver::store`]; the first time, the page reads what it needs from it.
    async fn ready(&self) -> Result<Rc<Store>, StoreError> {
        let store = self.store().await?;
        if !self.0.borrow().opened {
            let page = self.page();
            page.opened(store.clone()).await?;
            self.0.borrow_mut().opened = true;
        }
        Ok(store)
    }

    /// Opens the store when the page begins. Where that fails, it is told and tried
    /// again for as long as the page lives.
    pub fn begin(&self) {
        self.0.borrow_mut().running = true;
        self.start();
    }

    /// Forgets the connection, so that the next use opens it again.
    pub fn reconnect(&self) {
        self.0.borrow_mut().store = None;
    }

    /// Is the database open?
    pub fn is_open(&self) -> bool {
        self.0.borrow().store.is_some()
    }

    /// Is anything not in the store yet?
    pub fn is_busy(&self) -> bool {
        !self.0.borrow().queue.is_empty()
    }

    /// Why the last attempt failed, if it did.
    pub fn trouble(&self) -> Option<StoreError> {
        self.0.borrow().trouble
    }

    /// May anything be written at all? Not if the data are those of a newer program.
    pub fn is_read_only(&self) -> bool {
        self.0.borrow().newer
    }

    /// Hands in a batch. It is kept until it is stored.
    pub fn push(&self, batch: Batch) {
        self.0.borrow_mut().queue.push_back(Rc::new(batch));
        self.kick();
    }

    /// Waits until everything handed in is in the store, or an attempt has failed;
    /// what failed is kept and tried again all the same.
    ///
    /// # Errors
    /// Why the attempt failed.
    pub async fn settled(&self) -> Result<(), StoreError> {
        self.until(0).await
    }

    /// Waits until no more than so many batches are not in the store yet, or an attempt has
    /// failed.
    ///
    /// # Errors
    /// Why the attempt failed.
    pub async fn until(&self, left: usize) -> Result<(), StoreError> {
        while self.0.borrow().queue.len() > left {
            self.kick();
            let end = js_sys::Promise::new(&mut |resolve, _| {
                self.0.borrow_mut().waiters.push(resolve);
            });
            let _ = wasm_bindgen_futures::JsFuture::from(end).await;
            if let Some(error) = self.trouble() {
                return Err(error);
            }
        }
        Ok(())
    }

    /// Is anything of a sheet not in the store yet?
    #[cfg(feature = "desk")]
    pub fn holds(&self, sheet: &str) -> bool {
        let queue = &self.0.borrow().queue;
        queue.iter().any(|batch| batch.sheet_id == sheet)
    }

    /// Takes back what is queued for a sheet and was not stored yet, for a batch that
    /// holds it all.
    pub fn replace(&self, sheet: &str, batch: Batch) {
        let queue = &mut self.0.borrow_mut().queue;
        queue.retain(|queued| queued.sheet_id != sheet);
        queue.push_back(Rc::new(batch));
    }

    /// Tries now, whatever the back-off says.
    pub fn kick(&self) {
        {
            let mut inner = self.0.borrow_mut();
            if inner.running || (inner.queue.is_empty() && inner.opened) {
                return;
            }
            inner.running = true;
        }
        self.report(SaverState::Saving);
        // What a person did is on the screen first: storing it takes as long again, and would
        // come into the same frame.
        let saver = self.clone();
        page::after_frame(move || saver.start());
    }

    fn start(&self) {
        let saver = self.clone();
        platform::spawn(async move { saver.drain().await });
    }

    fn page(&self) -> Rc<dyn Page> {
        self.0.borrow().page.clone()
    }

    fn report(&self, state: SaverState) {
        match state {
            SaverState::Saved => self.0.borrow_mut().trouble = None,
            SaverState::Failed(error) => self.0.borrow_mut().trouble = Some(error),
            SaverState::Saving => {}
        }
        self.page().report(state);
        if state != SaverState::Saving {
            self.wake();
        }
    }

    /// Whoever waits for the queue looks again.
    fn wake(&self) {
        let waiters = std::mem::take(&mut self.0.borrow_mut().waiters);
        for waiter in waiters {
            let _ = waiter.call0(&wasm_bindgen::JsValue::NULL);
        }
    }

    async fn drain(&self) {
        loop {
            self.watch();
            let ready = self.ready().await;
            let next = self.0.borrow().queue.front().cloned();
            let done = match (ready, next) {
                (Err(error), _) => Err(error),
                (Ok(_), None) => {
                    let mut inner = self.0.borrow_mut();
                    inner.running = false;
                    inner.failures = 0;
                    inner.turn = inner.turn.wrapping_add(1);
                    let newer = inner.newer;
                    drop(inner);
                    self.report(match newer {
                        true => SaverState::Failed(StoreError::Newer),
                        false => SaverState::Saved,
                    });
                    return;
                }
                (Ok(_), Some(batch)) => self.next(batch).await,
            };
            match done {
                Ok(()) => {}
                Err(error) => {
                    self.fail(error);
                    return;
                }
            }
        }
    }

    /// Tells if the attempt that begins now does not end. It goes on all the same.
    pub(super) fn watch(&self) {
        let turn = {
            let mut inner = self.0.borrow_mut();
            inner.turn = inner.turn.wrapping_add(1);
            inner.turn
        };
        let saver = self.clone();
        page::after(PATIENCE, move || {
            let hangs = {
                let inner = saver.0.borrow();
                inner.running && inner.turn == turn
            };
            if hangs {
                saver.report(SaverState::Failed(StoreError::Blocked));
            }
        });
    }

    /// Writes the next batch; where many sheets come in, all of them.
    async fn next(&self, batch: Rc<Batch>) -> Result<(), StoreError> {
        #[cfg(feature = "desk")]
        if batch.whole && self.many().await {
            return Ok(());
        }
        let merged = self.attempt(&batch).await?;
        self.stored(&[batch], vec![merged]);
        Ok(())
    }

    /// The whole sheets of the queue behind the first so many, up to so many and to the
    /// first of which there is another; nothing where there would be only one of all.
    #[cfg(feature = "desk")]
    pub(super) fn group(&self, behind: usize, most: usize) -> Vec<Rc<Batch>> {
        let inner = self.0.borrow();
        let next = inner.queue.iter().skip(behind).take(most);
        let mut group: Vec<Rc<Batch>> = Vec::new();
        for batch in next.take_while(|next| next.whole) {
            if group.iter().any(|b| b.sheet_id == batch.sheet_id) {
                break;
            }
            group.push(batch.clone());
        }
        if behind == 0 && group.len() < 2 {
            group.clear();
        }
        group
    }

    /// These are in the store, which knew more about them than the page did.
    pub(super) fn stored(&self, batches: &[Rc<Batch>], merged: Vec<Merged>) {
        for (batch, merged) in batches.iter().zip(merged) {
            if !merged.is_empty() {
                self.page().merged(batch, merged);
            }
        }
        let is_stored = |queued: &Rc<Batch>| batches.iter().any(|b| Rc::ptr_eq(queued, b));
        let mut inner = self.0.borrow_mut();
        inner.queue.retain(|queued| !is_stored(queued));
        inner.trouble = None;
        drop(inner);
        for batch in batches.iter().filter(|batch| !batch.whole) {
            self.copy_of_the_day(&batch.sheet_id);
        }
        self.wake();
    }

    /// Writes a batch; a connection that was closed under us is opened again
    /// and tried once more.
    async fn attempt(&self, batch: &Batch) -> Result<Merged, StoreError> {
        match self.lay_over(batch).await {
            Err(StoreError::Closed | StoreError::Aborted) => {
                self.reconnect();
                self.lay_over(batch).await
            }
            Err(StoreError::Lost) => match self.page().whole(&batch.sheet_id) {
                Some(whole) => {
                    self.lay_over(&whole).await?;
                    self.lay_over(batch).await
                }
                None => Err(StoreError::Lost),
            },
            other => other,
        }
    }

    async fn lay_over(&self, batch: &Batch) -> Result<Merged, StoreError> {
        self.store().await?.lay_over(batch).await
    }

    fn fail(&self, error: StoreError) {
        let mut inner = self.0.borrow_mut();
        inner.running = false;
        inner.failures = inner.failures.saturating_add(1);
        inner.store = None;
        let pause = 1_000_i32 << inner.failures.min(LONGEST_PAUSE);
        let due = std::mem::replace(&mut inner.waiting, true);
        drop(inner);
        self.report(SaverState::Failed(error));
        if !due {
            let saver = self.clone();
            page::after(pause, move || {
                saver.0.borrow_mut().waiting = false;
                saver.kick();
            });
        }
    }

    /// At the first save of a day, a copy of the sheet is made beside the database.
    /// That is done afterwards, and saving does not depend on it.
    fn copy_of_the_day(&self, sheet: &str) {
        // The store knows of which day the last one is; this page asks it once.
        let today = platform::now() / DAY;
        let copied = &mut self.0.borrow_mut().copied;
        if copied.0 != today {
            *copied = (today, Vec::new());
        }
        if copied.1.iter().any(|id| id == sheet) {
            return;
        }
        copied.1.push(sheet.to_string());
        let (saver, id) = (self.clone(), sheet.to_string());
        platform::spawn(async move {
            // Where it fails, the next page tries again.
            if let Ok(store) = saver.store().await {
                let _ = store.copy(&id, true).await;
            }
        });
    }
}
