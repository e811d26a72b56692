//! Looking things up in a pack by their ids.

use crate::{
    Category, CategoryId, Edition, Event, EventId, Item, ItemId, List, Pack, Purpose, PurposeId, Role,
    RoleId, Topic,
};

impl Pack {
    /// The purpose of that id.
    pub fn purpose(&self, id: &PurposeId) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.id == *id)
    }

    /// The item of that id.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The category of that id.
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The event of that id.
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.iter().find(|event| event.id == *id)
    }

    /// The role of that id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// This policy's clause on a topic, such as `3.4.1.4` on blocking.
    pub fn clause(&self, topic: Topic) -> &str {
        self.clauses.get(&topic).map_or("", String::as_str) // the loader sees to it that each is there
    }
}

impl Edition {
    /// The register's row, and its index, that holds a category under a purpose.
    pub fn row_of(&self, purpose: &PurposeId, category: &CategoryId) -> Option<(u16, &List)> {
        let mut index = 0u16;
        for one in &self.pack().purposes {
            for list in &one.lists {
                if one.id == *purpose && list.categories.contains(category) {
                    return Some((index, list));
                }
                index += 1;
            }
        }
        None
    }
}
