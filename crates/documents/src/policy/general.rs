//! Whose policy it is, whom it binds, on which laws it rests, what its words mean.

use ::policy::{Part, Topic};

use super::say::Telling;
use crate::{Block, Doc, Entry, Runs, Words};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "general", it.part(Part::General));
    let who = [
        ("operator", it.text(&it.pack.operator.name).into()),
        ("kind", it.number_kind(&it.pack.operator.number_kind).into()),
        ("number", it.pack.operator.number.as_str().into()),
    ];
    it.paragraph(doc, None, it.say("general-who", &who));
    it.paragraph(doc, it.part(Part::WhoseData), it.say("general-whose", &[]));
    doc.push(Block::bullets(it.pack.categories.iter().map(|one| Entry::from(it.text(&one.name)))));
    if it.published().processor.is_some() {
        let chapter = [("chapter", it.say("processor", &[]).into())];
        it.paragraph(doc, None, it.say("general-two-roles", &chapter));
    }
    it.paragraph(doc, it.clause(Topic::Duty), it.say("general-duty", &[]));
    if !it.published().laws.is_empty() {
        it.paragraph(doc, it.part(Part::Laws), it.say("general-laws", &[]));
        doc.push(Block::bullets(it.published().laws.iter().map(|law| Entry::from(it.text(&law.name)))));
    }
    glossary(it, doc);
}

fn glossary(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "glossary", it.part(Part::Glossary));
    let mut items: Vec<(Words, Runs)> = Vec::new();
    let mut add = |word: &str, is: String| items.push((it.say(word, &[]).into(), is.into()));
    add("word-subject", it.say("word-subject-is", &[]));
    add("word-register", it.say("word-register-is", &[]));
    if let Some(processor) = &it.published().processor {
        add("word-user", it.say("word-user-is", &[]));
        let content = [("content", it.text(&processor.content).into())];
        add("word-content", it.say("word-content-is", &content));
    }
    if !it.pack.products.is_empty() {
        let names: Vec<_> = it.pack.products.iter().map(|one| it.text(&one.name)).collect();
        add("word-products", names.join("; "));
    }
    if !it.pack.sites.is_empty() {
        let name = |site: &::policy::Site| match site.subdomains {
            true => it.say("word-site-with", &[("domain", site.domain.as_str().into())]),
            false => site.domain.clone(),
        };
        add("word-sites", it.pack.sites.iter().map(name).collect::<Vec<_>>().join("; "));
    }
    if !it.published().cookie_groups.is_empty() {
        add("word-cookies", it.say("word-cookies-is", &[]));
    }
    doc.push(Block::Terms { items });
    it.paragraph(doc, None, it.say("glossary-rest", &[]));
}
