//! Every reason for which a pack does not load has a fixture that fails for that reason alone.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use policy::{
    Lang, Text,
    check::{FaultCode, Faults},
    load::{GroundFact, Jurisdiction, LawFact, SourceFile, load},
    sample,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

/// The stand-in for the profile, with one term that cites no law, and a ground and a condition of its own.
fn jurisdiction(id: &str) -> Option<Jurisdiction> {
    let mut profile = sample::jurisdiction(id)?;
    let uncited = LawFact { citation: None, span: "5 years".to_owned() };
    profile.laws.insert("uncited-records".to_owned(), uncited);
    let named = |text: &str| GroundFact {
        name: Text { kk: text.to_owned(), ru: text.to_owned(), en: text.to_owned() },
        citation: "a stand-in".to_owned(),
    };
    profile.grounds.insert("contract".to_owned(), named("contract"));
    profile.specials.insert("health-care".to_owned(), named("health care"));
    Some(profile)
}

/// The sample's files, those of the fixture put in their place or added.
fn patched(code: &str) -> Vec<SourceFile> {
    let mut files = sample::files();
    for entry in fs::read_dir(folder().join(code)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.retain(|file| file.path != name);
        files.push(SourceFile { path: name, text: fs::read_to_string(path).unwrap() });
    }
    files
}

fn faults(code: &str) -> Faults {
    match load(&patched(code), &jurisdiction) {
        Ok(_) => panic!("the fixture {code} loads"),
        Err(faults) => faults,
    }
}

