//! A body on its way into an import: handed on piece by piece, never held whole.

use std::{
    io::{self, Read},
    time::{Duration, Instant},
};

use axum::body::{Body, Bytes};
use http_body_util::BodyExt as _;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::fault::{Fault, Web};

/// The longest body of an import, in bytes.
const MOST: u64 = 16 << 30;
/// How long the next piece may take to come.
const STALLED: Duration = Duration::from_secs(60);
/// How slowly a body may come on the whole, in bytes a second, after a first minute's grace. What the import itself takes
/// is not counted.
const SLOWEST: u64 = 16 << 10;
/// Pieces on their way: what a fast line brings waits for the import.
const PIECES: usize = 16;

/// What is handed on.
enum Piece {
    Bytes(Bytes),
    /// The body came to its end. Without this it broke off.
    End,
}

/// The import's side; read on a thread that may wait.
pub(super) struct Coming {
    pieces: Receiver<Piece>,
    now: Bytes,
    ended: bool,
}

/// The body's side.
pub(super) struct Going(Sender<Piece>);

/// Both sides.
pub(super) fn pipe() -> (Going, Coming) {
    let (send, pieces) = channel(PIECES);
    (Going(send), Coming { pieces, now: Bytes::new(), ended: false })
}

impl Read for Coming {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.now.is_empty() && !self.ended {
            match self.pieces.blocking_recv() {
                Some(Piece::Bytes(bytes)) => self.now = bytes,
                Some(Piece::End) => self.ended = true,
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        let count = out.len().min(self.now.len());
        out[..count].copy_from_slice(&self.now.split_to(count));
        Ok(count)
    }
}

impl Going {
    /// Hands a body on until it ends, or nobody takes it any more.
    ///
    /// # Errors
    /// It is too long, comes too slowly, or breaks off. What was handed on stays.
    pub(super) async fn all(self, mut body: Body) -> Result<(), Fault> {
        let (mut bytes, mut waited) = (0_u64, Duration::ZERO);
        loop {
            let began = Instant::now();
            let frame = tokio::time::timeout(STALLED, body.frame()).await.map_err(|_| Web::TooSlow)?;
            waited += began.elapsed();
            let Some(frame) = frame else {
                let _ = self.0.send(Piece::End).await; // whoever stopped listening knows why
                return Ok(());
            };
            let Ok(piece) = frame.map_err(|_| Web::CutOff)?.into_data() else { continue };
            bytes += piece.len() as u64;
            if bytes > MOST {
                return Err(Web::TooLarge.into());
            }
            if waited > STALLED + Duration::from_secs(bytes / SLOWEST) {
                return Err(Web::TooSlow.into());
            }
            if self.0.send(Piece::Bytes(piece)).await.is_err() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut coming: Coming) -> (Vec<u8>, io::Result<usize>) {
        let mut out = Vec::new();
        let ended = coming.read_to_end(&mut out);
        (out, ended)
    }

    #[tokio::test]
    async fn a_body_comes_whole_and_with_its_end() {
        let (going, coming) = pipe();
        let body: Vec<u8> = (0..=255).cycle().take(1 << 20).collect();
        let read = tokio::task::spawn_blocking(|| read(coming));
        going.all(Body::from(body.clone())).await.unwrap();
        let (out, ended) = read.await.unwrap();
        assert!(ended.is_ok() && out == body);
    }

    #[tokio::test]
    async fn what_breaks_off_has_no_end() {
        let (going, coming) = pipe();
        going.0.send(Piece::Bytes(Bytes::from_static(b"half"))).await.ok().unwrap();
        drop(going);
        let (out, ended) = tokio::task::spawn_blocking(|| read(coming)).await.unwrap();
        assert_eq!(out, b"half");
        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
