//! One TOML table, read key by key: whatever is missing, misspelt or of another type becomes a fault.

use std::str::FromStr;

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{At, Place};
use crate::{
    Text,
    check::{FaultCode, Report},
};

/// A table under reading.
pub(crate) struct Tab<'a> {
    table: &'a DeTable<'a>,
    /// Its header, or its braces.
    pub(crate) at: Place,
    name: String,
    asked: Vec<&'static str>,
}

/// A value under reading.
pub(crate) struct Val<'a> {
    value: &'a DeValue<'a>,
    pub(crate) at: Place,
}

impl<'a> Tab<'a> {
    pub(crate) fn new(name: &str, table: &'a DeTable<'a>, at: Place) -> Tab<'a> {
        Tab { table, at, name: name.to_owned(), asked: Vec::new() }
    }

    /// A value that may be absent.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<Val<'a>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some(Val { at: place(self.at.file, value), value: value.get_ref() })
    }

    /// A value that must be there.
    pub(crate) fn need(&mut self, key: &'static str, out: &mut Report) -> Option<Val<'a>> {
        let value = self.get(key);
        if value.is_none() {
            out.add(FaultCode::MissingKey, self.at).with("key", key).with("table", &self.name);
        }
        value
    }

    pub(crate) fn text(&mut self, key: &'static str, out: &mut Report) -> Option<At<String>> {
        self.need(key, out)?.text(out)
    }

    pub(crate) fn flag(&mut self, key: &'static str, out: &mut Report) -> bool {
        self.get(key).and_then(|value| value.flag(out)).unwrap_or(false)
    }

    /// An id or another value that parses from text.
    pub(crate) fn parsed<T: FromStr>(
        &mut self,
        key: &'static str,
        code: FaultCode,
        out: &mut Report,
    ) -> Option<At<T>> {
        self.need(key, out)?.parsed(code, out)
    }

    pub(crate) fn names(&mut self, key: &'static str, out: &mut Report) -> Option<Text> {
        self.need(key, out)?.names(out)
    }

    pub(crate) fn date(&mut self, key: &'static str, out: &mut Report) -> Option<At<Date>> {
        self.need(key, out)?.date(out)
    }

    /// A table of its own; absent is `None`.
    pub(crate) fn table(&mut self, key: &'static str, out: &mut Report) -> Option<Tab<'a>> {
        self.get(key)?.table(key, out)
    }

    /// An array of tables; absent is empty.
    pub(crate) fn tables(&mut self, key: &'static str, out: &mut Report) -> Vec<Tab<'a>> {
        let Some(values) = self.get(key).and_then(|value| value.array(out)) else { return Vec::new() };
        values.into_iter().filter_map(|value| value.table(key, out)).collect()
    }

    /// An array of ids; absent is empty.
    pub(crate) fn ids<T: FromStr>(&mut self, key: &'static str, out: &mut Report) -> Vec<At<T>> {
        self.get(key).map(|value| value.ids(out)).unwrap_or_default()
    }

    /// Ends the reading: every key that nobody asked for is a fault.
    pub(crate) fn done(self, out: &mut Report) {
        #[cfg(test)]
        out.asked.entry(self.name.clone()).or_default().extend(&self.asked);
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                let span = key.span();
                let at = Place { file: self.at.file, start: span.start, end: span.end };
                out.add(FaultCode::UnknownKey, at)
                    .with("key", name)
                    .with("table", &self.name)
                    .near(name, self.asked.iter().copied());
            }
        }
    }
}

impl<'a> Val<'a> {
    pub(crate) fn text(&self, out: &mut Report) -> Option<At<String>> {
        let text = self.value.as_str().or_else(|| self.wrong("a-text", out))?;
        if text.trim().is_empty() {
            out.add(FaultCode::BadValue, self.at).with("value", text);
            return None;
        }
        Some(At { value: text.to_owned(), at: self.at })
    }

