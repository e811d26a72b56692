//! No value in an error, a `Debug` output, the log, an act of destruction or any other file.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;
#[path = "marker/rights.rs"]
mod rights;

use std::{error::Error, fmt::Debug, ops::ControlFlow};

use common::{needles::Needles, *};
use kernel::{Consent, EraseReason, Way};
use office::{
    BadInput, Office, OfficeError,
    import::{FileOptions, ImportOptions},
};
use policy::{Ground, Lang};

/// A word that stands in every value.
const MARK: &str = "Qzjwmarkxvqu";

/// Everything that was printed.
#[derive(Default)]
struct Said(Vec<String>);

impl Said {
    fn debug(&mut self, what: &impl Debug) {
        self.0.push(format!("{what:?} {what:#?}"));
    }

    fn answer<T: Debug>(&mut self, answer: Result<T, OfficeError>) -> Option<T> {
        match answer {
            Ok(done) => {
                self.debug(&done);
                Some(done)
            }
            Err(why) => {
                self.error(&why);
                None
            }
        }
    }

    fn error(&mut self, why: &OfficeError) {
        self.0.push(format!("{why} {why:?} {why:#?}"));
        let mut source = why.source();
        while let Some(inner) = source {
            self.0.push(format!("{inner} {inner:?}"));
            source = inner.source();
        }
        match why {
            OfficeError::Refused(refusal) => {
                for lang in Lang::ALL {
                    let edition = edition();
                    let cites = policy::Cites::new(lang, [edition.pack()], None);
                    self.0.push(office::explain(refusal, edition.pack(), &cites));
                    self.0.push(office::remedy(refusal, edition.pack(), &cites));
                }
            }
            OfficeError::Input(BadInput::Value { bad, .. }) => {
                self.0.extend(Lang::ALL.map(|lang| bad.say(lang)));
            }
            _ => {}
        }
    }
}

/// Every item of the pack with a value that its kind refuses, most of them, and one that passes where it is free text.
fn every_item(office: &Office, said: &mut Said) {
    let hr = staff("hr");
    for item in &edition().pack().items {
        for value in
            [MARK.to_owned(), format!("{MARK}\u{7}"), format!("+7 {MARK}"), format!("{MARK}@{MARK}@")]
        {
            let items = [("full-name", MARK), (item.id.as_str(), value.as_str())];
            for (purpose, category) in [("recruitment", "candidate"), ("employment", "employee")] {
                let person = person(purpose, category, &items);
                said.debug(&person);
                said.answer(office.collect(&hr, &person));
            }
            said.answer(office.find(&hr, &item.id, &value));
        }
    }
}

