//! Law: whatever carries a sheet, the same sheet arrives.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support;

use proptest::prelude::*;
use saba_core::file::sniff::{Content, open_bytes, page_element};
use saba_core::file::{Checksum, FileError, Incoming, write_sheet};
use support::{from, sheet, text};

fn only_sheet(bytes: &[u8]) -> Incoming {
    let members = open_bytes(bytes, Checksum::Required).expect("opened");
    match members.as_slice() {
        [one] => match &one.result {
            Ok(Content::Sheet(incoming)) => (**incoming).clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{} members", other.len()),
    }
}

/// A ZIP of one entry, written as plainly as possible.
fn zip(name: &str, content: &[u8], deflated: bool) -> Vec<u8> {
    let packed = match deflated {
        true => miniz_oxide::deflate::compress_to_vec(content, 6),
        false => content.to_vec(),
    };
    let method = if deflated { 8u16 } else { 0 };
    let mut crc = !0u32;
    for byte in content {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    let size = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
    let mut common = vec![20, 0, 0, 8];
    common.extend(method.to_le_bytes());
    common.extend([0; 4]);
    common.extend((!crc).to_le_bytes());
    common.extend(size(packed.len()));
    common.extend(size(content.len()));
    common.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
    common.extend([0, 0]);
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&common);
    out.extend(name.as_bytes());
    out.extend(packed);
    let directory = out.len();
    out.extend(b"PK\x01\x02\x14\0");
    out.extend(&common);
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let len = out.len() - directory;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend(size(len));
    out.extend(size(directory));
    out.extend([0, 0]);
    out
}

proptest! {
    #[test]
    fn whatever_carries_it_the_same_sheet_arrives(sheet in sheet(), before in text(), after in text(), one_line in any::<bool>()) {
        let file = write_sheet(&sheet, &from());
        let file = match one_line {
            true => saba_core::json::Json::parse(&file).expect("JSON").compact(),
            false => file,
        };
        let checksum = saba_core::file::checksum(&saba_core::json::Json::parse(&file).expect("JSON"));
        let want = Incoming { sheet, from: from(), part: Vec::new(), checksum };
        let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { file.encode_utf16().flat_map(unit).collect() };
        prop_assert_eq!(&only_sheet(file.as_bytes()), &want);
        prop_assert_eq!(&only_sheet(&wide(u16::to_le_bytes)), &want);
        prop_assert_eq!(&only_sheet(&wide(u16::to_be_bytes)), &want);
        prop_assert_eq!(&only_sheet(file.replace('\n', "\r\n").as_bytes()), &want);
        prop_assert_eq!(&only_sheet(&zip("a.txt", file.as_bytes(), true)), &want);
        prop_assert_eq!(&only_sheet(&zip("desa/b", file.as_bytes(), false)), &want);
        let page = page_element(&file);
        let inside = page.trim_start_matches("<script type=\"application/json\" id=\"saba\">").trim_end_matches("</script>");
        prop_assert!(!inside.contains(['<', '>', '&']));
        prop_assert_eq!(&only_sheet(format!("<!DOCTYPE html><p>{{}}</p>{page}<p>x</p>").as_bytes()), &want);
        // What people write around it; but not another file, or a part of one.
        if !before.contains("format") {
            let chat = format!("[22/11/26 10.42] Siti: {before}\n[22/11/26 10.43] Siti: {file}\n[22/11/26 10.44] Siti: {}", after.replace("format", ""));
            prop_assert_eq!(&only_sheet(chat.as_bytes()), &want);
            let quoted: String = file.lines().map(|l| format!("> {l}\n")).collect();
            prop_assert_eq!(&only_sheet(format!("x\n> y\n{quoted}> z\n").as_bytes()), &want);
        }
    }

    /// An archive in which bytes changed gives the same sheet or none.
    #[test]
    fn a_changed_archive_gives_no_other_sheet(
        sheet in sheet(),
        deflated in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let file = write_sheet(&sheet, &from());
        let mut bytes = zip("a.saba.json", file.as_bytes(), deflated);
        prop_assert_eq!(open_bytes(&bytes[..4 + cut.index(bytes.len() - 4)], Checksum::Required), Err(FileError::CutOff));
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        for member in open_bytes(&bytes, Checksum::Required).into_iter().flatten() {
            if let Ok(Content::Sheet(incoming)) = member.result {
                prop_assert_eq!(&incoming.sheet, &sheet);
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0usize..4) {
        let head: &[u8] = [&b""[..], b"PK\x03\x04", b"PK\x05\x06", b"x {\"format\":\"saba\","][head];
        let _ = open_bytes(&[head, &bytes].concat(), Checksum::Ignored);
    }
}
