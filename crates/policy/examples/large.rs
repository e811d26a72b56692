//! How long it takes to read, check, freeze and compare a pack: `cargo run --release -p policy --example large -- 500`.

use std::{env, hint::black_box, time::Instant};

use policy::{diff, load::load, sample, widened};

const TIMES: u32 = 100;

fn main() -> Result<(), String> {
    let purposes =
        env::args().nth(1).map_or(Ok(500), |text| text.parse()).map_err(|_| "a number of purposes")?;
    let files = sample::large(purposes);
    let size = files.iter().map(|file| file.text.len()).sum::<usize>() / 1024;
    let old = load(&files, &sample::jurisdiction).map_err(|faults| faults.to_string())?;
    println!("{purposes} purposes, {} rows, {} files, {size} KiB", old.row_count(), files.len());
    measure("load and check", || drop(black_box(load(black_box(&files), &sample::jurisdiction))));
    let mut pack = old.pack().clone();
    measure("freeze", || drop(black_box(policy::Edition::freeze(pack.clone()))));
    measure("diff of the same", || drop(black_box(diff(old.pack(), &pack))));
    for purpose in &mut pack.purposes {
        let list = &mut purpose.lists[0];
        list.items.truncate(6);
        list.required.push(list.items[1].clone());
    }
    println!("  {} differences", diff(old.pack(), &pack).len());
    measure("diff of every purpose", || drop(black_box(diff(old.pack(), &pack))));
    let new = policy::Edition::freeze(pack);
    measure("widened, every row", || {
        (0..old.row_count()).for_each(|row| drop(black_box(widened(&new, row as u16, &old))));
    });
    // Faults are underlined one by one: a pack full of them is the longest to report.
    let mut faulty = files.clone();
    for file in &mut faulty {
        file.text = file.text.replace("\"full-name\", \"iin\"", "\"full-nmae\", \"iin\"");
    }
    measure("load with many faults", || drop(black_box(load(black_box(&faulty), &sample::jurisdiction))));
    Ok(())
}

/// The fastest and the middle of some runs.
fn measure(what: &str, work: impl Fn()) {
    let mut times: Vec<_> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("  {what:24} {:>9.2?} best, {:>9.2?} median", times[0], times[times.len() / 2]);
}
