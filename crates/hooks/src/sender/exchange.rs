//! One request and its answer over a connection (HTTP/1.1, RFC 9112).

use std::{pin::pin, time::Duration};

use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    client::conn::http1,
    header::{CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use tokio::time::{Instant, timeout, timeout_at};

use super::client::Stream;
use crate::{Answer, Failure, Headers, RetryAfter, Target};

/// The most headers of an answer, and the most bytes of all of them.
const HEADERS: (usize, usize) = (64, 16 << 10);
/// How long the rest of an answer is waited for once its status is known.
const REST: Duration = Duration::from_secs(1);

pub(super) fn request(
    target: &Target,
    headers: Headers,
    body: String,
) -> Result<Request<Full<Bytes>>, Failure> {
    Request::post(target.path())
        .header(HOST, target.authority())
        .header(CONTENT_TYPE, "application/json")
        .header(USER_AGENT, "qorgau")
        .header(CONNECTION, "close")
        .header("webhook-id", headers.id)
        .header("webhook-timestamp", headers.timestamp)
        .header("webhook-signature", headers.signature)
        .body(Full::new(body.into()))
        .map_err(|_| Failure::Protocol)
}

/// Sends the request, and gives the answer's status, which has to come `by` some time. Of its body no more than `most` bytes are read, so that an endpoint
/// which sends one isn't cut off; how that goes doesn't matter, since the status has said it all.
pub(super) async fn exchange(
    stream: Box<dyn Stream>,
    request: Request<Full<Bytes>>,
    by: Instant,
    most: usize,
) -> Result<Answer, Failure> {
    let mut builder = http1::Builder::new();
    builder.max_headers(HEADERS.0).max_buf_size(HEADERS.1);
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(|e| failure(&e))?;
    let mut connection = pin!(connection);
    let mut answered = pin!(async {
        let response = timeout_at(by, sender.send_request(request)).await.map_err(|_| Failure::Timeout)?;
        let response = response.map_err(|e| failure(&e))?;
        let answer = Answer { status: response.status().as_u16(), retry_after: retry_after(&response) };
        let _ = timeout(REST, skip(response, most)).await;
        Ok(answer)
    });
    // The connection has to be driven for anything to come; it may end before what came by it is read.
    tokio::select! {
        answered = &mut answered => return answered,
        _ = &mut connection => {}
    }
    answered.await
}

async fn skip(response: Response<Incoming>, most: usize) {
    let (mut body, mut read) = (response.into_body(), 0);
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, Bytes::len);
        if read >= most {
            break;
        }
    }
}

fn retry_after(response: &Response<Incoming>) -> Option<RetryAfter> {
    let busy = [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
    let value = response.headers().get(RETRY_AFTER).filter(|_| busy.contains(&response.status()))?;
    RetryAfter::parse(value.as_bytes())
}

fn failure(error: &hyper::Error) -> Failure {
    if error.is_parse() { Failure::Protocol } else { Failure::Unreachable }
}
