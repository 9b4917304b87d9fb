//! `saba`: scores and checks sheets outside the browser, over the same core
//! as the app. Commands, output and exit codes: `docs/cli.md`.

mod args;
mod check;
mod compare;
mod example;
mod files;
mod instrument;
mod json;
mod open;
mod regions;
mod remark;
mod rollup;
mod score;
mod undecided;
mod words;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use args::Command;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Everything is in order.
    Good,
    /// Something is wrong with a file.
    Bad,
}

fn main() -> ExitCode {
    let command = match args::parse(std::env::args_os()) {
        Ok(command) => command,
        Err(problem) => {
            eprintln!("saba: {problem}\nTry 'saba --help'.");
            return ExitCode::from(2);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let end = run(command, &mut out).and_then(|end| out.flush().map(|()| end));
    match end {
        Ok(End::Good) => ExitCode::SUCCESS,
        Ok(End::Bad) => ExitCode::from(1),
        // Whoever reads has seen enough (`saba score * | head`).
        Err(e) if e.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("saba: {e}");
            ExitCode::from(1)
        }
    }
}

fn run(command: Command, out: &mut dyn Write) -> io::Result<End> {
    match command {
        Command::Help => {
            out.write_all(args::HELP.as_bytes())?;
            Ok(End::Good)
        }
        Command::Version => {
            writeln!(out, "saba {}", env!("CARGO_PKG_VERSION"))?;
            Ok(End::Good)
        }
        Command::InstrumentCheck(file) => instrument::check(&file, out),
        Command::Open { file, passphrase } => open::run(&file, &passphrase, out),
        Command::Undecided(rules) => match instrument::load(rules.as_deref()) {
            Ok(instrument) => {
                out.write_all(undecided::page(&instrument).as_bytes())?;
                Ok(End::Good)
            }
            Err(problem) => Ok(complain(&problem)),
        },
        Command::Compare { job, old } => {
            let old = instrument::load(old.as_deref());
            let new = instrument::load(job.instrument.as_deref());
            match old.and_then(|old| Ok((old, new?))) {
                Ok((old, new)) => files::each(&job, out, |file| {
                    compare::line([&old, &new], file, job.checksum)
                }),
                Err(problem) => Ok(complain(&problem)),
            }
        }
        Command::Score(job) => match instrument::load(job.instrument.as_deref()) {
            Ok(instrument) => files::each(&job, out, |file| {
                score::line(&instrument, file, job.checksum)
            }),
            Err(problem) => Ok(complain(&problem)),
        },
        Command::Rollup {
            job,
            region,
            regions,
        } => {
            let regency = regions::regency(&region, regions.as_deref());
            match (instrument::load(job.instrument.as_deref()), regency) {
                (Ok(instrument), Ok(regency)) => rollup::run(&instrument, &regency, &job, out),
                (Err(problem), _) | (_, Err(problem)) => Ok(complain(&problem)),
            }
        }
        Command::Example { folder, seed } => match instrument::load(None) {
            Ok(instrument) => example::run(&instrument, &folder, seed, out),
            Err(problem) => Ok(complain(&problem)),
        },
        Command::Check { job, json } => match instrument::load(job.instrument.as_deref()) {
            Ok(instrument) => files::each(&job, out, |file| {
                check::report(&instrument, file, job.checksum, json)
            }),
            Err(problem) => Ok(complain(&problem)),
        },
    }
}

fn complain(problem: &str) -> End {
    eprintln!("saba: {problem}");
    End::Bad
}
