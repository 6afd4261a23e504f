//! The same work on many items, some at a time, results in the order of the items.

use anyhow::Result;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Applies `f` to every item with `jobs` threads. The result does not depend on their number.
///
/// # Errors
/// The error of the first item, in order, whose work failed; work on later items is given up.
pub(super) fn in_order<I: Sync, T: Send>(
    items: &[I],
    jobs: usize,
    f: impl Fn(&I) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = f(item);
                    failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    done.lock().expect("no thread panics while it holds the lock").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("all threads have ended");
    done.sort_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        let items: Vec<usize> = (0..100).collect();
        for jobs in [0, 1, 7, 200] {
            let doubled = in_order(&items, jobs, |n| Ok(n * 2)).unwrap();
            assert!(doubled.iter().enumerate().all(|(i, &d)| d == i * 2));
        }
        assert!(in_order(&items, 4, |&n| if n == 50 { anyhow::bail!("{n}") } else { Ok(n) }).is_err());
    }
}
