//! The first pack and its profile, inside the binary, so that they are there wherever it runs.

/// The pack's name.
pub(crate) const NAME: &str = "bitrix-kz";

/// The profile of Kazakhstan.
pub(crate) const PROFILE_KZ: &str = include_str!("../../../../packs/profiles/kz.toml");

/// A profile by its id.
pub(crate) fn profile(id: &str) -> Option<String> {
    (id == "kz").then(|| PROFILE_KZ.to_owned())
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
    "events.toml",
    "items.toml",
    "pack.toml",
    "purposes-contracts.toml",
    "purposes-public.toml",
    "purposes-staff.toml",
    "recipients.toml",
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
}
