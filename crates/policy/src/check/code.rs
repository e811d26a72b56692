//! Every reason for which a pack does not load.

use std::fmt;

macro_rules! fault_codes {
    ($($name:ident $code:literal $clause:literal,)+) => {
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

            /// The policy's clause or the Law's article that asks for it.
            pub fn clause(self) -> &'static str {
                match self { $(FaultCode::$name => $clause,)+ }
            }
        }
    };
}

fault_codes! {
    // How a pack is written.
    TooLarge "too-large" "3.5.1(2)",
    TomlSyntax "toml-syntax" "3.5.1(2)",
    UnknownKey "unknown-key" "3.5.1(2)",
    MissingKey "missing-key" "3.5.1(2)",
    RepeatedTable "repeated-table" "3.5.1(2)",
    WrongType "wrong-type" "3.5.1(2)",
    BadId "bad-id" "3.5.1(2)",
    BadWord "bad-word" "3.5.1(2)",
    BadValue "bad-value" "3.5.1(2)",
    MissingTranslation "missing-translation" "3.5.1(2)",
    DuplicateId "duplicate-id" "3.5.1(1)",
    NamedTwice "named-twice" "3.5.1(1)",
    // What refers to what.
    UnknownItem "unknown-item" "3.5.1(1)",
    UnknownCategory "unknown-category" "3.1",
    UnknownPurpose "unknown-purpose" "3.1",
    UnknownEvent "unknown-event" "3.1.2",
    UnknownRole "unknown-role" "3.5.1(4)",
    UnknownOption "unknown-option" "3.1.2",
    UnknownProfile "unknown-profile" "1.3",
    // The operator.
    BadOperatorNumber "bad-operator-number" "1.1",
    NoResponsiblePerson "no-responsible-person" "3.5.1(4)",
    InForceBeforeApproval "in-force-before-approval" "3.5.1(2)",
    // Items and who is who.
    BiometricItem "biometric-item" "3.1.1",
    KindNotFindable "kind-not-findable" "3.2.1.3",
    WeakIdentifier "weak-identifier" "3.4.2",
    IdentifierNotFindable "identifier-not-findable" "3.4.2",
    IdentifierNotHeld "identifier-not-held" "3.4.2",
    ItemWithoutPurpose "item-without-purpose" "3.5.1(1)",
    TooManyItems "too-many-items" "3.5.1(1)",
    RequiredNotHeld "required-not-held" "3.5.1(1)",
    // Purposes and grounds.
    DuplicateNumber "duplicate-number" "3.1",
    PurposeWithoutCategory "purpose-without-category" "3.1",
    PurposeWithoutItems "purpose-without-items" "3.1",
    PurposeWithoutClause "purpose-without-clause" "3.1",
    CategoryTwice "category-twice" "3.1",
    GroundWithoutReference "ground-without-reference" "94-V art. 9(10)",
    ConsentWithoutParticulars "consent-without-particulars" "94-V art. 8(4)",
    ConsentWithoutWithdrawal "consent-without-withdrawal" "3.6.1(3)",
    ConsentTermUnderLaw "consent-term-under-law" "3.6.1(3)",
    // Terms.
    TermWithoutEvent "term-without-event" "3.1.2",
    TermNeverEnds "term-never-ends" "3.1.2",
    TermInACircle "term-in-a-circle" "3.1.2",
    TermsContradict "terms-contradict" "3.1.2",
    TermBelowLaw "term-below-law" "3.1.2(3)",
    LawTermUnknown "law-term-unknown" "3.1.2(3)",
    LawTermWithoutCitation "law-term-without-citation" "3.1.2(3)",
    DeadlineUnknown "deadline-unknown" "1.3",
    UseAfterEnding "use-after-ending" "3.6.1(4)",
    NoLegalEnding "no-legal-ending" "3.6.1(5)",
    TooManyEvents "too-many-events" "3.1.2",
    TooManyOptions "too-many-options" "3.1.2",
    OptionWithoutEnding "option-without-ending" "3.1.2",
    CarriedNotHeld "carried-not-held" "3.5.1(1)",
    OpensOtherCategory "opens-other-category" "3.1",
    // Who sees it and to whom it goes.
    RoleSeesUnheldItem "role-sees-unheld-item" "3.2.1.5",
    RecipientStateNotAllowed "recipient-state-not-allowed" "3.2.3b",
    RecipientWithoutUndertaking "recipient-without-undertaking" "3.2.4",
    RecipientItemNotHeld "recipient-item-not-held" "3.2.3a",
    RecipientAgainstConsent "recipient-against-consent" "3.2.3a",
    AbroadAgainstConsent "abroad-against-consent" "3.2.3b",
    UndertakingEndsFirst "undertaking-ends-first" "3.2.4",
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
