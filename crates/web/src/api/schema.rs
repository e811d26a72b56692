//! What the description says of the small things that come in and go out. Only their schemas are used: what is read is of
//! the house's own types.

use calendar::PauseReason;
use kernel::{Channel, DutyKind, EraseReason, Part, RepresentedBy, Status, Way};
use office::{BreachStepKind, Journal};
use policy::{ActKind, IdentityLevel, Lang, RequestKind};
use serde::{Deserialize, Deserializer, de};
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        Ref, RefOr,
        schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type},
    },
};

/// An id of the policy's: of a purpose, an item, an event.
#[derive(ToSchema)]
#[schema(value_type = String, pattern = "^[a-z0-9][a-z0-9-]{0,31}$", example = "recruitment")]
#[expect(dead_code, reason = "described only")]
pub(crate) struct Name(String);

/// The id of a person, an engagement, a request (UUID version 7).
#[derive(ToSchema)]
#[schema(
    value_type = String,
    pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    example = "01932f3e-7c1a-7d2b-9a41-5f0c3b6e8d10"
)]
#[expect(dead_code, reason = "described only")]
pub(crate) struct Id(String);

/// A moment (RFC 3339).
#[derive(ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-11-01T09:00:00Z")]
#[expect(dead_code, reason = "described only")]
pub(crate) struct Moment(String);

/// A day (RFC 3339 full-date).
#[derive(ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-11-01")]
#[expect(dead_code, reason = "described only")]
pub(crate) struct Day(String);

/// A clause of the policy, or an article of a law.
#[derive(ToSchema)]
#[schema(value_type = String, example = "3.4.1.1")]
#[expect(dead_code, reason = "described only")]
pub(crate) struct Clause(String);

/// The index of an entry in the log.
#[derive(ToSchema)]
#[schema(value_type = u64, minimum = 0, maximum = 9_007_199_254_740_991_i64, example = 42)]
#[expect(dead_code, reason = "described only")]
pub(crate) struct Entry(u64);

/// Words of the house, one of which is meant.
pub(crate) trait Words {
    /// Each of them.
    fn all() -> Vec<&'static str>;
}

macro_rules! described {
    ($($of:ty: $all:expr, $word:expr;)+) => {$(
        impl Words for $of {
            fn all() -> Vec<&'static str> {
                $all.iter().map(|one| $word(*one)).collect()
            }
        }
    )+};
}

described! {
    ActKind: ActKind::ALL, ActKind::as_str;
    BreachStepKind: BreachStepKind::ALL, BreachStepKind::word;
    Channel: Channel::ALL, Channel::word;
    DutyKind: DutyKind::ALL, DutyKind::word;
    EraseReason: EraseReason::ALL, EraseReason::word;
    IdentityLevel: IdentityLevel::ALL, IdentityLevel::word;
    Journal: Journal::ALL, Journal::word;
    Lang: Lang::ALL, Lang::code;
    Part: Part::ALL, Part::word;
    PauseReason: PauseReason::ALL, PauseReason::word;
    RepresentedBy: RepresentedBy::ALL, RepresentedBy::word;
    RequestKind: RequestKind::ALL, RequestKind::word;
    Status: Status::ALL, Status::word;
    Way: Way::ALL, Way::word;
}

/// One of them.
pub(crate) fn word<T: Words>() -> Schema {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(T::all())).into()
}

/// Some of them, each once.
pub(crate) fn words<T: Words>() -> Schema {
    ArrayBuilder::new().items(RefOr::T(word::<T>())).max_items(Some(T::all().len())).unique_items(true).into()
}

/// Some ids of the policy's, each once.
pub(crate) fn names() -> Schema {
    let one = RefOr::Ref(Ref::from_schema_name("Name"));
    ArrayBuilder::new().items(one).max_items(Some(ITEMS)).unique_items(true).into()
}

/// An id of the policy's, or several.
pub(crate) fn name_or_names() -> Schema {
    let one = Ref::from_schema_name("Name");
    OneOfBuilder::new().item(RefOr::<Schema>::Ref(one)).item(RefOr::T(names())).into()
}

