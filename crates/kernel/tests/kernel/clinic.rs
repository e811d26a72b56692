//! The clinic's register, as people and programs read it under its profile.

use kernel::jurisdiction;
use policy::{
    Ground, Lang,
    register::{Format, register, register_under},
};

use crate::house::{clinic, gdpr, id, real};

#[test]
fn the_register_shows_ground_and_condition_in_every_format() {
    let (edition, law) = (clinic(), jurisdiction(&gdpr()));
    let rows = |lang| register_under(&edition, lang, &law);
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        let json = Format::Json.write(&rows(Lang::En), Lang::En);
        insta::assert_snapshot!("clinic-json", json);
        insta::assert_snapshot!("clinic-csv-ru", Format::Csv.write(&rows(Lang::Ru), Lang::Ru));
        insta::assert_snapshot!("clinic-markdown-kk", Format::Markdown.write(&rows(Lang::Kk), Lang::Kk));
        let table = Format::Table { width: 140 }.write(&rows(Lang::En), Lang::En);
        insta::assert_snapshot!("clinic-table-en", table);
    });
    // Without the profile a ground is said by its id.
    assert_eq!(register(&edition, Lang::En)[3].names.ground, "consent");
    assert_eq!(
        register(&edition, Lang::En)[0].names.ground,
        "contract: BGB § 630a, 630f; special category: health-care"
    );
}

#[test]
fn it_rests_on_grounds_that_the_other_pack_has_not() {
    let others = |edition: &policy::Edition| {
        let ground = |p: &policy::Purpose| matches!(p.ground, Ground::Other { .. });
        edition.pack().purposes.iter().filter(|p| ground(p)).count()
    };
    assert_eq!((others(&clinic()), others(&real())), (4, 0));
    let pack = clinic();
    let pack = pack.pack();
    assert_eq!(pack.states.len(), 30, "the Union and the Economic Area");
    assert!(pack.items.iter().filter(|item| item.special).count() == 3);
    // What no purpose names a condition for holds nothing special.
    let bare = pack.purposes.iter().filter(|purpose| purpose.special.is_none());
    let special = |item: &policy::ItemId| pack.item(item).unwrap().special;
    assert!(bare.flat_map(|purpose| &purpose.lists).all(|list| !list.items.iter().any(special)));
    assert_eq!(pack.operator.number_kind, policy::Kind::RegisterNumber);
    assert_eq!(pack.clause(policy::Topic::Demand), "6.3");
    assert_eq!(pack.category(&id("patient")).unwrap().identified_by[0], *"patient-number");
}
