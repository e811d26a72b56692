#!/usr/bin/env python3
"""From nothing to a request in the journal, over https alone: the same path as first.sh, by the standard library.

    qorgau init --pack bitrix-kz && qorgau serve     # prints a secret for the first member of staff
    docs/examples/first.py SECRET

QORGAU_URL and QORGAU_CA say where the service is and by which certificate it is known.
"""

import base64
import hashlib
import hmac
import http.cookiejar
import json
import os
import ssl
import struct
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

URL = os.environ.get("QORGAU_URL", "https://127.0.0.1:8443")
CA = os.environ.get("QORGAU_CA", "qorgau-data/tls/own.crt")


class Refused(Exception):
    """What the service said no to (RFC 9457): `code` is for programs, `detail` and `hint` for people."""

    def __init__(self, problem):
        super().__init__(f"{problem['detail']} [{problem['code']}]")
        self.problem = problem


class Qorgau:
    """The service, asked by a program with its key, or by whoever signs in."""

    def __init__(self, key=None):
        self.key = key
        context = ssl.create_default_context(cafile=CA)
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), cookies)

    def call(self, method, path, body=None):
        headers = {"content-type": "application/json", "accept-language": "en"}
        if self.key:
            headers["authorization"] = f"Bearer {self.key}"
        if method == "POST":
            headers["idempotency-key"] = str(uuid.uuid4())  # it may be sent again, and is done once
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(URL + path, data=data, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=30) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            raise Refused(json.load(error)) from None


def code(secret, ahead=0):
    """What an authenticator app would show (RFC 6238)."""
    step = int(time.time()) // 30 + ahead
    mac = hmac.new(base64.b32decode(secret.replace(" ", "")), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def main(secret):
    password = "seven owls above 3 wells"
    officer = Qorgau()

    print("\nenrol: a password, an app's first code, and ten recovery codes")
    offer = officer.call("POST", "/v1/enrolment/offer", {"link": secret})
    app = offer["typed"]
    officer.call("POST", "/v1/enrolment", {"link": secret, "password": password, "code": code(app)})

    print("\nsign in by two steps; a code is good once, so this one is the next")
    begun = officer.call("POST", "/v1/sign-in", {"name": offer["staff"], "password": password})
    officer.call("POST", "/v1/sign-in/second", {"attempt": begun["attempt"], "code": code(app, 1)})
    officer.call("POST", "/v1/acknowledgement")

    print("\na key for a program: what it may do, and until when")
    until = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=90)
    acts = ["collect", "find", "read", "receive-request", "print-journal"]
    key = officer.call("POST", "/v1/keys", {"key": "crm", "acts": acts, "until": until.isoformat()})["secret"]
    crm = Qorgau(key)

    print("\ntake somebody in")
    now = datetime.now(timezone.utc).replace(microsecond=0).isoformat()
    taken = crm.call("POST", "/v1/subjects", {
        "purpose": "recruitment",
        "items": {"full-name": "Asel Serikova", "email": "asel@example.com"},
        "consent": {"way": "web-form", "at": now},
    })
    subject = taken["subject"]
    print(taken)

    print("\nread under a purpose; what the purpose may not hold is refused by its clause")
    wanted = {"purpose": "recruitment", "items": ["full-name", "email"]}
    print(crm.call("POST", f"/v1/subjects/{subject}/read", wanted))
    try:
        crm.call("POST", f"/v1/subjects/{subject}/read", {"purpose": "recruitment", "items": ["iin"]})
    except Refused as refused:
        print(refused, "clause", refused.problem["clause"])

    print("\nshe asks what is held about her; the clock of the law runs")
    asked = {"kind": "information", "channel": "email", "subject": subject, "contact": "asel@example.com"}
    print(crm.call("POST", "/v1/requests", {**asked, "text": "What do you hold about me?"}))

    print("\nthe journal has it")
    print(json.dumps(crm.call("GET", "/v1/journals/requests"), indent=2))


if __name__ == "__main__":
    main(sys.argv[1])