    pub(crate) fn as_str(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    pub(crate) fn is_table(&self) -> bool {
        self.value.is_table()
    }

    pub(crate) fn flag(&self, out: &mut Report) -> Option<bool> {
        self.value.as_bool().or_else(|| self.wrong("true-or-false", out))
    }

    pub(crate) fn number(&self, out: &mut Report) -> Option<At<u16>> {
        let number = self.value.as_integer().or_else(|| self.wrong("a-number", out))?;
        match u16::from_str_radix(number.as_str(), number.radix()) {
            Ok(value) if value > 0 => Some(At { value, at: self.at }),
            _ => {
                out.add(FaultCode::BadValue, self.at).with("value", number.as_str());
                None
            }
        }
    }

    pub(crate) fn date(&self, out: &mut Report) -> Option<At<Date>> {
        let stamp = self.value.as_datetime().or_else(|| self.wrong("a-date", out))?;
        let date = stamp.date.filter(|_| stamp.time.is_none()).and_then(|d| {
            Date::new(i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?)
                .ok()
        });
        if date.is_none() {
            out.add(FaultCode::BadValue, self.at).with("value", stamp);
        }
        date.map(|value| At { value, at: self.at })
    }

    pub(crate) fn parsed<T: FromStr>(&self, code: FaultCode, out: &mut Report) -> Option<At<T>> {
        let text = self.value.as_str().or_else(|| self.wrong("a-text", out))?;
        match text.parse() {
            Ok(value) => Some(At { value, at: self.at }),
            Err(_) => {
                out.add(code, self.at).with("value", text);
                None
            }
        }
    }

    /// One of a few words; `known` are all of them.
    pub(crate) fn word<T: Copy>(&self, known: &[(&str, T)], out: &mut Report) -> Option<At<T>> {
        let text = self.value.as_str().or_else(|| self.wrong("a-text", out))?;
        if let Some((_, value)) = known.iter().find(|(word, _)| *word == text) {
            return Some(At { value: *value, at: self.at });
        }
        let words = known.iter().map(|(word, _)| *word);
        out.add(FaultCode::BadWord, self.at)
            .with("value", text)
            .with("known", words.clone().collect::<Vec<_>>().join(", "))
            .near(text, words);
        None
    }

    /// A text in every language.
    pub(crate) fn names(&self, out: &mut Report) -> Option<Text> {
        let mut tab = self.table("name", out)?;
        let mut text = Text { kk: String::new(), ru: String::new(), en: String::new() };
        for (key, slot) in [("kk", &mut text.kk), ("ru", &mut text.ru), ("en", &mut text.en)] {
            let given = tab.get(key);
            let filled = given.as_ref().and_then(|value| {
                value.value.as_str().or_else(|| value.wrong("a-text", out)).map(|t| t.trim().to_owned())
            });
            match filled {
                Some(filled) if !filled.is_empty() => *slot = filled,
                None if given.is_some() => {}
                _ => drop(out.add(FaultCode::MissingTranslation, self.at).with("lang", key)),
            }
        }
        tab.done(out);
        Some(text)
    }

    pub(crate) fn table(&self, name: &str, out: &mut Report) -> Option<Tab<'a>> {
        let table = self.value.as_table().or_else(|| self.wrong("a-table", out))?;
        Some(Tab::new(name, table, self.at))
    }

    pub(crate) fn array(&self, out: &mut Report) -> Option<Vec<Val<'a>>> {
        let array = self.value.as_array().or_else(|| self.wrong("an-array", out))?;
        let file = self.at.file;
        Some(array.iter().map(|v| Val { at: place(file, v), value: v.get_ref() }).collect())
    }

    pub(crate) fn ids<T: FromStr>(&self, out: &mut Report) -> Vec<At<T>> {
        let values = self.array(out).unwrap_or_default();
        values.iter().filter_map(|value| value.parsed(FaultCode::BadId, out)).collect()
    }

    /// Files the fault that something else was expected here.
    pub(crate) fn wrong<T>(&self, expected: &'static str, out: &mut Report) -> Option<T> {
        out.add(FaultCode::WrongType, self.at).with("expected", expected);
        None
    }
}

fn place(file: usize, value: &Spanned<DeValue<'_>>) -> Place {
    let span = value.span();
    Place { file, start: span.start, end: span.end }
}
