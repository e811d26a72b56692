//! What a pack's checks need to know of a jurisdiction profile.

use calendar::Profile;
use policy::{
    Text,
    load::{GroundFact, Jurisdiction, LawFact},
};

/// The profile as the pack's checks see it.
pub fn jurisdiction(profile: &Profile) -> Jurisdiction {
    let law = |term: &calendar::LawTerm| {
        let citation = Some(term.citation.clone()).filter(|citation| !citation.is_empty());
        (term.name.clone(), LawFact { citation, span: term.amount.to_string() })
    };
    let named = |id: &str, names: &calendar::Names, citation: &str| {
        let names = names.clone();
        let name = Text { kk: names.kk, ru: names.ru, en: names.en };
        (id.to_owned(), GroundFact { name, citation: citation.to_owned() })
    };
    Jurisdiction {
        id: profile.id().to_owned(),
        region: profile.region().to_owned(),
        deadlines: profile.deadlines().map(|deadline| deadline.name.clone()).collect(),
        laws: profile.law_terms().map(law).collect(),
        grounds: profile.grounds().map(|g| named(&g.id, &g.names, &g.citation)).collect(),
        specials: profile.conditions().map(|c| named(&c.id, &c.names, &c.citation)).collect(),
    }
}
