//! The same work on many items, some at a time, results in the order of the items.
//!
//! Handed: items and a [`Task`]. Gives: one result an item. Knows nothing about notes. An item whose making takes too long,
//! or panics, does not hold up the others: its thread is left to itself and another takes over.

use super::signals::Interrupted;
use anyhow::{Result, anyhow};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// Stack of a worker, in bytes; nested content is bounded well below what this takes.
const STACK: usize = 16 << 20;
/// How often overdue work and interruptions are looked for.
const LOOK: Duration = Duration::from_millis(50);

/// Work on an item, in two steps.
pub(super) trait Task: Send + Sync + 'static {
    /// What is worked on.
    type Item: Send + Sync + 'static;
    /// What the first step makes.
    type Made;
    /// What the second step gives.
    type Done: Send + 'static;

    /// The first step: may take long, may be abandoned, so it must change nothing.
    fn make(&self, item: &Self::Item) -> Self::Made;

    /// What is made of an item whose first step was abandoned.
    fn given_up(&self, item: &Self::Item, why: GivenUp) -> Self::Made;

    /// The second step: always comes to its end.
    ///
    /// # Errors
    /// What stops the run.
    fn deliver(&self, item: &Self::Item, made: Self::Made) -> Result<Self::Done>;
}

/// Why the first step was abandoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GivenUp {
    /// It took longer than this.
    Overdue(Duration),
    /// It panicked.
    Panicked,
}

/// How work is done.
#[derive(Clone)]
pub(super) struct Crew {
    /// Items worked on at a time.
    pub(super) jobs: usize,
    /// Longest time for the first step of one item.
    pub(super) budget: Duration,
    /// Set from outside to stop.
    pub(super) stop: Arc<AtomicBool>,
    /// Told after each item how many are done.
    pub(super) progress: Arc<dyn Fn(usize) + Send + Sync>,
}

/// Works on every item. The result does not depend on the number of threads.
///
/// # Errors
/// The error of the first item, in order, whose work failed; work on later items is given up. [`Interrupted`] if asked to
/// stop.
pub(super) fn in_order<T: Task>(items: Arc<Vec<T::Item>>, crew: &Crew, task: Arc<T>) -> Result<Vec<T::Done>> {
    let floor = Arc::new(Floor {
        items,
        task,
        crew: crew.clone(),
        next: AtomicUsize::new(0),
        failed: AtomicBool::new(false),
        state: Mutex::new(State { done: Vec::new(), desks: Vec::new(), working: 0 }),
        changed: Condvar::new(),
    });
    for _ in 0..crew.jobs.clamp(1, floor.items.len().max(1)) {
        floor.hire()?;
    }
    floor.oversee()?;
    let mut done = std::mem::take(&mut floor.state().done);
    done.sort_by_key(|&(at, _)| at);
    let complete = done.len() == floor.items.len();
    let results: Vec<T::Done> = done.into_iter().map(|(_, result)| result).collect::<Result<_>>()?;
    if complete { Ok(results) } else { Err(Interrupted.into()) }
}

/// What the workers share.
struct Floor<T: Task> {
    items: Arc<Vec<T::Item>>,
    task: Arc<T>,
    crew: Crew,
    next: AtomicUsize,
    failed: AtomicBool,
    state: Mutex<State<T::Done>>,
    changed: Condvar,
}

struct State<D> {
    done: Vec<(usize, Result<D>)>,
    /// What each worker is making and since when; emptied when the making ends or is abandoned.
    desks: Vec<Option<(usize, Instant)>>,
    /// Workers that have neither left nor been abandoned.
    working: usize,
}

