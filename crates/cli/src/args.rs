//! What was asked for on the command line.

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use saba_core::file::Checksum;
use saba_core::region::{RegionCode, RegionLevel};

pub const HELP: &str = "\
saba: scores and checks sheets of the Kabupaten/Kota Sehat programme.

  saba score [OPTIONS] FILE...     one line of JSON for each file
  saba check [OPTIONS] FILE...     what is wrong with each file, in Indonesian
  saba compare --instrument [OLD --instrument] NEW FILE...
                                   both scores of each file, and what differs
  saba rollup --region CODE [OPTIONS] FILE...
                                   what the sheets of a regency propose for its own (JSON)
  saba example DIR [--seed N]      a folder with the made-up sheets of a whole regency
  saba instrument check FILE       checks an instrument
  saba open FILE --passphrase-file P
                                   writes what is in a sealed file
  saba undecided [--instrument I]  what the official scales leave open (Markdown)

OPTIONS
  --no-checksum       read sheets without a checksum (written by hand or script)
  --instrument PATH   judge by this instrument instead of the built-in one;
                      (compare) the old one, then the new one
  --files-from PATH   read names of files from PATH, one a line ('-': standard input)
  --region CODE       (rollup) code of the regency: 63.11
  --regions DIR       (rollup) official lists from a folder like region/ instead of the built-in ones
  --seed N            (example) another regency of the same kind; 1 if not named
  --json              (check) one line of JSON for each file
  --passphrase-file PATH
                      (open) read the passphrase from PATH ('-': standard input)
  -h, --help          this text
  -V, --version       the version

FILE may be '-' for standard input.
Exit code: 0 all in order, 1 something wrong with a file, 2 wrong usage.
";

/// Files to look at, and how.
#[derive(Debug)]
pub struct Job {
    pub files: Vec<PathBuf>,
    pub checksum: Checksum,
    pub instrument: Option<PathBuf>,
}

#[derive(Debug)]
pub enum Command {
    Help,
    Version,
    Score(Job),
    Check {
        job: Job,
        json: bool,
    },
    /// The job names the new instrument; the old one is the built-in one where none
    /// is named.
    Compare {
        job: Job,
        old: Option<PathBuf>,
    },
    Rollup {
        job: Job,
        region: RegionCode,
        regions: Option<PathBuf>,
    },
    Example {
        folder: PathBuf,
        seed: u64,
    },
    InstrumentCheck(PathBuf),
    Open {
        file: PathBuf,
        passphrase: PathBuf,
    },
    Undecided(Option<PathBuf>),
}

/// Options and positional arguments, before it is known what they are for.
#[derive(Default)]
struct Raw {
    words: Vec<OsString>,
    no_checksum: bool,
    json: bool,
    instruments: Vec<PathBuf>,
    files_from: Option<PathBuf>,
    region: Option<OsString>,
    regions: Option<PathBuf>,
    seed: Option<OsString>,
    passphrase_file: Option<PathBuf>,
}

pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_iter(args);
    let mut raw = Raw::default();
    let told = |e: lexopt::Error| e.to_string();
    while let Some(arg) = parser.next().map_err(told)? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("no-checksum") => raw.no_checksum = true,
            Long("json") => raw.json = true,
            Long("instrument") => raw.instruments.push(parser.value().map_err(told)?.into()),
            Long("region") => raw.region = Some(parser.value().map_err(told)?),
            Long("regions") => raw.regions = Some(parser.value().map_err(told)?.into()),
            Long("seed") => raw.seed = Some(parser.value().map_err(told)?),
            Long("files-from") => raw.files_from = Some(parser.value().map_err(told)?.into()),
            Long("passphrase-file") => {
                raw.passphrase_file = Some(parser.value().map_err(told)?.into());
            }
            Value(word) => raw.words.push(word),
            other => return Err(other.unexpected().to_string()),
        }
    }
    command(raw)
}

