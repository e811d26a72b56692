//! `qorgau config check`: what the service is told, where each word comes from, and what is wrong with it. Nothing is
//! opened but what has to be tried, and the store is left alone.

use std::{
    collections::BTreeSet, env, fs, net::TcpListener, os::unix::fs::MetadataExt as _, path::PathBuf,
    time::SystemTime,
};

use anyhow::Result;
use clap::{Args as _, CommandFactory as _, Subcommand, parser::ValueSource};
use serde_json::json;
use web::tls::{Flaw, flaws};

use super::serve::settings::{self, Said, Settings};
use crate::{
    answer::{Answer, BAD_INPUT},
    cli::Cli,
    door::Door,
    fault::{complaint, worded},
    post,
    show::{Paint, table, wrapped},
    speech::Speech,
};

/// Variables that no flag has.
const UNNAMED: [&str; 5] = ["QORGAU_DIR", "QORGAU_KEY", "QORGAU_MAIL", "QORGAU_PASSPHRASE", "QORGAU_SESSION"];

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Say what `serve` would be told, where each word comes from, and everything that is wrong with it
    Check {
        /// The file that says the rest; serve.toml in the store's folder where it is not named
        #[arg(long, env = "QORGAU_SERVE", value_name = "FILE")]
        config: Option<PathBuf>,
        #[command(flatten)]
        said: Box<Said>,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let Command::Check { config, said } = command;
    let (speech, dir) = (door.speech, door.globals.dir());
    let path = config.clone().unwrap_or_else(|| dir.join(settings::FILE));
    let mut check = Check { speech, faults: Vec::new(), warnings: Vec::new() };
    let settled = check.tried(said.as_ref().clone().settle(config.as_deref(), &dir));
    let mail = check.tried(post::checked()).flatten();
    if let Some(settled) = &settled {
        check.addresses(settled);
        check.certificate(settled);
    }
    check.variables();
    let lines = settled.map(|settled| lines(speech, &path, &settled, mail)).unwrap_or_default();
    Ok(check.answer(&lines))
}

/// A setting: its name, what it is, where that comes from.
struct Line {
    name: String,
    value: String,
    from: &'static str,
}

struct Check<'a> {
    speech: &'a Speech,
    faults: Vec<String>,
    warnings: Vec<String>,
}

impl Check<'_> {
    fn tried<T>(&mut self, what: Result<T>) -> Option<T> {
        what.map_err(|why| self.faults.push(worded(self.speech, &why))).ok()
    }

    fn warn(&mut self, key: &str, args: &[(&str, String)]) {
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
        self.warnings.push(self.speech.say(key, &args));
    }

    /// Whether each address can be listened on, and is one's own.
    fn addresses(&mut self, settled: &Settings) {
        let all = [Some(settled.listen), settled.redirect_from, settled.metrics];
        let mut seen = BTreeSet::new();
        for address in all.into_iter().flatten() {
            if address.port() != 0 && !seen.insert(address) {
                let twice = complaint("config-twice", &[("address", address.to_string())]);
                self.faults.push(worded(self.speech, &twice));
            } else if let Err(why) = TcpListener::bind(address) {
                let args = [("address", address.to_string()), ("why", why.to_string())];
                self.faults.push(worded(self.speech, &complaint("serve-address", &args)));
            }
        }
        if let Some(metrics) = settled.metrics.filter(|address| !address.ip().is_loopback()) {
            self.warn("config-metrics-open", &[("address", metrics.to_string())]);
        }
    }

    /// What browsers will say against the certificate that was given, and who else reads its key.
    fn certificate(&mut self, settled: &Settings) {
        let Some(given) = &settled.certificate else { return };
        let path = || ("path", given.chain.display().to_string());
        let Some(certified) = self.tried(given.load().map_err(anyhow::Error::from)) else { return };
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        for flaw in flaws(&certified, settled.own_names(), web::tls::UnixTime::since_unix_epoch(now)) {
            let fault = match flaw {
                Flaw::Expired => complaint("config-expired", &[path()]),
                Flaw::NotYet => complaint("config-not-yet", &[path()]),
                Flaw::NotFor(name) => complaint("config-not-for", &[path(), ("name", name)]),
                Flaw::Unreadable => complaint("config-no-certificate", &[path()]),
            };
            self.faults.push(worded(self.speech, &fault));
        }
        if fs::metadata(&given.key).is_ok_and(|meta| meta.mode() & 0o077 != 0) {
            self.warn("config-key-open", &[("path", given.key.display().to_string())]);
        }
    }

    /// Variables that look like ours and are nobody's: a name typed wrongly is silent otherwise.
    fn variables(&mut self) {
        let mut known: BTreeSet<String> = UNNAMED.map(str::to_owned).into();
        named(&Cli::command(), &mut known);
        let ours = |name: &String| name.starts_with("QORGAU_") && !known.contains(name);
        let strange: BTreeSet<String> =
            env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(ours).collect();
        for name in strange {
            self.warn("config-unknown", &[("name", name)]);
        }
    }

    fn answer(self, lines: &[Line]) -> Answer {
        let Self { speech, faults, warnings } = self;
        let heads = ["head-setting", "head-value", "head-from"].map(|key| speech.word(key));
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| vec![line.name.clone(), line.value.clone(), speech.word(line.from)])
            .collect();
        let mut text = if rows.is_empty() { String::new() } else { table(&heads, &rows, &[], &[1]) };
        for warning in &warnings {
            text += &format!("\n{}", wrapped(&format!("{} · {warning}", speech.word("config-warning")), 2));
        }
        for fault in &faults {
            let said = format!("{} · {fault}", Paint::out().bad(&speech.word("config-fault")));
            text += &format!("\n{}", wrapped(&said, 2));
        }
        let key = if faults.is_empty() { "config-good" } else { "config-bad" };
        let verdict = speech.say(key, &[("n", (faults.len() as u64).into())]);
        text += &format!("\n{verdict}");
        let text = text.trim_start_matches('\n');
        let settings: serde_json::Map<String, serde_json::Value> = lines
            .iter()
            .map(|line| {
                (line.name.clone(), json!({ "value": line.value, "from": &line.from["from-".len()..] }))
            })
            .collect();
        let answer =
            Answer::done(text, json!({ "settings": settings, "faults": faults, "warnings": warnings }));
        if faults.is_empty() { answer } else { answer.code(BAD_INPUT) }
    }
}

