//! How fast, and in how much memory. Run with `--release -- --ignored --nocapture`; `ROWS` says how many.

use std::{io::Write as _, ops::ControlFlow, time::Instant};

use crate::{common::staff, desk::Desk};

#[test]
#[ignore = "a measurement"]
fn rate_and_memory() {
    let rows: u32 = std::env::var("ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(200_000);
    let desk = Desk::new();
    let path = desk.file("people.csv", "");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    writeln!(file, "ФИО,Туған күні,education,Phone,E-mail").unwrap();
    for row in 0..rows {
        let (day, phone) = (row % 28 + 1, row % 10_000_000);
        writeln!(
            file,
            "Құдайберген Әлия,1990-05-{day:02},КазНУ имени аль-Фараби,+7701{phone:07},k{row}@example.kz"
        )
        .unwrap();
    }
    file.flush().unwrap();
    for turn in ["new", "again"] {
        let (began, mut told) = (Instant::now(), 0);
        let mut tell = |_| {
            told += 1;
            ControlFlow::Continue(())
        };
        let report = desk.office.import_people(&staff("hr"), &desk.candidates(), &path, &mut tell).unwrap();
        let seconds = began.elapsed().as_secs_f64();
        println!("{turn}: {rows} rows, {seconds:.2} s, {:.0}/s, {told} batches", f64::from(rows) / seconds);
        println!("  taken {}, already {}; {}", report.taken, report.already, peak());
    }
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_owned()
}
