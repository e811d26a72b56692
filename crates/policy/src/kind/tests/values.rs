use super::*;

fn index(kind: &Kind, raw: &str) -> Option<String> {
    normal(kind, raw).unwrap().index().map(|(domain, text)| format!("{domain}={text}"))
}

#[test]
fn kind_full_name() {
    assert_eq!(text(&Kind::FullName, "  Әйгерім \u{A0} Нұрланқызы  ").unwrap(), "Әйгерім Нұрланқызы");
    assert_eq!(text(&Kind::FullName, "И\u{306}ованович А.").unwrap(), "Йованович А.");
    assert_eq!(text(&Kind::FullName, "Jean-Luc d’Épée").unwrap(), "Jean-Luc d’Épée");
    assert_eq!(index(&Kind::FullName, "Jean\u{2010}Luc D’ÉPÉE").unwrap(), "name=jean-luc d'épée");
    assert_eq!(normal(&Kind::FullName, "я").unwrap_err(), BadValueCode::TooShort);
    for (raw, code) in [
        ("Иван 4-й", BadValueCode::NameCharacter),
        ("--", BadValueCode::NameCharacter),
        ("Иван@", BadValueCode::NameCharacter),
        ("山田太郎", BadValueCode::NameCharacter),
        ("Иван × Мария", BadValueCode::NameCharacter),
        ("а\u{300}\u{301}\u{302}\u{303}\u{304}б", BadValueCode::NameCharacter),
        ("Ив\u{0}ан", BadValueCode::ControlCharacter),
        ("Иван\nИванов", BadValueCode::ControlCharacter),
        ("Иван \u{202E}вонавИ", BadValueCode::HiddenCharacter),
        ("Ив\u{200B}ан", BadValueCode::HiddenCharacter),
    ] {
        assert_eq!(normal(&Kind::FullName, raw).unwrap_err(), code, "{raw:?}");
    }
}

#[test]
fn kind_date() {
    assert_eq!(text(&Kind::Date, "29.02.2024").unwrap(), "2024-02-29");
    assert_eq!(text(&Kind::Date, "1900-01-01").unwrap(), "1900-01-01");
    assert_eq!(text(&Kind::Date, "2100-12-31").unwrap(), "2100-12-31");
    for (raw, code) in [
        ("29.02.2023", BadValueCode::DateUnreal),
        ("2024-13-01", BadValueCode::DateUnreal),
        ("0000-00-00", BadValueCode::DateUnreal),
        ("1899-12-31", BadValueCode::DateRange),
        ("2101-01-01", BadValueCode::DateRange),
        ("1.2.2024", BadValueCode::DateForm),
        ("2024/01/01", BadValueCode::DateForm),
        ("+024-01-01", BadValueCode::DateForm),
    ] {
        assert_eq!(normal(&Kind::Date, raw).unwrap_err(), code, "{raw}");
    }
}

#[test]
fn kind_email() {
    assert_eq!(text(&Kind::Email, "Aliya.Kim@EXAMPLE.KZ").unwrap(), "Aliya.Kim@example.kz");
    assert_eq!(index(&Kind::Email, "Aliya.Kim@EXAMPLE.KZ").unwrap(), "email=aliya.kim@example.kz");
    assert_eq!(text(&Kind::Email, "info@Қазақстан.ҚАЗ").unwrap(), "info@xn--80aaa0a6awh12ed.xn--80ao21a");
    assert_eq!(text(&Kind::Email, "info@xn--80ao21a.kz").unwrap(), "info@xn--80ao21a.kz");
    assert_eq!(text(&Kind::Email, "a+tag@mail.example.kz").unwrap(), "a+tag@mail.example.kz");
    let long = format!("{}@example.kz", "a".repeat(65));
    for (raw, code) in [
        ("example.kz", BadValueCode::EmailForm),
        ("@example.kz", BadValueCode::EmailForm),
        ("a b@example.kz", BadValueCode::EmailForm),
        ("\"a b\"@example.kz", BadValueCode::EmailForm),
        ("a@localhost", BadValueCode::EmailForm),
        ("a..b@example.kz", BadValueCode::EmailForm),
        ("A <a@example.kz", BadValueCode::EmailForm),
        ("a@exa mple.kz", BadValueCode::EmailDomain),
        ("a@-example.kz", BadValueCode::EmailDomain),
        ("a@example..kz", BadValueCode::EmailDomain),
        ("a@xn--zzzzzz9.kz", BadValueCode::EmailDomain),
        ("a@[192.0.2.1]", BadValueCode::EmailDomain),
        ("a@example.kz\u{0}", BadValueCode::ControlCharacter),
        (&long, BadValueCode::TooLong),
    ] {
        assert_eq!(normal(&Kind::Email, raw).unwrap_err(), code, "{raw}");
    }
}

