//! Numbers as ranges: `1–3, 7, 9–12`.

/// Numbers as ranges in their order, at most so many; and how many ranges more there are.
pub(crate) fn ranges(mut numbers: Vec<u64>, most: usize) -> (String, usize) {
    numbers.sort_unstable();
    numbers.dedup();
    let mut all: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match all.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => all.push((number, number)),
        }
    }
    let told = all.iter().take(most).map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    (told.collect::<Vec<_>>().join(", "), all.len().saturating_sub(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_told_as_one() {
        assert_eq!(ranges(vec![], 9), (String::new(), 0));
        assert_eq!(ranges(vec![9, 1, 2, 3, 2, 7, 8, 20], 9), ("1–3, 7–9, 20".to_owned(), 0));
        assert_eq!(ranges(vec![4, 5, 7], 9), ("4, 5, 7".to_owned(), 0));
        assert_eq!(ranges(vec![1, 3, 5, u64::MAX], 2), ("1, 3".to_owned(), 2));
    }
}
