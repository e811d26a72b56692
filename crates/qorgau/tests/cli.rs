//! The command line's behaviour, as written down in `cmd/*.trycmd`. `TRYCMD=overwrite cargo test -p qorgau --test cli`
//! writes down what it does now; ids and keys are then to be replaced by `[..]`.

#![allow(clippy::unwrap_used)] // a test may stop

#[path = "cli/signed_in.rs"]
mod signed_in;

use std::{env, path::Path};

/// Asks the test for a helper's work.
const HELP: &str = "QORGAU_TEST_SIGNED_IN";

fn main() {
    if env::var_os(HELP).is_some() {
        let asked: Vec<String> = env::args().skip(1).collect();
        return match asked.as_slice() {
            [what, file] if what == "--code" => signed_in::print_code(file, 0),
            [what, file] if what == "--next-code" => signed_in::print_code(file, 1),
            names => names.iter().for_each(|name| signed_in::sign_in(name)),
        };
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let binary = Path::new(env!("CARGO_BIN_EXE_qorgau"));
    let folder = binary.parent().unwrap().display().to_string();
    let path = env::var("PATH").unwrap_or_default();
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("qorgau", binary.to_owned())
        .register_bin("sh", Path::new("/bin/sh").to_owned())
        .env("PATH", format!("{folder}:{path}"))
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("XDG_STATE_HOME", "state")
        .env("QORGAU_SESSION", "privacy-officer.session")
        .env("QORGAU_DIR", "qorgau-data")
        .env("PACKS", here.join("../../packs").display().to_string())
        .env("FOUND", here.join("tests/cmd/found.sh").display().to_string())
        .env("WAITING", here.join("tests/cmd/waiting.sh").display().to_string())
        .env("BARE", here.join("tests/cmd/bare.sh").display().to_string())
        .env("SIGNED_IN", here.join("tests/cmd/signed-in.sh").display().to_string())
        .env("SIGNED_IN_BY", env::current_exe().unwrap().display().to_string())
        .case("tests/cmd/*.trycmd");
}
