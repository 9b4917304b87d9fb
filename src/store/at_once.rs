//! Requests of one transaction, all issued before the first answer is waited for. A
//! browser answers them in their order; waiting for each before the next is asked costs a
//! turn of the page for every record.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use rexie::{Error, KeyRange, Transaction};
use wasm_bindgen::JsValue;

use super::db::{Asked, Found, Gone, Record, key, text_of};

/// A request on its way.
type Request<'t, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 't>>;

/// What there is of what is asked; nothing of an object store that is not there.
///
/// # Errors
/// The first that a request met.
pub async fn read(tx: &Transaction, there: &[String], asked: &[Asked]) -> Result<Found, Error> {
    let mut requests: Vec<Request<Vec<JsValue>>> = Vec::new();
    for (name, keys) in asked {
        if !there.iter().any(|store| store == name) {
            continue;
        }
        match keys {
            Some((low, high)) if low == high => {
                let (store, at) = (tx.store(name)?, key(low));
                requests.push(Box::pin(async move {
                    let found = store.get(at).await?;
                    Ok(found.into_iter().collect())
                }));
            }
            _ => {
                // Both come in the order of the keys.
                for of_keys in [true, false] {
                    let (store, range) = (tx.store(name)?, range(keys));
                    requests.push(Box::pin(async move {
                        match of_keys {
                            true => store.get_all_keys(range, None).await,
                            false => store.get_all(range, None).await,
                        }
                    }));
                }
            }
        }
    }
    let mut answers = all(requests).await?.into_iter();
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
    Ok(found)
}

/// How many bytes are on their way at once, about: handing them over keeps the page from
/// answering.
const ON_THE_WAY: usize = 250_000;

/// Writes records and takes others away.
///
/// # Errors
/// The first that a request met; the transaction is aborted then.
pub async fn write(tx: &Transaction, records: &[Record], gone: &[Gone]) -> Result<(), Error> {
    let mut requests: Vec<Request<()>> = Vec::new();
    let mut bytes = 0;
    for (name, at, text) in records {
        bytes += text.len();
        let (store, at, text) = (tx.store(name)?, key(at), key(text));
        requests.push(Box::pin(async move {
            store.put(&text, Some(&at)).await?;
            Ok(())
        }));
        if bytes > ON_THE_WAY {
            bytes = 0;
            all(std::mem::take(&mut requests)).await?;
        }
    }
    for (name, at) in gone {
        let (store, at) = (tx.store(name)?, key(at));
        requests.push(Box::pin(async move { store.delete(at).await }));
    }
    all(requests).await?;
    Ok(())
}

fn range(keys: &Option<(String, String)>) -> Option<KeyRange> {
    let (low, high) = keys.as_ref()?;
    KeyRange::bound(&key(low), &key(high), None, None).ok()
}

/// Issues all requests, then waits for their answers.
async fn all<T>(mut requests: Vec<Request<'_, T>>) -> Result<Vec<T>, Error> {
    let mut answers: Vec<Option<Result<T, Error>>> = Vec::new();
    let mut first = 0;
    poll_fn(|cx| {
        // At the first time each is asked once, which issues it.
        for request in requests.iter_mut().skip(answers.len()) {
            answers.push(match request.as_mut().poll(cx) {
                Poll::Ready(answer) => Some(answer),
                Poll::Pending => None,
            });
        }
        // They are answered in order: who waits for the first need not ask the others.
        let waiting = requests.iter_mut().zip(answers.iter_mut()).skip(first);
        for (request, answer) in waiting {
            if answer.is_none() {
                match request.as_mut().poll(cx) {
                    Poll::Ready(ready) => *answer = Some(ready),
                    Poll::Pending => return Poll::Pending,
                }
            }
            first += 1;
        }
        Poll::Ready(())
    })
    .await;
    answers.into_iter().flatten().collect()
}
