//! A small store with something of everything, what is true of it, and how it looks to somebody who asks.

use std::path::{Path, PathBuf};

use kernel::{Channel, Consent, EraseReason, SubjectId, Way};
use office::{NewPerson, Office, OfficeError, RequestForm};
use policy::{IdentityLevel, RequestKind};
use serde_json::Value;

use super::{at, found, person, responsible, staff, tamper, target};

/// The store at two moments, and what it answers at the second.
pub struct Truth {
    _dir: tempfile::TempDir,
    pub earlier: PathBuf,
    pub now: PathBuf,
    people: Vec<(SubjectId, String)>,
    answers: Vec<Answer>,
}

/// The people by name: who was rectified, blocked, held, refused, hired, has two engagements.
pub const NAMES: [&str; 7] = ["rectified", "blocked", "freed", "held", "refused", "hired", "twice"];

pub fn email(name: &str) -> String {
    format!("{name}.person@example.kz")
}

fn applicant(name: &str) -> NewPerson {
    let cv = format!("{name}: {}", "ten years of everything; ".repeat(9));
    let items = [("full-name", "Some Body"), ("email", &email(name)), ("phone", "+77012345678"), ("cv", &cv)];
    NewPerson {
        consent: Some(Consent::to_processing(Way::Written, at("2026-01-10T08:00:00Z"))),
        at: Some(at("2026-01-12T08:00:00Z")),
        ..person("recruitment", "candidate", &items)
    }
}

impl Truth {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (store, earlier, now) =
            (dir.path().join("store"), dir.path().join("earlier"), dir.path().join("now"));
        let office = found(dir.path());
        let (hr, boss, guest) = (staff("hr"), responsible(), staff("guest"));
        for name in ["crm", "mail"] {
            let (url, here) = (format!("https://{name}.example.com/hooks"), hooks::Networks::public());
            let events = ["subject.erased".to_owned(), "subject.held".to_owned()];
            office.add_hook(&boss, name.parse().unwrap(), &url, &events, &here).unwrap();
        }
        let collect = |name: &str| office.collect(&hr, &applicant(name)).unwrap().subject;
        let people: Vec<(SubjectId, String)> =
            NAMES.iter().map(|name| (collect(name), email(name))).collect();
        let [rectified, blocked, freed, held, refused, hired, twice] = std::array::from_fn(|n| people[n].0);
        let (gone, due) = (collect("gone"), collect("due"));
        let mail = person("mailings", "participant", &[("email", &email("twice"))]);
        let mail = NewPerson { consent: applicant("twice").consent, ..mail };
        assert_eq!(office.collect(&staff("marketing"), &mail).unwrap().subject, twice);
        let event = |who, event: &str| {
            let effective = Some(at("2026-01-20T08:00:00Z"));
            office.record_event(&hr, effective, who, target("recruitment"), event.parse().unwrap()).unwrap();
        };
        event(hired, "hired");
        event(due, "refused");
        office.add_staff(&boss, guest.staff().unwrap().clone(), vec!["hr".parse().unwrap()]).unwrap();
        office.acknowledge(&guest).unwrap();
        let form = |text: &str| RequestForm {
            kind: RequestKind::Information,
            channel: Channel::Paper,
            identity: IdentityLevel::StaffCheck,
            subject: Some(twice),
            target: None,
            parts: Vec::new(),
            representative: None,
            represented_by: String::new(),
            contact: email("twice"),
            text: text.to_owned(),
        };
        office.receive_request(&boss, None, &form("what is held?")).unwrap();
        let (_, hold) = office.hold(&boss, freed, "case 1").unwrap();
        office.erase(&boss, gone, None, EraseReason::Demand).unwrap();
        drop(office);
        tamper::copy(&store, &earlier);

