//! Enrols somebody anew and signs them in, for real, as if by an app of theirs; `NAME.session` is then their session.

use std::{env, fs, net::Ipv4Addr};

use access::{account::Second, totp::Secret};
use kernel::Actor;
use office::{Begun, Caller, Choice, Office, Passed};
use policy::StaffId;

const PASSWORD: &str = "түлкі көпір жаңбыр қазан";

pub(crate) fn sign_in(name: &str) {
    let office = Office::open(env::var_os("QORGAU_DIR").unwrap(), None).unwrap();
    let staff: StaffId = name.parse().unwrap();
    let world = office.world();
    let (responsible, _) = world.staff.iter().find(|(_, member)| world.is_responsible(member)).unwrap();
    let first = if staff == *responsible { office.invite_first().ok() } else { None };
    let invited =
        first.unwrap_or_else(|| office.invite(&Actor::Staff(responsible.clone()), staff).unwrap().1);
    let app = Secret::parse(&office.offer(&invited.link).unwrap().typed).unwrap();
    let step = office.clock().now().as_second() as u64 / 30;
    let choice = Choice { password: PASSWORD, breached: None };
    office.enrol(&invited.link, &choice, app.code(step).expose()).unwrap();
    let caller = Caller { address: Ipv4Addr::LOCALHOST.into(), device: None, client: "a test" };
    let Begun::Attempt(attempt) = office.begin_sign_in(name, PASSWORD, &caller).unwrap() else {
        panic!("too many of {name}");
    };
    // the code of now is used; an app whose clock is a little ahead shows the next
    let second = Second::Totp(app.code(step + 1));
    let Passed::In(entered) = office.second_sign_in(&attempt, second, &caller).unwrap() else {
        panic!("{name} does not get in");
    };
    fs::write(format!("{name}.session"), format!("session {}\n", &*entered.token)).unwrap();
}

/// Prints the code that an app shows for the secret which `enrol` has shown; `ahead` steps on.
pub(crate) fn print_code(shown: &str, ahead: u64) {
    let shown = fs::read_to_string(shown).unwrap();
    let app = shown.lines().find_map(Secret::parse).unwrap();
    let clock = Office::open(env::var_os("QORGAU_DIR").unwrap(), None).unwrap();
    let step = clock.clock().now().as_second() as u64 / 30;
    println!("{}", app.code(step + ahead).expose());
}