#[test]
fn each_fixture_fails_for_its_reason_alone() {
    let mut wrong = Vec::new();
    for code in FaultCode::ALL {
        let found: Vec<_> = faults(code.code()).iter().map(|fault| fault.code).collect();
        if found != [*code] {
            wrong.push(format!("{code}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let names =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let fixtures: BTreeSet<_> = names.collect();
    let codes: BTreeSet<_> = FaultCode::ALL.iter().map(|code| code.code().to_owned()).collect();
    assert_eq!(fixtures, codes);
}

#[test]
fn every_code_is_told_in_full_in_every_language() {
    for code in FaultCode::ALL {
        let faults = faults(code.code());
        for lang in Lang::ALL {
            for fault in faults.iter() {
                for (part, text) in
                    [("", fault.what(lang)), ("-why", fault.why(lang)), ("-do", fault.remedy(lang))]
                {
                    assert_ne!(text, format!("{code}{part}"), "{lang} lacks it");
                    assert!(!text.contains("{$"), "{lang} {code}{part} names what it is not given: {text}");
                    if lang != Lang::En {
                        let cyrillic = text.chars().filter(|c| ('а'..='ӿ').contains(c)).count();
                        assert!(cyrillic >= 3, "{lang} {code}{part} is not in its language: {text}");
                    }
                }
            }
        }
    }
}

#[test]
fn faults_read_well() {
    let all = FaultCode::ALL.iter().map(|code| format!("{}\n", faults(code.code()).render(Lang::En, false)));
    insta::assert_snapshot!("faults-en", all.collect::<String>());
    let few = ["unknown-item", "category-twice", "no-responsible-person"];
    let few = few.iter().flat_map(|code| [Lang::Kk, Lang::Ru].map(|lang| faults(code).render(lang, false)));
    insta::assert_snapshot!("faults-kk-ru", few.collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn colours_are_off_unless_asked_for() {
    let faults = faults("unknown-item");
    assert!(!faults.render(Lang::En, false).contains('\u{1b}'));
    assert!(faults.render(Lang::En, true).contains('\u{1b}'));
}

#[test]
fn every_fault_of_all_files_is_told_at_once() {
    let mut files = sample::files();
    for file in &mut files {
        file.text = file.text.replace("\"candidate\"", "\"candidat\"").replace("= \"kz\"", "= \"zz\"");
        if file.path == "people.toml" {
            file.text = file.text.replace("\"read\"", "\"raed\"").replace("\"KZ\"", "\"kz\"");
        }
        if file.path == "categories.toml" {
            file.text = file.text.replace("\"candidat\"", "\"candidate\"");
        }
    }
    let faults = load(&files, &jurisdiction).unwrap_err();
    let found: BTreeSet<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.code.code())).collect();
    let expected = [
        ("employment.toml", "unknown-category"),
        ("pack.toml", "unknown-profile"),
        ("people.toml", "bad-value"),
        ("people.toml", "bad-word"),
    ];
    assert_eq!(found, BTreeSet::from(expected));
    let place = faults.iter().find(|fault| fault.code == FaultCode::UnknownCategory).unwrap();
    assert_eq!((place.line, place.column), (16, 14));
    assert_eq!(place.near.as_deref(), Some("candidate"));
}

#[test]
fn a_file_that_does_not_parse_hides_no_fault_of_the_others() {
    let mut files = sample::files();
    for file in &mut files {
        match file.path.as_str() {
            "pack.toml" => file.text.push_str("\nbroken = \n"),
            "people.toml" => {
                file.text = file.text.replace("\"read\"", "\"raed\"").replace("\"KZ\"", "\"kz\"")
            }
            _ => {}
        }
    }
    let faults = load(&files, &jurisdiction).unwrap_err();
    let found: BTreeSet<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.code.code())).collect();
    let expected = [("pack.toml", "toml-syntax"), ("people.toml", "bad-value"), ("people.toml", "bad-word")];
    assert_eq!(found, BTreeSet::from(expected), "and nothing looks unknown for being in the broken file");
}

#[test]
fn a_consent_that_names_the_crossing_needs_no_list_of_states() {
    let mut files = patched("recipient-state-not-allowed");
    let mailings = files.iter_mut().find(|file| file.path == "mailings.toml").unwrap();
    mailings.text = mailings.text.replacen("cross-border  = false", "cross-border  = true", 1);
    assert!(load(&files, &jurisdiction).is_ok());
    // One purpose whose consent is silent is enough for the list to count.
    let people = files.iter_mut().find(|file| file.path == "people.toml").unwrap();
    people.text = people.text.replace(
        r#"purposes = ["mailings"]
items    = ["email", "full-name"]

  [recipient"#,
        r#"purposes = ["mailings", "recruitment"]
items    = ["email", "full-name"]

  [recipient"#,
    );
    let found: Vec<_> = load(&files, &jurisdiction).unwrap_err().iter().map(|fault| fault.code).collect();
    assert!(found.contains(&FaultCode::RecipientStateNotAllowed), "{found:?}");
}

#[test]
fn whatever_the_profile_cites_has_words_in_it_or_in_the_pack() {
    let rule = "Act 7, sec. 2";
    let words = |text: &str| Text { kk: text.to_owned(), ru: text.to_owned(), en: text.to_owned() };
    let of = |citations: &[&str]| {
        let citations = citations.iter().map(|cite| ((*cite).to_owned(), words("said"))).collect();
        let known =
            Jurisdiction { cited: [rule.to_owned()].into(), citations, ..jurisdiction("kz").unwrap() };
        move |id: &str| (id == "kz").then(|| known.clone())
    };
    let found = load(&sample::files(), &of(&[])).unwrap_err();
    let told: Vec<_> =
        found.iter().map(|one| (one.code, one.path.as_str(), one.values[0].1.as_str())).collect();
    assert_eq!(told, [(FaultCode::CitationWithoutWords, "pack.toml", rule)]);
    assert!(load(&sample::files(), &of(&[rule])).is_ok());
    let mut own = sample::files();
    let name = r#"name = { kk = "7-акт", ru = "Акт 7", en = "Act 7" }"#;
    own[0].text += &format!("\n[[citation]]\ncite = \"{rule}\"\n{name}\n");
    assert!(load(&own, &of(&[])).is_ok(), "the pack may say it for its profile");
}

/// The hash of a consent's text is kept for years, so the text follows from the edition alone.
#[test]
fn what_a_consent_cites_has_words_in_the_pack_itself() {
    let cited = "Law 94-V, art. 8";
    let mut files = sample::files();
    for file in &mut files {
        file.text = file.text.replace(&format!("cite = \"{cited}\""), "cite = \"another\"");
    }
    let known = |id: &str| {
        let mut known = jurisdiction(id)?;
        let text = |text: &str| text.to_owned();
        known
            .citations
            .insert(text(cited), Text { kk: text("бап"), ru: text("статья"), en: text("article") });
        Some(known)
    };
    let found = load(&files, &known).unwrap_err();
    let told: Vec<_> = found.iter().map(|one| (one.code, one.path.as_str())).collect();
    assert_eq!(told, [(FaultCode::CitationWithoutWords, "employment.toml")]);
}