        let office = Office::open(&store, None).unwrap();
        office.block(&boss, blocked).unwrap();
        office.rotate_hook_secret(&boss, &"crm".parse().unwrap()).unwrap();
        office.remove_hook(&boss, "mail".parse().unwrap()).unwrap();
        office.release(&boss, freed, hold).unwrap();
        office.hold(&boss, held, "case 2").unwrap();
        let news = [("cv", "nothing worth telling, really"), ("email", "rectified.anew@example.kz")];
        let news = news.map(|(item, value)| (item.parse().unwrap(), value.to_owned()));
        office.rectify(&hr, rectified, target("recruitment"), &news).unwrap();
        let refusal = "refused".parse().unwrap();
        office.record_event(&hr, None, refused, target("recruitment"), refusal).unwrap();
        office.remove_staff(&boss, guest.staff().unwrap().clone()).unwrap();
        office.set_clock(at("2026-03-05T07:00:00Z")).unwrap();
        assert_eq!(office.sweep(&boss, &mut |_| {}).unwrap().destroyed, 2); // due and hired
        office.checkpoint().unwrap();
        drop(office);
        tamper::copy(&store, &now);
        let mut people = people;
        people[0].1 = "rectified.anew@example.kz".to_owned();
        let office = Office::open(&store, None).unwrap();
        let before = office.log_size().unwrap();
        let answers = people.iter().map(|(who, email)| Answer::of(&office, before, *who, email)).collect();
        drop(office);
        Self { _dir: dir, earlier, now, people, answers }
    }

    /// What somebody notices who opens the store, asks everything and looks it over. With `strict`, any answer but an
    /// error has to be the true one.
    pub fn noticed(&self, store: &Path, strict: bool) -> Vec<String> {
        let office = match Office::open(store, None) {
            Ok(office) => office,
            Err(why) => return vec![format!("open: {why}")],
        };
        let Ok(before) = office.log_size() else { return vec!["the log's size".to_owned()] };
        let mut out = Vec::new();
        for ((who, email), truth) in self.people.iter().zip(&self.answers) {
            let answer = Answer::of(&office, before, *who, email);
            answer.compare(truth, *who, strict, &mut out);
        }
        match office.verify_log(&mut |_| {}) {
            Ok(log) => out.extend(log.faults.into_iter().map(|fault| format!("log: {fault}"))),
            Err(why) => out.push(format!("log: {why}")),
        }
        match office.examine(true, &mut |_| {}) {
            Ok(health) => {
                let serious = health.findings.into_iter().filter(|finding| finding.serious);
                out.extend(serious.map(|finding| format!("doctor: {}", finding.what)));
            }
            Err(why) => out.push(format!("doctor: {why}")),
        }
        out
    }
}

/// What a store says of one person; `Err` holds the words of an error, `None` stands for a refusal.
struct Answer {
    found: Result<Vec<SubjectId>, String>,
    read: Result<Option<Vec<String>>, String>,
    export: Result<Option<String>, String>,
}

impl Answer {
    /// Asks; of the acts on the person, those after `before` are the asking itself.
    fn of(office: &Office, before: u64, who: SubjectId, email: &str) -> Self {
        let boss = responsible();
        let items = ["full-name", "email", "phone", "cv"].map(|item| item.parse().unwrap());
        let read = office.read(&boss, who, target("recruitment"), &items);
        let texts = |values: Vec<(_, Option<_>)>| values.into_iter().map(|(_, v)| format!("{v:?}")).collect();
        let export = office.export(&boss, who).map(|mut dossier| {
            dossier.acts.retain(|act| act.entry < before);
            serde_json::to_string(&dossier).unwrap()
        });
        Self {
            found: office.find(&boss, &"email".parse().unwrap(), email).map_err(|why| why.to_string()),
            read: answered(read.map(|read| texts(read.values))),
            export: answered(export),
        }
    }

    fn compare(&self, truth: &Answer, who: SubjectId, strict: bool, noticed: &mut Vec<String>) {
        match &self.found {
            Ok(found) => {
                assert!(found.is_empty() || !strict || self.found == truth.found, "find gives {found:?}")
            }
            Err(why) => noticed.push(format!("find: {why}")),
        }
        match &self.read {
            Ok(read) => assert!(read.is_none() || !strict || self.read == truth.read, "{who} reads {read:?}"),
            Err(why) => noticed.push(format!("read: {why}")),
        }
        match &self.export {
            Ok(dossier) => {
                let parsed = |text: &str| serde_json::from_str(text).unwrap();
                let within =
                    |truth: &String| dossier.as_ref().is_none_or(|d| within(&parsed(d), &parsed(truth)));
                let truth = truth.export.as_ref().unwrap().as_ref();
                assert!(!strict || truth.is_some_and(within), "{who} exports {dossier:?}");
            }
            Err(why) => noticed.push(format!("export: {why}")),
        }
    }
}

/// Whether nothing is said but what is true. What a row that can't be found would say is missing from a list: only the
/// log knows of it.
fn within(said: &Value, truth: &Value) -> bool {
    match (said, truth) {
        (Value::Object(said), Value::Object(truth)) => {
            said.len() == truth.len() && said.iter().all(|(k, v)| truth.get(k).is_some_and(|t| within(v, t)))
        }
        (Value::Array(said), Value::Array(truth)) => said.iter().all(|s| truth.iter().any(|t| within(s, t))),
        _ => said == truth,
    }
}

fn answered<T>(answer: Result<T, OfficeError>) -> Result<Option<T>, String> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(OfficeError::Refused(_)) => Ok(None),
        Err(why) => Err(why.to_string()),
    }
}
