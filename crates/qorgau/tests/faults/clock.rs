//! A clock that is set back and forth under load; a library loaded before the C library sets it, for the service alone.

use std::{env, fs, path::Path, process::Command, sync::atomic::AtomicU64, thread, time::Duration};

use jiff::{SignedDuration, Timestamp};

use crate::{
    all_are_there,
    client::Client,
    service::{Service, Store, signal},
    until_gone,
};

const HOUR: i64 = 3600;
/// How many seconds each jump is from the true time.
const JUMPS: [i64; 6] = [3 * HOUR, -48 * HOUR, 40 * 24 * HOUR, -60 * 24 * HOUR, 0, -90];

#[test]
fn a_clock_that_jumps_loses_nothing_and_the_log_still_proves_itself() {
    let folder = tempfile::tempdir().unwrap();
    let library = made_in(folder.path());
    let ahead = folder.path().join("ahead").to_str().unwrap().to_owned();
    let env = [("LD_PRELOAD", library.as_str()), ("CLOCK_AHEAD", &ahead)];
    fs::write(&ahead, (-30 * 365 * 24 * HOUR).to_string()).unwrap();
    assert_ne!(year(&env), year(&[]), "the library sets the clock");

    let until = Timestamp::now() + SignedDuration::from_hours(24 * 300);
    let store = Store::found_in(folder, None, until);
    let jumped = |by: i64| {
        fs::write(&ahead, by.to_string()).unwrap();
        thread::sleep(Duration::from_millis(250));
    };
    jumped(0);
    let mut service = Service::start_under(&[], &env, &store, &[]);
    let pid = service.id();
    let taken = until_gone(&service, &AtomicU64::new(0), || {
        for by in JUMPS {
            jumped(by);
            let mut client = Client::connect(&service).expect("it takes callers whatever the time");
            assert_eq!(client.get("/health/ready").expect("an answer").0, 200, "{by}");
        }
        signal(pid, "-TERM");
    });
    assert!(service.ended().success(), "it ends in peace");
    assert!(taken.len() > 20, "{} people were taken in meanwhile", taken.len());
    let mut service = Service::start(&store, &[]);
    all_are_there(&service, &taken);
    service.stop();
    store.is_sound();
}

/// Compiles the library.
fn made_in(folder: &Path) -> String {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/clock.c");
    let library = folder.join("clock.so").to_str().unwrap().to_owned();
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let made = Command::new(compiler).args(["-shared", "-fPIC", "-O1", "-o", &library]).arg(source).status();
    assert!(made.unwrap().success());
    library
}

/// The year as a process has it in this environment.
fn year(env: &[(&str, &str)]) -> String {
    let said = Command::new("date").args(["-u", "+%Y"]).envs(env.iter().copied()).output().unwrap();
    String::from_utf8(said.stdout).unwrap()
}
