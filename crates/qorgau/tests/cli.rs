//! The command line's behaviour, as written down in `cmd/*.trycmd`. `TRYCMD=overwrite cargo test -p qorgau --test cli`
//! writes down what it does now; ids and keys are then to be replaced by `[..]`.

use std::{env, path::Path};

#[test]
fn the_command_line_does_what_is_written() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let binary = Path::new(env!("CARGO_BIN_EXE_qorgau"));
    let folder = binary.parent().expect("the binary lies in a folder").display().to_string();
    let path = env::var("PATH").unwrap_or_default();
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("qorgau", binary.to_owned())
        .register_bin("sh", Path::new("/bin/sh").to_owned())
        .env("PATH", format!("{folder}:{path}"))
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("QORGAU_AS", "privacy-officer")
        .env("QORGAU_DIR", "qorgau-data")
        .env("PACKS", here.join("../../packs").display().to_string())
        .env("FOUND", here.join("tests/cmd/found.sh").display().to_string())
        .env("WAITING", here.join("tests/cmd/waiting.sh").display().to_string())
        .case("tests/cmd/*.trycmd");
}
