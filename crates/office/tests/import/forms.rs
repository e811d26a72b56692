//! Forms of files and of headers.

use office::import::{Format, Mapping};

use crate::{
    common::{staff, target},
    desk::{Desk, counts},
};

#[test]
fn csv_with_every_delimiter_and_line_end_and_ndjson() {
    let desk = Desk::new();
    let files = [
        ("comma.csv", "full-name,email\n\"Асан, Үсен\",a@example.kz\n"),
        ("semicolon.csv", "\u{FEFF}full-name;email\r\nАсан Үсен;b@example.kz\r\n"),
        ("tab.tsv", "full-name\temail\nАсан Үсен\tc@example.kz"),
        ("quoted.csv", "full-name,email,cv\nАсан Үсен,d@example.kz,\"first\nsecond; \"\"third\"\"\"\n"),
        ("sep.csv", "sep=;\nfull-name;email\nАсан Үсен;e@example.kz\n"),
        ("lines.ndjson", "{\"full-name\":\"Асан Үсен\",\"email\":\"f@example.kz\",\"phone\":null}\n"),
        ("bom.ndjson", "\u{FEFF}{\"Full name\":\"Асан Үсен\",\"email\":\"g@example.kz\"}"),
    ];
    let mut taken = Vec::new();
    for (name, text) in files {
        let report = desk.import(&desk.file(name, text), &desk.candidates()).unwrap();
        taken.push((name, counts(&report)));
    }
    assert_eq!(taken[0], ("comma.csv", (0, 0, 1)), "a comma is no part of a name");
    assert!(taken[1..].iter().all(|(_, counts)| *counts == (1, 0, 0)), "{taken:?}");
    let found = desk.office.find(&staff("hr"), &"email".parse().unwrap(), "d@example.kz").unwrap();
    let cv =
        desk.office.read(&staff("hr"), found[0], target("recruitment"), &["cv".parse().unwrap()]).unwrap();
    assert_eq!(cv.values[0].1.as_ref().map(|text| text.as_str()), Some("first\nsecond; \"third\""));
}

#[test]
fn headers_in_three_languages_and_mapped() {
    let desk = Desk::new();
    let headers = [
        ("kk", "Т.А.Ә.;Электрондық пошта мекенжайы;Туған күні"),
        ("ru", "ФИО;адрес электронной почты;Дата Рождения"),
        ("en", "Full Name;E-Mail;Date of birth"),
        ("id", "full-name;email;birth-date"),
    ];
    for (lang, header) in headers {
        let text = format!("{header}\nАсан Үсен;{lang}@example.kz;17.06.1990\n");
        let report = desk.import(&desk.file(lang, text), &desk.candidates()).unwrap();
        assert_eq!(counts(&report), (1, 0, 0), "{lang}: {:?}", desk.rejected());
        assert_eq!(desk.find("email", &format!("{lang}@example.kz")), 1);
    }
    let path = desk.file("own.csv", "Кто,Куда,Когда согласен\nАсан Үсен,own@example.kz,written@2026-02-01\n");
    let mut options = desk.candidates();
    options.consent = None;
    let pairs = [("кто", "full-name"), ("Куда", "email"), ("Когда согласен", "consent")];
    options.file.mapping = Mapping(pairs.map(|(header, id)| (header.to_owned(), id.to_owned())).into());
    assert_eq!(counts(&desk.import(&path, &options).unwrap()), (1, 0, 0));
    options.file.mapping.0.insert("Кто".into(), "fullname".into());
    let why = desk.import(&path, &options).unwrap_err().to_string();
    assert!(why.contains("did you mean \"full-name\""), "{why}");
}

#[test]
fn a_header_that_means_nothing_is_named_and_values_are_not() {
    let desk = Desk::new();
    let why =
        |text: &str| desk.import(&desk.file("x.csv", text), &desk.candidates()).unwrap_err().to_string();
    let unknown = why("full-name,emaill\nАсан Үсен,a@example.kz\n");
    assert!(
        unknown.contains("column 2 (\"emaill\")") && unknown.contains("did you mean \"email\""),
        "{unknown}"
    );
    assert!(why("full-name,ФИО\nx,y\n").contains("the same as an earlier one"));
    let headerless = why("Асан Үсен,a@example.kz\nБ,b@example.kz\n");
    assert!(headerless.contains("needs a header") && !headerless.contains("example"), "{headerless}");
    assert!(why("").contains("empty"));
    assert!(why("[{\"email\":\"a@example.kz\"}]").contains("NDJSON"));
    let mut options = desk.candidates();
    options.file.drop = vec!["Заметки".into()];
    let path = desk.file("notes.csv", "full-name,email,Заметки\nАсан Үсен,a@example.kz,да\n");
    assert_eq!(counts(&desk.import(&path, &options).unwrap()), (1, 0, 0));
    options.file.drop = vec!["emaill".into(), "nothing".into()];
    let why = desk.import(&path, &options).unwrap_err().to_string();
    assert!(
        why.contains("\"Заметки\"") && why.contains("mean \"email\"") && why.contains("\"nothing\""),
        "{why}"
    );
    options.file.drop.clear();
    options.file.format = Some(Format::Ndjson);
    assert_eq!(counts(&desk.import(&path, &options).unwrap()), (0, 0, 2));
}

