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

/// A value and the path that led to it.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    pub json: &'a Json,
    pub place: String,
}

/// Boxed: reading passes errors through many hands.
pub(crate) type Read<T> = Result<T, Box<DataError>>;

impl<'a> Node<'a> {
    pub fn root(json: &'a Json) -> Node<'a> {
        Node {
            json,
            place: String::from("$"),
        }
    }

    pub fn fail<T>(&self, problem: &str) -> Read<T> {
        Err(DataError::boxed(&self.place, problem))
    }

    fn under(&self, name: &str) -> String {
        let mut place = self.place.clone();
        place.push('.');
        place.push_str(name);
        place
    }

    pub fn opt(&self, name: &str) -> Option<Node<'a>> {
        match self.json.get(name) {
            None | Some(Json::Null) => None,
            Some(json) => Some(Node {
                json,
                place: self.under(name),
            }),
        }
    }

    pub fn need(&self, name: &str) -> Read<Node<'a>> {
        match self.opt(name) {
            Some(node) => Ok(node),
            None => Err(DataError::boxed(&self.under(name), "is missing")),
        }
    }

    pub fn str(&self) -> Read<&'a str> {
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

    pub fn items(&self) -> Read<Vec<Node<'a>>> {
        match self.json {
            Json::Arr(items) => Ok(items
                .iter()
                .enumerate()
                .map(|(i, json)| {
                    let mut place = self.place.clone();
                    place.push('[');
                    place.push_str(&i.to_string());
                    place.push(']');
                    Node { json, place }
                })
                .collect()),
            _ => self.fail("must be a list"),
        }
    }

    pub fn members(&self) -> Read<Vec<(&'a str, Node<'a>)>> {
        match self.json {
            Json::Obj(members) => Ok(members
                .iter()
                .map(|(name, json)| {
                    (
                        name.as_str(),
                        Node {
                            json,
                            place: self.under(name),
                        },
                    )
                })
                .collect()),
            _ => self.fail("must be an object"),
        }
    }

    pub fn list<T>(&self, name: &str, read: impl Fn(&Node<'a>) -> Read<T>) -> Read<Vec<T>> {
        match self.opt(name) {
            Some(node) => node.items()?.iter().map(read).collect(),
            None => Ok(Vec::new()),
        }
    }

    pub fn strings(&self, name: &str) -> Read<Vec<String>> {
        self.list(name, |n| Ok(n.str()?.to_string()))
    }
}
