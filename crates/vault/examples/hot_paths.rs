//! What the hot paths cost: `cargo run --release -p vault --example hot_paths`.
#![allow(clippy::unwrap_used, reason = "a measurement")]

use std::{hint::black_box, time::Instant};
use vault::{EngagementKey, Keyring, RecordContext, RootKey, SubjectKey};

const ROUNDS: u32 = 500_000;

fn measure<T>(what: &str, mut run: impl FnMut() -> T) {
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            black_box(run());
        }
        best = best.min(start.elapsed().as_secs_f64() / f64::from(ROUNDS));
    }
    println!("{what:32} {:7.0} ns", best * 1e9);
}

fn main() {
    // A counter: the generator's own cost is not what is measured.
    let mut count = 0u64;
    let mut rng = move |out: &mut [u8]| {
        count += 1;
        out[..8].copy_from_slice(&count.to_le_bytes());
    };
    let keyring = Keyring::new(&RootKey::generate(&mut rng));
    let (subject, engagement) = ([1; 16], [2; 16]);
    let context = RecordContext { subject, engagement, schema: 1, edition: 1, version: 1 };
    let subject_key = SubjectKey::generate(&mut rng);
    let key = EngagementKey::generate(&mut rng);
    let outer = keyring.wrap_subject(&subject, &subject_key, &mut rng);
    let inner = subject_key.wrap_engagement(&subject, &engagement, &key, &mut rng);
    let record = [3; 200];
    let sealed = key.seal(&context, &record, &mut rng);
    let part = subject_key.seal_part(&subject, &[4; 48], &mut rng);

    measure("wrap_subject", || keyring.wrap_subject(&subject, &subject_key, &mut rng));
    measure("unwrap_subject", || keyring.unwrap_subject(&subject, &outer).unwrap());
    measure("wrap_engagement", || subject_key.wrap_engagement(&subject, &engagement, &key, &mut rng));
    measure("unwrap_engagement", || subject_key.unwrap_engagement(&subject, &engagement, &inner).unwrap());
    measure("seal, 200 bytes", || key.seal(&context, &record, &mut rng));
    measure("open, 200 bytes", || key.open(&context, &sealed).unwrap());
    measure("seal_part, 48 bytes", || subject_key.seal_part(&subject, &[4; 48], &mut rng));
    measure("open_part, 48 bytes", || subject_key.open_part(&subject, &part).unwrap());
    measure("blind, 12 bytes", || keyring.blind("phone", b"+77010000000"));
    measure("row_mac, 200 bytes", || keyring.row_mac("engagement", &engagement, &record));
    measure("both unwraps and open", || {
        let subject_key = keyring.unwrap_subject(&subject, &outer).unwrap();
        let key = subject_key.unwrap_engagement(&subject, &engagement, &inner).unwrap();
        key.open(&context, &sealed).unwrap()
    });
}
