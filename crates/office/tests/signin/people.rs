//! Somebody with a password, an app and recovery codes.

use access::{
    account::Second,
    totp::{Code, Secret},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{ActKind, Operational, RefusalCode};
use office::{BadInput, Begun, Caller, Choice, Entered, Office, OfficeError, Passed, second_step};
use policy::StaffId;
use vault::Zeroizing;

use crate::common::responsible;

pub(crate) const GOOD: &str = "түлкі көпір жаңбыр қазан";
pub(crate) const HERE: Caller<'_> = from(7);

/// From 192.0.2.x.
pub(crate) const fn from(last: u8) -> Caller<'static> {
    let address = std::net::IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, last));
    Caller { address, device: None, client: "a test" }
}

pub(crate) struct Person {
    pub(crate) staff: StaffId,
    pub(crate) app: Secret,
    pub(crate) codes: Vec<Zeroizing<String>>,
}

impl Person {
    /// The code of the next step: one of this step may be used already, so the clock goes on by one.
    pub(crate) fn totp(&self, office: &Office) -> Second {
        pass(office, 30);
        Second::Totp(self.app.code(office.clock().now().as_second() as u64 / 30))
    }

    pub(crate) fn recovery(&self, which: usize) -> Second {
        second_step(&self.codes[which]).unwrap()
    }

    pub(crate) fn begin(&self, office: &Office, password: &str) -> String {
        begin(office, self.staff.as_str(), password, &HERE).unwrap()
    }

    pub(crate) fn try_in(
        &self,
        office: &Office,
        password: &str,
        second: Second,
    ) -> Result<Entered, &'static str> {
        try_in(office, self.staff.as_str(), password, second, &HERE)
    }

    pub(crate) fn sign_in(&self, office: &Office) -> Entered {
        let second = self.totp(office);
        self.try_in(office, GOOD, second).unwrap()
    }
}

pub(crate) fn begin(office: &Office, name: &str, password: &str, caller: &Caller<'_>) -> Option<String> {
    match office.begin_sign_in(name, password, caller).unwrap() {
        Begun::Attempt(handle) => Some(handle.to_string()),
        Begun::Wait(_) => None,
    }
}

pub(crate) fn try_in(
    office: &Office,
    name: &str,
    password: &str,
    second: Second,
    caller: &Caller<'_>,
) -> Result<Entered, &'static str> {
    let attempt = begin(office, name, password, caller).ok_or("wait")?;
    match office.second_sign_in(&attempt, second, caller).unwrap() {
        Passed::In(entered) => Ok(*entered),
        Passed::Wrong { .. } => Err("wrong"),
        Passed::Over => Err("over"),
    }
}

pub(crate) fn enrol(office: &Office, link: &str) -> Person {
    let offer = office.offer(link).unwrap();
    let code = code_of(&offer.typed, office.clock().now(), 0);
    let enrolled = office.enrol(link, &Choice { password: GOOD, breached: None }, &code).unwrap();
    assert_eq!(enrolled.staff, offer.staff);
    Person { staff: enrolled.staff, app: app(&offer.typed), codes: enrolled.recovery }
}

pub(crate) fn first(office: &Office) -> Person {
    enrol(office, &office.invite_first().unwrap().link)
}

pub(crate) fn invited(office: &Office, staff: &str) -> Person {
    enrol(office, &office.invite(&responsible(), staff.parse().unwrap()).unwrap().1.link)
}

/// The secret as an app takes it over from what was typed.
pub(crate) fn app(typed: &str) -> Secret {
    Secret::parse(typed).unwrap()
}

pub(crate) fn code_of(typed: &str, now: Timestamp, ahead: u64) -> String {
    let code: Code = app(typed).code(now.as_second() as u64 / 30 + ahead);
    code.expose().to_owned()
}

/// Lets the clock go on, or back.
pub(crate) fn pass(office: &Office, seconds: i64) {
    office.set_clock(office.clock().now() + SignedDuration::from_secs(seconds)).unwrap();
}

pub(crate) fn said(why: OfficeError) -> &'static str {
    match why {
        OfficeError::Input(BadInput::Said(all)) => all[0].code(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn refusal<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> RefusalCode {
    match answer.unwrap_err() {
        OfficeError::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn sound(office: &Office) {
    let health = office.examine(true, &mut |_| {}).unwrap();
    assert!(health.is_well(), "{health:?}");
}

/// The entries of these kinds: who, what, on whom, how.
pub(crate) fn log(office: &Office, kinds: &[ActKind]) -> Vec<String> {
    office.checkpoint().unwrap();
    let mut out = Vec::new();
    for index in 0.. {
        let Ok(proof) = office.prove(index) else { break };
        let said = Operational::from_bytes(proof.operational.as_bytes()).unwrap();
        if kinds.contains(&said.act) {
            let staff = said.staff.map_or_else(|| "-".to_owned(), |staff| staff.to_string());
            let how = said.how.unwrap_or_else(|| "-".to_owned());
            out.push(format!("{} {} {staff} {how}", said.actor, said.act.as_str()));
        }
    }
    out
}

/// The SHA-1 of [`GOOD`], by Python's hashlib.
pub(crate) fn sha1_of_good() -> &'static str {
    "8C4EDFBA78800A90EC0021774D2574AE96E8A0D6"
}
