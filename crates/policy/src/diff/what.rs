//! What can differ, and how that stands to the person whose data it is.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each is said in the texts, which a test keeps complete")]
        pub enum $name { $(#[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The word for it in JSON, and its key in the texts.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

words! {
    /// What differs.
    What {
        PackId "pack-id",
        Profile "profile",
        EditionName "edition-name",
        ApprovedOn "approved-on",
        ApprovedBy "approved-by",
        InForceFrom "in-force-from",
        OperatorName "operator-name",
        OperatorForm "operator-form",
        OperatorNumber "operator-number",
        OperatorAddress "operator-address",
        ResponsibleAdded "responsible-added",
        ResponsibleRemoved "responsible-removed",
        ResponsiblePosition "responsible-position",
        ResponsibleRole "responsible-role",
        ResponsibleContact "responsible-contact",
        ItemDeclared "item-declared",
        ItemUndeclared "item-undeclared",
        ItemRenamed "item-renamed",
        ItemKind "item-kind",
        FindableOn "findable-on",
        FindableOff "findable-off",
        CategoryDeclared "category-declared",
        CategoryUndeclared "category-undeclared",
        CategoryRenamed "category-renamed",
        IdentifierAdded "identifier-added",
        IdentifierRemoved "identifier-removed",
        IdentifiersReordered "identifiers-reordered",
        EventDeclared "event-declared",
        EventUndeclared "event-undeclared",
        EventRenamed "event-renamed",
        EventScope "event-scope",
        PurposeAdded "purpose-added",
        PurposeRemoved "purpose-removed",
        PurposeRenamed "purpose-renamed",
        PurposeNumber "purpose-number",
        PurposeClause "purpose-clause",
        ReachOn "reach-on",
        ReachOff "reach-off",
        GroundChanged "ground-changed",
        LawCited "law-cited",
        ConsentReference "consent-reference",
        ConsentTerm "consent-term",
        ThirdPartiesOn "third-parties-on",
        ThirdPartiesOff "third-parties-off",
        CrossBorderOn "cross-border-on",
        CrossBorderOff "cross-border-off",
        PublicationOn "publication-on",
        PublicationOff "publication-off",
        RowAdded "row-added",
        RowRemoved "row-removed",
        RowCategoryAdded "row-category-added",
        RowCategoryRemoved "row-category-removed",
        HeldAdded "held-added",
        HeldRemoved "held-removed",
        RequiredAdded "required-added",
        RequiredRemoved "required-removed",
        ChoiceAdded "choice-added",
        ChoiceRemoved "choice-removed",
        ChoiceRenamed "choice-renamed",
        OptionAdded "option-added",
        OptionRemoved "option-removed",
        OptionRenamed "option-renamed",
        EndingAdded "ending-added",
        EndingRemoved "ending-removed",
        TermLonger "term-longer",
        TermShorter "term-shorter",
        TermChanged "term-changed",
        UseGoesOn "use-goes-on",
        UseStops "use-stops",
        OpensAdded "opens-added",
        OpensRemoved "opens-removed",
        OpensChanged "opens-changed",
        CarriedAdded "carried-added",
        CarriedRemoved "carried-removed",
        RoleAdded "role-added",
        RoleRemoved "role-removed",
        RoleRenamed "role-renamed",
        RightsWider "rights-wider",
        RightsNarrower "rights-narrower",
        RightsRewritten "rights-rewritten",
        RecipientAdded "recipient-added",
        RecipientRemoved "recipient-removed",
        RecipientRenamed "recipient-renamed",
        RecipientState "recipient-state",
        RecipientPurposeAdded "recipient-purpose-added",
        RecipientPurposeRemoved "recipient-purpose-removed",
        RecipientItemAdded "recipient-item-added",
        RecipientItemRemoved "recipient-item-removed",
        UndertakingReference "undertaking-reference",
        UndertakingFrom "undertaking-from",
        UndertakingUntil "undertaking-until",
        StateAdded "state-added",
        StateRemoved "state-removed",
        StateReason "state-reason",
        ProductAdded "product-added",
        ProductRemoved "product-removed",
        SiteAdded "site-added",
        SiteRemoved "site-removed",
        SubdomainsOn "subdomains-on",
        SubdomainsOff "subdomains-off",
        ScansStrict "scans-strict",
        ScansLoose "scans-loose",
        SpecialCondition "special-condition",
        SpecialOn "special-on",
        SpecialOff "special-off",
        TransferNoticeOn "transfer-notice-on",
        TransferNoticeOff "transfer-notice-off",
        RightAdded "right-added",
        RightRemoved "right-removed",
        RightClause "right-clause",
        RightDeadline "right-deadline",
        IdentityHigher "identity-higher",
        IdentityLower "identity-lower",
        CopyExceptionAdded "copy-exception-added",
        CopyExceptionRemoved "copy-exception-removed",
        CopyExceptionRenamed "copy-exception-renamed",
        TopicClause "topic-clause",
        Citation "citation",
        Reordered "reordered",
        Other "other",
    }
}

words! {
    /// How a difference stands to the person whose data it is.
    Effect {
        Widening "widening",
        Narrowing "narrowing",
        Neutral "neutral",
    }
}

words! {
    /// Why a difference widens, narrows or does neither.
    Why {
        MoreData "more-data",
        LessData "less-data",
        MorePersons "more-persons",
        FewerPersons "fewer-persons",
        MoreEyes "more-eyes",
        FewerEyes "fewer-eyes",
        EyesBothWays "eyes-both-ways",
        Longer "longer",
        Shorter "shorter",
        Uncertain "uncertain",
        MoreRecipients "more-recipients",
        FewerRecipients "fewer-recipients",
        MorePlaces "more-places",
        FewerPlaces "fewer-places",
        WeakerIdentity "weaker-identity",
        StrongerIdentity "stronger-identity",
        MoreUse "more-use",
        LessUse "less-use",
        NotAsked "not-asked",
        Asked "asked",
        OtherOperator "other-operator",
        NobodyAnswers "nobody-answers",
        SomebodyAnswers "somebody-answers",
        Wording "wording",
        Numbering "numbering",
        Sequence "sequence",
        Declaration "declaration",
        SameRights "same-rights",
        Unjudged "unjudged",
    }
}
