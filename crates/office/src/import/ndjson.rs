//! NDJSON: one object a line, its members the cells.

use std::{
    collections::HashMap,
    fmt,
    io::{self, Read},
};

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use super::{
    fault::Code,
    input::Input,
    source::{MOST_BYTES, MOST_COLUMNS, Next, Position, Row},
};

/// An NDJSON file.
pub(super) struct Ndjson<R> {
    input: Input<R>,
    keys: Vec<String>,
    places: HashMap<String, usize>,
    number: u64,
    bytes: Vec<u8>,
}

impl<R: Read> Ndjson<R> {
    pub(super) fn new(input: Input<R>) -> Self {
        Self { input, keys: Vec::new(), places: HashMap::new(), number: 0, bytes: Vec::new() }
    }

    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    pub(super) fn place(&self) -> (&Input<R>, u64, u64) {
        (&self.input, self.number, self.number + 1)
    }

    pub(super) fn skip_to(&mut self, position: &Position) -> io::Result<bool> {
        self.number = position.number;
        self.input.skip_to(position)
    }

    pub(super) fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        loop {
            row.clear();
            (row.number, row.line) = (self.number + 1, self.number + 1);
            let (read, fits) = self.line()?;
            if !read {
                return Ok(Next::End);
            }
            self.number += 1;
            if !fits {
                return Ok(Next::Bad(Code::RowTooLong));
            }
            let Ok(text) = std::str::from_utf8(&self.bytes) else { return Ok(Next::Bad(Code::RowUtf8)) };
            if !text.trim().is_empty() {
                return Ok(match serde_json::from_str::<Object>(text) {
                    Ok(object) => object.into_row(row, &mut self.keys, &mut self.places),
                    Err(_) => Next::Bad(Code::RowJson),
                });
            }
        }
    }

    /// Reads a line; tells whether there was one, and whether it is within the limit.
    fn line(&mut self) -> io::Result<(bool, bool)> {
        self.bytes.clear();
        let (mut read, mut fits) = (false, true);
        loop {
            let chunk = self.input.fill()?;
            if chunk.is_empty() {
                return Ok((read, fits));
            }
            read = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let run = &chunk[..end.unwrap_or(chunk.len())];
            fits &= self.bytes.len() + run.len() <= MOST_BYTES;
            if fits {
                self.bytes.extend_from_slice(run);
            }
            let used = run.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok((read, fits));
            }
        }
    }
}

/// An object's members in their order; `None` for a member that is no text, number or null.
struct Object(Vec<(String, Option<String>)>);

impl Object {
    fn into_row(self, row: &mut Row, keys: &mut Vec<String>, places: &mut HashMap<String, usize>) -> Next {
        for (key, value) in self.0 {
            let Some(value) = value else { return Next::Bad(Code::RowMember) };
            let column = match places.get(&key) {
                Some(column) => *column,
                None if keys.len() >= MOST_COLUMNS => return Next::Bad(Code::RowColumns),
                None => {
                    keys.push(key.clone());
                    places.insert(key, keys.len() - 1);
                    keys.len() - 1
                }
            };
            if row.cells.iter().any(|(known, ..)| *known == column) {
                return Next::Bad(Code::RowJson);
            }
            let start = row.text.len();
            row.text.push_str(&value);
            row.cells.push((column, start, row.text.len()));
        }
        Next::Row
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, serde_json::Value>()? {
                    if members.len() >= MOST_COLUMNS {
                        return Err(A::Error::custom("too many members"));
                    }
                    let value = match value {
                        serde_json::Value::String(text) => Some(text),
                        serde_json::Value::Number(number) => Some(number.to_string()),
                        serde_json::Value::Null => Some(String::new()),
                        _ => None,
                    };
                    members.push((key, value));
                }
                Ok(Object(members))
            }
        }
        from.deserialize_map(Members)
    }
}
