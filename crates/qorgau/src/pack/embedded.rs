//! What is inside the binary, so that it is there wherever it runs: the first pack, and every profile. No other file
//! names one of them.

/// The pack's name.
pub(crate) const NAME: &str = "bitrix-kz";

/// The profile that the pack is written for.
pub(crate) const PROFILE: &str = include_str!("../../../../packs/profiles/kz.toml");

/// The other profiles, by id.
const OTHERS: [(&str, &str); 1] = [("gdpr", include_str!("../../../../packs/profiles/gdpr.toml"))];

/// A profile by its id.
pub(crate) fn profile(id: &str) -> Option<String> {
    let all = [("kz", PROFILE)].into_iter().chain(OTHERS);
    all.into_iter().find(|(known, _)| *known == id).map(|(_, text)| text.to_owned())
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// The pack's files, with the paths that faults name.
        pub(crate) const FILES: &[(&str, &str)] = &[$((
            concat!("bitrix-kz/", $name),
            include_str!(concat!("../../../../packs/bitrix-kz/", $name)),
        )),+];
    };
}

files! {
    "categories.toml",
    "clauses.toml",
    "cookies.toml",
    "events.toml",
    "items.toml",
    "pack.toml",
    "processor.toml",
    "publication.toml",
    "purposes-contracts.toml",
    "purposes-public.toml",
    "purposes-staff.toml",
    "recipients.toml",
    "requests.toml",
    "roles.toml",
    "sites.toml",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_holds_every_file_of_the_pack() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/bitrix-kz");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .expect("the pack is there")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".toml"))
            .map(|name| format!("{NAME}/{name}"))
            .collect();
        there.sort();
        assert_eq!(there, FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    }

    #[test]
    fn the_binary_holds_every_profile_under_its_own_id() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/profiles");
        for entry in std::fs::read_dir(folder).expect("the profiles are there") {
            let path = entry.expect("a file").path();
            let id = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let text = profile(id).unwrap_or_else(|| panic!("{id} is not in the binary"));
            assert_eq!(calendar::Profile::parse(&text).expect("it reads").id(), id);
        }
        assert_eq!(profile("nowhere"), None);
    }
}
