//! The checksum of a document, made piece by piece.

use sha2::{Digest, Sha256};

#[cfg(feature = "intake")]
use crate::json::Tape;
use crate::json::{Json, write_string};

/// The checksum of an object whose members come one after another, in the order of
/// their names. Some of them may be objects whose members come in the same way.
pub(super) struct Sum {
    hash: Sha256,
    piece: String,
    /// Does a comma stand before the next member?
    follows: bool,
}

impl Sum {
    pub fn new() -> Sum {
        let mut sum = Sum {
            hash: Sha256::new(),
            piece: String::new(),
            follows: false,
        };
        sum.hash.update("{");
        sum
    }

    fn name(&mut self, name: &str) {
        self.piece.clear();
        if self.follows {
            self.piece.push(',');
        }
        write_string(name, &mut self.piece);
        self.piece.push(':');
        self.follows = true;
    }

    /// A member.
    pub fn member(&mut self, name: &str, value: &Json) {
        self.name(name);
        value.write_canonical(&mut self.piece);
        self.hash.update(self.piece.as_bytes());
    }

    /// A member that stands in a list of values, not as a tree.
    #[cfg(feature = "intake")]
    pub fn cell(&mut self, name: &str, tape: &Tape, at: usize) {
        self.name(name);
        tape.write_canonical(at, &mut self.piece);
        self.hash.update(self.piece.as_bytes());
    }

    /// A member that is a list; its items follow.
    #[cfg(feature = "intake")]
    pub fn open_list(&mut self, name: &str) {
        self.name(name);
        self.piece.push('[');
        self.hash.update(self.piece.as_bytes());
        self.follows = false;
    }

    /// An item of that list.
    #[cfg(feature = "intake")]
    pub fn item(&mut self, tape: &Tape, at: usize) {
        self.piece.clear();
        if self.follows {
            self.piece.push(',');
        }
        tape.write_canonical(at, &mut self.piece);
        self.follows = true;
        self.hash.update(self.piece.as_bytes());
    }

    /// The end of that list.
    #[cfg(feature = "intake")]
    pub fn close_list(&mut self) {
        self.hash.update("]");
        self.follows = true;
    }

    /// A member that is an object; its members follow.
    pub fn open(&mut self, name: &str) {
        self.name(name);
        self.piece.push('{');
        self.hash.update(self.piece.as_bytes());
        self.follows = false;
    }

    /// The end of that object.
    pub fn close(&mut self) {
        self.hash.update("}");
        self.follows = true;
    }

    /// The checksum as files name it.
    pub fn finish(mut self) -> String {
        self.hash.update("}");
        let mut out = String::from("sha256:");
        super::push_hex(&self.hash.finalize(), &mut out);
        out
    }
}
