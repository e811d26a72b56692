//! The description as it is checked in: a change of the API shows as a change of that file.

use std::{env, fs, path::Path};

#[test]
fn the_checked_in_description_is_the_service_s_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    if env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(&path, web::description()).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == web::description(),
        "docs/openapi.json is not what the service says; look at the change, then write it: UPDATE_OPENAPI=1 cargo \
         test -p web --test api"
    );
}
