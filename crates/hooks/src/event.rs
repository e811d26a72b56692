//! What happened, and how it is written.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::de::IgnoredAny;
use thiserror::Error;

use crate::EventId;

/// What kind of thing happened, such as `consent.withdrawn`: words of ASCII letters, digits and `_`, with full stops
/// between them, 64 bytes at most (Standard Webhooks, "Event types").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventType(Box<str>);

/// One thing that happened. `Debug` doesn't show its data.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    id: EventId,
    kind: EventType,
    at: Timestamp,
    data: Box<str>,
}

/// Why something is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadEvent {
    /// Not a type.
    #[error(
        "an event type is words of ASCII letters, digits and '_' with '.' between them, 64 bytes at most"
    )]
    Type,
    /// The data is no JSON.
    #[error("an event's data has to be JSON")]
    Json,
    /// The data is over [`Event::MOST`] bytes.
    #[error("an event's data has at most 65536 bytes; send ids, and let who wants more ask for it")]
    Big,
}

impl Event {
    /// The most bytes of data.
    pub const MOST: usize = 64 << 10;

    /// An event of some data, which is a JSON text. The caller keeps the four parts: made of the same ones again, it is
    /// the same event, byte for byte.
    ///
    /// # Errors
    /// Data that is no JSON, or too big.
    pub fn new(id: EventId, kind: EventType, at: Timestamp, data: &str) -> Result<Self, BadEvent> {
        if data.len() > Self::MOST {
            return Err(BadEvent::Big);
        }
        serde_json::from_str::<IgnoredAny>(data).map_err(|_| BadEvent::Json)?;
        Ok(Self { id, kind, at, data: data.into() })
    }

    /// The id.
    pub fn id(&self) -> &EventId {
        &self.id
    }

    /// The type.
    pub fn kind(&self) -> &EventType {
        &self.kind
    }

    /// When it happened.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// What is sent and signed: `{"type":…,"timestamp":…,"data":…}` (Standard Webhooks, "Payload structure").
    pub fn body(&self) -> String {
        // Neither a type nor a time has anything to escape.
        format!(r#"{{"type":"{}","timestamp":"{}","data":{}}}"#, self.kind.as_str(), self.at, self.data)
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, kind, at, data: _ } = self;
        f.debug_struct("Event").field("id", id).field("kind", kind).field("at", at).finish_non_exhaustive()
    }
}

impl EventType {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EventType {
    type Err = BadEvent;

    fn from_str(text: &str) -> Result<Self, BadEvent> {
        let word =
            |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if text.len() > 64 || !text.split('.').all(word) {
            return Err(BadEvent::Type);
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(data: &str) -> Result<Event, BadEvent> {
        let at = "2024-06-17T10:00:00.5Z".parse().unwrap();
        Event::new("evt_1".parse().unwrap(), "consent.withdrawn".parse().unwrap(), at, data)
    }

    #[test]
    fn the_body_is_type_time_and_data_as_given() {
        let body = event(r#"{"subject": "017"}"#).unwrap().body();
        let want =
            r#"{"type":"consent.withdrawn","timestamp":"2024-06-17T10:00:00.5Z","data":{"subject": "017"}}"#;
        assert_eq!(body, want);
        assert!(serde_json::from_str::<serde_json::Value>(&body).is_ok());
    }

    #[test]
    fn data_is_json_and_bounded() {
        for bad in ["", "{", "{}}", "{} {}", "nul", "\"\u{1}\"", r#"{},"x":1"#] {
            assert_eq!(event(bad).err(), Some(BadEvent::Json), "{bad:?}");
        }
        assert!(event(&format!("\"{}\"", "x".repeat(Event::MOST - 2))).is_ok());
        assert_eq!(event(&format!("\"{}\"", "x".repeat(Event::MOST - 1))).err(), Some(BadEvent::Big));
    }

    #[test]
    fn types_are_words_between_full_stops() {
        for good in ["consent.withdrawn", "a", "subject.data.erased", "v2.x_y"] {
            assert_eq!(good.parse::<EventType>().map(|kind| kind.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", ".", "a.", ".a", "a..b", "a b", "a\"b", "келісім", &"x".repeat(65)] {
            assert_eq!(bad.parse::<EventType>(), Err(BadEvent::Type), "{bad:?}");
        }
    }

    #[test]
    fn the_data_is_never_shown() {
        let shown = format!("{:?}", event(r#"{"name":"Asel"}"#).unwrap());
        assert!(shown.contains("consent.withdrawn") && !shown.contains("Asel"), "{shown}");
    }
}
