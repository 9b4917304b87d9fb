//! The checksum of a document, made piece by piece.

use sha2::{Digest, Sha256};

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
