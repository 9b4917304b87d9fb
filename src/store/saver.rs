//! The save queue: one writer, in order, and a word for its state that is
//! never better than the truth.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::{Batch, Store, StoreError};
use crate::platform::page;

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

struct Inner {
    store: Option<Rc<Store>>,
    queue: VecDeque<Rc<Batch>>,
    running: bool,
    failures: u32,
    report: Rc<dyn Fn(SaverState)>,
}

/// A handle on the save queue.
#[derive(Clone)]
pub struct Saver(Rc<RefCell<Inner>>);

impl Saver {
    /// A queue that reports its state through `report`.
    pub fn new(report: impl Fn(SaverState) + 'static) -> Saver {
        Saver(Rc::new(RefCell::new(Inner {
            store: None,
            queue: VecDeque::new(),
            running: false,
            failures: 0,
            report: Rc::new(report),
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
        self.0.borrow_mut().store = Some(store.clone());
        Ok(store)
    }

    /// Forgets the connection, so that the next use opens it again.
    pub fn reconnect(&self) {
        self.0.borrow_mut().store = None;
    }

    /// Is anything not in the store yet?
    pub fn is_busy(&self) -> bool {
        !self.0.borrow().queue.is_empty()
    }

    /// Hands in a batch. It is kept until it is stored.
    pub fn push(&self, batch: Batch) {
        self.0.borrow_mut().queue.push_back(Rc::new(batch));
        self.kick();
    }

    /// Tries now, whatever the back-off says.
    pub fn kick(&self) {
        if self.0.borrow().running || self.0.borrow().queue.is_empty() {
            return;
        }
        self.0.borrow_mut().running = true;
        self.report(SaverState::Saving);
        let saver = self.clone();
        crate::platform::spawn(async move { saver.drain().await });
    }

    fn report(&self, state: SaverState) {
        let report = self.0.borrow().report.clone();
        report(state);
    }

    async fn drain(&self) {
        loop {
            let next = self.0.borrow().queue.front().cloned();
            let Some(batch) = next else {
                let mut inner = self.0.borrow_mut();
                inner.running = false;
                inner.failures = 0;
                drop(inner);
                self.report(SaverState::Saved);
                return;
            };
            match self.attempt(&batch).await {
                Ok(()) => {
                    self.0.borrow_mut().queue.pop_front();
                }
                Err(error) => {
                    self.fail(error);
                    return;
                }
            }
        }
    }

    /// Writes a batch; a connection that was closed under us is opened again
    /// and tried once more.
    async fn attempt(&self, batch: &Batch) -> Result<(), StoreError> {
        let first = self.store().await?.write(batch).await;
        if first != Err(StoreError::Closed) {
            return first;
        }
        self.reconnect();
        self.store().await?.write(batch).await
    }

    fn fail(&self, error: StoreError) {
        let mut inner = self.0.borrow_mut();
        inner.running = false;
        inner.failures = inner.failures.saturating_add(1);
        inner.store = None;
        let pause = 1_000_i32 << inner.failures.min(5);
        drop(inner);
        self.report(SaverState::Failed(error));
        let saver = self.clone();
        page::after(pause, move || saver.kick());
    }
}
