//! What a door does with what it was given before an act: passwords are hashed, and the only possible category is taken.

use policy::{CategoryId, ItemId, Kind, PurposeId, kind::password};
use vault::Random as _;

use crate::{
    BadInput, Office,
    error::{OfficeError, Result},
    random::SystemRandom,
};

impl Office {
    /// Whether an item's value is a password in plain, of which only a hash is kept. Hashing takes a tenth of a second.
    pub fn is_plain_password(&self, item: &ItemId, value: &str) -> bool {
        let world = self.world();
        let known = world.edition().and_then(|edition| edition.pack().item(item));
        known.is_some_and(|item| item.kind == Kind::Password) && !password::is_phc(value)
    }

    /// Hashes passwords that came in plain: what is kept is checked, never read.
    ///
    /// # Errors
    /// One that is no password: too long, say.
    pub fn with_hashed_passwords(&self, mut given: Vec<(ItemId, String)>) -> Result<Vec<(ItemId, String)>> {
        for (item, value) in &mut given {
            if self.is_plain_password(item, value) {
                let mut salt = [0; 16];
                SystemRandom.fill(&mut salt);
                let bad = |bad| OfficeError::Input(BadInput::Value { item: item.clone(), bad });
                *value = password::hash(value, &salt).map_err(bad)?;
            }
        }
        Ok(given)
    }

    /// As whom: what was said, or the only kind of people whom the purpose reaches.
    ///
    /// # Errors
    /// No such purpose, or it reaches several kinds of people.
    pub fn category_of(&self, purpose: &PurposeId, said: Option<&CategoryId>) -> Result<CategoryId> {
        let world = self.world();
        let known = world.edition().and_then(|edition| edition.pack().purpose(purpose));
        let reached: Vec<&CategoryId> =
            known.iter().flat_map(|purpose| &purpose.lists).flat_map(|list| &list.categories).collect();
        match (said, reached.as_slice()) {
            (Some(category), _) => Ok(category.clone()),
            (None, [only]) => Ok((*only).clone()),
            (None, []) => Err(OfficeError::input("no-purpose", &[("purpose", purpose)])),
            (None, several) => {
                let known = several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                Err(OfficeError::input("which-category", &[("known", &known)]))
            }
        }
    }
}
