//! The parts of a published policy, to which each pack gives its own numbers.

use serde::{Deserialize, Serialize};

macro_rules! parts {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// A chapter or statement of a published policy. Topics of decisions ([`crate::Topic`]) have numbers already;
        /// these are the others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "each is the statement that its word names")]
        pub enum Part { $($variant),+ }

        impl Part {
            /// Every part, in the order in which a policy is read.
            pub const ALL: &[Part] = &[$(Part::$variant),+];

            /// The word for it in a pack.
            pub fn word(self) -> &'static str {
                match self { $(Part::$variant => $word),+ }
            }
        }
    };
}

parts! {
    General = "general",
    WhoseData = "whose-data",
    Laws = "laws",
    Glossary = "glossary",
    Operator = "operator",
    Biometrics = "biometrics",
    Conditions = "conditions",
    Principles = "principles",
    IdentityCopies = "identity-copies",
    ThirdParties = "third-parties",
    Undertakings = "undertakings",
    CrossBorder = "cross-border",
    Rights = "rights",
    Requests = "requests",
    Withdrawal = "withdrawal",
    Protection = "protection",
    OtherRights = "other-rights",
    Identity = "identity",
    Duties = "duties",
    ApprovedList = "approved-list",
    ApprovedDocuments = "approved-documents",
    Measures = "measures",
    OtherMeasures = "other-measures",
    Ending = "ending",
    ConsentWithdrawn = "consent-withdrawn",
    RelationEnded = "relation-ended",
    OtherCases = "other-cases",
    WaysOfDestruction = "ways-of-destruction",
    Processor = "processor",
    ContentRoles = "content-roles",
    Warranties = "warranties",
    Keeping = "keeping",
    ForeignSoftware = "foreign-software",
    ContentMeasures = "content-measures",
    ContentLawful = "content-lawful",
    PublicContent = "public-content",
    Cookies = "cookies",
    CookieKinds = "cookie-kinds",
    CookieGroups = "cookie-groups",
    CookieRefusal = "cookie-refusal",
    CookieBrowsers = "cookie-browsers",
    CookieLoss = "cookie-loss",
    Final = "final",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_canonical_forms_use_one_word() {
        for part in Part::ALL {
            assert_eq!(serde_json::to_value(part).unwrap(), part.word());
        }
    }
}
