use std::io::Cursor;

use proptest::prelude::*;

use super::*;

fn open(bytes: &[u8]) -> Result<Source<Cursor<Vec<u8>>>> {
    Source::open(Cursor::new(bytes.to_vec()), &FileOptions::new("rejects.csv"))
}

/// Every row with its number, line and cells, or its code.
fn rows(bytes: &[u8]) -> Vec<(u64, u64, std::result::Result<Vec<String>, Code>)> {
    let mut source = open(bytes).expect("it opens");
    let (mut row, mut out) = (Row::default(), Vec::new());
    loop {
        let cells = match source.next(&mut row).expect("it reads") {
            Next::End => return out,
            Next::Bad(code) => Err(code),
            Next::Row => Ok(row.all().map(str::to_owned).collect()),
        };
        out.push((row.number, row.line, cells));
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes).into_iter().filter_map(|(_, _, cells)| cells.ok()).collect()
}

#[test]
fn the_usual_delimiters_and_line_ends() {
    for text in
        ["a,b\n1,2\n", "\u{FEFF}a;b\r\n1;2\r\n", "a\tb\r1\t2", "sep=|\na|b\n1|2\n", "a,b\n\n\n\"1\",\"2\"\n"]
    {
        assert_eq!(cells(text.as_bytes()), [["1", "2"]], "{text:?}");
        assert_eq!(open(text.as_bytes()).expect("it opens").keys(), ["a", "b"]);
    }
    assert_eq!(cells("a;\"b,c\"\n1,5;2\n".as_bytes()), [["1,5", "2"]]);
    assert_eq!(cells(b"a\n1\n\"\"\n2"), [["1"], [""], ["2"]]);
}

#[test]
fn quoted_cells_hold_line_breaks_and_quotes() {
    let read = rows(b"a,b\n\"x\ny\r\n\",\"he said \"\"no\"\"\"\n3,4\n");
    assert_eq!(read[0], (2, 2, Ok(vec!["x\ny\r\n".into(), "he said \"no\"".into()])));
    assert_eq!(read[1], (3, 5, Ok(vec!["3".into(), "4".into()])));
}

#[test]
fn a_bad_row_does_not_stop_the_others() {
    let text = b"a,b\n1,2,3\n1\n\"x\"y,2\n\xFF,2\n\xD0,\xA1\n5,6\n7,\"8";
    let read = rows(text);
    let codes: Vec<_> = read.iter().map(|(number, _, row)| (*number, row.as_ref().err().copied())).collect();
    use Code::{RowColumns, RowQuote, RowUtf8};
    let expected = [
        (2, Some(RowColumns)),
        (3, Some(RowColumns)),
        (4, Some(RowQuote)),
        (5, Some(RowUtf8)),
        (6, Some(RowUtf8)), // the halves of one letter in two cells
        (7, None),
        (8, Some(RowQuote)),
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_row_over_the_limit_is_not_kept_in_memory() {
    let mut text = b"a,b\n\"".to_vec();
    text.resize(3 << 20, b'x');
    text.extend_from_slice(b"\",1\n2,3\n");
    let mut source = open(&text).expect("it opens");
    let mut row = Row::default();
    assert_eq!(source.next(&mut row).expect("it reads"), Next::Bad(Code::RowTooLong));
    assert!(matches!(&source, Source::Csv(csv) if csv.kept() <= MOST_BYTES));
    assert_eq!(source.next(&mut row).expect("it reads"), Next::Row);
    let wide = format!("{}\n{}\n", "a,".repeat(300), "1,".repeat(300));
    assert!(open(wide.as_bytes()).is_err());
    let mut json = b"{\"a\":\"".to_vec();
    json.resize(2 << 20, b'x');
    json.extend_from_slice(b"\"}\n{\"a\":\"1\"}\n");
    assert_eq!(rows(&json)[0].2, Err(Code::RowTooLong));
    assert_eq!(rows(&json)[1].2, Ok(vec!["1".into()]));
}

#[test]
fn ndjson_has_a_row_a_line() {
    let text = "{\"a\":\"1\",\"b\":2}\n\n{\"b\":\"x\",\"c\":null}\n[1]\n{\"a\":[1]}\n{\"a\":1,\"a\":2}\n{\"a\":true}\n{";
    let read = rows(text.as_bytes());
    let numbers: Vec<_> = read.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7, 8]);
    assert_eq!(read[0].2, Ok(vec!["1".into(), "2".into()]));
    assert_eq!(read[1].2, Ok(vec!["x".into(), String::new()]));
    let codes: Vec<_> = read[2..].iter().map(|(.., row)| row.clone().expect_err("bad")).collect();
    use Code::{RowJson, RowMember};
    assert_eq!(codes, [RowJson, RowMember, RowJson, RowMember, RowJson]);
}

#[test]
fn what_is_no_such_file_is_said_at_once() {
    assert!(open(b"").is_err());
    assert!(open("[{\"a\":1}]".as_bytes()).is_err());
    assert!(open(b"\xFF\xFEa\0,\0b\0").is_err());
    assert!(open(b"a\0,\0b\0").is_err());
    assert!(open(b"\xFF\n1\n").is_err());
}

#[test]
fn a_run_goes_on_between_any_two_rows() {
    let text = "\u{FEFF}a;b\r\n\"x\ny\";1\r\n\r\n2;3\n4;5\r6;7".as_bytes();
    let all = rows(text);
    for taken in 0..all.len() {
        let mut source = open(text).expect("it opens");
        let mut row = Row::default();
        (0..taken).for_each(|_| assert!(source.next(&mut row).is_ok()));
        let place = source.position();
        let mut source = open(text).expect("it opens");
        assert!(source.skip_to(&place).expect("it reads"));
        for (number, line, _) in &all[taken..] {
            assert_eq!(source.next(&mut row).expect("it reads"), Next::Row);
            assert_eq!((row.number, row.line), (*number, *line));
        }
        let mut other = text.to_vec();
        other[3] = b'A';
        assert!(!open(&other).expect("it opens").skip_to(&place).expect("it reads"));
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if open(&bytes).is_ok() {
            rows(&bytes);
        }
    }

    #[test]
    fn no_text_of_signs_stops_the_reader(text in "[a,;\t\"\r\n{}:ә]{0,80}") {
        if open(text.as_bytes()).is_ok() {
            rows(text.as_bytes());
        }
    }

    /// What is well formed is read as another implementation reads it.
    #[test]
    fn well_formed_csv_is_read_as_others_do(
        table in proptest::collection::vec(proptest::collection::vec("[a,;\t\"\r\nә =]{0,6}", 3), 1..8),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        crlf in any::<bool>(),
    ) {
        let ends = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(ends).from_writer(Vec::new());
        writer.write_record(["one", "two", "three"]).expect("it writes");
        table.iter().for_each(|row| writer.write_record(row).expect("it writes"));
        let bytes = writer.into_inner().expect("it writes");
        prop_assert_eq!(cells(&bytes), table);
    }
}
