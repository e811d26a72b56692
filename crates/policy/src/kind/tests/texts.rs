use std::collections::BTreeSet;

use super::super::{BadValue, BadValueCode, TEXTS};
use super::*;
use crate::{Lang, say::Catalog};

#[test]
fn kind_every_code_has_a_text_in_every_language() {
    let catalog = Catalog::new(&TEXTS).unwrap();
    let wanted: BTreeSet<String> = BadValueCode::ALL.iter().map(|code| format!("bad-value-{code}")).collect();
    for lang in Lang::ALL {
        let has: BTreeSet<String> = catalog.keys(lang).into_iter().map(String::from).collect();
        assert_eq!(has, wanted, "{lang}");
    }
    assert_eq!(BadValueCode::ALL.len(), wanted.len(), "two codes share a word");
}

#[test]
fn kind_texts_are_whole_and_say_what_to_do() {
    for &code in BadValueCode::ALL {
        let bad = BadValue {
            limit: Some(200),
            words: vec!["yes".to_owned(), "no".to_owned()],
            ..BadValue::from(code)
        };
        let texts = Lang::ALL.map(|lang| bad.say(lang));
        for text in &texts {
            assert!(text.ends_with('.') && !text.contains(['{', '}', '$', '\u{2068}']), "{code}: {text}");
        }
        assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), 3, "{code} is not translated");
    }
}

#[test]
fn kind_texts_name_limits_and_words() {
    let long = normalise(&Kind::FullName, &"а".repeat(201), "KZ").unwrap_err();
    assert_eq!(long.say(Lang::Ru), "Значение слишком длинное. Допускается не более 200 символов.");
    assert_eq!(long.say(Lang::Kk), "Мән тым ұзын. Ең көбі 200 таңба болуы мүмкін.");
    assert_eq!(long.to_string(), "The value is too long. Write at most 200 characters.");
    let words = Kind::OneOf(vec!["yes".to_owned(), "no".to_owned()]);
    let other = normalise(&words, "maybe", "KZ").unwrap_err();
    assert_eq!(other.say(Lang::En), "Choose one of these: yes, no.");
    assert_eq!(other.code.to_string(), "one-of");
}
