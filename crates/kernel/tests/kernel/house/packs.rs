//! Policies and profiles to test with.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use calendar::Profile;
use policy::{ActKind, Edition, Ground, Pack, load, sample};

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

/// The European profile.
pub(crate) fn gdpr() -> Arc<Profile> {
    static PROFILE: OnceLock<Arc<Profile>> = OnceLock::new();
    let text = include_str!("../../../../../packs/profiles/gdpr.toml");
    PROFILE.get_or_init(|| Profile::parse(text).unwrap().into()).clone()
}

/// The clinic, under the European profile.
pub(crate) fn clinic() -> Arc<Edition> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/clinic-eu");
    let facts = |profile: &str| (profile == "gdpr").then(|| kernel::jurisdiction(&gdpr()));
    Arc::new(load::load_dir(&folder, &facts).unwrap_or_else(|why| panic!("{why}")))
}

/// The sample, with more to give away, in its five editions.
pub(crate) fn samples() -> [Arc<Edition>; 5] {
    static EDITIONS: OnceLock<[Arc<Edition>; 5]> = OnceLock::new();
    let load = || {
        let packs = [richer(), narrower(), without_contracts(), wider(), reordered()];
        packs.map(Edition::freeze).map(Arc::new)
    };
    EDITIONS.get_or_init(load).clone()
}

/// Mailings ask for all four parts and may have recipients at home, in a listed state and in another; contracts may
/// cross the border; marketing may do with mailings what consents are about.
fn richer() -> Pack {
    let mut pack = sample::pack();
    pack.states = vec![policy::State { code: "BY".to_owned(), because: pack.operator.name.clone() }];
    let mailer = pack.recipients[0].clone();
    let like = |name: &str, state: &str, purpose: &str, items: &[&str]| policy::Recipient {
        id: id(name),
        state: state.to_owned(),
        purposes: ids(&[purpose]),
        items: ids(items),
        ..mailer.clone()
    };
    let mut late = like("late", "KZ", "mailings", &["email", "full-name"]);
    late.undertaking.until = Some("2026-01-31".parse().unwrap());
    pack.recipients.extend([
        like("far", "DE", "mailings", &["email", "full-name", "phone"]),
        like("near", "BY", "mailings", &["email"]),
        like("notary", "BY", "contracts", &["full-name", "iin-bin"]),
        like("archive", "DE", "contracts", &["full-name"]),
        late,
    ]);
    let mailings = purpose(&mut pack, "mailings");
    let Ground::Consent(asks) = &mut mailings.ground else { panic!("on consent") };
    (asks.publication, asks.cross_border, asks.transfer_notice) = (true, true, true);
    purpose(&mut pack, "contracts").cross_border = true;
    let may = &mut super::role(&mut pack, "marketing").may[0].acts;
    may.extend([
        ActKind::List,
        ActKind::GiveConsent,
        ActKind::WithdrawConsent,
        ActKind::Disclose,
        ActKind::Publish,
        ActKind::ReceiveRequest,
        ActKind::DecideRequest,
        ActKind::FinishTask,
        ActKind::AnswerDemand,
    ]);
    pack
}

/// The next edition: candidates' phones go, participants' phones come.
fn narrower() -> Pack {
    let mut pack = later("2026-03-01");
    let list = &mut pack.purposes[0].lists[0];
    list.items = ids(&["email", "full-name"]);
    list.ends[0].opens.as_mut().unwrap().carries.retain(|item| *item != *"phone");
    purpose(&mut pack, "mailings").lists[0].items.push(id("phone"));
    pack
}

/// The edition after that: contracts go altogether.
fn without_contracts() -> Pack {
    let mut pack = later("2026-06-01");
    pack.purposes.retain(|purpose| purpose.id != *"contracts");
    pack
}

/// After that: participants' phones come again, and mailings may cross the border to listed states.
fn wider() -> Pack {
    let mut pack = later("2026-09-01");
    let mailings = purpose(&mut pack, "mailings");
    mailings.lists[0].items.push(id("phone"));
    mailings.cross_border = true;
    pack
}

/// At last the same in another order, and across the border goes nothing any more but by consent.
fn reordered() -> Pack {
    let mut pack = Pack { edition: "2026-10-01".to_owned(), ..wider() };
    pack.in_force_from = "2026-10-01".parse().unwrap();
    purpose(&mut pack, "mailings").cross_border = false;
    for purpose in &mut pack.purposes {
        purpose.lists[0].items.reverse();
        purpose.lists[0].ends.reverse();
    }
    pack
}

fn later(day: &str) -> Pack {
    Pack { edition: day.to_owned(), in_force_from: day.parse().unwrap(), ..richer() }
}

fn purpose<'a>(pack: &'a mut Pack, name: &str) -> &'a mut policy::Purpose {
    pack.purposes.iter_mut().find(|purpose| purpose.id == *name).unwrap()
}
