use std::{hint::black_box, time::Instant};

use super::*;

/// A whole person takes 5 µs at most in a release build: `cargo test --release kind_speed -- --ignored --nocapture`.
#[test]
#[ignore = "measures; run it in a release build"]
fn kind_speed() {
    let iin = good(&Kind::Iin);
    let person = [
        (Kind::FullName, "Әйгерім Нұрланқызы Сәрсенова"),
        (Kind::Email, "Aigerim.Sarsenova@Example.kz"),
        (Kind::Phone, "+77012345678"),
        (Kind::Date, "17.06.1985"),
        (Kind::Iin, &iin),
    ];
    for (kind, raw) in &person {
        println!("{:>10} {:6.2} µs", kind.word(), micros(|| drop(black_box(normal(kind, black_box(raw))))));
    }
    let national = micros(|| drop(black_box(normal(&Kind::Phone, black_box("8 (701) 234-56-78")))));
    println!("{:>10} {national:6.2} µs in national form", "phone");
    let whole =
        micros(|| person.iter().for_each(|(kind, raw)| drop(black_box(normal(kind, black_box(raw))))));
    println!("{:>10} {whole:6.2} µs", "person");
    assert!(whole <= 5.0, "a person took {whole:.2} µs");
}

/// The quickest of ten rounds: what else the machine does is not ours.
fn micros(work: impl Fn()) -> f64 {
    const TIMES: u32 = 10_000;
    let round = || {
        let start = Instant::now();
        (0..TIMES).for_each(|_| work());
        start.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
    };
    (0..10).map(|_| round()).fold(f64::INFINITY, f64::min)
}