fn command(mut raw: Raw) -> Result<Command, String> {
    if raw.words.is_empty() {
        return Err("no command".into());
    }
    let name = raw.words.remove(0);
    let name = name.to_string_lossy();
    let only = |ok: bool, option: &str| match ok {
        true => Ok(()),
        false => Err(format!("'{name}' takes no {option}")),
    };
    let sheets = matches!(name.as_ref(), "score" | "check" | "compare" | "rollup");
    let most = if name == "compare" { 2 } else { 1 };
    only(raw.instruments.len() <= most, "further --instrument")?;
    only(raw.region.is_none() || name == "rollup", "--region")?;
    only(raw.regions.is_none() || name == "rollup", "--regions")?;
    only(raw.seed.is_none() || name == "example", "--seed")?;
    only(!raw.json || name == "check", "--json")?;
    only(!raw.no_checksum || sheets, "--no-checksum")?;
    only(raw.files_from.is_none() || sheets, "--files-from")?;
    let opens = name == "open";
    only(raw.passphrase_file.is_none() || opens, "--passphrase-file")?;
    match name.as_ref() {
        "score" => Ok(Command::Score(job(raw)?)),
        "check" => {
            let json = raw.json;
            let job = job(raw)?;
            Ok(Command::Check { job, json })
        }
        "open" => {
            only(raw.instruments.is_empty(), "--instrument")?;
            match (raw.words.as_slice(), raw.passphrase_file) {
                ([file], Some(passphrase)) if *file != "-" || *passphrase != *"-" => {
                    Ok(Command::Open {
                        file: file.into(),
                        passphrase,
                    })
                }
                _ => Err("expected 'saba open FILE --passphrase-file PATH'".into()),
            }
        }
        "compare" => {
            if raw.instruments.is_empty() {
                return Err("'compare' needs --instrument".into());
            }
            let old = (raw.instruments.len() > 1).then(|| raw.instruments.remove(0));
            Ok(Command::Compare {
                job: job(raw)?,
                old,
            })
        }
        "rollup" => {
            let code = raw.region.take().unwrap_or_default();
            let code = code.to_string_lossy();
            let region = RegionCode::parse(&code).filter(|c| c.level() == RegionLevel::Regency);
            let regions = raw.regions.take();
            Ok(Command::Rollup {
                region: region
                    .ok_or("'rollup' needs --region with the code of a regency, such as 63.11")?,
                regions,
                job: job(raw)?,
            })
        }
        "example" => {
            only(raw.instruments.is_empty(), "--instrument")?;
            let seed = match raw.seed {
                None => 1,
                Some(seed) => seed
                    .to_str()
                    .and_then(|s| s.parse().ok())
                    .ok_or("--seed must be a whole number")?,
            };
            match raw.words.as_slice() {
                [folder] => Ok(Command::Example {
                    folder: folder.into(),
                    seed,
                }),
                _ => Err("expected 'saba example DIR'".into()),
            }
        }
        "undecided" => match raw.words.as_slice() {
            [] => Ok(Command::Undecided(raw.instruments.pop())),
            _ => Err("'undecided' takes no file".into()),
        },
        "instrument" => {
            only(raw.instruments.is_empty(), "--instrument")?;
            match raw.words.as_slice() {
                [verb, file] if verb == "check" => Ok(Command::InstrumentCheck(file.into())),
                _ => Err("expected 'saba instrument check FILE'".into()),
            }
        }
        _ => Err(format!("unknown command '{name}'")),
    }
}

fn job(mut raw: Raw) -> Result<Job, String> {
    let mut files: Vec<PathBuf> = raw.words.into_iter().map(PathBuf::from).collect();
    if let Some(list) = &raw.files_from {
        files.extend(listed(list)?);
    } else if files.is_empty() {
        return Err("no file named".into());
    }
    Ok(Job {
        files,
        checksum: match raw.no_checksum {
            true => Checksum::Ignored,
            false => Checksum::Required,
        },
        instrument: raw.instruments.pop(),
    })
}

/// Names of files from a list, one a line; empty lines are skipped.
fn listed(list: &Path) -> Result<Vec<PathBuf>, String> {
    let text = if list == Path::new("-") {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map(|_| text)
            .map_err(|e| format!("standard input: {e}"))?
    } else {
        std::fs::read_to_string(list).map_err(|e| format!("{}: {e}", list.display()))?
    };
    Ok(text
        .lines()
        .filter(|l| !l.is_empty())
        .map(PathBuf::from)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let words = std::iter::once("saba").chain(line.split_whitespace());
        parse(words.map(OsString::from))
    }

    #[test]
    fn options_may_stand_anywhere() {
        for line in [
            "score --no-checksum a b",
            "score a --no-checksum b",
            "--no-checksum score a b",
        ] {
            match parsed(line) {
                Ok(Command::Score(job)) => {
                    assert_eq!(job.checksum, Checksum::Ignored);
                    assert_eq!(job.files, [PathBuf::from("a"), PathBuf::from("b")]);
                }
                other => unreachable!("{line}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_old_instrument_comes_before_the_new_one() {
        for (line, first, last) in [
            ("compare --instrument x --instrument y a", Some("x"), "y"),
            ("compare a --instrument y", None, "y"),
        ] {
            match parsed(line) {
                Ok(Command::Compare { job, old }) => {
                    assert_eq!(old, first.map(PathBuf::from), "{line}");
                    assert_eq!(job.instrument, Some(PathBuf::from(last)), "{line}");
                    assert_eq!(job.files, [PathBuf::from("a")]);
                }
                other => unreachable!("{line}: {other:?}"),
            }
        }
    }

    #[test]
    fn wrong_usage_is_told() {
        for line in [
            "",
            "score",
            "check",
            "fly",
            "score --json a",
            "score --quiet a",
            "score a --instrument",
            "score a --instrument x --instrument y",
            "compare a",
            "compare --instrument x",
            "compare --json --instrument x a",
            "compare --instrument x --instrument y --instrument z a",
            "undecided a",
            "undecided --no-checksum",
            "instrument",
            "instrument check",
            "instrument check a b",
            "instrument make a",
            "rollup a",
            "rollup --region 63 a",
            "rollup --region 63.11",
            "score --region 63.11 a",
            "example",
            "example a b",
            "example a --seed x",
            "example a --region 63.11",
            "open a",
            "open --passphrase-file p",
            "open a b --passphrase-file p",
            "open - --passphrase-file -",
            "open a --passphrase-file p --json",
            "score a --passphrase-file p",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
