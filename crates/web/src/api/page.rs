//! A page of a register that is read whole.

/// Those after a number, at most so many; and the number after which the next page begins, where there is more.
pub(super) fn of<T>(
    mut all: Vec<T>,
    after: Option<u64>,
    most: usize,
    number: impl Fn(&T) -> u64,
) -> (Vec<T>, Option<u64>) {
    all.retain(|one| after.is_none_or(|after| number(one) > after));
    all.sort_by_key(&number);
    let more = all.len() > most;
    all.truncate(most);
    let next = all.last().map(&number).filter(|_| more);
    (all, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_and_end() {
        let page = |after, most| of(vec![3_u64, 1, 2], after, most, |one| *one);
        assert_eq!(page(None, 2), (vec![1, 2], Some(2)));
        assert_eq!(page(Some(2), 2), (vec![3], None));
        assert_eq!(page(None, 3), (vec![1, 2, 3], None));
        assert_eq!(page(Some(3), 2), (vec![], None));
    }
}
