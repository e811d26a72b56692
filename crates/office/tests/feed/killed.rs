//! The process is killed at any instant: an act that is in the log has its event, and no event is of anything else.

use std::{collections::BTreeSet, sync::atomic::Ordering, thread, time::Duration};

use kernel::{ActKind, Verdict};

use super::{
    common::{child, noise::Noise, *},
    *,
};

const TOLD: [ActKind; 3] = [ActKind::Collect, ActKind::Block, ActKind::Unblock];

/// Four at work, and one that sends; what it sent it tells before it records that.
pub(crate) fn work(orders: &child::Orders) {
    let office = Arc::new(Office::open(&orders.dir, None).unwrap());
    let key = std::sync::atomic::AtomicU64::new(orders.seed);
    let act = || loop {
        let email = format!("some{}@example.kz", key.fetch_add(1, Ordering::Relaxed));
        let items = [("full-name", "Some Body"), ("email", email.as_str())];
        let who = office.collect(&staff("hr"), &person("recruitment", "candidate", &items)).unwrap().subject;
        office.block(&responsible(), who).unwrap();
        assert!(office.block(&responsible(), who).is_err(), "refused, and in the log");
        office.unblock(&responsible(), who, None).unwrap();
    };
    thread::scope(|scope| {
        (0..4).for_each(|_| drop(scope.spawn(act)));
        child::tell("ready");
        loop {
            let now = office.clock().now();
            for job in taken(&office, now) {
                child::tell(&entry_of(&job).to_string());
                record(&office, &job, answered(200), now);
            }
        }
    });
}

fn entry_of(job: &Job) -> u64 {
    let event: Value = serde_json::from_str(&job.event.body()).unwrap();
    event["data"]["entry"].as_u64().unwrap()
}

#[test]
fn what_is_in_the_log_has_its_event_and_nothing_else_has() {
    let rounds = if noise::long() { 60 } else { 6 };
    let mut noise = Noise(noise::seed());
    let dir = tempfile::tempdir().unwrap();
    drop(heard(dir.path()));
    let mut sent = BTreeSet::new();
    for round in 0..rounds {
        let store = dir.path().join("store");
        let worker = child::start(child::command(&[], "feed", &store, round * 1_000_000));
        let mut heard = Vec::new();
        assert!(worker.hear("ready", &mut heard), "the child did not start");
        thread::sleep(Duration::from_millis(5 + noise.below(195)));
        heard.extend(worker.kill());
        sent.extend(heard.iter().filter_map(|word| word.parse::<u64>().ok()));
        let office = open(dir.path());
        sound(&office);
        drop(office);
    }
    let office = open(dir.path());
    let mut all = sent.clone();
    for event in delivered(&office, "crm") {
        let entry = event["data"]["entry"].as_u64().unwrap();
        // one that was told but not recorded is sent again
        assert!(all.insert(entry) || sent.contains(&entry), "entry {entry} is told twice");
    }
    drop(office);
    let log = log(dir.path());
    let done = |(_, said): &(u64, &kernel::Operational)| {
        TOLD.contains(&said.act) && said.verdict == Verdict::Permitted
    };
    let told: BTreeSet<u64> = (0..).zip(&log).filter(done).map(|(index, _)| index).collect();
    assert!(told.len() > 100 && sent.len() > 10, "{} told, {} sent", told.len(), sent.len());
    assert_eq!(all, told);
}
