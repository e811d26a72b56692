#!/usr/bin/env python3
"""A mail server on a free port of 127.0.0.1, by aiosmtpd, for the tests of the crate `mail`.

    serve.py {"mode": "plain|starttls|implicit|slow|drip|mute|garbage", "login": ["user", "password"],
              "refuse": 550, "utf8": true, "folder": "where certificates go"}

It prints its port and then each letter, as Python's own `email` package understands it, one JSON object a line. It
ends when its standard input does, so that it never outlives the test.
"""
import asyncio, base64, datetime, email, email.policy, ipaddress, json, os, ssl, sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def say(**what):
    print(json.dumps(what), flush=True)


def certificate(folder, name, issuer=None, ip=None):
    """An authority of our own when `issuer` is none, else a server's certificate under it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if ip:
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ip))])
        builder = builder.add_extension(names, critical=False)
    cert = builder.sign(issuer[1] if issuer else key, hashes.SHA256())
    with open(os.path.join(folder, name + ".pem"), "wb") as out:
        out.write(cert.public_bytes(serialization.Encoding.PEM))
    with open(os.path.join(folder, name + ".key"), "wb") as out:
        pem, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        out.write(key.private_bytes(serialization.Encoding.PEM, pem, plain))
    return cert, key


def tls(folder):
    authority = certificate(folder, "authority")
    certificate(folder, "stranger")
    certificate(folder, "server", authority, "127.0.0.1")
    certificate(folder, "other-name", authority, "127.0.0.2")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    return context


class Handler:
    def __init__(self, wish):
        self.wish = wish

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "refuse" in self.wish:
            return f"{self.wish['refuse']} no such person as {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        raw = envelope.original_content
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        body = letter.get_body(preferencelist=("plain",))
        say(
            mail_from=envelope.mail_from, rcpt_tos=envelope.rcpt_tos, hello=session.host_name,
            encrypted=server.transport.get_extra_info("sslcontext") is not None, user=session.auth_data,
            headers=sorted(name.lower() for name in letter.keys()),
            subject=str(letter["subject"]), to=str(letter["to"]),
            sender=[[a.display_name, a.addr_spec] for a in letter["from"].addresses],
            message_id=str(letter["message-id"]), automatic=str(letter["auto-submitted"]),
            date=letter["date"].datetime.timestamp(), type=letter.get_content_type(),
            charset=body.get_content_charset(), text=body.get_content(),
            defects=[str(defect) for part in [letter, body] for defect in part.defects],
            ascii=raw.isascii(), longest=max(len(line) for line in raw.split(b"\r\n")),
            raw=base64.b64encode(raw).decode(),
        )
        return "250 taken"


async def odd(mode, reader, writer):
    """Servers that are no servers."""
    try:
        if mode == "garbage":
            writer.write(b"\xff\xfe\x00 hello\r\n" * 3)
        elif mode == "drip":  # always something, never an answer
            while True:
                writer.write(b"220-x\r\n")
                await writer.drain()
                await asyncio.sleep(0.2)
        elif mode == "slow":
            writer.write(b"220 hello\r\n")
        await writer.drain()
        await asyncio.sleep(3600)
    except OSError:
        pass


async def main(wish):
    loop, mode = asyncio.get_running_loop(), wish["mode"]
    if mode in ("slow", "drip", "mute", "garbage"):
        server = await asyncio.start_server(lambda r, w: odd(mode, r, w), "127.0.0.1", 0)
    else:
        context = None
        if mode in ("starttls", "implicit"):
            context, folder = tls(wish["folder"]), wish["folder"]
            name = os.path.join(folder, wish.get("certificate", "server"))
            context.load_cert_chain(name + ".pem", name + ".key")
        settings = {"hostname": "test.invalid", "enable_SMTPUTF8": wish.get("utf8", True)}
        if mode == "starttls":
            settings.update(tls_context=context, require_starttls=True)
        if "login" in wish:
            def check(server, session, envelope, mechanism, data):
                user, password = [text.encode() for text in wish["login"]]
                good = isinstance(data, LoginPassword) and (data.login, data.password) == (user, password)
                return AuthResult(success=good, handled=False, auth_data=wish["login"][0] if good else None)
            settings.update(authenticator=check, auth_required=True, auth_require_tls=mode == "starttls")
        make = lambda: SMTP(Handler(wish), **settings)
        server = await loop.create_server(make, "127.0.0.1", 0, ssl=context if mode == "implicit" else None)
    say(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
