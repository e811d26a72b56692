//! What holds for any two packs.

use proptest::prelude::*;

use super::{mutations::packs, *};
use crate::Edition;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_pack_does_not_differ_from_itself(pack in packs()) {
        prop_assert_eq!(diff(&pack, &pack), []);
    }

    #[test]
    fn differences_carried_out_give_the_new_pack(old in packs(), new in packs()) {
        let found = diff(&old, &new);
        let mut wanted = new.clone();
        wanted.put_in_order();
        let made = apply(&old, &found).unwrap();
        prop_assert_eq!(&made, &wanted);
        let (made, wanted) = (Edition::freeze(made), Edition::freeze(wanted));
        prop_assert_eq!(made.canonical(), wanted.canonical());
        prop_assert_eq!(made.hash(), wanted.hash());
        prop_assert_eq!(found.is_empty(), Edition::freeze(ordered(&old)).hash() == wanted.hash());
    }

    #[test]
    fn they_are_carried_out_from_a_file_too(old in packs(), new in packs()) {
        let found = diff(&old, &new);
        let text = serde_json::to_string(&found).unwrap();
        let back: Vec<Difference> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(apply(&old, &back).unwrap(), ordered(&new));
        prop_assert_eq!(back, found);
    }

    #[test]
    fn what_widens_there_narrows_back(old in packs(), new in packs()) {
        let certain = |found: &[Difference], effect| {
            let unsure = [Why::Uncertain, Why::Unjudged, Why::EyesBothWays, Why::OtherOperator];
            found.iter().filter(|one| one.effect == effect && !unsure.contains(&one.why)).count()
        };
        // Where rows share categories there may be more than one way to match them.
        let plain = |pack: &Pack| pack.purposes.iter().all(|purpose| purpose.lists.len() < 2);
        if plain(&old) && plain(&new) {
            let (there, back) = (diff(&old, &new), diff(&new, &old));
            prop_assert_eq!(certain(&there, Effect::Widening), certain(&back, Effect::Narrowing));
            prop_assert_eq!(certain(&there, Effect::Narrowing), certain(&back, Effect::Widening));
        }
    }

    #[test]
    fn the_order_of_collections_is_no_difference(pack in packs()) {
        let mut shuffled = pack.clone();
        shuffled.items.reverse();
        shuffled.purposes.reverse();
        shuffled.roles.reverse();
        shuffled.sites.reverse();
        shuffled.events.reverse();
        let keyed = |pack: &Pack| {
            let mut ids: Vec<_> = pack.items.iter().map(|item| item.id.clone()).collect();
            ids.sort();
            ids.windows(2).all(|two| two[0] != two[1])
        };
        // Two under one id have no order of their own; no sound pack has them.
        if keyed(&pack) && ordered(&shuffled) == ordered(&pack) {
            prop_assert_eq!(diff(&pack, &shuffled), []);
        }
    }
}

fn ordered(pack: &Pack) -> Pack {
    let mut pack = pack.clone();
    pack.put_in_order();
    pack
}

#[test]
fn differences_of_another_pack_are_refused() {
    let old = sample::pack();
    let mut new = old.clone();
    new.purposes[0].name.en.push('!');
    new.items[0].findable = !new.items[0].findable;
    let found = diff(&old, &new);
    assert!(
        matches!(apply(&new, &found), Err(CannotApply::OtherPack(path)) if path.starts_with("purposes/"))
    );
    new.purposes.clear();
    assert!(apply(&new, &found).is_err());
}
