//! Policies and profiles to test with.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use calendar::Profile;
use policy::{Edition, Pack, load, sample};

use super::{id, ids};

const KZ: &str = include_str!("../../../../../packs/profiles/kz.toml");

/// The profile as it is: years to 2026 are entered.
pub(crate) fn kz() -> Arc<Profile> {
    static PROFILE: OnceLock<Arc<Profile>> = OnceLock::new();
    PROFILE.get_or_init(|| Profile::parse(KZ).unwrap().into()).clone()
}

/// The profile with one more year.
pub(crate) fn kz_with_2027() -> Arc<Profile> {
    static PROFILE: OnceLock<Arc<Profile>> = OnceLock::new();
    let year = "\n[[year]]\nyear = 2027\nmovable = { kurban-ait = 2027-05-16 }\nsource = \"a test\"\n";
    let text = format!("{KZ}{year}confidence = \"unconfirmed\"\n");
    PROFILE.get_or_init(|| Profile::parse(&text).unwrap().into()).clone()
}

/// The first policy, as it stands in the repository.
pub(crate) fn real() -> Arc<Edition> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/bitrix-kz");
    let facts = |profile: &str| (profile == "kz").then(|| kernel::jurisdiction(&kz()));
    Arc::new(load::load_dir(&folder, &facts).unwrap_or_else(|why| panic!("{why}")))
}

/// The sample in its three editions.
pub(crate) fn samples() -> [Arc<Edition>; 3] {
    static EDITIONS: OnceLock<[Arc<Edition>; 3]> = OnceLock::new();
    let load = || [sample::edition(), narrower(), without_contracts()].map(Arc::new);
    EDITIONS.get_or_init(load).clone()
}

/// The sample's next edition: candidates' phones go, participants' phones come.
fn narrower() -> Edition {
    let mut pack = later("2026-03-01");
    let list = &mut pack.purposes[0].lists[0];
    list.items = ids(&["email", "full-name"]);
    list.ends[0].opens.as_mut().unwrap().carries.retain(|item| *item != *"phone");
    let mailings = pack.purposes.iter_mut().find(|purpose| purpose.id == *"mailings").unwrap();
    mailings.lists[0].items.push(id("phone"));
    Edition::freeze(pack)
}

/// The edition after that: contracts go altogether.
fn without_contracts() -> Edition {
    let mut pack = later("2026-06-01");
    pack.purposes.retain(|purpose| purpose.id != *"contracts");
    Edition::freeze(pack)
}

fn later(day: &str) -> Pack {
    Pack { edition: day.to_owned(), in_force_from: day.parse().unwrap(), ..sample::pack() }
}
