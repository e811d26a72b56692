//! Differences in the words of a language.

use std::sync::LazyLock;

use serde_json::Value;

use super::{About, Difference, Effect, Rights, What};
use crate::{
    Cites, Due, Lang, Pack, Text,
    register::Words,
    say::{Arg, Catalog},
};

/// A difference as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Under what it stands: its first clause (a recipient's all), with the purpose's name where it is about one.
    pub head: String,
    /// What differs, in one line.
    pub line: String,
    /// Why that widens, narrows or does neither.
    pub why: String,
}

impl Difference {
    /// The difference in words; the packs are those that it was found between.
    pub fn say(&self, old: &Pack, new: &Pack, lang: Lang) -> Said {
        let words = Names { old, new, lang, cites: Cites::new(lang, [new, old], None) };
        let why = say(lang, &format!("why-{}", self.why), &[]);
        Said { head: words.head(self), line: words.line(self), why }
    }
}

impl Effect {
    /// The word for it.
    pub fn say(self, lang: Lang) -> String {
        say(lang, &format!("effect-{self}"), &[])
    }

    /// The mark before a line: `+`, `-` or `·`.
    pub fn mark(self) -> &'static str {
        match self {
            Effect::Widening => "+",
            Effect::Narrowing => "-",
            Effect::Neutral => "·",
        }
    }
}

/// How many differences there are of each effect, in a sentence.
pub fn summary(differences: &[Difference], lang: Lang) -> String {
    if differences.is_empty() {
        return say(lang, "no-difference", &[]);
    }
    let [wider, narrower, neutral] = super::count(differences);
    let counts = [("all", differences.len().into()), ("wider", wider.into()), ("narrower", narrower.into())];
    say(lang, "summary", &[&counts[..], &[("neutral", neutral.into())]].concat())
}

/// Ids as people call them: by the new pack, by the old one for what is gone.
struct Names<'p> {
    old: &'p Pack,
    new: &'p Pack,
    lang: Lang,
    cites: Cites<'p>,
}

