//! `cargo xtask <command>`: see [`HELP`].

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xtask::{bench, build, fuzz, process, server::Server, size, test};

const HELP: &str = "\
cargo xtask <command>

  build [--quick]             build the page into dist/; quick: large and soon there, to try out
  serve [--port N] [--prefix PATH] [--no-build] [--quick]
                              build, then serve dist/ on 127.0.0.1 (port 8080)
  size  [--no-build]          build, then print what each file costs; fails above the budget
  test  [--no-browser]        everything: format, lints, tests, build, budget, browser tests
  bench [--no-build] [--only NAME]
                              build, then measure: score, phone, import, regency, kill, fuzz
  fuzz  [--seconds N]         throw changed files at the door for files (60 seconds)
  screens [--no-build]        build, then picture every screen into docs/screens/
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::FAILURE);
    };
    let mut options = Options::new(rest);
    match command.as_str() {
        "build" => {
            let pace = pace(&mut options);
            options.finish()?;
            build::run(pace)?;
        }
        "serve" => {
            let port = match options.value("--port")? {
                Some(text) => text
                    .parse()
                    .with_context(|| format!("--port {text}: not a port number"))?,
                None => 8080,
            };
            let prefix = options.value("--prefix")?.unwrap_or_default();
            build_unless(&mut options)?;
            options.finish()?;
            let server = Server::start(&process::dist(), port, &prefix)?;
            println!("Saba: {}", server.url());
            server.wait();
        }
        "size" => {
            if options.flag("--quick") {
                bail!("the size of a quick build says nothing");
            }
            build_unless(&mut options)?;
            options.finish()?;
            size::run()?;
        }
        "test" => {
            let browser = !options.flag("--no-browser");
            options.finish()?;
            return Ok(test::run(browser));
        }
        "bench" => {
            let only = options.value("--only")?;
            build_unless(&mut options)?;
            options.finish()?;
            bench::run(only.as_deref())?;
        }
        "fuzz" => {
            let seconds = match options.value("--seconds")? {
                Some(text) => text
                    .parse()
                    .with_context(|| format!("--seconds {text}: not a number"))?,
                None => fuzz::SECONDS,
            };
            options.finish()?;
            fuzz::run(seconds)?;
        }
        "screens" => {
            build_unless(&mut options)?;
            options.finish()?;
            bench::screens()?;
        }
        "help" | "--help" | "-h" => print!("{HELP}"),
        other => bail!("unknown command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn build_unless(options: &mut Options) -> Result<()> {
    let pace = pace(options);
    if !options.flag("--no-build") {
        build::run(pace)?;
    }
    Ok(())
}

fn pace(options: &mut Options) -> build::Pace {
    match options.flag("--quick") {
        true => build::Pace::Quick,
        false => build::Pace::Small,
    }
}

/// The few options there are; whatever is left at [`Options::finish`] is an error.
struct Options {
    rest: Vec<String>,
}

impl Options {
    fn new(arguments: &[String]) -> Self {
        Self {
            rest: arguments.to_vec(),
        }
    }

    fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|argument| argument != name);
        self.rest.len() != before
    }

    fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(place) = self.rest.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        if place + 1 >= self.rest.len() {
            bail!("{name} needs a value");
        }
        let value = self.rest.remove(place + 1);
        self.rest.remove(place);
        Ok(Some(value))
    }

    fn finish(self) -> Result<()> {
        match self.rest.first() {
            Some(argument) => bail!("unknown option `{argument}`\n\n{HELP}"),
            None => Ok(()),
        }
    }
}