#[test]
fn kind_ip_and_country() {
    assert_eq!(text(&Kind::Ip, "::FFFF:192.0.2.1").unwrap(), "192.0.2.1");
    assert_eq!(text(&Kind::Ip, "2001:0DB8:0:0:0:0:0:1").unwrap(), "2001:db8::1");
    for raw in ["192.0.2.01", "192.0.2.256", "fe80::1%eth0", "192.0.2.1:80", "localhost"] {
        assert_eq!(normal(&Kind::Ip, raw).unwrap_err(), BadValueCode::IpForm, "{raw}");
    }
    assert_eq!(text(&Kind::Country, "kaz").unwrap(), "KZ");
    assert_eq!(text(&Kind::Country, "uz").unwrap(), "UZ");
    for raw in ["XX", "Kazakhstan", "398", "К3", "ы"] {
        assert_eq!(normal(&Kind::Country, raw).unwrap_err(), BadValueCode::CountryUnknown, "{raw}");
    }
}

#[test]
fn kind_bank_account() {
    // The examples of the IBAN registry (ISO 13616).
    for example in [
        "KZ86 125K ZT50 0410 0100",
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
        "FR14 2004 1010 0505 0001 3M02 606",
        "TR33 0006 1005 1978 6457 8413 26",
        "CH93 0076 2011 6238 5295 7",
        "AE07 0331 2345 6789 0123 456",
        "GE29 NB00 0000 0101 9049 17",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    ] {
        assert_eq!(text(&Kind::BankAccount, &example.to_lowercase()).unwrap(), example.replace(' ', ""));
    }
    for (raw, code) in [
        ("KZ87125KZT5004100100", BadValueCode::BankAccountCheck),
        ("KZ86125KZT500410010", BadValueCode::BankAccountCheck),
        ("KZ86125KZT50041001О0", BadValueCode::BankAccountForm),
        ("KZ86-125K-ZT50-0410-0100", BadValueCode::BankAccountForm),
        ("40702810500000000001", BadValueCode::BankAccountForm),
    ] {
        assert_eq!(normal(&Kind::BankAccount, raw).unwrap_err(), code, "{raw}");
    }
}

#[test]
fn kind_document_number() {
    assert_eq!(text(&Kind::DocumentNumber, " №  n-12/4567,  мвд рк ").unwrap(), "№ N-12/4567, МВД РК");
    assert_eq!(index(&Kind::DocumentNumber, "№ 036 123 456"), index(&Kind::DocumentNumber, "036123456"));
    for (raw, code) in [
        ("12", BadValueCode::TooShort),
        ("№ -", BadValueCode::DocumentNumberCharacter),
        ("12_34", BadValueCode::DocumentNumberCharacter),
        ("12\t34", BadValueCode::ControlCharacter),
        (&"1".repeat(61), BadValueCode::TooLong),
    ] {
        assert_eq!(normal(&Kind::DocumentNumber, raw).unwrap_err(), code, "{raw:?}");
    }
}

