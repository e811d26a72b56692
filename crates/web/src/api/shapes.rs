//! Shapes that several groups share.

use std::fmt;

use jiff::Timestamp;
use kernel::{Consent, Notice, Part, Parts, Way};
use office::{Done, Office, OfficeError};
use policy::{CategoryId, ItemId, Lang, PurposeId};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess, Visitor},
};
use utoipa::ToSchema;

use super::schema::{Clause, Entry, ITEMS, Moment, Name, VALUE, few, word, words};

/// An act that was done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// The clause that permits it.
    #[schema(value_type = Clause)]
    pub(crate) clause: String,
    /// Its entry in the log.
    #[schema(value_type = Entry)]
    pub(crate) entry: u64,
    /// The identifying item whose new value is held of somebody else too: to be looked into.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    pub(crate) conflict: Option<ItemId>,
}

impl From<Done> for Receipt {
    fn from(done: Done) -> Self {
        Self { clause: done.clause, entry: done.entry, conflict: done.conflict }
    }
}

/// Items with their values, as they came. `Debug` shows items, never values.
#[derive(Clone, Default)]
pub(crate) struct Values(pub(crate) Vec<(ItemId, String)>);

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(item, _)| item)).finish()
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(of: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("items with their values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut pairs: Vec<(ItemId, String)> = Vec::new();
                while let Some((item, value)) = map.next_entry::<ItemId, String>()? {
                    if pairs.len() == ITEMS
                        || value.len() > VALUE
                        || pairs.iter().any(|(one, _)| *one == item)
                    {
                        return Err(de::Error::custom("too many, too long, or one of them twice"));
                    }
                    pairs.push((item, value));
                }
                Ok(Values(pairs))
            }
        }
        of.deserialize_map(Pairs)
    }
}

/// A consent as it was given.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agreed {
    /// How.
    #[schema(schema_with = word::<Way>)]
    way: Way,
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
    /// To what; to processing alone where it is not said.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = words::<Part>)]
    parts: Vec<Part>,
    /// Its own term.
    #[serde(default)]
    #[schema(value_type = Option<Moment>)]
    until: Option<Timestamp>,
    /// The edition's own text was shown before, in this language.
    #[serde(default)]
    #[schema(schema_with = word::<Lang>)]
    notice: Option<Lang>,
    /// Another text was shown: its language and the SHA-256 of its bytes.
    #[serde(default)]
    shown: Option<ShownText>,
}

/// A text that was shown before consent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShownText {
    /// Its language.
    #[schema(schema_with = word::<Lang>)]
    lang: Lang,
    /// SHA-256 of its exact bytes, in hex.
    #[serde(deserialize_with = "digest")]
    #[schema(
        value_type = String,
        pattern = "^[0-9a-f]{64}$",
        example = "4c722a873839149bb3983bec6dd23cf482ed6403d2d0d66b49250f823cc199ae"
    )]
    sha256: [u8; 32],
}

impl Agreed {
    /// One and the same of many people, to processing.
    pub(crate) fn of_all(way: Way, at: Timestamp, notice: Option<Lang>) -> Self {
        Self { way, at, parts: Vec::new(), until: None, notice, shown: None }
    }

    /// The same of somebody known: as whom matters only where the edition's own text was shown.
    ///
    /// # Errors
    /// The edition has no such text, or had none then.
    pub(crate) fn anew(
        &self,
        office: &Office,
        purpose: &PurposeId,
        category: Option<&CategoryId>,
    ) -> Result<Consent, OfficeError> {
        match self.notice {
            Some(_) => self.consent(office, purpose, &office.category_of(purpose, category)?),
            None => Ok(self.given(None)),
        }
    }

    /// The consent, with the text that was shown.
    ///
    /// # Errors
    /// The edition has no such text, or had none then.
    pub(crate) fn consent(
        &self,
        office: &Office,
        purpose: &PurposeId,
        category: &CategoryId,
    ) -> Result<Consent, OfficeError> {
        let own = self.notice.map(|lang| office.shown(purpose, category, lang, self.at)).transpose()?;
        Ok(self.given(own))
    }

    fn given(&self, own: Option<Notice>) -> Consent {
        let other = self.shown.as_ref().map(|text| Notice { lang: text.lang, digest: text.sha256 });
        let parts: Parts = self.parts.iter().copied().collect();
        let parts = if parts.is_empty() { Parts::PROCESSING } else { parts };
        let notice = other.or(own);
        Consent { parts, until: self.until, notice, ..Consent::to_processing(self.way, self.at) }
    }
}

fn digest<'de, D: Deserializer<'de>>(of: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(of)?;
    let mut out = [0; 32];
    let bad = || de::Error::custom("no SHA-256 in hex");
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Err(bad());
    }
    for (byte, pair) in out.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| bad())?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| bad())?;
    }
    Ok(out)
}