impl<T: Task> Floor<T> {
    fn state(&self) -> MutexGuard<'_, State<T::Done>> {
        self.state.lock().expect("no thread panics while it holds the lock")
    }

    fn hire(self: &Arc<Self>) -> Result<()> {
        let desk = {
            let mut state = self.state();
            state.working += 1;
            state.desks.push(None);
            state.desks.len() - 1
        };
        let floor = Arc::clone(self);
        let work = move || {
            if floor.work(desk) {
                floor.state().working -= 1;
                floor.changed.notify_all();
            }
        };
        thread::Builder::new().stack_size(STACK).spawn(work)?;
        Ok(())
    }

    fn stopped(&self) -> bool {
        self.failed.load(Ordering::Relaxed) || self.crew.stop.load(Ordering::Relaxed)
    }

    /// Takes items until there are none. `false` if it was abandoned meanwhile.
    fn work(&self, desk: usize) -> bool {
        while !self.stopped() {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = self.items.get(at) else { break };
            self.state().desks[desk] = Some((at, Instant::now()));
            let made = catch_unwind(AssertUnwindSafe(|| self.task.make(item)));
            if self.state().desks[desk].take().is_none() {
                return false;
            }
            self.finish(at, made.unwrap_or_else(|_| self.task.given_up(item, GivenUp::Panicked)));
        }
        true
    }

    fn finish(&self, at: usize, made: T::Made) {
        let result = catch_unwind(AssertUnwindSafe(|| self.task.deliver(&self.items[at], made)))
            .unwrap_or_else(|_| Err(anyhow!("the program panicked while it wrote; this is a bug")));
        self.failed.fetch_or(result.is_err(), Ordering::Relaxed);
        let count = {
            let mut state = self.state();
            state.done.push((at, result));
            state.done.len()
        };
        (self.crew.progress)(count);
    }

    /// Waits for the workers, and abandons those that are overdue, or all that are making something when asked to stop.
    fn oversee(self: &Arc<Self>) -> Result<()> {
        loop {
            let state = self.state();
            if state.working == 0 {
                return Ok(());
            }
            drop(self.changed.wait_timeout(state, LOOK).expect("no thread panics while it holds the lock"));
            let stop = self.crew.stop.load(Ordering::Relaxed);
            let longest = if stop { Duration::ZERO } else { self.crew.budget };
            for at in self.abandon(longest).into_iter().filter(|_| !stop) {
                self.hire()?;
                self.finish(at, self.task.given_up(&self.items[at], GivenUp::Overdue(self.crew.budget)));
            }
        }
    }

    /// Leaves those alone that have been making something for longer than this; gives what they were making.
    fn abandon(&self, longest: Duration) -> Vec<usize> {
        let mut state = self.state();
        let overdue: Vec<usize> = state
            .desks
            .iter_mut()
            .filter_map(|desk| desk.take_if(|(_, since)| since.elapsed() > longest).map(|(at, _)| at))
            .collect();
        state.working -= overdue.len();
        overdue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Double;

    impl Task for Double {
        type Item = usize;
        type Made = usize;
        type Done = usize;

        fn make(&self, &n: &usize) -> usize {
            match n {
                40 => loop {
                    thread::sleep(Duration::from_millis(10));
                },
                60 => panic!("as the test wants it"),
                _ => n * 2,
            }
        }

        fn given_up(&self, _: &usize, why: GivenUp) -> usize {
            if why == GivenUp::Panicked { 1001 } else { 1000 }
        }

        fn deliver(&self, &n: &usize, made: usize) -> Result<usize> {
            anyhow::ensure!(n != 500, "{n} fails");
            Ok(made)
        }
    }

    fn crew(jobs: usize, budget: Duration) -> Crew {
        Crew { jobs, budget, stop: Arc::new(AtomicBool::new(false)), progress: Arc::new(|_| ()) }
    }

    const LONG: Duration = Duration::from_secs(600);

    #[test]
    fn results_come_in_order_and_endless_work_holds_up_nothing() {
        let items: Arc<Vec<usize>> = Arc::new((0..60).collect());
        for jobs in [0, 1, 7, 200] {
            let crew = crew(jobs, Duration::from_millis(200));
            let results = in_order(Arc::clone(&items), &crew, Arc::new(Double)).unwrap();
            let expected = |i| if i == 40 { 1000 } else { i * 2 };
            assert!(results.iter().enumerate().all(|(i, &r)| r == expected(i)), "{jobs} jobs: {results:?}");
        }
    }

    #[test]
    fn a_panic_costs_its_own_item_only() {
        let items: Arc<Vec<usize>> = Arc::new((41..80).collect());
        let results = in_order(items, &crew(3, LONG), Arc::new(Double)).unwrap();
        let expected = |i| if i == 60 { 1001 } else { i * 2 };
        assert!(results.iter().enumerate().all(|(i, &r)| r == expected(i + 41)), "{results:?}");
    }

    #[test]
    fn an_error_stops_the_work_and_so_does_a_request() {
        let items: Arc<Vec<usize>> = Arc::new((450..1000).collect());
        let error = in_order(Arc::clone(&items), &crew(4, LONG), Arc::new(Double)).unwrap_err();
        assert_eq!(error.to_string(), "500 fails");
        let stopped = crew(4, LONG);
        stopped.stop.store(true, Ordering::Relaxed);
        assert!(in_order(items, &stopped, Arc::new(Double)).unwrap_err().is::<Interrupted>());
        assert!(in_order(Arc::new(Vec::new()), &crew(4, LONG), Arc::new(Double)).unwrap().is_empty());
    }
}
