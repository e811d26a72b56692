//! What does not come in.

use std::path::Path;

use kernel::RefusalCode;
use office::{OfficeError, import::ImportOptions};

use crate::desk::{Desk, counts};

fn refusal(why: OfficeError) -> (RefusalCode, String, Option<String>) {
    match why {
        OfficeError::Refused(refusal) => {
            (refusal.code, refusal.clause.clone(), refusal.item.as_ref().map(ToString::to_string))
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_forbidden_column_refuses_the_file_unless_dropped() {
    let desk = Desk::new();
    let path = desk.file("iin.csv", "ФИО,e-mail,ИИН\nАсан Үсен,a@example.kz,900504300017\n");
    let mut options = desk.candidates();
    let why = refusal(desk.import(&path, &options).unwrap_err());
    assert_eq!(why, (RefusalCode::ItemOutsidePurpose, "3.1/1".into(), Some("iin".into())));
    assert_eq!(desk.find("email", "a@example.kz"), 0);
    assert!(!desk.rejects().exists());
    options.file.drop = vec!["iin".into()];
    assert_eq!(counts(&desk.import(&path, &options).unwrap()), (1, 0, 0));
    // In NDJSON a column shows itself with its row: nothing of the file goes in either.
    let text = "{\"email\":\"b@example.kz\",\"full-name\":\"Бота Әли\"}\n\
                {\"email\":\"c@example.kz\",\"full-name\":\"Бота Әли\",\"iin\":\"900504300017\"}\n\
                {\"email\":\"d@example.kz\",\"full-name\":\"Бота Әли\",\"hobby\":\"chess\"}\n";
    options.file.drop.clear();
    let path = desk.file("a.ndjson", text);
    let why = refusal(desk.import(&path, &options).unwrap_err());
    assert_eq!(why, (RefusalCode::ItemOutsidePurpose, "3.1/1".into(), Some("iin".into())));
    assert_eq!(desk.find("email", "b@example.kz"), 0);
    options.file.drop = vec!["iin".into()];
    assert_eq!(counts(&desk.import(&path, &options).unwrap()).0, 2);
    let codes: Vec<_> = desk.rejected().into_iter().map(|line| line.join(" ")).collect();
    assert_eq!(codes, ["3  row-unknown-column "]);
}

#[test]
fn what_no_row_could_meet_refuses_the_file_once() {
    let desk = Desk::new();
    let file = |header: &str| desk.file("x.csv", format!("{header}\nАсан Үсен\n"));
    let code = |path: &Path, options: &ImportOptions| refusal(desk.import(path, options).unwrap_err()).0;
    assert_eq!(code(&file("email"), &desk.candidates()), RefusalCode::ItemRequired);
    let mut options = desk.candidates();
    options.consent = None;
    assert_eq!(code(&file("full-name"), &options), RefusalCode::ConsentMissing);
    let mut options = desk.options("contracts");
    assert!(desk.import(&file("full-name"), &options).unwrap_err().to_string().contains("--category"));
    options.category = Some("representative".parse().unwrap());
    assert_eq!(code(&file("full-name"), &options), RefusalCode::ChoiceMissing);
    options.choice = Some("term-6-years".parse().unwrap());
    assert_eq!(code(&file("full-name"), &options), RefusalCode::UnknownChoice);
    options.category = Some("candidate".parse().unwrap());
    assert_eq!(code(&file("full-name"), &options), RefusalCode::UnknownCategory);
    assert_eq!(code(&file("full-name"), &desk.options("fun")), RefusalCode::UnknownPurpose);
    let outsider = crate::common::staff("sales");
    let mut go_on = |_| std::ops::ControlFlow::Continue(());
    let why =
        desk.office.import_people(&outsider, &desk.candidates(), &file("full-name"), &mut go_on).unwrap_err();
    assert_eq!(refusal(why).0, RefusalCode::NoPermission);
}

#[test]
fn rejected_rows_have_number_item_code_and_clause_and_no_value() {
    let desk = Desk::new();
    let mut text = "full-name,email,birth-date,consent\n".as_bytes().to_vec();
    let rows: [&[u8]; 8] = [
        "Асан Үсен,a@example.kz,1990-05-04,written@2026-02-01".as_bytes(),
        "Асан Үсен,no address,1990-05-04,".as_bytes(),
        "\"Асан\nҮсен\",b@example.kz,1990-15-04,".as_bytes(),
        b"\xFF\xFE,c@example.kz,,",
        b",d@example.kz,,",
        "Бота Әли,e@example.kz,".as_bytes(),
        "Бота Әли,f@example.kz,,written@2027-02-01".as_bytes(),
        "Бота Әли,g@example.kz,,by hand".as_bytes(),
    ];
    rows.iter().for_each(|row| {
        text.extend_from_slice(row);
        text.push(b'\n');
    });
    let report = desk.import(&desk.file("x.csv", text), &desk.candidates()).unwrap();
    assert_eq!(counts(&report), (1, 0, 7));
    let lines: Vec<_> = desk.rejected().into_iter().map(|line| line.join("|")).collect();
    let expected = [
        "3|email|email-form|3.1/1",
        "4|birth-date|date-unreal|3.1/1",
        "5||row-utf-8|",
        "6|full-name|item-required|3.1/1",
        "7||row-columns|",
        "8||consent-in-future|94-V art. 8",
        "9||bad-consent|",
    ];
    assert_eq!(lines, expected);
    assert_eq!(report.by_code.values().sum::<u64>(), 7);
    assert_eq!(report.rejects_file, Some(desk.rejects()));
    assert_eq!(report.rejects_delete_by, None);
    let file = std::fs::read_to_string(desk.rejects()).unwrap();
    assert!(!file.contains("b@") && !file.contains("no address") && !file.contains("Бота"), "{file}");
    assert!(
        file.lines().nth(3).is_some_and(|line| line.starts_with("5,6,")),
        "the line on which it begins: {file}"
    );
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(std::fs::metadata(desk.rejects()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn values_stand_in_the_file_only_when_asked_for_and_with_a_day_to_delete_them() {
    let desk = Desk::new();
    let path = desk.file("x.csv", "full-name,email\nБота Әли,=no address\n");
    let mut options = desk.candidates();
    options.file.with_values = true;
    let report = desk.import(&path, &options).unwrap();
    let file = std::fs::read_to_string(desk.rejects()).unwrap();
    assert_eq!(report.rejects_delete_by.map(|day| day.to_string()).as_deref(), Some("2026-03-09"));
    assert!(file.lines().next().is_some_and(|head| head.ends_with(",delete-by,source")), "{file}");
    assert!(file.contains("2026-03-09,\"[\"\"Бота Әли\"\",\"\"=no address\"\"]\""), "{file}");
    // Only such a file is ever replaced.
    options.file.with_values = false;
    desk.import(&path, &options).unwrap();
    assert!(!std::fs::read_to_string(desk.rejects()).unwrap().contains("Бота"));
    std::fs::write(desk.rejects(), "somebody's letter").unwrap();
    assert!(desk.import(&path, &options).unwrap_err().to_string().contains("name another"));
    assert_eq!(std::fs::read_to_string(desk.rejects()).unwrap(), "somebody's letter");
}

#[test]
fn passwords_come_in_as_hashes_only() {
    let desk = Desk::new();
    let phc = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
               RdescudvJCsgt3ub+b+dWRWJTmaaJObGRdescudvJCs";
    let text = format!("email,password\na@example.kz,correct horse\nb@example.kz,\"{phc}\"\n");
    let report = desk.import(&desk.file("x.csv", text), &desk.options("products")).unwrap();
    assert_eq!(counts(&report), (1, 0, 1), "{:?}", desk.rejected());
    assert_eq!(desk.rejected()[0].join("|"), "2|password|password-plain|4.2.1(2)");
}

#[test]
fn what_is_past_its_term_is_refused_as_already_due() {
    let desk = Desk::new();
    let text = "email,consent\na@example.kz,written@2020-01-01\nb@example.kz,written@2025-01-01\n";
    let mut options = desk.options("mailings");
    options.category = Some("participant".parse().unwrap());
    let report = desk.import(&desk.file("x.csv", text), &options).unwrap();
    assert_eq!(counts(&report), (1, 0, 1));
    assert_eq!(desk.rejected()[0][2], "already-due");
    assert_eq!(desk.rejected()[0][0], "2");
}

#[test]
fn a_huge_cell_is_one_rejected_row() {
    let desk = Desk::new();
    let wide = "x".repeat(3 << 20);
    let text =
        format!("full-name,cv\nАсан Үсен,\"{wide}\"\nБота Әли,{}\nЕржан Нұр,short\n", "y".repeat(20_000));
    let report = desk.import(&desk.file("x.csv", text), &desk.candidates()).unwrap();
    assert_eq!(counts(&report), (1, 0, 2));
    let lines: Vec<_> = desk.rejected().into_iter().map(|line| line[..3].join("|")).collect();
    assert_eq!(lines, ["2||row-too-long", "3|cv|too-long"]);
}
