//! Requests of one transaction, all issued before the first answer is waited for. A
//! browser answers them in their order; waiting for each before the next is asked costs a
//! turn of the page for every record.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use rexie::{Error, KeyRange, Transaction, TransactionResult};
use wasm_bindgen::JsValue;

use crate::platform::spawn;

use super::db::{Asked, Found, Gone, Record, key, text_of};

/// A request on its way.
type Request<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// How many bytes are on their way at once, about: handing them over keeps the page from
/// answering, for some milliseconds a megabyte.
const ON_THE_WAY: usize = 3_000_000;

/// A request that was made.
struct Made<T> {
    bytes: usize,
    request: Request<T>,
    /// What was answered at once.
    answer: Option<Result<T, Error>>,
}

/// Requests that are answered in the order in which they were made.
struct Flow<T: 'static> {
    way: VecDeque<Made<T>>,
    bytes: usize,
    answers: Vec<T>,
}

impl<T: 'static> Flow<T> {
    fn new() -> Flow<T> {
        Flow {
            way: VecDeque::new(),
            bytes: 0,
            answers: Vec::new(),
        }
    }

    /// Makes a request of so many bytes, as soon as there is room for it.
    async fn push(&mut self, bytes: usize, mut request: Request<T>) -> Result<(), Error> {
        while self.bytes > ON_THE_WAY {
            self.first().await?;
        }
        // Asked once, it is made.
        let answer = poll_fn(|cx| match request.as_mut().poll(cx) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending => Poll::Ready(None),
        });
        let answer = answer.await;
        self.bytes += bytes;
        self.way.push_back(Made {
            bytes,
            request,
            answer,
        });
        Ok(())
    }

    /// Waits for the answer to the oldest request.
    async fn first(&mut self) -> Result<(), Error> {
        let Some(made) = self.way.pop_front() else {
            return Ok(());
        };
        let answer = match made.answer {
            Some(answer) => answer,
            None => made.request.await,
        };
        self.bytes -= made.bytes;
        self.answers.push(answer?);
        Ok(())
    }

    /// All answers.
    async fn end(mut self) -> Result<Vec<T>, Error> {
        while !self.way.is_empty() {
            self.first().await?;
        }
        Ok(std::mem::take(&mut self.answers))
    }
}

/// Requests that nobody waits for any more are still answered, with an error where their
/// transaction was aborted, and have to be there to hear it.
impl<T: 'static> Drop for Flow<T> {
    fn drop(&mut self) {
        let left = std::mem::take(&mut self.way);
        if !left.is_empty() {
            spawn(async move {
                for made in left.into_iter().filter(|made| made.answer.is_none()) {
                    let _ = made.request.await;
                }
            });
        }
    }
}

/// What there is of what is asked; nothing of an object store that is not there.
///
/// # Errors
/// The first that a request met.
pub async fn read(tx: &Transaction, there: &[String], asked: &[Asked]) -> Result<Found, Error> {
    let looking = look(tx, there, asked).await?;
    Ok(found(there, asked, looking.end().await?))
}

/// Asks for what is asked.
async fn look(
    tx: &Transaction,
    there: &[String],
    asked: &[Asked],
) -> Result<Flow<Vec<JsValue>>, Error> {
    let mut flow = Flow::new();
    for (name, keys) in asked {
        if !there.iter().any(|store| store == name) {
            continue;
        }
        match keys {
            Some((low, high)) if low == high => {
                let (store, at) = (tx.store(name)?, key(low));
                let request = async move {
                    let found = store.get(at).await?;
                    Ok(found.into_iter().collect())
                };
                flow.push(0, Box::pin(request)).await?;
            }
            _ => {
                // Both come in the order of the keys.
                for of_keys in [true, false] {
                    let (store, range) = (tx.store(name)?, range(keys));
                    let request = async move {
                        match of_keys {
                            true => store.get_all_keys(range, None).await,
                            false => store.get_all(range, None).await,
                        }
                    };
                    flow.push(0, Box::pin(request)).await?;
                }
            }
        }
    }
    Ok(flow)
}

/// What the answers say of what was asked.
fn found(there: &[String], asked: &[Asked], answers: Vec<Vec<JsValue>>) -> Found {
    let mut answers = answers.into_iter();
    let mut found = Found::new();
    for (name, keys) in asked {
        let is_there = there.iter().any(|store| store == name);
        let texts = |list: Option<Vec<JsValue>>| list.into_iter().flatten().map(text_of);
        found.push(match keys {
            _ if !is_there => Vec::new(),
            Some((low, high)) if low == high => texts(answers.next())
                .map(|text| (low.clone(), text))
                .collect(),
            _ => texts(answers.next()).zip(texts(answers.next())).collect(),
        });
    }
    found
}

/// Looks, and writes records and takes others away where all is as it was seen, in one
/// transaction, which ends. Gives what there was; `None` where the browser aborted it.
///
/// It is written while the look is on its way; where something else is found, the
/// transaction is taken back.
///
/// # Errors
/// The first that a request met; the transaction is aborted then.
pub async fn write(
    tx: Transaction,
    there: &[String],
    asked: &[Asked],
    (seen, records, gone): (&Found, &[Record], &[Gone]),
    texts: &[JsValue],
) -> Result<Option<Found>, Error> {
    let looking = look(&tx, there, asked).await?;
    let mut flow = Flow::new();
    let put = |((name, at, _), text): (&Record, &JsValue)| -> Result<Request<()>, Error> {
        let (store, at, text) = (tx.store(name)?, key(at), text.clone());
        Ok(Box::pin(async move {
            store.put(&text, Some(&at)).await?;
            Ok(())
        }))
    };
    for record in records.iter().zip(texts) {
        flow.push(record.0.2.len(), put(record)?).await?;
    }
    let now = found(there, asked, looking.end().await?);
    if now != *seen {
        // The transaction hears of every request that comes to nothing, and rexie listens
        // for one thing: so all are answered first. It ends no sooner than whoever waits
        // for the last of them had a say.
        flow.end().await?;
        tx.abort().await?;
        return Ok(Some(now));
    }
    for (name, at) in gone {
        let (store, at) = (tx.store(name)?, key(at));
        let request = async move { store.delete(at).await };
        flow.push(0, Box::pin(request)).await?;
    }
    flow.end().await?;
    // Answers "ok, aborted" when the quota is hit.
    match tx.done().await? {
        TransactionResult::Committed => Ok(Some(now)),
        TransactionResult::Aborted => Ok(None),
    }
}

/// Do the records with these keys say these texts? They are compared where they are: each
/// would be copied otherwise.
///
/// # Errors
/// The first that a request met.
pub async fn say(tx: &Transaction, records: &[(&Record, &JsValue)]) -> Result<bool, Error> {
    let mut flow = Flow::new();
    for ((name, at, _), text) in records {
        let (store, at, text) = (tx.store(name)?, key(at), (*text).clone());
        let request = async move { Ok(store.get(at).await? == Some(text)) };
        flow.push(0, Box::pin(request)).await?;
    }
    Ok(flow.end().await?.into_iter().all(|same| same))
}

fn range(keys: &Option<(String, String)>) -> Option<KeyRange> {
    let (low, high) = keys.as_ref()?;
    KeyRange::bound(&key(low), &key(high), None, None).ok()
}
