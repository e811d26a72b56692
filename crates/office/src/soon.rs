//! Acts under way, for doors that have something else to do than to wait.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use store::Pending;

use crate::error::Result;

/// An act that was handed over. As a future, or by [`Soon::wait`], it answers once it is durable; dropped, the act is
/// done all the same.
#[must_use = "the act is durable only once this is answered"]
pub struct Soon<T>(Pending<Result<T>>);

impl<T> Soon<T> {
    pub(crate) fn new(pending: Pending<Result<T>>) -> Self {
        Self(pending)
    }

    /// Sleeps until the act is durable.
    ///
    /// # Errors
    /// Those of the act.
    pub fn wait(self) -> Result<T> {
        self.0.wait()?
    }
}

impl<T> Future for Soon<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer?)
    }
}
