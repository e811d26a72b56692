//! What a difference is about: a way to it, in ids.

use serde::{Deserialize, Serialize};

use super::{Rights, judge::Seen};
use crate::{
    CategoryId, EventId, ExceptionId, ItemId, OptionId, PurposeId, RecipientId, RequestKind, RoleId, Topic,
};

/// What a difference is about. What does not apply is absent; in JSON too.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// The categories of the purpose's row, by the old pack where it had the row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryId>,
    /// The category that came, went or changed itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The event, also that of an ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// The answer of a choice, also that of an ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionId>,
    /// The role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// The recipient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// What subjects ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKind>,
    /// The exception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<ExceptionId>,
    /// The state, ISO 3166 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The site's domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The topic of a clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// What a role may do beyond what it might before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gained: Option<Rights>,
    /// What a role may do no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Rights>,
}

impl About {
    pub(super) fn of(seen: &Seen<'_>) -> About {
        let mut about = About::default();
        let mut keys = seen.keys.iter();
        let mut way: Vec<&str> = Vec::new();
        for field in &seen.fields {
            match *field {
                "*" => keys.next().into_iter().for_each(|key| about.name(&way, key)),
                field => way.push(field),
            }
        }
        if !seen.key().is_empty() {
            about.name(&way, seen.key());
        }
        if let ["clauses", topic] = *way {
            about.topic = Topic::from_word(topic);
        }
        about
    }

    /// Takes up the name of one in the array to which the fields lead.
    fn name(&mut self, way: &[&str], key: &str) {
        match *way {
            ["purposes"] | ["recipients", "purposes"] => self.purpose = key.parse().ok(),
            ["purposes", "lists"] => {
                self.categories = key.split(',').filter_map(|id| id.parse().ok()).collect();
            }
            ["categories"] | ["purposes", "lists", "categories"] => self.category = key.parse().ok(),
            ["items"]
            | ["recipients", "items"]
            | ["categories", "identified_by"]
            | ["purposes", "lists", "items" | "required"]
            | ["purposes", "lists", "ends", "opens", "carries"] => self.item = key.parse().ok(),
            ["purposes", "lists", "choice", "options"] => self.option = key.parse().ok(),
            ["purposes", "lists", "ends"] => {
                let (on, when) = key.split_once(':').unwrap_or((key, ""));
                self.event = on.parse().ok();
                self.option = when.parse().ok();
            }
            ["events"] => self.event = key.parse().ok(),
            ["roles"] => self.role = key.parse().ok(),
            ["recipients"] => self.recipient = key.parse().ok(),
            ["requests"] => self.request = RequestKind::from_word(key),
            ["copy_exceptions"] => self.exception = key.parse().ok(),
            ["states"] => self.state = Some(key.to_owned()),
            ["sites"] => self.site = Some(key.to_owned()),
            _ => {}
        }
    }
}