/// Some ids, each once, one at least.
pub(crate) fn ids() -> Schema {
    let one = RefOr::Ref(Ref::from_schema_name("Id"));
    ArrayBuilder::new().items(one).min_items(Some(1)).max_items(Some(ITEMS)).unique_items(true).into()
}

/// Most items at once.
pub(crate) const ITEMS: usize = 64;
/// The longest text of a value, in bytes.
pub(crate) const VALUE: usize = 16 << 10;

/// The longest name, password, code or link, in bytes.
pub(crate) const SECRET: usize = 512;

/// Reads a text of at most [`SECRET`] characters, as the schema counts them.
pub(crate) fn secret<'de, D: Deserializer<'de>>(of: D) -> Result<String, D::Error> {
    let text = String::deserialize(of)?;
    if text.chars().count() > SECRET {
        return Err(de::Error::custom("too long"));
    }
    Ok(text)
}

/// Reads a text of at most `MOST` characters, as the schema counts them.
pub(crate) fn text<'de, D: Deserializer<'de>, const MOST: usize>(of: D) -> Result<String, D::Error> {
    let text = String::deserialize(of)?;
    if text.chars().count() > MOST {
        return Err(de::Error::custom("too long"));
    }
    Ok(text)
}

/// The most lines of a page.
pub(crate) const MOST_LINES: u16 = 500;

/// How many at most.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Limit {
    /// How many lines at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

impl Limit {
    pub(crate) fn most(&self) -> usize {
        self.limit.map_or(100, usize::from)
    }
}

/// The greatest number that every reader of JSON takes for itself (RFC 8259, section 6).
const MOST_EXACT: u64 = (1 << 53) - 1;

/// Reads the index of an entry.
pub(crate) fn index<'de, D: Deserializer<'de>>(of: D) -> Result<Option<u64>, D::Error> {
    let index = u64::deserialize(of)?;
    if index > MOST_EXACT {
        return Err(de::Error::custom("no index"));
    }
    Ok(Some(index))
}

/// Reads a number of a body that counts something: `12`, or `12.0`, which JSON Schema takes for the same.
pub(crate) fn count<'de, D: Deserializer<'de>>(of: D) -> Result<u64, D::Error> {
    let number = serde_json::Number::deserialize(of)?;
    let whole = |number: f64| (number.fract() == 0.0 && number >= 0.0).then_some(number as u64);
    let count = number.as_u64().or_else(|| number.as_f64().and_then(whole));
    count.filter(|count| *count <= MOST_EXACT).ok_or_else(|| de::Error::custom("no count"))
}

/// Reads how many lines are wanted, from a body.
pub(crate) fn some_lines<'de, D: Deserializer<'de>>(of: D) -> Result<Option<u16>, D::Error> {
    #[derive(Deserialize)]
    struct Count(#[serde(deserialize_with = "count")] u64);
    let Some(Count(lines)) = Option::deserialize(of)? else { return Ok(None) };
    let fits = |lines: &u16| (1..=MOST_LINES).contains(lines);
    let lines = u16::try_from(lines).ok().filter(fits);
    lines.map(Some).ok_or_else(|| de::Error::custom("no number of lines"))
}

/// Reads a text of at most [`SECRET`] characters, or none.
pub(crate) fn some_secret<'de, D: Deserializer<'de>>(of: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct Secret(#[serde(deserialize_with = "secret")] String);
    Ok(Option::deserialize(of)?.map(|Secret(text)| text))
}

/// Reads how many lines are wanted.
pub(crate) fn lines<'de, D: Deserializer<'de>>(of: D) -> Result<Option<u16>, D::Error> {
    let lines = u16::deserialize(of)?;
    if !(1..=MOST_LINES).contains(&lines) {
        return Err(de::Error::custom("no number of lines"));
    }
    Ok(Some(lines))
}

/// Reads an optional list that is not longer than `ITEMS`, without repetitions.
pub(crate) fn few<'de, D: Deserializer<'de>, T: Deserialize<'de> + PartialEq>(
    of: D,
) -> Result<Vec<T>, D::Error> {
    let all = Vec::<T>::deserialize(of)?;
    let repeats = || all.iter().enumerate().any(|(place, one)| all[..place].contains(one));
    if all.len() > ITEMS || repeats() {
        return Err(de::Error::custom("too many, or one of them twice"));
    }
    Ok(all)
}
