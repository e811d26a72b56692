//! What packs need of a jurisdiction profile: what their checks know of it, and its words for what is cited.

use calendar::Profile;
use policy::{
    Cites, Lang, Pack, Text,
    load::{GroundFact, Jurisdiction, LawFact},
};

/// Says citations and clauses by these packs, in their order, and then by their profile.
pub fn cites<'a>(lang: Lang, packs: impl IntoIterator<Item = &'a Pack>, profile: &'a Profile) -> Cites<'a> {
    let of_profile = move |cite: &str, lang| profile.citation(cite).map(|names| name_in(names, lang));
    Cites::new(lang, packs, Some(Box::new(of_profile)))
}

/// The profile as the pack's checks see it.
pub fn jurisdiction(profile: &Profile) -> Jurisdiction {
    let law = |term: &calendar::LawTerm| {
        let citation = Some(term.citation.clone()).filter(|citation| !citation.is_empty());
        (term.name.clone(), LawFact { citation, span: term.amount.to_string() })
    };
    let named = |id: &str, names: &calendar::Names, citation: &str| {
        (id.to_owned(), GroundFact { name: text(names), citation: citation.to_owned() })
    };
    Jurisdiction {
        id: profile.id().to_owned(),
        region: profile.region().to_owned(),
        deadlines: profile.deadlines().map(|deadline| deadline.name.clone()).collect(),
        laws: profile.law_terms().map(law).collect(),
        grounds: profile.grounds().map(|g| named(&g.id, &g.names, &g.citation)).collect(),
        cited: profile.cited().map(str::to_owned).collect(),
        citations: profile.citations().map(|(cite, names)| (cite.to_owned(), text(names))).collect(),
        specials: profile.conditions().map(|c| named(&c.id, &c.names, &c.citation)).collect(),
    }
}

fn text(names: &calendar::Names) -> Text {
    let calendar::Names { kk, ru, en } = names.clone();
    Text { kk, ru, en }
}

/// What the profile calls something, in a language.
pub fn name_in(names: &calendar::Names, lang: Lang) -> &str {
    match lang {
        Lang::Kk => &names.kk,
        Lang::Ru => &names.ru,
        Lang::En => &names.en,
    }
}
