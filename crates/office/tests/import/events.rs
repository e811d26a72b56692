//! History in.

use std::ops::ControlFlow;

use kernel::RefusalCode;
use office::{
    OfficeError, Result,
    import::{EventOptions, FileOptions, ImportReport},
};

use crate::{
    common::{candidate, staff},
    desk::{Desk, counts},
};

fn options(desk: &Desk) -> EventOptions {
    EventOptions { purpose: None, event: None, at: None, file: FileOptions::new(desk.rejects()) }
}

fn import(desk: &Desk, actor: &str, text: &str, options: &EventOptions) -> Result<ImportReport> {
    let path = desk.file("events.csv", text);
    desk.office.import_events(&staff(actor), options, &path, &mut |_| ControlFlow::Continue(()))
}

#[test]
fn events_by_an_item_or_by_id_and_again() {
    let desk = Desk::new();
    let first = candidate(&desk.office, "Асан Үсен", "a@example.kz");
    candidate(&desk.office, "Бота Әли", "b@example.kz");
    let text = "email,purpose,event,at\n\
                A@example.kz,recruitment,refused,2026-03-02\n\
                b@example.kz,Подбор кандидатов на вакантные должности,Decision to hire,2026-03-02T08:00:00+05:00\n\
                nobody@example.kz,recruitment,refused,2026-03-01\n\
                a@example.kz,recruitment,danced,2026-03-01\n\
                a@example.kz,recruitment,contract-ended,2026-03-01\n\
                a@example.kz,recruitment,refused,2026-04-01\n\
                a@example.kz,recruitment,refused,\n\
                no address,recruitment,refused,2026-03-01\n";
    let report = import(&desk, "hr", text, &options(&desk)).unwrap();
    assert_eq!(counts(&report), (2, 0, 6), "{:?}", desk.rejected());
    let lines: Vec<_> =
        desk.rejected().into_iter().map(|[row, item, code, _]| format!("{row} {item} {code}")).collect();
    let expected = [
        "4  unknown-subject",
        "5  bad-event",
        "6  event-not-here",
        "7  future-time",
        "8  incomplete",
        "9 email email-form",
    ];
    assert_eq!(lines, expected);
    let again = import(&desk, "hr", text, &options(&desk)).unwrap();
    assert_eq!(counts(&again), (0, 2, 6));
    let text = format!(
        "subject,purpose,event,at\n{first},recruitment,refused,2026-03-01\nx,recruitment,refused,2026-03-01\n"
    );
    let report = import(&desk, "hr", &text, &options(&desk)).unwrap();
    assert_eq!(counts(&report), (0, 0, 2));
    assert_eq!(desk.rejected()[0][2], "event-recorded", "another moment is another statement");
    assert_eq!(desk.rejected()[1][2], "bad-id");
}

#[test]
fn events_with_options_and_engagements_in_ndjson() {
    let desk = Desk::new();
    let subject = candidate(&desk.office, "Асан Үсен", "a@example.kz");
    let mut said = options(&desk);
    (said.purpose, said.event) = (Some("recruitment".parse().unwrap()), Some("refused".parse().unwrap()));
    let wrong = "01890000-0000-7000-8000-000000000000";
    let text = format!(
        "{{\"subject\":\"{subject}\",\"at\":\"2026-03-01\",\"engagement\":\"{wrong}\"}}\n\
         {{\"subject\":\"{subject}\",\"at\":\"2026-03-01\"}}\n"
    );
    let report = import(&desk, "hr", &text, &said).unwrap();
    assert_eq!(counts(&report), (1, 0, 1));
    assert_eq!(desk.rejected()[0][2], "unknown-engagement");
}

#[test]
fn a_file_that_says_too_little_or_that_the_actor_may_not_enter() {
    let desk = Desk::new();
    candidate(&desk.office, "Асан Үсен", "a@example.kz");
    let why = |text: &str| import(&desk, "hr", text, &options(&desk)).unwrap_err().to_string();
    assert!(why("purpose,event,at\nrecruitment,refused,2026-03-01\n").contains("in one column"));
    assert!(
        why("email,phone,purpose,event,at\nx,y,recruitment,refused,2026-03-01\n").contains("in one column")
    );
    assert!(why("email,purpose,event\nx,recruitment,refused\n").contains("no column `at`"));
    let code = |actor: &str, text: &str| match import(&desk, actor, text, &options(&desk)) {
        Err(OfficeError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    };
    let text = "email,purpose,event,at\na@example.kz,recruitment,refused,2026-03-01\n";
    assert_eq!(code("stranger", text), RefusalCode::NotStaff);
    let birth = "birth-date,purpose,event,at\n1990-05-04,recruitment,refused,2026-03-01\n";
    assert!(why(birth).contains("can't be found by `birth-date`"));
    let phone = "phone,purpose,event,at\n+7 701 234 56 78,recruitment,refused,2026-03-01\n";
    candidate(&desk.office, "Бота Әли", "b@example.kz");
    import(&desk, "hr", phone, &options(&desk)).unwrap();
    assert_eq!(desk.rejected()[0][2], "several-people");
}
