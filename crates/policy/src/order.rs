//! The one order of a pack: however its files are split, each collection stands in it.

use crate::Pack;

/// The collections that [`Pack::put_in_order`] orders.
pub(crate) const ORDERED: [&str; 11] = [
    "items",
    "categories",
    "events",
    "purposes",
    "roles",
    "recipients",
    "states",
    "products",
    "sites",
    "requests",
    "copy_exceptions",
];

impl Pack {
    /// Brings every collection into the canonical order: purposes by number, everything else by id. What stands inside
    /// them (items of a list, answers of a choice, endings) keeps the order in which it was written.
    pub fn put_in_order(&mut self) {
        self.items.sort_by(|a, b| a.id.cmp(&b.id));
        self.categories.sort_by(|a, b| a.id.cmp(&b.id));
        self.events.sort_by(|a, b| a.id.cmp(&b.id));
        self.purposes.sort_by(|a, b| (a.no, &a.id).cmp(&(b.no, &b.id)));
        self.roles.sort_by(|a, b| a.id.cmp(&b.id));
        self.recipients.sort_by(|a, b| a.id.cmp(&b.id));
        self.states.sort_by(|a, b| a.code.cmp(&b.code));
        // Two products may share a name in one language.
        let names = |product: &crate::Product| {
            let name = &product.name;
            (name.en.clone(), name.kk.clone(), name.ru.clone())
        };
        self.products.sort_by_cached_key(names);
        self.requests.sort_by_key(|rule| rule.kind);
        self.copy_exceptions.sort_by(|a, b| a.id.cmp(&b.id));
        self.sites.sort_by(|a, b| (&a.domain, a.subdomains).cmp(&(&b.domain, b.subdomains)));
    }
}
