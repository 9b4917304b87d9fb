//! Law: reading a file needs at most ten times its size, and two megabytes in any
//! case, whatever is in it. One test, for the allocator counts for the whole
//! process.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

use std::path::{Path, PathBuf};

use peak_alloc::PeakAlloc;
use saba_core::file::recover::recover;
use saba_core::file::sniff::{Content, open_bytes};
use saba_core::file::{Checksum, FileError, decode_text, read_sheet};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const FLOOR: usize = 2_000_000;

/// The most bytes that were taken at a time while `work` ran.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let result = work();
    (ALLOCATOR.peak_usage().saturating_sub(before), result)
}

/// Reads the bytes in every way and holds each against the bound. What came of the
/// plain way, and the worst of them, as a multiple.
fn hold(name: &str, bytes: &[u8], size: usize) -> (Result<usize, FileError>, f64) {
    let mut worst = 0.0f64;
    let mut bound = |way: &str, taken: usize| {
        let times = taken.saturating_sub(FLOOR) as f64 / size.max(1) as f64;
        worst = worst.max(taken as f64 / size.max(1) as f64);
        assert!(
            times <= 10.0,
            "{name}, {way}: {taken} bytes for {size}, {times:.1} times"
        );
    };
    let (taken, _) = peak(|| open_bytes(bytes, Checksum::Ignored));
    bound("opened", taken);
    let (taken, result) = peak(|| {
        let text = decode_text(bytes)?;
        read_sheet(&text, Checksum::Ignored)
    });
    bound("read", taken);
    let (taken, _) = peak(|| {
        let text = decode_text(bytes)?;
        read_sheet(&text, Checksum::Required)
    });
    bound("read with its checksum", taken);
    let (taken, _) = peak(|| recover(&String::from_utf8_lossy(bytes)));
    bound("recovered", taken);
    (result.map(|incoming| incoming.sheet.answers.len()), worst)
}

fn golden(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden"));
    let entries = std::fs::read_dir(root.join(folder)).expect("folder");
    entries.map(|entry| entry.expect("entry").path()).collect()
}

const HEAD: &str = r#"{"format":"saba","version":1,"sheet":{"id":"s","kind":"kabupaten","region":"63.11","instrument":{"id":"kks-2025"}},"checksum":"sha256:00""#;

/// A sheet with parts repeated until it has about so many bytes.
fn sheet(size: usize, before: &str, part: impl Fn(usize) -> String, after: &str) -> String {
    let mut text = format!("{HEAD},{before}");
    for n in 0.. {
        if text.len() >= size {
            break;
        }
        if n > 0 {
            text.push(',');
        }
        text += &part(n);
    }
    text + after + "}"
}

