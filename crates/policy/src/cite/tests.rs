//! Citations in words.

use super::*;
use crate::{Text, sample};

#[test]
fn every_language_says_the_same_keys() {
    assert_eq!(TEXTS.keys(Lang::En).len(), 2);
    for lang in Lang::ALL {
        assert_eq!(TEXTS.keys(lang), TEXTS.keys(Lang::En), "{lang}");
    }
}

#[test]
fn an_article_is_told_from_a_clause() {
    let pack = sample::pack();
    let told = |lang, clause| Cites::new(lang, [&pack], None).clause(clause);
    assert_eq!(Lang::ALL.map(|lang| told(lang, "3.1.2")), ["3.1.2-тармақ", "пункт 3.1.2", "clause 3.1.2"]);
    assert_eq!(
        Lang::ALL.map(|lang| told(lang, "94-V art. 8")),
        ["№ 94-V Заң, 8-бап", "Закон № 94-V, ст. 8", "Law 94-V, art. 8"]
    );
    assert_eq!(
        told(Lang::Kk, "Act 7, sec. 2"),
        "Act 7, sec. 2",
        "no words, and still no clause of the policy"
    );
    let whose = Cites::new(Lang::Ru, [&pack], None);
    assert_eq!(whose.clause_of_policy("3.1"), "пункт 3.1 политики");
    assert_eq!(whose.clause_of_policy("94-V art. 8"), "Закон № 94-V, ст. 8");
}

#[test]
fn the_pack_speaks_before_its_profile() {
    let pack = sample::pack();
    let said = |text: &str| Text { kk: text.to_owned(), ru: text.to_owned(), en: text.to_owned() };
    let citations = [("94-V art. 8", "theirs"), ("Act 7", "the Act")];
    let citations = citations.map(|(cite, text)| (cite.to_owned(), said(text))).into();
    let known = Jurisdiction { citations, ..Jurisdiction::default() };
    let cites = Cites::under(Lang::En, &pack, &known);
    assert_eq!(cites.cite("94-V art. 8"), "Law 94-V, art. 8");
    assert_eq!(cites.cite("Act 7"), "the Act");
    assert_eq!(cites.clause("Act 7"), "the Act");
    assert_eq!(cites.words("Act 8"), None);
}

#[test]
fn numbers_are_clauses() {
    for clause in ["3", "3.1", "3.1/7", "3.2.3a", "3.5.1(4)", "3.2.3б"] {
        assert!(is_number(clause), "{clause}");
    }
    for cited in ["", "94-V art. 8", "94-V", "Law 94-V, art. 8", "GDPR", "§ 4", "art. 7"] {
        assert!(!is_number(cited), "{cited}");
    }
}
