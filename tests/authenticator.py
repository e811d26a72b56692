"""An authenticator and the browser in front of it, in software, on Yubico's fido2 and on cryptography.

Each line of the input is a JSON object, each line of the output the answer to one:
  {"make": CreationOptionsJSON, "at": ORIGIN, "with": {…}} → RegistrationResponseJSON
  {"show": RequestOptionsJSON, "at": ORIGIN, "with": {…}}  → AuthenticationResponseJSON
"with" says where it departs from what is right, so that tests can see it refused.
"""

import hashlib
import json
import os
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from fido2.cose import ES256, RS256, EdDSA
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialCreationOptions,
    PublicKeyCredentialRequestOptions,
    RegistrationResponse,
)

SHA256 = hashes.SHA256()
KINDS = {
    -7: (lambda: ec.generate_private_key(ec.SECP256R1()), ES256, lambda key, data: key.sign(data, ec.ECDSA(SHA256))),
    -8: (ed25519.Ed25519PrivateKey.generate, EdDSA, lambda key, data: key.sign(data)),
    -257: (
        lambda: rsa.generate_private_key(65537, 2048),
        RS256,
        lambda key, data: key.sign(data, padding.PKCS1v15(), SHA256),
    ),
}
held = []


def client_data(kind, options, origin, changed):
    others = {"topOrigin": changed["topOrigin"]} if "topOrigin" in changed else {}
    challenge = websafe_decode(changed["challenge"]) if "challenge" in changed else options.challenge
    return CollectedClientData.create(
        changed.get("type", kind), challenge, origin, changed.get("crossOrigin", False), **others
    )


def flags(changed):
    names = changed.get("flags", ["UP", "UV"])
    return AuthenticatorData.FLAG(sum(AuthenticatorData.FLAG[name] for name in names))


def make(asked, origin, changed):
    options = PublicKeyCredentialCreationOptions.from_dict(asked)
    excluded = [one.id for one in options.exclude_credentials or []]
    if any(one["id"] in excluded for one in held) and not changed.get("again"):
        return {"error": "InvalidStateError"}
    algorithms = [one.alg for one in options.pub_key_cred_params]
    algorithm = changed.get("alg", algorithms[0])
    generate, cose, _ = KINDS[algorithm]
    key = generate()
    credential = os.urandom(32)
    if "id" in changed:
        credential = websafe_decode(changed["id"])
    rp = changed.get("rp", options.rp.id)
    held.append({"id": credential, "key": key, "alg": algorithm, "rp": rp, "user": options.user.id, "counter": 0})
    public = AttestedCredentialData.create(Aaguid.NONE, credential, cose.from_cryptography_key(key.public_key()))
    data = AuthenticatorData.create(
        hashlib.sha256(rp.encode()).digest(),
        flags(changed) | AuthenticatorData.FLAG.AT,
        changed.get("counter", 0),
        public,
    )
    client = client_data("webauthn.create", options, origin, changed)
    attestation = AttestationObject.create("none", data, {})
    answer = RegistrationResponse.from_dict(
        {
            "id": websafe_encode(credential),
            "rawId": websafe_encode(credential),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(attestation)},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }
    )
    answer = json.loads(json.dumps(dict(answer), default=dict))
    # what browsers add to it (§5.1.8), and what nobody knows yet
    answer["response"] |= {
        "authenticatorData": websafe_encode(data),
        "transports": ["internal", "hybrid", "carrier-pigeon"],
        "publicKeyAlgorithm": algorithm,
    }
    return answer


def show(asked, origin, changed):
    options = PublicKeyCredentialRequestOptions.from_dict(asked)
    allowed = [one.id for one in options.allow_credentials or []]
    fitting = [one for one in held if one["rp"] == options.rp_id and (not allowed or one["id"] in allowed)]
    one = held[changed["which"]] if "which" in changed else fitting[-1]
    rp = changed.get("rp", options.rp_id)
    one["counter"] = changed.get("counter", one["counter"])
    data = AuthenticatorData.create(hashlib.sha256(rp.encode()).digest(), flags(changed), one["counter"])
    client = client_data("webauthn.get", options, origin, changed)
    signature = KINDS[one["alg"]][2](one["key"], data + client.hash)
    if changed.get("spoilt"):
        signature = signature[:-1] + bytes([signature[-1] ^ 1])
    handle = changed.get("user", websafe_encode(one["user"]))
    identity = websafe_encode(one["id"])
    return {
        "id": identity,
        "rawId": identity,
        "type": "public-key",
        "authenticatorAttachment": "platform",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": handle,
        },
        "clientExtensionResults": {},
    }


for line in sys.stdin:
    asked = json.loads(line)
    does = make if "make" in asked else show
    print(json.dumps(does(asked.get("make") or asked["show"], asked["at"], asked.get("with") or {})), flush=True)
