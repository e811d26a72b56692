//! What a policy tells its readers besides the register. Nothing here decides an act; a pack without it keeps the
//! canonical form, and so the hash, that it had before these tables were known.

mod cookie;
mod part;
mod processor;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use cookie::*;
pub use part::Part;
pub use processor::*;

use crate::lang::Text;

/// Everything a policy tells besides the register.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Published {
    /// Where it is published, and whom to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
    /// This policy's own numbers of its parts; a part without one stands without.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<Part, String>,
    /// The laws on which it rests, by `no`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub laws: Vec<Law>,
    /// Citations of pack and profile in the languages of their readers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// The keeping of what users place in the products, where the organisation does that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processor: Option<Processor>,
    /// Groups of cookies that a visitor agrees to or refuses as one, by `no`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookie_groups: Vec<CookieGroup>,
    /// Services that set cookies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookie_services: Vec<CookieService>,
    /// The cookies themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<Cookie>,
}

/// Where a policy is published, and whom its readers write to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// The address that always shows the edition in force.
    pub address: String,
    /// An e-mail address for requests.
    pub contact: String,
}

/// A law on which the policy rests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Law {
    /// Its place among the others.
    pub no: u16,
    /// Its full title, with date and number.
    pub name: Text,
}

/// A citation as pack or profile write it, and as people read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Word for word as it stands elsewhere, such as `Law 94-V, art. 7, 8`.
    pub cite: String,
    /// In every language.
    pub name: Text,
}

impl Published {
    /// Whether the pack has none of these tables.
    pub fn is_empty(&self) -> bool {
        *self == Published::default()
    }

    /// The group of that id.
    pub fn cookie_group(&self, id: &crate::CookieGroupId) -> Option<&CookieGroup> {
        self.cookie_groups.iter().find(|group| group.id == *id)
    }

    /// The service of that id.
    pub fn cookie_service(&self, id: &crate::CookieServiceId) -> Option<&CookieService> {
        self.cookie_services.iter().find(|service| service.id == *id)
    }

    /// What the pack itself says of a citation. Whoever writes to people asks [`crate::Cites`], which knows the
    /// profile's words too.
    pub fn citation(&self, cite: &str) -> Option<&Text> {
        self.citations.iter().find(|one| one.cite == cite).map(|one| &one.name)
    }
}