#[test]
fn consent_choice_category_and_time_from_columns() {
    let desk = Desk::new();
    let mut options = desk.options("contracts");
    options.consent = None;
    let text = "full-name,iin-bin,category,choice,at\n\
                Асан Үсен,130340020239,counterparty,term-5-years,2026-02-01\n\
                Бота Әли,,Представитель контрагента,На 10 лет,2026-02-01T09:00:00+05:00\n\
                Ержан Нұр,,candidate,term-5-years,\n\
                Ерлан Нұр,,counterparty,term-6-years,\n\
                Ерлан Нұр,,counterparty,,\n\
                Ерлан Нұр,,counterparty,term-5-years,yesterday\n\
                Ерлан Нұр,,nobody,term-5-years,\n\
                Ерлан Нұр,,,term-5-years,\n";
    let path = desk.file("contracts.csv", text);
    let report = desk.import(&path, &options).unwrap();
    assert_eq!(counts(&report), (2, 0, 6), "{:?}", desk.rejected());
    let codes: Vec<_> = desk.rejected().into_iter().map(|[row, _, code, _]| (row, code)).collect();
    let expected =
        ["bad-choice", "bad-choice", "choice-missing", "bad-moment", "bad-category", "bad-category"];
    let rows = ["4", "5", "6", "7", "8", "9"];
    let expected: Vec<_> =
        rows.into_iter().zip(expected).map(|(r, c)| (r.to_owned(), c.to_owned())).collect();
    assert_eq!(codes, expected);

    let text = "full-name,email,consent-way,consent-at\n\
                Асан Үсен,a@example.kz,web-form,01.02.2026\nБота Әли,b@example.kz,web-form,\n\
                Ержан Нұр,c@example.kz,shouted,2026-02-01\nЕрлан Нұр,d@example.kz,,\n\
                Ерлан Нұр,e@example.kz,written,2026-04-01\n";
    let mut options = desk.candidates();
    options.consent = None;
    let report = desk.import(&desk.file("consents.csv", text), &options).unwrap();
    assert_eq!(counts(&report), (1, 0, 4));
    let codes: Vec<_> = desk.rejected().into_iter().map(|[_, _, code, clause]| (code, clause)).collect();
    assert_eq!(codes[0], ("bad-consent".into(), String::new()));
    assert_eq!(codes[1].0, "bad-consent");
    assert_eq!(codes[2], ("consent-missing".into(), "94-V art. 8".into()));
    assert_eq!(codes[3], ("consent-in-future".into(), "94-V art. 8".into()));
}

#[test]
fn a_stray_quote_costs_its_own_row_and_no_other() {
    let desk = Desk::new();
    let good = |n: u32| format!("Асан Үсен,person{n}@example.kz\n");
    let few: String = (0..20).map(good).collect();
    let text = format!("full-name,email\n{few}\"Бота Әли,b@example.kz\nЕржан Нұр,c@example.kz\n");
    assert_eq!(counts(&desk.import(&desk.file("end.csv", text), &desk.candidates()).unwrap()), (21, 0, 1));
    assert_eq!(desk.rejected()[0].join(" "), "22  row-quote ");

    // Far from the end of the file the quote would take up the limit of a row.
    let many: String = (100..40_000).map(good).collect();
    let text = format!("full-name,email\n\"Бота Әли,d@example.kz\n{many}");
    assert!(text.len() > 1_200_000);
    let report = desk.import(&desk.file("middle.csv", text), &desk.candidates()).unwrap();
    assert_eq!(counts(&report), (39_900, 0, 1));
    assert_eq!(desk.rejected()[0].join(" "), "2  row-quote ");
}
