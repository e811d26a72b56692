//! The organisation as processor: it keeps what its users place in its products (chapter 4).

use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// How users' content is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Processor {
    /// What users place: the kinds of content, in words people read.
    pub content: Text,
    /// What the user warrants.
    pub warranties: Vec<Warranty>,
    /// What sets how content is kept, such as the licence.
    pub kept_by: Vec<KeptBy>,
    /// Security measures.
    pub measures: Vec<Measure>,
    /// Whether third parties' software may be built into the products, for whose processing they answer themselves.
    pub foreign_software: bool,
    /// Whether the organisation may demand proof that what is kept is lawful.
    pub demands_proof: bool,
    /// What a user may make public by a product's own function, in words people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_by_user: Option<Text>,
}

/// A security measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Which.
    pub id: MeasureKind,
    /// The pack's own words in place of the usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word for it in a pack.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// The measures that the program knows.
    MeasureKind {
        /// Every connection over TLS with a 256-bit cipher.
        Tls256 = "tls256",
        /// Password and one-time code.
        TwoStepSignIn = "two-step-sign-in",
        /// Automatic and semi-automatic reactions to emergencies.
        Reactions = "reactions",
        /// A web application firewall.
        Waf = "waf",
        /// Audits of code and infrastructure.
        Audits = "audits",
        /// A network firewall before all infrastructure.
        Firewall = "firewall",
        /// Monitoring of activity.
        Monitoring = "monitoring",
        /// Updates of system software.
        Updates = "updates",
        /// Encryption of what is kept.
        EncryptionAtRest = "encryption-at-rest",
        /// Backup copies.
        Backups = "backups",
    }
}

words! {
    /// What a user warrants.
    Warranty {
        /// All permissions and consents of the persons whose data is placed.
        Permissions = "permissions",
        /// Those for transfer across the border too.
        CrossBorder = "cross-border",
    }
}

words! {
    /// What sets how content is kept.
    KeptBy {
        /// What the product is for.
        Function = "function",
        /// Its technical documentation.
        Documentation = "documentation",
        /// The licence agreement.
        Licence = "licence",
        /// The user's assignment.
        Assignment = "assignment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_canonical_forms_use_one_word() {
        for one in MeasureKind::ALL {
            assert_eq!(serde_json::to_value(one).unwrap(), one.word());
        }
        for one in Warranty::ALL {
            assert_eq!(serde_json::to_value(one).unwrap(), one.word());
        }
        for one in KeptBy::ALL {
            assert_eq!(serde_json::to_value(one).unwrap(), one.word());
        }
    }
}
