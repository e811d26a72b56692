//! A value of every kind of item: its normal form is its own normal form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::{kind::normalise, sample};

fuzz_target!(|text: &str| {
    let edition = EDITION.with(Clone::clone);
    for item in &edition.pack().items {
        if let Ok(normal) = normalise(&item.kind, text, "") {
            let again = normalise(&item.kind, &normal.text, "").expect("what is normal is a value");
            assert_eq!(*again.text, *normal.text, "{}", item.id);
        }
    }
});

thread_local! {
    static EDITION: std::rc::Rc<policy::Edition> = std::rc::Rc::new(sample::edition());
}