impl Names<'_> {
    fn head(&self, one: &Difference) -> String {
        let clauses = match one.about.recipient {
            Some(_) => one.clauses.as_slice(),
            None => one.clauses.first().map(std::slice::from_ref).unwrap_or_default(),
        };
        let clauses = clauses.iter().map(|clause| self.cites.cite(clause)).collect::<Vec<_>>().join(", ");
        let about_one =
            one.edit.path.len() > 1 || matches!(one.what, What::PurposeAdded | What::PurposeRemoved);
        let purpose = one.about.purpose.as_ref().filter(|_| one.about.recipient.is_none() && about_one);
        match purpose {
            Some(id) => format!("{clauses} · {}", self.purpose(id.as_str())),
            None => {
                let part = one.edit.path.first().map(|step| match step {
                    super::Step::Field(name) => name.as_str(),
                    super::Step::One(name) => &name.key,
                });
                let key = format!("part-{}", part.unwrap_or_default().replace('_', "-"));
                let name = say(self.lang, &key, &[]);
                // A part that the texts don't know is told by its own name.
                let name = if name == key { part.unwrap_or_default().to_owned() } else { name };
                if clauses.is_empty() { name } else { format!("{clauses} · {name}") }
            }
        }
    }

    fn line(&self, one: &Difference) -> String {
        let mut args: Vec<(&str, Arg<'_>)> = self.about(&one.about);
        let (old, new) = one.edit.op.sides();
        args.push(("old", self.value(one, old, self.old).into()));
        args.push(("new", self.value(one, new, self.new).into()));
        args.push(("path", one.edit.to_string().into()));
        let line = say(self.lang, one.what.word(), &args);
        let rights = match (&one.about.gained, &one.about.lost) {
            (None, None) => String::new(),
            (gained, lost) => self.rights(gained.as_ref(), lost.as_ref()),
        };
        // A row is told by whom it is about.
        let row: Vec<_> = one.about.categories.iter().map(|id| self.category(id.as_str())).collect();
        if row.is_empty() { line + &rights } else { format!("{}: {line}{rights}", row.join(", ")) }
    }

    fn about<'a>(&self, about: &'a About) -> Vec<(&'static str, Arg<'a>)> {
        let purpose = about.purpose.as_ref().map(|id| self.purpose(id.as_str()));
        let category = about.category.as_ref().map(|id| self.category(id.as_str()));
        let item = about.item.as_ref().map(|id| self.item(id.as_str()));
        let event = about.event.as_ref().map(|id| self.event(id.as_str()));
        let option = about.option.as_ref().map(|id| self.option(about, id.as_str()));
        let role = about.role.as_ref().map(|id| self.role(id.as_str()));
        let recipient = about.recipient.as_ref().map(|id| self.recipient(id.as_str()));
        let topic = about.topic.map(|topic| topic.word().to_owned());
        let event = match (&event, &option) {
            (Some(event), Some(option)) => Some(format!("{event} ({option})")),
            _ => event,
        };
        let all = [
            ("purpose", purpose),
            ("category", category),
            ("item", item),
            ("event", event),
            ("option", option),
            ("role", role),
            ("recipient", recipient),
            ("state", about.state.clone()),
            ("site", about.site.clone()),
            ("topic", topic),
            ("request", about.request.map(|kind| kind.word().to_owned())),
            ("exception", about.exception.as_ref().map(ToString::to_string)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?.into()))).collect()
    }

    /// A value as a line can hold it; what is too large for that is told by its name alone.
    fn value(&self, one: &Difference, value: Option<&Value>, pack: &Pack) -> String {
        let nothing = || say(self.lang, "nothing", &[]);
        let Some(value) = value else { return nothing() };
        let is_due = matches!(one.what, What::TermLonger | What::TermShorter | What::TermChanged);
        if let (true, Ok(due)) = (is_due, serde_json::from_value::<Due>(value.clone())) {
            return Words::new(pack, self.lang, &crate::load::Jurisdiction::default()).due(&due);
        }
        if one.what == What::EndingAdded || one.what == What::EndingRemoved {
            let due = value.get("due").cloned().and_then(|due| serde_json::from_value::<Due>(due).ok());
            return due.map_or_else(nothing, |due| {
                Words::new(pack, self.lang, &crate::load::Jurisdiction::default()).due(&due)
            });
        }
        if let Ok(text) = serde_json::from_value::<Text>(value.clone()) {
            let lang = self.changed_in(one);
            let text = text.get(lang);
            return if lang == self.lang { text.to_owned() } else { format!("{lang}: {text}") };
        }
        if let Some(name) =
            value.get("name").cloned().and_then(|name| serde_json::from_value::<Text>(name).ok())
        {
            return name.get(self.lang).to_owned();
        }
        match (one.what, value) {
            (What::GroundChanged, value) => self.ground(value),
            (What::OpensChanged, Value::String(id)) => {
                if self.new.purposes.iter().any(|one| one.id == **id) {
                    self.purpose(id)
                } else {
                    self.category(id)
                }
            }
            (What::OpensAdded | What::OpensRemoved, value) => {
                value.get("purpose").and_then(Value::as_str).map_or_else(nothing, |id| self.purpose(id))
            }
            (What::ResponsibleRole, Value::String(id)) => self.role(id),
            (What::ResponsibleAdded | What::ResponsibleRemoved, value) => {
                let position = value.get("position").cloned();
                let position = position.and_then(|text| serde_json::from_value::<Text>(text).ok());
                position.map_or_else(nothing, |text| text.get(self.lang).to_owned())
            }
            (What::ItemKind, value) => serde_json::from_value::<crate::Kind>(value.clone())
                .map_or_else(|_| nothing(), |kind| kind.word()),
            (What::PurposeClause | What::RightClause | What::TopicClause, Value::String(clause)) => {
                self.cites.clause(clause)
            }
            (_, Value::String(text)) => self.cites.cite(text),
            (_, Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The language to tell a changed text in: another one, named, where it is the same in the reader's.
    fn changed_in(&self, one: &Difference) -> Lang {
        let text = |value: Option<&Value>| serde_json::from_value::<Text>(value?.clone()).ok();
        let (old, new) = one.edit.op.sides();
        let (Some(old), Some(new)) = (text(old), text(new)) else { return self.lang };
        let changed = |lang: &Lang| old.get(*lang) != new.get(*lang);
        [self.lang].into_iter().chain(Lang::ALL).find(changed).unwrap_or(self.lang)
    }

    fn ground(&self, value: &Value) -> String {
        match value.as_object().and_then(|map| map.iter().next()) {
            Some((kind, _)) if kind == "consent" => say(self.lang, "ground-consent", &[]),
            Some((_, Value::String(law))) => self.cites.cite(law),
            Some((kind, _)) => kind.clone(),
            None => String::new(),
        }
    }

    /// What a role gained and lost. Acts are told by their words in a pack.
    fn rights(&self, gained: Option<&Rights>, lost: Option<&Rights>) -> String {
        let all =
            |all: bool, some: Vec<String>| if all { say(self.lang, "all", &[]) } else { some.join(", ") };
        let told = |key: &str, rights: &Rights| {
            let acts: Vec<_> = rights.acts.iter().map(|act| act.as_str()).collect();
            let purposes = rights.purposes.iter().map(|id| self.purpose(id.as_str())).collect();
            let items: Vec<_> = rights.items.iter().map(|id| self.item(id.as_str())).collect();
            let items = all(rights.all_items, items);
            let args: [(&str, Arg<'_>); 3] = [
                ("acts", acts.join(", ").into()),
                ("purposes", all(rights.all_purposes, purposes).into()),
                ("items", if items.is_empty() { say(self.lang, "nothing", &[]) } else { items }.into()),
            ];
            say(self.lang, key, &args)
        };
        let parts = [gained.map(|rights| told("gained", rights)), lost.map(|rights| told("lost", rights))];
        parts.into_iter().flatten().collect::<Vec<_>>().join("")
    }

    fn purpose(&self, id: &str) -> String {
        self.find(id, |pack| pack.purposes.iter().find(|one| one.id == *id).map(|one| &one.name))
    }

    fn category(&self, id: &str) -> String {
        self.find(id, |pack| pack.categories.iter().find(|one| one.id == *id).map(|one| &one.name))
    }

    fn item(&self, id: &str) -> String {
        self.find(id, |pack| pack.items.iter().find(|one| one.id == *id).map(|one| &one.name))
    }

    fn event(&self, id: &str) -> String {
        self.find(id, |pack| pack.events.iter().find(|one| one.id == *id).map(|one| &one.name))
    }

    fn role(&self, id: &str) -> String {
        self.find(id, |pack| pack.roles.iter().find(|one| one.id == *id).map(|one| &one.name))
    }

    fn recipient(&self, id: &str) -> String {
        self.find(id, |pack| pack.recipients.iter().find(|one| one.id == *id).map(|one| &one.name))
    }

    fn option(&self, about: &About, id: &str) -> String {
        self.find(id, |pack| {
            let purpose = pack.purpose(about.purpose.as_ref()?)?;
            let mut options =
                purpose.lists.iter().filter_map(|list| list.choice.as_ref()).flat_map(|c| &c.options);
            options.find(|one| one.id == *id).map(|one| &one.name)
        })
    }

    fn find<'s>(&'s self, id: &str, name: impl Fn(&'s Pack) -> Option<&'s Text>) -> String {
        let found = name(self.new).or_else(|| name(self.old));
        found.map_or_else(|| id.to_owned(), |text| text.get(self.lang).to_owned())
    }
}

fn say(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    catalog().say(lang, key, args)
}

pub(super) fn catalog() -> &'static Catalog {
    static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
        // A test reads every text; were one broken, its key would be said.
        Catalog::new(&[
            (Lang::Kk, include_str!("kk.ftl")),
            (Lang::Ru, include_str!("ru.ftl")),
            (Lang::En, include_str!("en.ftl")),
        ])
        .unwrap_or_default()
    });
    &TEXTS
}
