//! What a policy tells besides the register: as written, read, and made whole. Apart from the tables that decide
//! acts, so that the one can change without the other.

mod finish;
mod read;

use super::{At, Place};
use crate::{
    Citation, CookieGroupId, CookieOf, CookieServiceId, ItemId, KeptBy, Lifetime, Measure, Part, PurposeId,
    RecipientId, Text, Warranty,
};
pub(super) use finish::finish;
pub(super) use read::read;

/// The tables as written, what could not be read left out.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) publication: Option<Publication>,
    pub(crate) parts: Option<Parts>,
    pub(crate) laws: Vec<Law>,
    pub(crate) citations: Vec<Option<At<Citation>>>,
    pub(crate) processor: Option<Processor>,
    pub(crate) cookie_groups: Vec<CookieGroup>,
    pub(crate) cookie_services: Vec<CookieService>,
    pub(crate) cookies: Vec<Cookie>,
}

pub(crate) struct Publication {
    pub(crate) at: Place,
    pub(crate) address: Option<At<String>>,
    pub(crate) contact: Option<At<String>>,
}

pub(crate) struct Parts {
    pub(crate) at: Place,
    pub(crate) by_part: std::collections::BTreeMap<Part, String>,
}

pub(crate) struct Processor {
    pub(crate) at: Place,
    pub(crate) content: Option<Text>,
    pub(crate) warranties: Vec<At<Warranty>>,
    pub(crate) kept_by: Vec<At<KeptBy>>,
    pub(crate) measures: Vec<Option<Measure>>,
    pub(crate) foreign_software: bool,
    pub(crate) demands_proof: bool,
    pub(crate) public_by_user: Option<Text>,
}

pub(crate) struct Law {
    pub(crate) no: Option<At<u16>>,
    pub(crate) name: Option<Text>,
}

pub(crate) struct CookieGroup {
    pub(crate) no: Option<At<u16>>,
    pub(crate) id: Option<At<CookieGroupId>>,
    pub(crate) name: Option<Text>,
    pub(crate) serves: Option<Text>,
    pub(crate) required: bool,
    pub(crate) lost: Option<Text>,
    pub(crate) purpose: Option<At<PurposeId>>,
}

pub(crate) struct CookieService {
    pub(crate) id: Option<At<CookieServiceId>>,
    pub(crate) name: Option<Text>,
    pub(crate) group: Option<At<CookieGroupId>>,
    pub(crate) provider: Option<Text>,
    pub(crate) recipient: Option<At<RecipientId>>,
    pub(crate) collects: Vec<At<ItemId>>,
    pub(crate) terms: Option<At<String>>,
    pub(crate) opt_out: Option<At<String>>,
}

pub(crate) struct Cookie {
    pub(crate) name: Option<At<String>>,
    pub(crate) of: Option<At<CookieOf>>,
    pub(crate) lasts: Option<At<Lifetime>>,
}
