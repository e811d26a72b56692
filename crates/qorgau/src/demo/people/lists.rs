//! The register's twelve lists, as files name them.

/// One list of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::demo) enum List {
    Recruitment,
    Employment,
    Trips,
    Training,
    Benefits,
    Reports,
    Contracts,
    Representatives,
    Products,
    Sites,
    Mailings,
    Events,
}

impl List {
    /// Every list, in the order of the register.
    pub(in crate::demo) const ALL: [List; 12] = [
        List::Recruitment,
        List::Employment,
        List::Trips,
        List::Training,
        List::Benefits,
        List::Reports,
        List::Contracts,
        List::Representatives,
        List::Products,
        List::Sites,
        List::Mailings,
        List::Events,
    ];

    /// The purpose's id.
    pub(in crate::demo) fn purpose(self) -> &'static str {
        match self {
            List::Recruitment => "recruitment",
            List::Employment => "employment",
            List::Trips => "business-trips",
            List::Training => "training",
            List::Benefits => "benefits",
            List::Reports => "statutory-reports",
            List::Contracts | List::Representatives => "contracts",
            List::Products => "products",
            List::Sites => "sites",
            List::Mailings => "mailings",
            List::Events => "events",
        }
    }

    /// The categories of people on the list.
    pub(in crate::demo) fn categories(self) -> &'static [&'static str] {
        match self {
            List::Recruitment => &["candidate"],
            List::Employment | List::Trips | List::Training | List::Benefits => &["employee"],
            List::Reports | List::Contracts | List::Products => &["counterparty"],
            List::Representatives => &["representative"],
            List::Sites => &["site-user"],
            List::Mailings => &["counterparty", "user-counterparty", "participant"],
            List::Events => &["participant"],
        }
    }

    /// Whether the register asks for a choice: the kind of contract.
    pub(in crate::demo) fn has_choice(self) -> bool {
        self.purpose() == "contracts"
    }

    /// Whether the list rests on consent.
    pub(in crate::demo) fn by_consent(self) -> bool {
        self.consent_years().is_some() || matches!(self, List::Recruitment | List::Products)
    }

    /// After how many years a consent ends by itself.
    pub(in crate::demo) fn consent_years(self) -> Option<i16> {
        match self {
            List::Sites => Some(1),
            List::Mailings | List::Events => Some(3),
            _ => None,
        }
    }

    /// The name of its file.
    pub(in crate::demo) fn file(self) -> String {
        let row = List::ALL.iter().take_while(|list| **list != self).count();
        // The register's row 7 has two lists.
        let number = if self >= List::Representatives { row } else { row + 1 };
        let of = if self == List::Representatives { "-representatives" } else { "" };
        format!("{number:02}-{}{of}.csv", self.purpose())
    }
}
