//! Random histories against a simple model: a list of what waits.

use kernel::{EraseReason, SubjectId};
use office::OfficeError;

use super::{
    common::{noise::Noise, *},
    *,
};

/// What waits: the type, the entry, of whom.
type Waits = Vec<(String, u64, SubjectId)>;

#[test]
fn what_waits_is_what_was_done_and_nothing_else() {
    let rounds = if noise::long() { 20 } else { 3 };
    for _ in 0..rounds {
        let mut noise = Noise(noise::seed());
        history(&mut noise);
    }
}

fn history(noise: &mut Noise) {
    let dir = tempfile::tempdir().unwrap();
    let mut office = heard(dir.path());
    let (mut people, mut waits, mut arrived): (Vec<SubjectId>, Waits, u32) = Default::default();
    for step in 0..150_u32 {
        let who = (!people.is_empty()).then(|| people[noise.below(people.len() as u64) as usize]);
        let mut told = |kind: &str, who, entry| waits.push((kind.to_owned(), entry, who));
        match (noise.below(10), who) {
            (0..2, _) | (_, None) => {
                let email = format!("some{step}@example.kz");
                let items = [("full-name", "Some Body"), ("email", email.as_str())];
                let person = person("recruitment", "candidate", &items);
                let done = office.collect(&staff("hr"), &person).unwrap();
                people.push(done.subject);
                told("data.collected", done.subject, done.done.entry);
            }
            (2, Some(who)) => permitted(office.block(&responsible(), who), |done| {
                told("subject.blocked", who, done.entry);
            }),
            (3, Some(who)) => permitted(office.unblock(&responsible(), who, None), |done| {
                told("subject.unblocked", who, done.entry);
            }),
            (4, Some(who)) => {
                let news = [("phone".parse().unwrap(), "+7 702 345 67 89".to_owned())];
                let done = office.rectify(&staff("hr"), who, target("recruitment"), &news);
                permitted(done, |done| told("item.rectified", who, done.entry));
            }
            (5, Some(who)) => {
                permitted(office.erase(&responsible(), who, None, EraseReason::Demand), |(done, _)| {
                    people.retain(|one| *one != who);
                    waits.retain(|(.., of)| *of != who);
                    waits.push(("data.destroyed".to_owned(), done.entry, who));
                    waits.push(("subject.erased".to_owned(), done.entry, who));
                });
            }
            (6, _) if noise.below(4) == 0 => {
                drop(office);
                office = open(dir.path());
            }
            _ => {
                let now = office.clock().now();
                for job in taken(&office, now) {
                    record(&office, &job, answered(200), now);
                    let event: Value = serde_json::from_str(&job.event.body()).unwrap();
                    let data = &event["data"];
                    let subject = data["subject"].as_str().unwrap().parse().unwrap();
                    let kind = event["type"].as_str().unwrap().to_owned();
                    assert_eq!((kind, data["entry"].as_u64().unwrap(), subject), waits.remove(0));
                    arrived += 1;
                }
            }
        }
        assert_eq!(line(&office, "crm").waiting, waits.len(), "after step {step}");
    }
    sound(&office);
    assert_eq!(delivered(&office, "crm").len(), waits.len());
    assert!(arrived > 10 && !people.is_empty(), "too little happened");
}

/// Goes on with what was done; a refusal is an answer as well.
fn permitted<T>(done: Result<T, OfficeError>, then: impl FnOnce(T)) {
    match done {
        Ok(done) => then(done),
        Err(OfficeError::Refused(_)) => {}
        Err(why) => panic!("{why}"),
    }
}