#[test]
fn a_number_in_a_register_has_a_digit_and_a_domain_of_its_own() {
    assert_eq!(text(&Kind::RegisterNumber, " hrb  123456 b ").unwrap(), "HRB 123456 B");
    assert_eq!(index(&Kind::RegisterNumber, "P 2026-17"), index(&Kind::RegisterNumber, "p2026-17"));
    assert_ne!(index(&Kind::RegisterNumber, "123456"), index(&Kind::DocumentNumber, "123456"));
    assert_eq!(normal(&Kind::RegisterNumber, "HRB").unwrap_err(), BadValueCode::DocumentNumberCharacter);
    assert_eq!(normal(&Kind::RegisterNumber, "12").unwrap_err(), BadValueCode::TooShort);
    let operators: Vec<_> = Kind::of_operators().map(|(word, _)| word).collect();
    assert_eq!(operators, ["iin", "bin", "register-number"]);
    assert!(Kind::RegisterNumber.identifies() && !Kind::RegisterNumber.is_national_number());
}

#[test]
fn kind_text_and_one_of() {
    assert_eq!(text(&Kind::Text, " a\r\nb\rc\td и\u{306} ").unwrap(), "a\nb\nc\td й");
    assert_eq!(normal(&Kind::Text, "a\u{7}").unwrap_err(), BadValueCode::ControlCharacter);
    assert_eq!(normal(&Kind::Text, "a\u{202E}b").unwrap_err(), BadValueCode::HiddenCharacter);
    assert_eq!(normal(&Kind::Text, &"a".repeat(10_001)).unwrap_err(), BadValueCode::TooLong);
    let kind = Kind::OneOf(["Ер", "Әйел", "ер"].map(String::from).to_vec());
    assert_eq!(text(&kind, "ӘЙЕЛ").unwrap(), "Әйел");
    assert_eq!(text(&kind, "ер").unwrap(), "ер");
    assert_eq!(text(&kind, "ЕР").unwrap(), "Ер");
    assert_eq!(normal(&kind, "Е").unwrap_err(), BadValueCode::OneOf);
}

#[test]
fn kind_file() {
    let photo = Kind::File(FileClass::Photo);
    let cv = Kind::File(FileClass::Cv);
    let upper = HASH.to_uppercase();
    assert_eq!(text(&photo, &format!("me;2.JPG; sha256:{upper}")).unwrap_err(), BadValueCode::FileClass);
    assert_eq!(
        text(&photo, &format!("Әлия.JPG; sha256:{upper}")).unwrap(),
        format!("photo;image/jpeg;sha256:{HASH}")
    );
    assert_eq!(text(&cv, &format!("sha256:{HASH}")).unwrap(), format!("cv;sha256:{HASH}"));
    for (kind, raw, code) in [
        (&photo, format!("me.pdf;sha256:{HASH}"), BadValueCode::FileType),
        (&photo, format!("photo;application/pdf;sha256:{HASH}"), BadValueCode::FileType),
        (&photo, format!("cv;sha256:{HASH}"), BadValueCode::FileClass),
        (&photo, format!("cv;image/png;sha256:{HASH}"), BadValueCode::FileClass),
        (&cv, format!("run.exe;sha256:{HASH}"), BadValueCode::FileType),
        (&cv, format!("thumb.WSQ;sha256:{HASH}"), BadValueCode::FileBiometric),
        (&cv, format!(".pdf;sha256:{HASH}"), BadValueCode::FileForm),
        (&cv, format!("cv.pdf;sha256:{}", &HASH[1..]), BadValueCode::FileForm),
        (&cv, format!("cv.pdf;md5:{HASH}"), BadValueCode::FileForm),
        (&cv, "my whole life, in one line".to_owned(), BadValueCode::FileForm),
    ] {
        assert_eq!(normal(kind, &raw).unwrap_err(), code, "{raw}");
    }
}
