//! Reading a JSON tree with a place for every complaint.

use crate::json::Json;

/// What is wrong with data, and where (`sheets.desa.sections[0].items[3].id`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// Path from the root of the document.
    pub place: String,
    /// What is wrong there, in English, for those who write data files.
    pub problem: String,
}

impl DataError {
    #[inline(never)]
    pub(crate) fn boxed(place: &str, problem: &str) -> Box<DataError> {
        Box::new(DataError {
            place: place.to_string(),
            problem: problem.to_string(),
        })
    }
}

impl std::fmt::Display for DataError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.place)?;
        f.write_str(": ")?;
        f.write_str(&self.problem)
    }
}

/// A value and the way that led to it. The way is only written out for a
/// complaint.
#[derive(Clone, Copy)]
pub(crate) struct Node<'n> {
    pub json: &'n Json,
    up: Option<&'n Node<'n>>,
    step: Step<'n>,
}

#[derive(Clone, Copy)]
enum Step<'n> {
    Member(&'n str),
    Item(usize),
}

/// What is said where an object belongs.
pub(crate) const NO_OBJECT: &str = "must be an object";

/// Boxed: reading passes errors through many hands.
pub(crate) type Read<T> = Result<T, Box<DataError>>;

impl<'n> Node<'n> {
    pub fn root(json: &'n Json) -> Node<'n> {
        Node {
            json,
            up: None,
            step: Step::Member("$"),
        }
    }

    /// A member of a place, wherever its value comes from.
    pub fn below<'m>(up: &'m Node<'m>, name: &'m str, json: &'m Json) -> Node<'m> {
        Node {
            json,
            up: Some(up),
            step: Step::Member(name),
        }
    }

    /// An item of a list.
    pub fn item<'m>(up: &'m Node<'m>, index: usize, json: &'m Json) -> Node<'m> {
        Node {
            json,
            up: Some(up),
            step: Step::Item(index),
        }
    }

    /// How many items a list has; nought for anything else.
    pub fn count(&self) -> usize {
        match self.json {
            Json::Arr(items) => items.len(),
            _ => 0,
        }
    }

    /// The same place with another value: for what may be left out as a whole.
    #[cfg(feature = "score")]
    pub fn instead(&'n self, json: &'n Json) -> Node<'n> {
        Node { json, ..*self }
    }

    fn place(&self) -> String {
        let mut place = self.up.map(Node::place).unwrap_or_default();
        match self.step {
            Step::Member(name) => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(name);
            }
            Step::Item(index) => {
                place.push('[');
                place.push_str(&index.to_string());
                place.push(']');
            }
        }
        place
    }

    #[inline(never)]
    fn complaint(&self, problem: &str) -> Box<DataError> {
        DataError::boxed(&self.place(), problem)
    }

    pub fn fail<T>(&self, problem: &str) -> Read<T> {
        Err(self.complaint(problem))
    }

    pub fn opt<'m>(&'m self, name: &'m str) -> Option<Node<'m>> {
        match self.json.get(name) {
            None | Some(Json::Null) => None,
            Some(json) => Some(Node {
                json,
                up: Some(self),
                step: Step::Member(name),
            }),
        }
    }

    pub fn need<'m>(&'m self, name: &'m str) -> Read<Node<'m>> {
        match self.opt(name) {
            Some(node) => Ok(node),
            None => {
                let missing = Node {
                    json: self.json,
                    up: Some(self),
                    step: Step::Member(name),
                };
                missing.fail("is missing")
            }
        }
    }

    pub fn str(&self) -> Read<&'n str> {
        match self.json {
            Json::Str(s) => Ok(s),
            _ => self.fail("must be a text"),
        }
    }

    pub fn string(&self, name: &str) -> Read<String> {
        Ok(self.need(name)?.str()?.to_string())
    }

    pub fn opt_string(&self, name: &str) -> Read<String> {
        match self.opt(name) {
            Some(node) => Ok(node.str()?.to_string()),
            None => Ok(String::new()),
        }
    }

    pub fn flag(&self, name: &str) -> Read<bool> {
        match self.opt(name) {
            None => Ok(false),
            Some(node) => match node.json {
                Json::Bool(b) => Ok(*b),
                _ => node.fail("must be true or false"),
            },
        }
    }

    pub fn number<T: TryFrom<u64>>(&self) -> Read<T> {
        match self.json.as_u64().and_then(|n| T::try_from(n).ok()) {
            Some(n) => Ok(n),
            None => self.fail("must be a whole number in range"),
        }
    }

    pub fn items<'m>(&'m self) -> Read<Vec<Node<'m>>> {
        let Json::Arr(items) = self.json else {
            return self.fail("must be a list");
        };
        let node = |(index, json)| Node {
            json,
            up: Some(self),
            step: Step::Item(index),
        };
        Ok(items.iter().enumerate().map(node).collect())
    }

    /// The members of an object, in the order they have.
    #[cfg(feature = "score")]
    pub fn members<'m>(&'m self) -> Read<Vec<(&'m str, Node<'m>)>> {
        let Json::Obj(members) = self.json else {
            return self.fail(NO_OBJECT);
        };
        let node =
            |(name, json): &'m (String, Json)| (name.as_str(), Node::below(self, name, json));
        Ok(members.iter().map(node).collect())
    }

    /// A list that may be left out, each item read by `read`.
    pub fn list<T>(&self, name: &str, read: impl Fn(&Node) -> Read<T>) -> Read<Vec<T>> {
        let mut list = Vec::new();
        if let Some(node) = self.opt(name) {
            // A loop: `collect` into a Result weighs twice as much for every type.
            for item in node.items()? {
                list.push(read(&item)?);
            }
        }
        Ok(list)
    }

    pub fn strings(&self, name: &str) -> Read<Vec<String>> {
        self.list(name, |n| Ok(n.str()?.to_string()))
    }
}