fn answers(size: usize, part: impl Fn(usize) -> String) -> String {
    sheet(size, r#""answers":{"#, part, "}")
}

/// Sheets as people fill them in, of about so many bytes.
fn real(size: usize) -> [(&'static str, String); 4] {
    let note = "Sudah diperiksa bersama bidan desa dan kader. ".repeat(150);
    [
        (
            "remarks",
            answers(size, |n| {
                format!(
                    r#""T{n:05}":{{"v":{{"n@2023":131,"d@2023":912}},"note":"{note}","at":1795000000000,"by":"Siti Rahmah","ver":{{"d-02be55aa":2}}}}"#
                )
            }),
        ),
        (
            "many items",
            answers(size, |n| {
                format!(
                    r#""T{n:05}":{{"v":{{"n@2023":131,"d@2023":912,"n@2024":118,"d@2024":905}},"at":1795000000000,"by":"Siti Rahmah","ver":{{"d-02be55aa":2}}}}"#
                )
            }),
        ),
        (
            "rows",
            answers(size, |n| {
                let rows: Vec<String> = (0..200).map(|r| format!(r#""{r}/hasil":"Saluran 300 m bersih","{r}/nama":"Kerja bakti","{r}/peserta":45,"{r}/tanggal":"2024-05-12""#)).collect();
                format!(
                    r#""D-{n:05}":{{"v":{{{}}},"at":1795000000000,"by":"Siti","ver":{{"d-02be55aa":2}}}}"#,
                    rows.join(",")
                )
            }),
        ),
        (
            "conflicts",
            sheet(
                size,
                r#""answers":{"T1":{"v":{}}},"rivals":{"#,
                |n| {
                    let one = format!(
                        r#"{{"v":{{"n@2023":{n},"sumber":"BPS Kabupaten"}},"at":1795000000000,"by":"Siti","ver":{{"d-02be55aa":2}}}}"#
                    );
                    format!(r#""T{n:05}":[{one},{one}]"#)
                },
                "}",
            ),
        ),
    ]
}

#[test]
fn reading_needs_at_most_ten_times_the_size() {
    // Warm up what is made once.
    let _ = open_bytes(b"{}", Checksum::Ignored);
    for folder in ["format-1", "bad", "odd", "carried", "sealed", "sealed-bad"] {
        for file in golden(folder) {
            let bytes = std::fs::read(&file).expect("read");
            // What an archive unpacks counts for its size.
            let size = match file.extension().is_some_and(|e| e == "zip") {
                true => bytes.len().max(17 << 20),
                false => bytes.len(),
            };
            let _ = hold(&file.to_string_lossy(), &bytes, size);
        }
    }

    {
        let size = 1_000_000;
        for (name, text) in real(size) {
            let (result, worst) = hold(name, text.as_bytes(), text.len());
            assert!(
                result.is_ok_and(|n| n > 0),
                "{name}: a sheet that people can write is read"
            );
            println!("{name}, {size}: {worst:.1} times");
            // Cut off in the middle of a letter.
            let cut = &text.as_bytes()[..text.len() * 2 / 3];
            let _ = hold(name, cut, cut.len());
        }
        let [(_, text), ..] = real(size);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let _ = hold(
            "UTF-16",
            &[&[0xff, 0xfe], wide.as_slice()].concat(),
            wide.len(),
        );
    }
    for (name, text) in real(8_000_000).into_iter().take(2) {
        let (taken, result) = peak(|| read_sheet(&text, Checksum::Required));
        assert_eq!(
            result,
            Err(FileError::ChecksumMismatch),
            "{name} was read to its end"
        );
        assert!(
            taken <= 10 * text.len(),
            "{name}: {taken} bytes for {}",
            text.len()
        );
    }

    let size = 800_000;
    let tail = r#""answers":{}"#;
    let bundle = |sheets: &str| {
        format!(r#"{{"format":"saba-bundle","version":1,"count":9,"sheets":[{sheets}]}}"#)
    };
    // What people write is read in a bundle too, small or large.
    for size in [400, 4_000, 60_000] {
        for (name, text) in real(size) {
            let whole = bundle(&vec![text; 20].join(","));
            let (taken, opened) = peak(|| open_bytes(whole.as_bytes(), Checksum::Ignored));
            assert!(
                taken <= 10 * whole.len() + FLOOR,
                "{name}: {taken} for {}",
                whole.len()
            );
            match opened.expect("opened").remove(0).result {
                Ok(Content::Bundle(bundle)) => {
                    let result = bundle.sheets.iter().find_map(|s| s.result.as_ref().err());
                    assert_eq!(result, None, "{name} of {size} in a bundle");
                }
                other => panic!("{other:?}"),
            }
        }
    }
    let hostile: [(&str, String); 21] = [
        (
            "a bundle of noughts",
            bundle(&vec!["0"; size / 2].join(",")),
        ),
        (
            "a bundle of lists",
            bundle(&vec!["[[[[]]]]"; 900].join(",")) + &"]".repeat(size),
        ),
        (
            "a bundle of tiny answers",
            bundle(&answers(size, |n| format!(r#""{n}":{{"v":{{}}}}"#))),
        ),
        (
            "a bundle of tiny sheets that is cut off",
            bundle(&vec![answers(700, |n| format!(r#""{n}":{{"v":{{}}}}"#)); 1000].join(","))
                .trim_end_matches('}')
                .to_string(),
        ),
        (
            "tiny answers",
            answers(size, |n| format!(r#""{n}":{{"v":{{}}}}"#)),
        ),
        (
            "tiny answers backwards",
            answers(size, |n| format!(r#""{}":{{"v":{{}}}}"#, 9_999_999 - n)),
        ),
        (
            "tiny values",
            answers(size, |n| format!(r#""{n}":{{"v":{{"a":1}}}}"#)),
        ),
        (
            "one answer of many",
            format!(
                r#"{HEAD},"answers":{{"A":{{"v":{{{}}}}}}}}}"#,
                (0..75_000)
                    .map(|n| format!(r#""{n}":1"#))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        (
            "versions",
            format!(
                r#"{HEAD},"answers":{{"A":{{"v":{{}},"ver":{{{}}}}}}}}}"#,
                (0..75_000)
                    .map(|n| format!(r#""{n}":1"#))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        (
            "codes",
            format!(
                r#"{HEAD},"answers":{{"A":{{"v":{{"a":[{}]}}}}}}}}"#,
                vec!["\"\""; 270_000].join(",")
            ),
        ),
        (
            "rivals",
            format!(
                r#"{HEAD},"answers":{{"A":{{"v":{{}}}}}},"rivals":{{"A":[{}]}}}}"#,
                vec![r#"{"v":{}}"#; 90_000].join(",")
            ),
        ),
        (
            "noughts",
            sheet(size, &format!(r#"{tail},"x":["#), |_| "0".into(), "]"),
        ),
        (
            "noughts in an answer",
            sheet(
                size,
                r#""answers":{"A":{"v":{},"x":["#,
                |_| "0".into(),
                "]}}",
            ),
        ),
        (
            "noughts in the sheet",
            sheet(size, "", |_| "0".into(), "")
                .replacen(
                    r#""id":"s""#,
                    &format!(r#""x":[{}]"#, vec!["0"; size / 2].join(",")),
                    1,
                )
                .split(",\"checksum\"")
                .next()
                .expect("head")
                .to_string()
                + ",\"answers\":{}}",
        ),
        (
            "lists in lists",
            sheet(
                size,
                &format!(r#"{tail},"x":["#),
                |_| "[[[[[[]]]]]]".into(),
                "]",
            ),
        ),
        (
            "empty objects",
            sheet(size, &format!(r#"{tail},"x":["#), |_| "{}".into(), "]"),
        ),
        (
            "members",
            sheet(size, &format!("{tail},"), |n| format!("\"{n}\":0"), ""),
        ),
        (
            "members that are backwards",
            sheet(
                size,
                &format!("{tail},"),
                |n| format!("\"{}\":0", 9_999_999 - n),
                "",
            ),
        ),
        (
            "a long name",
            format!("{HEAD},{tail},\"{}\":1}}", "n".repeat(size)),
        ),
        (
            "escapes",
            format!("{HEAD},{tail},\"x\":\"{}\"}}", "\\u0001".repeat(size / 6)),
        ),
        (
            "a receipt",
            format!(
                r#"{{"format":"saba-receipt","version":1,"x":[{}]}}"#,
                vec!["0"; size / 2].join(",")
            ),
        ),
    ];
    for (name, text) in &hostile {
        let (result, worst) = hold(name, text.as_bytes(), text.len());
        println!(
            "{name}: {worst:.1} times, {:?}",
            result.map_err(|e| e.code())
        );
    }
    let refused = |name: &str| {
        let (_, text) = hostile.iter().find(|(n, _)| *n == name).expect("case");
        read_sheet(text, Checksum::Ignored).map(drop)
    };
    for name in [
        "tiny answers",
        "one answer of many",
        "rivals",
        "noughts",
        "noughts in an answer",
    ] {
        assert_eq!(refused(name), Err(FileError::TooMany), "{name}");
    }
    // Long texts are no more than they are.
    assert_eq!(refused("a long name"), Ok(()));
}