fn every_act(office: &Office, said: &mut Said) {
    let (hr, boss) = (staff("hr"), responsible());
    let (name, mail, cv) =
        (format!("{MARK} Body"), format!("{MARK}@example.kz"), format!("{MARK} ").repeat(40));
    let items = [("full-name", name.as_str()), ("email", &mail), ("cv", &cv)];
    let collect = |mail: &str| {
        let items = [items[0], ("email", mail), items[2]];
        office.collect(&hr, &person("recruitment", "candidate", &items)).unwrap()
    };
    let (one, two, three) = (
        collect(&mail),
        collect(&format!("{MARK}.two@example.kz")),
        collect(&format!("{MARK}.3@example.kz")),
    );
    said.debug(&one);
    let (here, who) = (|| target("recruitment"), one.subject);
    let asked = ["full-name", "email", "cv", "iin"].map(|item| item.parse().unwrap());
    said.answer(office.read(&hr, who, here(), &asked));
    said.answer(office.read(&hr, who, here(), &asked[..3]));
    said.answer(office.rectify(&hr, who, here(), &[(asked[2].clone(), format!("{MARK} again"))]));
    said.answer(office.rectify(&hr, who, here(), &[(asked[3].clone(), MARK.to_owned())]));
    said.answer(office.block(&boss, who));
    said.answer(office.rectify(&hr, who, here(), &[(asked[2].clone(), MARK.to_owned())]));
    said.answer(office.check(&boss, who, here(), &asked[..3]));
    said.answer(office.export(&boss, who));
    said.answer(office.unblock(
        &boss,
        who,
        Some((here(), &[(asked[2].clone(), format!("{MARK} set right"))])),
    ));
    said.answer(office.hold(&boss, who, &format!("case of {MARK}")));
    said.answer(office.export(&boss, who))
        .inspect(|dossier| dossier.holds.iter().for_each(|hold| said.debug(hold)));
    said.answer(office.erase(&boss, who, None, EraseReason::Demand));
    said.answer(office.merge(&boss, two.subject, three.subject));
    said.answer(office.split(&boss, two.subject, vec![three.engagement]));
    said.answer(office.record_event(&hr, None, two.subject, here(), "hired".parse().unwrap()));
    said.answer(office.erase(&boss, two.subject, Some(here()), EraseReason::Unlawful));
    said.answer(office.plan(&boss, Some(at("2027-01-01T00:00:00Z"))));
    said.answer(office.sweep(&boss, &mut |_| {}));
    said.debug(&office.overview().unwrap());
    said.debug(&office);
}

fn import(office: &Office, dir: &std::path::Path, said: &mut Said) {
    let file = dir.join("people.csv");
    let rows = "full-name,email,birth-date,cv\n\
        {M} One,{M}.in@example.kz,1990-05-04,{M} and more\n\
        {M} Two,{M}@@example,{M},{M}\n\"{M} Three,{M}\n";
    std::fs::write(&file, rows.replace("{M}", MARK)).unwrap();
    let mut options = ImportOptions {
        purpose: "recruitment".parse().unwrap(),
        category: None,
        choice: None,
        consent: Some(Consent::to_processing(Way::Written, at("2026-03-01T08:00:00Z"))),
        at: None,
        file: FileOptions::new(dir.join("store/rejected.csv")),
    };
    let mut bring = |options: &ImportOptions| {
        said.debug(options);
        said.answer(office.import_people(&staff("hr"), options, &file, &mut |_| ControlFlow::Continue(())));
    };
    bring(&options);
    options.purpose = "mailings".parse().unwrap();
    bring(&options);
}

#[test]
fn no_value_is_said_or_written_anywhere() {
    let dir = tempfile::tempdir().unwrap();
    // mailings may be published too, so that there is a place that could be told
    let office = found_with(
        dir.path(),
        patched_from(&edition(), "2024-06-17", |pack| {
            for purpose in &mut pack.purposes {
                if let Ground::Consent(asks) = &mut purpose.ground {
                    asks.publication = true;
                }
            }
        }),
    );
    let mut said = Said::default();
    every_item(&office, &mut said);
    every_act(&office, &mut said);
    let codes = rights::every_right(&office, &mut said);
    import(&office, dir.path(), &mut said);
    office.checkpoint().unwrap();
    said.debug(&office.examine(true, &mut |_| {}).unwrap());
    println!("{} texts", said.0.len());
    let low = MARK.to_lowercase();
    for text in &said.0 {
        assert!(!codes.iter().any(|code| text.contains(code)), "a code: {text}");
        assert!(!text.to_lowercase().contains(&low), "{text}");
    }
    let mut needles = Needles::default();
    [MARK.to_owned(), low, MARK.to_uppercase()].iter().for_each(|mark| needles.text("value", mark));
    let store = dir.path().join("store");
    assert_eq!(needles.found_in(&store), Default::default());
    for file in tamper::files(&store) {
        let bytes = std::fs::read(&file).unwrap();
        let holds = |code: &String| bytes.windows(code.len()).any(|window| window == code.as_bytes());
        assert!(!codes.iter().any(holds), "a code in {}", file.display());
    }
}
