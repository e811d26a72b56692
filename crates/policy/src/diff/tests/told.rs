//! Differences in words.

use std::collections::BTreeSet;

use super::{say::catalog, *};
use crate::{Due, Lang, Span};

#[test]
fn every_word_is_said_in_every_language() {
    let keys = |lang| catalog().keys(lang).into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let english = keys(Lang::En);
    for lang in Lang::ALL {
        assert_eq!(keys(lang), english, "{lang}");
    }
    for what in What::ALL {
        assert!(english.contains(what.word()), "{what}");
    }
    for why in Why::ALL {
        assert!(english.contains(&format!("why-{why}")), "{why}");
    }
    let value = serde_json::to_value(sample::pack()).unwrap();
    for field in value.as_object().unwrap().keys() {
        assert!(english.contains(&format!("part-{}", field.replace('_', "-"))), "{field}");
    }
}

#[test]
fn differences_read_well() {
    let old = sample::pack();
    let mut new = old.clone();
    let row = &mut new.purposes[0].lists[0];
    row.items.push("iin".parse().unwrap());
    row.ends[1].due = Due::After(Span::Days(60));
    new.purposes[3].lists[0].items.retain(|item| item.as_str() != "password");
    new.roles[1].may[0].acts.push(crate::ActKind::Export);
    new.edition = "2025-01-01".to_owned();
    new.purposes.remove(2);
    let found = diff(&old, &new);
    for lang in Lang::ALL {
        let lines: Vec<_> = found
            .iter()
            .map(|one| {
                let said = one.say(&old, &new, lang);
                format!("{} [{}] {} ({})", one.effect.mark(), said.head, said.line, said.why)
            })
            .collect();
        let text = format!("{}\n{}\n", lines.join("\n"), summary(&found, lang));
        insta::assert_snapshot!(format!("diff-{lang}"), text);
    }
}

/// Nothing is left open in any line, for any change of the sample's own values.
#[test]
fn no_line_names_what_it_is_not_given() {
    let old = sample::pack();
    let mut empty = old.clone();
    empty.purposes.truncate(1);
    empty.purposes[0].lists[0].ends.truncate(1);
    empty.purposes[0].lists[0].items.clear();
    empty.roles.clear();
    empty.recipients.clear();
    empty.items.clear();
    empty.responsible = None;
    empty.categories.iter_mut().for_each(|one| one.identified_by.clear());
    empty.sites.clear();
    empty.products.clear();
    for (from, to) in [(&old, &empty), (&empty, &old)] {
        for one in diff(from, to) {
            for lang in Lang::ALL {
                let said = one.say(from, to, lang);
                let all = format!("{} {} {}", said.head, said.line, said.why);
                assert!(!all.contains('$') && !all.contains("  "), "{lang} {}: {all}", one.what);
                assert!(!said.line.trim_end().ends_with(':'), "{lang} {}: {all}", one.what);
            }
        }
    }
}

#[test]
fn a_text_changed_in_another_language_says_in_which() {
    let old = sample::pack();
    let mut new = old.clone();
    new.purposes[0].name.kk = "Басқа".to_owned();
    let line = |lang| diff(&old, &new)[0].say(&old, &new, lang).line;
    assert!(line(Lang::En).contains("kk: Басқа"), "{}", line(Lang::En));
    assert!(!line(Lang::Kk).contains("kk:"), "{}", line(Lang::Kk));
}
