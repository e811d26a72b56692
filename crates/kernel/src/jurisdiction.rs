//! What a pack's checks need to know of a jurisdiction profile.

use calendar::Profile;
use policy::load::{Jurisdiction, LawFact};

/// The profile as the pack's checks see it.
pub fn jurisdiction(profile: &Profile) -> Jurisdiction {
    let law = |term: &calendar::LawTerm| {
        let citation = Some(term.citation.clone()).filter(|citation| !citation.is_empty());
        (term.name.clone(), LawFact { citation, span: term.amount.to_string() })
    };
    Jurisdiction {
        id: profile.id().to_owned(),
        region: profile.region().to_owned(),
        deadlines: profile.deadlines().map(|deadline| deadline.name.clone()).collect(),
        laws: profile.law_terms().map(law).collect(),
    }
}
