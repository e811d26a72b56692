//! What a policy's clauses are about: the program's rules point here, and each pack gives its own numbers.

use serde::{Deserialize, Serialize};

macro_rules! topics {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// What a clause is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Topic { $($(#[$doc])* $variant),+ }

        impl Topic {
            /// Every topic; a pack gives a clause for each.
            pub const ALL: &[Topic] = &[$(Topic::$variant),+];

            /// The word for it in a pack.
            pub fn word(self) -> &'static str {
                match self { $(Topic::$variant => $word),+ }
            }

            /// From the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Topic::$variant),)+ _ => None }
            }
        }
    };
}

topics! {
    /// Whoever processes data has read the policy and follows it.
    Duty = "duty",
    /// Confidentiality: who may see what.
    Access = "access",
    /// How terms are set.
    Terms = "terms",
    /// The register of purposes.
    Register = "register",
    /// Consent and its particulars.
    Consent = "consent",
    /// Processing stops when the term is over.
    TermOver = "term-over",
    /// Destruction when the purpose is reached.
    Destruction = "destruction",
    /// The subject learns what is held.
    Information = "information",
    /// Changes and additions on documents.
    Rectification = "rectification",
    /// Blocking.
    Blocking = "blocking",
    /// Destruction of what was collected against the law.
    Unlawful = "unlawful",
    /// Destruction on the subject's demand.
    Demand = "demand",
    /// Court decisions and legal holds.
    Court = "court",
    /// Passwords and second factors.
    Passwords = "passwords",
    /// Who is responsible.
    Responsible = "responsible",
    /// New editions.
    Editions = "editions",
    /// Requests of subjects, and how they come.
    Requests = "requests",
    /// Showing who one is.
    Identity = "identity",
    /// Withdrawing a consent.
    Withdrawal = "withdrawal",
    /// Giving data to third parties.
    ThirdParties = "third-parties",
    /// A third party's promise to meet the law.
    Undertaking = "undertaking",
    /// Across the border.
    Border = "border",
    /// Making data public.
    Publication = "publication",
    /// Demands of courts and authorities.
    Authorities = "authorities",
    /// Copies of identity documents.
    IdentityCopies = "identity-copies",
    /// Paper and other carriers.
    Carriers = "carriers",
    /// Breaches of security.
    Breach = "breach",
    /// Journals of what was done.
    Journals = "journals",
}