/// Every setting, in the order of the help.
fn lines(speech: &Speech, path: &std::path::Path, settled: &Settings, mail: Option<String>) -> Vec<Line> {
    let root = Cli::command().get_matches_from(env::args_os());
    let matches = root.subcommand_matches("config").and_then(|config| config.subcommand_matches("check"));
    let filed = settings::read(path).ok().flatten().and_then(|text| text.parse::<toml::Table>().ok());
    let filed = filed.unwrap_or_default();
    let of = |arg: &clap::Arg| {
        let (id, name) = (arg.get_id().as_str(), arg.get_long()?.to_owned());
        let raw = || {
            let all = matches.and_then(|matches| matches.get_raw(id)).into_iter().flatten();
            all.map(|one| one.to_string_lossy().into_owned()).collect::<Vec<_>>().join(",")
        };
        Some(match matches.and_then(|matches| matches.value_source(id)) {
            Some(ValueSource::CommandLine) => Line { name, value: raw(), from: "from-flag" },
            Some(ValueSource::EnvVariable) => Line { name, value: raw(), from: "from-variable" },
            _ => match filed.get(&name) {
                Some(value) => Line { value: shown(value), name, from: "from-file" },
                None => {
                    let value = settled.usual(&name);
                    Line {
                        name,
                        value: value.unwrap_or_else(|| speech.word("config-none")),
                        from: "from-usual",
                    }
                }
            },
        })
    };
    let mut lines: Vec<Line> = said().get_arguments().filter_map(of).collect();
    let (value, from) = match mail {
        Some(mail) => (mail, "from-variable"),
        None => (speech.word("config-none"), "from-usual"),
    };
    lines.push(Line { name: "QORGAU_MAIL".to_owned(), value, from });
    lines
}

/// What `serve` can be told, as clap has it.
fn said() -> clap::Command {
    Said::augment_args(clap::Command::new("serve"))
}

fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The variables that any command heeds.
fn named(command: &clap::Command, into: &mut BTreeSet<String>) {
    let of = |arg: &clap::Arg| arg.get_env().map(|name| name.to_string_lossy().into_owned());
    into.extend(command.get_arguments().filter_map(of));
    command.get_subcommands().for_each(|command| named(command, into));
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const BEGIN: &str = "<!-- settings: written by UPDATE_SETTINGS=1 cargo test -p qorgau settings -->\n";
    const END: &str = "<!-- end of settings -->";

    /// The table of docs/build.md is made of what clap knows, and of nothing else.
    #[test]
    fn the_table_of_settings_in_the_book_is_the_program_s_own() {
        let mut table = String::from("| flag, or name in the file | variable | what |\n|---|---|---|\n");
        for arg in said().get_arguments() {
            let (Some(long), Some(env), Some(help)) = (arg.get_long(), arg.get_env(), arg.get_help()) else {
                panic!("{} has no flag, no variable or no help", arg.get_id())
            };
            let help = help.to_string().replace('|', "\\|");
            table += &format!("| `--{long}` | `{}` | {help} |\n", env.to_string_lossy());
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/build.md");
        let book = fs::read_to_string(&path).expect("the book");
        let (head, rest) = book.split_once(BEGIN).expect("the table begins");
        let (written, tail) = rest.split_once(END).expect("the table ends");
        if env::var_os("UPDATE_SETTINGS").is_some() {
            fs::write(&path, format!("{head}{BEGIN}{table}{END}{tail}")).expect("written");
        } else {
            assert_eq!(written, table, "run UPDATE_SETTINGS=1 cargo test -p qorgau settings");
        }
    }

    #[test]
    fn every_setting_has_a_name_in_the_file() {
        for arg in said().get_arguments() {
            let name = arg.get_long().expect("a flag");
            let text = match name {
                "connections" => format!("{name} = 5\n"),
                "name" | "hook-network" => format!("{name} = []\n"),
                "log" => format!("{name} = 'off'\n"),
                "certificate" | "private-key" => format!("{name} = 'a'\n"),
                _ => format!("{name} = '127.0.0.1:1'\n"),
            };
            assert!(toml::from_str::<Said>(&text).is_ok(), "{name}");
        }
    }
}
