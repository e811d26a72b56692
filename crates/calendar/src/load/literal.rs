//! Dates and instants, as TOML writes them or as text.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// A value read from its text. TOML's own dates and times are accepted unquoted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal<T>(pub(super) T);

struct Read<T>(PhantomData<T>);

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Literal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read(PhantomData))
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Visitor<'de> for Read<T> {
    type Value = Literal<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2024-07-01, or an instant such as 2024-02-29T18:00:00Z")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        text.parse().map(Literal).map_err(|error| E::custom(format!("`{text}` can't be read: {error}")))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let native = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))?;
        self.visit_str(&native.to_string())
    }
}
