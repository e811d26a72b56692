//! Other means of signing in, chosen by whoever is signed in.

use kernel::{ActKind, RefusalCode};
use office::{Choice, Office};

use super::people::*;
use crate::common::found;

const OTHER: &str = "сапог жираф полночь 41";

fn choice(password: &str) -> Choice<'_> {
    Choice { password, breached: None }
}

#[test]
fn a_password_is_changed_by_who_knows_the_old_one_and_other_sessions_end() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let [other, token] = [boss.sign_in(&office).token, boss.sign_in(&office).token];
    let under_way = boss.begin(&office, GOOD);
    let signed = office.session(&token).unwrap().unwrap();
    let change = |old, new| office.change_password(&signed, old, &choice(new), &HERE);
    assert_eq!(said(change("wrong horse 17", OTHER).unwrap_err()), "sign-in-password-wrong");
    assert!(change(GOOD, "password123").is_err());
    change(GOOD, OTHER).unwrap();
    assert!(office.session(&token).unwrap().is_some());
    assert_eq!(office.session(&other).unwrap(), None);
    let second = office.second_sign_in(&under_way, boss.totp(&office), &HERE).unwrap();
    assert!(matches!(second, office::Passed::Over), "{second:?}");
    let second = boss.totp(&office);
    assert_eq!(boss.try_in(&office, GOOD, second.clone()).err(), Some("wrong"));
    boss.try_in(&office, OTHER, second).unwrap();
    // long after the second step it is shown again first
    pass(&office, 600);
    let stale = office.session(&token).unwrap().unwrap();
    let refused = office.change_password(&stale, OTHER, &choice(GOOD), &HERE);
    assert_eq!(refusal(refused), RefusalCode::StepUp);
    assert_eq!(refusal(office.renew_recovery(&stale).map(|_| ())), RefusalCode::StepUp);
    office.offer_app(&stale).unwrap();
    assert_eq!(refusal(office.replace_app(&stale, "000000")), RefusalCode::StepUp);
    sound(&office);
}

#[test]
fn recovery_codes_and_the_app_are_replaced_whole() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let token = boss.try_in(&office, GOOD, boss.recovery(0)).unwrap().token;
    let signed = office.session(&token).unwrap().unwrap();
    assert_eq!(signed.recovery_left, 9);
    let (_, codes) = office.renew_recovery(&signed).unwrap();
    assert_eq!(codes.len(), 10);
    assert_eq!(boss.try_in(&office, GOOD, boss.recovery(1)).err(), Some("wrong"), "an old code");
    assert_eq!(said(office.replace_app(&signed, "000000").unwrap_err()), "app-not-offered");
    let offer = office.offer_app(&signed).unwrap();
    boss.sign_in(&office); // the old app is good until the new one has shown its first code
    let wrong = code_of(&offer.typed, office.clock().now(), 7);
    assert_eq!(said(office.replace_app(&signed, &wrong).unwrap_err()), "sign-in-code-wrong");
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    office.replace_app(&signed, &code_of(&offer.typed, office.clock().now(), 0)).unwrap();
    let old = boss.totp(&office);
    assert_eq!(boss.try_in(&office, GOOD, old).err(), Some("wrong"));
    let anew = Person { staff: boss.staff.clone(), app: app(&offer.typed), codes };
    anew.sign_in(&office);
    anew.try_in(&office, GOOD, anew.recovery(9)).unwrap();
    // once only
    assert_eq!(said(office.replace_app(&signed, "000000").unwrap_err()), "app-not-offered");
    let told = log(&office, &[ActKind::Enrol]);
    let hows: Vec<_> = told.iter().filter_map(|line| line.split(' ').next_back()).collect();
    assert_eq!(hows, ["enrolled", "recovery-renewed", "app-replaced"]);
    sound(&office);
}
