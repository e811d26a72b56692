//! Every reason for which a pack does not load.

use std::fmt;

use crate::Topic;

macro_rules! fault_codes {
    (@topic) => { None };
    (@topic $topic:ident) => { Some(Topic::$topic) };
    ($($name:ident $code:literal $($topic:ident)?,)+) => {
        /// Why a pack does not load. The texts stand beside this file, in three languages, by [`Self::code`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is explained in the texts, which a test keeps complete")]
        pub enum FaultCode { $($name,)+ }

        impl FaultCode {
            /// Every code.
            pub const ALL: &[FaultCode] = &[$(FaultCode::$name,)+];

            /// The code as people and tests see it.
            pub fn code(self) -> &'static str {
                match self { $(FaultCode::$name => $code,)+ }
            }

            /// What the clause that asks for it is about, where a policy has such a clause; the pack gives its number.
            pub fn topic(self) -> Option<Topic> {
                match self { $(FaultCode::$name => fault_codes!(@topic $($topic)?),)+ }
            }
        }
    };
}

fault_codes! {
    // How a pack is written.
    TooLarge "too-large",
    TomlSyntax "toml-syntax",
    UnknownKey "unknown-key",
    MissingKey "missing-key",
    RepeatedTable "repeated-table",
    WrongType "wrong-type",
    BadId "bad-id",
    BadWord "bad-word",
    BadValue "bad-value",
    MissingTranslation "missing-translation",
    DuplicateId "duplicate-id" Register,
    NamedTwice "named-twice" Register,
    // What refers to what.
    UnknownItem "unknown-item" Register,
    UnknownCategory "unknown-category" Register,
    UnknownPurpose "unknown-purpose" Register,
    UnknownEvent "unknown-event" Terms,
    UnknownRole "unknown-role" Responsible,
    UnknownOption "unknown-option" Terms,
    UnknownProfile "unknown-profile",
    // The operator.
    BadOperatorNumber "bad-operator-number",
    NoResponsiblePerson "no-responsible-person" Responsible,
    InForceBeforeApproval "in-force-before-approval" Editions,
    // Items and who is who.
    BiometricItem "biometric-item" Register,
    KindNotFindable "kind-not-findable" Access,
    WeakIdentifier "weak-identifier" Information,
    IdentifierNotFindable "identifier-not-findable" Information,
    IdentifierNotHeld "identifier-not-held" Information,
    ItemWithoutPurpose "item-without-purpose" Register,
    TooManyItems "too-many-items" Register,
    RequiredNotHeld "required-not-held" Register,
    // Purposes and grounds.
    DuplicateNumber "duplicate-number" Register,
    PurposeWithoutCategory "purpose-without-category" Register,
    PurposeWithoutItems "purpose-without-items" Register,
    PurposeWithoutClause "purpose-without-clause" Register,
    CategoryTwice "category-twice" Register,
    GroundWithoutReference "ground-without-reference" Register,
    GroundUnknown "ground-unknown" Register,
    GroundWithoutParticulars "ground-without-particulars" Register,
    SpecialUnknown "special-unknown" Register,
    SpecialWithoutCondition "special-without-condition" Register,
    ConsentWithoutParticulars "consent-without-particulars" Consent,
    ConsentWithoutWithdrawal "consent-without-withdrawal" Consent,
    ConsentTermUnderLaw "consent-term-under-law" Consent,
    // Terms.
    TermWithoutEvent "term-without-event" Terms,
    TermNeverEnds "term-never-ends" Terms,
    TermInACircle "term-in-a-circle" Terms,
    TermsContradict "terms-contradict" Terms,
    TermBelowLaw "term-below-law" Terms,
    LawTermUnknown "law-term-unknown" Terms,
    LawTermWithoutCitation "law-term-without-citation" Terms,
    DeadlineUnknown "deadline-unknown",
    UseAfterEnding "use-after-ending" Terms,
    NoLegalEnding "no-legal-ending" Court,
    TooManyEvents "too-many-events" Terms,
    TooManyOptions "too-many-options" Terms,
    OptionWithoutEnding "option-without-ending" Terms,
    CarriedNotHeld "carried-not-held" Register,
    OpensOtherCategory "opens-other-category" Register,
    // Who sees it and to whom it goes.
    RoleSeesUnheldItem "role-sees-unheld-item" Access,
    RecipientStateNotAllowed "recipient-state-not-allowed" Border,
    RecipientWithoutUndertaking "recipient-without-undertaking" Undertaking,
    RecipientItemNotHeld "recipient-item-not-held" ThirdParties,
    RecipientAgainstConsent "recipient-against-consent" ThirdParties,
    AbroadAgainstConsent "abroad-against-consent" Border,
    UndertakingEndsFirst "undertaking-ends-first" Undertaking,
    // What subjects may ask for.
    RightWithoutRule "right-without-rule" Requests,
    // What the pack cites.
    CitationWithoutWords "citation-without-words",
    // Cookies.
    UnknownCookieGroup "unknown-cookie-group",
    UnknownCookieService "unknown-cookie-service",
    UnknownRecipient "unknown-recipient" Undertaking,
    CookieOfNobody "cookie-of-nobody",
    CookieItemNotHeld "cookie-item-not-held" Register,
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
