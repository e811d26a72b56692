//! What a refusal says besides its code: in the reader's language, whatever word the program has for it.

use kernel::Refusal;
use policy::{IdentityLevel, Lang};

use super::*;

/// What happened and what to do, of a refusal with this code and word.
fn said(like: &Refusal, code: RefusalCode, word: &str, lang: Lang) -> String {
    let (hint, clause) = (word.to_owned(), "3.2".to_owned());
    let refusal = Refusal { code, hint, clause, ..like.clone() };
    let (edition, profile) = (edition(), calendar::Profile::parse(&profile()).unwrap());
    let (pack, cites) = (edition.pack(), &kernel::cites(lang, [edition.pack()], &profile));
    format!("{} {}", office::explain(&refusal, pack, cites), office::remedy(&refusal, pack, cites))
}

#[test]
fn the_programs_words_are_said_in_the_readers_language() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "words@example.kz", &[Part::Processing]);
    let to = "mailing-service".parse().unwrap();
    let refused = office.disclose(&boss, who, target("mailings"), &to, &items(&["email"]));
    let Err(OfficeError::Refused(like)) = refused else { panic!("no consent to third parties") };
    let kk = office::remedy(&like, edition().pack(), &office.world().cites(Lang::Kk));
    assert!(kk.contains("өткен: үшінші тұлғаларға беру."), "{kk}");

    let mut words = Vec::new();
    words.extend(Part::ALL.map(|part| (RefusalCode::NoConsent, part.word())));
    words.extend(IdentityLevel::ALL.iter().map(|level| (RefusalCode::IdentityTooLow, level.word())));
    words.extend(calendar::PauseReason::ALL.map(|reason| (RefusalCode::NoPause, reason.word())));
    words.push((RefusalCode::NotAcrossBorder, "NL"));
    for (code, word) in words {
        for lang in [Lang::Kk, Lang::Ru] {
            let text = said(&like, code, word, lang);
            let latin = text.chars().any(|sign| sign.is_ascii_alphabetic());
            assert!(!latin && !text.contains('{'), "{lang} {code} {word}: {text}");
        }
        let text = said(&like, code, word, Lang::En);
        assert!(!text.contains('{') && !text.contains(&format!("{word}-")), "{text}");
    }
    // What is typed stands beside its name.
    for lang in Lang::ALL {
        let name =
            edition().pack().recipients.iter().find(|one| one.id == to).unwrap().name.get(lang).to_owned();
        for code in [RefusalCode::NotForRecipient, RefusalCode::NoUndertaking, RefusalCode::UnknownRecipient]
        {
            let text = said(&like, code, "mailing-service", lang);
            assert!(text.contains(&format!("{name} (mailing-service)")), "{lang}: {text}");
        }
        let text = said(&like, RefusalCode::UnknownRecipient, "nobody", lang);
        assert!(text.contains("nobody") && !text.contains("(nobody)"), "{lang}: {text}");
        let text = said(&like, RefusalCode::ConsentBeyondPurpose, "publication", lang);
        assert!(text.contains("(publication)"), "{lang}: {text}");
    }
}
